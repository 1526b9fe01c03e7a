import type { FromPanel, PanelRequests, Question, ToPanel } from './messages'

/** Asks whoever has the run. Rejects with a sentence where there is no answer. */
export type Ask = <K extends keyof PanelRequests>(name: K, args: PanelRequests[K]['arguments']) => Promise<PanelRequests[K]['body']>

interface Open {
  readonly resolve: (body: never) => void
  readonly reject: (error: Error) => void
}

/** The questions that are under way, by their numbers. */
export class Questions {
  private readonly open = new Map<number, Open>()
  private last = 0

  constructor(private readonly send: (message: FromPanel) => void) {}

  readonly ask: Ask = (name, args) =>
    new Promise((resolve, reject) => {
      const id = ++this.last
      this.open.set(id, { resolve, reject })
      this.send({ type: 'ask', id, name, args } as Question)
    })

  /** Whether a message is an answer; one to a question that nobody asks any more counts for nothing. */
  receive(message: ToPanel): boolean {
    if (message.type !== 'answer' && message.type !== 'refused') return false
    const question = this.open.get(message.id)
    this.open.delete(message.id)
    if (message.type === 'answer') question?.resolve(message.body as never)
    else question?.reject(new Error(message.message))
    return true
  }

  /** Another run is shown: what was asked of the one before is answered by nobody. */
  forget(): void {
    for (const { reject } of this.open.values()) reject(new Error('Another run is shown.'))
    this.open.clear()
  }
}
