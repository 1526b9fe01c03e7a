import type { Ports, TaskCall, WriteRequest, Written } from '../interpreter/api'
import type { AslDocument, Definition } from '../model/document'
import type { State } from '../model/machine'
import type { ParseOptions } from '../model/parse'
import type { Answerer } from './answerer'
import type { TokenWait } from './tokens'

/** Objects of S3 that no file stands for. Undefined: nobody has them. */
export interface BoundObjects extends Pick<Ports, 'readItems'> {
  readonly writeResults?: (request: WriteRequest) => Promise<Written | undefined>
}

/** A state machine that tasks may start: its name, and its definition with its document. `path` is absolute. */
export interface NestedProgram {
  readonly name: string
  readonly path: string
  readonly document: AslDocument
  readonly definition: Definition
}

/** The state machines that tasks may start in a session. */
export interface NestedMachines extends Required<Pick<Ports, 'machine'>> {
  readonly answer: Answerer
  readonly programs: readonly NestedProgram[]
}

/** What answers a task and can be stepped into: a function of this computer, or the execution of a state machine of this session. `name`: absent where it is evaluated. */
export interface Inside {
  readonly kind: 'function' | 'execution'
  readonly name?: string
}

/** Those who answer tasks for real in one session: functions, endpoints, AWS, other state machines. */
export interface BoundTasks extends BoundObjects, Pick<Ports, 'machine'> {
  /** The state machines that tasks may start. Absent: there are none. */
  readonly programs?: readonly NestedProgram[]
  /** Who answers the tasks of one execution. `wait`: its open questions, and the execution as it stands. */
  answerer(wait: Wait): Answerer
  /** Lets code answer what a person is asked: a callback by its token, an activity by a worker. Undefined for all else. Absent: no code can. */
  waiter?(wait: Wait): Answerer
  /** What is inside of a task, as far as its definition says it. Undefined: nothing that can be stepped into. Absent: there is nothing. */
  inside?(state: State): Inside | undefined
  /** Why calls of these tasks may not be made, as far as that is known before the run; sentences that name service and host. Asks, where somebody can be asked. */
  foreign(states: readonly State[]): Promise<readonly string[]>
  /** When what nobody waits for, such as an asynchronous call of a function, has come to its end. A run has not ended before. Never rejects. */
  settled(): Promise<void>
  /** Ends all that was started. Never rejects. */
  close(): Promise<void>
}

/** What the tasks of one execution wait with. */
type Wait = Omit<TokenWait, 'tokens'>

/** What a host says of a session whose tasks are to be answered for real. Paths are absolute. */
export interface BindingRequest {
  /** The definition's file. */
  readonly program: string
  /** A config file, or `none`. Absent: the nearest `stepthrough.json` counts. */
  readonly config?: string
  /** The workspace's folder: no config file above it counts. */
  readonly root?: string
  readonly region: string
  readonly account: string
  /** Whether calls may leave this computer without asking. */
  readonly remote: boolean
  /** Asks a person whether a service may be called at a host that is not on this computer. Absent: it may not. */
  readonly ask?: (service: string, host: string) => Promise<boolean>
  /** Steps into what answers a task. Absent: nobody debugs. */
  readonly debug?: TaskDebugger
  /** What would allow a remote call, in the host's own words: "--allow-remote". */
  readonly howToAllow: string
  /** Reads the definition of a state machine that tasks may start, to be run. Absent: the host's own way. */
  readonly open?: (path: string, options?: ParseOptions) => Promise<AslDocument>
  /** A line that a function has printed. A promise: no more is taken before it resolves. */
  readonly print: (from: string, line: string) => Promise<void> | undefined
}

/** Who debugs what answers tasks. */
export interface TaskDebugger {
  /** Whether a call is to be stepped into. */
  isWanted(call: TaskCall): boolean
  /** Whether there are breakpoints in a function's own file: then its calls are debugged, and stop at those. `file`: its path without the ending. */
  isWatched(file: string): boolean
  /** A process waits for a debugger. Resolves when it is there, or to a sentence that says why there is none. */
  attach(target: DebugTarget): Promise<string | undefined>
}

/** A process that can be debugged, on this computer. */
export interface DebugTarget {
  readonly kind: 'node' | 'python'
  /** The function's name. */
  readonly name: string
  readonly port: number
  /** Of a Node process: the address of its inspector, `ws://...`. */
  readonly address?: string
  /** The folder of the function's code. */
  readonly folder: string
  /** The folder of what runs the function: nobody wants to step through that. */
  readonly runtimeFolder: string
}

/** What keeps tasks from being bound: something wrong in a config file, or no such file. Line and column from 1. */
export interface BindingProblem {
  readonly file: string
  readonly message: string
  readonly line?: number
  readonly column?: number
}

/** Such a problem in a line, as compilers write it. */
export const problemText = ({ file, line, column, message }: BindingProblem): string =>
  `${file}${line === undefined ? '' : `:${line}:${column}`}: ${message}`

/** Those who answer, or all that is wrong. */
export type Bound = { readonly tasks: BoundTasks } | { readonly problems: readonly BindingProblem[] }
