import type { Execution, ExecutionOptions, Hindsight } from '../../interpreter'
import type { AslDocument, Definition } from '../../model/document'
import type { RunProblem } from '../prepare'
import type { Program } from '../program'
import type { RunRows } from '../rows'

/** A run that is there to be looked at: made anew from its file, or told by what somebody else has recorded. */
export interface Opened {
  readonly kind: 'opened'
  readonly execution: Pick<Execution, 'status' | 'output' | 'error' | 'cause' | 'errorNode' | 'redriven' | 'history'>
  readonly rows: RunRows
  readonly options?: Pick<
    ExecutionOptions,
    'type' | 'stateMachineName' | 'executionName' | 'roleArn' | 'region' | 'account' | 'input' | 'context' | 'variables'
  >
  readonly document?: AslDocument
  readonly definition?: Definition
  /** Absent: nothing but its events is remembered. */
  readonly hindsight?: () => Hindsight | undefined
  /** What a person is to know of it, in sentences. */
  readonly note: string | undefined
}

/** Why a run cannot be opened, in a sentence. */
export interface Unopened {
  readonly kind: 'refused'
  readonly message: string
}

/** The file of a definition as it is now. */
export interface DefinitionNow {
  readonly path: string
  readonly program: Program
}

/** Sentences as one text; undefined: there are none. */
export const noteOf = (...sentences: readonly (string | false | undefined)[]): string | undefined =>
  sentences.filter((sentence) => sentence !== false && sentence !== undefined).join(' ') || undefined

/** Why a definition does not run, in a sentence. */
export const doesNotRun = (what: string, [problem]: readonly Pick<RunProblem, 'message'>[]): string =>
  `${what} does not run: ${problem?.message.replace(/\.?$/, '.')}`
