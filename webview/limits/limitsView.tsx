import { useEffect, useRef } from 'preact/hooks'
import { quotas } from '../../core/aws/quotas'
import { formatDuration } from '../../core/base/duration'
import { formatBytes } from '../shared/format'
import type { Store } from '../store'
import { CostEstimate } from './costEstimate'
import { MeterRow } from './meterRow'
import './limits.css'
import { StateTable } from './stateTable'
import { Usage } from './usage'

const { STANDARD: standard, EXPRESS: express } = quotas

/** What the run takes of AWS's limits, and what it would cost there. */
export function LimitsView({ store }: { store: Store }) {
  const { timeline } = store
  const { items } = timeline
  const counted = useRef(new Usage())
  if (!counted.current.goesOnWith(items)) counted.current = new Usage()
  const usage = counted.current
  usage.add(items)
  useEffect(() => {
    const ask = () => store.send({ type: 'costs' })
    ask()
    // settings may have been changed meanwhile
    window.addEventListener('focus', ask)
    return () => window.removeEventListener('focus', ask)
  }, [])
  if (items.length === 0) return <p class="quiet limits-none">No events yet.</p>
  const { largest, transitions, retries, childExecutions, redrives } = usage
  const choose = (selected: number) => store.set({ selected })
  const parts = [
    [retries, 'of them a retry', 'of them retries'],
    [childExecutions, 'of them a child execution', 'of them child executions'],
    [redrives, 'of them a redrive', 'of them redrives'],
  ] as const
  return (
    <div class="limits">
      <section aria-label="Limits">
        <h2>Limits</h2>
        <dl class="meters">
          <MeterRow name="History events" value={items.length} limit={standard.historyEvents} text={(n) => n.toLocaleString('en')}>
            A Standard execution fails when it reaches them; an Express one has no such limit.
          </MeterRow>
          <MeterRow name="Largest payload" value={largest?.bytes ?? 0} limit={standard.payloadBytes} text={formatBytes}>
            {largest && (
              <button type="button" class="link" onClick={() => choose(largest.event)}>
                {largest.name === undefined ? 'Execution' : `${largest.name}`}, event {largest.event}
              </button>
            )}
          </MeterRow>
          <MeterRow
            name="Duration, as a Standard execution"
            value={timeline.length}
            limit={standard.executionSeconds * 1000}
            text={formatDuration}
          />
          <MeterRow
            name="Duration, as an Express execution"
            value={timeline.length}
            limit={express.executionSeconds * 1000}
            text={formatDuration}
          >
            Of the clock of this run: tasks that are mocked take no time.
          </MeterRow>
          <div class="meter">
            <dt>State transitions</dt>
            <dd>
              <strong>{transitions.toLocaleString('en')}</strong>
              <span class="quiet">
                {parts
                  .filter(([count]) => count > 0)
                  .map(([count, one, many]) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`)
                  .join(', ')}
              </span>
            </dd>
          </div>
          <div class="meter">
            <dt>Executions</dt>
            <dd>
              <strong>{(1 + childExecutions).toLocaleString('en')}</strong>
              <span class="quiet">{childExecutions > 0 && 'with one for each item of a distributed Map'}</span>
            </dd>
          </div>
        </dl>
      </section>
      <StateTable states={[...usage.states.values()]} choose={choose} />
      <CostEstimate store={store} usage={usage} />
    </div>
  )
}
