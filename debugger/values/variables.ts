import type { DebugProtocol } from '@vscode/debugprotocol'
import { isArray, type Json, typeName } from '../../core/base/json'
import { preview } from '../../core/base/preview'
import { Retained } from '../../core/history/retained'
import {
  child,
  childNamed,
  contentOf,
  isContainer,
  type LaterRows,
  opens,
  type Root,
  type Rows,
  rootSlot,
  type Slot,
  sizeOf,
  type TextRow,
  write,
} from '../breakpoints/slots'
import type { Client } from '../dap'
import { errors } from '../errors'

type Row = { readonly name: string; readonly slot: Slot } | TextRow

/** Values side by side that are no JSON value together. `limit`: characters of each that are shown. */
interface Group {
  readonly rows: readonly Row[]
  readonly limit?: number
  readonly note?: string | undefined
}

/** A part of something with many members. */
interface Span {
  readonly whole: Slot
  readonly from: number
  readonly to: number
}

/** What a reference stands for. */
type Target = Slot | Group | Span | LaterRows
/** The same once it has been opened. */
type Opened = Exclude<Target, LaterRows>

type Page = Pick<DebugProtocol.VariablesArguments, 'filter' | 'start' | 'count'>
type Shown = Pick<DebugProtocol.Variable, 'value' | 'type' | 'variablesReference' | 'indexedVariables' | 'namedVariables'>

/** How many values of the console stay expandable, and how many bytes: older ones say that they are gone. */
const consoleLimit = 2000
const consoleBytes = 32 * 1024 * 1024

/** Members that are shown together where the client does not ask for pages. */
const span = 1000

/**
 * Values that the client may ask about, by reference. A reference of the Variables view lives until the execution moves on
 * (`clear`); one of the console lives on, since what it shows is immutable, until `consoleLimit` younger ones have come.
 */
export class VariableStore {
  private readonly stopped = new Map<number, Target>()
  private readonly console = new Map<number, Target>()
  private last = 0
  private consoleValues = new Retained()

  constructor(private readonly client: Pick<Client['supports'], 'supportsVariableType' | 'supportsVariablePaging'>) {}

  /** Forgets what was shown of a stop. */
  clear(): void {
    this.stopped.clear()
  }

  /** What a response says about a value. `keep`: it stands in the console, beyond this stop. */
  show(root: Root, keep = false): Shown {
    return this.describe(rootSlot(root), keep)
  }

  /** A reference for a scope: the members of its value, or one row `$` for a value without members, or for what is said in their place. */
  scope(of: Root | Rows | LaterRows): Pick<DebugProtocol.Scope, 'variablesReference' | 'indexedVariables' | 'namedVariables'> {
    if ('later' in of) return { variablesReference: this.reference(of, false) }
    if ('rows' in of) return { variablesReference: this.reference(grouped(of), false), namedVariables: of.rows.length || 1 }
    if (isContainer(of.value) && sizeOf(of.value) > 0)
      return { variablesReference: this.reference(rootSlot(of), false), ...counts(of.value) }
    return this.scope({ rows: [{ name: '$', root: of }] })
  }

  /** A reference for a line of the console that expands to the given value, told in up to `limit` characters. */
  line(value: Json, limit: number): number {
    this.consoleValues.add(value)
    if (this.consoleValues.bytes > consoleBytes) {
      this.consoleValues = new Retained()
      this.console.clear()
    }
    return this.reference({ rows: [{ name: '', slot: rootSlot({ value }) }], limit }, true)
  }

  /** A page of what stands under a reference. */
  children(reference: number, { filter, start = 0, count = 0 }: Page = {}): DebugProtocol.Variable[] {
    const target = this.at(reference)
    const note = noteOf(target)
    if (note !== undefined) return [noteRow(note)]
    const keep = this.console.has(reference)
    const { indexed, total, at } = listing(target)
    if (filter === (indexed ? 'named' : 'indexed')) return []
    const paged = count > 0 || (indexed && this.client.supportsVariablePaging === true)
    if (!paged && 'value' in target && total > span) return this.spans(target, total, indexed, keep)
    const end = count > 0 ? Math.min(total, start + count) : total
    const rows: DebugProtocol.Variable[] = []
    for (let i = Math.max(0, start); i < end; i++) rows.push(this.row(at(i), keep, 'rows' in target ? target.limit : undefined))
    return rows
  }

  /** Writes one of the values under a reference; the reference goes on to show the changed one. */
  set(reference: number, name: string, value: Json): Shown {
    const slot = this.find(reference, name)
    write(slot, value)
    return this.describe(slot, this.console.has(reference))
  }

