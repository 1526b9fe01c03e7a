import { describe, expect, test } from 'vitest'
import { events, kindOf, ownTaskEnds, stateEventsOf } from '../../../core/history/events'
import type { EventKind } from '../../../core/history/kind'
import { misfit } from '../../../core/history/members'
import type { ThreadImpl } from '../../../core/interpreter/thread'

/**
 * Type | span role outcome | category | members of its details as AWS has them; `-`: no details. Written by hand from the API reference: HistoryEvent,
 * and the types that its members refer to.
 */
const rows = `
ExecutionStarted | execution opens | started | input roleArn stateMachineAliasArn stateMachineVersionArn
ExecutionRedriven | execution opens | started | redriveCount
ExecutionSucceeded | execution closes succeeded | succeeded | output
ExecutionFailed | execution closes failed | failed | error cause
ExecutionTimedOut | execution closes timedOut | failed | error cause
ExecutionAborted | execution closes aborted | failed | error cause
TaskStateEntered | state opens | entered | name input
TaskStateExited | state closes succeeded | exited | name output assignedVariables
TaskStateAborted | state closes aborted | failed | -
PassStateEntered | state opens | entered | name input
PassStateExited | state closes succeeded | exited | name output assignedVariables
ChoiceStateEntered | state opens | entered | name input
ChoiceStateExited | state closes succeeded | exited | name output assignedVariables
WaitStateEntered | state opens | entered | name input
WaitStateExited | state closes succeeded | exited | name output assignedVariables
WaitStateAborted | state closes aborted | failed | -
SucceedStateEntered | state opens | entered | name input
SucceedStateExited | state closes succeeded | exited | name output assignedVariables
FailStateEntered | state opens | entered | name input
EvaluationFailed | state point failed | failed | error cause location state
ParallelStateEntered | state opens | entered | name input
ParallelStateStarted | children opens | started | -
ParallelStateSucceeded | children closes succeeded | succeeded | -
ParallelStateFailed | children closes failed | failed | -
ParallelStateExited | state closes succeeded | exited | name output assignedVariables
ParallelStateAborted | state closes aborted | failed | -
MapStateEntered | state opens | entered | name input
MapStateStarted | children opens | started | length
MapStateSucceeded | children closes succeeded | succeeded | -
MapStateFailed | children closes failed | failed | -
MapStateExited | state closes succeeded | exited | name output assignedVariables
MapStateAborted | state closes aborted | failed | -
MapIterationStarted | iteration opens | started | name index
MapIterationSucceeded | iteration closes succeeded | succeeded | name index
MapIterationFailed | iteration closes failed | failed | name index
MapIterationAborted | iteration closes aborted | failed | name index
MapRunStarted | mapRun opens | started | mapRunArn
MapRunRedriven | mapRun opens | started | mapRunArn redriveCount
MapRunSucceeded | mapRun closes succeeded | succeeded | -
MapRunFailed | mapRun closes failed | failed | error cause
MapRunAborted | mapRun closes aborted | failed | -
TaskScheduled | task opens | scheduled | resourceType resource region parameters timeoutInSeconds heartbeatInSeconds taskCredentials
TaskStarted | task point | started | resourceType resource
TaskStartFailed | task closes failed | failed | resourceType resource error cause
TaskSubmitted | task point | started | resourceType resource output
TaskSubmitFailed | task closes failed | failed | resourceType resource error cause
TaskSucceeded | task closes succeeded | succeeded | resourceType resource output
TaskFailed | task closes failed | failed | resourceType resource error cause
TaskTimedOut | task closes timedOut | failed | resourceType resource error cause
LambdaFunctionScheduled | task opens | scheduled | resource input timeoutInSeconds taskCredentials
LambdaFunctionScheduleFailed | task closes failed | failed | error cause
LambdaFunctionStarted | task point | started | -
LambdaFunctionStartFailed | task closes failed | failed | error cause
LambdaFunctionSucceeded | task closes succeeded | succeeded | output
LambdaFunctionFailed | task closes failed | failed | error cause
LambdaFunctionTimedOut | task closes timedOut | failed | error cause
ActivityScheduled | task opens | scheduled | resource input timeoutInSeconds heartbeatInSeconds
ActivityScheduleFailed | task closes failed | failed | error cause
ActivityStarted | task point | started | workerName
ActivitySucceeded | task closes succeeded | succeeded | output
ActivityFailed | task closes failed | failed | error cause
ActivityTimedOut | task closes timedOut | failed | error cause
`
  .trim()
  .split('\n')

const told = ({ type, span, role, outcome, category, member, members }: EventKind): string => {
  const names = members.map((name) => name.replace('?', '')).join(' ')
  return `${type} | ${[span, role, outcome].filter(Boolean).join(' ')} | ${category} | ${member === undefined ? '-' : names}`
}

/** States have their details in common; all others of their own. */
const memberOf = (type: string): string => {
  const name = type.replace(/^.*(State(Entered|Exited))$/, '$1')
  return `${name[0]!.toLowerCase()}${name.slice(1)}EventDetails`
}

