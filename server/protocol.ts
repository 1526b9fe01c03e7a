import type { Location, Position, Range } from 'vscode-languageserver'
import type { DocumentGraph } from '../core/language/features/flowGraphs'
import type { RunEvent } from '../core/language/mockFiles/recordRun'
import type { RunGiven } from '../core/language/testFiles/caseOfRun'
import type { RecordedCase } from '../core/language/testFiles/recordTest'
import type { Edit } from '../core/language/types'

/**
 * What passes between the language server and its client beyond the Language Server Protocol. Types only: the client imports them and
 * never the server's code.
 */

/**
 * Request `stepthrough/definitions`: the state machines in a document, and those that a template names the files of, in the order of the text; none
 * for an unknown document.
 */
export interface DefinitionsParams {
  readonly textDocument: { readonly uri: string }
}

export interface DefinitionPlace {
  /** The logical ID in a template; null for a definition on its own. */
  readonly name: string | null
  /** The member StartAt; null where there is none. */
  readonly startAt: Range | null
  /** The definition, or the name of its file. */
  readonly range: Range
}

/**
 * Request `stepthrough/graphs`: the state machines of a document as they are drawn, also of a broken one; null for an unknown document. Asked again
 * whenever the problems of the document have been published, it shows what somebody types.
 */
export interface GraphsParams {
  readonly textDocument: { readonly uri: string }
}

export interface DocumentGraphs {
  readonly machines: readonly DocumentGraph[]
  /** The state machines that a template names the files of. */
  readonly files: readonly { readonly name: string; readonly uri: string }[]
}

/** Request `stepthrough/launchFaults`: why a state machine of a document does not run; nothing where it does, or where the document is unknown. */
export interface LaunchFaultsParams {
  readonly textDocument: { readonly uri: string }
  /** The logical ID in a template. */
  readonly name?: string | undefined
}

export interface LaunchFault {
  readonly range: Range
  readonly message: string
}

/**
 * Request `stepthrough/recordRun`: how a mock file changes when the answers of a run of a definition become a test case in it. `text`: the mock
 * file's, empty for a new one; `path`: the definition's.
 */
export interface RecordRunParams {
  readonly textDocument: { readonly uri: string }
  readonly path: string
  readonly text: string
  readonly testCase: string
  /** Default: the name that the file's own gives. */
  readonly stateMachineName?: string
  readonly events: readonly RunEvent[]
}

/**
 * Request `stepthrough/recordTest`: how a test file (`*.asl.test.json`, `.yaml`) changes when a run of a definition becomes a case of it. `text`: the test file's, empty
 * for a new one; `definition`: the definition's path from there.
 */
export interface RecordTestParams {
  readonly textDocument: { readonly uri: string }
  readonly definition: string
  readonly text: string
  readonly format: 'json' | 'yaml'
  readonly name: string
  /** The logical ID in a template. */
  readonly stateMachineName?: string
  /** What the run was begun with beside its input. */
  readonly given: RunGiven
  readonly events: readonly RunEvent[]
}

/** As `RecordedRun`. `note`: what a person is to know of the case, in a sentence. */
export type RecordedTest = RecordedCase | { readonly problem: string }

/** Offsets of the text that was given, in UTF-16 code units; or what is wrong, in a sentence. */
export type RecordedRun = { readonly edits: readonly Edit[] } | { readonly problem: string }

/** Request `stepthrough/expression`: what a debugger evaluates at a position; null where that is nothing, or where the document is unknown. */
export interface ExpressionParams {
  readonly textDocument: { readonly uri: string }
  readonly position: Position
}

export interface ExpressionAt {
  readonly range: Range
  readonly expression: string
}

/**
 * Request `stepthrough/conditionStarts`: what the condition of a breakpoint on the position's line can begin with; null for an unknown document. Each is a
 * `ConditionStart`.
 */
export interface ConditionStartsParams {
  readonly textDocument: { readonly uri: string }
  readonly position: Position
}

/**
 * Request `stepthrough/configureTasks`: how a stepthrough.json changes, so that all that the tasks of a definition name has an entry in it; null for
 * an unknown document.
 */
export interface ConfigureTasksParams {
  /** The definition, or the template with definitions. */
  readonly textDocument: { readonly uri: string }
  /** The file and its text, which is empty where there is none yet. */
  readonly config: { readonly uri: string; readonly text: string }
}

/** At most one edit, in UTF-16 units of the text; the keys of new entries. Or a sentence: what is wrong with the file. */
export type ConfigureTasksResult =
  | {
      readonly edits: readonly { readonly offset: number; readonly length: number; readonly text: string }[]
      readonly added: readonly string[]
    }
  | { readonly error: string }

/** What the command `stepthrough.showReferences` of a code lens carries, for clients with `initializationOptions.editorCommands`. */
export type ShowReferencesArguments = readonly [uri: string, position: Position, locations: readonly Location[]]

/** What the command `stepthrough.openFile` of a code action carries, for the same clients. */
export type OpenFileArguments = readonly [uri: string]

/**
 * What a server that cannot read files itself, in a web worker, asks its client: requests by their methods. A client that does not know them has a
 * workspace of the open documents alone.
 */
export interface FilesRequests {
  /** The URIs of the definitions, templates and mock files in folders, by their names. */
  readonly 'stepthrough/findFiles': { readonly params: { readonly folders: readonly string[] }; readonly result: readonly string[] }
  /** The URIs of the files in the folder of a file. */
  readonly 'stepthrough/siblings': { readonly params: { readonly uri: string }; readonly result: readonly string[] }
  /** The text of a file; null where there is none, or one of more than 2 MiB. */
  readonly 'stepthrough/readFile': { readonly params: { readonly uri: string }; readonly result: string | null }
}
