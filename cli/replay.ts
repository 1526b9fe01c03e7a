import { resolve } from 'node:path'
import type { Json, JsonObject } from '../core/base/json'
import { prettyText } from '../core/base/jsonText'
import { Lines } from '../core/base/lines'
import { placeOf } from '../core/base/place'
import { type Recording, readRecordings } from '../core/history/recordings/read'
import type { Execution, Left } from '../core/interpreter'
import { machinesOf } from '../core/model/graph'
import type { State } from '../core/model/machine'
import { Answerers } from '../core/run/answerers'
import { prepareRun, type Run } from '../core/run/prepare'
import { chooseRecording } from '../core/run/replay/choose'
import { follow } from '../core/run/replay/follow'
import { replaying } from '../core/run/replay/replay'
import { recordedRequest, unreplayable } from '../core/run/replay/request'
import { leftText } from '../core/run/replay/text'
import { endDifference, recordedBy } from '../core/run/saved/check'
import { isSavedRun } from '../core/run/saved/read'
import { askedAs, remade } from '../core/run/saved/resume'
import { begin } from '../hosts/node/begin'
import { reason } from '../hosts/node/files'
import { hostPorts } from '../hosts/node/ports'
import { openProgramFrom } from '../hosts/node/program'
import { type RecordingFile, recordingFiles } from '../hosts/node/recordings'
import { type Call, type ExitCode, UsageError } from './command'
import { excerpt } from './excerpt'
import { writeText } from './files'
import { placed, savedIn } from './redriving'
import { refuse } from './refuse'
import { reportPage } from './report/page'
import { reportOf, verdictOf } from './report/report'
import { guarded, inLine, paint, type Terminal, visible, visibleJson } from './terminal'

/** What a replay has come to. */
export interface Replayed {
  readonly recording: Recording
  readonly execution: Execution
  /** Events that have come as recorded. */
  readonly events: number
  /** Undefined: it agrees as far as it was to go. */
  readonly left: Left | undefined
}

/** `stepthrough replay`: 1 with the first divergence. */
export async function run(call: Call, terminal: Terminal): Promise<ExitCode> {
  const [named, ...more] = call.operands
  if (named === undefined || more.length > 0) throw new UsageError('replay needs one RUN or HISTORY; see stepthrough replay --help')
  const files = filesOf(terminal, named)
  const [only] = files
  const saved = only !== undefined && files.length === 1 && isSavedRun(only.text) ? again(only) : undefined
  const recording = saved?.recording ?? readRecording(call, named, files)
  const until = untilOf(call, recording)
  const definition = call.text('definition')
  if (saved !== undefined && definition === undefined)
    return finish(call, terminal, { ...saved, events: Math.min(saved.events, until) }, named, saved.run)
  if (definition === undefined) throw new UsageError(`${named} is a history, which has no definition: name it with --definition`)
  const { file, program } = await openProgramFrom(terminal.cwd, definition, call.text('state-machine-name'))
  const prepared = prepareRun({ program, ...recordedRequest(recording), ...machineName(call) })
  if (prepared.kind === 'refused') return refuse(call, terminal, { file, mockFile: undefined }, program, prepared.problems)
  const known = saved === undefined ? prepared : askedAs(prepared, saved.run)
  return finish(call, terminal, replay(replaying(known, recording, hostPorts({})), recording, until), file, prepared)
}

function finish(call: Call, terminal: Terminal, replayed: Replayed, file: string, run: Run): ExitCode {
  tell(call, terminal, replayed, file, run)
  return diverged(replayed.left) ? 1 : 0
}

const machineName = (call: Call) => {
  const name = call.text('state-machine-name')
  return name === undefined ? {} : { stateMachineName: name }
}

/** A saved run, made anew by what has come into it. Nobody is asked anything. */
function again(file: RecordingFile): Replayed & { readonly run: Run } {
  const { path } = file
  const saved = savedIn(file)
  const made = remade(saved, hostPorts({}))
  if (made.kind === 'refused') throw new UsageError(`${path}: its definition does not run: ${made.problems[0]?.message}`)
  const { run, execution } = made
  const difference = endDifference(saved, execution)
  const left: Left | undefined = difference && { kind: 'diverged', ...difference }
  const recording = recordedBy(execution)
  return { recording, execution, left, events: recording.events.length, run }
}

