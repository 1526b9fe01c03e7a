import type { Limits } from '../aws/quotas'
import type { Json, JsonObject } from '../base/json'
import type { AslError } from '../expressions/evaluation/failure'
import type { Archive } from '../history/archive'
import type { Branch } from '../history/kind'
import type { TaskSource } from '../history/sources'
import type { History } from '../history/types'
import type { Stage } from '../model/dataflow'
import type { State } from '../model/machine'
import type { Node, StringNode } from '../syntax/node'
import type { Fate } from './fate'
import type { Fault } from './fault'
import type { Followed, Guide } from './guided/guide'
import type { Journal, Keeper, WayEnd } from './journal'
import type { Plan } from './planState'
import type { Retries } from './retries'
import type { RetryTimeline } from './retryTimeline'
import type { Way } from './way'

export type { Stage } from '../model/dataflow'
export type * from './guided/guide'

/** What an execution is asked to be. Every member has a stable default, so that two runs are the same. */
export interface ExecutionOptions {
  readonly input: Json
  /** The text that `input` was read from, which the events keep: `1.0` and white space are as they were sent. Default: compact JSON. */
  readonly inputText?: string
  readonly type?: 'STANDARD' | 'EXPRESS'
  readonly stateMachineName?: string
  readonly executionName?: string
  readonly roleArn?: string
  readonly region?: string
  readonly account?: string
  /** Milliseconds since the epoch at which the clock begins. */
  readonly startTime?: number
  /** Members merged over the context object. */
  readonly context?: JsonObject
  /** All of the context object, in place of the execution's own; only a Map's item comes to it. */
  readonly wholeContext?: JsonObject
  /** Variables of the top-level scope to begin with. */
  readonly variables?: JsonObject
  readonly limits?: Partial<Limits>
  /** The way of an execution of another text: who asks what was asked there, at the same place, gets the answer that was given there. */
  readonly way?: Way
  /** Keeps a journal from the beginning: what `goTo`, saving and making anew need. Default: none is kept. */
  readonly remember?: boolean
  /** Keeps what a redrive needs. It is in `remember`. Default: nothing is kept. */
  readonly redrivable?: boolean
  /** A recording that is followed as far as it fits. It includes `remember`. */
  readonly guide?: Guide
  readonly ports: Ports
}

/**
 * The only way out of the interpreter. All but `task` are pure of side effects or cheap; answers are logged under the effect's
 * key, so that a snapshot that is resumed gets the same answers and nothing is asked twice.
 */
export interface Ports {
  /** Answers a task. A Promise suspends only the thread that asked. */
  readonly task: (call: TaskCall) => TaskOutcome | Promise<TaskOutcome>
  /** Called before virtual time moves to `to` (ms since the epoch); a real-time host waits here. Absent: time moves at once. */
  readonly elapse?: (from: number, to: number) => void | Promise<void>
  /**
   * Calls `then` when so many milliseconds of the execution have passed in reality while it waits for answers, unless what it gives is called before: then a
   * Wait in another branch goes on. Absent: time stands still until the answers are there.
   */
  readonly meanwhile?: (milliseconds: number, then: () => void) => () => void
  /** A number in [0, 1). `key`: who asks, and for what; where the same key gets the same answer, a run that has gone back finds chance as it was. */
  readonly random: (key: string) => number
  /** As `random`. */
  readonly uuid: (key: string) => string
  /** Hex digest of UTF-8 text. `algorithm` as in States.Hash: MD5, SHA-1, SHA-256, SHA-384, SHA-512. */
  readonly hash: (algorithm: string, text: string) => string
  /** Lets the host's other work go on; `run` calls it every few thousand steps. */
  readonly yield?: () => Promise<void>
  /** Real milliseconds, from any beginning: for the time budget of JSONata. Absent: only its depth and steps are bounded. */
  readonly clock?: () => number
  /** Keeps the journal elsewhere too. Of use where `remember` is set. */
  readonly keep?: Keeper
  /** Keeps payloads of a history outside of memory once they are more than memory should hold. Absent: all stay in memory. */
  readonly archive?: Archive
  /** The state machine that an outcome of the kind `execution` names. Undefined, or absent: there is none, and the run ends with States.Runtime. */
  readonly machine?: (id: string) => StartedMachine | undefined
  /**
   * Is told the history of a child execution of a distributed Map, and of an execution that a task has started, once it goes no further: nobody keeps
   * it. Absent: nobody counts what they reach.
   */
  readonly over?: (history: History) => void
  /**
   * Is told which way a conditional (`a ? b : c`) of a JSONata expression takes: `index` among those of the text `node`, in the order of the text.
   * Absent: nobody counts them.
   */
  readonly took?: (node: StringNode, index: number, isMet: boolean) => void
  /** Reads an object for a distributed Map's ItemReader, or lists a bucket. Undefined: there is none. Absent: this host has no objects. */
  readonly readItems?: (request: ItemRequest) => ItemSource | undefined | Promise<ItemSource | undefined>
  /** Writes the objects of a distributed Map's ResultWriter. Absent: nothing is written. */
  readonly writeResults?: (request: WriteRequest) => Written | Promise<Written>
}

