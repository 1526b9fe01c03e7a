import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Limits } from '../core/aws/quotas'
import type { Json } from '../core/base/json'
import type { Range } from '../core/base/range'
import type { HistoryRow, StatePlace } from '../core/history/rows'
import type { HistoryEvent } from '../core/history/types'
import type { Stage } from '../core/interpreter/api'
import type { Fault } from '../core/interpreter/fault'
import type { FoundEvents } from '../core/run/inspect/search'
import type { ExecutionDetail, Shown, ValueAt, VisitDetail } from '../core/run/inspect/types'
import type { TaskAnswer } from '../core/run/openTasks'
import type { OriginStep } from '../core/run/origin/from'
import type { Unmocked } from '../core/run/unmocked'
import type { Came } from '../core/testFiles/judge'
import type { PlacedFailure } from '../core/testFiles/listed'

export type { Fault, TaskAnswer, Unmocked }

/**
 * What passes between the debug adapter and its client beyond the Debug Adapter Protocol, typed in one place. Types only: the client
 * and the panel import them and never the adapter's code.
 */

/** The launch configuration's attributes (docs/debugging.md says what each does). */
export interface LaunchAttributes {
  /** The definition's file, or a template that holds it. Absent where `test` is there. */
  readonly program: string
  /** A case of a test file, or a test case of a mock file: it says by itself what runs, and is held against what it expects. */
  readonly test?: { readonly file: string; readonly case: string }
  /** A JSON value; a string is JSON text (as a prompt gives it), so that a plain string is `"\"text\""`. */
  readonly input?: Json
  readonly inputFile?: string
  /** A recorded execution, or a folder with its files, which the run follows: its input is that of the recording. */
  readonly historyFile?: string
  /** A saved run that has not succeeded, which goes on from its states that have not: as RedriveExecution. */
  readonly redrive?: string
  readonly mockConfig?: string
  readonly testCase?: string
  readonly stateMachineName?: string
  readonly unmocked?: Unmocked
  /** A `stepthrough.json`, or `none`; default: the nearest one. */
  readonly config?: string
  /** Whether tasks may call what is not on this computer. `ask`: the client is asked, once for each service and host. */
  readonly allowRemote?: boolean | 'ask'
  /** Files of functions whose calls are debugged, so that breakpoints in them stop. */
  readonly debugFunctions?: readonly string[]
  /** `real` is a scale of 1. */
  readonly time?: Time
  readonly stopOnEntry?: boolean
  readonly stepBy?: StepBy
  /** While one branch or iteration is stepped through, the others go first, to where they wait or end. */
  readonly stepOthersFirst?: boolean
  readonly executionName?: string
  /** ISO 8601, or milliseconds since the epoch. */
  readonly startTime?: string | number
  readonly seed?: string | number
  readonly context?: { readonly [key: string]: Json }
  readonly variables?: { readonly [key: string]: Json }
  /** Quotas that differ from AWS's. */
  readonly limits?: Partial<Limits>
  /** Where the run is saved while it runs, with or without debugging. Absent, or false: nowhere. */
  readonly save?: SaveAttribute | false
  readonly trace?: boolean
  /** Set by VS Code for "Run without debugging". */
  readonly noDebug?: boolean
}

/** Runs are saved in files of a folder. */
export interface SaveAttribute {
  readonly folder: string
  /** Megabytes of all runs in the folder: beyond, the oldest go. Default: 500. */
  readonly maxSize?: number
  /** The values of members whose key contains one of these are left out (core/run/saved/redact.ts). */
  readonly redact?: readonly string[]
}

export type StepBy = 'state' | 'stage'

/** How time passes in an execution: at once, as it does, or so many real seconds for one of its own. */
export type Time = 'virtual' | 'real' | number

