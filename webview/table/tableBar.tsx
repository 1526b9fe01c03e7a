import { Icon, type IconName } from '../shared/icons'
import { type SegmentKind, stretchOf } from './bars'
import { Legend } from './legend'
import type { TableRow } from './rows'
import { type Table, zoomAround } from './useTable'
import { around } from './zoom'

interface TableBarProps {
  readonly table: Table
  /** The chosen row. */
  readonly row: TableRow | undefined
}

/** What the button of the clock says. */
const clocks = {
  known: "Times of this computer's clock instead of the execution's",
  unknown: 'How long it has really taken is not known: the run was not watched from here',
  recorded: 'The times are those of the service, which has recorded the history',
} as const

/** What bars mean, and how time is looked at. Without time there is nothing to set, unless real time has passed. */
export function TableBar({ table, row }: TableBarProps) {
  const { look, change, scale, full, isTimed, kinds, known, clock } = table
  const stretch = row && row.about.kind !== 'picker' ? stretchOf(row.about) : undefined
  const canCompress = scale.breaks.length > 0 || !look.compress
  if (!isTimed && known === 'unknown') return null
  return (
    <div class="table-bar">
      <Legend kinds={isTimed ? kinds : noKinds} />
      <div class="table-tools" role="toolbar" aria-label="Timeline">
        {canCompress && (
          <Tool icon="compress" title="Compress idle time" pressed={look.compress} onClick={() => change({ compress: !look.compress })} />
        )}
        <Tool
          icon="clock"
          title={clocks[known]}
          pressed={known === 'known' && look.real}
          disabled={known !== 'known'}
          onClick={() => change({ real: !look.real, zoom: undefined })}
        />
        {isTimed && (
          <>
            <Tool
              icon="focus"
              title="Zoom to the selected row"
              disabled={stretch === undefined}
              onClick={() => stretch && change({ zoom: around(full, stretch.start, stretch.end ?? clock.now) })}
            />
            <Tool icon="zoomOut" title="Zoom out (-)" disabled={look.zoom === undefined} onClick={() => zoomAround(table, 0.5, row)} />
            <Tool icon="zoomIn" title="Zoom in (+)" onClick={() => zoomAround(table, 2, row)} />
            <Tool
              icon="fit"
              title="Show the whole execution (0)"
              disabled={look.zoom === undefined}
              onClick={() => change({ zoom: undefined })}
            />
          </>
        )}
        {Object.keys(look.open).length > 0 && (
          <Tool icon="fold" title="Collapse and expand as at the beginning" onClick={() => change({ open: {}, picks: {} })} />
        )}
      </div>
    </div>
  )
}

const noKinds: ReadonlySet<SegmentKind> = new Set()

interface ToolProps {
  readonly icon: IconName
  readonly title: string
  readonly pressed?: boolean
  readonly disabled?: boolean
  readonly onClick: () => void
}

/** A button of a toolbar; one that is disabled can be looked at all the same. */
function Tool({ icon, title, pressed, disabled, onClick }: ToolProps) {
  return (
    <button
      type="button"
      class="action"
      title={title}
      aria-label={title}
      aria-pressed={pressed}
      aria-disabled={disabled}
      onClick={() => disabled || onClick()}
    >
      <Icon name={icon} />
    </button>
  )
}
