import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { VirtualList } from '../shared/virtualList'
import type { Store } from '../store'
import { kindsIn } from './bars'
import { columnsOf, timelineWidth, toldBy } from './columns'
import { rowOfEvent, showing, treeKey, typeAhead } from './finding'
import { Head } from './head'
import { idleOf } from './idle'
import { initialLook, type TableLook } from './look'
import { PickerRow } from './pickerRow'
import { isRealKnown, RealVisits } from './realVisits'
import { Row, visitContext } from './row'
import { eventOf, rowsOf, type TableRow, visitOf } from './rows'
import { gridOf, Scale, ticksOf } from './scale'
import './table.css'
import { TableBar } from './tableBar'
import { Tooltip } from './tooltip'
import { useWidth } from './useWidth'
import type { Visits } from './visits'
import { nameOf } from './words'
import { around, moved, shownRange, zoomed } from './zoom'

/** Somebody who types on within this many milliseconds is still typing the same name. */
const typing = 800
/** What a time on the axis needs, in CSS pixels. */
const tickWidth = 66

/** The visits of states as a tree with a timeline: branches, items and attempts in their states. It follows the latest until a row is chosen. */
export function TableView({ store }: { store: Store }) {
  const { kept } = store
  const look: TableLook = { ...initialLook, ...kept.table }
  const real = useRef(new RealVisits())
  const history = useMemo(() => store.timeline.items.map(({ row }) => row), [store.visits, store.visits.version])
  const isReal = look.real && isRealKnown(history)
  // a run that is over is there as it was at the event that is looked at
  const visits = isReal ? real.current.of(history) : store.debug.isPast ? store.visitsNow : store.visits
  const absolute = kept.absolute && !isReal
  const change = (part: Partial<TableLook>) => store.set({ table: { ...look, ...part } })
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const [aimed, setAimed] = useState<string>()
  const [pointed, setPointed] = useState<{ readonly id: string; readonly x?: number }>()
  const typed = useRef({ text: '', at: 0 })

  const rows = useMemo(() => rowsOf(visits.roots, look), [visits, visits.version, look.open, look.picks])
  const told = useMemo(() => toldBy(visits), [visits, visits.version])
  const idle = useMemo(() => (look.compress && told.times ? idleOf(visits) : []), [visits, visits.version, look.compress])
  const full = { from: visits.execution.start, to: Math.max(visits.now, visits.execution.end ?? 0) }
  const scale = useMemo(() => new Scale(shownRange(full, look.zoom), idle), [idle, full.from, full.to, look.zoom])
  const kinds = useMemo(() => kindsIn(rows, visits.now), [rows])
  const clock = { origin: full.from, now: visits.now, isReal }
  const columns = columnsOf(width, told, look.share)
  const apart = Math.min(1, tickWidth / Math.max(1, timelineWidth(width, columns, look.share)))
  const ticks = useMemo(() => ticksOf(scale, full.from, apart), [scale, apart])

  const following = kept.selected === undefined && kept.state === undefined
  const event = kept.selected ?? (kept.state === undefined ? store.visitsNow.latest : visits.ofState(kept.state).at(-1)?.event)
  const [active, isAimed] = useMemo(() => activeRow(rows, visits, event, aimed), [rows, event, aimed])
  const row = rows[active]

  // What is chosen elsewhere comes into the tree, with all that it is in.
  useEffect(() => {
    if (following || event === undefined || isAimed) return
    const visit = visits.byEvent(event)
    const open = visit && showing(look, rows, visit)
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
  const toggle = (of: TableRow) => {
    if (of.open === undefined) return
    // who looks into something does not want to be taken on to the latest
    const selected = following ? eventOf(of) : kept.selected
    if (following) setAimed(of.id)
    store.set({ selected, table: { ...look, open: { ...look.open, [of.id]: !of.open } } })
  }
  const zoomKeys: Record<string, () => void> = {
    '+': () => change({ zoom: zoomed(scale, full, 2) }),
    '-': () => change({ zoom: zoomed(scale, full, 0.5) }),
    '0': () => change({ zoom: undefined }),
  }
  const onKey = (e: KeyboardEvent): boolean => {
    if (e.metaKey || e.altKey) return false
    const tree = e.ctrlKey || e.shiftKey ? undefined : treeKey(e.key, rows, active)
    if (tree !== undefined) {
      if (tree.toggle) toggle(row!)
      if (tree.to !== undefined) point(tree.to)
      return true
    }
    if (e.shiftKey && (e.key === 'ArrowLeft' || e.key === 'ArrowRight')) {
      change({ zoom: moved(scale, full, e.key === 'ArrowLeft' ? -0.2 : 0.2) })
      return true
    }
    if (e.ctrlKey) return false
    if (e.key === 'Enter') {
      if (row?.about.kind === 'picker') document.getElementById(row.id)?.querySelector('select')?.focus()
      else choose(active, true)
      return true
    }
    if (e.key === 'Escape') {
      if (pointed !== undefined) setPointed(undefined)
      else {
        setAimed(undefined)
        store.set({ selected: undefined, state: undefined })
      }
      return true
    }
    if (e.key.length !== 1) return false
    const goesOn = e.timeStamp - typed.current.at < typing
    if (!goesOn && Object.hasOwn(zoomKeys, e.key)) {
      zoomKeys[e.key]!()
      return true
    }
    typed.current = { text: goesOn ? typed.current.text + e.key : e.key, at: e.timeStamp }
    const found = typeAhead(rows, nameOf, active, typed.current.text)
    if (found >= 0) point(found)
    return true
  }
  /** A key has led to a row: its times are told beside it. */
  const point = (index: number) => {
    choose(index)
    if (rows[index]) setPointed({ id: rows[index].id })
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
      <TableBar
        look={look}
        change={change}
        scale={scale}
        full={full}
        isTimed={told.times}
        clock={store.shown?.kind === 'history' ? 'recorded' : isRealKnown(history) ? 'known' : 'unknown'}
        kinds={kinds}
        canCompress={scale.breaks.length > 0 || !look.compress}
        focusRow={row && row.about.kind !== 'picker' ? () => change({ zoom: zoomOn(row, full, visits.now) }) : undefined}
      />
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
        onKey={onKey}
        context={row && visitContext(row, store.debug)}
        head={
          <Head
            columns={columns}
            scale={scale}
            ticks={ticks}
            start={full.from}
            full={full}
            absolute={absolute}
            setAbsolute={isReal ? undefined : (absolute) => store.set({ absolute })}
            share={look.share}
            change={change}
          />
        }
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
                  setAimed(`t${thread.id}`)
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
              toggle={() => toggle(each)}
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

/** The range that shows the stretch of a row. */
function zoomOn({ about }: TableRow, full: { readonly from: number; readonly to: number }, now: number) {
  const { start, end } = about.kind === 'visit' ? about.visit : about.kind === 'thread' ? about.thread : about.attempt
  return around(full, start, end ?? now)
}
