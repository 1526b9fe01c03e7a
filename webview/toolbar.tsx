import { formatDuration } from '../core/base/duration'
import { Icon } from './shared/icons'
import type { Store } from './store'
import { Tabs } from './tabs'

/** DescribeExecution's status: how it is named, its icon and its tone. */
const states = {
  RUNNING: ['Running', 'scheduled', 'running'],
  SUCCEEDED: ['Succeeded', 'succeeded', 'succeeded'],
  FAILED: ['Failed', 'failed', 'failed'],
  TIMED_OUT: ['Timed out', 'failed', 'failed'],
  ABORTED: ['Aborted', 'clear', 'aborted'],
} as const

/** What a running execution is called while it stands. */
const standing = {
  stopped: ['Paused', 'pause', 'paused'],
  task: ['Waits for a result', 'reply', 'paused'],
} as const

/** A run in its file goes on no more. */
const unfinished = ['Not finished', 'aborted', 'aborted'] as const

/** What runs, how it stands, and the views of it. */
export function Toolbar({ store }: { store: Store }) {
  const { timeline, shown } = store
  const halt = store.pending.length > 0 ? 'task' : store.stopped ? 'stopped' : undefined
  const isFile = shown?.kind === 'saved' || shown?.kind === 'history'
  const running = isFile ? unfinished : halt ? standing[halt] : states.RUNNING
  const [name, icon, tone] = timeline.status === 'RUNNING' ? running : states[timeline.status]
  const total = timeline.items.length
  return (
    <header class="toolbar">
      <span class={`status ${tone}`} role="status">
        <Icon name={icon} />
        {name}
      </span>
      <span class="title" title={shown?.name}>
        {shown?.name}
      </span>
      <span class="quiet count">
        {`${total.toLocaleString('en')} ${total === 1 ? 'event' : 'events'}`}
        {timeline.length > 0 && ` · ${formatDuration(timeline.length)}`}
      </span>
      <Tabs store={store} />
    </header>
  )
}