function readRecording(call: Call, named: string, files: readonly RecordingFile[]): Recording {
  const found = readRecordings(files.map(({ text }) => text))
  if ('kind' in found) {
    const { path, text } = files[found.text] ?? { path: named, text: '' }
    throw new UsageError(`${placed(path, text, found)} ${found.message}`)
  }
  const chosen = chooseRecording(found, call.text('execution'))
  if (typeof chosen === 'string') throw new UsageError(`${named}: ${chosen}${call.has('execution') ? '' : ' (--execution NAME)'}`)
  const problem = unreplayable(chosen)
  if (problem !== undefined) throw new UsageError(`${named}: ${problem}`)
  return chosen
}

function filesOf(terminal: Terminal, named: string) {
  try {
    const files = recordingFiles(resolve(terminal.cwd, named))
    if (files.length > 0) return files
  } catch (error) {
    throw new UsageError(`cannot read ${named}: ${reason(error)}`)
  }
  throw new UsageError(`${named} is a folder without files of a history`)
}

/** How many events are compared. */
function untilOf(call: Call, { events }: Recording): number {
  const text = call.text('until')
  if (text === undefined) return events.length
  const index = events.findIndex(({ id }) => String(id) === text)
  if (index < 0) throw new UsageError(`--until is the id of an event, ${events[0]!.id} to ${events.at(-1)!.id}, not "${text}"`)
  return index + 1
}

function replay(run: Run, recording: Recording, until: number): Replayed {
  const { answer: task } = new Answerers({ recorded: run.replay!.answer })
  const execution = begin(run, { task, folder: '/', seed: undefined })
  const left = follow(execution, until)
  return { recording, execution, left, events: Math.min(execution.followed?.events ?? 0, until) }
}

/** A recording that ends early agrees with what has run so far. */
const diverged = (left: Left | undefined): left is Extract<Left, { readonly kind: 'diverged' }> => left?.kind === 'diverged'

function tell(call: Call, terminal: Terminal, replayed: Replayed, file: string, run: Run): void {
  const report = call.text('report')
  if (report !== undefined) {
    const { execution, left, events, recording } = replayed
    const data = reportOf({ file, run, execution }, { ...verdictOf(left), events, recorded: recording.events.length })
    writeText(terminal, report, reportPage(data))
  }
  if (call.has('json')) {
    terminal.out(`${visibleJson(prettyText(jsonOf(replayed)))}\n`)
    return
  }
  const { left, events, recording, execution } = replayed
  const style = paint(terminal)
  if (!diverged(left)) {
    const status = execution.status === 'RUNNING' ? '' : `, ${execution.status}`
    const all =
      events === recording.events.length
        ? `all ${events} events`
        : `events up to ${recording.events[events - 1]?.id} of ${recording.events.length}`
    terminal.out(`${style('green', 'agrees')}: ${all}${status}\n`)
    return
  }
  terminal.out(`${style('red', 'differs')}: ${visible(leftText(left))}\n`)
  const state = stateNamed(run, left.state)
  if (state === undefined) return
  const lines = new Lines(run.document.text)
  const { line, column } = placeOf(lines, state.key)
  terminal.out(
    `\n${style('bold', guarded(`${inLine(file)}:${line}:${column}`))}\n${excerpt(terminal, run.document.text, lines, state.key, 'red')}`,
  )
}

/** Names of states are different throughout a definition. */
function stateNamed({ definition }: Run, name: string | undefined): State | undefined {
  for (const { states } of machinesOf(definition.machine)) {
    const state = name === undefined ? undefined : states.get(name)
    if (state !== undefined) return state
  }
  return undefined
}

function jsonOf({ left, events, recording, execution }: Replayed): JsonObject {
  const { status, output, error, cause } = execution
  const { kind: _, ...divergence } = diverged(left) ? left : { kind: undefined }
  return {
    agrees: !diverged(left),
    events,
    recorded: recording.events.length,
    status,
    ...(output !== undefined && { output }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    ...(diverged(left) && { divergence: { ...divergence, message: leftText(left) } as unknown as Json }),
  }
}
