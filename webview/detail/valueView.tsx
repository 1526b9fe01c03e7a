import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { valuePath } from '../../core/expressions/valuePath'
import type { QueryLanguage } from '../../core/model/machine'
import type { ShownDifference, ShownValue, Steps } from '../../core/run/inspect/types'
import { formatBytes } from '../shared/format'
import { Icon, type IconName } from '../shared/icons'
import { type Marks, marksOf } from '../shared/marks'
import { type ValueRow, valueRows } from '../shared/valueRows'
import { ValueTree } from '../shared/valueTree'
import type { Store } from '../store'

/** A value as a view has it: one of a run, of which more may be asked for, or one that is there whole. */
type Viewed = Pick<ShownValue, 'shown' | 'path'> & Partial<Pick<ShownValue, 'ref' | 'bytes'>>

interface ValueViewProps {
  readonly store: Store
  readonly title: string
  /** What it is of, where the title alone does not say: "Pay". */
  readonly of?: string
  readonly value: Viewed
  /** That of its state; absent: no field sees it. */
  readonly language?: QueryLanguage
  /** Against the value before: marked in the tree. */
  readonly differences?: readonly ShownDifference[]
  readonly tone?: 'error'
  /** Beside the title. */
  readonly beside?: ComponentChildren
  /** Folded at first. */
  readonly folded?: boolean
  /** Rows are shown only where something differs. */
  readonly onlyMarked?: boolean
  /** Between the title and the value. */
  readonly children?: ComponentChildren
}

/** A value: its members as a tree, and what one does with them. */
export function ValueView({ store, title, of, value, language, differences, tone, beside, folded, onlyMarked, children }: ValueViewProps) {
  const [open, setOpen] = useState(folded !== true)
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const [active, setActive] = useState<ValueRow | undefined>(undefined)
  const marks = differences && differences.length > 0 ? marksOf(differences) : undefined
  const rows = open ? visibleRows(store, value, toggled, marks, onlyMarked === true) : []
  const wants = rows.flatMap(({ wants }) => wants ?? [])
  useEffect(() => {
    if (value.ref) for (const want of wants) store.answers.want('value', { ref: value.ref, ...want })
  })
  const toggle = ({ path, foldable }: ValueRow) => {
    if (!foldable) return
    const next = new Set(toggled)
    if (!next.delete(path)) next.add(path)
    setToggled(next)
  }
  // what has been removed is in the value before
  const chosen = active === undefined || active.mark === 'removed' || !rows.some(({ path }) => path === active.path) ? undefined : active
  const steps = chosen?.steps ?? []
  const full = of === undefined ? title : `${title} of ${of}`
  const place = value.path === undefined || language === undefined ? undefined : valuePath(language, value.path, steps)
  return (
    <div class={tone ? `section ${tone}` : 'section'}>
      <div class="section-head">
        <h3>
          <Fold open={open} toggle={() => setOpen(!open)}>
            {title}
          </Fold>
        </h3>
        {beside}
        {value.bytes !== undefined && value.bytes >= 1024 && <span class="quiet size">{formatBytes(value.bytes)}</span>}
        <Actions store={store} value={value} steps={steps} label={full} place={place} />
      </div>
      {children}
      {open && (
        <div class={marks ? 'marked' : undefined}>
          <ValueTree label={full} rows={rows} active={active?.path} onActive={setActive} onToggle={toggle} />
        </div>
      )}
    </div>
  )
}

function visibleRows(
  store: Store,
  { shown, ref }: Viewed,
  toggled: ReadonlySet<string>,
  marks: Marks | undefined,
  onlyMarked: boolean,
): readonly ValueRow[] {
  const rows = valueRows(shown, {
    // what is around a difference is open at first
    isOpen: (path) => toggled.has(path) !== (marks?.at.get(path) === 'within'),
    page: (want) => {
      const known = ref && store.answers.get('value', { ref, ...want })
      return known && (known.body ?? 'gone')
    },
    ...(marks && { marks }),
  })
  if (!onlyMarked || marks === undefined) return rows
  let depth = Number.POSITIVE_INFINITY
  return rows.filter((row) => {
    if (row.depth <= depth) depth = row.mark !== undefined && row.mark !== 'within' ? row.depth : Number.POSITIVE_INFINITY
    return row.mark !== undefined || row.depth > depth
  })
}

interface ActionsProps {
  readonly store: Store
  readonly value: Viewed
  readonly steps: Steps
  readonly label: string
  /** The path of the chosen member; undefined: no field sees the value. */
  readonly place: string | undefined
}

/** What one does with the chosen member of a value, or with the value. */
function Actions({ store, value, steps, label, place }: ActionsProps) {
  const { comparing } = store
  const member = steps.length === 0 ? label : `${steps.at(-1)} in ${label}`
  const withText = (then: (text: string) => void) => void textOf(store, value, steps).then(then, () => {})
  const picked = (text: string) => ({ label: member, text })
  return (
    <span class="actions">
      {place !== undefined && (
        <Action icon="path" title={`Copy the path ${place}`} onClick={() => store.send({ type: 'copy', text: place })} />
      )}
      <Action icon="copy" title={`Copy ${member} as JSON`} onClick={() => withText((text) => store.send({ type: 'copy', text }))} />
      <Action icon="pin" title={`Mark ${member} for comparison`} onClick={() => withText((text) => comparing.mark(picked(text)))} />
      {comparing.marked && (
        <Action
          icon="compare"
          title={`Compare ${member} with ${comparing.marked.label}`}
          onClick={() => withText((text) => comparing.compare(picked(text)))}
        />
      )}
      <Action
        icon="open"
        title={`Open ${member} in an editor`}
        onClick={() => withText((text) => store.send({ type: 'open', text: `${text}\n` }))}
      />
    </span>
  )
}

/** A heading that opens and closes what is below it. */
export function Fold({ open, toggle, children }: { open: boolean; toggle: () => void; children: ComponentChildren }) {
  return (
    <button type="button" class="fold" aria-expanded={open} onClick={toggle}>
      <span class={open ? 'twistie open' : 'twistie'}>
        <Icon name="chevron" />
      </span>
      {children}
    </button>
  )
}

/** A button that is an icon. */
export function Action({ icon, title, onClick }: { icon: IconName; title: string; onClick: () => void }) {
  return (
    <button type="button" class="action" title={title} aria-label={title} onClick={onClick}>
      <Icon name={icon} />
    </button>
  )
}

/** A part of a value as JSON text by lines. Rejects where it is not there any more. */
async function textOf(store: Store, { shown, ref }: Viewed, steps: Steps): Promise<string> {
  if ('whole' in shown) {
    let at: unknown = shown.whole
    for (const step of steps) at = (at as { readonly [step: string]: unknown })[step]
    return JSON.stringify(at, undefined, 2)
  }
  const text = ref && (await store.ask('valueText', { ref, steps }))
  if (text === undefined) throw new Error('The value is not there any more.')
  return text
}
