import { describe, expect, test } from 'vitest'
import { chain, failuresOf, task } from './running'

const pass = (Result: unknown) => chain({ P: { Type: 'Pass', Result } })
const failing = chain({ First: { Type: 'Pass' }, F: { Type: 'Fail', Error: 'CardDeclined', Cause: 'No money on 4711.' } })

/** `expect`, and what of the failures is told: `path: message`. */
type Row = readonly [what: string, definition: object, expected: object, ...told: readonly string[]]

const told = ({ what, path, message }: { readonly what: string; readonly path?: string; readonly message: string }) =>
  `${what}${path === undefined ? '' : ` ${path}`}: ${message}`

const value = { total: 41.97, items: [{ sku: 'A' }, { sku: 'B' }], note: null, 'odd name': 1 }

const rows: readonly Row[] = [
  ['nothing', pass(1), {}],
  [
    'a failure where nothing is said',
    failing,
    {},
    'status: The execution is FAILED at the state "F", where SUCCEEDED is expected: CardDeclined: No money on 4711.',
  ],
  [
    'success where an error is expected',
    pass(1),
    { error: 'X', cause: 'y' },
    'status: The execution is SUCCEEDED, where FAILED, TIMED_OUT or ABORTED is expected.',
  ],
  [
    'another status',
    failing,
    { status: 'TIMED_OUT' },
    'status: The execution is FAILED at the state "F", where TIMED_OUT is expected: CardDeclined: No money on 4711.',
  ],
  ['an error alone', failing, { error: 'CardDeclined' }],
  ['a cause alone', failing, { cause: 'No money on 4711.' }],
  ['a cause by an expression', failing, { cause: '/MONEY on \\d+/i' }],
  ['a cause that does not match', failing, { cause: '/^money/' }, 'cause: The cause is "No money on 4711.", where "/^money/" is expected.'],
  ['a cause that is a path', failing, { cause: '/usr/bin' }, 'cause: The cause is "No money on 4711.", where "/usr/bin" is expected.'],
  ['another error', failing, { error: 'Other' }, 'error: The error is "CardDeclined", where "Other" is expected.'],
  ['no cause', chain({ F: { Type: 'Fail', Error: 'X' } }), { error: 'X', cause: 'c' }, 'cause: There is no cause, where "c" is expected.'],
  ['an output where there is none', failing, { status: 'FAILED', output: 1 }, 'output $: There is no output, where 1 is expected.'],

  [
    'the same output in another order',
    pass(value),
    { output: { 'odd name': 1, note: null, items: [{ sku: 'A' }, { sku: 'B' }], total: 41.97 } },
  ],
  ['numbers that are the same', pass(1), { output: 1.0 }],
  ['zeros', pass(0), { output: -0 }],
  ['null', pass(null), { output: null }],
  ['null for something', pass(1), { output: null }, 'output $: The output is 1, where null is expected.'],
  [
    'leaves',
    pass(value),
    { output: { total: 42, items: [{ sku: 'A' }, { sku: 'C', size: 1 }, 7], note: null, 'odd name': 2, 'a"b\'c': 1 } },
    'output $.total: The output has 41.97 at $.total, where 42 is expected.',
    'output $.items[1].sku: The output has "B" at $.items[1].sku, where "C" is expected.',
    'output $.items[1].size: The output has nothing at $.items[1].size, where 1 is expected.',
    'output $.items[2]: The output has nothing at $.items[2], where 7 is expected.',
    "output $['odd name']: The output has 1 at $['odd name'], where 2 is expected.",
    `output $['a"b\\'c']: The output has nothing at $['a"b\\'c'], where 1 is expected.`,
  ],
  [
    'what is not expected',
    pass({ a: 1, b: { c: 2 } }),
    { output: { a: 1 } },
    'output $.b: The output has {"c":2} at $.b, where nothing is expected.',
  ],
  ['another kind', pass({ a: [1] }), { output: { a: { '0': 1 } } }, 'output $.a: The output has [1] at $.a, where {"0":1} is expected.'],
  ['null is not nothing', pass({}), { output: { a: null } }, 'output $.a: The output has nothing at $.a, where null is expected.'],

  ['a part', pass(value), { outputContains: { items: [{}, { sku: 'B' }] } }],
  ['an empty part', pass(value), { outputContains: {} }],
  [
    'a part that is not there',
    pass(value),
    { outputContains: { items: [{ sku: 'B' }], more: 1 } },
    'outputContains $.items[0].sku: The output has "A" at $.items[0].sku, where "B" is expected.',
    'outputContains $.more: The output has nothing at $.more, where 1 is expected.',
  ],
  ['too few elements', pass([1]), { outputContains: [1, 2] }, 'outputContains $[1]: The output has nothing at $[1], where 2 is expected.'],

  ['a path', failing, { error: 'CardDeclined', path: ['First', 'F'] }],
  [
    'a path that goes on',
    failing,
    { error: 'CardDeclined', path: ['First'] },
    'path $[1]: After "First" the execution enters "F", where its end is expected.',
  ],
  [
    'a path that ends',
    failing,
    { error: 'CardDeclined', path: ['First', 'F', 'G'] },
    'path $[2]: After "F" the execution ends, where "G" is expected.',
  ],
  [
    'another path',
    failing,
    { error: 'CardDeclined', path: ['Frist', 'F'] },
    'path $[0]: First the execution enters "First", where "Frist" is expected.',
  ],
  ['no path', failing, { error: 'CardDeclined', path: [] }, 'path $[0]: First the execution enters "First", where its end is expected.'],

  [
    'visits',
    failing,
    { error: 'CardDeclined', visits: { First: 1, F: 2 } },
    'visits $.F: The state "F" is entered once, where 2 is expected.',
  ],
  [
    'a state that is none',
    failing,
    { error: 'CardDeclined', visits: { Frist: 0 } },
    'visits $.Frist: "Frist" is no state of the definition. Did you mean "First"?',
  ],

  [
    'an assertion',
    pass(value),
    {
      assert: [
        '{% $states.output.total > 40 %}',
        '$.items[0].sku',
        '{% $count($states.output.items) = 2 %}',
        '{% $exists($states.input) %}',
      ],
    },
  ],
  [
    'assertions that do not hold',
    pass(value),
    {
      assert: [
        '{% $states.output.total > 50 %}',
        '{% $states.output.total %}',
        '{% $states.output.none %}',
        '{% $error("no") %}',
        '$.none',
        '$.note',
        '$.items[?(@.sku == "Z")]',
        '$.items[?(@.sku == "A")]',
        '{% 1 = 1 /* ) */ %}',
      ],
    },
    'assert $[0]: {% $states.output.total > 50 %} is false, not true.',
    'assert $[1]: {% $states.output.total %} is 41.97, not true.',
    'assert $[2]: {% $states.output.none %} gives nothing, not true.',
    'assert $[3]: {% $error("no") %} cannot be evaluated: The evaluation failed. D3137: no.',
    'assert $[4]: $.none finds nothing.',
    'assert $[5]: $.note finds null.',
    'assert $[6]: $.items[?(@.sku == "Z")] finds nothing.',
  ],
  [
    'no output to assert',
    failing,
    { error: 'CardDeclined', assert: ['$'] },
    'assert $[0]: $ cannot be evaluated: the execution is FAILED and has no output.',
  ],

  ['a duration', chain({ W: { Type: 'Wait', Seconds: 60 }, P: { Type: 'Pass' } }), { duration: { atMost: 60 } }],
  [
    'too long',
    chain({ W: { Type: 'Wait', Seconds: 60 }, P: { Type: 'Pass' } }),
    { duration: { atMost: 59.5 } },
    'duration $.atMost: The execution takes 60 seconds, where 59.5 at most are expected.',
  ],
  [
    'too long by less than the clock tells',
    chain({ W: { Type: 'Wait', Seconds: 1 }, P: { Type: 'Pass' } }),
    { duration: { atMost: 0.99999999 } },
    'duration $.atMost: The execution takes 1 seconds, where 0.99999999 at most are expected.',
  ],
]

