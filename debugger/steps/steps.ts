import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Execution, Thread } from '../../core/interpreter/api'
import type { Client } from '../dap'
import type { StepBy } from '../protocol'
import { isEntering } from '../shown/states'
import { type Goal, into, nextStage, nextState, outOf } from './goals'
import { intoTarget } from './stepInTargets'

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

  /**
   * By states from the entry of one that has something inside to the first state there; from any other place through the stages. `hasInside`: whether what
   * answers its task can be stepped into.
   */
  into(execution: Execution, thread: Thread, granularity: Granularity, target: number | undefined, hasInside: boolean): Goal {
    if (target !== undefined) return intoTarget(execution, thread, target)
    const whole = !this.byStage(granularity) && isEntering(thread) && (hasInside || thread.state!.machines.length > 0)
    return into(thread, (whole ? nextState : nextStage)(execution, thread))
  }

  /** From a stage of a state to the thread's next state. From its entry to the thread's owner; by stages, where there is none, to the next state. */
  out(execution: Execution, thread: Thread, granularity: Granularity): Goal {
    const within = !isEntering(thread) || (this.byStage(granularity) && thread.parent === undefined)
    return within ? nextState(execution, thread) : outOf(thread)
  }

  /** What one step back goes over: a DAP client says of it too what it means. */
  backBy(granularity: Granularity): StepBy {
    return this.byStage(granularity) ? 'stage' : 'state'
  }
}
