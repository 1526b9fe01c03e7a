import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import { createExecution, plan } from '../../../core/interpreter'
import { convertMachine, convertState } from '../../../core/language/convert/convert'
import { valueOfDraft } from '../../../core/language/convert/draft'
import { parseDocument } from '../../../core/model/parse'
import { nodePorts } from '../../../hosts/node/ports'

type Definition = Record<string, unknown>

const machineOf = (definition: unknown) =>
  parseDocument(JSON.stringify(definition), { format: 'json', content: 'definition' }).definitions[0]!.machine

const answer = { Payload: { total: 12, list: [3, 1, 2] }, StatusCode: 200, tags: ['a', 'b'] }

/** What an execution comes to. Tasks answer with `answer`, or fail where their name says so. */
async function outcome(definition: unknown, input: Json) {
  const execution = createExecution(plan(machineOf(definition)), {
    input,
    ports: nodePorts({
      task: ({ stateName, input: asked }) =>
        stateName.startsWith('Fail')
          ? { kind: 'failed', error: 'Broken', cause: 'As its name says' }
          : { kind: 'succeeded', output: { ...answer, asked } },
    }),
  })
  await execution.run()
  const { status, output, error } = execution
  return status === 'SUCCEEDED' ? { status, output } : { status, error }
}

function converted(definition: unknown): Definition {
  const result = convertMachine(machineOf(definition))
  if ('error' in result) throw new Error(result.error)
  return valueOfDraft(result.draft) as Definition
}

const states = (map: Record<string, unknown>): Definition => ({ StartAt: Object.keys(map)[0], States: map })
const one = (state: Definition): Definition => states({ S: { ...state, End: true } })
const task = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:F' }
const order = {
  id: 'o 1',
  lines: [
    { sku: 'a', n: 1 },
    { sku: 'b', n: 5 },
  ],
  customer: { name: 'Ada', 'e-mail': 'a@b' },
  note: null,
  price: 10,
}

const dataFlow: [string, Definition][] = [
  ['nothing', one({ Type: 'Pass' })],
  [
    'Parameters',
    one({ Type: 'Pass', Parameters: { 'who.$': '$.customer.name', at: { 'mail.$': "$.customer['e-mail']" }, fixed: [1, { a: null }] } }),
  ],
  ['Result and ResultPath', one({ Type: 'Pass', Result: { a: [1, 2], t: '{% 1 %}' }, ResultPath: '$.customer.more.deep' })],
  ['Result without ResultPath', one({ Type: 'Pass', Result: ['x'] })],
  ['InputPath', one({ Type: 'Pass', InputPath: '$.customer', Parameters: { 'n.$': '$.name', 'all.$': '$' }, ResultPath: '$.r' })],
  ['InputPath null', one({ Type: 'Pass', InputPath: null })],
  ['OutputPath', one({ Type: 'Pass', OutputPath: '$.lines[1].sku' })],
  ['OutputPath null', one({ Type: 'Succeed', OutputPath: null })],
  ['OutputPath behind ResultPath', one({ Type: 'Pass', Parameters: { 'a.$': '$.id' }, ResultPath: '$.r', OutputPath: '$.r.a' })],
  ['a task', one(task)],
  [
    'a task with all fields',
    one({
      ...task,
      InputPath: '$.customer',
      Parameters: { 'n.$': '$.name' },
      ResultSelector: { 'sum.$': '$.Payload.total' },
      ResultPath: '$.r',
      OutputPath: '$',
    }),
  ],
  ['a task whose result is discarded', one({ ...task, ResultPath: null })],
  [
    'context and lists',
    one({
      Type: 'Pass',
      Parameters: { 'x.$': '$$.State.Name', 'skus.$': '$.lines[*].sku', 'none.$': '$.lines[*].nope', 'one.$': '$.lines[?(@.n > 1)].sku' },
    }),
  ],
  [
    'filters',
    one({
      Type: 'Pass',
      Parameters: {
        'a.$': "$.lines[?(@.sku == 'a' || @.n == 5)].n",
        'b.$': '$.lines[?(!@.gift)].n',
        'c.$': '$.lines[?(@.n != 5)].sku',
        'd.$': '$.lines[1:].n',
        'e.$': '$.lines[?(@.n < $.price)].n',
      },
    }),
  ],
  [
    'variables',
    states({
      A: { Type: 'Pass', Assign: { 'v.$': '$.customer', w: 1 }, Next: 'B' },
      B: { Type: 'Pass', Parameters: { 'n.$': '$v.name', 'w.$': 'States.MathAdd($w, 1)' }, End: true },
    }),
  ],
  [
    'Assign of a task sees the result',
    states({
      A: { ...task, ResultSelector: { 't.$': '$.Payload.total' }, Assign: { 'total.$': '$.t' }, Next: 'B' },
      B: { Type: 'Pass', Parameters: { 'n.$': '$total' }, End: true },
    }),
  ],
]

