import type { Range } from '../../base/range'
import { type Entry, type Evaluator, type Lazy, plainText, textValue, type Value } from './value'

/** A function of Terraform over what is known; undefined where its result is not. */
type Row = (parameters: readonly Lazy[], evaluator: Evaluator, place: Range) => Value | undefined

/** One that makes a text of texts. */
const ofTexts =
  (make: (...texts: string[]) => string | undefined): Row =>
  (parameters, evaluator, place) => {
    const texts = parameters.map((each) => evaluator.text(each))
    const made = texts.includes(undefined) ? undefined : make(...(texts as string[]))
    return made !== undefined && evaluator.spend(made.length) ? textValue(made, place) : undefined
  }

/** One that changes a text in a way that is no matter for a definition in a file: that stays the file. */
const ofText =
  (make: (...texts: string[]) => string | undefined): Row =>
  (parameters, evaluator, place) => {
    const [first] = parameters
    const value = first && evaluator.evaluate(first)
    return value?.kind === 'file' || value?.kind === 'json' ? value : ofTexts(make)(parameters, evaluator, place)
  }

/** One that gives back what it gets. */
const same: Row = ([first], evaluator) => first && evaluator.evaluate(first)

/** What an item of a list or an object costs, in characters. */
const item = 10

const list = (lazy: Lazy | undefined, evaluator: Evaluator): readonly Lazy[] | undefined => {
  const value = lazy && evaluator.evaluate(lazy)
  return value?.kind === 'tuple' && evaluator.spend(value.items.length * item) ? value.items : undefined
}
const entries = (lazy: Lazy | undefined, evaluator: Evaluator): readonly Entry[] | undefined => {
  const value = lazy && evaluator.evaluate(lazy)
  return value?.kind === 'object' && evaluator.spend(value.entries.length * item) ? value.entries : undefined
}
const all = <T>(found: readonly (readonly T[] | undefined)[]): readonly T[] | undefined =>
  found.includes(undefined) ? undefined : found.flatMap((each) => each ?? [])

const firstKnown: Row = (parameters, evaluator) => {
  for (const each of parameters) {
    const value = evaluator.evaluate(each)
    if (value.kind !== 'unknown' && !(value.kind === 'scalar' && value.value === null)) return value
  }
  return undefined
}

const file: Row = ([path, variables], evaluator, place) => {
  const value = path && evaluator.evaluate(path)
  return value?.kind === 'text' ? { kind: 'file', path: value, variables, place } : undefined
}

