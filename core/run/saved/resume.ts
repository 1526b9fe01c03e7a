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
