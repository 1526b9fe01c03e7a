import { type Execution, type Ports, plan, resumeExecution, type StartedMachine } from '../../interpreter'
import { prepareRun, type Run, type RunProblem } from '../prepare'
import { programOf } from '../program'
import { drawing } from '../replay/drawn'
import { replaying } from '../replay/replay'
import type { SavedRun } from './read'

type OwnPorts = Omit<Ports, 'task' | 'machine'>

/** The run that a saved one is of, at its beginning. Problems where its definition is one that does not run here. */
export function savedRunOf(
  { header }: SavedRun,
  ports: OwnPorts,
): Run | { readonly kind: 'refused'; readonly problems: readonly RunProblem[] } {
  const { definition, options, recording } = header
  const program = programOf(definition)
  const run = prepareRun({ program, ...(options.type && { type: options.type }) })
  if (run.kind === 'refused') return run
  const known = { ...run, options: { ...run.options, ...options, remember: true } }
  return recording === undefined ? known : replaying(known, { arn: undefined, ...recording }, ports)
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

/** Makes the execution of a saved run anew, as far as it had come. What its journal has no answer for is asked of `task`. */
export const resumed = (run: Run, { journal }: SavedRun, ports: Ports): Execution =>
  resumeExecution(run.plan, { ...run.options, ports: run.replay === undefined ? ports : drawing(ports, run.replay) }, journal)

/** A saved run that has been made anew, as far as it had come. */
export interface Remade {
  readonly kind: 'remade'
  readonly run: Run
  readonly execution: Execution
}

/** Makes a saved run anew by what has come into it; nobody is asked anything. Problems as of `savedRunOf`. */
export function remade(saved: SavedRun, ports: OwnPorts): Remade | Extract<ReturnType<typeof savedRunOf>, { readonly kind: 'refused' }> {
  const run = savedRunOf(saved, ports)
  if (run.kind === 'refused') return run
  const execution = resumed(run, saved, { ...ports, machine: savedMachines(saved), task: () => new Promise(() => {}) })
  return { kind: 'remade', run, execution }
}

/** Another run with what a saved one was asked to be, where it says nothing of it itself. */
export const askedAs = (run: Run, saved: Run): Run => ({ ...run, options: { ...saved.options, ...run.options } })
