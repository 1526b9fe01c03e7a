import { isGlob, matchesGlob } from './glob'
import { agrees, kinds, type Reference, readReference, spellings, type Where } from './reference'
import type { Config, ConnectionEntry, Entries, FunctionEntry } from './types'

/** The entry that answers, and its key; or a sentence: two globs of one length match. Undefined: none answers. */
export type Match<T> =
  | { readonly key: string; readonly entry: T }
  | { readonly error: string; readonly keys: readonly [string, string] }
  | undefined

/** Where the things of a run are that nobody says more of, as the ARNs of its context object have it. */
const here: Where = { region: 'us-east-1', account: '123456789012' }

/**
 * The entry for a function: its name, ARN, ARN with a qualifier, or a part of an ARN. `qualifier`: as lambda:invoke has it beside the name. An exact key
 * comes before a glob, the longer before the shorter; a bare name covers every qualifier.
 */
export function matchFunction(
  { functions }: Pick<Config, 'functions'>,
  called: string,
  qualifier?: string,
  where = here,
): Match<FunctionEntry> {
  const reference = readReference(called, kinds.function)
  return match(functions, called, qualifier === undefined ? reference : { ...reference, qualifier }, kinds.function, where)
}

/** The definition's file for a state machine, by its name or ARN, also that of a version or an alias. */
export const matchStateMachine = ({ stateMachines }: Pick<Config, 'stateMachines'>, called: string, where = here): Match<string> =>
  match(stateMachines, called, readReference(called, kinds.stateMachine), kinds.stateMachine, where)

/** What a connection adds, by its name or ARN. */
export const matchConnection = ({ connections }: Pick<Config, 'connections'>, called: string, where = here): Match<ConnectionEntry> =>
  match(connections, called, readReference(called, kinds.connection), kinds.connection, where)

/** The address at which the workers of an activity poll, by its name or ARN. */
export const matchActivity = ({ activities }: Pick<Config, 'activities'>, called: string, where = here): Match<string> =>
  match(activities, called, readReference(called, kinds.activity), kinds.activity, where)

/** The URL with what stands here for its beginning; undefined where nothing does. The longest beginning counts. */
export function standIn({ http }: Pick<Config, 'http'>, url: string): string | undefined {
  let longest: string | undefined
  for (const prefix of http.keys()) if (beginsWith(url, prefix) && prefix.length > (longest?.length ?? -1)) longest = prefix
  return longest === undefined ? undefined : http.get(longest)! + url.slice(longest.length)
}

/** A beginning without a path is a whole host: https://api.example.com is not that of https://api.example.community/. */
const beginsWith = (url: string, prefix: string): boolean =>
  url.startsWith(prefix) && (!/^https?:\/\/[^/?#]*$/i.test(prefix) || /^([/?#]|$)/.test(url.slice(prefix.length)))

/** The name of a function alone, of whichever way it is called. */
export const functionName = (called: string): string => readReference(called, kinds.function).name

type Kind = (typeof kinds)[keyof typeof kinds]

/** A longer text is no name of AWS, and nobody's: globs would take long to say so. */
const longest = 2048

function match<T>(entries: Entries<T>, called: string, reference: Reference, kind: Kind, where: Where): Match<T> {
  if (called.length > longest) return undefined
  return exact(entries, called, reference, kind) ?? byGlob(entries, called, reference, kind, where)
}

function exact<T>(entries: Entries<T>, called: string, reference: Reference, kind: Kind): Match<T> {
  let found: string | undefined
  for (const key of entries.keys()) {
    if (isGlob(key) || key.length <= (found?.length ?? 0)) continue
    if (key === called || agrees(readReference(key, kind), reference)) found = key
  }
  return found === undefined ? undefined : { key: found, entry: entries.get(found)! }
}

function byGlob<T>(entries: Entries<T>, called: string, reference: Reference, kind: Kind, where: Where): Match<T> {
  const names = [called, ...spellings(reference, kind, where)]
  const matching = [...entries.keys()].filter((key) => isGlob(key) && names.some((name) => matchesGlob(key, name)))
  const [first, second] = matching.sort((a, b) => b.length - a.length)
  if (first === undefined) return undefined
  if (second?.length === first.length)
    return {
      error: `"${first}" and "${second}" of stepthrough.json both match "${reference.name}", and neither is longer.`,
      keys: [first, second],
    }
  return { key: first, entry: entries.get(first)! }
}
