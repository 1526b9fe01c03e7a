import { webSystem } from '../hosts/web/debugSystem'
import { AslDebugSession } from './connection/session'

/**
 * A debug session in a web worker: its messages are those of the Debug Adapter Protocol, as objects. It asks its client for files by the reverse
 * request `stepthrough/readFile` {path}, which is answered with {text}, null where there is no such file.
 */
interface Message {
  readonly type?: string
  readonly request_seq?: number
  readonly body?: { readonly text?: string | null }
}

interface WorkerScope {
  postMessage(message: object): void
  onmessage: ((event: { readonly data: Message }) => void) | null
}

const scope = globalThis as unknown as WorkerScope
const asked = new Map<number, (text: string | undefined) => void>()
let seq = 0

const read = (path: string) =>
  new Promise<string | undefined>((resolve) => {
    asked.set(++seq, resolve)
    scope.postMessage({ seq, type: 'request', command: 'stepthrough/readFile', arguments: { path } })
  })

const session = new AslDebugSession({
  system: webSystem(read),
  send: ({ text }) => {
    scope.postMessage({ ...JSON.parse(text), seq: ++seq })
    session.taken(text.length)
  },
})

scope.onmessage = ({ data }) => {
  if (data.type !== 'response') session.receive(JSON.stringify(data))
  else {
    asked.get(data.request_seq ?? 0)?.(data.body?.text ?? undefined)
    asked.delete(data.request_seq ?? 0)
  }
}
