import { type Json, setMember } from '../../base/json'
import type { TaskOutcome } from '../../interpreter/api'
import { noResults } from './failures'
import type { Pair } from './pairs'
import { redactJson } from './redact'

/** What has come back. Names of headers are in lower case. */
export interface HttpResponse {
  readonly status: number
  readonly statusText: string
  readonly headers: readonly Pair[]
  /** Undefined where it cannot be read as text. */
  readonly body: string | undefined
}

/** Bytes of the longest body. Source: Developer Guide, the Range header that Step Functions sends; "Service quotas". */
export const longestBody = 262_144
/** Source: API reference, TaskFailedEventDetails. */
const longestCause = 32_768

/** Types of which Step Functions makes no result. Source: Developer Guide, "Unsupported HTTP Task responses". */
const unsupported = /^(application\/octet-stream$|(image|video|audio)\/)/

/**
 * The task's result, or its failure: any status but 2xx is one, also a redirect, which is not followed. Its cause is the body, or the status's text where
 * there is none. `redact`: applied to all texts. Source: Developer Guide, "Call HTTPS APIs".
 */
export function outcomeOf(response: HttpResponse, redact: (text: string) => string): TaskOutcome {
  const { status, statusText, body } = response
  const type = contentType(response)
  if (status < 200 || status > 299) return noResults.status(status, redact(body || statusText).slice(0, longestCause))
  if (unsupported.test(type)) return noResults.contentType(type)
  if (body === undefined) return noResults.notText()
  const output = {
    Headers: headersOf(response.headers, redact),
    ...(body !== '' && { ResponseBody: bodyOf(body, type, redact) }),
    StatusCode: status,
    StatusText: redact(statusText),
  }
  return { kind: 'succeeded', output }
}

/** Without its parameters, in lower case. */
const contentType = ({ headers }: HttpResponse): string =>
  (headers.find(([name]) => name === 'content-type')?.[1] ?? '').split(';')[0]!.trim().toLowerCase()

function headersOf(headers: readonly Pair[], redact: (text: string) => string): Json {
  const lists: Record<string, Json> = {}
  const values = new Map<string, string[]>()
  for (const [name, value] of headers) {
    const known = values.get(name)
    if (known !== undefined) known.push(redact(value))
    else values.set(name, [redact(value)])
  }
  for (const [name, list] of values) setMember(lists, name, list)
  return lists
}

/** JSON where the type says so and it is some; else the text. */
function bodyOf(body: string, type: string, redact: (text: string) => string): Json {
  if (!/^(application|text)\/(.*\+)?json$/.test(type)) return redact(body)
  try {
    JSON.parse(body)
  } catch {
    return redact(body)
  }
  return JSON.parse(redactJson(body, redact))
}
