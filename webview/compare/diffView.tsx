import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { payloadValue } from '../../core/history/types'
import type { LabelledText } from '../messages'
import { Icon } from '../shared/icons'
import { markIcons } from '../shared/valueTree'
import type { Store } from '../store'
import { type DiffRow, diffRows } from './diff'
import './compare.css'

interface DiffTableProps {
  readonly store: Pick<Store, 'send' | 'shown'>
  readonly left: LabelledText
  readonly right: LabelledText
  /** What stands over the columns; default the labels. */
  readonly heads?: readonly [string, string]
}

/** Two values side by side: what was added, removed and changed, by its place. */
export function DiffTable({ store, left, right, heads = [left.label, right.label] }: DiffTableProps) {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const values = useMemo(() => [payloadValue(left.text), payloadValue(right.text)] as const, [left.text, right.text])
  const rows = useMemo(() => diffRows(...values, (path) => toggled.has(path)), [values, toggled])
  const toggle = ({ path, foldable }: DiffRow) => {
    if (!foldable) return
    const next = new Set(toggled)
    if (!next.delete(path)) next.add(path)
    setToggled(next)
  }
  if (!rows.some(({ mark }) => mark !== undefined)) return <p class="quiet none">The same on both sides.</p>
  return (
    <>
      <table class="diff-table">
        <thead>
          <tr>
            <th scope="col">
              <span class="unseen">Place</span>
            </th>
            {heads.map((head, i) => (
              <th key={i} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.path} row={row} toggle={() => toggle(row)} />
          ))}
        </tbody>
      </table>
      {store.shown?.kind !== 'report' && (
        <button type="button" class="action wide" onClick={() => store.send({ type: 'diff', left, right })}>
          <Icon name="open" />
          Open in diff editor
        </button>
      )}
    </>
  )
}

/** Two values that somebody has picked, over what was looked at before. */
export function DiffView({ close, ...props }: DiffTableProps & { close: () => void }) {
  const { left, right } = props
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [left, right])
  return (
    <section
      ref={box}
      class="diff"
      tabIndex={-1}
      aria-label={`${left.label} compared with ${right.label}`}
      onKeyDown={(e) => {
        if (e.key === 'Escape') close()
      }}
    >
      <header class="diff-head">
        <h2>Comparison</h2>
        <button type="button" class="action" aria-label="Close the comparison" title="Close the comparison" onClick={close}>
          <Icon name="clear" />
        </button>
      </header>
      <DiffTable key={`${left.text.length} ${right.text.length}`} {...props} />
    </section>
  )
}

function Row({ row, toggle }: { row: DiffRow; toggle: () => void }) {
  const { depth, name, mark, before, after, foldable, open, same } = row
  const indent = { paddingLeft: `${depth * 12}px` }
  if (same !== undefined)
    return (
      <tr>
        <td colSpan={3} style={indent}>
          <button type="button" class="fold quiet" aria-expanded={false} onClick={toggle}>
            <Icon name="chevron" />
            {mark === undefined ? `${same.toLocaleString('en')} the same` : `${same.toLocaleString('en')} more`}
          </button>
        </td>
      </tr>
    )
  const [icon, title] = mark === undefined ? [undefined, ''] : markIcons[mark]
  const label = (
    <>
      {icon && (
        <span class="mark" title={title}>
          <Icon name={icon} />
          <span class="unseen">{title} </span>
        </span>
      )}
      <span class="key">{name ?? 'The value'}</span>
    </>
  )
  return (
    <tr class={mark}>
      <th scope="row" style={indent}>
        {foldable ? (
          <button type="button" class="fold" aria-expanded={open} onClick={toggle}>
            <span class={open ? 'twistie open' : 'twistie'}>
              <Icon name="chevron" />
            </span>
            {label}
          </button>
        ) : (
          <span class="leaf">{label}</span>
        )}
      </th>
      <td>{!open && before}</td>
      <td>{!open && after}</td>
    </tr>
  )
}
