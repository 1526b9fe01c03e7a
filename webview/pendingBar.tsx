import type { PendingTask } from '../debugger/protocol'
import { Icon } from './shared/icons'

/** The tasks that wait for a result, each with a button that asks for it. */
export function PendingBar({ tasks, answer }: { tasks: readonly PendingTask[]; answer: (key: string) => void }) {
  if (tasks.length === 0) return null
  return (
    <div class="pending" role="alert">
      {tasks.map((task) => (
        <div class="pending-task" key={task.key}>
          <Icon name="reply" />
          <span class="text">
            <strong>{task.stateName}</strong> waits for {task.byCode ? 'its task token to come back' : 'its result'}
            <span class="quiet"> {task.resource}</span>
          </span>
          <button type="button" class="button" onClick={() => answer(task.key)}>
            Answer…
          </button>
        </div>
      ))}
    </div>
  )
}
