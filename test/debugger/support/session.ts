import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import type { DebugProtocol as P } from '@vscode/debugprotocol'
import { expect, onTestFinished } from 'vitest'
import { Connection } from '../../../debugger/connection/connection'
import { engineHere } from '../../../debugger/connection/inProcess'
import type { Requests } from '../../../debugger/dap'
import type { CustomRequests, LaunchAttributes } from '../../../debugger/protocol'
import type { System } from '../../../debugger/system'
import { nodeSystem } from '../../../hosts/node/debugSystem'
import { shapeProblems } from './dapShapes'
import { tellEvent, tellRequest, tellResponse } from './transcript'

type All = Requests & { [K in keyof CustomRequests]: [CustomRequests[K]['arguments'], CustomRequests[K]['body']] }
type Message = P.ProtocolMessage & {
  command?: string
  event?: string
  request_seq?: number
  success?: boolean
  message?: string
  body?: never
}

/** Files of a test, written into a folder of their own: name -> text, or a value that is written as JSON. */
export type Files = { readonly [name: string]: unknown }

export function folderOf(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'stepthrough-debugger-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2))
  }
  return folder
}

/**
 * A client in this process, over streams as on stdio. Every message that comes is checked against the protocol's declarations, and
 * told in the transcript.
 */
export class TestSession {
  readonly folder: string
  readonly transcript: string[] = []
  readonly events: P.Event[] = []
  /** Where the last wait for an event ended: the next goes on behind it. */
  private heard = 0
  private readonly toAdapter = new PassThrough()
  private readonly waiting = new Map<number, (message: Message) => void>()
  private listeners: (() => void)[] = []
  private seq = 0
  /** Whether it has said `terminated`, behind which nothing comes. */
  private ended = false
  private buffer = Buffer.alloc(0)

  /** `clock`: a still one makes what is sent independent of how fast this computer is. */
  constructor(
    files: Files = {},
    clock: () => number = () => performance.now(),
    more: Partial<System> = {},
    /** Answers the adapter's own requests: undefined for yes, else why not. */
    private readonly serve: (command: string, args: unknown) => string | undefined = () => 'not supported',
  ) {
    this.folder = folderOf(files)
    const fromAdapter = new PassThrough()
    fromAdapter.on('data', (chunk: Buffer) => this.receive(chunk))
    new Connection({
      input: this.toAdapter,
      output: fromAdapter,
      start: engineHere({ ...nodeSystem(clock), ...more }),
      later: () => () => {},
      closed: () => this.transcript.push('session closed'),
    })
  }

  path(name: string): string {
    return join(this.folder, name)
  }

  /** The 1-based line of a state's key in the program. */
  line(state: string, file = 'machine.asl.json'): number {
    const text = readFileSync(this.path(file), 'utf8')
    return text.slice(0, text.indexOf(`"${state}": {`)).split('\n').length
  }

  /** Sends a request; rejects with the message of an error response. */
  async request<K extends keyof All>(command: K, args?: All[K][0]): Promise<All[K][1]> {
    const response = await this.send(command, args)
    if (!response.success)
      throw new Error((response.body as unknown as P.ErrorResponse['body'])?.error?.variables?.text ?? response.message)
    return response.body as All[K][1]
  }

  /** Sends any text as a request: what a client should not do, too. */
  send(command: string, args?: unknown): Promise<Message> {
    const seq = ++this.seq
    if (command === 'restart' || command === 'launch') this.ended = false
    this.tell(tellRequest(command, args))
    const json = JSON.stringify({ seq, type: 'request', command, ...(args === undefined ? {} : { arguments: args }) })
    this.toAdapter.write(`Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`)
    return new Promise((resolve) => this.waiting.set(seq, resolve))
  }

  /** The next event of one of the kinds, behind the last that was waited for. */
  async next(...kinds: string[]): Promise<P.Event> {
    for (;;) {
      const index = this.events.findIndex(({ event }, i) => i >= this.heard && kinds.includes(event))
      if (index >= 0) {
        this.heard = index + 1
        return this.events[index]!
      }
      await new Promise<void>((resolve) => this.listeners.push(resolve))
    }
  }

  stopped = async (): Promise<P.StoppedEvent['body']> => (await this.next('stopped')).body
  stoppedOrEnded = () => this.next('stopped', 'terminated')

  async initialize(args: Partial<P.InitializeRequestArguments> = {}): Promise<P.Capabilities> {
    const capabilities = await this.request('initialize', { adapterID: 'asl', pathFormat: 'path', ...args })
    await this.next('initialized')
    return capabilities ?? {}
  }

  /** From nothing to the first stop or the end. `program` is a file of the test. */
  async launch(attributes: Partial<LaunchAttributes>, breakpoints: readonly P.SourceBreakpoint[] = [], filters: string[] = ['uncaught']) {
    await this.initialize({ supportsInvalidatedEvent: true, supportsVariableType: true })
    const program = this.path(attributes.program ?? 'machine.asl.json')
    await this.request('launch', { ...attributes, program } as P.LaunchRequestArguments)
    if (breakpoints.length > 0) await this.request('setBreakpoints', { source: { path: program }, breakpoints: [...breakpoints] })
    await this.request('setExceptionBreakpoints', { filters })
    await this.request('configurationDone')
    return this.stoppedOrEnded()
  }

