import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import type { Socket } from 'node:net'

type Message = { readonly id?: number; readonly method?: string; readonly params?: Paused; readonly result?: unknown }

export interface Paused {
  readonly callFrames: readonly {
    readonly functionName: string
    readonly url: string
    readonly location: { readonly lineNumber: number }
  }[]
}

/** A client of Node's inspector, as a debugger is one: text messages over a WebSocket. Source: RFC 6455; Chrome DevTools Protocol. */
export class Inspector {
  private bytes = Buffer.alloc(0)
  private id = 0
  private readonly answers = new Map<number, (result: unknown) => void>()
  private readonly events: ((message: Message) => void)[] = []

  private constructor(private readonly socket: Socket) {
    socket.on('error', () => {})
    socket.on('data', (chunk: Buffer) => this.read(chunk))
  }

  static async connect(webSocket: string): Promise<Inspector> {
    const headers = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    }
    return new Promise((resolve, reject) => {
      request(webSocket.replace('ws:', 'http:'), { headers })
        .on('upgrade', (_response, socket: Socket) => resolve(new Inspector(socket)))
        .on('error', reject)
        .end()
    })
  }

  ask(method: string, params: object = {}): Promise<unknown> {
    const id = ++this.id
    this.send(JSON.stringify({ id, method, params }))
    return new Promise((resolve) => this.answers.set(id, resolve))
  }

  /** The next event of this name. */
  event(method: string): Promise<Paused> {
    return new Promise((resolve) => this.events.push((message) => message.method === method && resolve(message.params!)))
  }

  private send(text: string): void {
    const payload = Buffer.from(text)
    const mask = randomBytes(4)
    const length =
      payload.length < 126 ? Buffer.from([0x80 | payload.length]) : Buffer.from([0xfe, payload.length >> 8, payload.length & 255])
    this.socket.write(Buffer.concat([Buffer.from([0x81]), length, mask, payload.map((byte, i) => byte ^ mask[i % 4]!)]))
  }

  private read(chunk: Buffer): void {
    this.bytes = Buffer.concat([this.bytes, chunk])
    for (let frame = this.frame(); frame !== undefined; frame = this.frame()) {
      const message: Message = JSON.parse(frame)
      if (message.id !== undefined) this.answers.get(message.id)?.(message.result)
      else for (const listener of this.events) listener(message)
    }
  }

  private frame(): string | undefined {
    const { bytes } = this
    if (bytes.length < 2) return undefined
    const short = bytes[1]! & 127
    const from = short < 126 ? 2 : short === 126 ? 4 : 10
    if (bytes.length < from) return undefined
    const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
    if (bytes.length < from + length) return undefined
    this.bytes = bytes.subarray(from + length)
    return bytes.subarray(from, from + length).toString()
  }
}
