import type { Recording } from '../../history/recordings/read'
import type { Ports } from '../../interpreter'
import type { Run } from '../prepare'
import { recordedAnswers } from '../recorded'
import { guideOf } from './guide'
import { foundNames, namesIn } from './names'
import { type Found, Pass } from './pass'

/** Times that it is begun, each with what has been found out before. */
const passes = 6

/**
 * Makes a run follow a recording: names, times, what chance gave and the results of tasks are the recorded ones. What the recording tells of these only by what has come
 * of them is found out by replaying it here, at once: names and UUIDs are recognised; other values in which chance or the clock has a part, as a run with other
 * chance and at another time shows, are taken where nothing else is different. What the run's own options say counts for more.
 */
export function replaying(run: Run, recording: Recording, ports: Omit<Ports, 'task'>): Run {
  const found: Found = { names: { ...namesIn(recording), ...run.options }, drawn: new Map(), taken: new Set(), varying: undefined }
  const go = (pass: number) => new Pass(run, recording, found, ports).go(pass === passes)
  let went = go(1)
  for (let pass = 2; went.isNew && pass <= passes; pass++) went = go(pass)
  const { taken, drawn, names, varying } = found
  const options = { ...names, ...foundNames(names, drawn), guide: guideOf(recording, run.definition.machine, { taken, varying }) }
  for (const [key, value] of went.madeUp) if (!drawn.has(key)) drawn.set(key, value)
  return { ...run, options, replay: { recording, drawn, left: went.left, answer: recordedAnswers(recording.events) } }
}
