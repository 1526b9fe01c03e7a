import { describe, expect, test } from 'vitest'
import type { configRules } from '../../../core/analysis/rules/configFile'
import { readConfig } from '../../../core/config/read'
import { noConfig } from '../../../core/config/types'

const folder = '/project'

test('the example of the documentation', () => {
  const read = readConfig(
    `{
  "$schema": "./config.schema.json",
  // by name, ARN or glob
  "functions": {
    "create-order": { "handler": "functions/createOrder.handler", "runtime": "nodejs", "environment": { "TABLE": "orders" }, "timeout": 30 },
    "process-payment": { "handler": "functions/payment.handler", "runtime": "python3.13", "memorySize": 256 },
    "fast-thing": { "command": ["./bootstrap", "-v"] }, /* any program */
    "*": { "endpoint": "http://127.0.0.1:3001" }
  },
  "aws": { "region": "us-east-1", "profile": "dev", "endpoint": "http://127.0.0.1:4566", "services": { "dynamodb": { "endpoint": "http://127.0.0.1:8000" } } },
  "connections": { "Gateway": { "headers": { "Authorization": "Bearer \${PAYMENT_TOKEN}" }, "queryParameters": {}, "bodyParameters": {} } },
  "http": { "https://api.example.com/": "http://127.0.0.1:9099/" },
  "stateMachines": { "pay-out": "../pay-out/pay-out.asl.json" },
  "activities": { "*": "http://127.0.0.1:8083" },
  "mockConfig": "MockConfigFile.json"
}`,
    folder,
  )
  if (read.kind === 'wrong') throw new Error(JSON.stringify(read.problems))
  expect(read.config).toEqual({
    functions: new Map([
      [
        'create-order',
        { folder, handler: 'functions/createOrder.handler', runtime: 'nodejs', environment: { TABLE: 'orders' }, timeout: 30 },
      ],
      ['process-payment', { folder, handler: 'functions/payment.handler', runtime: 'python3.13', environment: {}, memorySize: 256 }],
      ['fast-thing', { folder, command: ['./bootstrap', '-v'], environment: {} }],
      ['*', { folder, endpoint: 'http://127.0.0.1:3001', environment: {} }],
    ]),
    aws: {
      region: 'us-east-1',
      profile: 'dev',
      endpoint: 'http://127.0.0.1:4566',
      services: new Map([['dynamodb', { endpoint: 'http://127.0.0.1:8000' }]]),
    },
    connections: new Map([['Gateway', { headers: { Authorization: 'Bearer ${PAYMENT_TOKEN}' }, queryParameters: {}, bodyParameters: {} }]]),
    http: new Map([['https://api.example.com/', 'http://127.0.0.1:9099/']]),
    stateMachines: new Map([['pay-out', '../pay-out/pay-out.asl.json']]),
    activities: new Map([['*', 'http://127.0.0.1:8083']]),
    mockConfig: 'MockConfigFile.json',
  })
})

test('a file that says nothing is as none', () => {
  const read = readConfig('\uFEFF{ }'.slice(1), folder)
  expect(read.kind === 'config' && read.config).toEqual(noConfig)
})

test('names of JavaScript are names', () => {
  const read = readConfig(
    '{ "functions": { "__proto__": { "handler": "a.b", "environment": { "__proto__": "x", "constructor": "y" } } } }',
    folder,
  )
  const entry = read.kind === 'config' ? read.config.functions.get('__proto__') : undefined
  expect(Object.entries(entry?.environment ?? {})).toEqual([
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ])
})

/** The text, the code, what is marked, and the sentence or a part of it. */
type Case = [text: string, code: keyof typeof configRules | 'syntax', marked: string, message: string]
const fn = (entry: string) => `{ "functions": { "f": ${entry} } }`

