import { parentPort } from 'node:worker_threads'
import { nodeSystem } from '../hosts/node/debugSystem'
import { bindTasks } from '../hosts/node/tasks/bind'
import { AslDebugSession } from './connection/session'

/** A session in a thread of its own: what comes is a request as text, or how many characters the client has taken. */
const port = parentPort!
const session = new AslDebugSession({ system: { ...nodeSystem(), bind: bindTasks }, send: (message) => port.postMessage(message) })
port.on('message', (message: string | number) => {
  if (typeof message === 'string') session.receive(message)
  else session.taken(message)
})
