import { parseResource } from '../aws/resource'
import { jsonText } from '../base/jsonText'
import type { Answerer } from './answerer'
import type { RealTime } from './attempt'
import { type TokenWait, waitForToken } from './tokens'

/** What a worker gets. `input`: a JSON text. */
interface ActivityTask {
  readonly taskToken: string
  readonly input: string
}

/** A task that waits for a worker. */
interface Offer extends ActivityTask {
  readonly isWaiting: () => boolean
  readonly taken: (workerName: string | undefined) => void
}

/** A worker that waits for a task. */
interface Poll {
  readonly workerName: string | undefined
  readonly give: (task: ActivityTask | undefined) => void
}

interface Queue {
  readonly offers: Offer[]
  readonly polls: Poll[]
}

/** Milliseconds that a poll waits for a task. Source: API reference, GetActivityTask. */
const longestPoll = 60_000

/** The activities of one session, by ARN: tasks that wait for a worker, and workers that wait for a task. An activity is there once it is named. */
export class Activities {
  private readonly queues = new Map<string, Queue>()

  /** `after`: as of RealTime. Without it a poll that finds no task is over at once. */
  constructor(private readonly after?: RealTime['after']) {}

  /** The next task of an activity, for this worker alone; undefined where none has come within 60 seconds. `onGone`: calls a listener once the worker has gone. */
  poll(arn: string, workerName?: string, onGone?: (listener: () => void) => void): Promise<ActivityTask | undefined> {
    const { offers, polls } = this.queueOf(arn)
    for (let offer = offers.shift(); offer !== undefined; offer = offers.shift()) {
      if (!offer.isWaiting()) continue
      offer.taken(workerName)
      return Promise.resolve(offer)
    }
    const { after } = this
    if (after === undefined) return Promise.resolve(undefined)
    return new Promise((resolve) => {
      const poll: Poll = {
        workerName,
        give: (task) => {
          stop()
          const at = polls.indexOf(poll)
          if (at >= 0) polls.splice(at, 1)
          resolve(task)
        },
      }
      const stop = after(longestPoll, () => poll.give(undefined))
      onGone?.(() => poll.give(undefined))
      polls.push(poll)
    })
  }

  /** Gives a task to the worker that has waited longest, else to the next that comes. */
  offer(arn: string, offer: Offer): void {
    const { offers, polls } = this.queueOf(arn)
    const poll = polls[0]
    if (poll === undefined) offers.push(offer)
    else {
      offer.taken(poll.workerName)
      poll.give(offer)
    }
  }

  private queueOf(arn: string): Queue {
    const known = this.queues.get(arn)
    if (known !== undefined) return known
    const queue = { offers: [], polls: [] }
    this.queues.set(arn, queue)
    return queue
  }
}

/** Answers the tasks of activities: by the worker that takes one, and says by its token what came of it. `ask`: as of `waitForToken`. */
export const activityWorkers =
  (wait: TokenWait, activities: Activities, ask?: 'person'): Answerer =>
  (call, control) => {
    const { resource, taskToken, input } = call
    if (taskToken === undefined || parseResource(resource).kind !== 'activity') return undefined
    const outcome = waitForToken(wait, call, control, ask)
    let about: { readonly workerName?: string } = {}
    activities.offer(resource, {
      taskToken,
      input: jsonText(input),
      isWaiting: () => wait.tokens.find(taskToken)?.isWaiting() ?? false,
      taken: (workerName) => {
        about = workerName === undefined ? {} : { workerName }
        control.know?.(about)
        control.heartbeat()
      },
    })
    return outcome.then((answer) => ({ ...answer, ...about }))
  }
