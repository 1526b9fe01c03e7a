import { pathToFileURL } from 'node:url'
import type { DebugProtocol } from '@vscode/debugprotocol'
import { Adapter } from './adapter'
import { checkedArguments } from './arguments'
import type { Client, Events, Handlers } from './dap'
import { pathOf } from './documents'
import type { Outgoing } from './engine'
import { bugText, errors, UserError } from './errors'
import { Trace } from './trace'

/** What surrounds a session. */
export interface SessionHost {
  /** Real milliseconds: after how long a run gives requests a turn. */
  clock(): number
  send(message: Outgoing): void
}

/** Characters that may be on their way to the client before the execution waits for it to read. */
const onTheirWay = 512 * 1024

/**
 * A client's session: requests come as text, and are answered one after the other in the order in which they came, by a table in
 * adapter.ts. A request that fails never ends the session.
 */
export class AslDebugSession implements Client {
  origin: Client['origin'] = { line: 1, column: 1 }
  supports: Client['supports'] = {}
  private paths: 'path' | 'uri' = 'path'
  private readonly trace = new Trace()
  private readonly adapter: Adapter
  private queue: Promise<void> = Promise.resolve()
  /** Characters that the client has not taken yet, and who waits for it. */
  private untaken = 0
  private waiting: (() => void)[] = []

  constructor(private readonly host: SessionHost) {
    this.adapter = new Adapter(this, this.trace, () => host.clock())
  }

  /** The client has gone. */
  close(): void {
    this.adapter.close()
    this.trace.stop()
  }

  receive(text: string): void {
    if (this.trace.on) this.trace.write('<- client', text)
    const request = JSON.parse(text) as DebugProtocol.Request
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
    this.post({ type: 'event', event, ...(body !== undefined && { body: this.toClient(body) }) }, event)
  }

  private post(message: object, name: string, request?: number): void {
    const text = JSON.stringify(message)
    if (this.trace.on) this.trace.write('-> client', text)
    this.untaken += text.length
    this.host.send({ text, name, ...(request !== undefined && { request }) })
  }

  private async answer({ seq, command, arguments: args }: DebugProtocol.Request): Promise<void> {
    let outcome: Partial<DebugProtocol.Response>
    try {
      if (typeof command !== 'string') throw errors.noCommand()
      const { handlers } = this.adapter
      const name = command as keyof Handlers
      if (!Object.hasOwn(handlers, name)) throw errors.unsupported(command)
      const checked = checkedArguments(name, this.fromClient(args))
      if (name === 'initialize') this.initialize(checked as DebugProtocol.InitializeRequestArguments)
      const body = await (handlers[name] as (args: unknown) => unknown)(checked)
      outcome = { success: true, ...(body !== undefined && { body: this.toClient(body) }) }
    } catch (error) {
      outcome = refusal(error)
    }
    const name = typeof command === 'string' ? command : ''
    this.post({ type: 'response', request_seq: seq, command: name, ...outcome }, name, seq)
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
function refusal(error: unknown): Partial<DebugProtocol.Response> {
  const user = error instanceof UserError ? error : undefined
  const message = user?.message ?? bugText(error)
  // Braces of a format stand for variables: the text goes in as one.
  const body = { error: { id: user?.id ?? 1104, format: '{text}', variables: { text: message }, showUser: user?.show ?? true } }
  return { success: false, message, body }
}