/** Custom requests: name -> arguments and the response's body. Sent with `debugSession.customRequest(name, arguments)`. */
export interface CustomRequests {
  /** What a step means from now on, in this session and over its restarts. The event of the same name follows where that is new. */
  'stepthrough/stepBy': {
    arguments: { by: StepBy }
    body: undefined
  }
  /** How time passes from now on, also in the middle of a wait, in this session and over its restarts. */
  'stepthrough/setTime': {
    arguments: { time: Time }
    body: undefined
  }
  /**
   * Restarts with the files as they are now, to the state, visit, attempt and stage where it stands: with the input of before, the answers that tasks have got and the
   * changes that were made, each at its place. A `stopped` event with the reason `restart` tells where it has come to, and why where that is another place.
   * Refused as a launch is, and then nothing has changed.
   */
  'stepthrough/restartToHere': {
    arguments: undefined
    body: undefined
  }
  /**
   * What is waited for next happens now: the wait that takes real time is over. Where the execution stands it goes on, with a `continued` event, until its clock
   * has moved. Refused where it runs and waits for no time.
   */
  'stepthrough/skipTimer': {
    arguments: undefined
    body: undefined
  }
  /**
   * Gives a pending task its result. Refused, with a message, where the thread waits for none. `forState`: every later call of the state
   * gets the same answer, until the session restarts. `goOn`: an execution that stands for a task goes on where it was going, with a
   * `continued` event; otherwise it stays stopped.
   */
  'stepthrough/answerTask': {
    arguments: { threadId: number; forState?: boolean; goOn?: boolean } & TaskAnswer
    body: undefined
  }
  /** What a person who is asked for a task's result wants to know. Refused as `answerTask` is. */
  'stepthrough/taskHelp': {
    arguments: { threadId: number }
    body: TaskHelp
  }
  /** What a person who lets something happen to the state of a thread, or to one around it, wants to know. */
  'stepthrough/stateHelp': {
    arguments: { threadId: number; frameId?: number }
    body: TaskHelp & { readonly state: string }
  }
  /**
   * Lets something happen to the state of a thread, in the place of what would: an error, a timeout, a result, or a payload that is too large. It goes through
   * the state's Retry and Catch, and is in the history as AWS writes it; at the entry of a Task it comes when the task would be called. The execution goes on
   * to where it has come (`continued`, then `stopped`). `frameId`: a state around that of the thread. Refused, with a message, where it cannot be.
   */
  'stepthrough/inject': {
    arguments: { threadId: number; frameId?: number; fault: Fault }
    body: undefined
  }
  /**
   * The change of a mock file's text that adds what the task of the thread's state, or that of a state around it, has come to: its result, or its error.
   * Refused where it has none yet, and where the file is no mock file.
   */
  'stepthrough/recordResult': {
    arguments: { threadId: number; frameId?: number; text: string; testCase: string; forState: boolean }
    body: { edits: readonly TextEdit[]; stateMachineName: string }
  }
  /** The change of a mock file's text that adds an answer of a pending task. Refused where the file is no mock file. */
  'stepthrough/recordAnswer': {
    arguments: { threadId: number; text: string; testCase: string; forState: boolean; answer: TaskAnswer }
    body: { edits: readonly TextEdit[]; stateMachineName: string }
  }
  /**
   * The history so far, from an event on (default 0): for a panel that opens in the middle of a session. Some megabytes at once; `next` says
   * where the rest begins.
   */
  'stepthrough/getHistory': {
    arguments: { readonly from?: number } | undefined
    body: HistoryBody & { readonly next?: number }
  }
  /** Events with their payloads whole, from an index on: as many as asked for, or as some megabytes hold. */
  'stepthrough/getEvents': {
    arguments: { readonly from: number; readonly count?: number }
    body: EventsBody
  }
  /**
   * The events whose payloads have a text, whatever its case, from an index on: their ids. A part of the history at once; `next` says where to go on.
   */
  'stepthrough/searchEvents': {
    arguments: { readonly text: string; readonly from: number }
    body: FoundEvents
  }
  /** All there is to know of a visit, by the id of its StateEntered event, in an attempt from 0; default the last. `visit` is absent where there is no such event. */
  'stepthrough/visit': {
    arguments: { readonly event: number; readonly attempt?: number }
    body: { readonly visit?: VisitDetail }
  }
  /** All there is to know of the execution as a whole. */
  'stepthrough/execution': {
    arguments: undefined
    body: ExecutionDetail
  }
  /** A part of a value that one of the two has named, some kilobytes at once. `value` is absent where it is not there any more. */
  'stepthrough/value': {
    arguments: ValueAt
    body: { readonly value?: Shown }
  }
  /** The whole of such a value as JSON text by lines. */
  'stepthrough/valueText': {
    arguments: Omit<ValueAt, 'from'>
    body: { readonly text?: string }
  }
  /**
   * Takes the execution to where an event has just come: back, or forward on the way that it has been before, with what somebody had done on it. At the event of a
   * state's entry the thread stands as a step would. A `stopped` event with the reason `goto` follows. Refused, with a sentence, while the execution runs and where
   * there is no such event.
   */
  'stepthrough/goToEvent': {
    arguments: { readonly id: number }
    body: undefined
  }
  /** Whose frame it is: a thread of `stepthrough/standing`. */
  'stepthrough/frameThread': {
    arguments: { readonly frameId: number }
    body: { readonly threadId: number }
  }
  /** The run so far as the text of a saved run, and what it may be called. Refused where nothing of it is remembered (`noDebug` without `save`). */
  'stepthrough/saveRun': {
    arguments: undefined
    body: SavedBody
  }
  /** A file has been saved: where it is the program's, the frames stand where their states are now. */
  'stepthrough/programSaved': {
    arguments: undefined
    body: undefined
  }
  /** The tasks of the program and of the state machines that it may start, and whether each call of one gets an answer that a person has given. */
  'stepthrough/taskStates': {
    arguments: undefined
    body: { states: readonly TaskState[] }
  }
  /**
   * From now on every call of the task states of a name gets the answer, in this session until it restarts, and after a step back each that was answered
   * before, too. Without an answer it is answered as the launch says again: a call that was answered so is not made twice. Refused where no state has the name.
   */
  'stepthrough/answerState': {
    arguments: { state: string } & Partial<{ output: Json; error: string; cause: string; echo: boolean }>
    body: undefined
  }
  /** The files of the launch attribute `debugFunctions`, from now on: breakpoints have come or gone. */
  'stepthrough/debugFunctions': {
    arguments: { files: readonly string[] }
    body: undefined
  }
  /** The answer to `stepthrough/remoteCall`. */
  'stepthrough/answerRemoteCall': {
    arguments: { id: number; allow: boolean }
    body: undefined
  }
  /**
   * Who wrote a value: what has given it, back to where it came from, the latest first. The value is one of the Variables view, by the reference that it stands
   * under and its name, or what an expression names in a frame. Refused where nobody knows. `nothing`: that there is no such value, a sentence without its full
   * stop; the rows are the way that it would have come.
   */
  'stepthrough/whoWrote': {
    arguments: { variablesReference: number; name: string } | { expression: string; frameId?: number | undefined }
    body: { name: string; nothing?: string; rows: readonly OriginRow[] }
  }
  /** A value of the Variables view as a text: JSON by lines, a path as fields of the definition have it, an answer as a mock file has it. */
  'stepthrough/copyValue': {
    arguments: { variablesReference: number; name: string; as: 'json' | 'path' | 'mock' }
    body: { text: string }
  }
  /** What to show behind the lines of the states that a frame is in, each in its file. */
  'stepthrough/inlineValues': {
    arguments: { frameId: number }
    body: { values: readonly InlineValue[] }
  }
  /** Tasks that wait for a result right now. */
  'stepthrough/pendingTasks': {
    arguments: undefined
    body: { tasks: readonly PendingTask[] }
  }
}

