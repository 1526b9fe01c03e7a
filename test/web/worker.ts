import { readFileSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'

/** A message of JSON-RPC, or one of the Debug Adapter Protocol. */
interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
  readonly error?: unknown
  readonly type?: string
  readonly seq?: number
  readonly request_seq?: number
  readonly command?: string
  readonly arguments?: unknown
  readonly event?: string
  readonly success?: boolean
  readonly message?: string
  readonly body?: unknown
}

const rpc = { jsonrpc: '2.0' }

/** What a web worker has, and nothing of Node: a bundle that touches `process`, `Buffer` or `require` fails here as it would there. */
const globals = {
  console,
  setTimeout,
  clearTimeout,
  setInterval,
  clearInterval,
  queueMicrotask,
  structuredClone,
  performance,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
  AbortController,
  MessageChannel,
  crypto,
  atob,
  btoa,
}

/** Runs a bundle as a web worker, and speaks JSON-RPC or the Debug Adapter Protocol with it by messages. */
export class WebWorker {
  private readonly scope: { onmessage?: (event: { data: unknown }) => void } & Record<string, unknown>
  private readonly waiting = new Map<number, (message: Message) => void>()
  private readonly heard: Message[] = []
  private listening: (() => void)[] = []
  private ids = 0

  constructor(
    bundle: string,
    private readonly answers: Readonly<Record<string, (params: never) => unknown>> = {},
  ) {
    const scope: Record<string, unknown> = {
      ...globals,
      postMessage: (message: Message) => queueMicrotask(() => this.receive(JSON.parse(JSON.stringify(message)) as Message)),
      addEventListener: (type: string, listener: (event: { data: unknown }) => void) => {
        if (type === 'message') scope.onmessage = listener
      },
    }
    scope.self = scope
    scope.globalThis = scope
    this.scope = createContext(scope)
    runInContext(readFileSync(bundle, 'utf8'), this.scope as never, { filename: bundle })
  }

  private post(message: Message): void {
    this.scope.onmessage?.({ data: message })
  }

  private receive(message: Message): void {
    if (message.type === 'request') {
      const body = this.answers[message.command!]!(message.arguments as never)
      this.post({ type: 'response', request_seq: message.seq!, command: message.command!, success: true, body })
      return
    }
    if (message.type === 'response') {
      this.waiting.get(message.request_seq!)?.(message)
      return
    }
    if (message.method !== undefined && message.id !== undefined) {
      const answer = this.answers[message.method]
      if (answer === undefined) this.post({ ...rpc, id: message.id, error: { code: -32601, message: `no ${message.method}` } })
      else this.post({ ...rpc, id: message.id, result: answer(message.params as never) })
    } else if (message.id !== undefined) this.waiting.get(message.id)?.(message)
    else {
      this.heard.push(message)
      const { listening } = this
      this.listening = []
      for (const listener of listening) listener()
    }
  }

  request<T>(method: string, params: unknown): Promise<T> {
    const id = ++this.ids
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ({ result, error }) => (error === undefined ? resolve(result as T) : reject(error)))
      this.post({ ...rpc, id, method, params })
    })
  }

  /** A request of the Debug Adapter Protocol: its body, or its refusal as an error. */
  dap<T>(command: string, args: unknown): Promise<T> {
    const seq = ++this.ids
    return new Promise((resolve, reject) => {
      this.waiting.set(seq, ({ success, message, body }) => (success ? resolve(body as T) : reject(new Error(message))))
      this.post({ type: 'request', seq, command, arguments: args })
    })
  }

  /** The body of an event of the Debug Adapter Protocol, heard already or to come; the first, or the one after so many. */
  async dapEvent<T>(event: string, after = 0): Promise<T> {
    return (await this.hear((message) => message.event === event, after)).body as T
  }

  notify(method: string, params: unknown): void {
    this.post({ ...rpc, method, params })
  }

  /** The first notification that fits, heard already or to come. */
  async notified<T>(method: string, fits: (params: T) => boolean): Promise<T> {
    return (await this.hear((message) => message.method === method && fits(message.params as T))).params as T
  }

  private async hear(fits: (message: Message) => boolean, after = 0): Promise<Message> {
    for (;;) {
      const found = this.heard.filter(fits)[after]
      if (found !== undefined) return found
      await new Promise<void>((resolve) => this.listening.push(resolve))
    }
  }
}
