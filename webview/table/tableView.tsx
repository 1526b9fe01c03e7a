import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { VirtualList } from '../shared/virtualList'
import type { Store } from '../store'
import { rowOfEvent, showing } from './finding'
import { Head } from './head'
import { PickerRow } from './pickerRow'
import { Row, visitContext } from './row'
import { eventOf, type TableRow, threadRow, visitOf } from './rows'
import { gridOf } from './scale'
import './table.css'
import { TableBar } from './tableBar'
import { TableKeys } from './tableKeys'
import { Tooltip } from './tooltip'
import { useTable } from './useTable'
import type { Visits } from './visits'

/** The visits of states as a tree with a timeline: branches, items and attempts in their states. It follows the latest until a row is chosen. */
export function TableView({ store }: { store: Store }) {
  const { kept } = store
  const box = useRef<HTMLDivElement>(null)
  const keys = useRef(new TableKeys())
  const table = useTable(store, box)
  const { look, change, visits, rows, scale, ticks, columns, clock, absolute } = table
  const [aimed, setAimed] = useState<string>()
  const [pointed, setPointed] = useState<{ readonly id: string; readonly x?: number }>()

  const following = kept.selected === undefined && kept.state === undefined
  const event = kept.selected ?? (kept.state === undefined ? store.visitsNow.latest : visits.ofState(kept.state).at(-1)?.event)
  const [active, isAimed] = useMemo(() => activeRow(rows, visits, event, aimed), [rows, event, aimed])
  const row = rows[active]

  // What is chosen elsewhere comes into the tree, with all that it is in.
  useEffect(() => {
    const open = following || event === undefined || isAimed ? undefined : showing(look, rows, visits, event)
    if (open) change(open)
  }, [following, event])

  const choose = (index: number, focus = false) => {
    const at = rows[index]
    if (at === undefined) return
    setAimed(at.id)
    const chosen = eventOf(at)
    if (chosen !== undefined) store.set({ selected: chosen, state: undefined })
    const place = at.about.kind === 'picker' ? undefined : visitOf(at)?.state
    if (place !== undefined) store.send({ type: 'reveal', place, focus })
  }
  const toggle = (index: number) => {
    const at = rows[index]
    if (at?.open === undefined) return
    // who looks into something does not want to be taken on to the latest
    const selected = following ? eventOf(at) : kept.selected
    if (following) setAimed(at.id)
    store.set({ selected, table: { ...look, open: { ...look.open, [at.id]: !at.open } } })
  }
  /** A key has led to a row: its times are told beside it. */
  const point = (index: number) => {
    choose(index)
    if (rows[index]) setPointed({ id: rows[index].id })
  }
  const enter = (index: number) => {
    if (row?.about.kind === 'picker') document.getElementById(row.id)?.querySelector('select')?.focus()
    else choose(index, true)
  }
  const follow = () => {
    if (pointed !== undefined) return setPointed(undefined)
    setAimed(undefined)
    store.set({ selected: undefined, state: undefined })
  }
  return (
    <div
      class="table-view"
      ref={box}
      style={{ '--columns': columns.map(({ size }) => size).join(' '), '--grid': gridOf(ticks, scale.breaks) }}
      onPointerLeave={() => setPointed(undefined)}
      onWheel={() => setPointed(undefined)}
      onFocusOut={() => setPointed(undefined)}
    >
      <TableBar table={table} row={row} />
      <VirtualList
        label="States of the execution"
        role="treegrid"
        class="visits"
        count={rows.length}
        rowHeight={22}
        active={active}
        follow={following && visits.execution.status === 'running'}
        list={visits}
        idOf={(index) => rows[index]!.id}
        onActive={point}
        onKey={(e) => keys.current.press(e, table, active, { point, toggle, enter, follow })}
        context={row && visitContext(row, store.debug)}
        head={<Head table={table} setAbsolute={clock.isReal ? undefined : (absolute) => store.set({ absolute })} />}
        empty={<p class="quiet none">No state has been entered yet.</p>}
        row={(index, place) => {
          const each = rows[index]!
          const shared = { row: each, place, chosen: index === active && !following, latest: index === active && following }
          if (each.about.kind === 'picker')
            return (
              <PickerRow
                key={place.key}
                {...shared}
                about={each.about}
                pick={look.picks[each.id]}
                item={row?.about.kind === 'thread' ? row.about.thread : undefined}
                change={(pick) => change({ picks: { ...look.picks, [each.id]: pick } })}
                go={(thread, pick) => {
                  change({ picks: { ...look.picks, [each.id]: pick } })
                  setAimed(threadRow(thread))
                  store.set({ selected: thread.event, state: undefined })
                }}
              />
            )
          return (
            <Row
              key={place.key}
              {...shared}
              debug={store.debug}
              columns={columns}
              scale={scale}
              clock={clock}
              absolute={absolute}
              choose={(focus) => choose(index, focus)}
              toggle={() => toggle(index)}
              point={(x) => setPointed(x === undefined ? undefined : { id: each.id, x })}
            />
          )
        }}
      />
      {pointed !== undefined && (pointed.x !== undefined || pointed.id === row?.id) && (
        <Tooltip box={box} at={pointed} row={rows.find(({ id }) => id === pointed.id)} clock={clock} />
      )}
    </div>
  )
}

/** The row that keys go on from: the one that somebody has aimed at, as long as nothing else was chosen, else that of the chosen event. */
function activeRow(
  rows: readonly TableRow[],
  visits: Visits,
  event: number | undefined,
  aimed: string | undefined,
): readonly [number, boolean] {
  const aim = aimed === undefined ? -1 : rows.findIndex(({ id }) => id === aimed)
  if (aim >= 0 && [undefined, event].includes(eventOf(rows[aim]!))) return [aim, true]
  return [event === undefined ? -1 : rowOfEvent(rows, visits, event), false]
}
