import type { Json } from '../../../../core/base/json'
import { type Recording, readRecordings } from '../../../../core/history/recordings/read'
import type { HistoryEvent } from '../../../../core/history/types'
import type { Execution } from '../../../../core/interpreter'
import { Answerers } from '../../../../core/run/answerers'
import { beginRun, prepareRun, type Run, type RunRequest } from '../../../../core/run/prepare'
import { programOf } from '../../../../core/run/program'
import { replaying } from '../../../../core/run/replay/replay'
import { recordedRequest } from '../../../../core/run/replay/request'
import { hostPorts } from '../../../../hosts/node/ports'
import type { Definition } from '../../interpreter/run'

/** What AWS would have written down of an execution. */
export function recordingOf(events: readonly HistoryEvent[] | Json): Recording {
  const found = readRecordings([JSON.stringify(events)])
  if ('kind' in found) throw new Error(found.message)
  return found[0]!
}

/** A run of a definition that follows a recording. */
export function runOf(definition: Definition, recording: Recording, more: Partial<RunRequest> = {}): Run {
  const run = prepareRun({ program: programOf(JSON.stringify(definition)), checked: true, ...recordedRequest(recording), ...more })
  if (run.kind === 'refused') throw new Error(run.problems.map(({ message }) => message).join('\n'))
  return replaying(run, recording, hostPorts({ seed: 'another' }))
}

/** Its execution at the beginning, as a host begins it. */
export function begun(run: Run): Execution {
  const { answer } = new Answerers({ mock: run.mock, recorded: run.replay!.answer })
  return beginRun(run, { ...hostPorts({ seed: 'a third' }), task: answer })
}

/** Without what a replay may have otherwise: nothing but the answers' source. */
export const replayed = (definition: Definition, recording: Recording) => begun(runOf(definition, recording))
