import { describe, expect, test } from 'vitest'
import type { Json } from '../../../../core/base/json'
import { jsonText } from '../../../../core/base/jsonText'
import type { SavedLine } from '../../../../core/run/saved/format'
import { redactionOf } from '../../../../core/run/saved/redact'

const redact = (value: Json, ...patterns: string[]) => redactionOf(patterns)!.value(value)

describe('values are left out by their keys', () => {
  test.each<[Json, string[], Json]>([
    [{ password: 'x', user: 'u' }, ['password'], { password: '[redacted]', user: 'u' }],
    [{ dbPASSWORDs: ['x'], n: 1 }, ['Password'], { dbPASSWORDs: '[redacted]', n: 1 }],
    [
      { api_key: 1, 'X-Api-Key': 2, apiKey: { a: 1 }, 'API KEY': null },
      ['api key'],
      { api_key: 0, 'X-Api-Key': 0, apiKey: 0, 'API KEY': 0 },
    ],
    [[{ a: [{ secret: 1 }] }], ['secret'], [{ a: [{ secret: 0 }] }]],
    // no pattern is a regular expression
    [{ 'a.b': 1, axb: 2 }, ['a.b'], { 'a.b': 0, axb: 2 }],
    [{ '(': 1 }, ['('], { '(': 0 }],
    // a value is no key
    [{ a: 'password' }, ['password'], { a: 'password' }],
    ['password', ['password'], 'password'],
    // texts that hold JSON
    [{ body: '{"password":"x","b":1}' }, ['password'], { body: '{"password":"[redacted]","b":1}' }],
    [{ body: '{"body":"{\\"password\\":1}"}' }, ['password'], { body: '{"body":"{\\"password\\":\\"[redacted]\\"}"}' }],
    [{ body: '{"p\\u0061ssword":1}' }, ['password'], { body: '{"password":"[redacted]"}' }],
    // and texts that quote it: in whole, in part, or several
    [{ cause: `no $.a in '{"password":"x"}'` }, ['password'], { cause: `no $.a in '{"password":"[redacted]"}'` }],
    [
      { cause: '[1] {"a":[{"password":"x"}],"b":2}\n{"c":3}' },
      ['password'],
      { cause: '[1] {"a":[{"password":"[redacted]"}],"b":2}\n{"c":3}' },
    ],
    [
      { cause: 'E: {"errorMessage":"in {\\"password\\":1}"}' },
      ['password'],
      { cause: 'E: {"errorMessage":"in {\\"password\\":\\"[redacted]\\"}"}' },
    ],
    [{ body: '{"password": 1' }, ['password'], { body: '[redacted]' }],
    [{ body: 'a {"b": 1} and {"b":2,"password":{"c":"x"},...' }, ['password'], { body: 'a {"b": 1} and [redacted]' }],
    [{ body: 'no password {"b": 1' }, ['password'], { body: 'no password {"b": 1' }],
    [{ body: ' {"b": "password"} ' }, ['password'], { body: ' {"b": "password"} ' }],
  ])('%j by %j', (value, patterns, expected) => {
    const zeros = jsonText(expected).replaceAll(':0', ':"[redacted]"')
    expect(jsonText(redact(value, ...patterns))).toBe(zeros)
  })

  test('hostile keys are keys', () => {
    const value = JSON.parse('{"__proto__": {"secret": 1}, "constructor": {"secret": 2}}') as Json
    expect(jsonText(redact(value, 'secret'))).toBe('{"__proto__":{"secret":"[redacted]"},"constructor":{"secret":"[redacted]"}}')
    expect(jsonText(redact(value, '__proto__'))).toBe('{"__proto__":"[redacted]","constructor":{"secret":2}}')
  })

  test('any depth', () => {
    let deep: Json = { secret: 1 }
    for (let i = 0; i < 50_000; i++) deep = [deep]
    expect(jsonText(redact(deep, 'secret'))).toContain('[redacted]')
  })

  test('what has none of them is the same value', () => {
    const value = { a: [1] }
    expect(redact(value, 'secret')).toBe(value)
  })

  test('patterns that say nothing are none', () => {
    expect(redactionOf([])).toBeUndefined()
    expect(redactionOf(['', ' _-'])).toBeUndefined()
  })
})

