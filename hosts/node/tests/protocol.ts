import type { Position } from '../../../core/base/lines'
import type { FailureKind } from '../../../core/testFiles/types'

/** What passes between the extension and its runner of tests, a process of its own. Types only. */

/** Questions: name -> arguments and the answer. */
export interface RunnerRequests {
  /** The cases of a test file, or of a mock file. `text`: that of the file, where an editor has another. */
  read: { arguments: { readonly path: string; readonly root: string; readonly text?: string }; body: SuiteBody }
  /** Runs cases; what happens is told by events before the answer. */
  run: { arguments: RunTests; body: undefined }
}

/** A place in a text: 0-based lines and characters, in UTF-16 code units. */
export interface Span {
  readonly start: Position
  readonly end: Position
}

/** A file of tests as it is listed. */
export interface SuiteBody {
  readonly path: string
  readonly cases: readonly CaseBody[]
  /** Why it has no cases, in sentences. */
  readonly problems: readonly ProblemBody[]
  /** The files that it names: a change of one may change what comes of its cases. */
  readonly files: readonly string[]
}

export interface ProblemBody {
  readonly message: string
  readonly at: Span
}

export interface CaseBody {
  /** Stays the same while the file is edited elsewhere; another one for each case of the file. */
  readonly id: string
  readonly name: string
  readonly at: Span
  readonly skip: boolean
  /** What is wrong with it, in sentences. */
  readonly problem?: string
}

export interface RunTests {
  /** `root`: the folder of the workspace. `cases`: the ids of those that are meant, else all. */
  readonly files: readonly { readonly path: string; readonly root: string; readonly cases?: readonly string[] }[]
  readonly allowRemote: boolean
  /** What would allow a remote call, in words. */
  readonly howToAllow: string
  /** Where executions are saved that are not what is expected. */
  readonly save?: { readonly folder: string; readonly redact: readonly string[] }
}

/** What happens while tests run. `path` and `id` name the case. */
export type TestEvent =
  /** A file is read as it is now. */
  | { readonly kind: 'suite'; readonly suite: SuiteBody }
  | { readonly kind: 'began'; readonly path: string; readonly id: string }
  | { readonly kind: 'skipped'; readonly path: string; readonly id: string }
  | (EndedCase & { readonly kind: 'ended' })
  /** A line that a function has printed. */
  | { readonly kind: 'printed'; readonly text: string; readonly path?: string; readonly id?: string }

export interface EndedCase {
  readonly path: string
  readonly id: string
  /** Of real time. */
  readonly milliseconds: number
  readonly failures: readonly FailureBody[]
  /** The file in which the execution is saved. */
  readonly run?: string
}

export interface FailureBody {
  readonly what: FailureKind
  readonly message: string
  /** Where in the value, as a JSONPath. */
  readonly path?: string
  /** As JSON text. Both are there, or none. */
  readonly expected?: string
  readonly actual?: string
  /** The id of the event of the history at which it shows. */
  readonly event?: number
  readonly at?: Span
}

/** A question with its number. */
export type RunnerQuestion = {
  [K in keyof RunnerRequests]: { readonly id: number; readonly name: K; readonly args: RunnerRequests[K]['arguments'] }
}[keyof RunnerRequests]

/** To a question, by its number: what happens, then the answer. `refused`: why there is none, in a sentence. */
export type RunnerAnswer = { readonly id: number } & (
  | { readonly event: TestEvent }
  | { readonly body: unknown }
  | { readonly refused: string }
)
