import { isArray, isObject, type Json, type JsonObject } from '../base/json'
import { type nearest, nearestOften } from '../base/nearest'
import type { ResultMember, ResultType } from './resultTypes'

/** How strictly a value is held against what an API answers. */
export interface Strictness {
  /** Whether members that the API always answers with have to be there. */
  readonly required: boolean
  /** What becomes of members that the API does not know. `misspelt`: those are wrong that are nearly the name of one that is missing. */
  readonly unknown: 'allowed' | 'misspelt' | 'refused'
  /** Optimised integrations hand on times as milliseconds, and have names of their own for some members. */
  readonly optimised: boolean
}

/** Where a value is not what the API answers. */
export interface Mismatch {
  /** From the value: names of members and indices from 0. Of a member that is missing: those of the object that lacks it. */
  readonly steps: readonly (string | number)[]
  /** The name of the innermost member of the API on the way there; empty for the value itself. */
  readonly field: string
  readonly problem: MismatchProblem
}

/** What is wrong there. `near`: the member or value that was most likely meant. */
export type MismatchProblem =
  | { readonly kind: 'missing'; readonly name: string }
  | { readonly kind: 'unknown'; readonly name: string; readonly near: string | undefined }
  | { readonly kind: 'type'; readonly wanted: 'object' | 'array' | 'string' | 'number' | 'boolean' }
  | { readonly kind: 'short' | 'less'; readonly min: number }
  | { readonly kind: 'long' | 'more'; readonly max: number }
  | { readonly kind: 'value'; readonly value: string; readonly allowed: readonly string[]; readonly near: string | undefined }

/** The way to a value, from its end. */
interface Way {
  readonly step: string | number
  readonly up: Way | undefined
}

/** What is still to be looked at. */
interface Work {
  readonly type: ResultType
  readonly value: Json
  readonly way: Way | undefined
  readonly field: string
}

/** Misspelt names for which the nearest is looked for. */
const mostNear = 50

/**
 * Where a value is not of the type of an API's answer, in the order of the value, at any depth; what an object lacks, and what the API does not know in it,
 * comes before the rest. Lazily: who wants the first alone asks for no more.
 */
export function* mismatches(type: ResultType, value: Json, strictness: Strictness): Generator<Mismatch, void> {
  const work: Work[] = [{ type, value, way: undefined, field: '' }]
  const near = nearestOften(mostNear)
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    const wanted = wantedOf(at, strictness)
    const found = wanted === undefined ? boundsProblem(at, near) : ({ kind: 'type', wanted } as const)
    if (found !== undefined) {
      yield { steps: stepsOf(at.way), field: at.field, problem: found }
      continue
    }
    if (at.type.kind !== 'object') {
      work.push(...itemsOf(at))
      continue
    }
    const { known, inner } = membersOf(at.type, at.value as JsonObject, at.way)
    if (strictness.required)
      for (const each of at.type.members)
        if (each.required && !known.has(each))
          yield { steps: stepsOf(at.way), field: at.field, problem: { kind: 'missing', name: nameOf(each, strictness) } }
    if (strictness.unknown !== 'allowed') yield* unknownMembers(at, known, strictness, near)
    work.push(...inner)
  }
}

/** The name that a member has where a task hands it on. */
const nameOf = ({ name, apiName }: ResultMember, { optimised }: Strictness): string => (optimised ? apiName : name)

function wantedOf({ type, value }: Work, { optimised }: Strictness): Extract<MismatchProblem, { kind: 'type' }>['wanted'] | undefined {
  switch (type.kind) {
    case 'any':
      return undefined
    case 'object':
    case 'map':
      return isObject(value) ? undefined : 'object'
    case 'array':
      return isArray(value) ? undefined : 'array'
    case 'string':
      return typeof value === 'string' || (type.time && optimised && typeof value === 'number') ? undefined : 'string'
    default:
      return typeof value === type.kind ? undefined : type.kind
  }
}

function boundsProblem({ type, value }: Work, near: typeof nearest): MismatchProblem | undefined {
  if (type.kind === 'string' && typeof value === 'string') {
    const { min, max, allowed } = type
    if (min !== undefined && value.length < min) return { kind: 'short', min }
    if (max !== undefined && value.length > max) return { kind: 'long', max }
    if (allowed !== undefined && !allowed.includes(value)) return { kind: 'value', value, allowed, near: near(value, allowed) }
  }
  if (type.kind === 'number' && typeof value === 'number') {
    const { min, max } = type
    if (min !== undefined && value < min) return { kind: 'less', min }
    if (max !== undefined && value > max) return { kind: 'more', max }
  }
  return undefined
}

/** The items of a list or map, the last first: the first of them is taken next. */
function itemsOf({ type, value, way, field }: Work): Work[] {
  if (type.kind !== 'array' && type.kind !== 'map') return []
  const item = type.item()
  const entries: readonly (readonly [string | number, Json])[] = isArray(value) ? [...value.entries()] : Object.entries(value as JsonObject)
  return entries.map(([step, each]) => ({ type: item, value: each, way: { step, up: way }, field })).reverse()
}

const byName = new WeakMap<ResultType, ReadonlyMap<string, ResultMember>>()

function namesOf(type: ResultType & { readonly kind: 'object' }): ReadonlyMap<string, ResultMember> {
  let names = byName.get(type)
  if (names === undefined) {
    names = new Map(type.members.flatMap((each) => [each.apiName, each.name].map((name) => [name, each] as const)))
    byName.set(type, names)
  }
  return names
}

/** The members that the API knows: which are there, and what is to be looked at of them, the last first. */
function membersOf(type: ResultType & { readonly kind: 'object' }, value: JsonObject, way: Way | undefined) {
  const names = namesOf(type)
  const known = new Set<ResultMember>()
  const inner: Work[] = []
  for (const [name, each] of Object.entries(value)) {
    const found = names.get(name)
    if (found === undefined) continue
    known.add(found)
    inner.push({ type: found.type(), value: each, way: { step: name, up: way }, field: name })
  }
  return { known, inner: inner.reverse() }
}

function* unknownMembers(
  { type, value, way, field }: Work,
  known: ReadonlySet<ResultMember>,
  strictness: Strictness,
  near: typeof nearest,
): Generator<Mismatch, void> {
  if (type.kind !== 'object') return
  const names = namesOf(type)
  let missing: readonly string[] | undefined
  for (const name of Object.keys(value as JsonObject)) {
    if (names.has(name)) continue
    missing ??= type.members.filter((each) => !known.has(each)).map((each) => nameOf(each, strictness))
    const suggestion = near(name, missing)
    if (strictness.unknown === 'refused' || suggestion !== undefined)
      yield { steps: [...stepsOf(way), name], field, problem: { kind: 'unknown', name, near: suggestion } }
  }
}

function stepsOf(way: Way | undefined): (string | number)[] {
  const steps: (string | number)[] = []
  for (let at = way; at !== undefined; at = at.up) steps.push(at.step)
  return steps.reverse()
}
