import { describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import type { TaskCall, TaskOutcome } from '../../../core/interpreter'
import { begin, type Definition, ending, eventsOf, machine, outline, run } from './run'

const task = { Type: 'Task', Resource: 'arn:aws:states:::sns:publish' }
const pass = { Type: 'Pass', End: true }

describe('$$.State.RetryCount counts the attempts of a state that can be retried', () => {
  const again = { Parameters: { 'n.$': '$$.State.RetryCount' }, Retry: [{ ErrorEquals: ['E'] }] }
  const inner = machine({ T: { ...task, End: true } })
  const twice = ({ input }: TaskCall): TaskOutcome =>
    (input as { n: number }).n < 2 ? { kind: 'failed', error: 'E' } : { kind: 'succeeded', output: input }
  test.each<[string, Definition, Json]>([
    ['Task', { ...task, ...again }, { n: 2 }],
    ['Parallel', { Type: 'Parallel', Branches: [inner], ...again }, [{ n: 2 }]],
    ['Map', { Type: 'Map', ItemsPath: '$.l', ItemProcessor: inner, ItemSelector: again.Parameters, Retry: again.Retry }, [{ n: 2 }]],
  ])('%s, and the next state begins with none', async (_type, state, expected) => {
    const B = { ...task, Parameters: { n: 9, 'own.$': '$$.State.RetryCount', 'before.$': '$' }, End: true }
    const execution = await run(machine({ A: { ...state, Next: 'B' }, B }), { input: { l: [1] }, task: twice })
    expect(ending(execution)).toEqual({ n: 9, own: 0, before: expected })
  })

  test.each(['Pass', 'Choice', 'Wait', 'Succeed'])('a %s has none', async (Type) => {
    const fields = { Wait: { Seconds: 1 }, Choice: { Choices: [], Default: 'B' } }[Type] ?? {}
    const A = { Type, ...fields, OutputPath: '$$.State', ...(/Pass|Wait/.test(Type) && { Next: 'B' }) }
    const entered = { Name: 'A', EnteredTime: '2026-01-01T00:00:00Z' }
    expect(ending(await run(machine({ A, B: pass })))).toEqual(entered)
  })
})

describe('the input after InputPath is that of its own state alone', () => {
  test.each<[string, Definition]>([
    ['Pass', { Type: 'Pass' }],
    ['Wait', { Type: 'Wait', Seconds: 1 }],
    ['Task', task],
  ])('%s: the next task has its timeout from its own input', async (_type, state) => {
    const calls: TaskCall[] = []
    const A = { ...state, InputPath: '$.in', ...(state.Type !== 'Wait' && { ResultPath: '$.r' }), Next: 'B' }
    const execution = await run(machine({ A, B: { ...task, TimeoutSecondsPath: '$.t', End: true } }), {
      input: { t: 9, in: { t: 1, in: 0 } },
      task: (call) => {
        calls.push(call)
        return { kind: 'succeeded', output: call.input }
      },
    })
    expect(execution.status).toBe('SUCCEEDED')
    expect(calls.at(-1)!.timeoutSeconds).toBe(state.Type === 'Wait' ? 1 : 9)
  })
})

test('$$.State.EnteredTime is when the state was entered, whatever other branches have logged since', async () => {
  const entered = machine({ W: { Type: 'Wait', Seconds: 5, OutputPath: '$$.State.EnteredTime', End: true } })
  const other = machine({ V: { Type: 'Wait', Seconds: 3, Next: 'X' }, X: { Type: 'Pass', Result: 0, End: true } })
  const execution = await run(
    machine({ A: { Type: 'Wait', Seconds: 1, Next: 'P' }, P: { Type: 'Parallel', Branches: [entered, other], End: true } }),
  )
  expect(ending(execution)).toEqual(['2026-01-01T00:00:01Z', 0])
})

test('$$.Map.Item is seen in the branches of a Parallel within an iteration', async () => {
  const branch = machine({ I: { Type: 'Pass', Parameters: { 'v.$': '$$.Map.Item.Value' }, End: true } })
  const ItemProcessor = machine({ P: { Type: 'Parallel', Branches: [branch], End: true } })
  const execution = await run(machine({ M: { Type: 'Map', ItemProcessor, End: true } }), { input: ['a', 'b'] })
  expect(ending(execution)).toEqual([[{ v: 'a' }], [{ v: 'b' }]])
})

describe('the events of a task that times out', () => {
  const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:f'
  const activity = 'arn:aws:states:us-east-1:123456789012:activity:work'
  test.each<[string, string[], string, Json]>([
    [task.Resource, ['TaskScheduled', 'TaskStarted', 'TaskTimedOut'], 'taskTimedOut', { resourceType: 'sns', resource: 'publish' }],
    [lambda, ['LambdaFunctionScheduled', 'LambdaFunctionStarted', 'LambdaFunctionTimedOut'], 'lambdaFunctionTimedOut', {}],
    [activity, ['ActivityScheduled', 'ActivityTimedOut'], 'activityTimedOut', {}],
  ])('%s', async (Resource, types, member, about) => {
    const answers: TaskOutcome[] = [{ kind: 'timedOut' }, { kind: 'succeeded', output: 1, duration: 6, workerName: 'w' }]
    for (const [i, answer] of answers.entries()) {
      const execution = await run(machine({ A: { ...task, Resource, TimeoutSeconds: 5, End: true } }), { task: () => answer })
      const own = eventsOf(execution).slice(2, -1)
      expect(own.map(({ type }) => type)).toEqual(i === 1 && Resource === activity ? types.toSpliced(1, 0, 'ActivityStarted') : types)
      expect(own.at(-1)).toStrictEqual({
        ...own.at(-1),
        [`${member}EventDetails`]: { ...(about as object), error: 'States.Timeout' },
      })
      expect(execution.now - Date.UTC(2026, 0, 1)).toBe(5000)
    }
  })

  test('no event has a member that says nothing', async () => {
    const execution = await run(machine({ A: { ...task, End: true } }), { task: () => ({ kind: 'failed', error: 'E' }) })
    for (const event of eventsOf(execution))
      for (const details of Object.values(event)) if (typeof details === 'object') expect(Object.values(details!)).not.toContain(undefined)
  })
})

describe('an execution that is over', () => {
  test('has no threads, and takes no step', async () => {
    const execution = await run(machine({ A: pass }))
    expect([execution.threads, execution.next]).toEqual([[], undefined])
    const before = eventsOf(execution)
    await execution.step()
    execution.abort('E')
    expect([eventsOf(execution), execution.status]).toEqual([before, 'SUCCEEDED'])
  })

  test('because somebody has stopped it, waits for no answer', async () => {
    const execution = begin(machine({ A: { ...task, End: true } }), { task: () => new Promise(() => {}) })
    const ended = execution.run()
    execution.abort('Stopped', 'by me')
    await ended
    expect(ending(execution)).toEqual({ status: 'ABORTED', error: 'Stopped', cause: 'by me' })
    expect(outline(execution).slice(3)).toEqual(['4<3 TaskStarted', '5<0 ExecutionAborted'])
    expect(eventsOf(execution).at(-1)!.executionAbortedEventDetails).toEqual({ error: 'Stopped', cause: 'by me' })
  })

  test('at once by abort, before its first step', () => {
    const execution = begin(machine({ A: pass }))
    execution.abort()
    expect([execution.next, execution.threads, execution.status]).toEqual([undefined, [], 'ABORTED'])
  })

  test("never goes back to another one's snapshot", () => {
    const [one, other] = [begin(machine({ A: pass })), begin(machine({ A: pass }))]
    expect(() => one.restore(other.snapshot())).toThrow(TypeError)
  })
})

test.each(['JSONPath', 'JSONata'])(
  'a definition that is nested too deep ends in an error, whatever the stack of the host: %s',
  async (QueryLanguage) => {
    let deep: unknown = 'x'
    for (let i = 0; i < 600; i++) deep = [deep]
    const field = QueryLanguage === 'JSONata' ? 'Output' : 'Parameters'
    const execution = await run(machine({ A: { Type: 'Pass', [field]: deep, End: true } }, { QueryLanguage }))
    expect(ending(execution)).toMatchObject({ status: 'FAILED', error: 'States.Runtime', cause: 'The state machine is nested too deep.' })
  },
)