for (const [what, definition, expected, ...lines] of rows)
  test(what, async () => {
    expect((await failuresOf(definition, { expect: expected })).map(told)).toEqual(lines)
  })

describe('tasks', () => {
  const Retry = [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }]
  const machine = chain({ Pay: task({ Parameters: { 'amount.$': '$.amount', fixed: [1, 2] }, Retry }), Done: { Type: 'Succeed' } })
  const busy = { Throw: { Error: 'Busy' } }
  const given = { input: { amount: 5 }, mocks: { Pay: { '0-1': busy, '2': { Return: 'ok' } } } }
  const call = { amount: 5 }

  type Row = readonly [what: string, expected: object, ...told: readonly string[]]
  const rows: readonly Row[] = [
    ['attempts', { attempts: { Pay: 3 }, visits: { Pay: 1 }, calls: { Pay: [call, { fixed: [1] }, {}] } }],
    ['too few', { attempts: { Pay: 2 } }, 'attempts $.Pay: The state "Pay" is tried 3 times, where 2 is expected.'],
    [
      'other calls',
      { calls: { Pay: [{ amount: 6 }, { fixed: [1, 3] }] } },
      'calls $.Pay[0].amount: Call 0 of the state "Pay" received 5 at $.amount, where 6 is expected.',
      'calls $.Pay[1].fixed[1]: Call 1 of the state "Pay" received 2 at $.fixed[1], where 3 is expected.',
      'calls $.Pay[2]: Call 2 of the state "Pay" is not expected: it received {"amount":5,"fixed":[1,2]}.',
    ],
    [
      'calls that do not come',
      { calls: { Pay: [call, call, call, call], Done: [1] } },
      'calls $.Pay[3]: Call 3 of the state "Pay" does not come, where {"amount":5} is expected.',
      'calls $.Done[0]: Call 0 of the state "Done" does not come, where 1 is expected.',
    ],
  ]
  for (const [what, expected, ...lines] of rows)
    test(what, async () => {
      expect((await failuresOf(machine, { ...given, expect: expected })).map(told)).toEqual(lines)
    })

  test('the event of a difference is where it shows', async () => {
    const failures = await failuresOf(machine, {
      ...given,
      expect: { path: ['Pay'], visits: { Done: 0 }, attempts: { Pay: 1 }, calls: { Pay: [{}, { amount: 1 }, {}] }, output: 1 },
    })
    // 1 start, 2 entered, 3 scheduled, 4 started, 5 failed, 6 scheduled, 9 scheduled, 12 exited, 13 entered
    expect(failures.map(({ what, event }) => [what, event])).toEqual([
      ['output', 15],
      ['path', 13],
      ['visits', 13],
      ['attempts', 6],
      ['calls', 6],
    ])
  })

  test('a task that nobody answers', async () => {
    expect(await failuresOf(machine, { input: { amount: 5 } })).toEqual([
      {
        what: 'mocks',
        message:
          'Nothing answers the task of the state "Pay" (arn:aws:lambda:us-east-1:123456789012:function:pay, attempt 0). It was asked {"amount":5,"fixed":[1,2]}: give it an answer in the case, as "mocks": { "Pay": { "Return": {} } }.',
        event: 3,
      },
    ])
    expect((await failuresOf(machine, { ...given, mocks: { Pay: { '0': busy } }, expect: { error: 'States.Runtime' } })).map(told)).toEqual(
      [
        'mocks: The mock of the state "Pay" has an answer for attempt 0 only, and the state "Pay" asks for attempt 1. It was asked {"amount":5,"fixed":[1,2]}.',
      ],
    )
  })

  test('a mock of a state that is none', async () => {
    expect((await failuresOf(machine, { mocks: { Pya: busy, Other: busy } })).map(told)).toEqual([
      'mocks: The case has an answer for "Pya", which is no state. Did you mean "Pay"? The case has an answer for "Other", which is no state.',
    ])
  })
})

