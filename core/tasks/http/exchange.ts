import type { Exchanged, HttpExchange } from '../../run/exchange'
import { headersText } from './headers'
import type { HttpRequest, Requests } from './request'
import type { HttpResponse } from './response'

/** What TestState shows of a call; `response` is undefined where none has come. */
export function exchangedOf({ sent, shown }: Requests, response: HttpResponse | undefined, redact: (text: string) => string): Exchanged {
  const of = (request: HttpRequest, text: (text: string) => string): HttpExchange => ({
    request: requestOf(request),
    ...(response !== undefined && { response: responseOf(response, request.protocol, text) }),
  })
  return { shown: of(shown, redact), revealed: of(sent, (text) => text) }
}

const requestOf = ({ protocol, method, url, headers, body }: HttpRequest): HttpExchange['request'] => ({
  protocol,
  method,
  url,
  headers: headersText(headers),
  ...(body !== undefined && { body }),
})

const responseOf = ({ status, statusText, headers, body }: HttpResponse, protocol: string, text: (text: string) => string) => ({
  protocol,
  statusCode: String(status),
  statusMessage: statusText,
  headers: text(headersText(headers)),
  ...(body !== undefined && { body: text(body) }),
})
