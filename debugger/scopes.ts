import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Json } from '../core/base/json'
import { languageOf } from '../core/conditions/thread'
import type { Roots } from '../core/expressions/language'
import { sourceNames } from '../core/history/sources'
import type { Thread } from '../core/interpreter/api'
import { effectiveInput } from '../core/interpreter/effectiveInput'
import { errorOutput } from '../core/interpreter/errorOutput'
import { isOutput } from '../core/model/dataflow'
import { hasOutput } from '../core/model/machine'
import { errors } from './errors'
import type { Root, Rows, VariableStore } from './variables'

/** A scope of a frame: what it shows, and where a change of it goes. */
interface ScopeRow {
  readonly name: string
  readonly hint?: string
  readonly of: (thread: Thread, changed: () => void) => Root | Rows | undefined
}

const notYet = 'not yet evaluated'

/** The scopes in the order of the Variables view. A scope that has nothing to say is left out: none opens to nothing. */
const scopeTable: readonly ScopeRow[] = [
  { name: 'Input', hint: 'arguments', of: inputOf },
  { name: 'Effective Input', of: effectiveInputOf },
  { name: 'Output', hint: 'returnValue', of: outputOf },
  { name: 'Variables', hint: 'locals', of: variablesOf },
  {
    name: 'Context',
    of: (thread) => ({ value: thread.context, ...named(thread, 'context') }),
  },
  { name: 'Stages', of: stagesOf },
  { name: 'Error', of: errorOf },
]

export function scopesOf(thread: Thread, store: VariableStore, changed: () => void): DebugProtocol.Scope[] {
  return scopeTable.flatMap(({ name, hint, of }) => {
    const shown = of(thread, changed)
    if (shown === undefined || ('rows' in shown && shown.rows.length === 0 && shown.note === undefined)) return []
    return [{ name, ...(hint === undefined ? {} : { presentationHint: hint }), ...store.scope(shown), expensive: false }]
  })
}

/** What a person calls a value of the state, and the language that it is evaluated in. */
function named(thread: Thread, root: keyof Roots): Pick<Root, 'expression' | 'language'> {
  const language = languageOf(thread)
  return { expression: language.roots(thread.stage === 'enter')[root], language }
}

export function inputOf(thread: Thread, changed: () => void): Root {
  const entering = thread.stage === 'enter'
  return {
    value: thread.input,
    ...named(thread, 'input'),
    write: entering ? writePayload(thread, changed) : () => refuse(`The input of ${thread.state?.name ?? 'the state'}`),
  }
}

/** What the state works on, where that is another value than its input. */
function effectiveInputOf(thread: Thread, changed: () => void): Root | Rows | undefined {
  const effective = effectiveInput(thread)
  if (effective === undefined) return undefined
  const { stage, value } = effective
  if (value === undefined) return thread.error === undefined ? { rows: [], note: notYet } : undefined
  const current = thread.stage === stage && value === thread.payload
  return {
    value,
    ...(current && named(thread, 'payload')),
    write: current ? writePayload(thread, changed) : () => refuse(`The effective input of ${thread.state?.name ?? 'the state'}`),
  }
}

function outputOf(thread: Thread, changed: () => void): Root | Rows | undefined {
  const { state } = thread
  if (state === undefined || !isOutput(state, thread.stage))
    return thread.error === undefined && state !== undefined && hasOutput(state) ? { rows: [], note: notYet } : undefined
  return {
    value: thread.payload,
    ...named(thread, 'payload'),
    write: writePayload(thread, changed),
  }
}

/** Own scope first; an outer variable of the same name is hidden. */
function variablesOf(thread: Thread, changed: () => void): Rows {
  const seen = new Map<string, Json>()
  for (const scope of thread.scopes) for (const [name, value] of Object.entries(scope)) if (!seen.has(name)) seen.set(name, value)
  return {
    rows: [...seen].map(([name, value]) => ({ name: `$${name}`, root: variableRoot(thread, name, value, changed) })),
  }
}

export const variableRoot = (thread: Thread, name: string, value: Json, changed: () => void): Root => ({
  value,
  expression: `$${name}`,
  language: languageOf(thread),
  write: (now) => {
    thread.setVariable(name, now)
    changed()
  },
})

/** The records of the data flow so far, by the names of TestState's inspectionData. The one that the payload is now can be changed. */
function stagesOf(thread: Thread, changed: () => void): Rows {
  const rows = Object.entries(thread.stages).map(([name, value]) => {
    const current = name === thread.stage && value === thread.payload
    const write = current ? writePayload(thread, changed) : () => refuse(`The stage ${name}`)
    return { name, root: { value: value as Json, write } }
  })
  const { answeredBy } = thread
  if (answeredBy !== undefined)
    rows.push({ name: 'answered by', root: { value: sourceNames[answeredBy], write: () => refuse('Who answered') } })
  return { rows }
}

function errorOf({ error }: Thread): Root | undefined {
  return error && { value: errorOutput(error) }
}

const writePayload = (thread: Thread, changed: () => void) => (value: Json) => {
  thread.payload = value
  changed()
}

function refuse(what: string): never {
  throw errors.readOnly(what)
}
