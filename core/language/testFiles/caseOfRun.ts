import { type Json, type JsonObject, setMember } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import { kindOf } from '../../history/events'
import { timeOf } from '../../history/read'
import { detailsOf, payloadValue } from '../../history/types'
import type { AslDocument, Definition } from '../../model/document'
import { readTime } from '../../run/settings'
import { answersToAsk, type RunEvent } from '../mockFiles/recordRun'
import { type CaseOfRun, type Reproduced, type RunEnd, type RunPorts, reproduce } from './reproduce'

/** What a run is begun with beside its input, as a case of a test file has it too. */
export interface RunGiven {
  readonly startTime?: string | number | undefined
  readonly seed?: string | number | undefined
  readonly variables?: JsonObject | undefined
  readonly context?: JsonObject | undefined
}

/** A run that becomes a case. */
export interface RunToRecord {
  readonly name: string
  /** What has run; undefined: it is not known. */
  readonly ran: { readonly document: AslDocument; readonly definition: Definition } | undefined
  readonly given: RunGiven
  /** Others have recorded it: what came by chance does not come again. */
  readonly isForeign: boolean
  readonly events: readonly RunEvent[]
  /** Of the child executions of distributed Maps, in the order in which they ended. */
  readonly within: readonly (readonly RunEvent[])[]
}

/** States on the way of a run that a person still reads. */
const longestPath = 200

/** The case, and what a person is to know of it, in a sentence; a text alone: why there is none. */
export async function caseOf(test: RunToRecord, ports: RunPorts): Promise<{ readonly json: JsonObject; readonly note?: string } | string> {
  const { events, given, name, ran, isForeign } = test
  const input = inputOf(test)
  if (input === undefined) return 'The input of this run is not known whole.'
  const mocks = mocksOf(test)
  const { variables, context, seed } = given
  const ended = endOf(test)
  const startTime = given.startTime === undefined ? timeOf(events[0]!.event) : readTime(given.startTime)
  const tried: CaseOfRun | undefined = ran && { ...ran, input, mocks, variables, context, startTime }
  const again = ended && tried && (await reproduce(tried, ended, !isForeign, ports))
  const isTimed = given.startTime !== undefined || again?.needsTime
  const json = {
    name,
    input,
    ...(Object.keys(mocks).length > 0 && { mocks }),
    ...(variables !== undefined && { variables }),
    ...(context !== undefined && { context }),
    ...(isTimed && isTime(startTime) && { startTime: given.startTime ?? new Date(startTime).toISOString() }),
    ...(seed !== undefined && { seed }),
    ...(ended !== undefined && { expect: expectationOf(ended, again, ran !== undefined) }),
  }
  const note = again?.isOther
    ? 'By the answers of its tasks alone the run comes to something else: somebody has changed it, or it did what its history does not tell.'
    : undefined
  return { json, ...(note !== undefined && { note }) }
}

/** What a Date can hold. */
const isTime = (milliseconds: number): boolean => Math.abs(milliseconds) <= 8.64e15

/** Undefined where the history has only its beginning. */
function inputOf({ events }: RunToRecord): Json | undefined {
  const first = events.find(({ event }) => event.type === 'ExecutionStarted')
  const { input, inputDetails } = first === undefined ? {} : detailsOf(first.event)
  return input === undefined || inputDetails?.truncated ? undefined : payloadValue(input)
}

/** The answers of each state: one alone stands for all attempts, several are told by attempt, those that are the same together. */
function mocksOf({ events, within, ran }: RunToRecord): JsonObject {
  const states = new Map<string, Json[]>()
  const answers = [...answersToAsk(events, ran?.definition.machine), ...within.flatMap((child) => answersToAsk(child, undefined))]
  for (const { stateName, answer } of answers) {
    const answers = states.get(stateName)
    if (answers === undefined) states.set(stateName, [answer as Json])
    else answers.push(answer as Json)
  }
  const mocks: Record<string, Json> = {}
  for (const [name, answers] of states) setMember(mocks, name, byAttempt(answers))
  return mocks
}

function byAttempt(answers: readonly Json[]): Json {
  const runs: { first: number; last: number; readonly answer: Json; readonly text: string }[] = []
  for (const [i, answer] of answers.entries()) {
    const text = jsonText(answer)
    const before = runs.at(-1)
    if (before?.text === text) before.last = i
    else runs.push({ first: i, last: i, answer, text })
  }
  if (runs.length === 1) return runs[0]!.answer
  return Object.fromEntries(runs.map(({ first, last, answer }) => [first === last ? String(first) : `${first}-${last}`, answer]))
}

const statuses = { succeeded: 'SUCCEEDED', timedOut: 'TIMED_OUT', failed: 'FAILED' } as const

/** What came of it; undefined where it has not ended by itself. */
function endOf({ events, ran }: RunToRecord): RunEnd | undefined {
  const last = events.at(-1)?.event
  const kind = last && kindOf(last.type)
  if (last === undefined || kind?.span !== 'execution' || kind.role !== 'closes' || kind.outcome === 'aborted') return undefined
  const { output, outputDetails, error, cause } = detailsOf(last)
  const states = ran?.definition.machine.states
  return {
    status: statuses[(kind.outcome ?? 'failed') as keyof typeof statuses] ?? 'FAILED',
    output: output === undefined || outputDetails?.truncated ? undefined : payloadValue(output),
    error,
    cause: kind.outcome === 'failed' ? cause : undefined,
    path: events.flatMap(({ event, state }) => {
      const kind = kindOf(event.type)
      return kind?.span === 'state' && kind.role === 'opens' && state !== undefined && states?.has(state) ? [state] : []
    }),
  }
}

function expectationOf(ended: RunEnd, again: Reproduced | undefined, hasPath: boolean): JsonObject {
  const { status, output, error, cause, path } = ended
  const stable = again === undefined ? output : again.stable
  return {
    status,
    ...(stable !== undefined && { [again?.isWhole === false ? 'outputContains' : 'output']: stable }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && again?.isCauseStable !== false && { cause: literalCause(cause) }),
    ...(hasPath && path.length <= longestPath && { path }),
  }
}

/** A cause that reads like a regular expression is one that matches it alone. */
const literalCause = (cause: string): string =>
  /^\/.+\/[a-z]*$/s.test(cause) ? `/^${cause.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}$/` : cause
