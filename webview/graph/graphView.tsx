import type { Store } from '../store'
import { Graph } from './graph'

/** The graph of a state machine, with what a run has done in it. */
export function GraphView({ store }: { store: Store }) {
  const { graph: model, kept } = store
  const { graphs } = model
  const shown = model.machine(kept.machine)
  if (graphs === undefined) {
    const isRun = store.shown?.kind !== 'preview'
    const none = isRun ? 'There is no graph: the definition of this run is not known here.' : 'There is no state machine in this file.'
    return <p class="quiet none graph-none">{model.isTold || store.shown?.kind === 'history' ? none : 'Reading the definition…'}</p>
  }
  if (shown !== undefined) return <Graph key={`${graphs.file} ${shown.name ?? ''}`} store={store} shown={shown} />
  return (
    <div class="quiet none graph-none">
      <p>
        {graphs.files.length > 0
          ? 'The state machines of this template are in files of their own:'
          : 'There is no state machine in this file yet.'}
      </p>
      {graphs.files.map(({ name, uri }) => (
        <p key={name}>
          <button type="button" class="link" onClick={() => store.send({ type: 'openGraph', uri })}>
            {name}
          </button>
        </p>
      ))}
    </div>
  )
}
