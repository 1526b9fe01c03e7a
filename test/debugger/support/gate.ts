import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Json } from '../../../core/base/json'

/** A call of a function, which waits until the test answers it. */
export interface Knock {
  /** The function's. */
  readonly name: string
  /** Where it may call SendTaskSuccess. */
  readonly endpoint: string
  readonly event: Json
  readonly gives: (output: Json) => void
  readonly throws: (error: string, cause?: string) => void
  /** The function's process is no longer there. */
  readonly gone: Promise<void>
}

/** The handler of a function that asks the gate what to answer. */
const source = `exports.handler = (event) => new Promise((give, refuse) => {
  const hear = (response) => {
    let text = ''
    response.on('data', (part) => (text += part))
    response.on('end', () => {
      const { output, error, cause } = JSON.parse(text)
      if (error) refuse(Object.assign(new Error(cause), { name: error }))
      else give(output)
    })
  }
  require('node:http').request(process.env.GATE, { method: 'POST', agent: false }, hear).on('error', refuse).end(
    JSON.stringify({ event, name: process.env.AWS_LAMBDA_FUNCTION_NAME, endpoint: process.env.AWS_ENDPOINT_URL_SFN }),
  )
})`

/** Functions, of any name, that answer what the test says when it says so. */
export class Gate {
  /** What they were called with, in order. */
  readonly events: Json[] = []
  private readonly knocks: Knock[] = []
  private readonly waiting: ((knock: Knock) => void)[] = []

  private constructor(private readonly url: string) {}

  static async open(): Promise<Gate> {
    const server = createServer((request, response) => {
      let text = ''
      request.on('data', (part) => (text += part))
      request.on('end', () => {
        const say = (answer: object) => void response.end(JSON.stringify(answer))
        gate.come({
          ...JSON.parse(text),
          gives: (output) => say({ output }),
          throws: (error, cause = '') => say({ error, cause }),
          gone: new Promise((resolve) => response.on('close', () => resolve())),
        })
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const gate = new Gate(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    return gate
  }

  /** Files of a folder whose functions are these. `config`: more members of stepthrough.json. */
  files(config: object = {}): { readonly [name: string]: unknown } {
    const entry = { handler: 'gate.handler', environment: { GATE: this.url }, timeout: 60 }
    return { 'gate.js': source, 'stepthrough.json': { functions: { '*': entry }, ...config } }
  }

  /** The next call that nobody has taken. */
  next(): Promise<Knock> {
    const knock = this.knocks.shift()
    return knock ? Promise.resolve(knock) : new Promise((resolve) => this.waiting.push(resolve))
  }

  private come(knock: Knock): void {
    this.events.push(knock.event)
    const take = this.waiting.shift()
    if (take) take(knock)
    else this.knocks.push(knock)
  }
}
