import type { DebugProtocol } from '@vscode/debugprotocol'
import { isArray, isObject, type Json, member, setMember, typeName } from '../core/base/json'
import type { Language } from '../core/expressions/language'
import { Retained } from '../core/history/retained'
import type { Client } from './dap'
import { errors } from './errors'
import { preview } from './preview'

/** A value at the root of what the client sees: a scope's payload, a variable, a watch's result. */
export interface Root {
  readonly value: Json
  /** An expression that gives it in the state's language: the beginning of its members' `evaluateName`. */
  readonly expression?: string | undefined
  /** The language of the expression, which says how its members are named. */
  readonly language?: Language | undefined
  /** Writes the whole value back; throws a UserError where it cannot be changed now. Absent: a mere value. */
  readonly write?: ((value: Json) => void) | undefined
}

/** Named values that are no JSON object together: the variables of a scope, the stages of a state. */
export interface Rows {
  readonly rows: readonly { readonly name: string; readonly root: Root }[]
  /** What stands in their place where there are none. */
  readonly note?: string
}

/** A value in the tree that the client has expanded. A change is written from it up to its root. */
interface Slot {
  value: Json
  readonly root: Root
  /** Absent at the root. */
  readonly parent?: Slot
  readonly key: string | number
  readonly expression: string | undefined
}

type Container = readonly Json[] | { readonly [key: string]: Json }
type Named = { readonly name: string; readonly slot: Slot }

/** Values side by side that are no JSON value together. `limit`: characters of each that are shown. */
interface Group {
  readonly rows: readonly Named[]
  readonly limit?: number
  readonly note?: string | undefined
}

/** A part of a long array, for a client that does not ask for pages. */
interface Span {
  readonly array: Slot
  readonly from: number
  readonly to: number
}

/** What a reference stands for. */
type Target = Slot | Group | Span

type Page = Pick<DebugProtocol.VariablesArguments, 'filter' | 'start' | 'count'>
type Shown = Pick<DebugProtocol.Variable, 'value' | 'type' | 'variablesReference' | 'indexedVariables' | 'namedVariables'>

/** How many values of the console stay expandable, and how many bytes: older ones say that they are gone. */
const consoleLimit = 2000
const consoleBytes = 32 * 1024 * 1024

/** Items of a long array that are shown together to a client without pages. */
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
  scope(of: Root | Rows): Pick<DebugProtocol.Scope, 'variablesReference' | 'indexedVariables' | 'namedVariables'> {
    if ('rows' in of) {
      const { note } = of
      return { variablesReference: this.reference({ rows: named(of), note }, false), namedVariables: of.rows.length || 1 }
    }
    if (isContainer(of.value) && !isEmpty(of.value)) return { variablesReference: this.reference(rootSlot(of), false), ...counts(of.value) }
    return this.scope({ rows: [{ name: '$', root: of }] })
  }

  /** A reference for a line of the console that expands to the given values, each told in up to `limit` characters. */
  line(rows: Rows, limit: number): number {
    for (const { root } of rows.rows) this.consoleValues.add(root.value)
    if (this.consoleValues.bytes > consoleBytes) {
      this.consoleValues = new Retained()
      this.console.clear()
    }
    return this.reference({ rows: named(rows), limit }, true)
  }

  /** A page of what stands under a reference. */
  children(reference: number, { filter, start = 0, count = 0 }: Page = {}): DebugProtocol.Variable[] {
    const target = this.at(reference)
    if ('rows' in target && target.rows.length === 0 && target.note !== undefined) return [noteRow(target.note)]
    const keep = this.console.has(reference)
    const { indexed, total, at } = listing(target)
    if (filter === (indexed ? 'named' : 'indexed')) return []
    if (!this.client.supportsVariablePaging && 'value' in target && indexed && count === 0 && total > span)
      return this.spans(target, total, keep)
    const end = count > 0 ? Math.min(total, start + count) : total
    const rows: DebugProtocol.Variable[] = []
    for (let i = Math.max(0, start); i < end; i++) rows.push(this.row(at(i), keep, 'rows' in target ? target.limit : undefined))
    return rows
  }

  /** Writes one of the values under a reference; the reference goes on to show the changed one. */
  set(reference: number, name: string, value: Json): Shown {
    const target = this.at(reference)
    const slot =
      'rows' in target ? target.rows.find((row) => row.name === name)?.slot : childNamed('array' in target ? target.array : target, name)
    if (slot === undefined) throw errors.noMember(name)
    write(slot, value)
    return this.describe(slot, this.console.has(reference))
  }

  private spans(array: Slot, total: number, keep: boolean): DebugProtocol.Variable[] {
    const rows: DebugProtocol.Variable[] = []
    for (let from = 0; from < total; from += span) {
      const to = Math.min(total, from + span)
      const variablesReference = this.reference({ array, from, to }, keep)
      rows.push({ name: `[${from}..${to - 1}]`, value: '', variablesReference, presentationHint: { kind: 'virtual' } })
    }
    return rows
  }

  private at(reference: number): Target {
    const found = this.stopped.get(reference) ?? this.console.get(reference)
    if (found === undefined) throw errors.noReference(reference)
    return found
  }

  private row({ name, slot }: Named, keep: boolean, limit?: number): DebugProtocol.Variable {
    return {
      name,
      ...this.describe(slot, keep, limit),
      ...(slot.expression === undefined ? {} : { evaluateName: slot.expression }),
      ...(slot.root.write === undefined ? { presentationHint: { attributes: ['readOnly'] } } : {}),
    }
  }

  private describe(slot: Slot, keep: boolean, limit?: number): Shown {
    const { value } = slot
    const shown = { value: preview(value, limit), ...(this.client.supportsVariableType && { type: typeName(value) }) }
    if (!isContainer(value)) return { ...shown, variablesReference: 0 }
    return { ...shown, variablesReference: isEmpty(value) ? 0 : this.reference(slot, keep), ...counts(value) }
  }

  private reference(target: Target, keep: boolean): number {
    const slots = keep ? this.console : this.stopped
    slots.set(++this.last, target)
    if (keep && slots.size > consoleLimit) slots.delete(slots.keys().next().value!)
    return this.last
  }
}

