import { Icon, type IconName } from '../shared/icons'
import type { RowPlace } from '../shared/virtualList'
import { itemAt, nextFailed, pageOf, pickShowing, toCome } from './items'
import { allItems, type Pick } from './look'
import { treeProps } from './row'
import type { About, TableRow } from './rows'
import type { VisitStatus, VisitThread } from './visit'
import { statusNames } from './words'

interface PickerRowProps {
  readonly row: TableRow
  readonly about: About & { readonly kind: 'picker' }
  readonly place: RowPlace
  readonly chosen: boolean
  readonly latest: boolean
  readonly pick: Pick | undefined
  /** The item that is chosen now, if one is. */
  readonly item: VisitThread | undefined
  readonly change: (pick: Pick) => void
  readonly go: (item: VisitThread, pick: Pick) => void
}

/** Which of many items are shown: by their status, by their index, the next that has failed, page by page. */
export function PickerRow({ row, about, place, chosen, latest, pick = allItems, item, change, go }: PickerRowProps) {
  const { children } = about.attempt
  const { counts, threads } = children
  const { from, items, total, page, pages } = pageOf(children, pick)
  const here = item?.attempt === about.attempt ? item : undefined
  const show = (thread: VisitThread | undefined) => {
    if (thread !== undefined) go(thread, pickShowing(children, thread, pick))
  }
  const failed = counts.failed + counts.timedOut
  const waiting = toCome(children) ?? 0
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that are not in sight are not there: no table element has that
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, and says which row is active
    <div
      {...place}
      {...treeProps(row, chosen)}
      role="row"
      class={`list-row visit-row picker${chosen ? ' selected' : latest ? ' latest' : ''}`}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see the row */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: see the row */}
      <span class="picker-cell" role="gridcell" style={{ paddingLeft: `${(row.level - 1) * 12 + 16}px` }}>
        <select
          aria-label="Items that are shown"
          value={pick.status ?? ''}
          onChange={(e) => change({ status: (e.currentTarget.value || undefined) as VisitStatus | undefined, page: 0 })}
        >
          <option value="">All items ({threads.length.toLocaleString('en')})</option>
          {(Object.keys(statusNames) as VisitStatus[])
            .filter((status) => counts[status] > 0 || pick.status === status)
            .map((status) => (
              <option key={status} value={status}>
                {statusNames[status][0]} ({counts[status].toLocaleString('en')})
              </option>
            ))}
        </select>
        <input
          type="number"
          min={0}
          aria-label="Index of the item to go to"
          placeholder="Index"
          onChange={(e) => {
            show(itemAt(children, e.currentTarget.valueAsNumber))
            e.currentTarget.value = ''
          }}
        />
        {failed > 0 && (
          <>
            <PickerButton icon="previous" title="Previous failed item" onClick={() => show(nextFailed(children, here, -1))} />
            <span class="badge failed">
              <Icon name="failed" />
              {failed.toLocaleString('en')}
            </span>
            <PickerButton icon="chevron" title="Next failed item" onClick={() => show(nextFailed(children, here, 1))} />
          </>
        )}
        {pages > 1 && (
          <>
            <PickerButton icon="previous" title="Previous page" disabled={page === 0} onClick={() => change({ ...pick, page: page - 1 })} />
            <span class="quiet">
              {(from + 1).toLocaleString('en')}–{(from + items.length).toLocaleString('en')}
              <span class="of"> of {total.toLocaleString('en')}</span>
            </span>
            <PickerButton
              icon="chevron"
              title="Next page"
              disabled={page === pages - 1}
              onClick={() => change({ ...pick, page: page + 1 })}
            />
          </>
        )}
        {waiting > 0 && <span class="quiet text">{waiting.toLocaleString('en')} to come</span>}
      </span>
    </div>
  )
}

function PickerButton({ icon, title, disabled, onClick }: { icon: IconName; title: string; disabled?: boolean; onClick: () => void }) {
  return (
    <button type="button" class="action" title={title} aria-label={title} disabled={disabled} onClick={onClick}>
      <Icon name={icon} />
    </button>
  )
}
