import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Json } from '../../core/base/json'
import { fieldAtOffset, subjectOfField } from '../../core/conditions/field'
import type { Subject } from '../../core/conditions/subject'
import { readsData } from '../../core/conditions/watch'
import { languages } from '../../core/expressions/language'
import type { Thread } from '../../core/interpreter/api'
import { lineage } from '../../core/interpreter/lineage'
import type { FlowRow } from '../../core/model/dataflow'
import type { State } from '../../core/model/machine'
import type { Debuggee } from '../debuggee'
import { errors, UserError } from '../errors'
import type { ClientOrigin } from '../program/documents'
import { overSubject } from './evaluate'

/** What the mouse is on: its value, with what is to be said of it, or why there is none. */
type Hovered = { readonly value: Json | undefined; readonly note?: string } | { readonly nothing: string }

/** Visits of a state that are looked at for a value: those before the last where that has failed early. */
const patience = 5

/**
 * A hover. In a field of a state it is evaluated in the data that the field sees: where a thread stands in the state over its values, else over those of the last
 * visit. Throws a UserError where the state has not run: editors show what the language knows then.
 */
export function hover(args: DebugProtocol.EvaluateArguments, live: Debuggee, origin: ClientOrigin): Hovered {
  const { expression, frameId } = args
  const thread = live.frameThread(frameId)
  const field = fieldUnder(args, live, origin)
  return saying(expression, () => {
    if (field === undefined) return { value: live.evaluate(thread, expression) }
    const { states, row } = field
    const language = languages[states[0]!.queryLanguage]
    const over = (subject: Subject) => overSubject(subject, expression, language)
    const owners = lineage(thread)
    const standing =
      owners.find(({ state }) => isOneOf(states, state)) ?? live.execution.threads.find(({ state }) => isOneOf(states, state))
    const child = standing && owners[owners.indexOf(standing) - 1]
    const subject = standing && subjectOfField(standing, row, live.expressions, child)
    if (subject !== undefined) return { value: over(subject) }
    const last = lastVisit(states, row, live)
    if (last !== undefined) return { value: over(last), note: 'from the last visit' }
    if (standing === undefined) throw errors.notVisited(states[0]!.name)
    return { nothing: `${expression.trim()} is not evaluated yet` }
  })
}

const isOneOf = (states: readonly State[], state: State | undefined): boolean => state !== undefined && states.includes(state)

/** The field that the mouse is in, and the states that run for the one that it is of. */
function fieldUnder({ source, line, column }: DebugProtocol.EvaluateArguments, live: Debuggee, origin: ClientOrigin) {
  if (source?.path === undefined || line === undefined) return undefined
  const [text] = live.programs.at(source.path)
  if (text === undefined) return undefined
  const { file } = text
  const offset = file.lines.offset({ line: line - origin.line, character: (column ?? origin.column) - origin.column })
  const found = fieldAtOffset(file.document, offset)
  const states = found === undefined ? [] : live.programs.running(file, found.state)
  return found === undefined || states.length === 0 ? undefined : { states, row: found.row }
}

/** What the field saw when the state was run last. */
function lastVisit(states: readonly State[], row: FlowRow, live: Debuggee): Subject | undefined {
  const visits = live.hindsight?.visits.filter(({ state }) => states.includes(state)) ?? []
  for (const visit of visits.slice(-patience).reverse()) {
    const thread: Thread | undefined = live.hindsight?.look(visit)
    const subject = thread && subjectOfField(thread, row, live.expressions)
    if (subject !== undefined) return subject
  }
  return undefined
}

/**
 * That it gives nothing now is an answer: where a hover has an error, editors show what the language knows instead, which may be an example's value.
 */
function saying(expression: string, find: () => Hovered): Hovered {
  try {
    const found = find()
    return 'value' in found && found.value === undefined && readsData(expression)
      ? { nothing: `${expression.trim()} finds nothing` }
      : found
  } catch (error) {
    if (error instanceof UserError && error.id !== errors.notVisited('').id) return { nothing: error.message }
    throw error
  }
}
