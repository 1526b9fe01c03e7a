import { isObject, type Json, type JsonObject, member } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import { type NoResult, noResults } from './failures'
import { arrayFormats, encodeForm } from './form'
import { forbiddenAmong } from './headers'
import { type Pair, pairsOf } from './pairs'

/** What an HTTP task asks for, before its connection is merged in. Source: Developer Guide, "Call HTTPS APIs", "HTTP Task fields". */
export interface HttpTask {
  readonly endpoint: string
  readonly method: string
  /** The ARN of its connection. */
  readonly connection: string
  readonly headers: readonly Pair[]
  readonly query: readonly Pair[]
  /** Undefined: there is none. */
  readonly body: Json | undefined
  /** How a body is sent that is not a text. Undefined: it would be too long. */
  readonly encode: (body: Json) => string | undefined
}

const methods: ReadonlySet<Json> = new Set(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])

/** Reads the effective input of the task. What AWS would refuse is a failure in its form. */
export function readTask(input: Json): HttpTask | NoResult {
  if (!isObject(input)) return noResults.missing(input, 'ApiEndpoint')
  const endpoint = member(input, 'ApiEndpoint')
  const method = member(input, 'Method')
  const connection = connectionOf(input)
  if (endpoint === undefined) return noResults.missing(input, 'ApiEndpoint')
  if (method === undefined) return noResults.missing(input, 'Method')
  if (connection === undefined) return noResults.missing(input, 'ConnectionArn')
  if (typeof endpoint !== 'string') return noResults.malformed(input, 'ApiEndpoint')
  if (typeof method !== 'string' || !methods.has(method)) return noResults.malformed(input, 'Method')
  if (typeof connection !== 'string') return noResults.malformed(input, 'ConnectionArn')
  const headers = pairsOf(member(input, 'Headers') ?? {})
  if (headers === undefined) return noResults.malformed(input, 'Headers')
  const forbidden = forbiddenAmong(headers)
  if (forbidden !== undefined) return noResults.forbiddenHeader(forbidden)
  const query = queryOf(member(input, 'QueryParameters') ?? {})
  if (query === undefined) return noResults.malformed(input, 'QueryParameters')
  const encode = encodingOf(member(input, 'Transform') ?? {})
  if (encode === undefined) return noResults.malformed(input, 'Transform')
  return { endpoint, method, connection, headers, query, body: member(input, 'RequestBody'), encode }
}

/** InvocationConfig is the newer name of Authentication. */
function connectionOf(input: JsonObject): Json | undefined {
  for (const name of ['InvocationConfig', 'Authentication']) {
    const config = member(input, name)
    const arn = config !== undefined && isObject(config) ? member(config, 'ConnectionArn') : undefined
    if (arn !== undefined) return arn
  }
  return undefined
}

/** A query as a text is in the form in which it stands in a URL. */
function queryOf(value: Json): readonly Pair[] | undefined {
  if (typeof value !== 'string') return pairsOf(value)
  const parts = value.replace(/^\?/, '').split('&')
  return parts
    .filter((part) => part !== '')
    .map((part): Pair => {
      const [, name, text] = /^([^=]*)=?(.*)$/s.exec(part)!
      return [decoded(name!), decoded(text!)]
    })
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

function encodingOf(transform: Json): HttpTask['encode'] | undefined {
  if (!isObject(transform)) return undefined
  const encoding = member(transform, 'RequestBodyEncoding') ?? 'NONE'
  if (encoding === 'NONE') return jsonText
  const options = member(transform, 'RequestEncodingOptions') ?? {}
  const format = isObject(options) ? (member(options, 'ArrayFormat') ?? arrayFormats[0]!) : undefined
  if (encoding !== 'URL_ENCODED' || typeof format !== 'string' || !arrayFormats.includes(format)) return undefined
  return (body) => encodeForm(body, format)
}
