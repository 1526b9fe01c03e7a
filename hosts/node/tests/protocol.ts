import type { Edit } from '../../../core/language/types'
import type { DefinitionCoverage } from '../../../core/run/coverage/types'
import type { Came } from '../../../core/testFiles/judge'
import type { ListedCase, ListedProblem, PlacedFailure } from '../../../core/testFiles/listed'

/** What passes between the extension and its runner of tests, a process of its own. Types only. */

/** Questions: name -> arguments and the answer. */
export interface RunnerRequests {
  /** The cases of a test file, or of a mock file. `text`: that of the file, where an editor has another. */
  read: { arguments: { readonly path: string; readonly root: string; readonly text?: string }; body: TestsBody }
  /**
   * How a test file changes when what came of a case takes the place of what was expected: of one `failure` that alone, else all. Refused with a sentence where
   * it cannot be.
   */
  accept: { arguments: AcceptArguments; body: readonly Edit[] }
  /** Runs cases; what happens is told by events before the answer. */
  run: { arguments: RunTests; body: undefined }
}

/** A file of tests as it is listed. */
export interface TestsBody {
  readonly path: string
  readonly cases: readonly ListedCase[]
  /** Why it has no cases. */
  readonly problems: readonly ListedProblem[]
  /** The paths of files that it names: a change of one may change what comes of its cases. */
  readonly files: readonly string[]
}

export interface AcceptArguments {
  readonly path: string
  readonly root: string
  /** As the file is in its editor. */
  readonly text: string
  readonly name: string
  readonly came: readonly Came[]
  readonly failure?: PlacedFailure
}

export interface RunTests {
  /** `root`: the folder of the workspace. `cases`: the ids of those that are meant, else all. */
  readonly files: readonly { readonly path: string; readonly root: string; readonly cases?: readonly string[] }[]
  readonly allowRemote: boolean
  /** What would allow a remote call, in words. */
  readonly howToAllow: string
  /** Whether what they reach is counted. */
  readonly coverage: boolean
  /** Where executions are saved that are not what is expected, without the values of keys with these patterns. */
  readonly save?: { readonly folder: string; readonly redact: readonly string[] }
}

/** What happens while tests run. `path` and `id` name the case. */
export type TestEvent =
  /** A file is read as it is now. */
  | { readonly kind: 'read'; readonly tests: TestsBody }
  | { readonly kind: 'began'; readonly path: string; readonly id: string }
  | { readonly kind: 'skipped'; readonly path: string; readonly id: string }
  | (EndedCase & { readonly kind: 'ended' })
  /** What all of them have reached, at the end. */
  | { readonly kind: 'coverage'; readonly definitions: readonly DefinitionCoverage[] }
  /** A line that a function has printed. */
  | { readonly kind: 'printed'; readonly text: string; readonly path?: string; readonly id?: string }

export interface EndedCase {
  readonly path: string
  readonly id: string
  readonly name: string
  /** Of real time. */
  readonly milliseconds: number
  readonly failures: readonly PlacedFailure[]
  /** What would have held, of a case that has failed. */
  readonly came?: readonly Came[]
  readonly reached?: Reached
  /** The file in which the execution is saved. */
  readonly run?: string
}

/** The states that an execution has entered. */
export interface Reached {
  /** The file of the definition, and the logical id in a template. */
  readonly file: string
  readonly stateMachine?: string
  readonly states: readonly string[]
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
