import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Execution, Thread } from '../core/interpreter/api'
import type { Client } from './dap'
import { type Goal, into, nextStage, nextState, outOf } from './goals'
import type { StepBy } from './protocol'
import { isEntering } from './states'

type Granularity = DebugProtocol.SteppingGranularity | undefined

/** What a step means in this session, and where each leads. */
export class Steps {
  private asked: StepBy = 'state'

  constructor(private readonly client: Client) {}

  /** What a step means where its request does not say it. */
  get by(): StepBy {
    return this.asked
  }

  set by(by: StepBy) {
    if (by === this.asked) return
    this.asked = by
    this.client.send('stepthrough/stepBy', { by })
  }

  /** `granularity`: the protocol takes a missing one for `statement`, and some clients always send that, so that it is no wish. */
  private byStage(granularity: Granularity): boolean {
    return granularity === 'instruction' || (granularity !== 'line' && this.asked === 'stage')
  }

  next(execution: Execution, thread: Thread, granularity: Granularity): Goal {
    return (this.byStage(granularity) ? nextStage : nextState)(execution, thread)
  }

  into(execution: Execution, thread: Thread, granularity: Granularity, target: number | undefined): Goal {
    return into(thread, this.next(execution, thread, granularity), target)
  }

  /** By stages a state is what one steps out of: its stages lead to the thread's next state. From its entry it is the branch. */
  out(execution: Execution, thread: Thread, granularity: Granularity): Goal {
    const inside = this.byStage(granularity) && (thread.parent === undefined || !isEntering(thread))
    return inside ? nextState(execution, thread) : outOf(thread)
  }
}