describe('the data flow stays the same', () => {
  test.each(dataFlow)('%s', async (_name, definition) => {
    expect(await outcome(converted(definition), order)).toEqual(await outcome(definition, order))
  })
})

test.each([
  "States.Format('{} has {} of \\{{}\\}', $.customer.name, $.price, 'x')",
  "States.Format('{}', $.price)",
  'States.StringToJson(\'\\{"a":[1]\\}\')',
  'States.JsonToString($.customer)',
  'States.Array($.id, 1, null)',
  'States.ArrayPartition($.lines[*].n, 1)',
  'States.ArrayContains($.lines[*].sku, $.lines[0].sku)',
  'States.ArrayRange(1, 9, 9)',
  'States.ArrayGetItem($.lines, States.MathAdd(0, 1))',
  'States.ArrayLength($.lines)',
  'States.ArrayUnique($.lines[*].n)',
  "States.Base64Decode(States.Base64Encode('abc'))",
  "States.Hash($.id, 'SHA-256')",
  'States.JsonMerge($.customer, $.lines[0], false)',
  'States.MathAdd($.price, -3)',
  "States.StringSplit('a-b--c', '-')",
  "States.StringSplit('a-b.c]d', '.-]')",
])('%s', async (call) => {
  const definition = one({ Type: 'Pass', Parameters: { 'x.$': call } })
  expect(await outcome(converted(definition), order)).toEqual(await outcome(definition, order))
})

describe('Choice Rules', () => {
  const rule = (test: Definition) =>
    states({
      C: { Type: 'Choice', Choices: [{ ...test, Next: 'Yes' }], Default: 'No' },
      Yes: { Type: 'Pass', Result: 'yes', End: true },
      No: { Type: 'Pass', Result: 'no', End: true },
    })
  const inputs: Json[] = ['a', 'b*', 'abc', 5, 10, true, false, null, '2026-01-02T03:04:05Z', { deep: 1 }].map((v) => ({
    v,
    w: 5,
    s: 'abc',
  }))
  test.each([
    { StringEquals: 'a' },
    { StringEqualsPath: '$.s' },
    { StringLessThan: 'b' },
    { StringGreaterThanEquals: 'b' },
    { StringMatches: 'a*c' },
    { StringMatches: 'b\\*' },
    { NumericEquals: 5 },
    { NumericLessThanEquals: 5 },
    { NumericGreaterThanPath: '$.w' },
    { BooleanEquals: true },
    { BooleanEquals: false },
    { TimestampLessThan: '2026-06-01T00:00:00Z' },
    { IsNull: true },
    { IsNull: false },
    { IsPresent: true },
    { IsPresent: false },
    { IsString: true },
    { IsNumeric: false },
    { IsBoolean: true },
    { IsTimestamp: true },
  ] as Definition[])('%j', async (test) => {
    // A text that is no timestamp fails JSONata's $toMillis, where the Choice Rule is false.
    const fitting =
      'TimestampLessThan' in test
        ? inputs.filter((input) => typeof (input as { v: Json }).v !== 'string' || String((input as { v: Json }).v).includes('T'))
        : inputs
    for (const definition of [rule({ Variable: '$.v', ...test }), rule({ Not: { Variable: '$.v', ...test } })]) {
      for (const input of fitting)
        expect([input, await outcome(converted(definition), input)]).toEqual([input, await outcome(definition, input)])
    }
  })

  test('And, Or, and a value that may be missing', async () => {
    const definition = rule({
      Or: [
        {
          And: [
            { Variable: '$.a', IsPresent: true },
            { Variable: '$.a', NumericGreaterThan: 1 },
          ],
        },
        { Variable: '$.b.c', IsPresent: true },
      ],
    })
    for (const input of [{}, { a: 1 }, { a: 2 }, { b: { c: null } }])
      expect(await outcome(converted(definition), input)).toEqual(await outcome(definition, input))
  })
})

