// The workloads that the interpreter is measured with: machines that a program makes, each with what has to come out.
// `transitions`: states entered. `jsonata`: measured, but not compared with the limit, which takes the same library.

const deepEqual = (a, b) => JSON.stringify(a) === JSON.stringify(b)
const pass = (rest) => ({ Type: 'Pass', ...rest })
const processor = (machine) => ({ ...machine, ProcessorConfig: { Mode: 'INLINE' } })

/** States in a row, each made by `make(index)`. */
function chain(length, make, prefix = 'S') {
  const states = Array.from({ length }, (_, i) => [
    `${prefix}${i}`,
    { ...make(i), ...(i === length - 1 ? { End: true } : { Next: `${prefix}${i + 1}` }) },
  ])
  return { StartAt: `${prefix}0`, States: Object.fromEntries(states) }
}

/** Counts with a Choice and a Pass. */
const counter = (to) => ({
  StartAt: 'Check',
  States: {
    Check: { Type: 'Choice', Choices: [{ Variable: '$.count', NumericLessThan: to, Next: 'Add' }], Default: 'Done' },
    Add: pass({ Parameters: { 'count.$': 'States.MathAdd($.count, 1)' }, Next: 'Check' }),
    Done: { Type: 'Succeed' },
  },
})

const counterJsonata = (to) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'Check',
  States: {
    Check: { Type: 'Choice', Choices: [{ Condition: `{% $states.input.count < ${to} %}`, Next: 'Add' }], Default: 'Done' },
    Add: pass({ Output: { count: '{% $states.input.count + 1 %}' }, Next: 'Check' }),
    Done: { Type: 'Succeed' },
  },
})

const item = (i) => ({
  id: i,
  sku: `sku-${i}`,
  price: (i * 37) % 100,
  quantity: 1 + (i % 9),
  tags: [`t${i % 7}`],
  note: `what there is to say about item ${i}`,
})
/** About 200 KB. */
const order = { id: 'o-1', customer: { name: 'Ada' }, items: Array.from({ length: 1700 }, (_, i) => item(i)) }

/** Each Choice has 200 rules, of which the last holds. */
function rules(next) {
  const kinds = [
    (r) => ({
      And: [
        { Variable: '$.a.b', StringEquals: `no${r}` },
        { Variable: '$.n', NumericGreaterThan: 1 },
      ],
    }),
    (r) => ({ Variable: '$.n', NumericEquals: 1000 + r }),
    () => ({ Not: { Variable: '$.flag', BooleanEquals: true } }),
    (r) => ({ Variable: '$.a.b', StringEquals: r === 199 ? 'yes' : `no${r}` }),
  ]
  return Array.from({ length: 200 }, (_, r) => ({ ...kinds[r % 4](r), Next: next }))
}
const choices = Object.fromEntries(
  Array.from({ length: 100 }, (_, c) => [`C${c}`, { Type: 'Choice', Choices: rules(c === 99 ? 'End' : `C${c + 1}`) }]),
)

const intrinsics = {
  'format.$': "States.Format('Hello {} {}', $.name, $.n)",
  'parsed.$': 'States.StringToJson($.json)',
  'text.$': 'States.JsonToString($.list)',
  'array.$': "States.Array($.n, 'a', 1)",
  'partition.$': 'States.ArrayPartition($.list, 3)',
  'contains.$': 'States.ArrayContains($.list, 5)',
  'range.$': 'States.ArrayRange(1, 9, 2)',
  'unique.$': 'States.ArrayUnique($.list)',
  'base64.$': 'States.Base64Encode($.name)',
  'hash.$': "States.Hash($.name, 'SHA-256')",
  'sum.$': 'States.MathAdd($.n, 1)',
  'split.$': "States.StringSplit($.csv, ',')",
}

const lambda = (name) => ({ Type: 'Task', Resource: `arn:aws:lambda:us-east-1:123456789012:function:${name}` })
const ok = async () => ({ ok: true })
const rows = Array.from({ length: 100 }, (_, r) => ({ columns: Array.from({ length: 100 }, (_, c) => ({ c: r * 100 + c })) }))
const line = { q: 2, 'p.$': '$.id' }

