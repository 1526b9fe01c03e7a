import type { Thread } from '../../core/interpreter/api'
import { type Fault, readFault } from '../../core/interpreter/fault'
import { errorText, stoppedOn } from '../breakpoints/exceptions'
import type { Reason, Stopper } from '../breakpoints/stoppers'
import type { Debuggee } from '../debuggee'
import { errors } from '../errors'
import type { CustomRequests } from '../protocol'
import { threadOf } from './answerTask'

/** Stops a thread for which something has been let happen where that has come. */
export class Injected implements Stopper {
  private thread: number | undefined

  wait(thread: Thread): void {
    this.thread = thread.id
  }

  look(thread: Thread): Reason | undefined {
    if (thread.id !== this.thread || thread.fault !== undefined) return undefined
    const { fate } = thread
    if (fate === undefined && thread.stage === 'waiting') return undefined
    this.thread = undefined
    return fate === undefined
      ? { reason: 'step' }
      : { reason: 'exception', description: stoppedOn[fate.how], text: errorText(thread.error!) }
  }

  again(): undefined {
    return undefined
  }

  back(): void {
    this.thread = undefined
  }
}

/** `stepthrough/inject`: it has happened, or does when the thread goes on. Throws a UserError where it cannot. */
export function inject(live: Debuggee, { fault, ...item }: CustomRequests['stepthrough/inject']['arguments']): void {
  const thread = threadOf(live, item)
  const read = readFault(fault)
  if (read === undefined) throw errors.badFault()
  letHappen(live, thread, read)
}

/** The same for a thread. */
export function letHappen(live: Debuggee, thread: Thread, fault: Fault): void {
  const { state } = thread
  const why = live.execution.inject(thread, fault)
  if (why !== undefined) throw errors.cannotHappen(why)
  live.injected.wait(thread)
  live.runtime.redirected(thread)
  live.log(`You let ${state?.name} ${told(fault)}.`, thread, false)
}

/** What has been let happen, behind "let it". */
function told(fault: Fault): string {
  switch (fault.kind) {
    case 'error':
      return `fail with ${errorText({ error: fault.error, cause: fault.cause })}`
    case 'timeout':
      return 'time out'
    case 'result':
      return 'have a result without its work'
    case 'limit':
      return 'give more than a payload may have'
  }
}
