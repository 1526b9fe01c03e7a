import type { JsonObject } from '../../core/base/json'
import { type Recording, readRecordings } from '../../core/history/recordings/read'
import { prepareRun } from '../../core/run/prepare'
import { programOf } from '../../core/run/program'
import { replaying } from '../../core/run/replay/replay'
import { hostPorts } from '../../hosts/node/ports'
import { runExecution } from './runExecution'
import { withoutErasures } from './unerased'

/** A recorded execution of the checker. */
type Case = Parameters<typeof runExecution>[0] & {
  readonly expected: { readonly events?: readonly JsonObject[] }
  readonly wildcards: readonly string[]
  readonly history: string
  readonly source: { readonly recorded: string }
}

/**
 * Replays the execution of a case from its own history alone: what the case says besides (names, task results, objects) is not given. Undefined: it has no
 * history. Otherwise where the replay has left the recording, or `null`.
 */
export async function replayed(given: Case): Promise<unknown> {
  const { expected, definition, type, clock, wildcards, history, taskResults = [], s3Objects = [] } = given
  if (expected.events === undefined) return undefined
  const began = clock === undefined ? recordedAt(given.source.recorded) : Date.parse(clock)
  const ours = (await runExecution({ ...given, clock: new Date(began).toISOString(), taskResults, s3Objects })).events
  const events = withoutErasures(expected.events, ours as unknown as readonly JsonObject[], wildcards, history === 'erased')
  const recordings = readRecordings([JSON.stringify(events.map((event, i) => ({ ...event, timestamp: (began + i) / 1000 })))])
  if ('kind' in recordings) return recordings
  const [recording] = recordings as readonly [Recording]
  const prepared = prepareRun({ program: programOf(JSON.stringify(definition)), type, ...inputOf(recording) })
  if (prepared.kind === 'refused') return prepared.problems
  return replaying(prepared, recording, hostPorts({ seed: 'replay' })).replay!.left ?? null
}

const inputOf = ({ events }: Recording) => {
  const text = events[0]?.executionStartedEventDetails?.input
  return text === undefined ? {} : { input: { text } }
}

/** The recorder writes 18-04-2024, 06:18:29. */
function recordedAt(text: string): number {
  const [day, month, year] = text.split(/\D/).map(Number)
  return Date.UTC(year!, month! - 1, day)
}
