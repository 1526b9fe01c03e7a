/** The language of the filter: `type:TaskFailed,TaskTimedOut state:"Pay order" -item:12 "no funds"`. */

/** What an event can be filtered by, by the names that are written before a colon. A text without one is looked for everywhere. */
export const fieldNames = ['type', 'category', 'state', 'status', 'item', 'thread', 'error', 'by', 'text', 'id'] as const
export type FieldName = (typeof fieldNames)[number]

/** One of the values of a term. */
export interface Value {
  readonly text: string
  /** It was written in quotes: the whole is meant, not a part. */
  readonly whole: boolean
  /** Where it stands in the filter, with its quotes. */
  readonly from: number
  readonly to: number
}

/** A condition of a filter, and where it stands there. */
export interface Term {
  /** Undefined: a text without a field. */
  readonly field: FieldName | undefined
  /** One of them has to fit. None: nothing is asked yet. */
  readonly values: readonly Value[]
  readonly not: boolean
  readonly from: number
  readonly to: number
}

/** The terms of a filter. Any text is one; a field that is not known is part of a text, as in an ARN. */
export function termsOf(filter: string): Term[] {
  const terms: Term[] = []
  for (let at = skipSpace(filter, 0); at < filter.length; at = skipSpace(filter, at)) {
    const term = termAt(filter, at)
    terms.push(term)
    at = term.to
  }
  return terms
}

function termAt(filter: string, from: number): Term {
  const not = filter[from] === '-' && from + 1 < filter.length && !isSpace(filter[from + 1]!)
  const begin = from + (not ? 1 : 0)
  const named = /^[a-z]+(?=:)/i.exec(filter.slice(begin, begin + 20))?.[0].toLowerCase()
  const field = fieldNames.find((name) => name === named)
  if (field === undefined) {
    const value = valueAt(filter, begin, false)
    return { field, values: [value], not, from, to: value.to }
  }
  const values: Value[] = []
  let at = begin + field.length
  do {
    const value = valueAt(filter, at + 1, true)
    if (value.text !== '') values.push(value)
    at = value.to
  } while (filter[at] === ',')
  return { field, values, not, from, to: at }
}

/** Within quotes a backslash stands before a quote and before itself. Quotes that are not closed reach to the end. */
function valueAt(filter: string, from: number, listed: boolean): Value {
  if (filter[from] !== '"') {
    let to = from
    while (to < filter.length && !isSpace(filter[to]!) && !(listed && filter[to] === ',')) to++
    return { text: filter.slice(from, to), whole: false, from, to }
  }
  let text = ''
  let at = from + 1
  for (; at < filter.length && filter[at] !== '"'; at++) {
    if (filter[at] === '\\' && (filter[at + 1] === '"' || filter[at + 1] === '\\')) at++
    text += filter[at]
  }
  return { text, whole: true, from, to: Math.min(at + 1, filter.length) }
}

const isSpace = (character: string): boolean => /\s/.test(character)

function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && isSpace(text[at]!)) at++
  return at
}

/** How a value is written so that the whole of it is meant. */
const quoted = (value: string): string => `"${value.replace(/[\\"]/g, '\\$&')}"`

/** Fields whose values are taken from a list, or are numbers: a plain one is the whole already. */
const plain: ReadonlySet<FieldName> = new Set(['type', 'category', 'status', 'by', 'item', 'id'])

/** How exactly this value of a field is written. */
export const written = (field: FieldName, value: string): string => (plain.has(field) && /^[\w-]+$/.test(value) ? value : quoted(value))

/** A filter with one more term behind it. */
export const withTerm = (filter: string, term: string): string => `${filter.trimEnd()}${filter.trim() === '' ? '' : ' '}${term}`

/** A filter without one of its terms. */
export const withoutTerm = (filter: string, { from, to }: Pick<Term, 'from' | 'to'>): string =>
  [filter.slice(0, from).trimEnd(), filter.slice(to).trimStart()].filter(Boolean).join(' ')

/** The values of a field that are asked for by their whole: what a menu has marked. */
export function chosenValues(filter: string, field: FieldName): ReadonlySet<string> {
  const terms = termsOf(filter).filter((term) => term.field === field && !term.not)
  return new Set(terms.flatMap(({ values }) => values.map(({ text }) => text)))
}

/** Asks for a value of a field, beside those that are asked for already; a value that was is not asked for any more. */
export function toggled(filter: string, field: FieldName, value: string): string {
  const terms = termsOf(filter).filter((term) => term.field === field && !term.not)
  for (const term of terms) {
    const others = term.values.filter(({ text }) => text !== value)
    if (others.length === term.values.length) continue
    if (others.length === 0) return withoutTerm(filter, term)
    const list = others.map(({ from, to }) => filter.slice(from, to)).join(',')
    return `${filter.slice(0, term.from)}${field}:${list}${filter.slice(term.to)}`
  }
  const last = terms.at(-1)
  if (last === undefined || last.values.length === 0)
    return withTerm(last ? withoutTerm(filter, last) : filter, `${field}:${written(field, value)}`)
  return `${filter.slice(0, last.to)},${written(field, value)}${filter.slice(last.to)}`
}
