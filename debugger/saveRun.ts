import { savedText } from '../core/run/saved/write'
import type { Debuggee } from './debuggee'
import { errors } from './errors'
import type { SavedBody } from './protocol'

/** `stepthrough/saveRun`. Throws a UserError where nothing is remembered. */
export function savedRun({ plan, execution, bound }: Debuggee): SavedBody {
  const { program, run, seed, name } = plan
  if (!run.options.remember) throw errors.notRemembered()
  const about = { file: program.path, ...(seed !== undefined && { seed }) }
  return {
    text: savedText(run, about, execution, bound?.machine),
    name: run.options.executionName ?? name,
    redrivable: execution.unredrivable === undefined,
  }
}
