import { Icon, type IconName } from '../shared/icons'

export interface GraphBarProps {
  /** The names of the machines, where there are several. */
  readonly machines: readonly string[]
  readonly machine: string | undefined
  readonly choose: (machine: string) => void
  readonly search: string
  readonly hits: number
  /** Which of the hits is looked at, from 0; -1: none. */
  readonly hit: number
  readonly find: (text: string) => void
  readonly goToHit: (by: 1 | -1) => void
  readonly leaveSearch: () => void
  readonly scale: number
  readonly zoom: (factor: number) => void
  readonly fit: () => void
  /** Undefined: no state has machines in it. */
  readonly fold: { readonly isAll: boolean; readonly toggle: () => void } | undefined
  readonly turn: { readonly isAcross: boolean; readonly toggle: () => void }
  readonly save: (kind: 'svg' | 'png') => void
}

/** What can be done with a graph. */
export function GraphBar(props: GraphBarProps) {
  const { machines, machine, search, hits, hit, fold } = props
  return (
    <div class="graph-bar" role="toolbar" aria-label="Graph">
      {machines.length > 1 && (
        <select aria-label="State machine" value={machine} onChange={(event) => props.choose(event.currentTarget.value)}>
          {machines.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      )}
      <label class="find">
        <Icon name="find" />
        <input
          type="text"
          placeholder="Find a state"
          aria-label="Find a state by its name. Enter goes to the next one."
          spellcheck={false}
          value={search}
          onInput={(event) => props.find(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') props.goToHit(event.shiftKey ? -1 : 1)
            else if (event.key === 'Escape') props.leaveSearch()
            else return
            event.preventDefault()
          }}
        />
        <span class="hits" role="status">
          {search.trim() === '' ? '' : hits === 0 ? 'none' : hit < 0 ? `${hits}` : `${hit + 1} of ${hits}`}
        </span>
      </label>
      <span class="tools">
        <Action
          icon={props.turn.isAcross ? 'down' : 'across'}
          title={props.turn.isAcross ? 'From top to bottom' : 'From left to right'}
          act={props.turn.toggle}
        />
        {fold && <Action icon={fold.isAll ? 'expand' : 'collapse'} title={fold.isAll ? 'Expand all' : 'Collapse all'} act={fold.toggle} />}
        <Action icon="minus" title="Zoom out (-)" act={() => props.zoom(-1)} />
        <span class="scale quiet">{Math.round(props.scale * 100)}%</span>
        <Action icon="plus" title="Zoom in (+)" act={() => props.zoom(1)} />
        <Action icon="whole" title="Show all of it (0)" act={props.fit} />
        <button type="button" class="action text" title="Save the graph as an SVG image" onClick={() => props.save('svg')}>
          SVG
        </button>
        <button type="button" class="action text" title="Save the graph as a PNG image" onClick={() => props.save('png')}>
          PNG
        </button>
      </span>
    </div>
  )
}

function Action({ icon, title, act }: { icon: IconName; title: string; act: () => void }) {
  return (
    <button type="button" class="action" title={title} aria-label={title} onClick={act}>
      <Icon name={icon} />
    </button>
  )
}
