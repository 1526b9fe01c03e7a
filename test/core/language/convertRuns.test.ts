import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import { createExecution, plan } from '../../../core/interpreter'
import { convertMachine, convertState } from '../../../core/language/convert/convert'
import { valueOfDraft } from '../../../core/language/convert/draft'
import type { Machine } from '../../../core/model/machine'
import { nodePorts } from '../../../hosts/node/ports'
import { open } from '../../support/editor'

// Random JSONPath machines, converted and run on both sides: where the one succeeds the other gives the same output.

const runs = Number(process.env.PROPERTY_RUNS ?? 150)

const order = {
  id: 'o-1',
  lines: [
    { sku: 'a', n: 1 },
    { sku: 'b', n: 5, tags: ['x', 'y'] },
  ],
  one: [{ sku: 'c', n: 7 }],
  tags: ['t1', 't2'],
  none: [],
  customer: { name: 'Ada', 'e-mail': 'a@b', address: { city: 'L', zip: null } },
  price: 10,
  paid: true,
}
const answer = { Payload: { total: 12, list: [3, 1, 2], only: [4] }, StatusCode: 200 }

const paths = fc.constantFrom(
  ...['$', '$.id', '$.lines', '$.lines[0]', '$.lines[0].sku', '$.lines[*].sku', '$.lines[*].tags', '$.one', '$.one[*].n', '$.one[0]'],
  ...[
    '$.tags',
    '$.tags[1]',
    '$.tags[0:1]',
    '$.none',
    '$.none[*]',
    '$.customer',
    '$.customer.name',
    "$.customer['e-mail']",
    '$.customer.address.zip',
  ],
  ...[
    '$.price',
    '$.paid',
    '$.lines[?(@.n > 1)]',
    '$.lines[?(@.n > 100)]',
    "$.lines[?(@.sku == 'a')].n",
    '$.lines[1:]',
    '$$.State.Name',
    '$.lines[0,1]',
  ],
)
const plainPaths = fc.constantFrom('$', '$.customer', '$.customer.address', '$.lines[0]', '$.lines', '$.one', '$.price', '$.tags')
const calls = fc.constantFrom(
  "States.Format('{}-{}', $.id, $.price)",
  "States.Format('{}', $.id)",
  'States.Array($.id, 1)',
  'States.Array($.tags)',
  'States.ArrayLength($.lines)',
  'States.ArrayGetItem($.tags, 1)',
  "States.ArrayContains($.tags, 't1')",
  'States.ArrayUnique($.tags)',
  'States.ArrayPartition($.tags, 1)',
  'States.ArrayRange(1, 5, 2)',
  'States.JsonToString($.customer)',
  'States.JsonMerge($.customer, $.customer.address, false)',
  'States.MathAdd($.price, 1)',
  "States.StringSplit($.id, '-')",
  'States.Base64Encode($.id)',
)
const literals = fc.constantFrom<Json>(1, 'text', true, null, '{% 1 %}', [1, [2]], { a: { b: [] } }, '', [])

const template: fc.Arbitrary<Record<string, unknown>> = fc
  .array(
    fc.tuple(
      fc.constantFrom('p', 'q', 'r', 's t'),
      fc.oneof(
        paths.map((path) => ['.$', path] as const),
        calls.map((call) => ['.$', call] as const),
        literals.map((value) => ['', value] as const),
        paths.map((path) => ['', { 'in.$': path, list: [{ 'deep.$': path }, 1] }] as const),
      ),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((members) =>
    Object.fromEntries(
      members
        .filter(([key], i) => members.findIndex(([other]) => other === key) === i)
        .map(([key, [suffix, value]]) => [key + suffix, value]),
    ),
  )

const resultPath = fc.constantFrom('$', '$.r', '$.r.x', '$.customer.made', null)
const outputPath = fc.constantFrom('$', '$', '$.customer', '$.r', null)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 })
const fields = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(model).map((state) => Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)))

const flow = { InputPath: maybe(plainPaths), ResultPath: maybe(resultPath), OutputPath: maybe(outputPath) }
const resource = 'arn:aws:lambda:us-east-1:123456789012:function:F'
const taskTemplate = fc.constantFrom(
  { 't.$': '$.Payload.total' },
  { 'l.$': '$.Payload.list[*]', k: 1 },
  { 'o.$': '$.Payload.only', 'c.$': '$.StatusCode' },
)
const inner = fields({
  Type: fc.constant('Pass'),
  Parameters: maybe(fc.constant({ 'all.$': '$' })),
  Result: maybe(literals),
  End: fc.constant(true),
})

