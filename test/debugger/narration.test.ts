import { describe, expect, test } from 'vitest'
import { events, kindOf } from '../../core/history/events'
import type { EventKind } from '../../core/history/kind'
import { isTold, tell } from '../../debugger/narration'

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

  test('the calls and ends of tasks, errors of evaluation and ends of executions, and nothing else', () =>
    expect(told.map(({ type }) => type).sort()).toEqual(
      [
        ...['ActivityFailed', 'ActivityScheduleFailed', 'ActivityScheduled', 'ActivitySucceeded', 'ActivityTimedOut', 'EvaluationFailed'],
        ...['ExecutionAborted', 'ExecutionFailed', 'ExecutionSucceeded', 'ExecutionTimedOut'],
        ...['LambdaFunctionFailed', 'LambdaFunctionScheduleFailed', 'LambdaFunctionScheduled', 'LambdaFunctionStartFailed'],
        ...['LambdaFunctionSucceeded', 'LambdaFunctionTimedOut', 'TaskFailed', 'TaskScheduled', 'TaskStartFailed', 'TaskSubmitFailed'],
        ...['TaskSucceeded', 'TaskTimedOut'],
      ].sort(),
    ))

  test('nothing of a state that is entered', () =>
    expect(tell(events.passStateEntered, { id: 1, previousEventId: 0, timestamp: '', type: 'PassStateEntered' }, 'A')).toBeUndefined())

  test('what belongs to no state as the doing of the execution', () => {
    const taskFailedEventDetails = { error: 'E' }
    const event = { id: 1, previousEventId: 0, timestamp: '', type: 'TaskFailed', taskFailedEventDetails }
    expect(tell(events.taskFailed, event, undefined)?.text).toBe('The execution failed: E')
  })
})
