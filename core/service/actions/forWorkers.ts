import type { Activities } from '../../run/activities'
import type { Tokens } from '../../run/tokens'
import type { Action } from '../action'
import { getActivityTask } from './activities'
import { sendTaskFailure, sendTaskHeartbeat, sendTaskSuccess } from './tasks'

/** The actions by which code takes tasks and answers them: they need no service, only the tasks of a session. */
export const taskActions: readonly Action<{ readonly tokens: Tokens; readonly activities: Activities }>[] = [
  sendTaskSuccess,
  sendTaskFailure,
  sendTaskHeartbeat,
  getActivityTask,
]
