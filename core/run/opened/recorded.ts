import { once } from '../../base/once'
import { kindOf } from '../../history/events'
import type { Recording } from '../../history/recordings/read'
import { ToldHistory } from '../../history/told'
import { detailsOf, payloadValue } from '../../history/types'
import { type Execution, hindsightOf, type Ports } from '../../interpreter'
import { MetThreads } from '../../interpreter/metThreads'
import { Answerers } from '../answerers'
import { beginRun, prepareRun, type Run } from '../prepare'
import { namesIn } from '../replay/names'
import { replaying } from '../replay/replay'
import { recordedRequest, unreplayable } from '../replay/request'
import { leftText } from '../replay/text'
import { RunRows } from '../rows'
import { placesNow, statesOf } from './places'
import { type DefinitionNow, doesNotRun, noteOf, type Opened } from './types'

const alone = 'It is shown by its events alone, which do not tell what happened within a state.'

/**
 * What somebody else has recorded, to be looked at. A definition is run along the recording, so that there is what happened within its states; where it does not fit, and without one, the events are
 * shown as they are.
 */
export function openedRecording(recording: Recording, ports: Omit<Ports, 'task'>, now?: DefinitionNow): Opened {
  if (now === undefined) return told(recording, undefined, 'No definition is known of the recorded execution.')
  const problem = unreplayable(recording)
  if (problem !== undefined) return told(recording, now, problem)
  const run = prepareRun({ program: now.program, ...recordedRequest(recording) })
  if (run.kind === 'refused') return told(recording, now, doesNotRun('The definition', run.problems))
  const { followed, threads, made } = follow(run, recording, ports)
  const { left } = followed.followed ?? {}
  if (left?.kind === 'diverged') return told(recording, now, leftText(left))
  const { document, definition } = made
  return {
    kind: 'opened',
    execution: followed,
    rows: new RunRows(followed, placesNow(document, now), threads),
    options: made.options,
    document,
    definition,
    hindsight: once(() => hindsightOf(followed)),
    note: left && 'The recording ends before the execution does.',
  }
}

function follow(run: Run, recording: Recording, ports: Omit<Ports, 'task'>) {
  const made = replaying(run, recording, ports)
  const { answer: task } = new Answerers({ recorded: made.replay!.answer })
  const followed = beginRun(made, { ...ports, task })
  const threads = new MetThreads()
  for (;;) {
    const { next, status } = followed
    if (next !== undefined) threads.meet(next)
    if (followed.followed?.left !== undefined || status !== 'RUNNING' || followed.step() !== undefined) return { followed, threads, made }
  }
}

function told(recording: Recording, now: DefinitionNow | undefined, why: string): Opened {
  const { definition, document } = now?.program ?? {}
  const own = typeof definition === 'object' ? definition : undefined
  const history = new ToldHistory(recording.events, new Map(own && statesOf(own).map((state) => [state.name, state])))
  const places = now && placesNow(now.program.document, now)
  const rows = new RunRows(
    { history, threads: [] },
    (state) => places!(state),
    { meet: () => {}, of: (thread) => history.threadOf(thread) },
    (index) => history.placeOf(index),
  )
  return {
    kind: 'opened',
    execution: { ...endOf(recording), errorNode: undefined, redriven: undefined, history },
    rows,
    options: { ...namesIn(recording), input: payloadValue(detailsOf(recording.events[0]!).input ?? 'null') },
    ...(document && { document }),
    ...(own && { definition: own }),
    note: noteOf(why, alone),
  }
}

const statuses = { succeeded: 'SUCCEEDED', failed: 'FAILED', timedOut: 'TIMED_OUT', aborted: 'ABORTED' } as const

/** How a recorded execution has ended, as its last event tells. */
export function endOf({ events, isWhole }: Recording): Pick<Execution, 'status' | 'output' | 'error' | 'cause'> {
  const last = events.at(-1)!
  const { output, error, cause } = isWhole ? detailsOf(last) : {}
  return {
    status: isWhole ? statuses[kindOf(last.type)?.outcome ?? 'succeeded'] : 'RUNNING',
    output: output === undefined ? undefined : payloadValue(output),
    error,
    cause,
  }
}
