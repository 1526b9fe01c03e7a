import type { Json } from '../core/base/json'
import type { Item } from './timeline'

/** A part of an event's detail: a foldable value. */
export interface Section {
  readonly title: string
  readonly value: Json
  /** The event that it comes from, where that is the partner of the chosen one. */
  readonly from?: Item
  readonly tone?: 'error'
}

/** What one member of an event's details is shown as. In the order of the panel. */
const payloads: readonly (readonly [member: string, title: string])[] = [
  ['input', 'Input'],
  ['parameters', 'Parameters'],
  ['output', 'Output'],
  ['assignedVariables', 'Assigned variables'],
  ['evaluationFailedEventDetails', 'Evaluation'],
]

/** The input, output, error and remaining details of an event; where its partner has what it lacks, that too. */
export function sectionsOf(item: Item): Section[] {
  const own = sectionsOfEvent(item)
  const has = new Set(own.map(({ title }) => title))
  const lent = item.partner ? sectionsOfEvent(item.partner).filter(({ title }) => title !== 'Event' && !has.has(title)) : []
  const all = [...own, ...lent.map((section) => ({ ...section, from: item.partner! }))]
  return all.sort((a, b) => order.indexOf(a.title) - order.indexOf(b.title))
}

const order = ['Error', ...payloads.map(([, title]) => title), 'Event']

function sectionsOfEvent({ row }: Item): Section[] {
  const { event } = row
  const details = detailsOf(event)
  const sections: Section[] = []
  for (const [name, title] of payloads) {
    if (name in details)
      sections.push({ title, value: name === 'assignedVariables' ? mapValues(details[name], parsed) : parsed(details[name]) })
  }
  if ('error' in details || 'cause' in details) {
    const { error, cause } = details
    sections.push({
      title: 'Error',
      value: { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause: parsed(cause) }) },
      tone: 'error',
    })
  }
  const shown = new Set(['error', 'cause', ...payloads.map(([name]) => name)])
  const rest = Object.fromEntries(Object.entries(details).filter(([name]) => !shown.has(name)))
  sections.push({
    title: 'Event',
    value: { id: event.id, previousEventId: event.previousEventId, timestamp: event.timestamp, type: event.type, ...rest },
  })
  return sections
}

/** The one member `...EventDetails` of an event; its name says no more than the type does. */
function detailsOf(event: Item['row']['event']): { readonly [name: string]: Json } {
  const name = Object.keys(event).find((key) => key.endsWith('EventDetails'))
  return name ? (event[name] as { readonly [name: string]: Json }) : {}
}

/** Payloads in a history are JSON texts; a cause may be one. What is none stays a text. */
function parsed(value: Json | undefined): Json {
  if (typeof value !== 'string') return value ?? null
  if (!/^\s*[[{"]|^(true|false|null|-?\d[\d.eE+-]*)$/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

const mapValues = (value: Json | undefined, f: (value: Json) => Json): Json =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, f(v)]))
    : (value ?? null)
