import type { StateType } from '../model/machine'
import {
  aborted,
  aborts,
  type BareKind,
  bare,
  type EventKind,
  entered,
  errs,
  exited,
  fails,
  iteration,
  kind,
  opens,
  succeeds,
  timesOut,
  within,
} from './kind'

const error = ['error?', 'cause?'] as const
const resource = ['resourceType', 'resource'] as const
const timeouts = ['timeoutInSeconds?', 'heartbeatInSeconds?'] as const

/** Every type of history event, also those that the interpreter never writes. Source: Step Functions API reference, HistoryEvent. */
export const events = {
  executionStarted: kind('ExecutionStarted', opens('execution'), 'input', 'roleArn', 'stateMachineAliasArn?', 'stateMachineVersionArn?'),
  executionRedriven: kind('ExecutionRedriven', opens('execution'), 'redriveCount'),
  executionSucceeded: kind('ExecutionSucceeded', succeeds('execution'), 'output'),
  executionFailed: kind('ExecutionFailed', fails('execution'), ...error),
  executionTimedOut: kind('ExecutionTimedOut', timesOut('execution'), ...error),
  executionAborted: kind('ExecutionAborted', aborts('execution'), ...error),

  taskStateEntered: entered('Task'),
  taskStateExited: exited('Task'),
  taskStateAborted: aborted('Task'),
  passStateEntered: entered('Pass'),
  passStateExited: exited('Pass'),
  choiceStateEntered: entered('Choice'),
  choiceStateExited: exited('Choice'),
  waitStateEntered: entered('Wait'),
  waitStateExited: exited('Wait'),
  waitStateAborted: aborted('Wait'),
  succeedStateEntered: entered('Succeed'),
  succeedStateExited: exited('Succeed'),
  failStateEntered: entered('Fail'),
  evaluationFailed: kind('EvaluationFailed', errs('state'), 'error', 'cause', 'location?', 'state'),

  parallelStateEntered: entered('Parallel'),
  parallelStateStarted: bare('ParallelStateStarted', opens('children', 'Parallel')),
  parallelStateSucceeded: bare('ParallelStateSucceeded', succeeds('children', 'Parallel')),
  parallelStateFailed: bare('ParallelStateFailed', fails('children', 'Parallel')),
  parallelStateExited: exited('Parallel'),
  parallelStateAborted: aborted('Parallel'),

  mapStateEntered: entered('Map'),
  mapStateStarted: kind('MapStateStarted', opens('children', 'Map'), 'length'),
  mapStateSucceeded: bare('MapStateSucceeded', succeeds('children', 'Map')),
  mapStateFailed: bare('MapStateFailed', fails('children', 'Map')),
  mapStateExited: exited('Map'),
  mapStateAborted: aborted('Map'),
  mapIterationStarted: iteration('MapIterationStarted', opens('iteration')),
  mapIterationSucceeded: iteration('MapIterationSucceeded', succeeds('iteration')),
  mapIterationFailed: iteration('MapIterationFailed', fails('iteration')),
  mapIterationAborted: iteration('MapIterationAborted', aborts('iteration')),
  mapRunStarted: kind('MapRunStarted', opens('mapRun'), 'mapRunArn'),
  mapRunRedriven: kind('MapRunRedriven', opens('mapRun'), 'mapRunArn', 'redriveCount'),
  mapRunSucceeded: bare('MapRunSucceeded', succeeds('mapRun')),
  mapRunFailed: kind('MapRunFailed', fails('mapRun'), ...error),
  mapRunAborted: bare('MapRunAborted', aborts('mapRun')),

  taskScheduled: kind('TaskScheduled', opens('task'), ...resource, 'region', 'parameters', ...timeouts, 'taskCredentials?'),
  taskStarted: kind('TaskStarted', within('task'), ...resource),
  taskStartFailed: kind('TaskStartFailed', fails('task'), ...resource, ...error),
  taskSubmitted: kind('TaskSubmitted', within('task'), ...resource, 'output'),
  taskSubmitFailed: kind('TaskSubmitFailed', fails('task'), ...resource, ...error),
  taskSucceeded: kind('TaskSucceeded', succeeds('task'), ...resource, 'output'),
  taskFailed: kind('TaskFailed', fails('task'), ...resource, ...error),
  taskTimedOut: kind('TaskTimedOut', timesOut('task'), ...resource, ...error),

  lambdaFunctionScheduled: kind('LambdaFunctionScheduled', opens('task'), 'resource', 'input', 'timeoutInSeconds?', 'taskCredentials?'),
  lambdaFunctionScheduleFailed: kind('LambdaFunctionScheduleFailed', fails('task'), ...error),
  lambdaFunctionStarted: bare('LambdaFunctionStarted', within('task')),
  lambdaFunctionStartFailed: kind('LambdaFunctionStartFailed', fails('task'), ...error),
  lambdaFunctionSucceeded: kind('LambdaFunctionSucceeded', succeeds('task'), 'output'),
  lambdaFunctionFailed: kind('LambdaFunctionFailed', fails('task'), ...error),
  lambdaFunctionTimedOut: kind('LambdaFunctionTimedOut', timesOut('task'), ...error),

  activityScheduled: kind('ActivityScheduled', opens('task'), 'resource', 'input', ...timeouts),
  activityScheduleFailed: kind('ActivityScheduleFailed', fails('task'), ...error),
  activityStarted: kind('ActivityStarted', within('task'), 'workerName?'),
  activitySucceeded: kind('ActivitySucceeded', succeeds('task'), 'output'),
  activityFailed: kind('ActivityFailed', fails('task'), ...error),
  activityTimedOut: kind('ActivityTimedOut', timesOut('task'), ...error),
} as const

