import type { Json } from '../../core/base/json'
import { type AnyDetails, detailsOf, payloadValue } from '../../core/history/types'
import type { Item } from '../events/timeline'

/** A part of an event's detail: a foldable value. */
export interface Section {
  readonly title: string
  readonly value: Json
  /** The event that it comes from, where that is the partner of the chosen one. */
  readonly from?: Item
  readonly tone?: 'error'
}

/** What one member of an event's details is shown as. In the order of the panel. */
const payloads: readonly (readonly [member: 'input' | 'parameters' | 'output' | 'assignedVariables', title: string])[] = [
  ['input', 'Input'],
  ['parameters', 'Parameters'],
  ['output', 'Output'],
  ['assignedVariables', 'Assigned variables'],
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
    const value = details[name]
    if (value !== undefined) sections.push({ title, value: typeof value === 'string' ? payloadValue(value) : valuesOf(value) })
  }
  const { error, cause } = details
  if (error !== undefined || cause !== undefined) {
    sections.push({
      title: 'Error',
      // a cause may be a JSON text too
      value: { ...(error !== undefined && { error }), ...(cause !== undefined && { cause: payloadValue(cause) }) },
      tone: 'error',
    })
  }
  const rest = Object.fromEntries(Object.entries(details).filter(([name]) => !shown.has(name)))
  sections.push({
    title: 'Event',
    value: { id: event.id, previousEventId: event.previousEventId, timestamp: event.timestamp, type: event.type, ...rest },
  })
  return sections
}

/** Members that have a section of their own. */
const shown: ReadonlySet<string> = new Set(['error', 'cause', ...payloads.map(([name]) => name)])

const valuesOf = (texts: NonNullable<AnyDetails['assignedVariables']>): Json =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, payloadValue(text)]))
