import type { Readable, Writable } from 'node:stream'
import { errors } from '../errors'
import { readRequest } from '../request'
import type { Engine, Outgoing, StartEngine } from './engine'
import { Frames, frame } from './framing'

export interface ConnectionParts {
  readonly input: Readable
  readonly output: Writable
  readonly start: StartEngine
  /** Does something after some milliseconds; gives what calls it off. */
  readonly later: (milliseconds: number, action: () => void) => () => void
  /** The connection has ended. `fault`: why, where the client has broken the protocol. What was written may still be on its way. */
  readonly closed: (fault?: string) => void
}

interface Asked {
  readonly command: string
  readonly callOff?: () => void
}

/** Milliseconds that an engine has to answer those requests that have to be answered while an expression runs. */
const patience = 400
/** And all others when the client has closed its side. */
const lastPatience = 2000

/**
 * One client: its requests go to the engine, and the engine's messages to it, as fast as it reads. When the engine does not answer, for an
 * expression that does not end or because it has died, the connection answers in its place.
 */
export class Connection {
  private readonly frames = new Frames()
  private readonly asked = new Map<number, Asked>()
  /** Requests of the engine that the client has not answered: the number on the wire, and the engine's. */
  private readonly reverse = new Map<number, number>()
  private engine: Engine | undefined
  private seq = 0
  /** Events that the client has been sent. */
  private readonly told = new Set<string>()
  /** The engine has gone; why. */
  private over: string | undefined
  private ended = false
  /** The client asks no more. */
  private last = false

  constructor(private readonly parts: ConnectionParts) {
    const { input, output } = parts
    input.on('data', (chunk: Buffer) => this.receive(chunk))
    input.on('end', () => this.leaving())
    input.on('close', () => input.readableEnded || this.close())
    input.on('error', () => this.close())
    output.on('error', () => this.close())
  }

  private receive(chunk: Buffer): void {
    if (this.ended) return
    const { texts, fault } = this.frames.push(chunk)
    for (const text of texts) {
      const request = readRequest(text)
      if (request.kind === 'none') {
        this.breakOff(request.fault)
        return
      }
      if (request.kind === 'response') this.hand(request.to, text)
      if (request.kind === 'request') this.take(request.seq, request.command, text)
      if (this.ended) return
    }
    if (fault !== undefined) this.breakOff(fault)
  }

  /** The client has answered a request of the engine. */
  private hand(seq: number, text: string): void {
    const own = this.reverse.get(seq)
    if (own === undefined || !this.reverse.delete(seq)) return
    const { success, message } = JSON.parse(text) as { success?: unknown; message?: unknown }
    this.engine?.receive(JSON.stringify({ type: 'response', request_seq: own, success: success === true, message }))
  }

  private take(seq: number, command: string, text: string): void {
    if (this.over !== undefined) {
      this.answerAlone(seq, command)
      return
    }
    const substitute = Object.hasOwn(substitutes, command) ? substitutes[command] : undefined
    this.asked.set(seq, {
      command,
      ...(substitute && { callOff: this.parts.later(patience, () => this.asked.has(seq) && substitute(this, seq)) }),
    })
    this.engine ??= this.parts.start({ send: (message) => this.send(message), died: (reason) => this.leave(reason) })
    this.engine.receive(text)
  }

  private send(message: Outgoing): void {
    const { request, reverse, name, text } = message
    if (this.ended || this.over !== undefined) return
    if (request !== undefined && !this.settle(request)) {
      this.engine?.taken(text.length)
      return
    }
    if (reverse !== undefined) this.reverse.set(this.seq + 1, reverse)
    else if (request === undefined) this.told.add(name)
    this.write(text, () => this.engine?.taken(text.length))
    if (request !== undefined && (name === 'disconnect' || (this.last && this.asked.size === 0))) this.close()
  }

  /** Whether a request is still to be answered; from now on it is answered. */
  private settle(seq: number): boolean {
    this.asked.get(seq)?.callOff?.()
    return this.asked.delete(seq)
  }

  private write(text: string, done?: () => void): void {
    this.parts.output.write(frame(`{"seq":${++this.seq},${text.slice(1)}`), done)
  }

  /** Nothing more is asked: what has been asked is answered, where that does not take long. */
  private leaving(): void {
    this.last = true
    if (this.asked.size === 0) this.close()
    else this.parts.later(lastPatience, () => this.close())
  }

  // ---- In the engine's place

  respond(seq: number, command: string, refusal?: Error): void {
    this.settle(seq)
    const rest = refusal === undefined ? { success: true } : { success: false, message: refusal.message, body: errorBody(refusal) }
    this.write(JSON.stringify({ type: 'response', request_seq: seq, command, ...rest }))
  }

  /** The engine is given up, or has died: the client hears why, and that the execution has ended. */
  leave(reason: string): void {
    if (this.ended || this.over !== undefined) return
    this.over = reason
    this.engine?.stop()
    this.event('output', { category: 'stderr', output: `${reason}\n` })
    if (!this.told.has('exited')) this.event('exited', { exitCode: 1 })
    if (!this.told.has('terminated')) this.event('terminated')
    for (const [seq, { command }] of [...this.asked]) this.answerAlone(seq, command)
  }

  private event(event: string, body?: unknown): void {
    this.write(JSON.stringify({ type: 'event', event, body }))
  }

  private answerAlone(seq: number, command: string): void {
    const ending = command === 'disconnect' || command === 'terminate'
    this.respond(seq, command, ending ? undefined : errors.engineGone(this.over ?? ''))
    if (command === 'disconnect') this.close()
  }

  private breakOff(fault: string): void {
    // Whoever has never said anything that makes sense gets no answer: a web page, say.
    if (this.told.has('initialized') && this.over === undefined) this.leave(`The debug session ends: ${fault}.`)
    this.close(fault)
  }

  close(fault?: string): void {
    if (this.ended) return
    this.ended = true
    for (const { callOff } of this.asked.values()) callOff?.()
    this.engine?.stop()
    this.parts.closed(fault)
  }
}

/** Requests that are answered within a second, whatever runs. A pause is heard when the expression has ended; an end does not wait for it. */
const substitutes: { readonly [command: string]: (connection: Connection, seq: number) => void } = {
  pause: (connection, seq) => connection.respond(seq, 'pause'),
  terminate: (connection, seq) => {
    connection.respond(seq, 'terminate')
    connection.leave('The execution did not answer, and was ended where it stood.')
  },
  disconnect: (connection, seq) => {
    connection.respond(seq, 'disconnect')
    connection.close()
  },
}

const errorBody = ({ message }: Error) => ({ error: { id: 3013, format: '{text}', variables: { text: message }, showUser: false } })
