import { describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import { type Definition, ending, eventsOf, machine, run } from './run'

const task = { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', End: true }
const B = { Type: 'Pass', End: true }

describe('whether a name in ErrorEquals stands for an error', () => {
  const caught = async (name: string, error: string) => {
    const states = {
      A: { ...task, Catch: [{ ErrorEquals: ['Never', name], Next: 'B' }] },
      B: { Type: 'Pass', Result: 'caught', End: true },
    }
    return ending(await run(machine(states), { task: () => ({ kind: 'failed', error }) })) === 'caught'
  }

  test.each<[string, string, boolean]>([
    ['E', 'E', true],
    ['E', 'F', false],
    ['States.ALL', 'E', true],
    ['States.ALL', 'States.Timeout', true],
    ['States.ALL', 'States.HeartbeatTimeout', true],
    ['States.ALL', 'States.Runtime', false],
    ['States.TaskFailed', 'E', true],
    ['States.TaskFailed', 'States.Permissions', true],
    ['States.TaskFailed', 'States.Timeout', false],
    ['States.TaskFailed', 'States.HeartbeatTimeout', false],
    ['States.TaskFailed', 'States.Runtime', false],
    ['States.Runtime', 'States.Runtime', false],
  ])('%s for %s: %s', async (name, error, expected) => {
    expect(await caught(name, error)).toBe(expected)
  })
})

describe('what a Catcher leads on to', () => {
  const via = async (Catch: Definition, rest: Definition = {}, states: Record<string, Definition> = { B }) =>
    run(machine({ A: { ...task, ...rest, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B', ...Catch }] }, ...states }), {
      input: { x: 1 },
      task: () => ({ kind: 'failed', error: 'E', cause: 'c' }),
    })
  const output = { Error: 'E', Cause: 'c' }
  const jsonata = { QueryLanguage: 'JSONata' }

  test.each<[Definition, Definition, Json]>([
    [{}, {}, output],
    [{ ResultPath: '$' }, {}, output],
    [{ ResultPath: null }, {}, { x: 1 }],
    [{ ResultPath: '$.e' }, {}, { x: 1, e: output }],
    [{ ResultPath: '$.x' }, {}, { x: output }],
    [{}, { InputPath: '$.x' }, output],
    [{ ResultPath: '$.e' }, { InputPath: '$.x', Parameters: {} }, { x: 1, e: output }],
    [{}, jsonata, output],
    [{ Output: { was: '{% $states.input.x %}', e: '{% $states.errorOutput.Error %}' } }, jsonata, { was: 1, e: 'E' }],
    [{ Output: null }, jsonata, null],
  ])('%j in a state with %j', async (fields, rest, expected) => {
    expect(ending(await via(fields, rest))).toEqual(expected)
  })

  test.each<[Definition, Definition]>([
    [{ Assign: { 'v.$': '$.Error' } }, {}],
    [{ Assign: { v: '{% $states.errorOutput.Error %}' } }, jsonata],
  ])('its Assign sees the error output: %j', async (fields, rest) => {
    const states = { B: { Type: 'Pass', Parameters: { 'v.$': '$v' }, End: true } }
    expect(ending(await via(fields, rest, states))).toEqual({ v: 'E' })
  })

  test.each<[Definition, Definition, string]>([
    [{ Assign: { 'v.$': '$.none' } }, {}, 'States.Runtime'],
    [{ ResultPath: '$.x.y' }, {}, 'States.ReferencePathConflict'],
    [{ Assign: { v: "{% 'x' + 1 %}" } }, jsonata, 'States.QueryEvaluationError'],
    [{ Output: "{% 'x' + 1 %}" }, jsonata, 'States.QueryEvaluationError'],
  ])('one that fails itself is not caught again: %j', async (fields, rest, error) => {
    const execution = await via(fields, rest)
    expect([execution.status, execution.error]).toEqual(['FAILED', error])
    expect(eventsOf(execution).filter(({ type }) => type === 'EvaluationFailed')).toHaveLength(error.includes('Query') ? 1 : 0)
    expect(eventsOf(execution).map(({ type }) => type)).not.toContain('PassStateEntered')
  })

  test('one that fails itself has told before that its branches have failed', async () => {
    const branch = machine({ F: { Type: 'Fail', Error: 'E' } })
    const caught = { Type: 'Parallel', Branches: [branch], Catch: [{ ErrorEquals: ['E'], ResultPath: '$.x.y', Next: 'B' }], End: true }
    const execution = await run(machine({ A: caught, B: { Type: 'Succeed' } }), { input: { x: 1 } })
    expect(
      eventsOf(execution)
        .map(({ type }) => type)
        .slice(-2),
    ).toEqual(['ParallelStateFailed', 'ExecutionFailed'])
    expect(eventsOf(execution).filter(({ type }) => type === 'ParallelStateFailed')).toHaveLength(1)
  })
})
