import type { Execution, Left } from '../../core/interpreter/api'
import { leftText } from '../../core/run/replay/text'
import type { Reason } from '../breakpoints/stoppers'

/** Says when an execution leaves the recording that it follows, and stops it where nobody has made it do so. */
export class Departure {
  /** What was said last; undefined: it follows. */
  private said: string | undefined
  private stoppedFor: Left | undefined

  constructor(
    private readonly execution: Execution,
    private readonly say: (text: string) => void,
  ) {}

  /** Why to stand still, the first time. Undefined: it follows, it follows nothing, or it was to leave. */
  stop(): Reason | undefined {
    const left = this.execution.followed?.left
    if (left === this.stoppedFor) return undefined
    this.stoppedFor = left
    if (left === undefined || (left.kind !== 'diverged' && left.kind !== 'ended')) return undefined
    return {
      reason: 'divergence',
      description: left.kind === 'ended' ? 'The recording ends' : 'The definition does not fit the history',
      text: leftText(left),
    }
  }

  /** Says what has changed since it was last asked. */
  tell(): void {
    const left = this.execution.followed?.left
    const text = left && leftText(left)
    if (text === this.said) return
    this.say(text ?? 'The run follows the recording again.')
    this.said = text
  }
}
