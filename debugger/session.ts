import { fileURLToPath, pathToFileURL } from 'node:url'
import { DebugSession, Event, Response } from '@vscode/debugadapter'
import type { DebugProtocol } from '@vscode/debugprotocol'
import { Adapter } from './adapter'
import type { Client, Events } from './dap'
import { bugText, errors, UserError } from './errors'
import { Trace } from './trace'

/** What surrounds a session: a process on stdio, or a socket of a server. */
export interface SessionHost {
  /** The client has gone. */
  exit(code: number): void
  /** Real milliseconds: after how long a run gives requests a turn. */
  clock(): number
}

/**
 * The transport between a client and the adapter: framing comes from @vscode/debugadapter, the requests are a table in adapter.ts.
 * Requests are answered one after the other in the order in which they came. A request that fails never ends the session.
 */
export class AslDebugSession extends DebugSession implements Client {
  origin: Client['origin'] = { line: 1, column: 1 }
  supports: Client['supports'] = {}
  private paths: 'path' | 'uri' = 'path'
  private readonly trace = new Trace()
  private readonly adapter: Adapter
  private queue: Promise<void> = Promise.resolve()

  constructor(private readonly host: SessionHost) {
    super()
    this.adapter = new Adapter(this, this.trace, () => host.clock())
  }

  /** The streams have closed: the client has gone without a word. */
  override shutdown(): void {
    this.adapter.close()
    this.trace.stop()
    this.host.exit(0)
  }

  send<K extends keyof Events>(event: K, body?: Events[K]): void {
    const message = new Event(event, body && this.toClient(body))
    if (this.trace.on) this.trace.write('-> client', JSON.stringify(message))
    this.sendEvent(message)
  }

  protected override dispatchRequest(request: DebugProtocol.Request): void {
    if (this.trace.on) this.trace.write('<- client', JSON.stringify(request))
    this.queue = this.queue.then(() => this.answer(request))
  }

  private async answer(request: DebugProtocol.Request): Promise<void> {
    const response: DebugProtocol.Response = new Response(request)
    try {
      if (request.command === 'initialize') this.initialize(request.arguments as DebugProtocol.InitializeRequestArguments)
      const handler = Object.hasOwn(this.adapter.handlers, request.command)
        ? (this.adapter.handlers as { readonly [command: string]: (args: unknown) => unknown })[request.command]
        : undefined
      if (handler === undefined) throw errors.unsupported(request.command)
      const body = await handler(this.fromClient(request.arguments))
      if (body !== undefined) response.body = this.toClient(body)
    } catch (error) {
      refuse(response, error)
    }
    if (this.trace.on) this.trace.write('-> client', JSON.stringify(response))
    this.sendResponse(response)
    try {
      this.adapter.answered()
    } catch (error) {
      this.send('output', { category: 'stderr', output: `${bugText(error)}\n` })
    }
    if (request.command === 'disconnect') this.shutdown()
  }

  private initialize({
    linesStartAt1 = true,
    columnsStartAt1 = true,
    pathFormat,
    ...supports
  }: DebugProtocol.InitializeRequestArguments): void {
    this.origin = { line: linesStartAt1 ? 1 : 0, column: columnsStartAt1 ? 1 : 0 }
    this.paths = pathFormat === 'uri' ? 'uri' : 'path'
    this.supports = supports
  }

  /** Inside the adapter a source has a path; a client may have asked for file URIs. */
  private fromClient(args: unknown): unknown {
    return this.paths === 'uri' ? mapPaths(args, (path) => (path.startsWith('file:') ? fileURLToPath(path) : path)) : args
  }

  private toClient<T>(body: T): T {
    return this.paths === 'uri' ? mapPaths(body, (path) => pathToFileURL(path).href) : body
  }
}

/** Changes the `path` of each `source` of a message. Messages are small trees. */
function mapPaths<T>(message: T, change: (path: string) => string): T {
  if (typeof message !== 'object' || message === null) return message
  if (Array.isArray(message)) return message.map((each) => mapPaths(each, change)) as T
  return Object.fromEntries(
    Object.entries(message).map(([name, value]) => [
      name,
      name === 'source' && typeof value?.path === 'string' ? { ...value, path: change(value.path) } : mapPaths(value, change),
    ]),
  ) as T
}

/** The only place where an error becomes a message to the client. */
function refuse(response: DebugProtocol.Response, error: unknown): void {
  const user = error instanceof UserError ? error : undefined
  const message = user?.message ?? bugText(error)
  response.success = false
  response.message = message
  // Braces of a format stand for variables: the text goes in as one.
  response.body = { error: { id: user?.id ?? 1104, format: '{text}', variables: { text: message }, showUser: user?.show ?? true } }
}