const noteRow = (note: string): DebugProtocol.Variable => ({
  name: '$',
  value: note,
  variablesReference: 0,
  presentationHint: { kind: 'virtual', attributes: ['readOnly'] },
})

const isEmpty = (value: Container): boolean => (isArray(value) ? value : Object.keys(value)).length === 0
const isContainer = (value: Json): value is Container => isArray(value) || isObject(value)
const counts = (value: Container) => (isArray(value) ? { indexedVariables: value.length } : { namedVariables: Object.keys(value).length })
const rootSlot = (root: Root): Slot => ({ value: root.value, root, key: '', expression: root.expression })
const named = ({ rows }: Rows): Named[] => rows.map(({ name, root }) => ({ name, slot: rootSlot(root) }))

/** What stands under a reference, row by row. */
function listing(target: Target): { readonly indexed: boolean; readonly total: number; readonly at: (index: number) => Named } {
  if ('rows' in target) return { indexed: false, total: target.rows.length, at: (i) => target.rows[i]! }
  if ('array' in target) {
    const { array, from, to } = target
    return { indexed: true, total: to - from, at: (i) => ({ name: String(from + i), slot: child(array, from + i)! }) }
  }
  const { value } = target
  if (isArray(value)) return { indexed: true, total: value.length, at: (i) => ({ name: String(i), slot: child(target, i)! }) }
  const keys = Object.keys(value as Container)
  return { indexed: false, total: keys.length, at: (i) => ({ name: keys[i]!, slot: child(target, keys[i]!)! }) }
}

const childNamed = (parent: Slot, name: string) => child(parent, isArray(parent.value) ? Number(name) : name)

function child(parent: Slot, key: string | number): Slot | undefined {
  const value = memberAt(parent.value, key)
  const expression = parent.expression === undefined ? undefined : parent.root.language?.member(parent.expression, key)
  return value === undefined ? undefined : { value, root: parent.root, parent, key, expression }
}

function memberAt(value: Json, key: string | number): Json | undefined {
  if (isArray(value)) return typeof key === 'number' ? value[key] : undefined
  return isObject(value) ? member(value, String(key)) : undefined
}

/** Writes a value at its place: copies of the containers above it, all else shared. */
function write(slot: Slot, value: Json): void {
  if (slot.root.write === undefined) throw errors.fixed('This value')
  const changes: [Slot, Json][] = [[slot, value]]
  for (let at = slot, now = value; at.parent !== undefined; at = at.parent) {
    now = withMember(at.parent.value, at.key, now)
    changes.push([at.parent, now])
  }
  slot.root.write(changes.at(-1)![1])
  for (const [changed, now] of changes) changed.value = now
}

/** A copy of an object or array in which one member is another; all others are shared. */
export function withMember(container: Json, key: string | number, value: Json): Json {
  if (isArray(container)) return container.with(Number(key), value)
  const copy: Record<string, Json> = {}
  for (const [name, own] of Object.entries(container as { readonly [key: string]: Json })) setMember(copy, name, own)
  setMember(copy, String(key), value)
  return copy
}
