import { describe, expect, test } from 'vitest'
import { payloadOf, tell } from '../../debugger/narration'

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
    const event = { id: 1, previousEventId: 0, timestamp: 't', type, ...(details && { someEventDetails: details }) }
    expect(tell(event as never, 'A')).toEqual({ text, category, ...(payload !== undefined && { payload }) })
  })

  test.each(['PassStateEntered', 'TaskStarted', 'constructor'])('nothing of %s', (type) =>
    expect(tell({ type, someEventDetails: {} } as never, 'A')).toBeUndefined(),
  )

  test('what belongs to no state as the doing of the execution', () =>
    expect(tell({ type: 'TaskFailed', d: { error: 'E' } } as never, undefined)?.text).toBe('The execution failed: E'))

  test('a payload that is cut as its text', () => {
    expect(payloadOf('{"a":[1]}')).toEqual({ a: [1] })
    expect(payloadOf('{"a":[1…')).toBe('{"a":[1…')
  })
})
