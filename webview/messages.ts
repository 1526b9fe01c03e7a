import type { Assumptions } from '../core/aws/assumptions'
import type { HistoryEvent } from '../core/history/types'
import type { DocumentGraph } from '../core/language/features/flowGraphs'
import type { FoundEvents } from '../core/run/inspect/search'
import type { ExecutionDetail, Shown as ShownPart, ValueAt, VisitDetail } from '../core/run/inspect/types'
import type { HistoryBody, PendingTask, StandingBody, StatePlace } from '../debugger/protocol'

import type { Again } from './again'

export type { Again }

/** What passes between whoever hosts the panel and the panel, typed in one place. */

/** What a panel shows. */
export interface Shown {
  /** Another id is another run. */
  readonly id: string
  readonly name: string
  /** A debug session that is live or was, a run from its file, a history that somebody else has recorded, a definition without a run; a page, beside which no editor is. */
  readonly kind: 'session' | 'saved' | 'history' | 'preview' | 'report'
  /** What a person is to know of it, in a sentence. */
  readonly note?: string
  /** What it is known by after a reload of the window, for whoever hosts the panel. Absent: it is gone then. */
  readonly again?: Again
}

/** The state machines of a file as they are drawn. */
export interface Graphs {
  /** As StatePlace has it. */
  readonly file: string
  readonly machines: readonly DocumentGraph[]
  /** The name of the machine that the run is of; absent: the only one, or the first. */
  readonly name?: string
  /** State machines of a template that are in files of their own. */
  readonly files: readonly { readonly name: string; readonly uri: string }[]
}

/** A breakpoint in the file of the graph: the offset of its line, or of its place in the line. */
export interface BreakpointPlace {
  readonly offset: number
  readonly enabled: boolean
}

/** Questions of the panel to whoever has the run: what is too much to be sent unasked. */
export interface PanelRequests {
  /** An event with its payloads whole; undefined: they cannot be had any more. */
  whole: { arguments: { readonly id: number }; body: HistoryEvent | undefined }
  /** The events whose payloads have a text, from an index on: ids, and where to go on. */
  search: { arguments: { readonly text: string; readonly from: number }; body: FoundEvents }
  /** Takes the debugger to where an event has just come. Refused where it cannot. */
  goTo: { arguments: { readonly id: number }; body: undefined }
  /** A visit of a state by the id of its StateEntered event, in an attempt from 0 (default the last); undefined: it is not there any more. */
  visit: { arguments: { readonly event: number; readonly attempt?: number }; body: VisitDetail | undefined }
  /** The execution as a whole. */
  execution: { arguments: undefined; body: ExecutionDetail }
  /** A part of a value that one of the two has named, and all of it as JSON text; undefined: it is not there any more. */
  value: { arguments: ValueAt; body: ShownPart | undefined }
  valueText: { arguments: Omit<ValueAt, 'from'>; body: string | undefined }
}

/** What can be done with an event, a visit or a state of the panel: each has a command, in a context menu and in the palette. */
export type PanelAction =
  | 'goToState'
  | 'toggleBreakpoint'
  | 'goHere'
  | 'filterByState'
  | 'filterByThread'
  | 'copyName'
  | 'copyInput'
  | 'copyOutput'
  | 'copyEvent'
  | 'copyPath'

/** What an element says of itself in `data-vscode-context`: the event or visit by its id, the state by its `stateKey`. */
export interface MenuContext {
  readonly webviewSection: 'event' | 'visit' | 'node'
  readonly event?: number
  readonly state?: string
  /** It is in a branch or an item. */
  readonly inner?: boolean
}

/** How the debugger goes on. */
export type DebugCommand = 'continue' | 'stepOver' | 'stepInto' | 'stepBack' | 'reverse'

export type ToPanel =
  /** Of the run that the shown one is compared with: its messages. It comes, and goes, with what is shown. */
  | { readonly type: 'beside'; readonly message: Exclude<ToPanel, { readonly type: 'beside' }> }
  /** Something else is shown, or nothing: the panel forgets what it held. */
  | { readonly type: 'shown'; readonly shown: Shown | undefined }
  /** New events of the shown run, or fewer. */
  | { readonly type: 'history'; readonly history: HistoryBody }
  /** An event of the shown run is looked at, by its id. */
  | { readonly type: 'choose'; readonly id: number }
  /** The tasks that wait for a result now, and whether the debugger stands. */
  | { readonly type: 'pending'; readonly tasks: readonly PendingTask[]; readonly stopped: boolean }
  /** Where the debugger stands, and why; undefined: it does not. */
  | { readonly type: 'standing'; readonly standing: StandingBody | undefined }
  /** A thread is looked at in the debugger. */
  | { readonly type: 'focus'; readonly threadId: number }
  /** Does what a command asks for, with what is chosen or was clicked. */
  | { readonly type: 'act'; readonly action: PanelAction; readonly on: MenuContext | undefined }
  /** What an estimate of costs assumes. */
  | { readonly type: 'costs'; readonly costs: Assumptions }
  /** The graph of what is shown, again whenever its text has changed; undefined: there is none. */
  | { readonly type: 'graph'; readonly graphs: Graphs | undefined }
  /** All breakpoints in its file. */
  | { readonly type: 'breakpoints'; readonly places: readonly BreakpointPlace[] }
  /** Where the cursor is in its file. */
  | { readonly type: 'cursor'; readonly offset: number | undefined }
  /** The answer to a question, by its number; `refused`: why there is none, in a sentence. */
  | { readonly type: 'answer'; readonly id: number; readonly body: unknown }
  | { readonly type: 'refused'; readonly id: number; readonly message: string }

/** A question with its number. */
export type Question = {
  [K in keyof PanelRequests]: { readonly name: K; readonly args: PanelRequests[K]['arguments'] }
}[keyof PanelRequests] & { readonly type: 'ask'; readonly id: number }

export type FromPanel =
  /** A question to whoever has the run that the shown one is compared with. */
  | { readonly type: 'askBeside'; readonly question: Question }
  /** The panel is loaded (again) and holds nothing: send all. */
  | { readonly type: 'ready' }
  | Question
  /** Show a state in its file. */
  | { readonly type: 'reveal'; readonly place: StatePlace; readonly focus: boolean }
  /** Set a breakpoint on a state; where there are some, at these offsets, take them away. */
  | { readonly type: 'breakpoint'; readonly place: StatePlace; readonly offsets: readonly number[] }
  /** Show the graph of another file in this panel. */
  | { readonly type: 'openGraph'; readonly uri: string }
  /** Write a file, where a person says. */
  | { readonly type: 'save'; readonly name: string; readonly content: string; readonly encoding: 'utf8' | 'base64' }
  | { readonly type: 'answerTask'; readonly key: string }
  /** The debugger lets a thread go on. */
  | { readonly type: 'debug'; readonly command: DebugCommand; readonly threadId: number }
  /** The keyboard has come into the panel, or has left it. */
  | { readonly type: 'keyboard'; readonly isHere: boolean }
  /** Say what an estimate of costs assumes: it is looked at. */
  | { readonly type: 'costs' }
  /** Show the settings whose names have this in them. */
  | { readonly type: 'settings'; readonly query: string }
  | { readonly type: 'copy'; readonly text: string }
  /** Open a value as a JSON document beside the editor. */
  | { readonly type: 'open'; readonly text: string }
  /** Show two texts in VS Code's diff editor. */
  | { readonly type: 'diff'; readonly left: LabelledText; readonly right: LabelledText }

/** A JSON text and what it is: "Input of Pay". */
export interface LabelledText {
  readonly label: string
  readonly text: string
}
