import { DebugBar } from './debug/debugBar'
import { Detail } from './detail/detail'
import { GraphView } from './graph/graphView'
import { PendingBar } from './pendingBar'
import { Split } from './shared/split'
import type { Store } from './store'
import { viewOf } from './tabs'
import { Toolbar } from './toolbar'

/** The execution panel: a toolbar, the tasks that wait, and one view of the run beside the detail of what is chosen. */
export function App({ store }: { store: Store }) {
  const { shown } = store
  if (!shown) {
    return (
      <div class="welcome">
        <p>Run or debug a state machine to see its execution history.</p>
      </div>
    )
  }
  if (shown.kind === 'preview') return <GraphView store={store} />
  const { id, component: View } = viewOf(store)
  return (
    <>
      <Toolbar store={store} />
      {shown.note && (
        <p class="note" role="status">
          {shown.note}
        </p>
      )}
      <DebugBar store={store} />
      <PendingBar tasks={store.pending} answer={(key) => store.send({ type: 'answerTask', key })} />
      <Split
        share={store.kept.split}
        onShare={(split) => store.set({ split })}
        first={
          <div class="view" id="view" role="tabpanel" aria-labelledby={`tab-${id}`}>
            <View store={store} />
          </div>
        }
        second={<Detail store={store} />}
      />
    </>
  )
}
