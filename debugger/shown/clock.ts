import type { Execution, NextTimer, Thread } from '../../core/interpreter/api'
import { nameOfThread } from '../../core/interpreter/lineage'
import type { Passing } from '../../core/run/passing'
import type { Client } from '../dap'
import type { ClockBody } from '../protocol'
import { attemptLine } from '../values/retries'
import { toClient } from './threads'

/** What a thread waits for that goes on at a time. */
export const timerKind = ({ thread, isDeadline }: NextTimer): NonNullable<ClockBody['next']>['kind'] => {
  if (isDeadline) return 'deadline'
  if (thread.waitingFor?.kind === 'time') return thread.stage === 'retry' ? 'backoff' : 'wait'
  return 'task'
}

/** Tells the client what time it is in the execution and what is waited for, where that has changed. */
export class Clock {
  private told = ''

  constructor(
    private readonly execution: Execution,
    private readonly passing: Passing,
    private readonly client: Client,
  ) {}

  tell(): void {
    const body = this.body()
    const text = JSON.stringify(body)
    if (text === this.told) return
    this.told = text
    this.client.send('stepthrough/clock', body)
  }

  private body(): ClockBody {
    const { execution, passing } = this
    const { scale } = passing
    const next = execution.nextTimer
    return {
      now: Math.floor(passing.now ?? execution.now),
      rate: passing.isMoving ? 1 / scale : 0,
      time: scale === 0 ? 'virtual' : scale === 1 ? 'real' : scale,
      ...retriesOf(execution.threads),
      ...(next && { next: { at: next.at, kind: timerKind(next), ...whose(next.thread) } }),
    }
  }
}

/** Threads whose retries are told at once. */
const most = 5

function retriesOf(threads: readonly Thread[]): Pick<ClockBody, 'retries'> {
  const retries: NonNullable<ClockBody['retries']>[number][] = []
  for (const thread of threads) {
    const timeline = thread.attempt > 0 || thread.stage === 'retry' ? thread.retryTimeline : undefined
    if (timeline === undefined) continue
    const attempts = timeline.attempts.map((each) => `${each.number} of ${timeline.of} ${attemptLine(each)}`)
    retries.push({ ...whose(thread), threadName: nameOfThread(thread), attempts })
    if (retries.length === most) break
  }
  return retries.length === 0 ? {} : { retries }
}

const whose = ({ id, state }: Thread) => ({ threadId: toClient(id), ...(state && { stateName: state.name }) })
