import { isArray, isObject, type Json, type JsonObject } from '../../core/base/json'

/** Members of details that are JSON texts, which the recorder has read. */
const payloads = new Set(['input', 'output', 'parameters'])

/**
 * The events of a recording as AWS has sent them, as far as its recorder has not kept them: JSON texts, and what it has put placeholders for (times, ids, values that
 * differ each time), which are those of a run here. `erased`: it has also taken the ids of events inside of a Parallel state away, and lost the event before its
 * exit.
 */
export function withoutErasures(
  recorded: readonly JsonObject[],
  ours: readonly JsonObject[],
  wildcards: readonly string[],
  erased: boolean,
): JsonObject[] {
  const whole = erased ? withIds(recorded, ours) : recorded
  const own = new Map(ours.map((event) => [event.id, event]))
  return whole.map((event) => sent(filled(event, own.get(event.id!), wildcards) as JsonObject, own.get(event.id!) ?? {}))
}

function withIds(recorded: readonly JsonObject[], ours: readonly JsonObject[]): JsonObject[] {
  const left = new Set(recorded)
  return ours.map(({ timestamp: _, ...own }) => {
    const { id = null, previousEventId = null } = own
    const found = [...left].find((event) => event.id === id) ?? [...left].find((event) => event.id === undefined && isLike(event, own))
    if (found === undefined) return own
    left.delete(found)
    return { id, previousEventId, ...found }
  })
}

const isLike = (event: JsonObject, own: JsonObject): boolean => event.type === own.type && nameIn(event) === nameIn(own)

const nameIn = (event: JsonObject): string =>
  JSON.stringify(Object.values(event).flatMap((each) => (isObject(each) ? [each.name ?? null, each.index ?? null] : [])))

/** With our texts in the place of placeholders. */
function filled(value: Json, own: Json | undefined, wildcards: readonly string[]): Json {
  const inner = typeof own === 'string' && typeof value !== 'string' ? parsed(own) : own
  if (isArray(value)) return value.map((each, i) => filled(each, isArray(inner) ? inner[i] : undefined, wildcards))
  if (isObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, filled(each, isObject(inner) ? inner[name] : undefined, wildcards)]),
    )
  if (typeof value !== 'string' || inner === undefined || isObject(inner) || isArray(inner)) return value
  return /^"?date"?$/.test(value) || wildcards.some((each) => value.includes(each)) ? inner : value
}

function sent(event: JsonObject, own: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(event).map(([name, value]) => [name, isObject(value) ? details(value, own[name]) : value]))
}

function details(members: JsonObject, own: Json | undefined): Json {
  const ownMember = (name: string) => (isObject(own) ? own[name] : undefined)
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => {
      if (name === 'assignedVariables' && isObject(value))
        return [name, Object.fromEntries(Object.entries(value).map(([variable, each]) => [variable, text(each)]))]
      // a cause is a text of whoever has said it: how it is spaced is not known of its value
      if (name === 'cause' && isObject(value)) return [name, ownMember(name) ?? text(value)]
      return [name, payloads.has(name) ? text(value) : value]
    }),
  )
}

const text = (value: Json) => (typeof value === 'string' ? value : JSON.stringify(value))

function parsed(own: string): Json {
  try {
    return JSON.parse(own) as Json
  } catch {
    return own
  }
}