const bad = { secret: 1 }
const good = { secret: '[redacted]' }

test.each<[object, object]>([
  [
    {
      stepthrough: 'run',
      version: 1,
      definition: '{"secret": 1}',
      options: { input: bad, inputText: '{"secret": 1}', limits: { secret: 1 } },
    },
    { stepthrough: 'run', version: 1, definition: '{"secret": 1}', options: { input: good, limits: { secret: 1 } } },
  ],
  [
    { stepthrough: 'run', version: 1, options: { input: { a: 1 }, inputText: '{"a": 1}', context: bad, variables: { mySecret: 5 } } },
    {
      stepthrough: 'run',
      version: 1,
      options: { input: { a: 1 }, inputText: '{"a": 1}', context: good, variables: { mySecret: '[redacted]' } },
    },
  ],
  [
    {
      stepthrough: 'run',
      options: { input: 1 },
      recording: { events: [{ id: 1, stateEnteredEventDetails: { input: '{"secret":1}', secret: 'n' } }] },
    },
    {
      stepthrough: 'run',
      options: { input: 1 },
      recording: { events: [{ id: 1, stateEnteredEventDetails: { input: '{"secret":"[redacted]"}', secret: 'n' } }] },
    },
  ],
  [
    { kind: 'payload', at: 1, thread: 0, value: bad },
    { kind: 'payload', at: 1, thread: 0, value: good },
  ],
  [
    { kind: 'variable', at: 1, thread: 0, name: 'mySecret', value: 1 },
    { kind: 'variable', at: 1, thread: 0, name: 'mySecret', value: '[redacted]' },
  ],
  [
    { kind: 'jump', at: 1, state: 'secret', input: bad },
    { kind: 'jump', at: 1, state: 'secret', input: good },
  ],
  [
    { kind: 'inject', at: 1, thread: 0, fault: { kind: 'result', output: bad } },
    { kind: 'inject', at: 1, thread: 0, fault: { kind: 'result', output: good } },
  ],
  [
    { kind: 'answer', at: 1, key: 'secret#1', answer: { kind: 'succeeded', output: bad, submitted: bad, duration: 1 } },
    { kind: 'answer', at: 1, key: 'secret#1', answer: { kind: 'succeeded', output: good, submitted: good, duration: 1 } },
  ],
  [
    { kind: 'answer', at: 1, key: 'a', answer: { items: { values: [bad] } } },
    { kind: 'answer', at: 1, key: 'a', answer: { items: { values: [good] } } },
  ],
  [
    { kind: 'answer', at: 1, key: 'a', answer: { kind: 'failed', error: 'E', cause: '{"secret":1}' } },
    { kind: 'answer', at: 1, key: 'a', answer: { kind: 'failed', error: 'E', cause: '{"secret":"[redacted]"}' } },
  ],
  [
    { kind: 'draw', at: 1, key: 'secret', answer: 'x' },
    { kind: 'draw', at: 1, key: 'secret', answer: 'x' },
  ],
  [
    { kind: 'machine', id: 'secret', definition: '{"secret":1}' },
    { kind: 'machine', id: 'secret', definition: '{"secret":1}' },
  ],
  [
    { kind: 'end', status: 'SUCCEEDED', output: bad, events: 1, position: 1 },
    { kind: 'end', status: 'SUCCEEDED', output: good, events: 1, position: 1 },
  ],
])('the data of a line: %j', (line, expected) => {
  expect(redactionOf(['secret', 'kind', 'values', 'events'])!.line(line as SavedLine)).toEqual(expected)
})
