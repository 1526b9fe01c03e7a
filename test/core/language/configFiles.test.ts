import { describe, expect, test } from 'vitest'
import type { configRules } from '../../../core/analysis/rules/configFile'
import { completeConfig } from '../../../core/language/configFiles/completion'
import { configureTasks } from '../../../core/language/configFiles/configure'
import { configDefinition, configHover } from '../../../core/language/configFiles/navigation'
import { relativePath } from '../../../core/language/configFiles/paths'
import { configProblems } from '../../../core/language/configFiles/problems'
import { codeActions } from '../../../core/language/features/codeActions'
import { documentLinks } from '../../../core/language/features/links'
import type { LocatedDocument, Workspace } from '../../../core/language/types'
import { kindOf } from '../../../core/model/fileKind'
import { applyEdits, applyItem, contextOf, withCursor } from '../../support/editor'

const folder = 'file:///project/'
const uri = `${folder}stepthrough.json`
const lambda = (name: string) =>
  `{ "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "${name}" }, "End": true }`
const task = (resource: string, parameters = '{}') =>
  `{ "Type": "Task", "Resource": "arn:aws:states:::${resource}", "Parameters": ${parameters}, "End": true }`
const machine = (states: Record<string, string>) =>
  `{ "StartAt": "A", "States": { ${Object.entries(states)
    .map(([name, text]) => `"${name}": ${text}`)
    .join(', ')} } }`

const order = machine({
  Create: lambda('arn:aws:lambda:us-east-1:123456789012:function:create-order:live'),
  Pay: '{ "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:process-payment", "End": true }',
  Dynamic: task('lambda:invoke', '{ "FunctionName.$": "$.name" }'),
  Write: task('dynamodb:putItem'),
  Tell: task('aws-sdk:eventbridge:putEvents'),
  Call: task(
    'http:invoke',
    '{ "ApiEndpoint": "https://api.example.com/v1/cards", "Authentication": { "ConnectionArn": "arn:aws:events:us-east-1:123456789012:connection/Pay-Gateway/0f1e" } }',
  ),
  Refund: task('states:startExecution.sync:2', '{ "StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:refund-it" }'),
  Review: '{ "Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:review", "End": true }',
})

const base: Record<string, string> = {
  [`${folder}order.asl.json`]: order,
  [`${folder}flows/refund-it.asl.json`]: machine({ R: lambda('create-order') }),
  [`${folder}MockConfigFile.json`]: '{}',
  [`${folder}functions/createOrder.js`]: 'const x = 1\nexports.handler = async () => {}\n',
  [`${folder}functions/pay.py`]: 'def run(event, context):\n    pass\n',
  [`${folder}functions/open.js`]: "module.exports = require('./createOrder')",
}

function workspaceOf(files: Readonly<Record<string, string>>): Workspace {
  const parsed = new Map<string, LocatedDocument['document']>()
  return {
    document: (uri) => {
      const text = files[uri]
      if (text !== undefined && !parsed.has(uri)) parsed.set(uri, parseText(uri, text))
      return parsed.get(uri)
    },
    exists: (uri) => uri in files,
    text: (uri) => files[uri],
    documents: () => Object.keys(files).filter((uri) => /\.json$|\.ya?ml$/.test(uri)),
    siblings: () => [],
    resolve: (base, path) => (path.startsWith('../../') ? undefined : new URL(path, base).href),
  }
}

import { loadYaml, parseDocument } from '../../../core/model/parse'

await loadYaml()

const parseText = (uri: string, text: string) => parseDocument(text, kindOf(uri, text))
const workspace = workspaceOf(base)
const located = (text: string): LocatedDocument => ({ uri, document: parseText(uri, text) })

