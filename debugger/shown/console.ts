import type { Json } from '../../core/base/json'
import { knownBytes } from '../../core/base/jsonText'
import { preview } from '../../core/base/preview'
import { ArchivedText, type Payload, payloadText } from '../../core/history/archive'
import { payloadValue } from '../../core/history/types'
import type { Execution, Thread } from '../../core/interpreter/api'
import type { State } from '../../core/model/machine'
import type { Node } from '../../core/syntax/node'
import type { Client } from '../dap'
import { clientRange, dapSource } from '../program/documents'
import type { Programs } from '../program/programs'
import type { VariableStore } from '../values/variables'
import { isOfState, isTold, tell, tellFate } from './narration'
import { isEntering } from './states'

/** `important`: clients show it where it cannot be missed. */
export type Category = 'console' | 'stdout' | 'stderr' | 'important'

/** Characters of a payload that a line shows; what it expands to is whole. */
const longest = 10_000

/**
 * Lines of states that are told from one stop to the next, and how many of the latest where there were more: an editor keeps some thousands, and takes seconds for ten
 * thousand.
 */
const mostStates = 2000
const latestStates = 10

/** A line of what the history does not tell; `at`: behind so many of its events. */
interface Note {
  readonly at: number
  readonly text: string
  readonly state: State
  readonly node: Node | undefined
}

/** The lines of the Debug Console: what happens, with its place in the definition. */
export class DebugConsole {
  /** A thread that tries its state again. */
  private retrying: Thread | undefined
  /** One of an execution that a task has started, which is about to leave its state. */
  private leaving: { readonly thread: Thread; readonly state: State; readonly at: number } | undefined
  private readonly notes: Note[] = []
  /** Lines of states that may still be told; those that have not been, and the first event that has not. */
  private room = mostStates
  private untold = 0
  private untoldFrom = 0

  constructor(
    private readonly client: Client,
    private readonly programs: Programs,
    private readonly variables: VariableStore,
    /** What a thread of the history is called; undefined: the machine itself. */
    private readonly nameOf: (thread: number) => string | undefined,
    /** When the latest event was, in milliseconds since the epoch: one that follows a recording is further by its clock. */
    private readonly now: () => number,
  ) {}

  /** One line; a payload, as JSON text, folds below it. `node`: what of the state it is about. */
  write(text: string, category: Category, state?: State, payload?: string, value?: Json, node?: Node): void {
    const at = state && this.placeOf(state, node)
    if (!payload) {
      this.client.send('output', { category, output: `${text}\n`, ...at })
      return
    }
    this.client.send('output', { category, group: 'startCollapsed', output: `${text}\n`, ...at })
    const shown = payload.length > longest ? `${payload.slice(0, longest)}…` : payload
    const variablesReference = this.variables.line(value ?? payloadValue(payload), longest)
    this.client.send('output', { category, output: `${shown}\n`, variablesReference })
    this.client.send('output', { category, group: 'end', output: '' })
  }

  private placeOf(state: State, node: Pick<Node, 'offset' | 'length'> = state.key) {
    const file = this.programs.fileOf(state)
    const { line, column } = clientRange(file, node, this.client.origin)
    return { source: dapSource(file.path), line, column }
  }

  /** The execution goes on from a stop. */
  begin(): void {
    this.room = mostStates
  }

  /** A thread is about to go on, behind so many events; undefined: it stops. Notes what becomes of its error, and a backoff once its length is known. */
  look(thread: Thread | undefined, at: number): void {
    const { retrying, leaving } = this
    this.retrying = thread?.stage === 'retry' ? thread : undefined
    this.leaving = undefined
    // before what its end brings about
    if (leaving !== undefined) this.note(leaving.thread, leaving.state, `${leaving.state.name} exited`, leaving.at)
    if (retrying?.stage === 'retry' && retrying.waitingFor?.kind === 'time') this.noteFate(retrying, at)
    if (thread?.stage === 'caught') this.noteFate(thread, at)
    if (thread?.nested !== undefined) this.lookInside(thread, at)
  }

  /** An execution that a task has started has a history of its own. */
  private lookInside(thread: Thread, at: number): void {
    const { state } = thread
    if (state === undefined || !(isEntering(thread) || thread.stage === 'exit')) return
    if (this.room === 0) {
      this.untold++
      return
    }
    this.room--
    if (isEntering(thread)) this.note(thread, state, `${state.name} entered`, at)
    if (thread.stage === 'exit') this.leaving = { thread, state, at }
  }

  private noteFate(thread: Thread, at: number): void {
    const { state, fate, error } = thread
    if (state !== undefined && fate !== undefined) this.note(thread, state, tellFate(state.name, error, fate, this.now()), at, fate.node)
  }

  private note({ id }: Thread, state: State, line: string, at: number, node?: Node): void {
    const name = this.nameOf(id)
    this.notes.push({ at, text: name === undefined ? line : `${name}: ${line}`, state, node })
  }

  private tellNotes(upTo: number): void {
    while (this.notes.length > 0 && this.notes[0]!.at <= upTo) {
      const { text, state, node } = this.notes.shift()!
      this.write(text, 'stdout', state, undefined, undefined, node)
    }
  }

  /** Tells the events of a part of the history, and what has been noted of it. `stands`: it is the last part before a stop or the end. */
  narrate(execution: Execution, from: number, to: number, stands: boolean): void {
    this.look(undefined, to)
    for (let i = from; i < to; i++) {
      this.tellNotes(i)
      const { kind } = execution.history.info(i)
      if (!isTold(kind)) continue
      if (isOfState(kind) && this.room === 0) {
        if (this.untold++ === 0) this.untoldFrom = i
        continue
      }
      if (isOfState(kind)) this.room--
      else if (kind.span === 'execution' && this.untold > 0) this.tellLatest(execution, i)
      this.tellEvent(execution, i)
    }
    this.tellNotes(to)
    if (stands && this.untold > 0) this.tellLatest(execution, to)
  }

  /** Says how many lines of states have been left out, and tells the latest of them. */
  private tellLatest(execution: Execution, to: number): void {
    const latest: number[] = []
    for (let i = to - 1; i >= this.untoldFrom && latest.length < latestStates; i--) {
      const { kind } = execution.history.info(i)
      if (!isTold(kind)) continue
      // what came before has been told since
      if (!isOfState(kind)) break
      latest.unshift(i)
    }
    const more = this.untold - latest.length
    this.untold = 0
    if (more > 0) this.write(`... ${more} more times that a state was entered or left`, 'stdout')
    for (const index of latest) this.tellEvent(execution, index)
  }

  private tellEvent({ history }: Execution, index: number): void {
    const { kind, state, thread } = history.info(index)
    const values = new Map<string, Json>()
    const textOf = (payload: Payload) => {
      if (isOfState(kind)) return ''
      if (payload instanceof ArchivedText || knownBytes(payload) <= longest) return payloadText(payload)
      const text = preview(payload, longest)
      values.set(text, payload)
      return text
    }
    const line = tell(kind, history.event(index, textOf), state?.name)
    if (line === undefined) return
    // The execution's own events belong to no state: its end is told at the state that it came from.
    const place = state ?? (index > 0 ? history.info(index - 1).state : undefined)
    const name = this.nameOf(thread)
    const text = name === undefined ? line.text : `${name}: ${line.text}`
    this.write(text, line.category, place, line.payload, values.get(line.payload ?? ''))
  }
}
