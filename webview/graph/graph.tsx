import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { DocumentGraph } from '../../core/language/features/flowGraphs'
import type { Store } from '../store'
import { Drawing, type DrawingProps, legible, nodeContext } from './drawing'
import './graph.css'
import { GraphBar } from './graphBar'
import { graphKeys } from './keys'
import { Minimap } from './minimap'
import { marksOf } from './model'
import { Navigation } from './navigate'
import { SaveImage } from './saveImage'
import { useCamera, useSize } from './useCamera'
import { useLayout } from './useLayout'
import { usePointer } from './usePointer'
import { centred, inSight, type Size, showing, type Viewport } from './viewport'

/** One machine: what of it is in sight, and how one goes about in it. */
export function Graph({ store, shown }: { store: Store; shown: DocumentGraph }) {
  const { graph: model, kept: keeps } = store
  const graphs = model.graphs!
  const index = model.index(shown.graph)
  const collapsed = keeps.collapsed
  const stage = useRef<HTMLDivElement>(null)
  const size = useSize(stage)
  // Where the view is low it goes across; it does not turn while somebody changes the view's size.
  const room = useRef<boolean | undefined>(undefined)
  if (size && size.height > 0) room.current ??= isLow(size)
  const isAcross = keeps.across ?? room.current ?? false
  const laidOut = useLayout(size && { graph: shown.graph, collapsed, isAcross }, size && `${index.shape} ${collapsed.join()} ${isAcross}`)
  const layout = laidOut?.layout
  const navigation = useMemo(() => layout && new Navigation(layout, index.ownerOf, index.machinesOf, laidOut!.isAcross), [layout])
  const focused = store.debug.thread?.event
  const run = store.shown?.kind === 'preview' ? undefined : model.run(store.visitsNow, focused)
  const marks = useMemo(() => marksOf(shown), [shown])
  const breakpoints = useMemo(() => index.breakpoints(store.debug.breakpoints), [index, store.debug.breakpoints])
  const cursor = useMemo(() => (model.cursor === undefined ? undefined : index.at(model.cursor)?.key), [index, model.cursor])
  const visit = keeps.selected === undefined ? undefined : store.visits.byEvent(keeps.selected)
  const selected = visit && index.nodes.has(visit.key) ? visit.key : keeps.state

  const boxOf = (key: string | undefined) => (key === undefined ? undefined : layout?.boxes.find((box) => box.key === key))
  const whose = `${graphs.file} ${shown.name ?? ''}`
  const camera = useCamera({
    ...{ layout, size, first: boxOf(selected ?? cursor ?? run?.current) },
    remembered: keeps.viewport?.of === whose ? keeps.viewport.at : undefined,
    remember: (at) => store.keepNow({ viewport: { of: whose, at } }),
  })
  const { viewport, look, fit } = camera
  const zoom = (steps: number) => camera.zoom(steps, boxOf(selected))

  // What is to come into sight as soon as it is there: it may be in a state that is collapsed.
  const wanted = useRef<string | undefined>(undefined)
  const show = (key: string) => {
    const around = index.around(key).filter((each) => collapsed.includes(each))
    if (around.length > 0) store.set({ collapsed: collapsed.filter((each) => !around.includes(each)) })
    wanted.current = key
  }
  // What the pointer has chosen is in sight: it stays where it is, so that the second click of two meets the same state.
  const pointed = useRef<string | undefined>(undefined)
  const select = (key: string, focus: boolean, byPointer = false) => {
    pointed.current = byPointer ? key : undefined
    const node = index.nodes.get(key)?.node
    const place = node && model.placeOf(node)
    // one that comes on the way ahead is known, too
    store.set({ selected: run?.nodes.get(key)?.latest.event ?? store.visits.ofState(key)[0]?.event, state: key })
    if (place) store.send({ type: 'reveal', place, focus })
  }
  const fold = (key: string) => {
    if (!boxOf(key) || boxOf(key)!.isOpen === undefined) return
    store.set({ collapsed: collapsed.includes(key) ? collapsed.filter((each) => each !== key) : [...collapsed, key] })
  }
  const turn = (across: boolean) => {
    camera.forget()
    store.set({ across, viewport: undefined })
  }
  const breakOn = (key: string) => {
    const node = index.nodes.get(key)?.node
    const place = node && model.placeOf(node)
    if (place && node.doubt !== 'missing' && node.doubt !== 'unknown')
      store.send({ type: 'breakpoint', place, offsets: (breakpoints.get(key) ?? []).map(({ offset }) => offset) })
  }
  // While it runs on nothing moves: only where it stands is shown.
  const current = store.stopped || store.pending.length > 0 ? run?.current : undefined
  const followed = [selected, keeps.selected === undefined && !keeps.state ? current : undefined, cursor]
  const before = useRef(followed)
  followed.forEach((key, i) => {
    if (key !== undefined && key !== before.current[i] && key !== pointed.current) show(key)
  })
  before.current = followed
  useLayoutEffect(() => {
    const box = boxOf(wanted.current)
    if (!box || !size || !viewport) return
    wanted.current = undefined
    if (showing(viewport, box, size) !== viewport) look((now) => showing(now, box, size), true)
  })

  const [search, setSearch] = useState('')
  const hits = useMemo(() => index.search(search), [index, search])
  const found = useMemo(() => new Set(hits), [hits])
  const hit = hits.indexOf(selected ?? '')
  const goToHit = (by: 1 | -1) => {
    const next = hits[(hit + by + (hit < 0 && by < 0 ? 1 : 0) + hits.length) % hits.length]
    if (next === undefined) return
    select(next, false)
    show(next)
  }
  const [saving, setSaving] = useState<'svg' | 'png'>()
  const pointer = usePointer(stage, look)
  const keyOf = (event: Event) => (event.target as Element).closest('[data-key]')?.getAttribute('data-key') ?? undefined
  const title = shown.name ?? graphs.file.split(/[\\/]/).at(-1) ?? 'Graph'
  const drawing: Omit<DrawingProps, 'sight' | 'scale' | 'ids'> | undefined = layout &&
    navigation && {
      ...{
        layout,
        nodes: index.nodes,
        level: (machine: string) => navigation.level(machine),
        run,
        marks,
        breakpoints,
        selected,
        cursor,
        toggle: fold,
      },
      hits: found,
    }
  const containers = index.containers
  const isAllFolded = containers.length > 0 && containers.every((key) => collapsed.includes(key))
  const onKeyDown = graphKeys({
    go: (key) => {
      const to = navigation?.go(key, selected)
      if (to !== undefined) select(to, false)
      return true
    },
    pan: (dx, dy) => look(({ x, y, scale }) => ({ scale, x: x + dx, y: y + dy }), true),
    page: () => (size?.height ?? 0) * 0.8,
    zoom,
    all: fit,
    whole: camera.whole,
    open: () => selected !== undefined && select(selected, true),
    fold: () => selected !== undefined && fold(selected),
    breakOn: () => selected !== undefined && breakOn(selected),
    leave: () => store.set({ selected: undefined, state: undefined }),
    search: () => stage.current?.parentElement?.querySelector<HTMLInputElement>('.find input')?.select(),
  })
  const sight = viewport && size && inSight(viewport, size, 60)
  const active = layout?.boxes.findIndex(({ key }) => key === selected) ?? -1
  return (
    <div class="graph">
      <GraphBar
        machines={graphs.machines.map(({ name }) => name ?? '')}
        machine={shown.name}
        choose={(machine) => store.set({ machine, viewport: undefined, state: undefined })}
        {...{ search, hit, zoom, fit, goToHit, find: setSearch, hits: hits.length, scale: viewport?.scale ?? 1, save: setSaving }}
        leaveSearch={() => {
          setSearch('')
          stage.current?.focus()
        }}
        turn={{ isAcross, toggle: () => turn(!isAcross) }}
        fold={
          containers.length === 0
            ? undefined
            : { isAll: isAllFolded, toggle: () => store.set({ collapsed: isAllFolded ? [] : containers, viewport: undefined }) }
        }
      />
      <div
        ref={stage}
        class="stage"
        role="tree"
        tabIndex={0}
        aria-label={`States of ${title}`}
        aria-busy={drawing === undefined}
        data-vscode-context={
          selected === undefined ? undefined : nodeContext(selected, run?.nodes.get(selected), breakpoints.has(selected))
        }
        aria-activedescendant={active < 0 ? undefined : `state-${active}`}
        onKeyDown={onKeyDown}
        onPointerDown={pointer.onPointerDown}
        onPointerMove={pointer.onPointerMove}
        onPointerUp={pointer.onPointerUp}
        onClick={(event) => {
          const key = keyOf(event)
          if (pointer.wasDragged()) return
          if (key !== undefined) select(key, false, true)
          else if (selected !== undefined) store.set({ selected: undefined, state: undefined })
        }}
        onDblClick={(event) => {
          const key = keyOf(event)
          if (key !== undefined) breakOn(key)
        }}
      >
        <svg class="canvas" role="presentation">
          {drawing && viewport && sight && (
            <g
              class={`camera${camera.isSmooth ? ' smooth' : ''}${viewport.scale < legible.name ? ' far' : ''}`}
              style={{ transform: `translate(${viewport.x}px, ${viewport.y}px) scale(${viewport.scale})` }}
            >
              <Drawing {...drawing} ids="state" sight={sight} scale={viewport.scale} />
            </g>
          )}
        </svg>
        {!drawing && <p class="quiet none">Laying out the graph…</p>}
      </div>
      <div class="notes">
        {layout !== undefined && layout.simple > 0 && <p class="quiet">So many states are shown in one column.</p>}
        {shown.graph.left !== undefined && <p class="quiet">{shown.graph.left.toLocaleString('en')} more states are not shown.</p>}
      </div>
      {layout && viewport && size && isLarger(layout, viewport, size) && (
        <Minimap
          {...{ layout, run }}
          sight={inSight(viewport, size)}
          go={({ x, y }) => look((now) => centred({ x, y, width: 0, height: 0 }, size, now.scale))}
        />
      )}
      {saving && drawing && (
        <SaveImage
          {...drawing}
          kind={saving}
          title={title}
          save={(content, encoding) => {
            setSaving(undefined)
            store.send({ type: 'save', name: `${title.replace(/\.(asl\.)?(json|ya?ml|asl)$/, '')}.${saving}`, content, encoding })
          }}
        />
      )}
    </div>
  )
}

/** There is more room to the right than below. */
const isLow = ({ width, height }: Size): boolean => height < 420 && width > 1.6 * height

/** There is more than is in sight, and room for a map beside it. */
const isLarger = ({ width, height }: Size, { scale }: Viewport, view: Size): boolean =>
  Math.min(view.width, view.height) >= 260 && (width * scale > view.width + 40 || height * scale > view.height + 40)
