import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { TableRow } from './rows'
import { linesOf, nameOf, type TableClock } from './words'

interface TooltipProps {
  /** What it stays in. */
  readonly box: RefObject<HTMLElement | null>
  /** The row's element, and where the pointer is; without, a key has led there. */
  readonly at: { readonly id: string; readonly x?: number }
  readonly row: TableRow | undefined
  readonly clock: TableClock
}

/** In a table that is lower than this only one line is told, so that rows stay in sight. CSS pixels. */
const low = 320

/** The times of a row, beside its bar. */
export function Tooltip({ box, at, row, clock }: TooltipProps) {
  const tip = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState({ left: 0, top: 0, isPlaced: false })
  useLayoutEffect(() => {
    const around = box.current?.getBoundingClientRect()
    const element = document.getElementById(at.id)
    const timeline = element?.querySelector('.col-timeline')?.getBoundingClientRect()
    if (around === undefined || timeline === undefined || tip.current === null) return setPlace({ left: 0, top: 0, isPlaced: false })
    const { offsetWidth: width, offsetHeight: height } = tip.current
    const below = timeline.bottom - around.top + 4
    const top = below + height <= around.height ? below : timeline.top - around.top - height - 4
    const left = (at.x === undefined ? timeline.left : at.x + 8) - around.left
    setPlace({ left: Math.max(4, Math.min(left, around.width - width - 4)), top: Math.max(4, top), isPlaced: true })
  }, [at.id, at.x, row?.about.kind])
  if (row === undefined || row.about.kind === 'picker') return null
  const lines = linesOf(row, clock)
  const isLow = (box.current?.clientHeight ?? 0) < low
  return (
    <div
      ref={tip}
      class={place.isPlaced ? 'visit-tip' : 'visit-tip hidden'}
      role="tooltip"
      style={{ left: `${place.left}px`, top: `${place.top}px` }}
    >
      <strong>{nameOf(row)}</strong>
      {isLow ? (
        <span>
          {' · '}
          {lines
            .filter(({ isShort }) => isShort)
            .map(({ text }) => text)
            .join(' · ')}
        </span>
      ) : (
        <dl>
          {lines.map(({ name, text }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}
