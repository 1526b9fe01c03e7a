import type { Client } from '../dap'
import type { LaunchPlan } from '../program/launch'

/** Asks the client whether a service may be called that is not on this computer. What was answered counts for the session, over restarts. */
export class RemoteCalls {
  private readonly asked = new Map<string, Promise<boolean>>()
  private readonly waiting = new Map<number, (allow: boolean) => void>()
  private lastId = 0

  constructor(private readonly client: Client) {}

  /** Undefined: nobody is asked. */
  askFor({ allowRemote }: LaunchPlan): ((service: string, host: string) => Promise<boolean>) | undefined {
    return allowRemote === 'ask' ? (service, host) => this.ask(service, host) : undefined
  }

  answer(id: number, allow: boolean): void {
    this.waiting.get(id)?.(allow)
    this.waiting.delete(id)
  }

  /** The session is over: nobody will answer any more. */
  close(): void {
    for (const answer of this.waiting.values()) answer(false)
    this.waiting.clear()
  }

  private ask(service: string, host: string): Promise<boolean> {
    const key = `${service} ${host}`
    const known = this.asked.get(key)
    if (known !== undefined) return known
    const answer = new Promise<boolean>((resolve) => {
      const id = ++this.lastId
      this.waiting.set(id, resolve)
      this.client.send('stepthrough/remoteCall', { id, service, host })
    })
    this.asked.set(key, answer)
    return answer
  }
}
