import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Json } from '../../core/base/json'
import type { DataRoot } from '../../core/conditions/dataPlace'
import { languageOf } from '../../core/conditions/thread'
import type { OwnNames, Roots } from '../../core/expressions/language'
import { sourceNames } from '../../core/history/sources'
import type { Thread } from '../../core/interpreter/api'
import { errorOutput } from '../../core/interpreter/errorOutput'
import { flowValue, type PassedName, passedNames, valueAtStage } from '../../core/interpreter/flowValues'
import { isInput, isOutput, recordNames } from '../../core/model/dataflow'
import { hasOutput } from '../../core/model/machine'
import type { LaterRows, Root, Rows } from '../breakpoints/slots'
import { errors } from '../errors'
import type { Entry } from '../steps/timeline'
import { changesOf } from './changes'
import { retriesShown } from './retries'
import type { VariableStore } from './variables'

/** What the scopes of a thread are made with. */
export interface Looking {
  readonly thread: Thread
  /** The user has changed a value. */
  readonly changed: () => void
  /** The state that the thread was in before, as it entered it. */
  readonly before: Entry | undefined
  /** Milliseconds since the epoch on the execution's clock. */
  readonly now: number
}

/** A scope of a frame: what it shows, and where a change of it goes. */
interface ScopeRow {
  readonly name: string
  readonly hint?: string
  readonly of: (looking: Looking) => Root | Rows | LaterRows | undefined
}

const notYet: Rows = { rows: [], note: 'not yet evaluated' }

/** The scopes in the order of the Variables view. A scope that has nothing to say is left out: none opens to nothing. */
const scopeTable: readonly ScopeRow[] = [
  { name: 'Changes', of: changesOf },
  { name: 'Input', hint: 'arguments', of: inputOf },
  ...Object.entries(passedNames).map(([value, name]) => ({ name, of: passedBy(value as PassedName, name.toLowerCase()) })),
  { name: 'Output', hint: 'returnValue', of: outputOf },
  { name: 'Variables', hint: 'locals', of: variablesOf },
  { name: 'Context', of: contextOf },
  { name: 'Retry', of: retriesShown },
  { name: 'Stages', of: stagesOf },
  { name: 'Error', of: errorOf },
]

/** What belongs to a branch, an iteration or a machine as a whole, and not to the state that it is in. */
const around: ReadonlySet<string> = new Set(['Variables', 'Context'])

/** `whole`: those of the branch, iteration or machine. */
export function scopesOf(looking: Looking, store: VariableStore, whole = false): DebugProtocol.Scope[] {
  return scopeTable.flatMap(({ name, hint, of }) => {
    const shown = whole && !around.has(name) ? undefined : of(looking)
    if (shown === undefined || ('rows' in shown && shown.rows.length === 0 && shown.note === undefined)) return []
    return [{ name, ...(hint === undefined ? {} : { presentationHint: hint }), ...store.scope(shown), expensive: false }]
  })
}

/** What a person calls a value of the state, in the language that it is evaluated in; and what a field of the definition calls it. */
function named(thread: Thread, root: keyof Roots, path: keyof OwnNames): Pick<Root, 'expression' | 'language' | 'path'> {
  const language = languageOf(thread)
  return { expression: language.roots(isInput(thread.stage))[root], language, path: language.ownNames[path] }
}

export function inputOf({ thread, changed }: Pick<Looking, 'thread' | 'changed'>): Root {
  const entering = isInput(thread.stage)
  return {
    value: thread.input,
    data: payload,
    from: { thread: thread.id, of: 'flow', value: 'input' },
    ...named(thread, 'input', 'input'),
    write: entering ? writePayload(thread, changed) : () => refuse(`The input of ${thread.state?.name ?? 'the state'}`),
  }
}