describe('states with more to them', () => {
  const inner = (state: Definition) => states({ In: { ...state, End: true } })
  test.each([
    [
      'Catch with ResultPath',
      states({
        Fail: { ...task, Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.e', Next: 'B' }], End: true },
        B: { Type: 'Pass', End: true },
      }),
    ],
    [
      'Catch without',
      states({
        Fail: { ...task, Catch: [{ ErrorEquals: ['States.ALL'], Assign: { 'e.$': '$.Error' }, Next: 'B' }], End: true },
        B: { Type: 'Pass', Parameters: { 'e.$': '$e', 'c.$': '$.Cause' }, End: true },
      }),
    ],
    ['Fail by paths', one({ Type: 'Fail', ErrorPath: '$.id', CausePath: "States.Format('{}', $.price)" })],
    ['Wait by path', one({ Type: 'Wait', SecondsPath: '$.price', OutputPath: '$.customer' })],
    [
      'a Map',
      one({
        Type: 'Map',
        ItemsPath: '$.lines',
        ItemSelector: { 'l.$': '$$.Map.Item.Value', 'i.$': '$$.Map.Item.Index', 'p.$': '$.price' },
        Iterator: inner({ Type: 'Pass', Parameters: { 'sku.$': '$.l.sku' } }),
        ResultPath: '$.done',
      }),
    ],
    ['a Map over its input', one({ Type: 'Map', InputPath: '$.lines', ItemProcessor: inner({ Type: 'Pass', OutputPath: '$.n' }) })],
    [
      'a Parallel',
      one({
        Type: 'Parallel',
        Parameters: { 'n.$': '$.customer.name' },
        Branches: [inner({ Type: 'Pass', OutputPath: '$.n' }), states({ In2: { Type: 'Pass', Result: 1, End: true } })],
        ResultSelector: { 'first.$': '$[0]' },
      }),
    ],
  ] as [string, Definition][])('%s', async (_name, definition) => {
    // A state's name is unique in a machine: its inner states may need it.
    expect(await outcome(converted(definition), order)).toEqual(await outcome(definition, order))
  })
})

test('one state alone becomes JSONata, the others stay', async () => {
  const definition = states({
    A: {
      Type: 'Map',
      ItemsPath: '$.lines',
      ItemProcessor: states({ In: { Type: 'Pass', OutputPath: '$.sku', End: true } }),
      ResultPath: '$.r',
      Next: 'B',
    },
    B: { Type: 'Pass', OutputPath: '$.r', End: true },
  })
  const machine = machineOf(definition)
  const result = convertState(machine.states.get('A')!)
  const value = 'draft' in result ? valueOfDraft(result.draft) : undefined
  expect(value).toEqual({
    Type: 'Map',
    QueryLanguage: 'JSONata',
    ItemProcessor: states({ In: { Type: 'Pass', OutputPath: '$.sku', End: true } }),
    Next: 'B',
    Items: '{% $states.input.lines %}',
    Output: '{% $merge([$states.input, {"r": $states.result}]) %}',
  })
  const mixed = { ...definition, States: { ...(definition.States as Definition), A: value } }
  expect(await outcome(mixed, order)).toEqual(await outcome(definition, order))
})

test.each([
  [one({ Type: 'Pass', Parameters: { 'x.$': '$..sku' } }), 'State S: $..sku: JSONata finds other things with **'],
  [one({ Type: 'Pass', Parameters: { 'x.$': '$.list.first()' } }), 'first()'],
  [one({ Type: 'Pass', Parameters: { 'x.$': 'States.Format($.t, 1)' } }), 'a template that is not written in the call'],
  [one({ Type: 'Pass', Parameters: { 'x.$': '$.[' } }), '$.['],
])('what JSONata cannot say is named', (definition, reason) => {
  const result = convertMachine(machineOf(definition))
  expect('error' in result && result.error).toContain(reason)
})

test('machines nested without end are refused, or converted', () => {
  let text = '{"StartAt":"S","States":{"S":{"Type":"Pass","End":true}}}'
  for (let i = 0; i < 5000; i++) text = `{"StartAt":"P","States":{"P":{"Type":"Parallel","Branches":[${text}],"End":true}}}`
  const { machine } = parseDocument(text, { format: 'json', content: 'definition' }).definitions[0]!
  expect(Object.keys(convertMachine(machine))).toHaveLength(1)
})

test('unions after each other do not double the expression without end', () => {
  const machine = machineOf(one({ Type: 'Pass', Parameters: { 'x.$': `$${"['a','b']".repeat(60)}` } }))
  expect(convertMachine(machine)).toEqual({ error: expect.stringContaining('the expression would be too long') })
})

const examples = readdirSync('examples').flatMap((name) => {
  try {
    return [[name, JSON.parse(readFileSync(`examples/${name}/${name}.asl.json`, 'utf8')) as Definition] as const]
  } catch {
    return []
  }
})

test.each(examples)('the example %s still ends the same way', async (name, definition) => {
  if (definition.QueryLanguage === 'JSONata') return
  const result = convertMachine(machineOf(definition))
  expect(result).toHaveProperty('draft')
  const [file] = readdirSync(`examples/${name}`).filter((f) => /input.*\.json$/.test(f))
  const input = file ? JSON.parse(readFileSync(`examples/${name}/${file}`, 'utf8')) : {}
  const [before, after] = [await outcome(definition, input), await outcome(converted(definition), input)]
  expect(after.status).toBe(before.status)
  if (before.status === 'SUCCEEDED') expect(after).toEqual(before)
})
