import { memberOf } from '../model/machine'
import type { NextTimer } from './api'
import type { Alarm, ThreadImpl } from './thread'
import { type Timer, Timers } from './timers'

/** The timers of threads: what a thread waits for, and the deadlines of executions. One that nobody waits for any more is passed over. */
export class Alarms {
  private readonly timers = new Timers<ThreadImpl>()

  set(thread: ThreadImpl, at: number, order: number): void {
    this.timers.add({ at, order, target: thread })
  }

  /** That of the execution that the thread is the root of. */
  setDeadline(thread: ThreadImpl): void {
    const { deadline, order } = thread.identity
    this.set(thread, deadline, order)
  }

  /** The first that somebody waits for. */
  get first(): Timer<ThreadImpl> | undefined {
    let timer = this.timers.first
    while (timer !== undefined && !isAwaited(timer)) {
      this.timers.take()
      timer = this.timers.first
    }
    return timer
  }

  /** The same, as somebody sees it who looks. */
  next(now: number): NextTimer | undefined {
    const { first } = this
    if (first === undefined) return undefined
    const { at, target } = first
    const isEnd = isDeadline(first)
    // that of the service is a year: as good as none
    if (isEnd && memberOf(target.machine.machine.node, 'TimeoutSeconds') === undefined) return undefined
    return { at: Math.max(at, now), thread: target, isDeadline: isEnd }
  }

  take(): void {
    this.timers.take()
  }

  clear(): void {
    this.timers.clear()
  }

  /** Those of a thread that has been restored. */
  restore(thread: ThreadImpl): void {
    if (thread.kind === 'machine' || thread.kind === 'execution') this.setDeadline(thread)
    const alarm = alarmOf(thread)
    if (alarm !== undefined) this.set(thread, alarm.until, alarm.order)
  }
}

/** Whether a timer ends the execution that its thread is the root of. */
export const isDeadline = ({ target: { kind, identity }, order }: Timer<ThreadImpl>): boolean =>
  (kind === 'machine' || kind === 'execution') && identity.order === order

/** The timer that a thread waits for. */
export function alarmOf({ frame: { waiting } }: ThreadImpl): Alarm | undefined {
  if (waiting === undefined || waiting.kind === 'asked') return undefined
  return waiting.kind === 'time' ? waiting : waiting.timeout
}

const isAwaited = (timer: Timer<ThreadImpl>): boolean =>
  !timer.target.ended && (isDeadline(timer) || alarmOf(timer.target)?.order === timer.order)
