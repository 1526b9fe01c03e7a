import { Detail } from './detail'
import { EventList } from './eventList'
import type { FromPanel } from './messages'
import { PendingBar } from './pendingBar'
import { Split } from './split'
import type { Store } from './store'
import { Toolbar } from './toolbar'

export type Send = (message: FromPanel) => void

/** The execution panel: a toolbar, the tasks that wait, and the events beside the detail of the chosen one. */
export function App({ store, send }: { store: Store; send: Send }) {
  if (!store.execution) {
    return (
      <div class="welcome">
        <p>Run or debug a state machine to see its execution history.</p>
      </div>
    )
  }
  return (
    <>
      <Toolbar store={store} />
      <PendingBar tasks={store.pending} answer={(key) => send({ type: 'answerTask', key })} />
      <Split
        share={store.kept.split}
        onShare={(split) => store.set({ split })}
        first={<EventList store={store} send={send} />}
        second={<Detail item={store.selected} whole={store.whole} select={(selected) => store.set({ selected })} send={send} />}
      />
    </>
  )
}