describe('what is wrong with a stepthrough.json beside its files', () => {
  const fn = (entry: string) => `{ "functions": { "f": ${entry} } }`
  const cases: [text: string, code: keyof typeof configRules | undefined, marked: string, message: string][] = [
    [fn('{ "handler": "functions/createOrder.handler" }'), undefined, '', ''],
    [fn('{ "handler": "functions/pay.run" }'), undefined, '', ''],
    [fn('{ "handler": "functions/open.anything" }'), undefined, '', ''],
    [
      fn('{ "handler": "functions/nobody.handler" }'),
      'CONFIG_FILE',
      '"functions/nobody.handler"',
      'There is no file of the handler "functions/nobody.handler" here.',
    ],
    [fn('{ "handler": "functions/pay.run", "runtime": "nodejs" }'), 'CONFIG_FILE', '"functions/pay.run"', 'no file'],
    [
      fn('{ "handler": "functions/pay.rum" }'),
      'CONFIG_FUNCTION',
      '"functions/pay.rum"',
      'The handler\'s file has no function "rum". Did you mean "run"?',
    ],
    [fn('{ "handler": "functions/createOrder.main" }'), 'CONFIG_FUNCTION', '"functions/createOrder.main"', 'Did you mean "handler"?'],
    [fn('{ "handler": "../../elsewhere.handler" }'), undefined, '', ''],
    [fn('{ "command": ["./functions/pay.py"] }'), undefined, '', ''],
    [fn('{ "command": ["python3", "x.py"] }'), undefined, '', ''],
    [fn('{ "command": ["./bootstrap"] }'), 'CONFIG_FILE', '"./bootstrap"', 'There is no file ./bootstrap of a command here.'],
    [fn('{ "timeout": 5 }'), 'CONFIG_ONE_ANSWER', '"f"', 'no template here has a function of this name'],
    ['{ "stateMachines": { "refund-it": "flows/refund-it.asl.json" } }', undefined, '', ''],
    [
      '{ "stateMachines": { "refund-it": "refund.asl.json" } }',
      'CONFIG_FILE',
      '"refund.asl.json"',
      'There is no file refund.asl.json of a state machine here.',
    ],
    ['{ "mockConfig": "Mocks.json" }', 'CONFIG_FILE', '"Mocks.json"', 'There is no file Mocks.json of a mock file here.'],
    [
      '{ "aws": { "services": { "dynamo": {} } } }',
      'CONFIG_SERVICE',
      '"dynamo"',
      'No Resource names a service "dynamo". Did you mean "dynamodb"?',
    ],
    ['{ "aws": { "services": { "rekognition": {} } } }', undefined, '', ''],
    ['{ "function": {} }', 'CONFIG_UNKNOWN_MEMBER', '"function"', 'Did you mean "functions"?'],
  ]
  test.each(cases)('%s', (text, code, marked, message) => {
    const problems = configProblems(located(text), workspace)
    expect(problems.map(({ code, offset, length }) => [code, text.slice(offset, offset + length)])).toEqual(
      code === undefined ? [] : [[code, marked]],
    )
    if (code !== undefined) expect(problems[0]!.message).toContain(message)
  })

  test('two globs of one length that match a name of a definition', () => {
    const text = '{ "functions": { "create-*": { "endpoint": "http://127.0.0.1:1" }, "*e-order": { "endpoint": "http://127.0.0.1:1" } } }'
    expect(configProblems(located(text), workspace).map(({ code, offset, length }) => [code, text.slice(offset, offset + length)])).toEqual(
      [
        ['CONFIG_GLOBS', '"create-*"'],
        ['CONFIG_GLOBS', '"*e-order"'],
      ],
    )
  })

  test('an entry completes a function of a template', () => {
    const template = 'Resources: { F: { Type: AWS::Serverless::Function, Properties: { CodeUri: ., Handler: a.b } } }'
    const files = { ...base, [`${folder}template.yaml`]: template }
    const text = '{ "functions": { "F": { "timeout": 5 }, "G": { "timeout": 5 } } }'
    expect(configProblems(located(text), workspaceOf(files)).map(({ offset, length }) => text.slice(offset, offset + length))).toEqual([
      '"G"',
    ])
  })

  test.each([
    ['{ "function": {} }', '{ "functions": {} }'],
    ['{ "aws": { "services": { "dynamo": {} } } }', '{ "aws": { "services": { "dynamodb": {} } } }'],
    ['{ "functions": { "f": { "handler": "functions/pay.rum" } } }', '{ "functions": { "f": { "handler": "functions/pay.run" } } }'],
  ])('the fix of %s', (text, fixed) => {
    const file = located(text)
    const problems = configProblems(file, workspace)
    const [action] = codeActions(file, problems[0]!, problems, contextOf({ workspace }))
    expect(applyEdits(text, action!.edits)).toBe(fixed)
  })
})

