import { describe, expect, test } from 'vitest'
import { events, kindOf } from '../../core/history/events'
import type { EventKind } from '../../core/history/kind'
import { isOfState, isTold, tell } from '../../debugger/shown/narration'

describe('the console tells', () => {
  test.each<[string, object | undefined, string, (string | undefined)?, string?]>([
    ['TaskScheduled', { resourceType: 'sqs', resource: 'sendMessage', parameters: '{"a":1}' }, 'A calls sqs:sendMessage', '{"a":1}'],
    ['LambdaFunctionScheduled', { resource: 'arn:f', input: '2' }, 'A calls arn:f', '2'],
    ['ActivityScheduled', { resource: '', input: '2' }, 'A calls a resource that only the deployment knows', '2'],
    ['TaskSucceeded', { output: '3' }, 'A got its result', '3'],
    ['LambdaFunctionSucceeded', { output: '3' }, 'A got its result', '3'],
    ['TaskFailed', { error: 'E', cause: 'c' }, 'A failed: E: c', undefined, 'stderr'],
    ['ActivityFailed', { cause: 'c' }, 'A failed: c', undefined, 'stderr'],
    ['LambdaFunctionFailed', {}, 'A failed: no error name', undefined, 'stderr'],
    ['EvaluationFailed', { error: 'E' }, 'A failed: E', undefined, 'stderr'],
    ['TaskTimedOut', { error: 'States.HeartbeatTimeout' }, 'A timed out (States.HeartbeatTimeout)', undefined, 'stderr'],
    ['ActivityTimedOut', {}, 'A timed out (States.Timeout)', undefined, 'stderr'],
    ['PassStateEntered', { name: 'A', input: '1' }, 'A entered'],
    ['ChoiceStateExited', { name: 'A', output: '1' }, 'A exited'],
    ['TaskStateAborted', undefined, 'A aborted'],
    ['ExecutionSucceeded', { output: '4' }, 'Execution succeeded', '4'],
    ['ExecutionFailed', { error: 'E', cause: 'c' }, 'Execution failed: E: c', undefined, 'stderr'],
    ['ExecutionFailed', {}, 'Execution failed: no error name', undefined, 'stderr'],
    ['ExecutionTimedOut', undefined, 'Execution timed out (States.Timeout)', undefined, 'stderr'],
    ['ExecutionAborted', undefined, 'Execution aborted', undefined, 'stderr'],
  ])('%s %j', (type, details, text, payload, category = 'stdout') => {
    const kind = kindOf(type)!
    const event = { id: 1, previousEventId: 0, timestamp: 't', type, ...(details && { [kind.member!]: details }) }
    expect(isTold(kind)).toBe(true)
    expect(tell(kind, event, 'A')).toEqual({ text, category, ...(payload !== undefined && { payload }) })
  })

  const told = Object.values<EventKind>(events).filter(isTold)

  test('the calls and ends of tasks, errors of evaluation, ends of executions, states, and nothing else', () =>
    expect(
      told
        .filter(({ span, role }) => span !== 'state' || role === 'point')
        .map(({ type }) => type)
        .sort(),
    ).toEqual(
      [
        'ExecutionRedriven',
        ...['ActivityFailed', 'ActivityScheduleFailed', 'ActivityScheduled', 'ActivitySucceeded', 'ActivityTimedOut', 'EvaluationFailed'],
        ...['ExecutionAborted', 'ExecutionFailed', 'ExecutionSucceeded', 'ExecutionTimedOut'],
        ...['LambdaFunctionFailed', 'LambdaFunctionScheduleFailed', 'LambdaFunctionScheduled', 'LambdaFunctionStartFailed'],
        ...['LambdaFunctionSucceeded', 'LambdaFunctionTimedOut', 'TaskFailed', 'TaskScheduled', 'TaskStartFailed', 'TaskSubmitFailed'],
        ...['TaskSucceeded', 'TaskTimedOut'],
      ].sort(),
    ))

  test('each state that is entered and left, by which way, without its payload', () => {
    const ways = [{ kind: 'Choice', index: 2 }, { kind: 'Default', index: 0 }, { kind: 'Catch', index: 1 }, undefined] as const
    const { type } = events.choiceStateExited
    const lines = ways.map((branch) =>
      tell({ ...events.choiceStateExited, branch }, { id: 1, previousEventId: 0, timestamp: '', type }, 'A'),
    )
    expect(lines.map((line) => line?.text)).toEqual(['A exited by Choices[2]', 'A exited by Default', 'A exited by Catch[1]', 'A exited'])
    expect(told.filter(isOfState).every(({ span }) => span === 'state')).toBe(true)
    expect([events.passStateEntered, events.taskStateExited, events.evaluationFailed].map(isOfState)).toEqual([true, true, false])
  })

  test('what belongs to no state as the doing of the execution', () => {
    const taskFailedEventDetails = { error: 'E' }
    const event = { id: 1, previousEventId: 0, timestamp: '', type: 'TaskFailed', taskFailedEventDetails }
    expect(tell(events.taskFailed, event, undefined)?.text).toBe('The execution failed: E')
  })
})
