import type { Assumptions } from '../core/aws/assumptions'
import type { HistoryEvent } from '../core/history/types'
import type { FoundEvents } from '../core/run/inspect/search'
import type { HistoryBody, PendingTask, StatePlace } from '../debugger/protocol'

/** What passes between whoever hosts the panel and the panel, typed in one place. */

/** What a panel shows. */
export interface Shown {
  /** Another id is another run. */
  readonly id: string
  readonly name: string
  /** A debug session that is live or was, a run from its file, a history that somebody else has recorded, or a definition without a run. */
  readonly kind: 'session' | 'saved' | 'history' | 'preview'
  /** What a person is to know of it, in a sentence. */
  readonly note?: string
}

/** Questions of the panel to whoever has the run: what is too much to be sent unasked. */
export interface PanelRequests {
  /** An event with its payloads whole; undefined: they cannot be had any more. */
  whole: { arguments: { readonly id: number }; body: HistoryEvent | undefined }
  /** The events whose payloads have a text, from an index on: ids, and where to go on. */
  search: { arguments: { readonly text: string; readonly from: number }; body: FoundEvents }
}

export type ToPanel =
  /** Something else is shown, or nothing: the panel forgets what it held. */
  | { readonly type: 'shown'; readonly shown: Shown | undefined }
  /** New events of the shown run, or fewer. */
  | { readonly type: 'history'; readonly history: HistoryBody }
  /** An event of the shown run is looked at, by its id. */
  | { readonly type: 'choose'; readonly id: number }
  /** The tasks that wait for a result now, and whether the debugger stands. */
  | { readonly type: 'pending'; readonly tasks: readonly PendingTask[]; readonly stopped: boolean }
  /** What an estimate of costs assumes. */
  | { readonly type: 'costs'; readonly costs: Assumptions }
  /** The answer to a question, by its number; `refused`: why there is none, in a sentence. */
  | { readonly type: 'answer'; readonly id: number; readonly body: unknown }
  | { readonly type: 'refused'; readonly id: number; readonly message: string }

/** A question with its number. */
export type Question = {
  [K in keyof PanelRequests]: { readonly name: K; readonly args: PanelRequests[K]['arguments'] }
}[keyof PanelRequests] & { readonly type: 'ask'; readonly id: number }

export type FromPanel =
  /** The panel is loaded (again) and holds nothing: send all. */
  | { readonly type: 'ready' }
  | Question
  /** Show a state in its file. */
  | { readonly type: 'reveal'; readonly place: StatePlace; readonly focus: boolean }
  | { readonly type: 'answerTask'; readonly key: string }
  /** Say what an estimate of costs assumes: it is looked at. */
  | { readonly type: 'costs' }
  /** Show the settings whose names have this in them. */
  | { readonly type: 'settings'; readonly query: string }
  | { readonly type: 'copy'; readonly text: string }
  /** Open a value as a JSON document beside the editor. */
  | { readonly type: 'open'; readonly text: string }
