import { useState } from 'preact/hooks'
import { quotas } from '../../core/aws/quotas'
import { formatBytes } from '../shared/format'
import { Icon } from '../shared/icons'
import { meterOf, shareText } from './meter'
import { Bar } from './meterRow'
import { type Column, type Sorting, sortedBy, stateSizes } from './stateSizes'
import type { StateUsage } from './usage'

const columns: readonly (readonly [column: Column, title: string, about: string])[] = [
  ['name', 'State', ''],
  ['largest', 'Largest', 'The largest of its payloads, beside the limit'],
  ['visits', 'Visits', 'How often it was entered'],
  ['transitions', 'Transitions', 'State transitions that AWS bills: entries and retries'],
  ['input', 'Input', 'The largest that it was given'],
  ['request', 'Sent', 'The largest that its task was sent'],
  ['result', 'Result', 'The largest that its task has answered'],
  ['output', 'Output', 'The largest that it gave'],
]
const limit = quotas.STANDARD.payloadBytes
/** Rows that are there at first. */
const some = 100

/** The states with their largest payloads, sorted by any of these. */
export function StateTable({ states, choose }: { states: readonly StateUsage[]; choose: (event: number) => void }) {
  const [sorting, setSorting] = useState<Sorting>({ by: 'largest', descending: true })
  const [all, setAll] = useState(false)
  const rows = stateSizes(states, sorting)
  return (
    <section aria-label="Payloads by state">
      <h2>Payloads by state</h2>
      <div class="states-scroll">
        <table class="states">
          <thead>
            <tr>
              {columns.map(([column, title, about]) => (
                <th
                  key={column}
                  scope="col"
                  class={column === 'name' ? undefined : 'amount'}
                  aria-sort={sorting.by === column ? (sorting.descending ? 'descending' : 'ascending') : 'none'}
                >
                  <button type="button" title={about || undefined} onClick={() => setSorting(sortedBy(column, sorting))}>
                    {title}
                    {sorting.by === column && <Icon name={sorting.descending ? 'after' : 'before'} />}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, all ? rows.length : some).map((row) => {
              const { share, level } = meterOf(row.bytes, limit)
              return (
                <tr key={row.key} class={level}>
                  <th scope="row">
                    {row.event === undefined ? (
                      row.name
                    ) : (
                      <button type="button" class="link" title={`Choose event ${row.event}`} onClick={() => choose(row.event!)}>
                        {row.name}
                      </button>
                    )}
                  </th>
                  <td class="amount">
                    <span class="largest">
                      {level !== 'fine' && <Icon name="warning" />}
                      <Bar share={share} level={level} />
                      <span class="share-text">{shareText(share)}</span>
                    </span>
                  </td>
                  <td class="amount">{row.visits.toLocaleString('en')}</td>
                  <td class="amount">{row.transitions.toLocaleString('en')}</td>
                  {(['input', 'request', 'result', 'output'] as const).map((sort) => (
                    <td key={sort} class="amount">
                      {row.largest[sort] && formatBytes(row.largest[sort].bytes)}
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {rows.length > some && !all && (
        <button type="button" class="link" onClick={() => setAll(true)}>
          Show all {rows.length.toLocaleString('en')} states
        </button>
      )}
    </section>
  )
}
