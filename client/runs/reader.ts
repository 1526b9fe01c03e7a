import type * as vscode from 'vscode'
import type { ReaderAnswer, ReaderQuestion, ReaderRequests } from '../../hosts/node/runs/protocol'
import { type ReaderThread, startReader } from './worker'

interface Open {
  readonly resolve: (body: never) => void
  readonly reject: (error: Error) => void
  readonly timer: NodeJS.Timeout
}

/** Milliseconds after which a question is given up, and the thread with it. */
const patience = 90_000

/** Asks a thread of its own about saved runs. It is started by the first question; where it dies, the next begins another. */
export class Reader implements vscode.Disposable {
  private thread: ReaderThread | undefined
  private readonly open = new Map<number, Open>()
  private last = 0

  constructor(private readonly extension: vscode.Uri) {}

  /** Rejects with a sentence where there is no answer. */
  ask<K extends keyof ReaderRequests>(name: K, args: ReaderRequests[K]['arguments']): Promise<ReaderRequests[K]['body']> {
    this.thread ??= startReader(
      this.extension,
      (answer) => this.receive(answer),
      (why) => this.stop(`The run cannot be read: ${why}.`),
    )
    const { thread } = this
    return new Promise((resolve, reject) => {
      const id = ++this.last
      const timer = setTimeout(() => this.stop('The run takes too long to be read.'), patience)
      this.open.set(id, { resolve, reject, timer })
      thread.post({ id, name, args } as ReaderQuestion)
    })
  }

  dispose(): void {
    this.stop('The run was closed.')
  }

  private receive(answer: ReaderAnswer): void {
    const question = this.open.get(answer.id)
    if (question === undefined) return
    this.open.delete(answer.id)
    clearTimeout(question.timer)
    if ('refused' in answer) question.reject(new Error(answer.refused))
    else question.resolve(answer.body as never)
  }

  private stop(why: string): void {
    this.thread?.end()
    this.thread = undefined
    const open = [...this.open.values()]
    this.open.clear()
    for (const { timer, reject } of open) {
      clearTimeout(timer)
      reject(new Error(why))
    }
  }
}

/** A reader that has one run open. */
export class OpenRun implements vscode.Disposable {
  private readonly reader: Reader
  private opening: Promise<ReaderRequests['open']['body']> | undefined

  constructor(
    extension: vscode.Uri,
    private readonly path: string,
    /** What the file holds, where more is known than was written. */
    private readonly text?: string,
  ) {
    this.reader = new Reader(extension)
  }

  /** What it is. Rejects with a sentence where it cannot be opened. */
  about(): Promise<ReaderRequests['open']['body']> {
    this.opening ??= this.reader.ask('open', { path: this.path, ...(this.text !== undefined && { text: this.text }) }).catch((error) => {
      this.opening = undefined
      throw error
    })
    return this.opening
  }

  async ask<K extends keyof ReaderRequests>(name: K, args: ReaderRequests[K]['arguments']): Promise<ReaderRequests[K]['body']> {
    await this.about()
    return this.reader.ask(name, args)
  }

  dispose(): void {
    this.reader.dispose()
  }
}
