import { pathToFileURL } from 'node:url'
import { DebugSession, Event, Response } from '@vscode/debugadapter'
import type { DebugProtocol } from '@vscode/debugprotocol'
import { Adapter } from './adapter'
import { checkedArguments } from './arguments'
import type { Client, Events, Handlers } from './dap'
import { pathOf } from './documents'
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
    // The base class takes a message that is no JSON for the end of the stream, and says nothing.
    this.removeAllListeners('error')
    this.on('error', ({ body }: DebugProtocol.Event) => {
      if (String(body).startsWith('Error handling data')) this.giveUp('is no JSON')
      else this.shutdown()
    })
  }

  /** What is no message of the protocol cannot be answered: the session ends, and says why where the client is not listening. */
  private giveUp(what: string): void {
    process.stderr.write(`The debug session ends: a message ${what}. The Debug Adapter Protocol has JSON objects with a "type".\n`)
    this.adapter.close()
    this.trace.stop()
    this.host.exit(1)
  }

  override handleMessage(message: DebugProtocol.ProtocolMessage | null): void {
    if (typeof message !== 'object' || message === null || typeof message.type !== 'string') this.giveUp('is no object with a type')
    else super.handleMessage(message)
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
      if (typeof request.command !== 'string') {
        response.command = ''
        throw errors.noCommand()
      }
      const { handlers } = this.adapter
      const command = request.command as keyof Handlers
      if (!Object.hasOwn(handlers, command)) throw errors.unsupported(command)
      const args = checkedArguments(command, this.fromClient(request.arguments))
      if (command === 'initialize') this.initialize(args as DebugProtocol.InitializeRequestArguments)
      const body = await (handlers[command] as (args: unknown) => unknown)(args)
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
    return this.paths === 'uri' ? mapPaths(args, pathOf) : args
  }

  private toClient<T>(body: T): T {
    return this.paths === 'uri' ? mapPaths(body, (path) => pathToFileURL(path).href) : body
  }
}

/** Members of messages whose values have sources. */
const holders = ['breakpoint', 'breakpoints', 'stackFrames'] as const

/** Changes the `path` of each source of a message. Only what can hold one is looked into. */
function mapPaths<T>(message: T, change: (path: string) => string): T {
  if (typeof message !== 'object' || message === null) return message
  const copy: Record<string, unknown> = { ...(message as object) }
  const changed = (value: unknown) =>
    typeof (value as DebugProtocol.Source | null)?.path === 'string'
      ? { ...(value as DebugProtocol.Source), path: change((value as { path: string }).path) }
      : value
  if (copy.source !== undefined) copy.source = changed(copy.source)
  if (Array.isArray(copy.sources)) copy.sources = copy.sources.map(changed)
  for (const name of holders) {
    const inner = copy[name]
    if (Array.isArray(inner)) copy[name] = inner.map((each) => mapPaths(each, change))
    else if (inner !== undefined) copy[name] = mapPaths(inner, change)
  }
  return copy as T
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