export const workloads = [
  {
    name: 'chain1000',
    transitions: 1000,
    definition: chain(1000, (i) => pass({ Parameters: { 'from.$': '$.meta.id', n: i }, ResultPath: '$.last' })),
    input: { meta: { id: 'abc' } },
    expected: (output) => deepEqual(output, { meta: { id: 'abc' }, last: { from: 'abc', n: 999 } }),
  },
  {
    name: 'loop100k',
    transitions: 100_002,
    definition: counter(50_000),
    input: { count: 0 },
    expected: (output) => output.count === 50_000,
  },
  {
    name: 'map10k',
    transitions: 20_001,
    definition: {
      StartAt: 'M',
      States: {
        M: {
          Type: 'Map',
          ItemsPath: '$.items',
          MaxConcurrency: 40,
          ItemProcessor: processor({
            StartAt: 'A',
            States: { A: pass({ Parameters: line, Next: 'B' }), B: pass({ Result: 'ok', ResultPath: '$.r', End: true }) },
          }),
          End: true,
        },
      },
    },
    input: { items: Array.from({ length: 10_000 }, (_, id) => ({ id })) },
    expected: (output) => output.length === 10_000 && output[9_999].p === 9_999 && output[9_999].r === 'ok',
  },
  {
    name: 'nestedmap100x100',
    transitions: 10_101,
    definition: {
      StartAt: 'O',
      States: {
        O: {
          Type: 'Map',
          ItemsPath: '$.rows',
          ItemProcessor: processor({
            StartAt: 'I',
            States: {
              I: {
                Type: 'Map',
                ItemsPath: '$.columns',
                ItemProcessor: processor({ StartAt: 'P', States: { P: pass({ Parameters: { 'v.$': '$.c' }, End: true }) } }),
                End: true,
              },
            },
          }),
          End: true,
        },
      },
    },
    input: { rows },
    expected: (output) => output.length === 100 && output[99][99].v === 9_999,
  },
  {
    name: 'parallel50x20',
    transitions: 1_001,
    definition: {
      StartAt: 'P',
      States: {
        P: {
          Type: 'Parallel',
          Branches: Array.from({ length: 50 }, (_, b) => chain(20, (i) => pass({ Result: { b, i }, ResultPath: '$.r' }), `B${b}-`)),
          End: true,
        },
      },
    },
    input: { k: 1 },
    expected: (output) => output.length === 50 && deepEqual(output[49], { k: 1, r: { b: 49, i: 19 } }),
  },
  {
    name: 'payload200k',
    transitions: 200,
    definition: chain(200, (i) =>
      pass({ Parameters: { 'name.$': '$.customer.name', 'sku.$': '$.items[7].sku', n: i }, ResultPath: '$.r' }),
    ),
    input: order,
    expected: (output) => output.items.length === 1700 && deepEqual(output.r, { name: 'Ada', sku: 'sku-7', n: 199 }),
  },
  {
    name: 'filter200k',
    transitions: 200,
    definition: chain(200, (i) =>
      pass({ Parameters: { 'cheap.$': '$.items[?(@.price < 5)].id', 'all.$': '$.items[*].quantity', n: i }, ResultPath: '$.r' }),
    ),
    input: order,
    expected: (output) => output.r.all.length === 1700 && output.r.cheap.length === order.items.filter((x) => x.price < 5).length,
  },
  {
    name: 'choice100x200',
    transitions: 101,
    definition: { StartAt: 'C0', States: { ...choices, End: { Type: 'Succeed' } } },
    input: { a: { b: 'yes' }, n: 5, flag: true },
    expected: (output) => output.n === 5,
  },
  {
    name: 'intrinsics500x12',
    transitions: 500,
    definition: chain(500, () => pass({ Parameters: intrinsics, ResultPath: '$.r' })),
    input: { name: 'Ada', n: 3, json: '{"a":[1,2]}', list: [1, 2, 2, 3, 5, 6, 7], csv: 'a,b,c' },
    expected: (output) => output.r.sum === 4 && output.r.partition.length === 3 && output.r.unique.length === 6,
  },
  {
    name: 'task1000',
    transitions: 1000,
    definition: chain(1000, () => ({ ...lambda('echo'), ResultPath: '$.r' }), 'T'),
    input: { v: 1 },
    tasks: () => Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`T${i}`, ok])),
    expected: (output) => deepEqual(output, { v: 1, r: { ok: true } }),
  },
  {
    name: 'loop20k-jsonata',
    jsonata: true,
    transitions: 20_002,
    definition: counterJsonata(10_000),
    input: { count: 0 },
    expected: (output) => output.count === 10_000,
  },
]
