import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Json } from '../../../../core/base/json'
import { type Action, type Caller, callAction } from '../../../../core/service/action'
import { bodyOf } from './body'
import { refusalOf } from './guard'

/** A Step Functions endpoint on this computer. */
export interface Endpoint {
  /** `http://127.0.0.1:PORT`, for AWS_ENDPOINT_URL_SFN. */
  readonly url: string
  /** Hangs up on all who are connected. Never rejects. */
  close(): Promise<void>
}

/**
 * Answers actions of the Step Functions API over HTTP (AWS JSON 1.0) on a port of 127.0.0.1, by default a free one. Any signature is accepted. Rejects where
 * no port can be had.
 */
export async function openEndpoint<Needs>(actions: readonly Action<Needs>[], needs: Needs, at = 0): Promise<Endpoint> {
  let hosts: readonly string[] = []
  const server = createServer((request, response) => {
    void answer(request, response, hosts, (name, body, caller) => callAction(actions, needs, name, body, caller))
  })
  // workers poll for a minute, and may rest between two polls
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(at, '127.0.0.1', () => resolve())
  })
  const { port } = server.address() as AddressInfo
  hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  return {
    url: `http://${hosts[0]}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Call = (name: string, request: Json, caller: Caller) => ReturnType<typeof callAction>

async function answer(request: IncomingMessage, response: ServerResponse, hosts: readonly string[], call: Call): Promise<void> {
  const end = (status: number, body: object, headers: Record<string, string> = {}) => {
    if (response.destroyed) return
    const text = JSON.stringify(body)
    const length = String(Buffer.byteLength(text))
    response.writeHead(status, { 'x-amzn-RequestId': randomUUID(), 'Content-Type': type, 'Content-Length': length, ...headers })
    response.end(text)
  }
  response.on('error', () => {})
  const refused = refusalOf(request, hosts)
  if (refused !== undefined) return end(refused.status, { __type: 'AccessDeniedException', message: refused.message }, hangUp)
  const text = await bodyOf(request)
  if (text === undefined)
    return end(413, { __type: 'RequestEntityTooLargeException', message: 'The request is longer than 2 MiB.' }, hangUp)
  const name = /^AWSStepFunctions\.(\w+)$/.exec(String(request.headers['x-amz-target']))?.[1] ?? ''
  const caller: Caller = { onGone: (listener) => response.once('close', listener) }
  try {
    const result = await call(name, parsed(text), caller)
    if ('response' in result) end(200, result.response)
    else end(400, { __type: result.error.name, message: result.error.message })
  } catch (error) {
    end(500, { __type: 'InternalFailure', message: `A bug of Stepthrough: ${error instanceof Error ? error.message : String(error)}` })
  }
}

const type = 'application/x-amz-json-1.0'
const hangUp = { Connection: 'close' }

/** What is no JSON is no structure: the action says so. */
function parsed(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