  /** Sends a request that moves the execution, and waits for where it leads. */
  async move(command: 'continue' | 'next' | 'stepIn' | 'stepOut' | 'stepBack' | 'reverseContinue', threadId = 1): Promise<P.Event> {
    await this.request(command, { threadId })
    return this.stoppedOrEnded()
  }

  /** The names of the frames of a thread that are fields or states, innermost first, each with its line. */
  async stack(threadId = 1): Promise<string[]> {
    const { stackFrames } = await this.request('stackTrace', { threadId })
    const name = ({ name, line }: P.StackFrame) => `${name}:${line}`
    this.tell(`  stack of thread ${threadId}: ${stackFrames.map(name).join(' < ')}`)
    return stackFrames.filter(({ canRestart }) => canRestart).map(name)
  }

  /** The same with those of branches, iterations and machines. */
  async frames(threadId = 1): Promise<string[]> {
    return (await this.request('stackTrace', { threadId })).stackFrames.map(({ name, line }) => `${name}:${line}`)
  }

  /** The same with the file of each frame. */
  async places(threadId = 1): Promise<string[]> {
    const { stackFrames } = await this.request('stackTrace', { threadId })
    const places = stackFrames.filter(({ canRestart }) => canRestart).map(({ name, source, line }) => `${name} at ${source?.name}:${line}`)
    this.tell(`  stack of thread ${threadId}: ${places.join(' < ')}`)
    return places
  }

  async frame(threadId = 1): Promise<number> {
    return (await this.request('stackTrace', { threadId })).stackFrames[0]!.id
  }

  /** The rows of a scope, as `name = value`. */
  async scope(name: string, threadId = 1): Promise<{ [name: string]: string }> {
    const rows = await this.rows(name, threadId)
    const shown = Object.fromEntries(rows.map((row) => [row.name, row.value]))
    this.tell(`  ${name}: ${JSON.stringify(shown)}`)
    return shown
  }

  async rows(name: string, threadId = 1): Promise<P.Variable[]> {
    return (await this.request('variables', { variablesReference: await this.scopeReference(name, threadId) })).variables
  }

  async scopeReference(name: string, threadId = 1): Promise<number> {
    const { scopes } = await this.request('scopes', { frameId: await this.frame(threadId) })
    return scopes.find((scope) => scope.name === name)?.variablesReference ?? 0
  }

  async evaluate(expression: string, context = 'watch', threadId = 1): Promise<string> {
    return (await this.request('evaluate', { expression, context, frameId: await this.frame(threadId) })).result
  }

  /** All that the console has shown. */
  get console(): string {
    return this.events
      .filter(({ event, body }) => event === 'output' && body.category !== 'telemetry')
      .map(({ body }) => body.output)
      .join('')
  }

  tell(line: string): void {
    this.transcript.push(line.replaceAll(JSON.stringify(this.folder).slice(1, -1), 'FOLDER').replaceAll(this.folder, 'FOLDER'))
  }

  /** The streams close, as when the client is killed. */
  hangUp(): void {
    this.toAdapter.destroy()
  }

  private receive(chunk: Buffer): void {
    this.buffer = Buffer.concat([this.buffer, chunk])
    for (;;) {
      const end = this.buffer.indexOf('\r\n\r\n')
      if (end < 0) return
      const length = Number(/Content-Length: (\d+)/.exec(this.buffer.toString('utf8', 0, end))![1])
      if (this.buffer.length < end + 4 + length) return
      const message = JSON.parse(this.buffer.toString('utf8', end + 4, end + 4 + length)) as Message
      this.buffer = this.buffer.subarray(end + 4 + length)
      this.hear(message)
    }
  }

  private hear(message: Message): void {
    expect(shapeProblems(message as never)).toEqual([])
    if (message.type === 'request') {
      const { command = '', arguments: args } = message as unknown as P.Request
      this.tell(`  asked: ${command}`)
      const problem = this.serve(command, args)
      const answer = { type: 'response', request_seq: message.seq, command, success: problem === undefined, message: problem }
      const json = JSON.stringify({ seq: ++this.seq, ...answer })
      this.toAdapter.write(`Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`)
    } else if (message.type === 'event') {
      expect(this.ended, `${message.event} comes after terminated`).toBe(false)
      this.ended = message.event === 'terminated'
      this.events.push(message as unknown as P.Event)
      this.tell(tellEvent(message as unknown as P.Event))
    } else {
      if (!message.success) this.tell(`  refused: ${message.message}`)
      for (const line of tellResponse(message)) this.tell(line)
      this.waiting.get(message.request_seq!)?.(message)
      this.waiting.delete(message.request_seq!)
    }
    const { listeners } = this
    this.listeners = []
    for (const listener of listeners) listener()
  }
}
