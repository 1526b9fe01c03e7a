import { once } from '../../base/once'
import { hindsightOf, type Ports } from '../../interpreter'
import { MetThreads } from '../../interpreter/metThreads'
import { leftText } from '../replay/text'
import { RunRows } from '../rows'
import { endDifference } from '../saved/check'
import type { SavedRun } from '../saved/read'
import { remade } from '../saved/resume'
import { placesNow } from './places'
import { type DefinitionNow, doesNotRun, noteOf, type Opened, type Unopened } from './types'

/** Makes a saved run anew, to be looked at. `now`: the file of its definition. */
export function openedRun(saved: SavedRun, ports: Omit<Ports, 'task' | 'machine'>, now?: DefinitionNow): Opened | Unopened {
  const threads = new MetThreads()
  const made = remade(saved, ports, { look: threads.meet, ...(now && { program: now.program }) })
  if (made.kind === 'refused') return { kind: 'refused', message: doesNotRun('Its definition', made.problems) }
  const { run, execution } = made
  const { document, definition, options } = run
  const { end, isRedacted } = saved
  const difference = isRedacted ? undefined : endDifference(saved, execution)
  return {
    kind: 'opened',
    execution,
    rows: new RunRows(execution, placesNow(document, now), threads),
    options,
    document,
    definition,
    hindsight: once(() => hindsightOf(execution)),
    note: noteOf(
      end === undefined && 'The run was interrupted: it is shown as far as it had come.',
      end?.status === 'RUNNING' && 'The run was left before its end: it is shown as far as it had come.',
      isRedacted && 'Values were left out when the run was saved: what went by them may have come out otherwise than it did then.',
      difference && `Made anew, the run comes to something else than it did then. ${leftText({ kind: 'diverged', ...difference })}`,
      now !== undefined && now.program.document !== document && 'The definition has changed since the run.',
    ),
  }
}