/** A value that the state has on its way, where it is another than the one before. It can be changed where it is what comes next. */
function passedBy(name: PassedName, called: string): ScopeRow['of'] {
  return ({ thread, changed }) => {
    const passed = flowValue(thread, name)
    if (passed === undefined) return undefined
    const { stage, value } = passed
    if (value === undefined) return thread.error === undefined ? notYet : undefined
    const current = thread.stage === stage && value === thread.payload
    const language = languageOf(thread)
    return {
      value,
      data: stageData(thread, stage),
      from: { thread: thread.id, of: 'flow', value: name },
      language,
      path: language.ownNames[name],
      ...(name === 'result' || current ? { expression: language.roots(false)[name === 'result' ? 'result' : 'payload'] } : {}),
      write: current ? writePayload(thread, changed) : () => refuse(`The ${called} of ${thread.state?.name ?? 'the state'}`),
    }
  }
}

function outputOf({ thread, changed }: Looking): Root | Rows | undefined {
  const { state } = thread
  if (state === undefined || !isOutput(state, thread.stage))
    return thread.error === undefined && state !== undefined && hasOutput(state) ? notYet : undefined
  return {
    value: thread.payload,
    data: payload,
    from: { thread: thread.id, of: 'payload' },
    ...named(thread, 'payload', 'output'),
    write: writePayload(thread, changed),
  }
}

/** Own scope first; an outer variable of the same name is hidden. */
function variablesOf({ thread, changed }: Looking): Rows {
  const seen = new Map<string, Json>()
  for (const scope of thread.scopes) for (const [name, value] of Object.entries(scope)) if (!seen.has(name)) seen.set(name, value)
  return {
    rows: [...seen].map(([name, value]) => ({ name: `$${name}`, root: variableRoot(thread, name, value, changed) })),
  }
}

export const variableRoot = (thread: Thread, name: string, value: Json, changed: () => void): Root => ({
  value,
  data: { of: 'variable', name },
  from: { thread: thread.id, of: 'variable', name },
  expression: `$${name}`,
  path: `$${name}`,
  language: languageOf(thread),
  write: (now) => {
    thread.setVariable(name, now)
    changed()
  },
})

/** The records of the data flow so far, by the names of TestState's inspectionData. The one that the payload is now can be changed. */
function stagesOf({ thread, changed }: Looking): Rows {
  const rows: Rows['rows'][number][] = Object.entries(thread.stages).map(([name, value]) => {
    const current = name === thread.stage && value === thread.payload
    const write = current ? writePayload(thread, changed) : () => refuse(`The stage ${name}`)
    return {
      name,
      root: {
        value: value as Json,
        data: stageData(thread, name),
        from: { thread: thread.id, of: 'flow' as const, value: valueAtStage(thread, name) },
        write,
      },
    }
  })
  const { answeredBy } = thread
  if (answeredBy !== undefined)
    rows.push({ name: 'answered by', root: { value: sourceNames[answeredBy], write: () => refuse('Who answered') } })
  return { rows }
}

const payload: DataRoot = { of: 'payload' }

function stageData({ state }: Thread, name: string): DataRoot | undefined {
  const stage = recordNames.find((each) => each === name)
  return state && stage && { of: 'stage', state: state.name, stage }
}

function contextOf({ thread }: Looking): Root {
  const language = languageOf(thread)
  const { context } = language.roots(true)
  return { value: thread.context, from: { thread: thread.id, of: 'context' }, expression: context, path: context, language }
}

function errorOf({ thread }: Looking): Root | undefined {
  const language = languageOf(thread)
  if (thread.error === undefined) return undefined
  const from = { thread: thread.id, of: 'flow', value: 'errorOutput' } as const
  return { value: errorOutput(thread.error), from, isError: true, language, path: language.ownNames.errorOutput }
}

const writePayload = (thread: Thread, changed: () => void) => (value: Json) => {
  thread.payload = value
  changed()
}

function refuse(what: string): never {
  throw errors.readOnly(what)
}
