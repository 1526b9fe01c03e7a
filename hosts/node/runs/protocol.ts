import type { HistoryRow } from '../../../core/history/rows'
import type { HistoryEvent } from '../../../core/history/types'
import type { Execution } from '../../../core/interpreter'
import type { DocumentGraph } from '../../../core/language/features/flowGraphs'
import type { RecordedCase } from '../../../core/language/testFiles/recordTest'
import type { FoundEvents } from '../../../core/run/inspect/search'
import type { ExecutionDetail, Shown, ValueAt, VisitDetail } from '../../../core/run/inspect/types'

/** What passes between the extension and its reader of saved runs, a worker thread that has one run open. Types only. */

/** Questions: name -> arguments and the answer. */
export interface ReaderRequests {
  /** Opens a saved run, or a history; asked first. `text`: that of the file, where it is known better. Refused with a sentence where it is neither. */
  open: { arguments: { readonly path: string; readonly text?: string }; body: OpenedBody }
  /** Rows of the history from an index on, some hundred kilobytes at once; 0 begins anew. */
  rows: { arguments: { readonly from: number }; body: RowsBody }
  /** An event with its payloads whole. */
  whole: { arguments: { readonly id: number }; body: HistoryEvent | undefined }
  /** The events whose payloads have a text, a part of the history at once. */
  search: { arguments: { readonly text: string; readonly from: number }; body: FoundEvents }
  /** What is known of a visit, of the execution, of a part of a value that these name: as the requests of the debug adapter. */
  visit: { arguments: { readonly event: number; readonly attempt?: number }; body: VisitDetail | undefined }
  execution: { arguments: undefined; body: ExecutionDetail }
  value: { arguments: ValueAt; body: Shown | undefined }
  valueText: { arguments: Omit<ValueAt, 'from'>; body: string | undefined }
  /** The definition that ran as it is drawn; undefined: it is not known. */
  graph: { arguments: undefined; body: GraphBody | undefined }
  /** How a test file changes when the run becomes a case of it. Refused with a sentence where it cannot be. */
  test: { arguments: TestArguments; body: RecordedCase }
  /** Writes the history in AWS's form. */
  export: { arguments: { readonly to: string }; body: undefined }
  /** Reads a history that somebody else has recorded: the names or ARNs of its executions, at least one. Refused with a sentence where it is none. */
  check: { arguments: { readonly texts: readonly string[] }; body: { readonly executions: readonly string[] } }
  /** Keeps one as a file of the folder. */
  import: { arguments: ImportArguments; body: { readonly path: string } }
}

export interface OpenedBody {
  /** Of a saved run, or of a history that was recorded elsewhere. */
  readonly kind: 'saved' | 'history'
  /** The name of the execution, or of the state machine. */
  readonly name: string
  /** What a person is to know of it, in sentences. */
  readonly note?: string
}

/** As the body of `stepthrough/history`. `next`: where there are more. */
export interface RowsBody {
  readonly from: number
  readonly events: readonly HistoryRow[]
  readonly status: Execution['status']
  readonly next?: number
}

/** A test file and its text, the case that is to be made in it, and the definition's path from there. */
export interface TestArguments {
  readonly text: string
  readonly format: 'json' | 'yaml'
  readonly name: string
  readonly definition: string
  /** Of the machine in a template. */
  readonly logicalId: string | undefined
}

/** `file`: where its states are now; empty: in no file. */
export interface GraphBody {
  readonly file: string
  readonly machine: DocumentGraph
}

export interface ImportArguments {
  /** Texts, each of a file or of the clipboard. */
  readonly texts: readonly string[]
  readonly folder: string
  /** The file of its definition, and the logical id in a template. */
  readonly file?: string
  readonly logicalId?: string
  /** The name or ARN of the execution that is meant, where there are several. */
  readonly execution?: string
}

/** A question with its number. */
export type ReaderQuestion = {
  [K in keyof ReaderRequests]: { readonly id: number; readonly name: K; readonly args: ReaderRequests[K]['arguments'] }
}[keyof ReaderRequests]

/** The answer to a question, by its number. `refused`: why there is none, in a sentence. */
export type ReaderAnswer = { readonly id: number } & ({ readonly body: unknown } | { readonly refused: string })
