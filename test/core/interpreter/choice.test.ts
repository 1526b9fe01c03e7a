import { describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import { type Definition, machine, run } from './run'

const choose = (rule: Definition, input: unknown) =>
  run(
    machine({
      C: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
      Yes: { Type: 'Pass', Result: true, End: true },
      No: { Type: 'Pass', Result: false, End: true },
    }),
    {
      input: input as never,
    },
  )

/** Operator, operand, values for which it holds, values for which it does not. */
const rows: [string, unknown, unknown[], unknown[]][] = [
  ['StringEquals', 'a', ['a'], ['b', 1, null, ['a']]],
  ['StringLessThan', 'b', ['a', 'B', ''], ['b', 'c', 1]],
  ['StringGreaterThanEquals', 'b', ['b', 'ba'], ['a', 2]],
  ['StringMatches', 'a*.*c', ['a.c', 'axx.yc'], ['ac', 'a.cd', 1]],
  ['StringMatches', 'a\\*b\\\\', ['a*b\\'], ['axb\\', 'a\\*b\\']],
  ['StringMatches', 'a*a', ['aa', 'aba'], ['a']],
  ['StringMatches', '*a*', ['a', 'ab', 'ba'], ['', 'b']],
  ['StringMatches', '*', ['', 'a'], [null]],
  ['StringMatches', '*a*b*c', ['abc', 'xaxbxc', 'acbc'], ['bac', 'ab', 'acb']],
  ['StringMatches', 'a*b*b', ['abb', 'axbxb'], ['ab', 'abx']],
  ['StringMatches', 'ab*b*', ['abb', 'abxb'], ['ab', 'abx']],
  ['NumericEquals', 1, [1, 1.0], ['1', 2, true]],
  ['NumericLessThanEquals', 1.5, [1.5, -3], [1.6, '1']],
  ['NumericGreaterThan', 1, [2], [1, '2']],
  ['BooleanEquals', false, [false], [true, 0, '', null]],
  [
    'TimestampEquals',
    '2026-01-01T00:00:00Z',
    ['2026-01-01T01:00:00+01:00', '2026-01-01T00:00:00.000Z'],
    ['2026-01-01T00:00:00', '2026-01-01'],
  ],
  ['TimestampLessThan', '2026-01-01T00:00:00Z', ['2025-12-31T23:59:59.999Z'], ['2026-01-01T00:00:00Z', 'x']],
  ['IsNull', true, [null], [0, '', false]],
  ['IsNull', false, [0, ''], [null]],
  ['IsNumeric', true, [0, 1.5], ['0', null]],
  ['IsString', true, ['', 'x'], [0]],
  ['IsBoolean', true, [false], [0]],
  ['IsTimestamp', true, ['2026-02-28T00:00:00Z'], ['2026-02-30T00:00:00Z', '2026-02-28T00:00Z', 'x', 0]],
  ['IsPresent', true, [null, 0], []],
]

describe('comparisons of a Variable', () => {
  test.each(rows)('%s %j', async (operator, operand, yes, no) => {
    for (const v of yes) expect([v, (await choose({ Variable: '$.v', [operator]: operand }, { v })).output]).toEqual([v, true])
    for (const v of no) expect([v, (await choose({ Variable: '$.v', [operator]: operand }, { v })).output]).toEqual([v, false])
    if (operator.startsWith('Is')) return
    for (const v of yes.filter(() => operator !== 'StringMatches'))
      expect((await choose({ Variable: '$.v', [`${operator}Path`]: '$.o' }, { v, o: operand })).output).toBe(true)
  })

  test('of nothing: IsPresent says so, all others are States.Runtime', async () => {
    expect((await choose({ Variable: '$.v', IsPresent: false }, {})).output).toBe(true)
    for (const [operator, operand] of rows.filter(([name]) => name !== 'IsPresent')) {
      const execution = await choose({ Variable: '$.v', [operator]: operand }, {})
      expect(execution.cause).toBe(
        "An error occurred while executing the state 'C' (entered at the event id #2). Invalid path '$.v': The choice state's condition path references an invalid value.",
      )
    }
  })

  test.each(['String', 'Numeric', 'Boolean'])(
    '%sEquals of an operand of another type never holds, but needs its Variable',
    async (type) => {
      const other: Json = type === 'String' ? 1 : 'x'
      for (const rule of [{ [`${type}Equals`]: other }, { [`${type}EqualsPath`]: '$.o' }]) {
        expect((await choose({ Variable: '$.v', ...rule }, { v: other, o: other })).output).toBe(false)
        expect((await choose({ Variable: '$.v', ...rule }, { v: 'b', o: other })).output).toBe(false)
        expect((await choose({ Variable: '$.v', ...rule }, { o: other })).error).toBe('States.Runtime')
      }
    },
  )

  test.each(['String', 'Numeric', 'Timestamp'])('%s comparisons with an operand of another type never hold', async (type) => {
    const other: Json = type === 'String' ? 1 : 'x'
    for (const how of ['LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'])
      for (const v of [other, 'b', 2, '2026-01-01T00:00:00Z'])
        expect((await choose({ Variable: '$.v', [`${type}${how}Path`]: '$.o' }, { v, o: other })).output).toBe(false)
  })

  test('StringMatches without a pattern never holds', async () => {
    for (const v of ['1', '', 1]) expect((await choose({ Variable: '$', StringMatches: 1 }, v)).output).toBe(false)
  })

  test('with a path need what it leads to', async () => {
    const { error, cause } = await choose({ Variable: '$.v', NumericEqualsPath: '$.o' }, { v: 1 })
    expect([error, cause]).toEqual(['States.Runtime', expect.stringContaining("Invalid path '$.o'")])
  })

  test.each<[Definition]>([[{ NumericEquals: 1 }], [{ Variable: 1, NumericEquals: 1 }], [{ Variable: '$' }], [{ And: [1] }]])(
    'that compare nothing never hold: %j',
    async (rule) => expect((await choose(rule, 1)).output).toBe(false),
  )

  test('of times tell parts of a millisecond', async () => {
    const at = (fraction: string) => `2026-01-01T00:00:00.${fraction}Z`
    const earlier = async (v: string, o: string) => (await choose({ Variable: '$', TimestampLessThan: at(o) }, at(v))).output
    expect([await earlier('0001', '0002'), await earlier('0002', '0001'), await earlier('5', '51')]).toEqual([true, false, true])
  })

  test('are combined', async () => {
    const is = (n: number) => ({ Variable: '$', NumericEquals: n })
    expect((await choose({ And: [is(1), { Not: is(2) }] }, 1)).output).toBe(true)
    expect((await choose({ Or: [is(1), is(2)] }, 2)).output).toBe(true)
    expect((await choose({ Or: [is(1), { And: [is(3), is(3)] }] }, 2)).output).toBe(false)
    expect(
      (
        await choose(
          {
            And: [
              { Variable: '$.a', IsPresent: true },
              { Variable: '$.a', NumericEquals: 1 },
            ],
          },
          {},
        )
      ).output,
    ).toBe(false)
  })
})

test('no rule holds, and there is no Default: AWS says States.Runtime', async () => {
  const execution = await run(
    machine({ C: { Type: 'Choice', Choices: [{ Variable: '$', IsNull: true, Next: 'S' }] }, S: { Type: 'Succeed' } }),
  )
  expect([execution.error, execution.cause]).toEqual([
    'States.Runtime',
    "An error occurred while executing the state 'C' (entered at the event id #2). Failed to transition out of the state. The state does not point to a next state.",
  ])
})

test('an input that is null cannot be tested', async () => {
  const execution = await run(
    machine({ C: { Type: 'Choice', Choices: [{ Variable: '$', IsNull: true, Next: 'S' }], Default: 'S' }, S: { Type: 'Succeed' } }),
    { input: null },
  )
  expect([execution.error, execution.cause]).toEqual([
    'States.Runtime',
    "An error occurred while executing the state 'C' (entered at the event id #2). Unable to apply Path transformation to null or empty input.",
  ])
})

test('the error of a path that several rules have is placed at the rule that asked', async () => {
  const rule = { Variable: '$.a', NumericEquals: 1, Next: 'S' }
  const choices = [{ And: [{ Variable: '$.a', IsPresent: true }, rule], Next: 'S' }, rule]
  const definition = machine({ C: { Type: 'Choice', Choices: choices }, S: { Type: 'Succeed' } })
  const { errorNode } = await run(definition, { input: {} })
  expect(JSON.stringify(definition).slice(0, errorNode!.offset).split('$.a')).toHaveLength(3)
})

describe('in JSONata', () => {
  const states = (Condition: string) =>
    machine(
      {
        C: {
          Type: 'Choice',
          Choices: [{ Condition, Assign: { x: '{% $states.input.n %}' }, Output: { rule: 1 }, Next: 'S' }],
          Assign: { x: 'else' },
          Output: 'else',
          Default: 'S',
        },
        S: { Type: 'Pass', Output: ['{% $states.input %}', '{% $x %}'], End: true },
      },
      { QueryLanguage: 'JSONata' },
    )

  test('the rule that holds has Assign and Output of its own', async () => {
    expect((await run(states('{% $states.input.n > 1 %}'), { input: { n: 2 } })).output).toEqual([{ rule: 1 }, 2])
    expect((await run(states('{% $states.input.n > 1 %}'), { input: { n: 1 } })).output).toEqual(['else', 'else'])
  })

  test.each(['Condition', 'Output', 'Assign'])('a rule whose %s cannot be evaluated fails the state', async (field) => {
    const bad = "{% 'x' + 1 %}"
    const rule = { Condition: '{% true %}', Next: 'S', [field]: field === 'Assign' ? { x: bad } : bad }
    const execution = await run(machine({ C: { Type: 'Choice', Choices: [rule] }, S: { Type: 'Succeed' } }, { QueryLanguage: 'JSONata' }))
    expect(execution.error).toBe('States.QueryEvaluationError')
  })

  test('a condition that is no boolean fails the state', async () => {
    const execution = await run(states('{% 1 %}'))
    expect(execution.cause).toContain(
      "The JSONata expression '1' specified for the field 'Choices[0]/Condition' returned an unexpected result type. Expected 'boolean', but was 'number' for value: 1",
    )
  })
})
