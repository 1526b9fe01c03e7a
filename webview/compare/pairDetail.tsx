import { useEffect } from 'preact/hooks'
import type { ValueRef } from '../../core/run/inspect/types'
import type { LabelledText } from '../messages'
import type { Store } from '../store'
import type { Visit } from '../table/visit'
import { statusNames } from '../table/words'
import { DiffTable } from './diffView'
import type { RunRow } from './runRows'
import { chosenRow, useCompared } from './runsView'
import { differenceText } from './words'

/** What the two runs have of the chosen visit: input, error and output, with the differences. */
export function PairDetail({ store }: { store: Store }) {
  const compared = useCompared(store)
  const row = compared?.rows[chosenRow(compared, store.kept.pair)]
  const { beside } = store
  if (row === undefined || beside === undefined) return <section class="detail" aria-label="Comparison" />
  const { name, left, right, differs } = row
  return (
    <section class="detail" aria-label={`${name} in both runs`}>
      <div class="heading">
        <strong>{name}</strong>
        <span class="quiet">{differs.length === 0 ? 'the same in both runs' : differenceText(row)}</span>
      </div>
      <Facts row={row} names={[labelOf(store), labelOf(beside)]} />
      {left && right && (
        <>
          <Payload store={store} beside={beside} row={row} name="input" title="Input" />
          <Payload store={store} beside={beside} row={row} name="output" title="Output" />
        </>
      )}
    </section>
  )
}

const labelOf = ({ shown }: Store): string => shown?.name ?? 'Run'

function Facts({ row: { left, right, differs }, names }: { row: RunRow; names: readonly [string, string] }) {
  const both = [left, right] as const
  return (
    <table class="diff-table pair-facts">
      <thead>
        <tr>
          <th scope="col">
            <span class="unseen">What</span>
          </th>
          {names.map((name, i) => (
            <th key={i} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr class={differs.includes('status') || differs.includes('alone') ? 'changed' : undefined}>
          <th scope="row">Status</th>
          {both.map((visit, i) => (
            <td key={i}>{visit === undefined ? 'not there' : statusNames[visit.status][0]}</td>
          ))}
        </tr>
        {both.some((visit) => visit?.trouble) && (
          <tr class={differs.includes('error') ? 'changed' : undefined}>
            <th scope="row">Error</th>
            {both.map((visit, i) => (
              <td key={i}>{troubleText(visit)}</td>
            ))}
          </tr>
        )}
        <tr class={differs.includes('next') ? 'changed' : undefined}>
          <th scope="row">Then</th>
          {both.map((visit, i) => (
            <td key={i}>{nextOf(visit)}</td>
          ))}
        </tr>
      </tbody>
    </table>
  )
}

const troubleText = (visit: Visit | undefined): string =>
  [visit?.trouble?.error, visit?.trouble?.cause].filter((part) => part !== undefined).join(': ')

function nextOf(visit: Visit | undefined): string {
  if (visit === undefined) return ''
  const { visits } = visit.thread
  return visits[visits.indexOf(visit) + 1]?.name ?? 'the end'
}

interface PayloadProps {
  readonly store: Store
  readonly beside: Store
  readonly row: RunRow
  readonly name: 'input' | 'output'
  readonly title: string
}

/** A payload of both runs, fetched whole. */
function Payload({ store, beside, row: { left, right, name: state }, name, title }: PayloadProps) {
  const one = usePayload(store, left!, name)
  const other = usePayload(beside, right!, name)
  if (one === 'none' && other === 'none') return null
  return (
    <div class="pair-payload">
      <h3>{title}</h3>
      {one === undefined || other === undefined ? (
        <p class="quiet none">Reading…</p>
      ) : (
        <DiffTable
          store={store}
          left={labelled(one, `${title} of ${state}, ${labelOf(store)}`)}
          right={labelled(other, `${title} of ${state}, ${labelOf(beside)}`)}
          heads={[labelOf(store), labelOf(beside)]}
        />
      )}
    </div>
  )
}

const labelled = (text: string, label: string): LabelledText => ({ label, text: text === 'none' ? 'null' : text })

/** Its JSON text; `none`: there is none; undefined: it is not there yet. */
function usePayload({ answers, moved }: Store, { event, end }: Visit, name: 'input' | 'output'): string | undefined {
  const ref: ValueRef = { event, name }
  const version = end === undefined ? moved : 0
  useEffect(() => answers.want('valueText', { ref, steps: [] }, version))
  const known = answers.get('valueText', { ref, steps: [] })
  return known && (known.body ?? 'none')
}
