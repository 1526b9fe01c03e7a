import { eventHas, textFinder } from '../../core/run/inspect/search'
import { fields, type Lineage } from './fields'
import { type FieldName, type Term, termsOf } from './terms'
import type { Item } from './timeline'

/** What a filter has to know beyond the event. */
export interface Around extends Lineage {
  /** Whether a text has been found in the payloads of an event that came cut, by its id. */
  found(text: string, id: number): boolean
}

/** A filter that can be asked of each event by itself. */
export interface Filter {
  readonly terms: readonly Term[]
  /** The texts that are looked for in payloads: in those that came cut somebody else has to. */
  readonly texts: readonly string[]
  fits(item: Item, around: Around): boolean
}

type Test = (item: Item, around: Around) => boolean

/**
 * Makes a filter of its text. Of the values of one field an event has to fit one, of each field that is named one, of each text all, and
 * none of what is behind a minus. An empty filter fits all.
 */
export function filterOf(text: string): Filter {
  const terms = termsOf(text)
  const texts = new Set<string>()
  const wanted = new Map<FieldName, Test[]>()
  const tests: Test[] = []
  for (const { field, values, not } of terms) {
    if (values.length === 0) continue
    const fits = values.map(({ text, whole }) => testOf(field, text, whole))
    if (isText(field)) for (const { text } of values) texts.add(text)
    if (not) tests.push((item, around) => !fits.some((test) => test(item, around)))
    else if (isText(field)) tests.push(anyOf(fits))
    else wanted.set(field!, [...(wanted.get(field!) ?? []), ...fits])
  }
  // what is quick to tell comes first
  const all = [...[...wanted.values()].map(anyOf), ...tests]
  return { terms, texts: [...texts], fits: (item, around) => all.every((test) => test(item, around)) }
}

const isText = (field: FieldName | undefined): boolean => field === undefined || fields[field].fits === undefined

const anyOf =
  (tests: readonly Test[]): Test =>
  (item, around) =>
    tests.some((test) => test(item, around))

function testOf(field: FieldName | undefined, text: string, whole: boolean): Test {
  const small = text.toLowerCase()
  const fits = field === undefined ? undefined : fields[field].fits
  if (fits !== undefined) return (item, around) => fits(item, small, whole, around)
  const has = textFinder(text)
  const inPayloads: Test = ({ row }, around) => eventHas(row.event, has) || (row.cut === true && around.found(text, row.event.id))
  if (field !== undefined) return inPayloads
  return (item, around) => named(item, small) || inPayloads(item, around)
}

/** Whether a text is in what a row shows of an event. */
const named = ({ row: { event, state, threadName } }: Item, small: string): boolean =>
  event.type.toLowerCase().includes(small) || (state?.name ?? '').toLowerCase().includes(small) || threadName.toLowerCase().includes(small)
