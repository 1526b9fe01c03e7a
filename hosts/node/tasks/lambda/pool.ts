import { type Answer, type Call, gone, type Sandbox } from './sandbox'

/** Calls at once of one function, as many as a Map has iterations at once. Further ones wait. */
const most = 40

/** What an attempt is told of: that nobody waits any more. */
export interface Waiting {
  readonly aborted: boolean
  onAbort(listener: () => void): void
  /** The attempt's time stands still. */
  hold?(): void
}

/** The processes of one function: each is started when all others are at work, stays warm, and takes one call at a time. */
export class Pool {
  private readonly all = new Set<Sandbox>()
  private readonly idle: Sandbox[] = []
  private readonly queue: (() => void)[] = []
  private starting = 0
  private isClosed = false

  constructor(private readonly start: () => Promise<Sandbox>) {}

  /** Undefined where nobody waits for the answer any more. */
  async invoke(call: Call, waiting: Waiting): Promise<Answer | undefined> {
    for (;;) {
      const sandbox = await this.take()
      const answer = sandbox && (await invokeIn(sandbox, call, waiting))
      if (sandbox) this.giveBack(sandbox)
      if (answer !== gone) return answer
      if (waiting.aborted || this.isClosed) return undefined
    }
  }

  /** Ends all of them. */
  async close(): Promise<void> {
    this.isClosed = true
    for (const next of this.queue.splice(0)) next()
    await Promise.all([...this.all].map((sandbox) => sandbox.kill()))
  }

  /** Undefined: it has been closed. */
  private async take(): Promise<Sandbox | undefined> {
    while (!this.isClosed) {
      const warm = this.idle.pop()
      if (warm?.isAlive) return warm
      if (warm) continue
      if (this.all.size + this.starting < most) return this.begin()
      await new Promise<void>((resolve) => this.queue.push(resolve))
    }
    return undefined
  }

  private async begin(): Promise<Sandbox | undefined> {
    this.starting++
    try {
      const sandbox = await this.start()
      this.all.add(sandbox)
      sandbox.ended.then(() => {
        this.all.delete(sandbox)
        this.queue.shift()?.()
      })
      if (!this.isClosed) return sandbox
      await sandbox.kill()
      return undefined
    } catch (error) {
      this.queue.shift()?.()
      throw error
    } finally {
      this.starting--
    }
  }

  private giveBack(sandbox: Sandbox): void {
    if (!sandbox.isAlive) return
    this.idle.push(sandbox)
    this.queue.shift()?.()
  }
}

/** A call in a process that is free; the process ends where nobody waits any more. */
export async function invokeIn(sandbox: Sandbox, call: Call, waiting: Waiting): Promise<Answer | typeof gone> {
  let isOver = false
  waiting.onAbort(() => {
    if (!isOver) sandbox.kill()
  })
  const answer = waiting.aborted ? gone : await sandbox.invoke(call)
  isOver = true
  return answer
}