test.each(['INLINE', 'DISTRIBUTED'])('what iterations of a Map do is counted: %s', async (Mode) => {
  const machine = chain({
    M: {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode, ...(Mode === 'DISTRIBUTED' && { ExecutionType: 'STANDARD' }) },
        ...chain({ Each: task({ Retry: [{ ErrorEquals: ['Busy'] }] }) }),
      },
    },
  })
  const mocks = { Each: { '0': { Return: 'a' }, '1': { Throw: { Error: 'Busy' } }, '2-3': { Return: 'b' } } }
  const expected = { visits: { Each: 3, M: 1 }, attempts: { Each: 4, M: 1 }, calls: { Each: [1, 2, 3, 2] } }
  expect((await failuresOf(machine, { input: [1, 2, 3], mocks, expect: expected })).map(told)).toEqual([])
  expect(
    (await failuresOf(machine, { input: [1, 2, 3], mocks, expect: { visits: { Each: 2 }, attempts: { Each: 3 } } })).map(told),
  ).toEqual([
    'visits $.Each: The state "Each" is entered 3 times, where 2 is expected.',
    'attempts $.Each: The state "Each" is tried 4 times, where 3 is expected.',
  ])
})

test('variables are those of the top level at its end', async () => {
  const machine = {
    QueryLanguage: 'JSONata',
    ...chain({
      A: { Type: 'Pass', Assign: { total: '{% $total + 1 %}', list: [1, { x: 1 }], __proto__x: 1 } },
      B: {
        Type: 'Parallel',
        Branches: [chain({ C: { Type: 'Pass', Assign: { inner: 1 } } })],
        Assign: { total: '{% $total * 10 %}' },
      },
    }),
  }
  const told_ = async (variables: object) =>
    (await failuresOf(machine, { variables: { total: 1, given: 'g' }, expect: { variables } })).map(told)
  expect(await told_({ total: 20, given: 'g', list: [1] })).toEqual([])
  expect(await told_({ total: 21, list: [1, { x: 2 }], inner: 1 })).toEqual([
    'variables $.total: The variables have 20 at $.total, where 21 is expected.',
    'variables $.list[1].x: The variables have 1 at $.list[1].x, where 2 is expected.',
    'variables $.inner: The variables have nothing at $.inner, where 1 is expected.',
  ])
})

