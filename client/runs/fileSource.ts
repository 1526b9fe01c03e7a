import * as vscode from 'vscode'
import type { PanelRequests, Question, Shown, ToPanel } from '../../webview/messages'
import type { RunSource } from '../panel/source'
import { OpenRun } from './reader'

/** How a run that is open answers the questions of a panel. */
const answers: {
  [K in keyof PanelRequests]: (run: OpenRun, args: PanelRequests[K]['arguments']) => Promise<PanelRequests[K]['body']>
} = {
  whole: (run, args) => run.ask('whole', args),
  search: (run, args) => run.ask('search', args),
  visit: (run, args) => run.ask('visit', args),
  execution: (run) => run.ask('execution', undefined),
  value: (run, args) => run.ask('value', args),
  valueText: (run, args) => run.ask('valueText', args),
  goTo: () => Promise.reject(new Error('The run is over: debug or replay it again to go through it.')),
}

/** Answers a question of a panel by a run that is open. */
export const answerBy = (run: OpenRun, { name, args }: Question): Promise<unknown> =>
  (answers[name] as (run: OpenRun, args: unknown) => Promise<unknown>)(run, args)

/** A saved run or an imported history, out of its file. Its rows come in parts, and anew whenever a panel is loaded. */
export class FileSource implements RunSource {
  private readonly changed = new vscode.EventEmitter<ToPanel>()
  readonly onDidChange = this.changed.event
  readonly run: OpenRun
  private about: Shown
  /** Another one whenever the rows begin anew: those of before are not sent any more. */
  private turn = 0
  private hasChosen = false

  constructor(
    extension: vscode.Uri,
    readonly path: string,
    name: string,
    /** The id of the event that is to be looked at. */
    private event?: number,
  ) {
    this.run = new OpenRun(extension, path)
    this.about = { id: path, name, kind: 'saved', again: { kind: 'run', path } }
  }

  get shown(): Shown {
    return this.about
  }

  dispose(): void {
    this.turn++
    this.changed.dispose()
    this.run.dispose()
  }

  all(): ToPanel[] {
    void this.sendRows(++this.turn)
    return []
  }

  ask(question: Question): Promise<unknown> {
    // whoever asks has heard it, and may look at another one since
    if (this.hasChosen) this.event = undefined
    return answerBy(this.run, question)
  }

  private async sendRows(turn: number): Promise<void> {
    try {
      const { kind, note } = await this.run.about()
      if (turn !== this.turn) return
      this.tell(kind, note)
      const graph = await this.run.ask('graph', undefined)
      if (turn !== this.turn) return
      this.changed.fire({ type: 'graph', graphs: graph && { file: graph.file, machines: [graph.machine], files: [] } })
      for (let from: number | undefined = 0; from !== undefined; ) {
        const { next, ...history }: Awaited<ReturnType<typeof this.rowsFrom>> = await this.rowsFrom(from)
        if (turn !== this.turn) return
        this.changed.fire({ type: 'history', history })
        this.choose(history.from + history.events.length)
        from = next
      }
    } catch (error) {
      if (turn === this.turn) this.tell(this.about.kind, error instanceof Error ? error.message : String(error))
    }
  }

  /** Once so many events are there. */
  private choose(count: number): void {
    const { event } = this
    if (event === undefined || event > count) return
    this.changed.fire({ type: 'choose', id: event })
    this.hasChosen = true
  }

  private rowsFrom(from: number) {
    return this.run.ask('rows', { from })
  }

  private tell(kind: Shown['kind'], note: string | undefined): void {
    const { id, name, again } = this.about
    const about: Shown = { id, name, kind, ...(again && { again }), ...(note !== undefined && { note }) }
    const isNew = kind !== this.about.kind || note !== this.about.note
    this.about = about
    if (isNew) this.changed.fire({ type: 'shown', shown: this.shown })
  }
}