describe('go to definition', () => {
  /** The file, and the text that the place begins. */
  test.each<[string, [string, string][]]>([
    ['{ "functions": { "f": { "handler": "functions/create|Order.handler" } } }', [['functions/createOrder.js', 'handler = async']]],
    ['{ "functions": { "f": { "handler": "functions/pay|.run" } } }', [['functions/pay.py', 'run(event']]],
    ['{ "functions": { "f": { "handler": "functions/open.x|" } } }', [['functions/open.js', 'module.exports']]],
    ['{ "stateMachines": { "refund-it": "flows/refund|-it.asl.json" } }', [['flows/refund-it.asl.json', '{ "StartAt"']]],
    ['{ "mockConfig": "Mock|ConfigFile.json" }', [['MockConfigFile.json', '{}']]],
    ['{ "mockConfig": "nob|ody.json" }', []],
    ['{ "functions": { "f": { "command": ["functions/p|ay.py"] } } }', [['functions/pay.py', 'def run']]],
    [
      '{ "functions": { "create|-order": { "handler": "functions/createOrder.handler" } } }',
      [
        ['order.asl.json', '"arn:aws:lambda:us-east-1:123456789012:function:create-order:live"'],
        ['flows/refund-it.asl.json', '"create-order"'],
      ],
    ],
  ])('%s', (marked, expected) => {
    const { text, offset } = withCursor(marked)
    const found = configDefinition(located(text), offset, contextOf({ workspace }))
    expect(found.map(({ uri, selection }) => [uri!.slice(folder.length), base[uri!]!.slice(selection.offset)])).toEqual(
      expected.map(([file, begin]) => [file, expect.stringMatching(new RegExp(`^${begin.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`))]),
    )
  })
})

test('a Task leads to the function and the state machine that the nearest stepthrough.json names', () => {
  const files = {
    ...base,
    [uri]: '{ "functions": { "*": { "endpoint": "http://127.0.0.1:1" } } }',
    [`${folder}flows/stepthrough.json`]: `{
      "functions": { "create-*": { "handler": "../functions/createOrder.handler" }, "pay": { "handler": "../functions/pay.run" }, "gone": { "handler": "gone.x" } },
      "stateMachines": { "refund-it": "../order.asl.json", "none": "none.asl.json" }
    }`,
  }
  const at = `${folder}flows/order.asl.json`
  const start = (name: string) =>
    task('states:startExecution', `{ "StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:${name}" }`)
  const text = machine({
    A: lambda('create-order'),
    B: lambda('arn:aws:lambda:us-east-1:1:function:pay'),
    C: lambda('gone'),
    D: start('refund-it'),
    E: start('none'),
  })
  const links = documentLinks({ uri: at, document: parseText(at, text) }, workspaceOf(files))
  expect(links.map((link) => [text.slice(link.offset, link.offset + link.length), link.uri.slice(folder.length), link.tooltip])).toEqual([
    ['create-order', 'functions/createOrder.js#L2', 'Open ../functions/createOrder.handler'],
    ['arn:aws:lambda:us-east-1:1:function:pay', 'functions/pay.py#L1', 'Open ../functions/pay.run'],
    ['arn:aws:states:us-east-1:123456789012:stateMachine:refund-it', 'order.asl.json', 'Open the state machine'],
  ])
})

test('hover says which tasks an entry answers', () => {
  const { text, offset } = withCursor('{ "functions": { "create-|*": { "endpoint": "http://127.0.0.1:1" } } }')
  expect(configHover(located(text), offset, contextOf({ workspace }))?.markdown).toBe(
    'Answers the tasks\n\n- `Create` in `order.asl.json`\n- `R` in `refund-it.asl.json`',
  )
})

