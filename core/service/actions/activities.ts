import type { Activities } from '../../run/activities'
import { action } from '../action'
import { activityArn } from '../arns'
import { text } from '../shapes'

/**
 * Gives a worker the next task of an activity; both members are null where none comes within 60 seconds, or at once where the service has
 * no real time. An activity needs no creation here. Source: API reference, GetActivityTask.
 */
export const getActivityTask = action<
  { readonly activityArn: string; readonly workerName?: string | null },
  { readonly activities: Activities }
>('GetActivityTask', { activityArn: text(256, 1), 'workerName?': text(80, 1) }, async ({ activities }, request, caller) => {
  const arn = activityArn(request.activityArn)
  const task = await activities.poll(arn, request.workerName ?? undefined, caller && ((listener) => caller.onGone(listener)))
  return { taskToken: task?.taskToken ?? null, input: task?.input ?? null }
})