const state = fc.oneof(
  fields({ Type: fc.constant('Pass'), ...flow, Parameters: maybe(template), Assign: maybe(template) }),
  fields({ Type: fc.constant('Pass'), ...flow, Result: maybe(literals) }),
  fields({
    Type: fc.constant('Task'),
    Resource: fc.constant(resource),
    ...flow,
    Parameters: maybe(template),
    ResultSelector: maybe(taskTemplate),
  }),
  fields({ Type: fc.constant('Wait'), InputPath: maybe(plainPaths), OutputPath: maybe(outputPath), SecondsPath: fc.constant('$.price') }),
  fields({
    Type: fc.constant('Map'),
    ...flow,
    ItemsPath: maybe(fc.constantFrom('$.lines', '$.tags', '$.one', '$.none')),
    ItemSelector: maybe(fc.constant({ 'v.$': '$$.Map.Item.Value', 'i.$': '$$.Map.Item.Index', 'id.$': '$.id' })),
    ItemProcessor: inner.map((state) => ({ StartAt: 'In', States: { In: state } })),
  }),
  fields({
    Type: fc.constant('Parallel'),
    ...flow,
    Parameters: maybe(template),
    Branches: fc.tuple(inner, inner).map(([a, b]) => [
      { StartAt: 'In1', States: { In1: a } },
      { StartAt: 'In2', States: { In2: b } },
    ]),
    ResultSelector: maybe(fc.constant({ 'first.$': '$[0]', 'all.$': '$' })),
  }),
)

const tests = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('$.id', '$.price', '$.paid', '$.nope', '$.customer.address.zip'),
      fc.constantFrom<[string, Json]>(
        ['StringEquals', 'o-1'],
        ['StringGreaterThan', 'a'],
        ['StringMatches', 'o*'],
        ['NumericGreaterThan', 5],
        ['NumericEquals', 10],
        ['BooleanEquals', true],
        ['IsPresent', true],
        ['IsNull', true],
        ['IsNumeric', true],
        ['IsString', false],
        ['StringEqualsPath', '$.id'],
        ['NumericLessThanPath', '$.price'],
      ),
    )
    .map(([path, [operator, value]]) => ({ Variable: path, [operator]: value })),
)
const rule = fc.oneof(
  tests,
  fc.array(tests, { minLength: 1, maxLength: 2 }).map((And) => ({ And })),
  fc.array(tests, { minLength: 1, maxLength: 2 }).map((Or) => ({ Or })),
  // a path into a list finds nothing in JSONPath, and is taken into each item in JSONata
  tests.filter((test) => !('IsPresent' in test)).map((Not) => ({ Not })),
)

/** Two or three states behind each other, a Choice before the last one. */
const machine = fc.tuple(fc.array(state, { minLength: 1, maxLength: 2 }), maybe(rule), state).map(([before, choice, last]) => {
  const states: Record<string, unknown> = {}
  before.forEach((each, i) => {
    states[`S${i}`] = { ...rename(each, i), Next: i + 1 < before.length ? `S${i + 1}` : choice ? 'C' : 'L' }
  })
  if (choice) states.C = { Type: 'Choice', Choices: [{ ...choice, Next: 'L' }], Default: 'D' }
  if (choice) states.D = { Type: 'Pass', Result: 'default', ResultPath: '$.chosen', Next: 'L' }
  states.L = { ...rename(last, 9), End: true }
  return { StartAt: 'S0', States: states }
})

/** State names are unique in a definition. */
const rename = (each: object, i: number): object => JSON.parse(JSON.stringify(each).replaceAll('"In', `"In${i}_`))

async function outcome(of: Machine) {
  const execution = createExecution(plan(of), {
    input: order,
    ports: nodePorts({ task: ({ input }) => ({ kind: 'succeeded', output: { ...answer, asked: input } }) }),
  })
  await execution.run()
  return { status: execution.status, output: execution.output, error: execution.error, cause: execution.cause }
}

const machineOf = (definition: unknown) => open(JSON.stringify(definition)).definitions[0]!.machine

test(`a converted machine gives the same output (${runs} machines)`, async () => {
  let succeeded = 0
  await fc.assert(
    fc.asyncProperty(machine, async (definition) => {
      const before = await outcome(machineOf(definition))
      const converted = convertMachine(machineOf(definition))
      if ('error' in converted || before.status !== 'SUCCEEDED') return
      succeeded++
      const value = valueOfDraft(converted.draft)
      expect({ ...(await outcome(machineOf(value))), value }).toEqual({ ...before, value })
      // and where one state alone is converted
      const [name, state] = [...machineOf(definition).states][0]!
      const alone = convertState(state)
      if ('error' in alone) return
      const mixed = { ...definition, States: { ...definition.States, [name]: valueOfDraft(alone.draft) } }
      expect({ ...(await outcome(machineOf(mixed))), mixed }).toEqual({ ...before, mixed })
    }),
    { numRuns: runs },
  )
  expect(succeeded).toBeGreaterThan(runs / 10)
}, 120_000)