  /** The value of a name under a reference. Throws a UserError where there is none. */
  find(reference: number, name: string): Slot {
    const target = this.at(reference)
    const row = 'rows' in target ? target.rows.find((each) => each.name === name) : undefined
    const slot =
      row === undefined
        ? 'rows' in target
          ? undefined
          : childNamed('whole' in target ? target.whole : target, name)
        : 'slot' in row
          ? row.slot
          : undefined
    if (slot === undefined) throw errors.noMember(name)
    return slot
  }

  private spans(whole: Slot, total: number, indexed: boolean, keep: boolean): DebugProtocol.Variable[] {
    const rows: DebugProtocol.Variable[] = []
    for (let from = 0; from < total; from += span) {
      const to = Math.min(total, from + span)
      const variablesReference = this.reference({ whole, from, to }, keep)
      const counted = { [indexed ? 'indexedVariables' : 'namedVariables']: to - from }
      rows.push({ name: `[${from}..${to - 1}]`, value: '', variablesReference, ...counted, presentationHint: { kind: 'virtual' } })
    }
    return rows
  }

  private at(reference: number): Opened {
    const found = this.stopped.get(reference) ?? this.console.get(reference)
    if (found === undefined) throw errors.noReference(reference)
    if (!('later' in found)) return found
    const opened = grouped(found.later())
    this.stopped.set(reference, opened)
    return opened
  }

  private row(row: Row, keep: boolean, limit?: number): DebugProtocol.Variable {
    if ('text' in row) return this.said(row, keep)
    const { name, slot } = row
    return {
      name,
      ...this.describe(slot, keep, limit),
      ...(slot.expression === undefined ? {} : { evaluateName: slot.expression }),
      ...(slot.root.write === undefined ? { presentationHint: { attributes: ['readOnly'] } } : {}),
    }
  }

  private said({ name, text, expression, below }: TextRow, keep: boolean): DebugProtocol.Variable {
    const variablesReference = below === undefined ? 0 : this.reference(grouped(below), keep)
    const presentationHint = { kind: 'virtual', attributes: ['readOnly'] }
    return { name, value: text, variablesReference, ...(expression && { evaluateName: expression }), presentationHint }
  }

  private describe(slot: Slot, keep: boolean, limit?: number): Shown {
    const { value } = slot
    const shown = { value: preview(value, limit), ...(this.client.supportsVariableType && { type: typeName(value) }) }
    // what a text holds is counted when somebody opens it
    return { ...shown, variablesReference: opens(value) ? this.reference(slot, keep) : 0, ...(isContainer(value) && counts(value)) }
  }

  private reference(target: Target, keep: boolean): number {
    const slots = keep ? this.console : this.stopped
    slots.set(++this.last, target)
    if (keep && slots.size > consoleLimit) slots.delete(slots.keys().next().value!)
    return this.last
  }
}

const grouped = ({ rows, note }: Rows): Group => ({
  rows: rows.map((row) => ('text' in row ? row : { name: row.name, slot: rootSlot(row.root) })),
  note,
})

/** What is said where there is nothing to see. */
function noteOf(target: Opened): string | undefined {
  if ('rows' in target) return target.rows.length === 0 ? target.note : undefined
  return 'value' in target && contentOf(target) === undefined ? 'This text is no JSON.' : undefined
}

const noteRow = (note: string): DebugProtocol.Variable => ({
  name: '$',
  value: note,
  variablesReference: 0,
  presentationHint: { kind: 'virtual', attributes: ['readOnly'] },
})

const counts = (value: Json) => ({ [isArray(value) ? 'indexedVariables' : 'namedVariables']: sizeOf(value as readonly Json[]) })

/** What stands under a reference, row by row. */
function listing(target: Opened): { readonly indexed: boolean; readonly total: number; readonly at: (index: number) => Row } {
  if ('rows' in target) return { indexed: false, total: target.rows.length, at: (i) => target.rows[i]! }
  if ('whole' in target) {
    const { whole, from, to } = target
    const { indexed, at } = listing(whole)
    return { indexed, total: to - from, at: (i) => at(from + i) }
  }
  const content = contentOf(target)!
  if (isArray(content)) return { indexed: true, total: content.length, at: (i) => ({ name: String(i), slot: child(target, i)! }) }
  const keys = Object.keys(content)
  return { indexed: false, total: keys.length, at: (i) => ({ name: keys[i]!, slot: child(target, keys[i]!)! }) }
}
