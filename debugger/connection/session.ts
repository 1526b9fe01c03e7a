import { DebugSession, Event, Response } from '@vscode/debugadapter'
import type { DebugProtocol } from '@vscode/debugprotocol'
import { Adapter } from '../adapter'
import type { Client, Events, Handlers } from '../dap'
import { bugText, errors, UserError } from '../errors'
import { checkedArguments } from '../program/arguments'
import type { System } from '../system'
import { Trace } from '../trace'
import type { Outgoing } from './engine'

/** What surrounds a session. */
interface SessionHost {
  readonly system: System
  send(message: Outgoing): void
}

/** Characters that may be on their way to the client before the execution waits for it to read. */
const onTheirWay = 512 * 1024

/**
 * A client's session: @vscode/debugadapter makes and dispatches the messages; requests are answered one after the other in the order in
 * which they came, by a table in adapter.ts. A request that fails never ends the session. Framing and numbers are the connection's.
 */
export class AslDebugSession extends DebugSession implements Client {
  origin: Client['origin'] = { line: 1, column: 1 }
  supports: Client['supports'] = {}
  private paths: 'path' | 'uri' = 'path'
  private readonly trace: Trace
  private readonly adapter: Adapter
  /** Requests to the client that it has not answered. */
  private readonly reverse = new Map<number, (problem: string | undefined) => void>()
  private lastReverse = 0
  private queue: Promise<void> = Promise.resolve()
  /** The client has been told that the execution is over, and hears of no other event: until it asks for another one. */
  private terminated = false
  /** Characters that the client has not taken yet, and who waits for it. */
  private untaken = 0
  private waiting: (() => void)[] = []

  constructor(private readonly host: SessionHost) {
    super()
    this.trace = new Trace(host.system)
    this.adapter = new Adapter(this, this.trace, host.system)
    this.onDidSendMessage((message) => this.post(message as DebugProtocol.Event | DebugProtocol.Response))
  }

  /** The client has gone. */
  close(): void {
    this.adapter.close()
    this.trace.stop()
  }

  receive(text: string): void {
    if (this.trace.on) this.trace.write('<- client', text)
    const message = JSON.parse(text) as DebugProtocol.ProtocolMessage
    if (message.type === 'response') this.hear(message as DebugProtocol.Response)
    else this.handleMessage(message)
  }

  startDebugging(request: 'launch' | 'attach', configuration: object): Promise<string | undefined> {
    const id = ++this.lastReverse
    const text = JSON.stringify({ type: 'request', command: 'startDebugging', arguments: { request, configuration } })
    if (this.trace.on) this.trace.write('-> client', text)
    this.untaken += text.length
    return new Promise((resolve) => {
      this.reverse.set(id, resolve)
      this.host.send({ text, name: 'startDebugging', reverse: id })
    })
  }

  /** The client has answered a request of ours. */
  private hear({ request_seq, success, message }: DebugProtocol.Response): void {
    this.reverse.get(request_seq)?.(success ? undefined : (message ?? 'no reason was given'))
    this.reverse.delete(request_seq)
  }

  protected override dispatchRequest(request: DebugProtocol.Request): void {
    this.queue = this.queue.then(() => this.answer(request))
  }

  /** The client has taken more of what was sent. */
  taken(characters: number): void {
    this.untaken -= characters
    if (this.untaken > onTheirWay) return
    const { waiting } = this
    this.waiting = []
    for (const go of waiting) go()
  }

  drained(): Promise<void> | undefined {
    return this.untaken > onTheirWay ? new Promise((resolve) => this.waiting.push(resolve)) : undefined
  }

  send<K extends keyof Events>(event: K, body?: Events[K]): void {
    if (this.terminated) return
    this.terminated = event === 'terminated'
    this.sendEvent(new Event(event, body && this.toClient(body)))
  }

  /** The connection numbers the messages, since it has some of its own. */
  private post(message: DebugProtocol.Event | DebugProtocol.Response): void {
    const text = JSON.stringify({ ...message, seq: undefined })
    if (this.trace.on) this.trace.write('-> client', text)
    this.untaken += text.length
    this.host.send('event' in message ? { text, name: message.event } : { text, name: message.command, request: message.request_seq })
  }

  private async answer(request: DebugProtocol.Request): Promise<void> {
    const { command, arguments: args } = request
    const response: DebugProtocol.Response = new Response(request)
    try {
      if (typeof command !== 'string') throw errors.noCommand()
      const { handlers } = this.adapter
      const name = command as keyof Handlers
      if (!Object.hasOwn(handlers, name)) throw errors.unsupported(command)
      const checked = checkedArguments(name, this.fromClient(args))
      if (name === 'restart') this.terminated = false
      if (name === 'initialize') this.initialize(checked as DebugProtocol.InitializeRequestArguments)
      const body = await (handlers[name] as (args: unknown) => unknown)(checked)
      if (body !== undefined) response.body = this.toClient(body)
    } catch (error) {
      Object.assign(response, refusal(error))
    }
    if (typeof command !== 'string') response.command = ''
    this.sendResponse(response)
    try {
      this.adapter.answered()
    } catch (error) {
      this.send('output', { category: 'stderr', output: `${bugText(error)}\n` })
    }
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
    return this.paths === 'uri' ? mapPaths(args, (text) => this.host.system.files.pathOf(text)) : args
  }

  private toClient<T>(body: T): T {
    return this.paths === 'uri' ? mapPaths(body, (path) => this.host.system.files.uriOf(path)) : body
  }
}

/** Members of messages whose values have sources. */
const holders = ['breakpoint', 'breakpoints', 'stackFrames', 'rows', 'values'] as const

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
function refusal(error: unknown): Partial<DebugProtocol.Response> {
  const user = error instanceof UserError ? error : undefined
  const message = user?.message ?? bugText(error)
  // Braces of a format stand for variables: the text goes in as one.
  const body = { error: { id: user?.id ?? 1104, format: '{text}', variables: { text: message }, showUser: user?.show ?? true } }
  return { success: false, message, body }
}
