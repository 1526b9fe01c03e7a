import { isObject, type Json, type JsonObject } from '../../base/json'
import type { Added } from './connection'
import { type NoResult, noResults } from './failures'
import { encodePairs } from './form'
import { defaultContentType, malformedAmong, withOwn } from './headers'
import { type Pair, without } from './pairs'
import type { Target } from './target'
import type { HttpTask } from './task'

/** A request as it is sent, but for the headers that frame it. */
export interface HttpRequest {
  readonly protocol: 'http' | 'https'
  readonly method: string
  readonly url: string
  readonly headers: readonly Pair[]
  readonly body: string | undefined
}

/** `shown`: the same without what the connection has added. */
export interface Requests {
  readonly sent: HttpRequest
  readonly shown: HttpRequest
}

/**
 * Merges what the connection adds: where both name a header, a query parameter or a member of the body, that of the connection counts.
 * Source: Developer Guide, "Merging EventBridge connection and HTTP Task definition data".
 */
export function requestsOf(task: HttpTask, added: Added, target: Target, region: string): Requests | NoResult {
  const headers = without(task.headers, added.headers, (name) => name.toLowerCase())
  const query = without(task.query, added.query, (name) => name)
  const whole = added.body.length > 0
  if (whole && task.body !== undefined && !isObject(task.body)) return noResults.bodies()
  const own = whole ? Object.entries((task.body ?? {}) as JsonObject).filter(([name]) => !added.body.some(([key]) => key === name)) : []
  const object = (members: readonly (readonly [string, Json])[]) => Object.fromEntries(members) as JsonObject
  const malformed = malformedAmong([...headers, ...added.headers])
  if (malformed !== undefined) return noResults.malformedHeader(malformed)
  const textOf = (body: Json | undefined) => (body === undefined || typeof body === 'string' ? body : (task.encode(body) ?? null))
  const sentBody = textOf(whole ? object([...own, ...added.body]) : task.body)
  const shownBody = textOf(!whole || task.body === undefined ? task.body : object(own))
  if (sentBody === null || shownBody === null) return noResults.tooLong()
  const request = (more: { headers: readonly Pair[]; query: readonly Pair[] }, body: string | undefined): HttpRequest => ({
    protocol: target.protocol,
    method: task.method,
    url: withQuery(target.url, [...query, ...more.query]),
    headers: withOwn([...headers, ...more.headers], region),
    body,
  })
  return { sent: request(added, sentBody), shown: request({ headers: [], query: [] }, shownBody) }
}

/** The headers that go out with a request. */
export const sentHeaders = ({ headers, body }: HttpRequest): readonly Pair[] =>
  body === undefined ? headers : [...headers, ...defaultContentType(headers)]

function withQuery(url: string, query: readonly Pair[]): string {
  if (query.length === 0) return url
  const mark = !url.includes('?') ? '?' : /[?&]$/.test(url) ? '' : '&'
  return `${url}${mark}${encodePairs(query)}`
}
