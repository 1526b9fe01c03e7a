import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { responseBytes } from '../../../../core/tasks/lambda/faults'

/** One call, as a function's process is told of it. */
export interface Invocation {
  readonly requestId: string
  /** JSON text. */
  readonly payload: string
  /** Milliseconds since the epoch. */
  readonly deadline: number
  readonly functionArn: string
  readonly traceId: string
  /** JSON text. */
  readonly clientContext: string | undefined
}

/** What a process says of its call, or of its beginning: the text that it sends; undefined where that is too long. */
export interface Said {
  readonly about: 'response' | 'error' | 'initError'
  readonly text: string | undefined
}

const routes = /^\/2018-06-01\/runtime\/(?:(init\/error)|invocation\/(?:(next)|([^/]+)\/(response|error)))$/

/**
 * The Lambda Runtime API for one process, on an address of its own: that is how the process is known. Source: Lambda Developer Guide, "Using the Lambda
 * runtime API for custom runtimes".
 */
export class RuntimeApi {
  private asked: ServerResponse | undefined
  private current: string | undefined
  /** The process asks for its next call. */
  onNext: () => void = () => {}
  onSaid: (said: Said) => void = () => {}

  private constructor(
    private readonly server: Server,
    /** HOST:PORT */
    readonly address: string,
  ) {
    server.on('error', () => {})
    server.on('request', (request, response) => this.serve(request, response))
  }

  static async listen(): Promise<RuntimeApi> {
    // a function may think for as long as it likes between two requests
    const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 })
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
    return new RuntimeApi(server, `127.0.0.1:${(server.address() as AddressInfo).port}`)
  }

  /** Whether the process waits for a call. */
  get isAsked(): boolean {
    return this.asked !== undefined
  }

  /** Gives the process that waits its call. */
  deliver({ requestId, payload, deadline, functionArn, traceId, clientContext }: Invocation): void {
    const { asked } = this
    this.asked = undefined
    this.current = requestId
    asked?.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(payload),
      'Lambda-Runtime-Aws-Request-Id': requestId,
      'Lambda-Runtime-Deadline-Ms': deadline,
      'Lambda-Runtime-Invoked-Function-Arn': functionArn.replaceAll(/[^ -~]/g, '?'),
      'Lambda-Runtime-Trace-Id': traceId,
      ...(clientContext === undefined ? {} : { 'Lambda-Runtime-Client-Context': headerText(clientContext) }),
    })
    asked?.end(payload)
  }

  close(): void {
    this.server.close()
    this.server.closeAllConnections()
  }

  private serve(request: IncomingMessage, response: ServerResponse): void {
    request.on('error', () => {})
    response.on('error', () => {})
    // A page in a browser may reach this address, by a name of its own too; what it is not told of it cannot answer.
    const isForeign = request.headers.origin !== undefined || request.headers.host !== this.address
    const [, initError, next, id, about] = (!isForeign && routes.exec(request.url ?? '')) || []
    if (next !== undefined && request.method === 'GET') {
      this.asked = response
      response.once('close', () => {
        if (this.asked === response) this.asked = undefined
      })
      this.onNext()
    } else if (initError !== undefined && request.method === 'POST') this.hear(request, response, 'initError')
    else if (id !== undefined && request.method === 'POST') {
      if (id !== this.current) refuse(request, response, 400, 'InvalidRequestID', 'Invalid request ID')
      else this.hear(request, response, about === 'error' ? 'error' : 'response')
    } else refuse(request, response, isForeign ? 403 : 404, 'InvalidRequest', 'There is no such resource')
  }

  private hear(request: IncomingMessage, response: ServerResponse, about: Said['about']): void {
    const id = this.current
    if (about !== 'initError') this.current = undefined
    // what has not been said to its end has not been said
    request.on('close', () => {
      if (!request.complete) this.current ??= id
    })
    const chunks: Buffer[] = []
    let length = 0
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      // what is too long is still read: nobody hears an answer to what has not been sent
      if (length <= responseBytes) chunks.push(chunk)
    })
    request.on('end', () => {
      const fits = length <= responseBytes
      if (fits) respond(response, 202, { status: 'OK' })
      else respond(response, 413, { errorType: 'RequestEntityTooLarge', errorMessage: 'Exceeded maximum allowed payload size' })
      this.onSaid({ about, text: fits ? Buffer.concat(chunks).toString() : undefined })
    })
  }
}

/** JSON on one line of ASCII, as a header takes it. */
const headerText = (json: string): string =>
  JSON.stringify(JSON.parse(json)).replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

function respond(response: ServerResponse, status: number, body: Readonly<Record<string, string>>): void {
  const text = JSON.stringify(body)
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': text.length }).end(text)
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number, errorType: string, errorMessage: string): void {
  request.resume()
  respond(response, status, { errorType, errorMessage })
}
