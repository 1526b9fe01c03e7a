import type * as vscode from 'vscode'
import type { RunnerAnswer, RunnerQuestion, RunnerRequests, TestEvent } from '../../hosts/node/tests/protocol'
import { type RunnerProcess, startRunner } from './process'

interface Open {
  readonly tell: (event: TestEvent) => void
  readonly resolve: (body: never) => void
  readonly reject: (error: Error) => void
}

/** Milliseconds after which a runner that nobody asks is ended. */
const patience = 60_000

/** Asks a process of its own about tests. It is started by the first question; where it dies, the next begins another. */
export class Runner implements vscode.Disposable {
  private child: RunnerProcess | undefined
  private readonly open = new Map<number, Open>()
  private last = 0
  private idle: NodeJS.Timeout | undefined

  constructor(private readonly extension: vscode.Uri) {}

  /** Rejects with a sentence where there is no answer. */
  ask<K extends keyof RunnerRequests>(
    name: K,
    args: RunnerRequests[K]['arguments'],
    tell: (event: TestEvent) => void = () => {},
  ): Promise<RunnerRequests[K]['body']> {
    clearTimeout(this.idle)
    this.child ??= startRunner(
      this.extension,
      (answer) => this.receive(answer),
      (why) => this.stop(`The tests cannot be run: ${why}.`),
    )
    const { child } = this
    return new Promise((resolve, reject) => {
      const id = ++this.last
      this.open.set(id, { tell, resolve, reject })
      child.post({ id, name, args } as RunnerQuestion)
    })
  }

  /** Ends what goes on, with all functions that run. */
  dispose(): void {
    this.stop('It was cancelled.')
  }

  private receive(answer: RunnerAnswer): void {
    const question = this.open.get(answer.id)
    if (question === undefined) return
    if ('event' in answer) {
      question.tell(answer.event)
      return
    }
    this.open.delete(answer.id)
    if ('refused' in answer) question.reject(new Error(answer.refused))
    else question.resolve(answer.body as never)
    if (this.open.size === 0) this.idle = setTimeout(() => this.dispose(), patience)
  }

  private stop(why: string): void {
    clearTimeout(this.idle)
    this.child?.end()
    this.child = undefined
    const open = [...this.open.values()]
    this.open.clear()
    for (const { reject } of open) reject(new Error(why))
  }
}
