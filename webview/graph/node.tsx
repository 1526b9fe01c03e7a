import type { FlowNode } from '../../core/model/flowGraph'
import { iconPath } from '../shared/icons'
import { type Box, sizes } from './layout'
import type { NodeRun } from './run'
import { markIcons, stateIcon } from './stateIcons'
import { cutTo, textWidth } from './text'
import { labelOf, type NodeShown, statuses, subtitleOf } from './words'

export interface NodeProps extends NodeShown {
  readonly node: FlowNode
  readonly box: Box
  readonly id: string
  readonly level: number
  /** How much of it can be read: 0 its shape, 1 its name, 2 all. */
  readonly detail: 0 | 1 | 2
  readonly isSelected: boolean
  readonly isCursor: boolean
  readonly isHit: boolean
  /** What VS Code's context menu is to know of it. */
  readonly context: string
  /** Shows or hides the machines in it. */
  readonly toggle: (key: string) => void
}

/** One state: its icon, name and type, and what a run has done in it. A state that is open is a box with a title. */
export function Node(props: NodeProps) {
  const { node, box, run, detail, isRun, isCurrent } = props
  const names = [
    'node',
    `of-${(node.type ?? 'none').toLowerCase()}`,
    node.doubt,
    box.isOpen && 'open',
    run ? `ran tone-${statuses[run.status].tone}` : isRun && 'unreached',
    isCurrent && 'current',
    props.isSelected && 'selected',
    props.isCursor && 'cursor',
    props.isHit && 'hit',
  ]
  const label = labelOf(node, props)
  const { width, height } = box
  return (
    <g
      class={names.filter(Boolean).join(' ')}
      data-key={box.key}
      data-vscode-context={props.context}
      style={{ transform: `translate(${box.x}px, ${box.y}px)` }}
    >
      <title>{label.replaceAll(', ', '\n')}</title>
      {node.iterates && !box.isOpen && <rect class="behind" x={4} y={-4} width={width} height={height} rx={6} />}
      <rect
        id={props.id}
        class="body"
        width={width}
        height={height}
        rx={node.terminal ? sizes.nodeHeight / 2 : 6}
        role="treeitem"
        aria-level={props.level}
        aria-selected={props.isSelected}
        aria-expanded={box.isOpen}
        aria-label={label}
      />
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus */}
      <g aria-hidden="true">
        {box.isOpen && detail > 0 && <path class="under" d={`M0 ${sizes.head - 6}h${width}`} />}
        {detail > 0 && <Title {...props} />}
        {detail === 0 && run && height <= sizes.nodeHeight && (
          <path
            class="sign"
            d={iconPath(statuses[run.status].icon)}
            transform={`translate(${width / 2 - 20} ${height / 2 - 20}) scale(2.5)`}
          />
        )}
        <Breakpoints {...props} />
      </g>
    </g>
  )
}

function Title({ node, box, run, mark, detail, isCurrent, toggle }: NodeProps) {
  const { width, isOpen } = box
  const right = isOpen === undefined ? 28 : 50
  const room = width - 34 - right + (run ? 0 : 18)
  return (
    <>
      <path class="type" d={stateIcon(node)} transform={`translate(10 ${detail === 2 ? 15 : 15})`} />
      <text class="name" x={34} y={detail === 2 ? 20 : 28}>
        {cutTo(node.name || '""', sizes.name, room)}
      </text>
      {detail === 2 && (
        <text class="what" x={34} y={35}>
          {cutTo(subtitleOf(node), sizes.detail, room)}
        </text>
      )}
      {run && (
        <g class="status" transform={`translate(${width - right + 3} 15)`}>
          <path d={iconPath(isCurrent ? 'started' : statuses[run.status].icon)} />
        </g>
      )}
      {isOpen !== undefined && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the keys + and - of the tree do the same
        <g
          class="toggle"
          transform={`translate(${width - 26} 13)`}
          onClick={(event) => {
            event.stopPropagation()
            toggle(box.key)
          }}
        >
          <rect width={20} height={20} rx={4} />
          <path d={isOpen ? 'M6 12.5l4-4 4 4' : 'M6 8.5l4 4 4-4'} />
        </g>
      )}
      {mark && (
        <g class={`flaw ${mark.severity}`} transform={`translate(${width - 12} -8) scale(1.3)`}>
          <path d={markIcons[mark.severity]} />
        </g>
      )}
      {detail === 2 && run && <Badges run={run} width={width} y={isOpen ? sizes.head - 9 : box.height} />}
    </>
  )
}

/** How often, how many retries, how many items: small labels on the lower edge, from the right to the left. */
function Badges({ run, width, y }: { run: NodeRun; width: number; y: number }) {
  const badges: { readonly text: string; readonly tone: string }[] = []
  const number = (count: number) => (count < 100_000 ? count.toLocaleString('en') : `${Math.round(count / 1000).toLocaleString('en')}k`)
  if (run.visits > 1) badges.push({ text: `×${number(run.visits)}`, tone: 'plain' })
  if (run.retries > 0) badges.push({ text: `↻ ${number(run.retries)}`, tone: 'wait' })
  if (run.items) {
    const { succeeded, failed, running, length } = run.items
    if (length !== undefined) badges.push({ text: `of ${number(length)}`, tone: 'plain' })
    if (running > 0) badges.push({ text: `◔ ${number(running)}`, tone: 'busy' })
    if (failed > 0) badges.push({ text: `✕ ${number(failed)}`, tone: 'bad' })
    if (succeeded > 0) badges.push({ text: `✓ ${number(succeeded)}`, tone: 'good' })
  }
  let right = width - 8
  return (
    <>
      {badges.map(({ text, tone }) => {
        const wide = textWidth(text, 10) + 10
        right -= wide + 3
        return (
          <g key={text} class={`badge tone-${tone}`} transform={`translate(${right} ${y - 8})`}>
            <rect width={wide} height={15} rx={7.5} />
            <text x={wide / 2} y={11}>
              {text}
            </text>
          </g>
        )
      })}
    </>
  )
}

function Breakpoints({ breakpoints = [], box }: NodeProps) {
  if (breakpoints.length === 0) return null
  const isEnabled = breakpoints.some(({ enabled }) => enabled)
  return <circle class={isEnabled ? 'breakpoint' : 'breakpoint disabled'} cx={0} cy={Math.min(box.height, sizes.nodeHeight) / 2} r={5.5} />
}