/** What a distributed Map's ResultWriter exports. Source: Developer Guide, "ResultWriter (Map)". */
export interface WriteRequest {
  readonly bucket: string
  readonly objects: readonly { readonly key: string; readonly text: string }[]
}

/** `problem`: why it is not written, in a sentence. */
export interface Written {
  readonly problem?: string
}

/** A state machine that tasks start. The same object each time, since threads are told from it. */
export interface StartedMachine {
  readonly plan: Plan
  /** Undefined: nobody says so; it is taken for what the task needs. */
  readonly type: 'STANDARD' | 'EXPRESS' | undefined
}

/** What a distributed Map's ItemReader asks for. Source: Developer Guide, "ItemReader (Map)". */
export interface ItemRequest {
  /** The ItemReader's Resource, e.g. arn:aws:states:::s3:getObject. */
  readonly resource: string
  /** Its evaluated Parameters or Arguments: Bucket, Key, Prefix... */
  readonly parameters: JsonObject
  readonly readerConfig: JsonObject
}

/**
 * Items already parsed by the host (Parquet, the description of each listed object), or a text that core reads (JSON, JSONL, CSV, manifests).
 * `dataset`: the text that all items are in, whatever would have to be read for it. `problem`: why there is none, in a sentence.
 */
export type ItemSource =
  | { readonly items: readonly Json[] }
  | { readonly text: string }
  | { readonly dataset: string }
  | { readonly problem: string }

/** One attempt of one task, as AWS would schedule it. */
export interface TaskCall {
  /** `path#visit#attempt`: stable over runs, and the key under which the answer is logged. */
  readonly key: string
  readonly state: State
  readonly stateName: string
  readonly resource: string
  /** The effective input after Parameters or Arguments: what the task receives. */
  readonly input: Json
  readonly credentials: JsonObject | undefined
  /** 0 for the first attempt, 1 for the first retry... */
  readonly attempt: number
  readonly thread: Thread
  /** How many calls the tasks of this state have made before in its execution, in all visits, attempts and iterations. */
  readonly before: number
  /** For .waitForTaskToken. */
  readonly taskToken: string | undefined
  readonly timeoutSeconds: number | undefined
  readonly heartbeatSeconds: number | undefined
  /** When it is scheduled, on the execution's clock, ms since the epoch. */
  readonly since: number
  /** What TaskSubmitted has shown: an execution has been started with the token, and who answers now answers for the token. */
  readonly submitted?: Json
}

/** The outcome of an attempt. `submitted` is what TaskSubmitted shows for .sync and .waitForTaskToken. */
export type TaskOutcome = (
  | { readonly kind: 'succeeded'; readonly output: Json }
  | { readonly kind: 'failed'; readonly error?: string; readonly cause?: string }
  /** The task never answers: TimeoutSeconds or HeartbeatSeconds run out. */
  | { readonly kind: 'timedOut' }
  /** Nobody has an answer. The run ends with States.Runtime, which no Retrier, Catcher or tolerated failure of a Map takes; `cause` says what is missing. */
  | { readonly kind: 'unanswered'; readonly cause: string }
  /**
   * Another state machine runs in this session. What comes of its execution is the task's outcome, or, as the Resource says, that it has begun.
   * `machine`: what `Ports.machine` knows it by; `arn`: its own, without version or alias. Name and input are those of the task's input.
   * `testCase`: which of the mock file's its tasks take their answers from; default that of the run.
   */
  | { readonly kind: 'execution'; readonly machine: string; readonly arn: string; readonly testCase?: string }
) & {
  readonly submitted?: Json
  readonly workerName?: string
  /** Seconds that the task takes on the execution's clock; default 0. Beyond TimeoutSeconds it times out. Of `timedOut`: default its timeout. */
  readonly duration?: number
  /** The duration has passed on real clocks too: nobody waits for it again. */
  readonly spent?: boolean
  /** Who answered: the history keeps it beside the event that ends the task. */
  readonly source?: TaskSource
}

/**
 * A run of a plan: a resumable machine. Nothing runs by itself; whoever holds it calls `step` until `status` is not RUNNING.
 * The debugger, the CLI, TestState and the tests all drive this one interface.
 */
