import { readFileSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'

type Message = {
  readonly id?: number
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
  readonly error?: unknown
}

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

/** Runs a bundle as a web worker, and speaks JSON-RPC with it by messages. */
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
    this.scope.onmessage?.({ data: { jsonrpc: '2.0', ...message } })
  }

  private receive(message: Message): void {
    if (message.method !== undefined && message.id !== undefined) {
      const answer = this.answers[message.method]
      if (answer === undefined) this.post({ id: message.id, error: { code: -32601, message: `no ${message.method}` } })
      else this.post({ id: message.id, result: answer(message.params as never) })
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
      this.post({ id, method, params })
    })
  }

  notify(method: string, params: unknown): void {
    this.post({ method, params })
  }

  /** The first notification that fits, heard already or to come. */
  async notified<T>(method: string, fits: (params: T) => boolean): Promise<T> {
    for (;;) {
      const found = this.heard.find((message) => message.method === method && fits(message.params as T))
      if (found !== undefined) return found.params as T
      await new Promise<void>((resolve) => this.listening.push(resolve))
    }
  }
}
