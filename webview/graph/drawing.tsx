import type { BreakpointPlace } from '../messages'
import { type Box, type Dot, type Frame, type Layout, type Line, sizes } from './layout'
import type { Placed } from './model'
import { Node } from './node'
import type { Bounds } from './paths'
import { type GraphRun, type NodeRun, wayKey } from './run'
import { meets } from './viewport'
import type { NodeShown } from './words'

export interface DrawingProps {
  readonly layout: Layout
  readonly nodes: ReadonlyMap<string, Placed>
  readonly level: (machine: string) => number
  readonly run: GraphRun | undefined
  readonly marks: ReadonlyMap<string, NonNullable<NodeShown['mark']>>
  readonly breakpoints: ReadonlyMap<string, readonly BreakpointPlace[]>
  readonly selected: string | undefined
  readonly cursor: string | undefined
  readonly hits: ReadonlySet<string>
  /** What is drawn: all that meets it. */
  readonly sight: Bounds
  readonly scale: number
  /** What the ids of elements begin with. */
  readonly ids: string
  readonly toggle: (key: string) => void
}

/** Lines in sight at most, the shortest of them: of more nobody could follow one. */
const maxLines = 400

/** States at most that have elements of their own where they are too small to be read. */
const maxNodes = 600

/** Below these scales names and details are too small to be read. */
export const legible = { name: 0.3, detail: 0.55 }

/** As much of a graph as is in sight: states that hold others, then lines, then all other states. */
export function Drawing(props: DrawingProps) {
  const { layout, run, sight, scale, selected } = props
  const detail = scale < legible.name ? 0 : scale < legible.detail ? 1 : 2
  const near = layout.lines.filter(({ bounds, label }) => meets(bounds, sight) || (label && meets(label, sight)))
  const isChosen = ({ from, to }: Line) => selected !== undefined && (from === selected || to === selected)
  const lines = near.length > maxLines && detail > 0 ? shortest(near) : near
  // The chosen state is always there: a screen reader is told of it by its id.
  const boxes = layout.boxes.flatMap((box, index) => (box.key === selected || meets(box, sight) ? [{ box, index }] : []))
  // Of what can hardly be seen not each has elements of its own: a page of thousands would stand still.
  const isFar = (at: number) => detail === 0 && at >= maxNodes && boxes[at]!.box.key !== selected
  const rest = boxes.filter((_, at) => isFar(at))
  const own = boxes.filter((_, at) => !isFar(at))
  const state = ({ box, index }: (typeof boxes)[number]) => <State key={box.key} {...props} box={box} index={index} detail={detail} />
  const way = (line: Line) => <Way key={line.key} line={line} isRead={detail > 0} taken={run && isTaken(line, run)} />
  return (
    <>
      {own.filter(({ box }) => box.isOpen).map(state)}
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus */}
      <g aria-hidden="true">
        {layout.frames.map((frame) => meets(frame, sight) && <FrameBox key={frame.key} frame={frame} isRead={detail > 0} />)}
        {detail > 0 ? lines.map(way) : <FarWays lines={lines} run={run} />}
        {/* What leads from and to the chosen state lies above others. */}
        <g class="chosen">{lines.filter(isChosen).map(way)}</g>
        {rest.length > 0 && <path class="body" d={rest.map(({ box }) => outline(box)).join('')} />}
        {layout.dots.map((dot) => meets(dot, sight) && <Round key={dot.key} dot={dot} />)}
      </g>
      {own.filter(({ box }) => !box.isOpen).map(state)}
    </>
  )
}

function State(props: DrawingProps & { readonly box: Box; readonly index: number; readonly detail: 0 | 1 | 2 }) {
  const { box, run, selected } = props
  const { key } = box
  const placed = props.nodes.get(key)
  // While another layout is being made, this one may have states that are gone.
  if (placed === undefined) return null
  return (
    <Node
      id={`${props.ids}-${props.index}`}
      node={placed.node}
      box={box}
      level={props.level(box.machine)}
      detail={props.detail}
      run={run?.nodes.get(key)}
      isRun={run !== undefined}
      isCurrent={run?.current === key}
      mark={props.marks.get(key)}
      breakpoints={props.breakpoints.get(key)}
      isSelected={key === selected}
      isCursor={key === props.cursor}
      isHit={props.hits.has(key)}
      context={nodeContext(key, run?.nodes.get(key), props.breakpoints.has(key))}
      toggle={props.toggle}
    />
  )
}

/** What VS Code's context menu is to know of a state. */
export const nodeContext = (key: string, run: NodeRun | undefined, breakpoint: boolean): string =>
  JSON.stringify({
    ...{ webviewSection: 'node', state: key, event: run?.latest.event, breakpoint, preventDefaultContextMenuItems: true },
    inner: run !== undefined && run.latest.thread.kind !== 'machine',
  })

function FrameBox({ frame, isRead }: { frame: Frame; isRead: boolean }) {
  return (
    <g class="frame">
      <rect x={frame.x} y={frame.y} width={frame.width} height={frame.height} rx={5} />
      {isRead && (
        <text x={frame.x + 8} y={frame.y + 15}>
          {frame.label}
        </text>
      )}
    </g>
  )
}

function Round({ dot: { kind, x, y, width } }: { dot: Dot }) {
  const [cx, cy] = [x + width / 2, y + width / 2]
  return (
    <g class={`dot ${kind}`}>
      <circle cx={cx} cy={cy} r={width / 2 - 1} />
      {kind === 'end' && <circle class="core" cx={cx} cy={cy} r={width / 2 - 5} />}
    </g>
  )
}

const isTaken = ({ from, to, kind }: Line, { taken }: GraphRun): boolean => taken.has(wayKey(from, to, kind === 'Catch'))

const outline = ({ x, y, width, height }: Bounds): string => `M${x} ${y}h${width}v${height}h${-width}z`

/** Ways that are too small for their labels and heads: those that were taken in one line, the others in another. */
function FarWays({ lines, run }: { lines: readonly Line[]; run: GraphRun | undefined }) {
  const taken = run ? lines.filter((line) => isTaken(line, run)) : []
  const others = run ? lines.filter((line) => !isTaken(line, run)) : lines
  const path = (some: readonly Line[]) => some.map((line) => line.path).join('')
  return (
    <>
      <g class="way">
        <path class="line" d={path(others)} />
      </g>
      <g class="way taken">
        <path class="line" d={path(taken)} />
      </g>
    </>
  )
}

function shortest(lines: readonly Line[]): readonly Line[] {
  const length = ({ bounds }: Line) => bounds.width + bounds.height
  return [...lines].sort((a, b) => length(a) - length(b)).slice(0, maxLines)
}

interface WayProps {
  readonly line: Line
  readonly isRead: boolean
  /** Undefined: there is no run. */
  readonly taken: boolean | undefined
}

function Way({ line, isRead, taken }: WayProps) {
  const { kind, path, head, label, title } = line
  const names = ['way', kind.toLowerCase(), taken !== undefined && (taken ? 'taken' : 'untaken')]
  return (
    <g class={names.filter(Boolean).join(' ')}>
      {title !== undefined && <title>{title}</title>}
      <path class="line" d={path} />
      <path class="head" d={head} />
      {label && isRead && (
        <>
          <rect class="ground" x={label.x} y={label.y} width={label.width} height={label.height} rx={3} />
          {label.rows.map((row, index) => (
            <text key={row} x={label.x + label.width / 2} y={label.y + 11 + index * sizes.row}>
              {row}
            </text>
          ))}
        </>
      )}
    </g>
  )
}