/** One step of a value's way: in which state, and in which branch or iteration of which. */
export interface OriginRow extends Partial<Place> {
  readonly text: string
  /** `read` and `handed`: the way goes on; with the others it ends. */
  readonly kind: OriginStep['kind']
  readonly state: string
  readonly thread?: string
  /** The id of the event in the execution's history. */
  readonly event?: number
}

/** A text behind a line. */
export interface InlineValue extends Place {
  readonly text: string
}

/** A range in a file, in the client's counting. */
interface Place {
  readonly source: DebugProtocol.Source
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

export interface SavedBody {
  readonly text: string
  /** The execution's name, or that of the state machine. */
  readonly name: string
  /** Whether the launch attribute `redrive` takes it. */
  readonly redrivable: boolean
}

export interface TaskState {
  readonly name: string
  readonly resource: string
  /** Whether a person has answered all of its calls to come. */
  readonly answered: boolean
}

export interface TaskHelp {
  /** JSON text to begin with: what the API is known to answer and what the states behind the task read. Absent: nothing is known. */
  readonly skeleton?: string
  /** What the task can fail with; those that the definition handles come first. */
  readonly errors: readonly { readonly name: string; readonly doc: string }[]
}

/** Replaces a range of a text, in UTF-16 code units. */
export interface TextEdit extends Range {
  readonly text: string
}

/** Custom events: name -> body. Heard with `vscode.debug.onDidReceiveDebugSessionCustomEvent`. */
export interface CustomEvents {
  /** What a step means from now on: sent whenever it changes, also by a launch. A session begins with `state`. */
  'stepthrough/stepBy': { readonly by: StepBy }
  /** New events, at most a few times a second while the execution runs, and always before a `stopped` or `terminated` event. */
  'stepthrough/history': HistoryBody
  /** Where the execution stands: before each `stopped` event. */
  'stepthrough/standing': StandingBody
  /** What time it is in the execution: where it stops, now and then while it runs, when a wait begins that takes real time. */
  'stepthrough/clock': ClockBody
  /** The run is being saved in this file. Comes again with another one at a restart. */
  'stepthrough/runFile': { readonly path: string }
  /** The execution has ended: all of it as a saved run, as no session answers for it later. Not where that is many megabytes. */
  'stepthrough/savedRun': SavedBody
  /** The execution of `test` has ended: in what it is not as expected, and `came`: what would have held. Before `terminated`. */
  'stepthrough/tested': { readonly failures: readonly PlacedFailure[]; readonly came?: readonly Came[] }
  /** A task waits for its result; a `stopped` event with the reason `task` follows. It comes again whenever the execution stops for the task. */
  'stepthrough/taskPending': PendingTask
  /** A task is about to call what is not on this computer, and waits for `stepthrough/answerRemoteCall`. */
  'stepthrough/remoteCall': { readonly id: number; readonly service: string; readonly host: string }
  /** A pending task has been answered, from wherever, or is no longer pending (step back, end). */
  'stepthrough/taskAnswered': { readonly threadId: number; readonly key: string }
}

/** Where an execution stands, and why. */
export interface StandingBody {
  /** As in the `stopped` event that follows. */
  readonly reason: string
  readonly description?: string
  readonly text?: string
  readonly threadId: number
  /** How many events have happened. */
  readonly events: number
  /** Those that `threads` lists. */
  readonly threads: readonly StandingThread[]
}

export interface StandingThread {
  readonly threadId: number
  /** "Machine", "Orders [0] > Lines [2]". */
  readonly name: string
  /** Absent: it has just ended. */
  readonly state?: StatePlace
  readonly stage: Stage
  /** The attempt of the state, from 0. */
  readonly attempt: number
  /** The id of the event of its state's entry: it names the visit. Absent where the history has none. */
  readonly event?: number
  /** What it waits for: the thread does nothing before it is there. */
  readonly waitsFor?: 'task' | 'time' | 'children'
}

/** Times are milliseconds since the epoch on the execution's own clock. */
export interface ClockBody {
  readonly now: number
  /** How many of its milliseconds pass in a real one until the next event. 0: it stands, or moves with the states alone. */
  readonly rate: number
  readonly time: Time
  /** What happens next at a time, should nothing else go on before. `deadline`: the execution has run as long as it may. */
  readonly next?: {
    readonly at: number
    readonly kind: 'wait' | 'backoff' | 'task' | 'deadline'
    readonly threadId: number
    readonly stateName?: string
  }
  /** States that are tried again, a line for each attempt that was or may come. Of many threads the first. */
  readonly retries?: readonly {
    readonly threadId: number
    readonly threadName: string
    readonly stateName?: string
    readonly attempts: readonly string[]
  }[]
}

/**
 * Apply as `rows.length = from; rows.push(...events)`: `from` is below the number of events held after a step back or a restart. With `ahead`, what is held behind
 * these events stays true as far as that, as what comes again: `from` may be among those after going forward to them.
 */
export interface HistoryBody {
  /** How many events before these stay: 0 starts a new history. */
  readonly from: number
  readonly events: readonly HistoryRow[]
  /**
   * After going back: how many events there are with those of the way ahead, which `stepthrough/goToEvent` can go to again. They are those that were here before.
   * Absent: what comes behind these events is not known.
   */
  readonly ahead?: number
  /** The execution as a whole after these events. */
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'
}

export interface EventsBody {
  readonly from: number
  readonly events: readonly HistoryEvent[]
  /** Events that there are in all. */
  readonly total: number
}

/** A row that is `cut` has only how its payloads begin: `stepthrough/getEvents` has them whole. */
export type { HistoryRow, StatePlace }

export interface PendingTask {
  readonly threadId: number
  readonly threadName: string
  /** The effect's key `path#visit#attempt`. */
  readonly key: string
  readonly stateName: string
  readonly resource: string
  /** What the task receives, as JSON text (a payload may be nested deeper than JSON.stringify follows in a message). */
  readonly input: string
  readonly attempt: number
  readonly taskToken?: string
  /** Code is to answer it, at the session's Step Functions endpoint; a person may, and is not asked. */
  readonly byCode?: true
  readonly place: StatePlace
}
