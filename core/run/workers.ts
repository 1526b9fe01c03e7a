import { type Activities, activityWorkers } from './activities'
import type { Answerer } from './answerer'
import { isCallback } from './callbacks'
import { type TokenWait, waitForToken } from './tokens'

/**
 * For tasks that nobody else answers: a callback waits until its token comes back after all, an activity until a worker has taken it. A debug session
 * stops for a person meanwhile. Of all other tasks the answer is undefined.
 */
export function waitsForCode(wait: TokenWait, activities: Activities): Answerer {
  const workers = activityWorkers(wait, activities, 'person')
  return (call, control) => workers(call, control) ?? (isCallback(call) ? waitForToken(wait, call, control, 'person') : undefined)
}