export interface Execution {
  /** RUNNING until the executions that nobody waits for have ended too; that of the main one is told then, as are its output, error and cause. */
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'
  readonly output: Json | undefined
  readonly error: string | undefined
  readonly cause: string | undefined
  /** The node of the definition that raised the error, where one did. */
  readonly errorNode: Node | undefined
  /** The executions started by tasks that have not succeeded, and that no task waited for, in the order of their ends. */
  readonly unheard: readonly UnheardEnd[]
  /** Milliseconds since the epoch on the execution's own clock. */
  readonly now: number
  readonly history: History
  /** How far it follows its recording; undefined where it has none. */
  readonly followed: Followed | undefined
  /**
   * Live threads in the order of the tree; the first is the top level. Ended ones are gone. Executions that nobody waits for come last, each with
   * its own tree; once the main one has ended, they alone are there.
   */
  readonly threads: readonly Thread[]
  /** The thread that the next `step` will advance; undefined when all wait for answers or the execution has ended. */
  readonly next: Thread | undefined
  /** The time that the clock moves to next, should nothing else go on before; undefined where there is none but the service's own limit of an execution. */
  readonly nextTimer: NextTimer | undefined
  /**
   * Advances `next` by one stage (or moves the clock to the next timer, or takes an answer that has come). Returns a Promise only
   * where something has to be awaited (a JSONata evaluation, a task, real time).
   */
  step(): void | Promise<void>
  /** Runs to the end, yielding to the host now and then. */
  run(): Promise<void>
  /**
   * Where it stands: the number of operations done, answers taken and timers fired. The same in each run with the same journal, however it was
   * driven.
   */
  readonly position: number
  /** What has come from outside so far. Empty where `remember` is not set. */
  readonly journal: Journal
  /** About how many bytes that holds; infinitely many where it is more than memory should hold. */
  readonly journalBytes: number
  /** What has come from outside so far, by the places at which it did: `ExecutionOptions.way` of another text. Lives on with this execution. */
  readonly way: Way
  /**
   * How far it can go forward, after going back, over what has been before; undefined: nowhere. That holds until something is done, asked or answered that was not
   * then: going on by `step` and `run` leaves out what somebody had done ahead.
   */
  readonly ahead: WayEnd | undefined
  /**
   * Goes to a position that it has been at, back or forward (`ahead`): its history, threads and values are what they were there. Answers are not asked for again,
   * and what somebody had done on the way forward is done again. Needs `remember`. Takes about as long as running from the last checkpoint, forward from here.
   * Throws a RangeError for another position.
   */
  goTo(position: number): void
  /**
   * Goes to the position `to` as `goTo` does, over all that came from the position `from` on: `look` is called at each with the thread that is about to go on, in
   * their order. What it sees is what was there then, edits that were made there excepted.
   */
  retrace(from: number, to: number, look: (next: Thread) => void): void
  /** Makes a later `goTo` to here, or to what follows, quick. Costs as much as `snapshot`. */
  checkpoint(): void
  /** A snapshot shares all values with the execution: it costs about as much as threads have moved since the one before. */
  snapshot(): Snapshot
  /** Goes back to (or forward to) a snapshot of this execution. Events after it are gone; effects are not asked again. */
  restore(snapshot: Snapshot): void
  /**
   * For a debugger: `next` leaves its state without exiting it, and enters another of the same machine with the payload that it has, or with `input`.
   * False where that cannot be: the state is of another machine.
   */
  jump(state: State, input?: Json): boolean
  /**
   * For a debugger: lets something happen to a thread's state in the place of what would, with the history that AWS writes of it. What the state waits for is
   * left. Gives why that cannot be, in a sentence; undefined: it has happened, or does when the state's work is to begin.
   */
  inject(thread: Thread, fault: Fault): string | undefined
  /**
   * For a debugger: `next` lets all others that can go on go first, once. False where there is none. What comes then is another order of the same, as branches are in
   * no order on AWS.
   */
  defer(): boolean
  /** Whoever is asked by the tasks of a state from now on, what they were answered does not count: after a step back they are asked anew. What they have done stays done. */
  hideAnswers(state: State): void
  /** What they were answered before counts again, but for what a person has answered. */
  showAnswers(state: State): void
  /** How often it was redriven, and when last, on its own clock (milliseconds since the epoch); undefined: never. */
  readonly redriven: { readonly count: number; readonly time: number } | undefined
  /** Why it cannot be redriven, in the service's words, without a stop behind them; undefined: it can. */
  readonly unredrivable: string | undefined
  /**
   * As RedriveExecution: an execution that has not succeeded goes on, from each state and with each branch, iteration and child execution that has not; what was good
   * stays. `time`: milliseconds since the epoch, where its clock goes on, unless that is later. Gives why it cannot.
   */
  redrive(time?: number): string | undefined
  /** Ends it from outside, as StopExecution does. */
  abort(error?: string, cause?: string): void
}

