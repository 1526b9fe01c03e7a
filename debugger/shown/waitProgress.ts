import type { Execution } from '../../core/interpreter/api'
import { isoTime } from '../../core/interpreter/time'
import type { Passing, RealWait, WaitListener } from '../../core/run/passing'
import type { Client } from '../dap'
import type { System } from '../system'
import { timerKind } from './clock'

/** Real milliseconds: shorter waits are over before a person has read of them; and between two reports of one. */
const worthwhile = 1000
const report = 1000

const what = { wait: 'the end of', backoff: 'the next attempt of', task: 'the answer to', deadline: 'the timeout of' } as const

/** Shows a client that has asked for it how a wait goes that takes real time. Who cancels it skips the rest of the wait. */
export class WaitProgress implements WaitListener {
  private ids = 0
  private shown: { readonly id: string; readonly wait: RealWait } | undefined
  private stop = () => {}

  constructor(
    private readonly client: Client,
    private readonly after: System['after'],
    private readonly of: () => { readonly passing: Passing; readonly execution: Execution },
  ) {}

  began(wait: RealWait): void {
    const { passing, execution } = this.of()
    if (!this.client.supports.supportsProgressReporting || (wait.to - wait.from) * passing.scale < worthwhile) return
    const id = `wait-${++this.ids}`
    const next = execution.nextTimer
    const title = next?.thread.state === undefined ? 'Waiting' : `Waiting for ${what[timerKind(next)]} ${next.thread.state.name}`
    this.shown = { id, wait }
    this.client.send('progressStart', { progressId: id, title, message: message(wait), percentage: 0, cancellable: true })
    this.stop = this.after(report, () => this.update())
  }

  ended(): void {
    this.stop()
    if (this.shown !== undefined) this.client.send('progressEnd', { progressId: this.shown.id })
    this.shown = undefined
  }

  /** The client has cancelled it. */
  cancel(id: string): void {
    if (id === this.shown?.id) this.of().passing.skip()
  }

  private update(): void {
    const { shown } = this
    const { passing } = this.of()
    if (shown === undefined) return
    const { from, to } = shown.wait
    if (passing.isMoving) {
      const percentage = Math.floor((100 * ((passing.now ?? to) - from)) / (to - from))
      this.client.send('progressUpdate', { progressId: shown.id, message: message(shown.wait), percentage })
    }
    this.stop = this.after(report, () => this.update())
  }
}

const message = ({ to }: RealWait): string => `until ${isoTime(to)}`
