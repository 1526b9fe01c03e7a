import type { Thread } from '../../core/interpreter/api'
import { Remembered } from '../steps/remembered'
import type { Stop } from '../stop'
import type { Hold } from '../values/evaluate'
import type { Breakpoint } from './breakpoint'
import type { Breakpoints } from './breakpoints'
import { type Exceptions, errorText, stoppedOn } from './exceptions'

/** Why to stop. `thread`: the one that it is told of, where that is not the one that goes on next. */
export type Reason = Omit<Stop, 'thread'> & Partial<Pick<Stop, 'thread'>>

/**
 * One of those who may stop an execution: breakpoints, errors. The runtime asks all of them before each stage; the first that has a reason stops it. What one
 * remembers of the run it keeps with the position, so that it can go back.
 */
export interface Stopper {
  /** The thread is about to go on. Asked once for each position that the execution comes to. */
  look(thread: Thread, position: number): Reason | undefined
  /** The same place on a way back: nothing is counted, told or remembered. Asked in the order of the positions, from a position to which it has gone `back`. */
  again(thread: Thread, position: number): Reason | undefined
  /** The execution stands at a position that it has been at, which has been looked at: what was remembered behind it does not hold. `isWay`: it may come again. */
  back(position: number, isWay: boolean): void
}

/** Asks all who may stop it, so that each sees every stage: the first that has a reason stops it. */
export function askAll(stoppers: readonly Stopper[], how: 'look' | 'again', thread: Thread, position: number): Stop | undefined {
  let stop: Stop | undefined
  for (const stopper of stoppers) {
    const reason = stopper[how](thread, position)
    if (reason !== undefined) stop ??= { thread, ...reason }
  }
  return stop
}

/** What is said in the console: messages of breakpoints, and where one cannot be asked. */
export type Log = (message: string, thread: Thread, important: boolean) => void

/** Stops at breakpoints, and counts their hits. */
export function atBreakpoints(breakpoints: Breakpoints, hold: Hold, log: Log): Stopper {
  const counted = new Remembered<readonly Breakpoint[]>((hit, holds) => {
    for (const breakpoint of hit) breakpoint.hits += holds ? 1 : -1
  })
  const reason = (stopping: readonly Breakpoint[]): Reason | undefined => {
    if (stopping.length === 0) return undefined
    const named = stopping.every(({ kind }) => kind === 'function')
    return { reason: named ? 'function breakpoint' : 'breakpoint', breakpoints: stopping }
  }
  return {
    look(thread, position) {
      const hit = breakpoints.check(thread, hold)
      if (hit === undefined) return undefined
      if (hit.counted.length > 0) counted.add(position, hit.counted)
      for (const message of hit.messages) log(message, thread, false)
      for (const failure of hit.failures) log(failure, thread, true)
      return reason(hit.stopping)
    },
    again(thread, position) {
      counted.at(position)
      return reason(breakpoints.check(thread, hold, false)?.stopping ?? [])
    },
    back: (position, isWay) => counted.at(position, isWay),
  }
}

/** Stops at errors. */
export function atErrors(exceptions: Exceptions, hold: Hold, log: Log): Stopper {
  const known = new Set<string>()
  const told = new Remembered<readonly string[]>((keys, holds) => {
    for (const key of keys) holds ? known.add(key) : known.delete(key)
  })
  /** The same of a way back. */
  let passed = new Set<string>()
  const reason = (thread: Thread, keys: readonly string[]): Reason | undefined =>
    keys.length === 0 ? undefined : { reason: 'exception', description: stoppedOn[thread.fate!.how], text: errorText(thread.error!) }
  return {
    look(thread, position) {
      if (thread.error === undefined) return undefined
      const keys = exceptions.stopping(thread, known, hold, (message) => log(message, thread, true))
      if (keys.length === 0) return undefined
      told.add(position, keys)
      for (const key of keys) known.add(key)
      return reason(thread, keys)
    },
    again(thread, position) {
      told.at(position)
      if (thread.error === undefined) return undefined
      const keys = exceptions.stopping(thread, passed, hold, () => {})
      for (const key of keys) passed.add(key)
      return reason(thread, keys)
    },
    back(position, isWay) {
      told.at(position, isWay)
      passed = new Set(known)
    },
  }
}