/** Source: Terraform Language, Functions. */
export const functions: Readonly<Record<string, Row>> = {
  file: ([path], evaluator, place) => file(path === undefined ? [] : [path], evaluator, place),
  templatefile: (parameters, evaluator, place) => (parameters.length === 2 ? file(parameters, evaluator, place) : undefined),
  jsonencode: ([of], evaluator, place) => {
    const value = of && evaluator.evaluate(of)
    return value && (value.kind === 'file' ? value : { kind: 'json', of: value, place })
  },
  jsondecode: ([text], evaluator) => {
    const value = text && evaluator.evaluate(text)
    return value?.kind === 'json' ? evaluator.evaluate(value.of) : value?.kind === 'file' ? value : undefined
  },
  yamldecode: ([text], evaluator) => {
    const value = text && evaluator.evaluate(text)
    return value?.kind === 'file' ? value : undefined
  },
  tostring: ([of], evaluator, place) => {
    const value = of && evaluator.evaluate(of)
    return value?.kind === 'scalar' ? textValue(String(value.value), place) : value
  },
  tonumber: ([of], evaluator, place) => {
    const text = of && evaluator.text(of)
    return text === undefined || Number.isNaN(Number(text)) ? undefined : { kind: 'scalar', value: Number(text), place }
  },
  tobool: ([of], evaluator, place) => {
    const text = of && evaluator.text(of)
    return text === 'true' || text === 'false' ? { kind: 'scalar', value: text === 'true', place } : undefined
  },
  tolist: same,
  toset: same,
  tomap: same,
  sensitive: same,
  nonsensitive: same,
  coalesce: firstKnown,
  try: firstKnown,
  trimspace: ofText((text) => text.trim()),
  chomp: ofText((text) => text.replace(/[\r\n]+$/, '')),
  replace: ofText((text, from, to) => (/^\/.*\/$/.test(from) ? text : replaced(text, from, to))),
  lower: ofTexts((text) => text.toLowerCase()),
  upper: ofTexts((text) => text.toUpperCase()),
  basename: ofTexts((path) => path.replace(/^.*\//, '')),
  dirname: ofTexts((path) => path.replace(/\/?[^/]*$/, '') || '.'),
  abspath: same,
  format: ofTexts((pattern, ...values) => formatted(pattern, values)),
  join: ([separator, items], evaluator, place) => {
    const texts = list(items, evaluator)
    return texts && separator && ofTexts((between, ...each) => joined(each, between))([separator, ...texts], evaluator, place)
  },
  merge: (parameters, evaluator, place) => {
    const found = all(parameters.map((each) => entries(each, evaluator)))
    if (found === undefined) return undefined
    const byKey = new Map(found.map((entry, i) => [plainText(entry.key) ?? i, entry] as const))
    return { kind: 'object', entries: [...byKey.values()], place }
  },
  concat: (parameters, evaluator, place) => {
    const items = all(parameters.map((each) => list(each, evaluator)))
    return items && { kind: 'tuple', items, place }
  },
  keys: ([of], evaluator, place) => {
    const found = entries(of, evaluator)
    return found && { kind: 'tuple', items: sorted(found).map(({ key }) => key), place }
  },
  values: ([of], evaluator, place) => {
    const found = entries(of, evaluator)
    return found && { kind: 'tuple', items: sorted(found).map(({ value }) => value), place }
  },
  length: ([of], evaluator, place) => {
    const found = list(of, evaluator) ?? entries(of, evaluator)
    const count = found?.length ?? (of && evaluator.text(of))?.length
    return count === undefined ? undefined : { kind: 'scalar', value: count, place }
  },
  element: ([of, index], evaluator) => {
    const items = list(of, evaluator)
    const at = index && Number(evaluator.text(index))
    const chosen = items && at !== undefined ? items[at % items.length] : undefined
    return chosen && evaluator.evaluate(chosen)
  },
  lookup: ([of, key, otherwise], evaluator) => {
    const found = entries(of, evaluator)
    const name = key && evaluator.text(key)
    if (found === undefined || name === undefined) return undefined
    const value = found.findLast((entry) => plainText(entry.key) === name)?.value ?? otherwise
    return value && evaluator.evaluate(value)
  },
}

/** Characters of a text that is made of others. A longer one is unknown: it would be made before anybody could count it. */
const longest = 5_242_880

function replaced(text: string, from: string, to: string): string | undefined {
  const times = from === '' ? text.length + 1 : text.split(from).length - 1
  return text.length + times * (to.length - from.length) > longest ? undefined : text.replaceAll(from, () => to)
}

function joined(texts: readonly string[], between: string): string | undefined {
  const length = texts.reduce((sum, text) => sum + text.length + between.length, 0)
  return length > longest ? undefined : texts.join(between)
}

/** Terraform has the entries of an object by their keys. */
const sorted = (found: readonly Entry[]): readonly Entry[] =>
  found.toSorted((a, b) => ((plainText(a.key) ?? '') < (plainText(b.key) ?? '') ? -1 : 1))

/** `%s`, `%d`, `%v`, `%q` and `%%`; undefined where the pattern has others. */
function formatted(pattern: string, values: readonly string[]): string | undefined {
  let next = 0
  let known = true
  const made = pattern.replace(/%(%|[sdvq]|.?)/g, (_, verb: string) => {
    if (verb === '%') return '%'
    const value = values[next++]
    known &&= value !== undefined && /^[sdvq]$/.test(verb)
    return verb === 'q' ? JSON.stringify(value ?? '') : (value ?? '')
  })
  return known ? made : undefined
}
