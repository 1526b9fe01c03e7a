import type { DebugProtocol as P } from '@vscode/debugprotocol'
import type { CustomEvents, CustomRequests } from './protocol'

type Body<R extends P.Response> = R extends { body: infer B } ? B : R extends { body?: infer B } ? B | undefined : undefined
type None = undefined

/** The requests that this adapter answers: name -> [arguments, the response's body]. */
export interface Requests {
  initialize: [P.InitializeRequestArguments, Body<P.InitializeResponse>]
  launch: [P.LaunchRequestArguments, None]
  attach: [P.AttachRequestArguments, None]
  configurationDone: [P.ConfigurationDoneArguments | undefined, None]
  restart: [P.RestartArguments | undefined, None]
  terminate: [P.TerminateArguments | undefined, None]
  disconnect: [P.DisconnectArguments | undefined, None]

  setBreakpoints: [P.SetBreakpointsArguments, Body<P.SetBreakpointsResponse>]
  setFunctionBreakpoints: [P.SetFunctionBreakpointsArguments, Body<P.SetFunctionBreakpointsResponse>]
  setExceptionBreakpoints: [P.SetExceptionBreakpointsArguments, Body<P.SetExceptionBreakpointsResponse>]
  dataBreakpointInfo: [P.DataBreakpointInfoArguments, Body<P.DataBreakpointInfoResponse>]
  setDataBreakpoints: [P.SetDataBreakpointsArguments, Body<P.SetDataBreakpointsResponse>]
  breakpointLocations: [P.BreakpointLocationsArguments | undefined, Body<P.BreakpointLocationsResponse>]

  continue: [P.ContinueArguments, Body<P.ContinueResponse>]
  next: [P.NextArguments, None]
  stepIn: [P.StepInArguments, None]
  stepInTargets: [P.StepInTargetsArguments, Body<P.StepInTargetsResponse>]
  stepOut: [P.StepOutArguments, None]
  stepBack: [P.StepBackArguments, None]
  reverseContinue: [P.ReverseContinueArguments, None]
  restartFrame: [P.RestartFrameArguments, None]
  gotoTargets: [P.GotoTargetsArguments, Body<P.GotoTargetsResponse>]
  goto: [P.GotoArguments, None]
  pause: [P.PauseArguments, None]

  threads: [None, Body<P.ThreadsResponse>]
  stackTrace: [P.StackTraceArguments, Body<P.StackTraceResponse>]
  scopes: [P.ScopesArguments, Body<P.ScopesResponse>]
  variables: [P.VariablesArguments, Body<P.VariablesResponse>]
  setVariable: [P.SetVariableArguments, Body<P.SetVariableResponse>]
  setExpression: [P.SetExpressionArguments, Body<P.SetExpressionResponse>]
  evaluate: [P.EvaluateArguments, Body<P.EvaluateResponse>]
  completions: [P.CompletionsArguments, Body<P.CompletionsResponse>]
  exceptionInfo: [P.ExceptionInfoArguments, Body<P.ExceptionInfoResponse>]
  cancel: [P.CancelArguments | undefined, None]
  loadedSources: [P.LoadedSourcesArguments | undefined, Body<P.LoadedSourcesResponse>]
}

type Custom = { [K in keyof CustomRequests]: [CustomRequests[K]['arguments'], CustomRequests[K]['body']] }
type All = Requests & Custom

/** A handler for each request; the compiler keeps the table complete. */
export type Handlers = { readonly [K in keyof All]: (args: All[K][0]) => Answer<All[K][1]> | Promise<Answer<All[K][1]>> }

/** A request without a body may be answered by nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler that only does something gives nothing back.
type Answer<B> = B extends undefined ? B | void : B

/** The events that this adapter sends: name -> body. */
export interface Events extends CustomEvents {
  initialized: None
  stopped: P.StoppedEvent['body']
  continued: P.ContinuedEvent['body']
  thread: P.ThreadEvent['body']
  breakpoint: P.BreakpointEvent['body']
  output: P.OutputEvent['body']
  invalidated: P.InvalidatedEvent['body']
  progressStart: P.ProgressStartEvent['body']
  progressUpdate: P.ProgressUpdateEvent['body']
  progressEnd: P.ProgressEndEvent['body']
  exited: P.ExitedEvent['body']
  terminated: None
}

/** The client at the other end, as the adapter's parts see it. */
export interface Client {
  readonly origin: { line: 0 | 1; column: 0 | 1 }
  readonly supports: Pick<
    P.InitializeRequestArguments,
    | 'supportsInvalidatedEvent'
    | 'supportsVariableType'
    | 'supportsVariablePaging'
    | 'supportsStartDebuggingRequest'
    | 'supportsProgressReporting'
  >
  send<K extends keyof Events>(event: K, body?: Events[K]): void
  /** Begins a child session. Gives why there is none, in the client's words. */
  startDebugging(
    request: 'launch' | 'attach',
    configuration: P.StartDebuggingRequestArguments['configuration'],
  ): Promise<string | undefined>
  /** Where the client reads more slowly than it is sent to: when it has caught up. */
  drained(): Promise<void> | undefined
}
