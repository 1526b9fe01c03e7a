import { useMemo, useRef } from 'preact/hooks'
import { Icon, type IconName } from './icons'
import type { Mark } from './marks'
import type { ValueRow } from './valueRows'
import './valueTree.css'

interface ValueTreeProps {
  /** What a screen reader calls it. */
  readonly label: string
  readonly rows: readonly ValueRow[]
  /** The path of the row that keys go on from. */
  readonly active: string | undefined
  readonly onActive: (row: ValueRow) => void
  readonly onToggle: (row: ValueRow) => void
}

/** What a mark looks like, and what it is called. */
export const markIcons: { readonly [M in Mark]: readonly [icon: IconName, name: string] } = {
  added: ['added', 'added'],
  removed: ['removed', 'removed'],
  changed: ['changed', 'changed'],
  within: ['within', 'changed within'],
}

let trees = 0

/** A foldable value. Arrows, Home, End and Enter work as in VS Code's trees. Source: ARIA Authoring Practices Guide, Tree View. */
export function ValueTree({ label, rows, active, onActive, onToggle }: ValueTreeProps) {
  const tree = useRef<HTMLDivElement>(null)
  const id = useMemo(() => `tree-${++trees}`, [])
  const found = rows.findIndex(({ path }) => path === active)
  const at = Math.max(0, found)
  const go = (index: number) => {
    const row = rows[index]
    if (row === undefined) return
    onActive(row)
    tree.current?.children[index]?.scrollIntoView({ block: 'nearest' })
  }
  const current = rows[at]
  const keys: Record<string, () => void> = {
    ArrowDown: () => go(at + 1),
    ArrowUp: () => go(at - 1),
    Home: () => go(0),
    End: () => go(rows.length - 1),
    Enter: () => current && onToggle(current),
    ' ': () => current && onToggle(current),
    ArrowRight: () => (current?.foldable && !current.open ? onToggle(current) : go(at + 1)),
    ArrowLeft: () => (current?.open ? onToggle(current) : go(rows.findLastIndex((row, i) => i < at && row.depth < rows[at]!.depth))),
  }
  return (
    <div
      ref={tree}
      class="tree"
      role="tree"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={rows.length > 0 ? `${id}-${at}` : undefined}
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
          id={`${id}-${i}`}
          class={`item${i === found ? ' active' : ''}${row.mark ? ` ${row.mark}` : ''}`}
          role="treeitem"
          aria-level={row.depth + 1}
          aria-selected={i === found}
          aria-expanded={row.foldable ? row.open : undefined}
          style={{ paddingLeft: `${row.depth * 12}px` }}
          onClick={() => {
            onActive(row)
            onToggle(row)
          }}
        >
          <MarkIcon mark={row.mark} />
          <span class={row.open ? 'twistie open' : 'twistie'}>{row.foldable && <Icon name="chevron" />}</span>
          <span class="line">
            {row.name !== undefined && (
              <>
                <span class="key">{row.name}</span>
                <span class="quiet">: </span>
              </>
            )}
            <Value row={row} />
          </span>
        </div>
      ))}
    </div>
  )
}

function MarkIcon({ mark }: { mark: Mark | undefined }) {
  if (mark === undefined) return <span class="mark" />
  const [icon, name] = markIcons[mark]
  return (
    <span class="mark" title={name}>
      <Icon name={icon} />
      <span class="unseen">{name} </span>
    </span>
  )
}

function Value({ row: { value, summary, open, foldable, was } }: { row: ValueRow }) {
  const before = was !== undefined && (
    <>
      <del class="was">{was}</del> <span class="quiet">→</span>{' '}
    </>
  )
  if (value === undefined)
    return (
      <>
        {before}
        <span class="quiet">{open && summary.startsWith('{') ? '' : summary}</span>
      </>
    )
  if (typeof value !== 'string')
    return (
      <>
        {before}
        <span class={typeof value === 'number' ? 'number' : 'constant'}>{summary}</span>
      </>
    )
  const cut = foldable && !open
  return (
    <>
      {before}
      <span class="string">{cut ? JSON.stringify(value).slice(0, -1) : JSON.stringify(value)}</span>
      {cut && <span class="more">… {summary}</span>}
    </>
  )
}
