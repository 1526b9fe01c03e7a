import type { Json } from '../core/base/json'
import { knownBytes } from '../core/base/jsonText'
import { ArchivedText, type Payload, payloadText } from '../core/history/archive'
import { payloadValue } from '../core/history/types'
import type { Execution } from '../core/interpreter/api'
import type { State } from '../core/model/machine'
import type { Client } from './dap'
import { clientRange, dapSource } from './documents'
import { isTold, showsPayload, tell } from './narration'
import { preview } from './preview'
import type { Programs } from './programs'
import type { VariableStore } from './variables'

/** `important`: clients show it where it cannot be missed. */
export type Category = 'console' | 'stdout' | 'stderr' | 'important'

/** Characters of a payload that a line shows; what it expands to is whole. */
const longest = 10_000

/** The lines of the Debug Console: what happens, with its place in the definition. */
export class DebugConsole {
  constructor(
    private readonly client: Client,
    private readonly programs: Programs,
    private readonly variables: VariableStore,
    /** What a thread of the history is called; undefined: the machine itself. */
    private readonly nameOf: (thread: number) => string | undefined,
  ) {}

  /** One line; a payload, as JSON text, folds below it. */
  write(text: string, category: Category, state?: State, payload?: string, value?: Json): void {
    const at = state && this.placeOf(state)
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

  private placeOf(state: State) {
    const file = this.programs.fileOf(state)
    const { line, column } = clientRange(file, state.key, this.client.origin)
    return { source: dapSource(file.path), line, column }
  }

  /** Tells the events of a part of the history. */
  narrate({ history }: Execution, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const { kind, state, thread } = history.info(i)
      if (!isTold(kind)) continue
      const values = new Map<string, Json>()
      const textOf = (payload: Payload) => {
        if (!showsPayload(kind)) return ''
        if (payload instanceof ArchivedText || knownBytes(payload) <= longest) return payloadText(payload)
        const text = preview(payload, longest)
        values.set(text, payload)
        return text
      }
      const line = tell(kind, history.event(i, textOf), state?.name)
      // The execution's own events belong to no state: its end is told at the state that it came from.
      const place = state ?? (i > 0 ? history.info(i - 1).state : undefined)
      if (line === undefined) continue
      const name = this.nameOf(thread)
      const text = name === undefined ? line.text : `${name}: ${line.text}`
      this.write(text, line.category, place, line.payload, values.get(line.payload ?? ''))
    }
  }
}
