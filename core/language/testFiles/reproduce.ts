import { chanceOf } from '../../base/chance'
import { changesBetween } from '../../base/changes'
import { isArray, isObject, type Json, type JsonObject, member, setMember } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import type { Execution, Ports } from '../../interpreter'
import type { AslDocument, Definition } from '../../model/document'
import { beginRun, prepareRun } from '../../run/prepare'
import { enteredAtTop } from '../../run/visits'

/** A run as a case of a test file has it. */
export interface CaseOfRun {
  readonly document: AslDocument
  readonly definition: Definition
  readonly input: Json
  readonly mocks: JsonObject
  readonly variables: JsonObject | undefined
  readonly context: JsonObject | undefined
  /** When the run began: milliseconds since the epoch. */
  readonly startTime: number
}

/** What a run may ask of its computer. Without a hash of its own none is compared. */
export type RunPorts = Partial<Pick<Ports, 'hash' | 'readItems' | 'writeResults'>>

/** How an execution ended. `path`: the states of the top level, in order. */
export interface RunEnd extends Pick<Execution, 'status' | 'output' | 'error' | 'cause'> {
  readonly path: readonly string[]
}

/** What of the end of a run comes again when its case runs. */
export interface Reproduced {
  /** It does not end in the same way, or is not known to. */
  readonly isOther: boolean
  /** It depends on when it begins. */
  readonly needsTime: boolean
  /** The output is the same each time. */
  readonly isWhole: boolean
  /** What is the same each time of the output; undefined: nothing. */
  readonly stable: Json | undefined
  readonly isCauseStable: boolean
}

const day = 86_400_000
/** Steps of an execution that is tried out. */
const mostSteps = 200_000
/** What stands for a hash, which nobody makes here. */
const hashed = '\u0000hash'

/**
 * Runs the case of a run, at the time of the run and at another one, with one chance and with another, and tells what comes out as it did. `isOurs`: its chance is
 * had again by its seed.
 */
export async function reproduce(made: CaseOfRun, ended: RunEnd, isOurs: boolean, ports: RunPorts): Promise<Reproduced> {
  const now = await tried(made, made.startTime, 1, ports)
  if (now === undefined || !isSameWay(now, ended))
    return { isOther: true, needsTime: true, isWhole: true, stable: ended.output, isCauseStable: true }
  const later = await tried(made, made.startTime + day, 1, ports)
  const otherwise = await tried(made, made.startTime, 2, ports)
  const chance = leaves(now.output, otherwise?.output)
  const isHashed = ({ value }: Leaf) => value !== undefined && jsonText(value).includes('\\u0000hash')
  const missed = leaves(ended.output, now.output, now.output).filter((leaf) => !isHashed(leaf) && !(isOurs && has(chance, leaf)))
  const unstable = isOurs ? missed : [...missed, ...chance]
  const byTime = leaves(now.output, later?.output).filter((leaf) => !has(unstable, leaf))
  const isWhole = unstable.length === 0
  return {
    isOther: false,
    needsTime: byTime.length > 0 || later === undefined || !isSameWay(now, later) || now.cause !== later.cause,
    isWhole,
    stable:
      isWhole || ended.output === undefined
        ? ended.output
        : without(
            ended.output,
            unstable.map(({ steps }) => steps),
          ),
    isCauseStable: now.cause === ended.cause && (isOurs || otherwise?.cause === now.cause),
  }
}

const isSameWay = (one: RunEnd, other: RunEnd): boolean =>
  one.status === other.status && one.error === other.error && jsonText(one.path) === jsonText(other.path)

async function tried(
  { document, definition, input, startTime: _, ...given }: CaseOfRun,
  startTime: number,
  chance: number,
  ports: RunPorts,
): Promise<RunEnd | undefined> {
  const { mocks, variables, context } = given
  const run = prepareRun({
    program: { document, definition },
    input: { value: input },
    mocks,
    startTime,
    checked: true,
    ...(variables && { variables }),
    ...(context && { context }),
  })
  if (run.kind === 'refused') return undefined
  const execution = beginRun(run, {
    ...chanceOf(chance),
    task: (call) => run.mock?.(call) ?? { kind: 'unanswered', cause: '' },
    hash: () => hashed,
    ...ports,
  })
  for (let i = 0; i < mostSteps && execution.status === 'RUNNING'; i++) {
    const waiting = execution.step()
    if (waiting !== undefined) await waiting
  }
  return execution.status === 'RUNNING' ? undefined : { ...endOf(execution), path: enteredAtTop(execution.history).map(({ name }) => name) }
}

const endOf = ({ status, output, error, cause }: Execution) => ({ status, output, error, cause })

/** A place at which two outputs differ, and what a third has there. */
interface Leaf {
  readonly steps: readonly (string | number)[]
  readonly value: Json | undefined
}

/** More differences than these are a difference of the whole. */
const mostLeaves = 1000

function leaves(before: Json | undefined, after: Json | undefined, third: Json | undefined = after): Leaf[] {
  if (before === undefined && after === undefined) return []
  if (before === undefined || after === undefined) return [{ steps: [], value: third }]
  const { list, more } = changesBetween(before, after, mostLeaves)
  return more ? [{ steps: [], value: third }] : list.map(({ steps, after }) => ({ steps, value: after }))
}

/** Whether a place is one of others, or inside of one. */
const has = (all: readonly Leaf[], { steps }: Leaf): boolean =>
  all.some((leaf) => leaf.steps.length <= steps.length && leaf.steps.every((step, i) => step === steps[i]))

/** A value without what is at some places: without the member around each. Undefined where nothing is left. */
function without(value: Json, places: readonly (readonly (string | number)[])[]): Json | undefined {
  let left: Json | undefined = value
  for (const place of places) {
    const names = place.findLastIndex((step) => typeof step === 'string')
    left = left === undefined || names < 0 ? undefined : removed(left, place.slice(0, names + 1))
  }
  return left
}

function removed(value: Json, [step, ...rest]: readonly (string | number)[]): Json {
  if (isArray(value) && typeof step === 'number') return value.map((item, i) => (i === step ? removed(item, rest) : item))
  if (!isObject(value) || typeof step !== 'string') return value
  const made: Record<string, Json> = {}
  for (const name of Object.keys(value))
    if (name !== step) setMember(made, name, member(value, name)!)
    else if (rest.length > 0) setMember(made, name, removed(member(value, name)!, rest))
  return made
}