describe('completion', () => {
  test.each<[string, string[]]>([
    ['{ "functions": { "|" } }', ['create-order', 'process-payment']],
    ['{ "functions": { "create-order": {}, "|" } }', ['process-payment']],
    ['{ "stateMachines": { "|" } }', ['refund-it']],
    ['{ "stateMachines": { "refund-it": "|" } }', ['order.asl.json', 'flows/refund-it.asl.json']],
    ['{ "connections": { "|" } }', ['Pay-Gateway']],
    ['{ "activities": { "|" } }', ['review']],
    ['{ "http": { "|" } }', ['https://api.example.com/']],
    ['{ "mockConfig": "|" }', ['MockConfigFile.json']],
    ['{ "functions": { "create-order": { "handler": "|" } } }', ['functions/createOrder.handler']],
    ['{ "|" }', []],
  ])('%s', (marked, labels) => {
    const { text, offset } = withCursor(marked)
    expect(completeConfig(located(text), offset, contextOf({ workspace })).map(({ label }) => label)).toEqual(labels)
  })

  test('the services that tasks name come first', () => {
    const { text, offset } = withCursor('{ "aws": { "services": { "|" } } }')
    const items = completeConfig(located(text), offset, contextOf({ workspace }))
    expect(items.slice(0, 2).map(({ label, detail }) => [label, detail])).toEqual([
      ['dynamodb', 'Write in order.asl.json'],
      ['events', 'Tell in order.asl.json'],
    ])
    expect(items.map(({ label }) => label)).toContain('sqs')
    expect(applyItem(text, items[0]!)).toBe('{ "aws": { "services": { "dynamodb" } } }')
  })
})

/** The text once the command has written. */
function configured(text: string, definition = order, files: Record<string, string> = base, name = 'order.asl.json'): string {
  const own = { ...files, [folder + name]: definition }
  const made = configureTasks({ uri: folder + name, document: parseText(name, definition) }, { uri, text }, workspaceOf(own))
  return typeof made === 'string' ? made : applyEdits(text, made.edits)
}

