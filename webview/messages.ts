import type { HistoryEvent } from '../core/history/types'
import type { HistoryBody, HistoryRow, PendingTask } from '../debugger/protocol'

/** What passes between the extension and the execution panel, typed in one place. */

/** The execution whose history the panel shows. */
export interface ExecutionInfo {
  /** The debug session's id: another id is another execution. */
  readonly id: string
  /** The session's name in the Run and Debug view. */
  readonly name: string
}

export type ToPanel =
  /** Another execution is shown, or none: the panel forgets what it held. */
  | { readonly type: 'execution'; readonly execution: ExecutionInfo | undefined }
  /** New events of the shown execution. */
  | { readonly type: 'history'; readonly history: HistoryBody }
  /** An event of the shown execution is looked at, by its id. */
  | { readonly type: 'choose'; readonly id: number }
  /** An event with its payloads whole; without it they cannot be had any more. */
  | { readonly type: 'whole'; readonly id: number; readonly event: HistoryEvent | undefined }
  /** The tasks that wait for a result now, and whether the debugger stands. */
  | { readonly type: 'pending'; readonly tasks: readonly PendingTask[]; readonly stopped: boolean }

export type FromPanel =
  /** The panel is loaded (again) and holds nothing: send all. */
  | { readonly type: 'ready' }
  /** The payloads of this event came cut, and are looked at. */
  | { readonly type: 'whole'; readonly id: number }
  /** Show the state of this event in its file. */
  | { readonly type: 'reveal'; readonly row: HistoryRow; readonly focus: boolean }
  | { readonly type: 'answerTask'; readonly key: string }
  | { readonly type: 'copy'; readonly text: string }
  /** Open a value as a JSON document beside the editor. */
  | { readonly type: 'open'; readonly text: string }
