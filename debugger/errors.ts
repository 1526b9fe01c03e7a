import type { BindingProblem } from '../core/run/bound'

/**
 * What a request cannot do, said to the person who asked. The only place of wording for the adapter's own errors; anything else
 * that is thrown inside a request is a bug of ours and says so.
 */
export class UserError extends Error {
  constructor(
    readonly id: number,
    message: string,
    /** Whether the client shows it in a dialog; otherwise only where it was asked (a hover stays silent). */
    readonly show = true,
  ) {
    super(message)
  }
}

/** What is said of an error that is none of the user's. */
export const bugText = (error: unknown): string => `A bug of Stepthrough: ${(error as Error)?.stack ?? String(error)}`

const silent = (id: number, message: string): UserError => new UserError(id, message, false)

export const errors = {
  // Launch
  attribute: (name: string, problem: string) => new UserError(2001, `The launch attribute "${name}" ${problem}.`),
  unreadable: (what: string, path: string, reason: string) => new UserError(2002, `The ${what} ${path} cannot be read: ${reason}.`),
  notJson: (what: string, place: string, reason: string) => new UserError(2003, `The ${what} is not JSON: ${place}${reason}.`),
  definition: (problems: string) => new UserError(2004, `The definition has errors, so it does not run:\n${problems}`),
  whichDefinition: (path: string, sentence: string, several: boolean) =>
    new UserError(2005, `${path}: ${sentence}${several ? ' Name it in "stateMachineName".' : ''}`),
  history: (message: string) => new UserError(2011, message),
  test: (message: string) => new UserError(2012, message),
  mock: (message: string) => new UserError(2007, message),
  config: (problems: readonly BindingProblem[]) =>
    new UserError(
      2009,
      problems
        .slice(0, 3)
        .map(({ file, line, column, message }) => `${file}${line === undefined ? '' : `:${line}:${column}`} ${message}`)
        .join('\n'),
    ),
  attach: () => new UserError(2008, 'A state machine cannot be attached to: use the request "launch".'),

  noTaskState: (name: string) => new UserError(2010, `The program has no Task state ${name}.`),

  // While it runs
  running: () => silent(3001, 'notStopped'),
  notLaunched: () => silent(3002, 'No state machine has been launched.'),
  ended: () => silent(3003, 'The execution has ended. Restart it to run it again.'),
  noThread: (id: number) => silent(3004, `No branch or iteration with the thread id ${id} is live.`),
  noFrame: (id: number) => silent(3005, `The stack frame ${id} is gone: the execution has moved on.`),
  noReference: (id: number) => silent(3006, `The variables reference ${id} is gone: the execution has moved on.`),
  noMember: (name: string) => new UserError(3007, `There is no member ${name} here.`),
  noPast: () => new UserError(3008, 'This is the beginning of the execution, as far back as it is remembered.'),
  noRestart: (state: string) => new UserError(3009, `${state} was entered before the oldest state that is remembered.`),
  noEvent: (id: unknown) => new UserError(3016, `The execution has not been at event ${id}, or has gone another way since.`),
  pauseFirst: () => new UserError(3017, 'The execution runs: pause it first.'),
  noWayBack: () => new UserError(3018, 'A run without debugging remembers nothing that it could go back to: debug it.'),
  noError: () => silent(3011, 'No error stopped the execution here.'),
  notItsTurn: () => new UserError(3012, 'Only the thread that goes on next can jump: step it first.'),
  noTarget: (state: string | undefined) =>
    new UserError(
      3010,
      `A jump leads to a state of the same machine, branch or iteration${state === undefined ? '' : `, and ${state} is in another`}.`,
    ),

  notRemembered: () => new UserError(3015, 'A run without debugging remembers nothing that could be saved: debug it.'),
  noTimer: () => new UserError(3014, 'Nothing here waits for a time: the execution is at work, or waits for an answer.'),
  engineGone: (reason: string) => silent(3013, reason),

  // Values and expressions
  readOnly: (what: string) => new UserError(4001, `${what} is past and cannot be changed: step back to it first.`),
  fixed: (what: string) => new UserError(4002, `${what} is made by the service and cannot be changed.`),
  notAssignable: (text: string) => new UserError(4003, `${text} names no place that can be assigned to.`),
  notValue: (text: string) => new UserError(4004, `${text.trim() === '' ? 'Nothing' : text} is neither JSON nor an expression.`),
  givesNothing: (text: string) => new UserError(4015, `${text.trim()} gives nothing.`),
  expression: (message: string) => silent(4005, message),
  nothing: (message: string) => silent(4008, message),
  notVisited: (state: string) => silent(4009, `${state} has not run yet.`),
  unknownOrigin: (name: string) => new UserError(4010, `Nobody knows where ${name} comes from.`),
  noPath: (name: string) => new UserError(4011, `No expression names ${name}.`),
  noTask: () => new UserError(4006, 'No task waits for a result here.'),
  cannotHappen: (why: string) => new UserError(4012, why),
  badFault: () => silent(4013, 'What happens is an "error", a "timeout", a "result" with its "output", or "limit".'),
  noResult: (state: string) => new UserError(4014, `${state} has neither a result nor an error of a task here.`),
  badAnswer: () => new UserError(4007, 'The answer needs either "output", "error" (with an optional "cause") or "echo".'),
  noCommand: () => silent(1016, 'A request has a "command", which is a text.'),
  argument: (command: string, path: string, what: string) =>
    silent(1015, `The request "${command}" needs ${path === '' ? 'arguments' : `"${path}"`}: ${what}.`),
  unsupported: (command: string) => silent(1014, `The request "${command}" is not supported.`),
}
