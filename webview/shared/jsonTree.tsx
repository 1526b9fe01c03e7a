import { useMemo, useRef, useState } from 'preact/hooks'
import type { Json } from '../../core/base/json'
import { Icon } from './icons'
import { type JsonRow, jsonRows } from './jsonRows'

/** Characters of a text that are shown before it is opened. */
const longText = 300

/** A foldable JSON value. Its first level is shown; arrows, Home, End and Enter work as in VS Code's trees. */
export function JsonTree({ label, value }: { label: string; value: Json }) {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const [active, setActive] = useState('')
  const tree = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => jsonRows(value, (path) => toggled.has(path)), [value, toggled])
  const at = Math.max(
    0,
    rows.findIndex(({ path }) => path === active),
  )
  const toggle = (row: JsonRow) => {
    if (!row.foldable && !isLong(row)) return
    const next = new Set(toggled)
    if (!next.delete(row.path)) next.add(row.path)
    setToggled(next)
  }
  const go = (index: number) => {
    const row = rows[index]
    if (!row) return
    setActive(row.path)
    tree.current?.children[index]?.scrollIntoView({ block: 'nearest' })
  }
  const parent = () => rows.findLastIndex((row, i) => i < at && row.depth < rows[at]!.depth)
  const keys: Record<string, () => void> = {
    ArrowDown: () => go(at + 1),
    ArrowUp: () => go(at - 1),
    Home: () => go(0),
    End: () => go(rows.length - 1),
    Enter: () => toggle(rows[at]!),
    ' ': () => toggle(rows[at]!),
    ArrowRight: () => (rows[at]!.foldable && !rows[at]!.open ? toggle(rows[at]!) : go(at + 1)),
    ArrowLeft: () => (rows[at]!.open ? toggle(rows[at]!) : go(parent())),
  }
  const id = (i: number) => `${label}-${i}`
  return (
    <div
      ref={tree}
      class="tree"
      role="tree"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={id(at)}
      onKeyDown={(e) => {
        const action = keys[e.key]
        if (!action || e.ctrlKey || e.metaKey || e.altKey) return
        e.preventDefault()
        action()
      }}
    >
      {rows.map((row, i) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keys
        // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus, and says which item is active
        <div
          key={row.path}
          id={id(i)}
          class={i === at ? 'item active' : 'item'}
          role="treeitem"
          aria-level={row.depth + 1}
          aria-selected={i === at}
          aria-expanded={row.foldable ? row.open : undefined}
          style={{ paddingLeft: `${row.depth * 12}px` }}
          onClick={() => {
            setActive(row.path)
            toggle(row)
          }}
        >
          <span class={row.open ? 'twistie open' : 'twistie'}>{row.foldable && <Icon name="chevron" />}</span>
          <span class="line">
            {row.name !== undefined && (
              <>
                <span class="key">{row.name}</span>
                <span class="quiet">: </span>
              </>
            )}
            <Value row={row} whole={toggled.has(row.path)} />
          </span>
        </div>
      ))}
    </div>
  )
}

const isLong = ({ value }: JsonRow): boolean => typeof value === 'string' && value.length > longText

function Value({ row, whole }: { row: JsonRow; whole: boolean }) {
  const { value } = row
  if (value === undefined) return null
  if (value === null || typeof value === 'boolean') return <span class="constant">{String(value)}</span>
  if (typeof value === 'number') return <span class="number">{row.summary}</span>
  if (typeof value === 'string') {
    return isLong(row) && !whole ? (
      <span class="string">
        {JSON.stringify(value.slice(0, longText)).slice(0, -1)}
        <span class="more">… {value.length.toLocaleString('en')} characters</span>
      </span>
    ) : (
      <span class="string">{row.summary}</span>
    )
  }
  return <span class="quiet">{row.open ? (Array.isArray(value) ? row.summary : '') : row.summary}</span>
}
