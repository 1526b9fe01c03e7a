import * as http from 'node:http'
import * as https from 'node:https'
import type { RealTime } from '../../../../core/run/attempt'
import type { Pair } from '../../../../core/tasks/http/pairs'
import { type HttpRequest, sentHeaders } from '../../../../core/tasks/http/request'
import { type HttpResponse, longestBody } from '../../../../core/tasks/http/response'
import { lookUp } from '../lookup'

/** What came of a call. `socket`: the code of the error by which it ended. */
export type Sent =
  | { readonly kind: 'response'; readonly response: HttpResponse }
  /** Its body is longer than a result can be. */
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'timedOut' }
  | { readonly kind: 'socket'; readonly code: string }

/** Milliseconds for all of a call. Source: Developer Guide, "Quotas related to HTTP Task". */
const longest = 60_000

/** A call that is under way. */
export interface Sending {
  /** Never rejects. */
  readonly sent: Promise<Sent>
  /** Closes the socket. */
  cancel(): void
}

/** Sends a request over a connection of its own, without a proxy; redirects are not followed. */
export function send(request: HttpRequest, after: RealTime['after']): Sending {
  let cancel = () => {}
  const sent = new Promise<Sent>((resolve) => {
    const { protocol, method, url, body = '' } = request
    const outgoing = (protocol === 'https' ? https : http).request(url, { method, agent: false, lookup: lookUp })
    const end = (came: Sent) => {
      stop()
      outgoing.destroy()
      resolve(came)
    }
    const stop = after(longest, () => end({ kind: 'timedOut' }))
    cancel = () => end({ kind: 'socket', code: 'ECONNABORTED' })
    let responds = false
    // a server may answer before it has read all; an error of the response is told by it
    outgoing.on('error', (error) => responds || end({ kind: 'socket', code: codeOf(error) }))
    outgoing.on('response', (incoming) => {
      responds = true
      receive(incoming, end)
    })
    for (const [name, values] of grouped(sentHeaders(request))) outgoing.setHeader(name, values)
    if (request.body !== undefined) outgoing.setHeader('Content-Length', Buffer.byteLength(body))
    outgoing.end(body)
  })
  return { sent, cancel: () => cancel() }
}

function receive(incoming: http.IncomingMessage, end: (sent: Sent) => void): void {
  const parts: Buffer[] = []
  let bytes = 0
  incoming.on('data', (part: Buffer) => {
    bytes += part.length
    if (bytes > longestBody) end({ kind: 'tooLarge' })
    else parts.push(part)
  })
  incoming.on('error', (error) => end({ kind: 'socket', code: codeOf(error) }))
  incoming.on('end', () => {
    const { statusCode: status = 0, statusMessage, rawHeaders } = incoming
    const headers = pairsOf(rawHeaders)
    const response = { status, statusText: statusMessage || http.STATUS_CODES[status] || '', headers }
    end({ kind: 'response', response: { ...response, body: textOf(Buffer.concat(parts), incoming.headers['content-type']) } })
  })
}

/** All values of a header in one place, so that each is sent. */
function grouped(headers: readonly Pair[]): Iterable<[string, string | string[]]> {
  const groups = new Map<string, { readonly name: string; readonly values: string[] }>()
  for (const [name, value] of headers) {
    const known = groups.get(name.toLowerCase())
    if (known !== undefined) known.values.push(value)
    else groups.set(name.toLowerCase(), { name, values: [value] })
  }
  return [...groups.values()].map(({ name, values }) => [name, values.length === 1 ? values[0]! : values])
}

function pairsOf(raw: readonly string[]): Pair[] {
  const pairs: Pair[] = []
  for (let i = 0; i + 1 < raw.length; i += 2) pairs.push([raw[i]!.toLowerCase(), raw[i + 1]!])
  return pairs
}

/** By the charset of its type, else UTF-8. Undefined: it is none. */
function textOf(body: Buffer, type: string | undefined): string | undefined {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(type ?? '')?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(charset, { fatal: true }).decode(body)
  } catch {
    return undefined
  }
}

/** Of several addresses that were tried, Node tells the errors together. */
function codeOf(error: Error): string {
  const { code } = error as NodeJS.ErrnoException
  if (typeof code === 'string') return code
  const [first] = error instanceof AggregateError ? error.errors : []
  return first instanceof Error ? codeOf(first) : error.message
}
