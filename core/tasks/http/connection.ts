import { matchConnection } from '../../config/match'
import type { Config, ConnectionEntry } from '../../config/types'
import { type NoResult, noResults } from './failures'
import type { Pair } from './pairs'
import type { Secret } from './redact'

/** What a connection adds to a call. */
export interface Added {
  readonly headers: readonly Pair[]
  readonly query: readonly Pair[]
  readonly body: readonly Pair[]
  /** What has been read from the environment for it. */
  readonly secrets: readonly Secret[]
}

type Environment = Readonly<Record<string, string | undefined>>

/** What the connection of an ARN adds here; what it needs of the environment is read now. */
export function addedBy(config: Pick<Config, 'connections'>, arn: string, environment: Environment): Added | NoResult {
  const found = matchConnection(config, arn)
  const name = /:connection\/([^/]+)/.exec(arn)?.[1] ?? arn
  if (found === undefined) return noResults.connection(name)
  return 'error' in found ? noResults.ambiguous(found.error) : expanded(found.entry, name, environment)
}

function expanded(entry: ConnectionEntry, connection: string, environment: Environment): Added | NoResult {
  const secrets = new Map<string, Secret>()
  let unset: string | undefined
  const expand = (value: string) =>
    value.replace(/\$\{([^{}]+)\}/g, (written, name: string) => {
      const read = Object.hasOwn(environment, name) ? environment[name] : undefined
      if (read === undefined) unset ??= name
      else secrets.set(name, { written, value: read })
      return read ?? ''
    })
  const pairs = (object: Readonly<Record<string, string>>) => Object.entries(object).map(([name, value]): Pair => [name, expand(value)])
  const added = { headers: pairs(entry.headers), query: pairs(entry.queryParameters), body: pairs(entry.bodyParameters) }
  return unset === undefined ? { ...added, secrets: [...secrets.values()] } : noResults.variable(connection, unset)
}
