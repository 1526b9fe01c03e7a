import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import './virtualList.css'
import { canvasHeight, indexAfter, rowsAt, scrollTopFor, topAt, topShowing } from './windowing'

/** What the element of a row has to have, beside the role row: spread over it. */
export interface RowPlace {
  readonly key: string
  readonly id: string
  readonly 'aria-rowindex': number
  readonly style: { readonly top: string; readonly height: string }
}

interface VirtualListProps {
  /** What a screen reader calls it. */
  readonly label: string
  readonly role: 'grid' | 'treegrid'
  readonly count: number
  /** In CSS pixels, of every row. */
  readonly rowHeight: number
  /** The row that keys go on from; -1: none. */
  readonly active: number
  /** The end stays in sight while rows come, unless somebody has scrolled up. It is gone to when this becomes true. */
  readonly follow: boolean
  /** Another value is another list, as after a filter: it begins at the active row, else at its top. */
  readonly list: unknown
  /** Of the element of a row: unique in the page, and the same for the same thing. */
  readonly idOf: (index: number) => string
  /** A key leads to this row. */
  readonly onActive: (index: number) => void
  /** A key that the list may not know. True: it is dealt with. */
  readonly onKey?: (event: KeyboardEvent) => boolean
  /** A row's element has the role row, the class `list-row` and the members of the place; its cells have the role gridcell. */
  readonly row: (index: number, place: RowPlace) => ComponentChildren
  /** The row of headings, which stays: an element with the role row and `aria-rowindex` 1. */
  readonly head?: ComponentChildren
  /** What VS Code's context menu is to know of the active row, for who opens it by keyboard: `data-vscode-context`. */
  readonly context?: string | undefined
  /** In the place of rows where there are none. */
  readonly empty?: ComponentChildren
  readonly class?: string
}

/** A table of rows of one height, of which only those in sight are there: as many as one likes. Its keys are those of a list. */
export function VirtualList(props: VirtualListProps) {
  const { count, rowHeight, active, follow } = props
  const body = useRef<HTMLDivElement>(null)
  const [scroll, setScroll] = useState({ top: 0, height: 400 })
  const atEnd = useRef(true)
  /** Where an element cannot be scrolled as finely as its rows: the edge that was asked for, and what the element made of it. */
  const asked = useRef({ scrollTop: -1, top: 0 })
  const extent = { count, rowHeight, height: scroll.height }
  const topOf = (scrollTop: number) => (scrollTop === asked.current.scrollTop ? asked.current.top : topAt(extent, scrollTop))

  const measure = () => {
    const element = body.current
    // its observer may still be called when it is gone
    if (element === null) return
    const height = Math.max(0, element.clientHeight - headHeight(element))
    const { scrollTop } = element
    setScroll((before) => (before.top === scrollTop && before.height === height ? before : { top: scrollTop, height }))
  }
  const show = (index: number) => {
    const element = body.current!
    const height = Math.max(0, element.clientHeight - headHeight(element))
    const now = { ...extent, height }
    const before = topOf(element.scrollTop)
    const top = topShowing(now, before, index)
    if (top === before) return
    element.scrollTop = scrollTopFor(now, top)
    asked.current = { scrollTop: element.scrollTop, top }
    measure()
  }
  const toEnd = () => {
    body.current!.scrollTop = body.current!.scrollHeight
    measure()
  }

  useEffect(() => {
    const observer = new ResizeObserver(measure)
    observer.observe(body.current!)
    return () => observer.disconnect()
  }, [])
  useLayoutEffect(() => {
    if (follow) atEnd.current = true
  }, [follow])
  useLayoutEffect(() => {
    if (follow && atEnd.current) toEnd()
  }, [follow, count, scroll.height])
  const activeId = active >= 0 && active < count ? props.idOf(active) : undefined
  // What becomes active comes into sight, wherever it was chosen.
  useLayoutEffect(() => {
    if (!follow && activeId !== undefined) show(active)
  }, [follow, activeId])
  useLayoutEffect(() => {
    asked.current = { scrollTop: -1, top: 0 }
    if (follow && atEnd.current) toEnd()
    else if (activeId !== undefined) show(active)
    else body.current!.scrollTop = 0
  }, [props.list])

  const top = topOf(scroll.top)
  const { first, last } = rowsAt(extent, top)
  // Rows are placed from the edge in sight, so that they stand right where the element is lower than all of them.
  const shift = scroll.top - top
  const place = (index: number): RowPlace => {
    const id = props.idOf(index)
    return {
      key: id,
      id,
      'aria-rowindex': index + (props.head ? 2 : 1),
      style: { top: `${index * rowHeight + shift}px`, height: `${rowHeight}px` },
    }
  }
  const rows: ComponentChildren[] = []
  for (let index = first; index < last; index++) rows.push(props.row(index, place(index)))
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is a grid or a tree grid, both of which have an active descendant
    // biome-ignore lint/a11y/noStaticElementInteractions: the role is one of these two
    <div
      ref={body}
      class={props.class ? `list ${props.class}` : 'list'}
      role={props.role}
      tabIndex={0}
      aria-label={props.label}
      data-vscode-context={props.context}
      aria-rowcount={count + (props.head ? 1 : 0)}
      aria-activedescendant={active >= first && active < last ? activeId : undefined}
      onScroll={(e) => {
        const { scrollTop, clientHeight, scrollHeight } = e.currentTarget
        // Only who scrolls up leaves the end: it moves away by itself where the list grows, or something opens above it.
        if (scrollTop + clientHeight >= scrollHeight - rowHeight / 2) atEnd.current = true
        else if (scrollTop < scroll.top) atEnd.current = false
        measure()
      }}
      onKeyDown={(e) => {
        // what is in a row, such as a button, has keys of its own
        if (e.defaultPrevented || e.target !== e.currentTarget) return
        if (props.onKey?.(e)) return e.preventDefault()
        if (e.ctrlKey || e.metaKey || e.altKey) return
        const index = indexAfter(e.key, active, extent)
        if (index === undefined) return
        e.preventDefault()
        props.onActive(index)
      }}
    >
      {props.head}
      {count === 0 && props.empty}
      <div class="list-canvas" role="presentation" style={{ height: `${canvasHeight(extent)}px` }}>
        {rows}
      </div>
    </div>
  )
}

/** The headings stick to the upper edge, over the rows. */
const headHeight = (body: HTMLElement): number => {
  const head = body.firstElementChild
  return head instanceof HTMLElement && head.getAttribute('role') === 'row' ? head.offsetHeight : 0
}
