import type { JsonObject } from '../../core/base/json'
import type { Schema } from '../jsonSchema'
import type { Runs } from './runs'

/** What the tools of a server share. */
export interface ToolContext {
  /** What each call of the library is made with: files only in the allowed folders, and answers by mocks alone unless the user has said who else may. */
  readonly limits: {
    readonly cwd: string
    readonly within: readonly string[]
    readonly config: string | false
    readonly allowRemote: boolean
    readonly print: (from: string, line: string) => void
  }
  /** The server may run code of the project: the user has named a stepthrough.json. */
  readonly runsCode: boolean
  readonly runs: Runs
}

/** A tool as an agent sees it. */
export interface Tool {
  readonly name: string
  readonly title: string
  readonly description: string
  /** Members of its arguments; one whose name ends in `?` may be absent, and there are no others. */
  readonly input: { readonly [name: string]: Schema }
  readonly output: Schema
  /** It runs state machines: what that may do depends on who answers their tasks. */
  readonly runs: boolean
  /** Rejects with UsageError of the library where the arguments make no sense. */
  readonly call: (given: JsonObject, context: ToolContext, signal: AbortSignal) => Promise<object>
}
