import type { Json } from '../../base/json'
import { sameJson } from '../../base/jsonText'
import { type Execution, type Ports, plan, type StartedMachine, type Thread } from '../../interpreter'
import { toJson } from '../../syntax/walk'
import { beginRun, prepareRun, type Run, type RunProblem } from '../prepare'
import { type Program, programOf } from '../program'
import { replaying } from '../replay/replay'
import type { SavedHeader } from './format'
import type { SavedRun } from './read'
import { headerOf } from './write'

type OwnPorts = Omit<Ports, 'task' | 'machine'>

/** The run that a saved one is of, at its beginning. Problems where its definition is one that does not run here. */
function savedRunOf(
  { header }: SavedRun,
  ports: OwnPorts,
  now?: Program,
): Run | { readonly kind: 'refused'; readonly problems: readonly RunProblem[] } {
  const { definition, options } = header
  const program = now !== undefined && isOf(now, definition) ? now : programOf(definition)
  const run = prepareRun({ program, ...(options.type && { type: options.type }) })
  return run.kind === 'refused' ? run : asSaved(run, header, ports)
}

const isOf = ({ definition }: Program, text: string): boolean =>
  typeof definition !== 'string' && sameJson(toJson(definition.root), parsed(text))

/** A run of the definition with all that a saved one was asked to be. */
function asSaved(run: Run, { options, recording }: SavedHeader, ports: OwnPorts): Run {
  const known = { ...run, options: { ...run.options, ...options, remember: true } }
  return recording === undefined ? known : replaying(known, { arn: undefined, ...recording }, ports)
}

/**
 * The run of a definition that goes on with a saved one by a redrive, once it has been made anew (`resumed`). Gives why there is none, in a sentence: it has another
 * definition, or cannot be redriven.
 */
export function redrivenRun(run: Run, saved: SavedRun, ports: OwnPorts): Run | string {
  if (!sameJson(JSON.parse(headerOf(run, {}).definition) as Json, parsed(saved.header.definition)))
    return 'A redrive runs the definition that the execution began with, and this one is another. A replay of the run shows how far it goes with this one.'
  const known = asSaved(run, saved.header, ports)
  const { unredrivable } = resumed(known, saved, alone(saved, ports))
  return unredrivable === undefined ? known : `${unredrivable}.`
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

/** The state machines that its tasks have started, to be run again. */
export function savedMachines({ machines }: SavedRun): NonNullable<Ports['machine']> {
  const made = new Map<string, StartedMachine | undefined>()
  return (id) => {
    if (!made.has(id)) {
      const saved = machines.get(id)
      const definition = saved && programOf(saved.definition).definition
      made.set(id, typeof definition === 'object' ? { plan: plan(definition.machine), type: saved?.type } : undefined)
    }
    return made.get(id)
  }
}

/** The state machines that are known now, and of the others those that the saved run has started. */
export function laterMachines(saved: SavedRun, known: Ports['machine']): NonNullable<Ports['machine']> {
  const others = savedMachines(saved)
  return (id) => known?.(id) ?? others(id)
}

/** Makes the execution of a saved run anew, as far as it had come. What its journal has no answer for is asked of `task`. */
export const resumed = (run: Run, { journal }: SavedRun, ports: Ports): Execution => beginRun(run, ports, journal)

/** A saved run that has been made anew, as far as it had come. */
export interface Remade {
  readonly kind: 'remade'
  readonly run: Run
  readonly execution: Execution
}

/** How a saved run is made anew. `program`: what its file has now, which it is of where that comes to the same; `look` as for `resumeExecution`. */
interface Anew {
  readonly program?: Program
  readonly look?: (next: Thread) => void
}

/** Makes a saved run anew by what has come into it; nobody is asked anything. Problems as of `savedRunOf`. */
export function remade(
  saved: SavedRun,
  ports: OwnPorts,
  { program, look }: Anew = {},
): Remade | Extract<ReturnType<typeof savedRunOf>, { readonly kind: 'refused' }> {
  const run = savedRunOf(saved, ports, program)
  if (run.kind === 'refused') return run
  return { kind: 'remade', run, execution: beginRun(run, alone(saved, ports), saved.journal, look) }
}

/** Ports of a run that asks nobody. */
const alone = (saved: SavedRun, ports: OwnPorts): Ports => ({ ...ports, machine: savedMachines(saved), task: () => new Promise(() => {}) })

/** Another run with what a saved one was asked to be, where it says nothing of it itself. */
export const askedAs = (run: Run, saved: Run): Run => ({ ...run, options: { ...saved.options, ...run.options } })
