import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const adapter = fileURLToPath(new URL('../dist/debugAdapter.js', import.meta.url))

/** The most memory that a process has had so far, in MB; undefined where the system does not tell. */
export function peakMemory(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024
  } catch {
    return undefined
  }
}

/** A client of the built adapter on stdio that counts what comes. `pause`: milliseconds between two reads of a slow client. */
export class DapClient {
  messages = 0
  bytes = 0
  largest = 0
  status
  exited
  memory
  begun = performance.now()
  #waiting = new Map()
  #events = new Map()
  #seq = 0

  constructor({ pause = 0, args = [] } = {}) {
    this.child = spawn(process.execPath, [adapter, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
    this.closed = new Promise((resolve) => this.child.on('exit', (code, signal) => resolve({ code, signal })))
    void this.#read(pause)
  }

  async #read(pause) {
    let parts = []
    let held = 0
    let wanted = -1
    for await (const chunk of this.child.stdout) {
      parts.push(chunk)
      held += chunk.length
      while (held >= wanted) {
        const data = parts.length === 1 ? parts[0] : Buffer.concat(parts)
        parts = [data]
        if (wanted < 0) {
          const end = data.indexOf('\r\n\r\n')
          if (end < 0) break
          wanted = end + 4 + Number(/Content-Length: (\d+)/.exec(data.toString('latin1', 0, end))[1])
          if (held < wanted) break
        }
        const body = data.indexOf('\r\n\r\n') + 4
        this.#hear(data.toString('utf8', body, wanted), wanted)
        parts = [data.subarray(wanted)]
        held -= wanted
        wanted = -1
      }
      if (pause > 0) await sleep(pause)
    }
  }

  #hear(text, bytes) {
    this.messages++
    this.bytes += bytes
    this.largest = Math.max(this.largest, bytes)
    const message = JSON.parse(text)
    if (message.type === 'response') {
      this.#waiting.get(message.request_seq)?.(message)
      this.#waiting.delete(message.request_seq)
      return
    }
    if (message.event === 'stepthrough/history') this.status = message.body.status
    if (message.event === 'exited') this.exited = message.body.exitCode
    this.onEvent?.(message)
    for (const resolve of this.#events.get(message.event) ?? []) resolve(message)
    this.#events.delete(message.event)
  }

  request(command, args) {
    const seq = ++this.#seq
    const text = JSON.stringify({ seq, type: 'request', command, arguments: args })
    this.child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`)
    return new Promise((resolve) => this.#waiting.set(seq, resolve))
  }

  next(event) {
    return new Promise((resolve) => this.#events.set(event, [...(this.#events.get(event) ?? []), resolve]))
  }

  /** From nothing until it runs. */
  async launch(attributes) {
    const initialized = this.next('initialized')
    await this.request('initialize', { adapterID: 'asl', pathFormat: 'path', supportsVariableType: true })
    await initialized
    const launched = this.request('launch', attributes)
    await this.request('setExceptionBreakpoints', { filters: [] })
    await this.request('configurationDone')
    const response = await launched
    if (!response.success) throw new Error(response.body?.error?.variables?.text ?? response.message)
  }

  async end() {
    this.memory = peakMemory(this.child.pid)
    this.child.stdin.end()
    return this.closed
  }
}
