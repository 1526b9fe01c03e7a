import { useEffect, useState } from 'preact/hooks'
import { formatDuration } from '../../core/base/duration'
import { payloadValue } from '../../core/history/types'
import type { Definition, ExecutionDetail } from '../../core/run/inspect/types'
import { Icon } from '../shared/icons'
import type { Store } from '../store'
import { statusNames } from '../table/words'
import type { Known } from './answers'
import { executionStatuses } from './statuses'
import { Fold, ValueView } from './valueView'

/** What is known of the execution as a whole, asked for again as it goes on. */
export function useExecution({ answers, timeline, moved }: Store): Known<'execution'> | undefined {
  const version = timeline.status === 'RUNNING' ? moved : `${timeline.status} ${timeline.items.length}`
  useEffect(() => answers.want('execution', undefined, version))
  return answers.get('execution', undefined)
}

/** The execution at a glance: how it stands, what went in and came out. */
export function Overview({ store }: { store: Store }) {
  const { timeline } = store
  const known = useExecution(store)
  const status = executionStatuses[timeline.status]
  const [name, icon] = statusNames[status]
  const detail = known?.body
  return (
    <section class="detail" aria-label="Execution">
      <div class={`heading ${status}`}>
        <Icon name={icon} />
        <strong>Execution</strong>
        <span class="quiet">
          {name}
          {timeline.length > 0 && ` · ${formatDuration(timeline.length)}`}
        </span>
      </div>
      {known?.problem !== undefined && <p class="quiet none">{known.problem}</p>}
      {detail && <Body store={store} detail={detail} />}
    </section>
  )
}

function Body({ store, detail }: { store: Store; detail: ExecutionDetail }) {
  const { input, output, error, cause, definition } = detail
  const failed = error !== undefined || cause !== undefined
  return (
    <>
      {failed && (
        <ValueView
          store={store}
          title="Error"
          of="the execution"
          tone="error"
          value={{
            shown: { whole: { ...(error !== undefined && { error }), ...(cause !== undefined && { cause: payloadValue(cause) }) } },
          }}
        />
      )}
      {input && <ValueView store={store} title="Input" of="the execution" value={input} />}
      {output ? (
        <ValueView store={store} title="Output" of="the execution" value={output} />
      ) : (
        detail.status === 'RUNNING' && <p class="quiet none">No output yet.</p>
      )}
      {definition && <Whole store={store} definition={definition} />}
      <dl class="facts">
        {factsOf(detail).map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** The definition, folded, with a link to where it begins. */
function Whole({ store, definition: { text, cut } }: { store: Store; definition: Definition }) {
  const [open, setOpen] = useState(false)
  const first = store.visits.roots[0]?.state
  // In a page a state is in no file.
  const place = first?.file ? first : undefined
  return (
    <div class="section">
      <div class="section-head">
        <h3>
          <Fold open={open} toggle={() => setOpen(!open)}>
            Definition
          </Fold>
        </h3>
        {place && (
          <button type="button" class="link quiet" onClick={() => store.send({ type: 'reveal', place, focus: true })}>
            Go to {place.name}, where it began
          </button>
        )}
      </div>
      {open && (
        <div class="field whole">
          <pre>{text}</pre>
          {cut && <p class="quiet">The rest is in the file.</p>}
        </div>
      )}
    </div>
  )
}

/** What else is to be known of it. Times are UTC, as in the history. */
function factsOf(detail: ExecutionDetail): (readonly [term: string, text: string])[] {
  const { name, arn, stateMachineName, type, start, end, events, transitions, redrives } = detail
  const facts: (readonly [string, string | undefined])[] = [
    ['Started', new Date(start).toISOString()],
    ['Ended', end === undefined ? undefined : new Date(end).toISOString()],
    ['Duration', end === undefined ? undefined : formatDuration(end - start)],
    ['Events', events.toLocaleString('en')],
    ['States entered', transitions.toLocaleString('en')],
    ['Redrives', redrives === 0 ? undefined : String(redrives)],
    ['Type', type === undefined ? undefined : type === 'EXPRESS' ? 'Express' : 'Standard'],
    ['State machine', stateMachineName],
    ['Name', name],
    ['ARN', arn],
  ]
  return facts.filter((fact): fact is readonly [string, string] => fact[1] !== undefined)
}