/** A time at which a thread goes on, or at which the TimeoutSeconds of its execution are over. */
export interface NextTimer {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly thread: Thread
  readonly isDeadline: boolean
}

/** An execution as it was. It stays what it is, and is of use to its own execution only. */
export interface Snapshot {
  /** Number of history events at that time. */
  readonly events: number
  /** About how many bytes it holds that the snapshot before does not, without payloads. */
  readonly weight: number
}

/** An execution that a task has started. */
export interface NestedExecution {
  readonly stateMachineName: string
  readonly executionName: string
  readonly executionArn: string
  /** What `Ports.machine` knows its state machine by. */
  readonly machine: string
  /** The id of the thread whose task has started it. */
  readonly startedBy: number
  /** The test case that it was started with; undefined: that of the run. */
  readonly testCase: string | undefined
}

/** How an execution has ended that no task was told of. */
export interface UnheardEnd extends Pick<NestedExecution, 'stateMachineName' | 'executionName'> {
  readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED'
  readonly error: string | undefined
  readonly cause: string | undefined
}

/**
 * A sequence of states that runs: the machine itself, a Parallel branch, a Map iteration, the execution that a task has started. Such a one is
 * below the task's thread while that waits for it; one that nobody waits for is below none.
 */
export interface Thread {
  readonly id: number
  readonly parent: Thread | undefined
  /** 0-based place among its siblings: the branch's or iteration's index. */
  readonly index: number
  readonly kind: 'machine' | 'branch' | 'iteration' | 'execution'
  /** The execution of another state machine that it is part of, where a task has started one; undefined in the main execution. */
  readonly nested: NestedExecution | undefined
  /** The model's state that it is in; undefined when it has just ended. */
  readonly state: State | undefined
  readonly stage: Stage
  /** The name of the place of its state (`StatePlace.at`) that its next operation does; `amid`: that this goes on with. See `standing`. */
  readonly at: string | undefined
  readonly amid: string | undefined
  /** Whether the result of the state's work has just come, and nothing is made of it yet. */
  readonly hasWorked: boolean
  /** The state's raw input. */
  readonly input: Json
  /** The payload as it is at this stage. Assigning replaces it: what the next stage sees. At `enter` and `input` it is the input. */
  payload: Json
  /** Variables in scope, own scope first. `setVariable` changes one where it is declared. */
  readonly scopes: readonly JsonObject[]
  setVariable(name: string, value: Json): void
  /** The context object as `$$` and `$states.context` see it here. */
  readonly context: JsonObject
  /** `path#visit#attempt` of its state: the same in each run. */
  readonly key: string
  /** At `exit` the name of the state that it enters next; undefined: it ends there. */
  readonly goesTo: string | undefined
  /** The id of the event that tells of its state's entry; undefined: the history of the main execution has none. */
  readonly entered: number | undefined
  /** How often a state has been entered by this thread: 1 for the first visit. */
  readonly visit: number
  readonly attempt: number
  /** Present at `failed`, `retry`, `caught`. */
  readonly error: AslError | undefined
  /** What becomes of the error: who takes it, and which attempt comes. Present at `failed`, `retry`, `caught`. */
  readonly fate: Fate | undefined
  /** What the state's Retriers have done; undefined where it has none. */
  readonly retries: Retries | undefined
  /** When the state was tried and is tried again; undefined where no attempt has failed, or none by an error that a Retrier names. */
  readonly retryTimeline: RetryTimeline | undefined
  /** By which Choice Rule, Default or Catcher the state is left, once that is known; undefined where it has one way out. */
  readonly wayOut: Branch | undefined
  /** Variables that are assigned when the state is left; undefined where none are, or it is not known yet. */
  readonly assigned: JsonObject | undefined
  /** What somebody has said is to come of the state's work, as long as that has not begun. */
  readonly fault: Fault | undefined
  /** The state that has raised it: its own, or one within it. */
  readonly raisedBy: State | undefined
  /** The values of this state's stages so far, by the names of TestState's inspectionData. */
  readonly stages: Readonly<Partial<Record<string, Json>>>
  /** Who has answered the task of this attempt; undefined until it is answered. */
  readonly answeredBy: TaskSource | undefined
  /** While it waits: a task's answer, a timer or its children. `until` of a task: its answer is there, and takes so long. */
  readonly waitingFor:
    | { readonly kind: 'task'; readonly call: TaskCall; readonly until?: number }
    | { readonly kind: 'time'; readonly until: number }
    | { readonly kind: 'children' }
    | undefined
}
