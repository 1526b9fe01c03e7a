import { useMemo } from 'preact/hooks'
import { Icon } from '../shared/icons'
import { VirtualList } from '../shared/virtualList'
import type { Store } from '../store'
import type { Visit } from '../table/visit'
import { statusNames } from '../table/words'
import { type ComparedRuns, compareRuns, type RunRow } from './runRows'
import { differenceText, firstText } from './words'
import './compare.css'

const rowHeight = 22

/** Two runs held against each other; nothing has changed since the last time where both stand as they did. */
export function useCompared(store: Store): ComparedRuns | undefined {
  const { beside } = store
  return useMemo(() => beside && compareRuns(sideOf(store), sideOf(beside)), [beside, store.visits.version, beside?.visits.version])
}

const sideOf = ({ visits, timeline }: Store) => ({ visits, row: (id: number) => timeline.items[id - 1]?.row })

/** The chosen row; the first that differs where none is. */
export function chosenRow({ rows, first }: ComparedRuns, key: string | undefined): number {
  const chosen = key === undefined ? -1 : rows.findIndex((row) => row.key === key)
  return chosen >= 0 ? chosen : (first ?? (rows.length > 0 ? 0 : -1))
}

// biome-ignore-start lint/a11y/useSemanticElements: a table of which only what is in sight is there
// biome-ignore-start lint/a11y/useKeyWithClickEvents: the list has the keys
// biome-ignore-start lint/a11y/useFocusableInteractive: the list has the focus

/** The states of two runs side by side: what differs, and where that begins. */
export function RunsView({ store }: { store: Store }) {
  const compared = useCompared(store)
  const { beside, kept } = store
  if (compared === undefined || beside === undefined) return null
  const { rows, first, different } = compared
  const at = chosenRow(compared, kept.pair)
  const shown = kept.onlyDifferent ? rows.flatMap((row, i) => (row.differs.length > 0 || i === at ? [i] : [])) : rows.map((_, i) => i)
  const position = shown.indexOf(at)
  const choose = (index: number) => store.set({ pair: rows[shown[index] ?? -1]?.key })
  const names = [store.shown?.name ?? 'First', beside.shown?.name ?? 'Second'] as const
  return (
    <div class="compared">
      <div class="compared-bar">
        {first === undefined ? (
          <span>
            <Icon name="equal" /> Both runs do the same
          </span>
        ) : (
          <>
            <button type="button" class="link" onClick={() => store.set({ pair: rows[first]!.key })}>
              <Icon name="changed" /> First difference
            </button>
            <span class="text">{firstText(rows[first]!)}</span>
            <span class="quiet">
              {different.toLocaleString('en')} of {rows.length.toLocaleString('en')} visits differ
            </span>
            <label>
              <input type="checkbox" checked={kept.onlyDifferent} onChange={(e) => store.set({ onlyDifferent: e.currentTarget.checked })} />
              Only what differs
            </label>
          </>
        )}
      </div>
      <VirtualList
        label="States of both runs"
        role="grid"
        class="compared-list"
        count={shown.length}
        rowHeight={rowHeight}
        active={position}
        follow={false}
        list={kept.onlyDifferent}
        idOf={(index) => `pair-${shown[index]}`}
        onActive={choose}
        head={
          <div class="compared-head" role="row" aria-rowindex={1}>
            {['State', ...names, 'Differs'].map((name, i) => (
              <span key={i} role="columnheader" class="text" title={name}>
                {name}
              </span>
            ))}
          </div>
        }
        empty={<p class="quiet none">Neither run has entered a state yet.</p>}
        row={(index, place) => {
          const row = rows[shown[index]!]!
          const isFirst = shown[index] === first
          return (
            <div
              {...place}
              role="row"
              class={`list-row compared-row${index === position ? ' selected' : ''}${row.differs.length > 0 ? ' differs' : ''}`}
              aria-selected={index === position}
              onClick={() => choose(index)}
            >
              <span role="gridcell" class="text" style={{ paddingLeft: `${Math.min(row.depth, 8) * 12}px` }} title={nameOf(row)}>
                {row.name}
                {row.depth > 0 && <span class="quiet"> {row.thread}</span>}
              </span>
              <Cell visit={row.left} />
              <Cell visit={row.right} />
              <span role="gridcell" class="differing" title={differenceText(row)}>
                {row.differs.length > 0 && <Icon name="changed" />}
                <span class="text">
                  {isFirst && <strong>First: </strong>}
                  {differenceText(row)}
                </span>
              </span>
            </div>
          )
        }}
      />
    </div>
  )
}

const nameOf = ({ name, thread, depth }: RunRow): string => (depth > 0 ? `${name} in ${thread}` : name)

function Cell({ visit }: { visit: Visit | undefined }) {
  if (visit === undefined)
    return (
      <span role="gridcell" class="quiet">
        –<span class="unseen">not there</span>
      </span>
    )
  const [name, icon] = statusNames[visit.status]
  return (
    <span role="gridcell" class={`compared-status ${visit.status}`}>
      <Icon name={icon} />
      <span class="text">{name}</span>
    </span>
  )
}

// biome-ignore-end lint/a11y/useFocusableInteractive: see above
// biome-ignore-end lint/a11y/useKeyWithClickEvents: see above
// biome-ignore-end lint/a11y/useSemanticElements: see above
