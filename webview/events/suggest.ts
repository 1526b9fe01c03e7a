import type { Outcome } from '../../core/history/kind'
import { sourceNames, type TaskSource } from '../../core/history/sources'
import { type CountedField, type Counts, isCounted } from './counts'
import { fields, kindNames, outcomeNames } from './fields'
import { type FieldName, fieldNames, type Term, termsOf, written } from './terms'
import type { Kind } from './timeline'

/** What may stand at a place of the filter. */
export interface Suggestion {
  /** What is written in the place of `from` to `to`. */
  readonly text: string
  readonly from: number
  readonly to: number
  readonly label: string
  /** What it means, or how many events have it. */
  readonly about: string
}

const most = 12

/** How a person calls a value of a field, where that is another name. */
export function valueName(field: FieldName, value: string): string {
  if (field === 'category') return kindNames[value as Kind] ?? value
  if (field === 'status') return outcomeNames[value as Outcome] ?? value
  if (field === 'by') return sourceNames[value as TaskSource] ?? value
  return value
}

/** What fits what is written before the cursor: fields and values that have it, the most frequent first. */
export function suggestionsAt(filter: string, cursor: number, counts: Counts): Suggestion[] {
  const term = termsOf(filter).find(({ from, to }) => from < cursor && cursor <= to)
  if (term === undefined) return fieldSuggestions('', cursor, cursor)
  const start = term.from + (term.not ? 1 : 0)
  if (term.field !== undefined && cursor > start + term.field.length) return valuesAt(term, term.field, filter, cursor, counts)
  const typed = filter.slice(start, cursor).replace(/^"/, '').toLowerCase()
  const terms = (['state', 'type', 'thread'] as const).flatMap((field) =>
    ranked(field, typed, counts).map(([value, count]) => ({
      ...{ text: `${field}:${written(field, value)} `, from: start, to: term.to },
      ...{ label: `${field}:${valueName(field, value)}`, about: events(count) },
    })),
  )
  return [...fieldSuggestions(typed, start, term.to), ...(typed === '' ? [] : terms)].slice(0, most)
}

function fieldSuggestions(typed: string, from: number, to: number): Suggestion[] {
  return fieldNames
    .filter((name) => name.startsWith(typed))
    .map((name) => ({ text: `${name}:`, from, to, label: `${name}:`, about: fields[name].about }))
}

function valuesAt(term: Term, field: FieldName, filter: string, cursor: number, counts: Counts): Suggestion[] {
  if (!isCounted(field)) return []
  const value = term.values.find(({ from, to }) => from <= cursor && cursor <= to)
  const from = value?.from ?? cursor
  const typed = filter.slice(from, cursor).replace(/^"/, '').toLowerCase()
  return ranked(field, typed, counts).map(([name, count]) => ({
    ...{ text: `${written(field, name)} `, from, to: value?.to ?? cursor },
    ...{ label: valueName(field, name), about: events(count) },
  }))
}

function ranked(field: CountedField, typed: string, counts: Counts): [value: string, count: number][] {
  const begins = (value: string) => value.toLowerCase().startsWith(typed)
  return [...counts.values(field)]
    .filter(([value]) => value.toLowerCase().includes(typed) || valueName(field, value).toLowerCase().includes(typed))
    .sort(([a, m], [b, n]) => Number(begins(b)) - Number(begins(a)) || n - m)
    .slice(0, most)
}

const events = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'event' : 'events'}`

/** The filter with a suggestion taken, and where the cursor is then. */
export function taken(filter: string, { text, from, to }: Suggestion): { readonly filter: string; readonly cursor: number } {
  // a blank that is there already is not written twice
  const rest = text.endsWith(' ') ? filter.slice(to).replace(/^ /, '') : filter.slice(to)
  return { filter: filter.slice(0, from) + text + rest, cursor: from + text.length }
}