/** What the log keeps of an event of each kind. */
const formOf = (type: string, details: string): EventKind['form'] => {
  if (details === '-') return 'nothing'
  if (type.endsWith('StateEntered')) return 'input'
  if (type.endsWith('StateExited')) return 'output'
  return type.startsWith('MapIteration') ? 'index' : 'members'
}

describe('the table of events', () => {
  test.each(rows)('%s', (line) => {
    const [type, , , details] = line.split(' | ') as [string, string, string, string]
    const kind = kindOf(type)!
    expect(told(kind)).toBe(line)
    expect(kind.member).toBe(details === '-' ? undefined : memberOf(type))
    expect(kind.form).toBe(formOf(type, details))
    expect(events[`${type[0]!.toLowerCase()}${type.slice(1)}` as keyof typeof events]).toBe(kind)
  })

  test('has each once, and no more', () => expect(Object.values<EventKind>(events).map(told)).toEqual(rows))

  test.each(['', 'TaskStateStarted', '__proto__', 'constructor', 'taskScheduled'])('knows no %j', (type) =>
    expect(kindOf(type)).toBeUndefined(),
  )

  test('tells of which type a state is that is entered, left, cut short or has children', () => {
    for (const kind of Object.values<EventKind>(events)) {
      const type = /^([A-Z][a-z]+)State[A-Z]/.exec(kind.type)?.[1]
      expect([kind.type, kind.stateType]).toEqual([kind.type, type])
    }
  })
})

test('each type of state has its events', () => {
  const types = Object.entries(stateEventsOf).map(([type, of]) => [type, of.entered.type, of.exited?.type, of.aborted?.type])
  const names = (type: string, ...of: string[]) => [
    type,
    ...['Entered', 'Exited', 'Aborted'].map((end) => (of.includes(end) ? `${type}State${end}` : undefined)),
  ]
  expect(types).toEqual([
    names('Task', 'Entered', 'Exited', 'Aborted'),
    names('Pass', 'Entered', 'Exited'),
    names('Choice', 'Entered', 'Exited'),
    names('Wait', 'Entered', 'Exited', 'Aborted'),
    names('Succeed', 'Entered', 'Exited'),
    names('Fail', 'Entered'),
    names('Parallel', 'Entered', 'Exited', 'Aborted'),
    names('Map', 'Entered', 'Exited', 'Aborted'),
  ])
})

test('a function and an activity have ends of their own', () =>
  expect(Object.values(ownTaskEnds).map((ends) => Object.values(ends).map(({ type }) => type))).toEqual([
    ['LambdaFunctionSucceeded', 'LambdaFunctionFailed', 'LambdaFunctionTimedOut'],
    ['ActivitySucceeded', 'ActivityFailed', 'ActivityTimedOut'],
  ]))

test.each<[string, unknown, string | undefined]>([
  ['error', 'E', undefined],
  ['error', 1, 'a text'],
  ['index', 0, undefined],
  ['index', '0', 'a number'],
  ['input', '{}', undefined],
  ['input', {}, 'a JSON text'],
  ['parameters', null, 'a JSON text'],
  ['inputDetails', { truncated: false }, undefined],
  ['inputDetails', false, 'an object'],
  ['assignedVariables', { a: '1' }, undefined],
  ['assignedVariables', { a: 1 }, 'an object of JSON texts'],
  ['assignedVariables', ['1'], 'an object of JSON texts'],
  ['assignedVariablesDetails', null, 'an object'],
  ['taskCredentials', { roleArn: 'r' }, undefined],
  ['taskCredentials', 'r', 'an object'],
  ['parametersDetails', 1, undefined],
  ['errorDetails', 1, undefined],
  ['later', 1, undefined],
  ['__proto__', 1, undefined],
  ['toString', 1, undefined],
])('the member %s: %j is no %s', (name, value, what) => expect(misfit(name, value)).toBe(what))

/** Not run: the compiler is what tests it. */
function logged(thread: ThreadImpl): void {
  thread.log(events.mapStateStarted, { length: 1 })
  thread.log(events.parallelStateStarted)
  thread.log(events.executionFailed, { error: 'E', cause: undefined })
  thread.log(events.executionFailed, {})
  thread.logBeside(events.passStateEntered, 1, { any: 'payload' })
  thread.logBeside(events.parallelStateFailed, 1)
  thread.execution.log(events.mapIterationFailed, 1, thread, 0)
  // @ts-expect-error another member
  thread.log(events.mapStateStarted, { len: 1 })
  // @ts-expect-error a member of another type
  thread.log(events.mapStateStarted, { length: '1' })
  // @ts-expect-error a member is missing
  thread.log(events.taskScheduled, { resourceType: 'sqs', resource: 'sendMessage', region: 'r' })
  // @ts-expect-error no details
  thread.log(events.mapStateStarted)
  // @ts-expect-error details where there are none
  thread.log(events.parallelStateStarted, { length: 1 })
  // @ts-expect-error an iteration is logged by its index
  thread.execution.log(events.mapIterationFailed, 1, thread, { name: 'M', index: 0 })
}

test('what is logged with an event is what its row says: whatever else does not compile', () => expect(logged).toHaveLength(1))