/** Any one row of the table. Its `type` tells apart which members its details have. */
export type Kinds = (typeof events)[keyof typeof events]

const byType: ReadonlyMap<string, EventKind> = new Map(Object.values<EventKind>(events).map((each) => [each.type, each]))

/** The row of a type; undefined for one that AWS has come up with since. */
export const kindOf = (type: string): EventKind | undefined => byType.get(type)

/** What a state of each type logs: when it is entered, left and cut short. */
export interface StateEvents {
  readonly entered: ReturnType<typeof entered>
  /** Undefined: nothing comes after it. */
  readonly exited: ReturnType<typeof exited> | undefined
  /** Undefined: it takes no time, so that it is never cut short. */
  readonly aborted: BareKind | undefined
}

/**
 * The rows of each state type's own events. Source: Step Functions API reference, HistoryEvent, type: AWS has no FailStateExited, and an
 * Aborted only of the types that take time.
 */
export const stateEventsOf: { readonly [T in StateType]: StateEvents } = {
  Task: { entered: events.taskStateEntered, exited: events.taskStateExited, aborted: events.taskStateAborted },
  Pass: { entered: events.passStateEntered, exited: events.passStateExited, aborted: undefined },
  Choice: { entered: events.choiceStateEntered, exited: events.choiceStateExited, aborted: undefined },
  Wait: { entered: events.waitStateEntered, exited: events.waitStateExited, aborted: events.waitStateAborted },
  Succeed: { entered: events.succeedStateEntered, exited: events.succeedStateExited, aborted: undefined },
  Fail: { entered: events.failStateEntered, exited: undefined, aborted: undefined },
  Parallel: { entered: events.parallelStateEntered, exited: events.parallelStateExited, aborted: events.parallelStateAborted },
  Map: { entered: events.mapStateEntered, exited: events.mapStateExited, aborted: events.mapStateAborted },
}

/** How the attempts of tasks end that have events of their own: those of a Lambda function's ARN and of an activity. All other integrations are Task*. */
export const ownTaskEnds = {
  lambda: {
    succeeded: events.lambdaFunctionSucceeded,
    failed: events.lambdaFunctionFailed,
    timedOut: events.lambdaFunctionTimedOut,
  },
  activity: {
    succeeded: events.activitySucceeded,
    failed: events.activityFailed,
    timedOut: events.activityTimedOut,
  },
} as const
