import { languageOf } from '../../core/conditions/thread'
import { readIn } from '../../core/expressions/language'
import { threadName } from '../../core/history/rows'
import type { Thread } from '../../core/interpreter/api'
import type { Visit } from '../../core/interpreter/hindsight'
import { type Held, heldBy, type OriginStep, originOfHeld } from '../../core/run/origin/origin'
import type { Step } from '../../core/run/origin/said'
import { stepsOf } from '../breakpoints/slots'
import type { Debuggee } from '../debuggee'
import { errors } from '../errors'
import { type ClientOrigin, clientRange, dapSource } from '../program/documents'
import type { CustomRequests, OriginRow } from '../protocol'

type WhoWrote = CustomRequests['stepthrough/whoWrote']

/** `stepthrough/whoWrote`: the way of a value in the Variables view, or of an expression that names a place, back to what gave it. */
export function whoWrote(args: WhoWrote['arguments'], live: Debuggee, origin: ClientOrigin): WhoWrote['body'] {
  live.mustStand()
  const asked = 'expression' in args ? named(args.expression, live.frameThread(args.frameId)) : shown(args, live)
  const { hindsight } = live
  if (hindsight === undefined) throw errors.noPast()
  const { history } = live.execution
  const steps = originOfHeld({ hindsight, history }, asked.held, asked.steps)
  const { nothing } = asked
  if (steps.length === 0) throw nothing === undefined ? errors.unknownOrigin(asked.name) : errors.nothing(`${nothing}.`)
  return { name: asked.name, ...(nothing !== undefined && { nothing }), rows: steps.map((step) => rowOf(step, live, origin)) }
}

interface Asked {
  readonly name: string
  readonly held: Held
  readonly steps: readonly Step[]
  /** That there is no such value. */
  readonly nothing?: string
}

function shown({ variablesReference, name }: { readonly variablesReference: number; readonly name: string }, live: Debuggee): Asked {
  const slot = live.variables.find(variablesReference, name)
  const steps = stepsOf(slot)
  // what a text holds has come with the text
  let whole = slot
  while (whole.parent !== undefined && stepsOf(whole) === undefined) whole = whole.parent
  const { from } = slot.root
  if (from === undefined) throw errors.unknownOrigin(name)
  return { name: slot.expression ?? name, held: from, steps: steps ?? stepsOf(whole) ?? [] }
}

function named(expression: string, thread: Thread): Asked {
  const place = readIn(expression, languageOf(thread))
  if (place === undefined) throw errors.unknownOrigin(expression)
  const { id } = thread
  const held: Held =
    place.root === 'variable'
      ? { thread: id, of: 'variable', name: place.name }
      : place.root === 'payload'
        ? { thread: id, of: 'payload' }
        : place.root === 'context'
          ? { thread: id, of: 'context' }
          : { thread: id, of: 'flow', value: place.root }
  const name = expression.trim()
  if (held.of === 'variable' && heldBy(thread, held, []) === undefined) throw errors.nothing(`There is no variable $${held.name}.`)
  const isThere = heldBy(thread, held, place.steps) !== undefined
  return { name, held, steps: place.steps, ...(!isThere && { nothing: `${name} finds nothing` }) }
}

function rowOf({ text, kind, visit, node, event }: OriginStep, { programs }: Debuggee, origin: ClientOrigin): OriginRow {
  const program = programs.textOf(visit.state)
  const range = program.changed ? program.standing(visit.state)?.key : (node ?? visit.state.key)
  const thread = threadOf(visit)
  return {
    text,
    kind,
    state: visit.state.name,
    ...(thread !== undefined && { thread }),
    ...(range !== undefined && { source: dapSource(program.file.path), ...clientRange(program.file, range, origin) }),
    ...(event !== undefined && { event }),
  }
}

/** The branch or iteration of a visit; undefined for the machine itself. */
function threadOf(visit: Visit): string | undefined {
  const steps: { owner: string; index: number }[] = []
  for (let at: Visit | undefined = visit; at?.around !== undefined; at = at.around)
    if (at.thread.kind !== 'execution') steps.unshift({ owner: at.around.state.name, index: at.thread.index })
  return steps.length === 0 ? undefined : threadName(steps)
}

/** A line of the console that asks the same: `who $.order.total`. Undefined for any other. */
export function askedWho(line: string, frameId: number | undefined, live: Debuggee, origin: ClientOrigin): string | undefined {
  const expression = /^\s*who\s+(\S[\s\S]*)$/.exec(line)?.[1]
  if (expression === undefined) return undefined
  const { nothing, rows } = whoWrote({ expression, frameId }, live, origin)
  const lines = rows.map(
    ({ text, state, thread, event }) =>
      `${state}${thread === undefined ? '' : ` in ${thread}`}: ${text}${event === undefined ? '' : ` (event ${event})`}`,
  )
  return [...(nothing === undefined ? [] : [`${nothing}. It would have come this way:`]), ...lines].join('\n')
}
