import type { Execution, TaskCall, TaskOutcome } from '../interpreter/api'
import type { Control } from './answerer'
import type { Answer, OpenTasks } from './openTasks'

/** A task that waits for its token to come back, or has. */
export interface TokenTask {
  /** Whether it still waits: its execution runs, and nobody has answered it. Only such a task is to be answered. */
  readonly isWaiting: () => boolean
  readonly answer: (answer: Answer) => void
  /** Its HeartbeatSeconds begin anew. */
  readonly heartbeat: () => void
}

/** The tasks of one session by their tokens, for whoever hears SendTaskSuccess, SendTaskFailure and SendTaskHeartbeat. */
export class Tokens {
  private readonly tasks = new Map<string, TokenTask>()

  /** Undefined: no task of this session has ever had the token. */
  find(token: string): TokenTask | undefined {
    return this.tasks.get(token)
  }

  /** The same token again: its task has been begun anew, and the one before is forgotten. */
  hold(token: string, task: TokenTask): void {
    this.tasks.set(token, task)
  }
}

/** What a task of one execution waits with. `execution`: as it stands when it is asked for; after a step back its threads are others. */
export interface TokenWait {
  readonly tokens: Tokens
  readonly open: OpenTasks
  readonly execution: () => Pick<Execution, 'status' | 'threads'>
  /** Code has answered a task of it, for which it may have stopped. */
  readonly answered?: () => void
}

/**
 * Makes a call wait until its token comes back, or a person answers it in the debugger: who is first. Its outcome says who that was. `ask`: who is
 * expected to; a debug session stops where it is a person.
 */
export function waitForToken(wait: TokenWait, call: TaskCall, control: Control, ask: 'code' | 'person' = 'code'): Promise<TaskOutcome> {
  const { tokens, open, execution } = wait
  const { taskToken } = call
  /** The call that waits with the token now. */
  const waiting = (): TaskCall | undefined => {
    const { status, threads } = execution()
    if (status !== 'RUNNING') return undefined
    for (const thread of threads) {
      const each = open.of(thread)
      if (each?.taskToken === taskToken) return each
    }
    return undefined
  }
  if (taskToken !== undefined)
    tokens.hold(taskToken, {
      isWaiting: () => waiting() !== undefined,
      answer: (answer) => {
        open.resolve(waiting() ?? call, answer, false, 'callback')
        wait.answered?.()
      },
      heartbeat: () => control.heartbeat(),
    })
  return ask === 'code' ? open.askCode(call) : open.ask(call)
}
