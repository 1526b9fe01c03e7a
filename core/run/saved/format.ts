import type { Json, JsonObject } from '../../base/json'
import type { RecordedEvent } from '../../history/types'
import type { Execution, ExecutionOptions, JournalEntry } from '../../interpreter'

/**
 * A saved run is a text of JSON lines: what it is of, then what has come into it from outside as it came, then how it has ended. Of a run that was killed the last
 * line may be torn: it counts for nothing. History, stages and snapshots are made again by running.
 */
export type SavedLine = SavedHeader | SavedMachine | JournalEntry | SavedBack | SavedEnd

/** The first line. */
export interface SavedHeader {
  readonly stepthrough: 'run'
  readonly version: 1
  /** Milliseconds since the epoch, of the real clock. */
  readonly savedAt?: number
  /** The process that writes it, on its computer: while that lives and there is no end, the run goes on. */
  readonly pid?: number
  /** What else a host was asked for, to be asked for again: launch attributes of the debugger. */
  readonly launch?: JsonObject
  /** Patterns of the keys whose values were left out (`redact.ts`). A run that goes by such a value may come to something else when it is made anew. */
  readonly redacted?: readonly string[]
  /** The definition as JSON text: that of its file, or what a template or YAML comes to. */
  readonly definition: string
  /** The file that it comes from, as the host names it, and the logical id in a template. */
  readonly file?: string
  readonly logicalId?: string
  readonly options: SavedOptions
  /** Of chance that nobody has asked yet. */
  readonly seed?: string | number
  /** The recording that it follows. */
  readonly recording?: { readonly events: readonly RecordedEvent[]; readonly arn?: string; readonly isWhole: boolean }
}

/** What the execution was asked to be. */
export type SavedOptions = Pick<
  ExecutionOptions,
  | 'input'
  | 'inputText'
  | 'type'
  | 'stateMachineName'
  | 'executionName'
  | 'roleArn'
  | 'region'
  | 'account'
  | 'startTime'
  | 'context'
  | 'variables'
  | 'limits'
>

/** The members of `SavedOptions`. */
export const optionNames = [
  'input',
  'inputText',
  'type',
  'stateMachineName',
  'executionName',
  'roleArn',
  'region',
  'account',
  'startTime',
  'context',
  'variables',
  'limits',
] as const satisfies readonly (keyof SavedOptions)[]

/** A state machine that a task has started, before the first answer that names it. */
export interface SavedMachine {
  readonly kind: 'machine'
  /** What the answers call it. */
  readonly id: string
  /** As JSON text. */
  readonly definition: string
  readonly type?: 'STANDARD' | 'EXPRESS'
}

/** The execution has gone back: of the journal's entries before so many count. */
export interface SavedBack {
  readonly kind: 'back'
  readonly length: number
}

/** How it has ended. `events`: how many its history has; `position`: as of the execution. What comes behind it follows on a way back, or a redrive. */
export interface SavedEnd extends Pick<Execution, 'status' | 'position'> {
  readonly kind: 'end'
  readonly output?: Json
  readonly error?: string
  readonly cause?: string
  /** Milliseconds that it has taken by its own clock. */
  readonly duration?: number
  readonly events: number
}
