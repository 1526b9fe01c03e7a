import { useState } from 'preact/hooks'
import type { PipelineRow, VisitDetail } from '../../core/run/inspect/types'
import { Icon, type IconName } from '../shared/icons'
import type { Store } from '../store'
import { type Change, type FlowPart, flowParts } from './flow'
import { ValueView } from './valueView'

interface PipelineProps {
  readonly store: Store
  readonly visit: VisitDetail
  /** Shows a place of the definition. */
  readonly reveal: ((row: PipelineRow) => void) | undefined
}

/** The way of the data through a state: each field from its input to its output, what it gave, and what that has changed. */
export function Pipeline({ store, visit, reveal }: PipelineProps) {
  const { onlyChanges } = store.kept
  const parts = flowParts(visit.pipeline)
  if (parts.length === 0) return <p class="quiet none">The definition of this run is not known, so the fields of the state are not.</p>
  return (
    <>
      <p class="flow-options">
        <label>
          <input type="checkbox" checked={onlyChanges} onChange={(e) => store.set({ onlyChanges: e.currentTarget.checked })} />
          Only what changes
        </label>
      </p>
      <ol class="flow" aria-label={`From the input to the output of ${visit.name}`}>
        {parts.map((part) =>
          part.kind === 'quiet' ? (
            <Quiet key={part.rows[0]!.title} part={part} />
          ) : (
            <Row key={part.row.title} store={store} visit={visit} row={part.row} change={part.change} reveal={reveal} />
          ),
        )}
      </ol>
    </>
  )
}

function Quiet({ part }: { part: Extract<FlowPart, { kind: 'quiet' }> }) {
  return (
    <li class={`flow-quiet ${part.did}`}>
      <span class="rail" />
      <span class="quiet">{part.text}</span>
    </li>
  )
}

const icons: { readonly [kind: string]: IconName } = {
  input: 'entered',
  output: 'exited',
  error: 'failed',
  work: 'started',
  assign: 'assign',
}

interface RowProps extends PipelineProps {
  readonly row: PipelineRow
  readonly change: Change | undefined
}

function Row({ store, visit, row, change, reveal }: RowProps) {
  const { title, kind, did, value, note, text } = row
  const failed = did === 'failed'
  const { error, cause } = failed ? (visit.attempts[visit.attempt] ?? {}) : {}
  const { onlyChanges } = store.kept
  const isEnd = kind === 'input' || kind === 'output'
  // at the ends the value is told whole, unless nothing else is wanted
  const folded = change?.is === 'same' || (onlyChanges && kind === 'input')
  const about = (
    <>
      {note && <p class="quiet flow-note">{note}</p>}
      {text !== undefined && <Field text={text} title={title} {...(reveal && { open: () => reveal(row) })} />}
    </>
  )
  return (
    <li class={`flow-row ${failed || kind === 'error' ? 'failed' : kind}`}>
      <span class="rail">
        <Icon name={failed ? 'failed' : (icons[kind] ?? 'after')} />
      </span>
      <div class="flow-body">
        {value === undefined ? (
          <>
            <h3 class="flow-title">{title}</h3>
            {about}
          </>
        ) : (
          <ValueView
            key={`${value.ref.event} ${value.ref.attempt} ${folded}`}
            store={store}
            title={title}
            of={visit.name}
            value={value}
            language={visit.queryLanguage}
            folded={folded}
            {...(change && change.marked.length > 0 && { differences: change.marked })}
            onlyMarked={onlyChanges}
            beside={change && !(isEnd && change.is === 'same') ? <Chip change={change} /> : undefined}
          >
            {about}
          </ValueView>
        )}
        {change?.left && <p class="quiet flow-note">{change.left}</p>}
        {failed && (
          <p class="flow-error">
            <strong>{error ?? 'Failed'}</strong> {cause}
          </p>
        )}
      </div>
    </li>
  )
}

const changeIcons: { readonly [I in Change['is']]: IconName } = { same: 'equal', parts: 'changed', new: 'changed' }

function Chip({ change: { is, text, label } }: { change: Change }) {
  return (
    <span class={`flow-change ${is}`} title={label}>
      <Icon name={changeIcons[is]} />
      <span aria-hidden="true">{text}</span>
      <span class="unseen">{label}</span>
    </span>
  )
}

/** Lines of a field that are shown before it is opened. */
const few = 6

/** A field as the definition has it. */
function Field({ text, title, open }: { text: string; title: string; open?: () => void }) {
  const [whole, setWhole] = useState(false)
  const lines = text.split('\n')
  const cut = !whole && lines.length > few + 2
  return (
    <div class="field">
      <pre>{cut ? lines.slice(0, few).join('\n') : text}</pre>
      {(cut || open) && (
        <span class="field-actions">
          {cut && (
            <button type="button" class="link" onClick={() => setWhole(true)}>
              {lines.length - few} more lines
            </button>
          )}
          {open && (
            <button
              type="button"
              class="action"
              title={`Go to ${title} in the definition`}
              aria-label={`Go to ${title} in the definition`}
              onClick={open}
            >
              <Icon name="goto" />
            </button>
          )}
        </span>
      )}
    </div>
  )
}
