import type { Json, JsonObject } from '../base/json'
import type { Problem } from '../base/problem'
import type { Range } from '../base/range'

/** A file of tests as it is written, with `defaults` in each case. Paths begin at its own folder. Docs: docs/tests.md. */
export interface TestFile {
  /** A definition, or a template with the machine `stateMachine`. */
  readonly definition: string
  /** The logical id in a template. */
  readonly stateMachine: string | undefined
  /** A stepthrough.json; `false`: none, undefined: the nearest. */
  readonly config: string | false | undefined
  readonly mockConfig: string | undefined
  readonly cases: readonly TestCase[]
}

/** A case of a test file, or a test case of a mock file that is a test by itself. */
export interface TestCase {
  readonly name: string
  /** Of the case in its file: that of its name where it has one. */
  readonly range: Range
  /** All of the case in its file. */
  readonly whole: Range
  /** It is left out, and counted as that. */
  readonly skip: boolean
  /** What is wrong with it: where there is something, it fails by that and does not run. */
  readonly problems: readonly Problem[]
  readonly input: Json | undefined
  /** In the place of `input`. */
  readonly inputFile: string | undefined
  /** A test case of the mock file, and the machine's name in it. */
  readonly testCase: string | undefined
  readonly stateMachineName: string | undefined
  /** Answers by the names of states; before those of the test case. */
  readonly mocks: JsonObject | undefined
  readonly variables: JsonObject | undefined
  readonly context: JsonObject | undefined
  /** Milliseconds since the epoch, or a time as text. */
  readonly startTime: string | number | undefined
  readonly seed: string | number | undefined
  readonly expect: Expectations
}

/** What is to come of a case. A member that is absent says nothing. */
export interface Expectations {
  /** Default: SUCCEEDED, where neither `error` nor `cause` is expected. */
  readonly status?: Status
  readonly output?: Json
  /** Members named have to be equal, lists element by element. */
  readonly outputContains?: Json
  readonly error?: string
  /** The whole text, or `/regular expression/flags`. */
  readonly cause?: string
  /** The states of the top level in order. */
  readonly path?: readonly string[]
  /** How often states are entered, anywhere. */
  readonly visits?: { readonly [state: string]: number }
  readonly attempts?: { readonly [state: string]: number }
  /** What each call of a state's task receives, as `outputContains` compares. */
  readonly calls?: { readonly [state: string]: readonly Json[] }
  /** Of the top level, at the end. */
  readonly variables?: JsonObject
  /** Seconds on the execution's clock. */
  readonly duration?: { readonly atMost: number }
  /** JSONata that is true, or a JSONPath that finds something true, over the output. */
  readonly assert?: readonly string[]
}

export type Status = 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'

/** What of a case did not hold. `file` and `case`: it could not be run as it is written. */
export type FailureKind = 'file' | 'case' | 'definition' | 'input' | 'mocks' | keyof Expectations

/** One difference between what is expected and what came. */
export interface Failure {
  readonly what: FailureKind
  /** Where in the value, as a JSONPath: `$.items[0].sku`. */
  readonly path?: string
  /** Absent: there is to be nothing. */
  readonly expected?: Json
  /** Absent: there is nothing. */
  readonly actual?: Json
  /** A sentence. */
  readonly message: string
  /** The id of the event of the history at which it shows. */
  readonly event?: number
  /** In the file that is wrong, from 1. */
  readonly line?: number
  readonly column?: number
}