describe('what is wrong', () => {
  test('a file longer than any that is read', () => {
    const entry = JSON.stringify({ handler: `${'x'.repeat(99)}.handler` })
    const text = `{"functions":{${Array.from({ length: 20_000 }, (_, i) => `"f${i}":${entry}`)}}}`
    const read = readConfig(text, folder)
    expect(read.kind === 'wrong' && read.problems.map(({ message }) => message)).toEqual([
      'It cannot be read: it has more than 2097152 characters.',
    ])
  })

  const cases: Case[] = [
    ['', 'syntax', '', ''],
    ['null', 'CONFIG_FORM', 'null', 'is an object'],
    ['[]', 'CONFIG_FORM', '[]', 'A stepthrough.json is an object with functions, aws and the like.'],
    ['{ "functions": { }', 'syntax', '', ''],
    ['{ "functions": { }, }', 'syntax', '', ''],
    ['{ "function": {} }', 'CONFIG_UNKNOWN_MEMBER', '"function"', 'There is no member "function" here. Did you mean "functions"?'],
    [
      '{ "zzz": {} }',
      'CONFIG_UNKNOWN_MEMBER',
      '"zzz"',
      'It can have functions, aws, connections, http, stateMachines, activities and mockConfig.',
    ],
    ['{ "functions": [] }', 'CONFIG_FORM', '[]', '"functions" has to be an object.'],
    [
      '{ "functions": { "": { "handler": "a.b" } } }',
      'CONFIG_FORM',
      '""',
      'A key of "functions" is a name, an ARN or a glob of at most 512 characters.',
    ],
    ['{ "functions": { "f": {}, "f": {} } }', 'CONFIG_DUPLICATE', '"f"', '"f" is here twice.'],
    [fn('"a.b"'), 'CONFIG_FORM', '"a.b"', '"f" has to be an object with handler, runtime'],
    [fn('{ "handler": 1 }'), 'CONFIG_FORM', '1', '"handler" has to be a file and the function in it: folder/file.function.'],
    [fn('{ "handler": "index" }'), 'CONFIG_FORM', '"index"', '"handler" has to be a file'],
    [fn('{ "handler": "a.b", "runtme": "nodejs" }'), 'CONFIG_UNKNOWN_MEMBER', '"runtme"', 'Did you mean "runtime"?'],
    [fn('{ "handler": "a.b", "runtime": "java21" }'), 'CONFIG_FORM', '"java21"', 'any other runtime is started by a command'],
    [
      fn('{ "handler": "a.b", "endpoint": "http://127.0.0.1" }'),
      'CONFIG_ONE_ANSWER',
      '"endpoint"',
      '"f" has both handler and endpoint: a function has one of handler, command and endpoint.',
    ],
    [fn('{ "command": ["a"], "handler": "a.b" }'), 'CONFIG_ONE_ANSWER', '"handler"', 'both command and handler'],
    [fn('{ "command": [] }'), 'CONFIG_FORM', '[]', '"command" has to be an array of texts, the program first.'],
    [fn('{ "command": "./bootstrap" }'), 'CONFIG_FORM', '"./bootstrap"', 'an array of texts'],
    [
      fn('{ "endpoint": "127.0.0.1:3001" }'),
      'CONFIG_FORM',
      '"127.0.0.1:3001"',
      '"endpoint" has to be an address such as http://127.0.0.1:4566.',
    ],
    [fn('{ "handler": "a.b", "environment": { "PORT": 80 } }'), 'CONFIG_FORM', '80', '"PORT" has to be a text.'],
    [fn('{ "handler": "a.b", "timeout": 0 }'), 'CONFIG_FORM', '0', '"timeout" has to be a number above 0.'],
    [fn('{ "handler": "a.b", "timeout": "30" }'), 'CONFIG_FORM', '"30"', '"timeout" has to be a number above 0.'],
    [fn('{ "handler": "a.b", "memorySize": 1.5 }'), 'CONFIG_FORM', '1.5', '"memorySize" has to be a whole number above 0.'],
    ['{ "aws": { "service": {} } }', 'CONFIG_UNKNOWN_MEMBER', '"service"', 'Did you mean "services"?'],
    [
      '{ "aws": { "services": { "DynamoDB": {} } } }',
      'CONFIG_FORM',
      '"DynamoDB"',
      'A key of "services" is the name of a service as in Resource ARNs',
    ],
    [
      '{ "aws": { "services": { "sqs": "http://127.0.0.1" } } }',
      'CONFIG_FORM',
      '"http://127.0.0.1"',
      '"sqs" has to be an object with endpoint and region.',
    ],
    ['{ "connections": { "c": { "header": {} } } }', 'CONFIG_UNKNOWN_MEMBER', '"header"', 'Did you mean "headers"?'],
    ['{ "http": { "api.example.com": "http://127.0.0.1" } }', 'CONFIG_FORM', '"api.example.com"', 'A key of "http" is an address'],
    ['{ "stateMachines": { "m": {} } }', 'CONFIG_FORM', '{}', '"m" has to be a text that is not empty.'],
    ['{ "mockConfig": ${File} }', 'CONFIG_FORM', '${File}', '"mockConfig" has to be a text that is not empty.'],
  ]
  test.each(cases)('%s', (text, code, marked, message) => {
    const read = readConfig(text, folder)
    const problems = read.kind === 'wrong' ? read.problems : []
    if (code === 'syntax') return expect(problems.length).toBeGreaterThan(0)
    expect(problems.map((problem) => [problem.code, text.slice(problem.offset, problem.offset + problem.length)])).toEqual([[code, marked]])
    expect(problems[0]!.message).toContain(message)
  })

  test('all at once, in the order of the text', () => {
    const read = readConfig('{ "aws": 1, "functions": { "f": { "handler": 2, "x": 3 } }, "mock": 4 }', folder)
    expect(read.kind === 'wrong' && read.problems.map(({ code }) => code)).toEqual([
      'CONFIG_FORM',
      'CONFIG_FORM',
      'CONFIG_UNKNOWN_MEMBER',
      'CONFIG_UNKNOWN_MEMBER',
    ])
  })
})