test('only so many differences are told, and that there are more', async () => {
  const list = Array.from({ length: 300_000 }, (_, i) => i)
  const machine = chain({ P: { Type: 'Pass' } })
  expect(await failuresOf(machine, { input: list, expect: { output: list } })).toEqual([])
  const failures = await failuresOf(machine, { input: list, expect: { output: list.map((n) => n + (n % 2)) } })
  expect(failures.length).toBe(21)
  expect(failures[20]).toMatchObject({ what: 'output', message: 'The output differs in more places than these 20.' })
})

test('hostile names and values are told as they are', async () => {
  const name = '</script>]]>\n\u001b[31m"\ud800😀'
  const text = `{"__proto__": {"constructor": 1}, ${JSON.stringify(name)}: {"toString": 2}}`
  const machine = chain({ [name]: { Type: 'Pass' } })
  expect(
    await failuresOf(machine, { input: JSON.parse(text), expect: { output: JSON.parse(text), visits: { [name]: 1 }, path: [name] } }),
  ).toEqual([])
  const failures = await failuresOf(machine, {
    input: JSON.parse(text),
    expect: { output: JSON.parse(text.replace('1}', '3}')), path: ['__proto__'] },
  })
  expect(failures.map(({ path, expected, actual }) => [path, expected, actual])).toEqual([
    ['$.__proto__.constructor', 3, 1],
    ['$[0]', '__proto__', name],
  ])
  let deep: unknown = 1
  for (let i = 0; i < 3000; i++) deep = [deep]
  expect((await failuresOf(chain({ P: { Type: 'Pass' } }), { input: [deep], expect: { output: [[deep]] } })).length).toBe(1)
})

test('an expression that would hang does not', async () => {
  const machine = chain({ F: { Type: 'Fail', Error: 'X', Cause: `${'a'.repeat(5000)}!` } })
  expect((await failuresOf(machine, { expect: { cause: '/^(a+)+$/' } })).map(({ what }) => what)).toEqual(['cause'])
  expect((await failuresOf(machine, { expect: { cause: '/(a|a?)+b\\1$/' } })).map(({ what }) => what)).toEqual(['cause'])
})