describe('Configure Tasks', () => {
  test('writes a file with an entry for all that the tasks name', () => {
    expect(configured('')).toBe(`{
  "functions": {
    "create-order": {
      "handler": "functions/createOrder.handler"
    },
    "process-payment": {
      "handler": "functions/processPayment.handler"
    }
  },
  "aws": {
    "services": {
      "dynamodb": {
        "endpoint": "http://127.0.0.1:8000"
      },
      "events": {
        "endpoint": "http://127.0.0.1:4566"
      }
    }
  },
  "connections": {
    "Pay-Gateway": {
      "headers": { "Authorization": "Bearer \${PAY_GATEWAY_TOKEN}" }
    }
  },
  "http": {
    "https://api.example.com/": "http://127.0.0.1:9099/"
  },
  "stateMachines": {
    "refund-it": "flows/refund-it.asl.json"
  },
  "activities": {
    "review": "http://127.0.0.1:8083"
  }
}
`)
  })

  test('what it writes has no problem but the files that are not there yet, and a second time nothing is added', () => {
    const text = configured('')
    expect(configProblems(located(text), workspace).map(({ message }) => message)).toEqual([
      'There is no file of the handler "functions/processPayment.handler" here.',
    ])
    expect(configured(text)).toBe(text)
  })

  test('what is there stays as it is, with its layout and comments', () => {
    const small = machine({ A: lambda('a'), B: lambda('b-1'), C: task('sqs:sendMessage'), D: task('sns:publish') })
    const text = `{
    // who answers
    "functions": {
        "b-*": { "endpoint": "http://127.0.0.1:1" } // all of b
        /* the end */
    }, // functions
    "aws": { "services": { "sqs": { "endpoint": "http://127.0.0.1:2" } } } // here
}
`
    expect(configured(text, small)).toBe(`{
    // who answers
    "functions": {
        "b-*": { "endpoint": "http://127.0.0.1:1" }, // all of b
        "a": {
            "handler": "functions/a.handler"
        }
        /* the end */
    }, // functions
    "aws": { "services": { "sqs": { "endpoint": "http://127.0.0.1:2" }, "sns": {
        "endpoint": "http://127.0.0.1:4566"
    } } } // here
}
`)
  })

  test.each<[string, string, string]>([
    [
      'an object with a comment',
      '{\n  // nothing yet\n}\n',
      '{\n  // nothing yet\n  "functions": {\n    "a": {\n      "handler": "functions/a.handler"\n    }\n  }\n}\n',
    ],
    [
      'a member with a comment behind it',
      '{\n  "mockConfig": "m.json" // mocks\n}',
      '{\n  "mockConfig": "m.json", // mocks\n  "functions": {\n    "a": {\n      "handler": "functions/a.handler"\n    }\n  }\n}',
    ],
    [
      'an address of all services',
      '{ "aws": { "endpoint": "http://127.0.0.1:4566" }, "functions": { "*": { "endpoint": "http://127.0.0.1:1" } } }',
      '{ "aws": { "endpoint": "http://127.0.0.1:4566" }, "functions": { "*": { "endpoint": "http://127.0.0.1:1" } } }',
    ],
    ['a file with errors', '{ "functions": [] }', 'stepthrough.json has errors: "functions" has to be an object.'],
    ['a file that is no JSON', '{ "functions": ', expect.stringContaining('stepthrough.json has errors: ') as unknown as string],
  ])('%s', (_, text, expected) => {
    const definition = text.includes('4566') ? machine({ A: lambda('a'), S: task('sqs:sendMessage') }) : machine({ A: lambda('a') })
    expect(configured(text, definition)).toEqual(expected)
  })

  test('a template’s functions and state machines', () => {
    const template = `Resources:
  M:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: order.asl.json
      DefinitionSubstitutions: { CreateArn: !GetAtt Create.Arn, RefundArn: !Ref Refund, Table: !Ref Table }
  Refund: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: flows/refund-it.asl.json } }
  Create:
    Type: AWS::Serverless::Function
    Properties: { FunctionName: create, CodeUri: ., Handler: a.b, Environment: { Variables: { TABLE: x, KEY: !ImportValue Key } } }
`
    const definition = machine({
      A: '{ "Type": "Task", "Resource": "${CreateArn}", "End": true }',
      B: lambda('${CreateArn}:live'),
      C: task('states:startExecution', '{ "StateMachineArn": "${RefundArn}" }'),
      D: lambda('${OtherFunctionArn}'),
    })
    expect(JSON.parse(configured('', definition, { ...base, [`${folder}template.yaml`]: template }))).toEqual({
      functions: { create: { environment: { KEY: '' } }, '${OtherFunctionArn}': { handler: 'functions/otherFunction.handler' } },
      stateMachines: { '${RefundArn}': 'flows/refund-it.asl.json' },
    })
  })

  test('a template with definitions in it', () => {
    const template = `Resources:
  M:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: { StartAt: A, States: { A: { Type: Task, Resource: !GetAtt Create.Arn, End: true }, B: { Type: Task, Resource: arn:aws:states:::sqs:sendMessage, End: true } } }
  Create: { Type: AWS::Serverless::Function, Properties: { CodeUri: ., Handler: a.b } }
`
    expect(JSON.parse(configured('', template, base, 'template.yaml'))).toEqual({
      functions: { Create: { environment: {} } },
      aws: { services: { sqs: { endpoint: 'http://127.0.0.1:9324' } } },
    })
  })

  test('what only an expression knows, and a machine without tasks, add nothing', () => {
    const definition = machine({ A: lambda('{% $name %}'), B: '{ "Type": "Pass", "End": true }' })
    expect(configured('', definition)).toBe('')
    expect(configured('{ }', '{')).toBe('{ }')
  })
})

test.each([
  ['file:///a/b/', 'file:///a/b/c.json', 'c.json'],
  ['file:///a/b/', 'file:///a/c%20d/e.json', '../c d/e.json'],
  ['file:///a/', 'vscode-remote://h/a/e.json', undefined],
])('from %s to %s', (from, to, path) => expect(relativePath(from, to)).toBe(path))
