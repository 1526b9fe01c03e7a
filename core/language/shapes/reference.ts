import type { Step } from './shape'

/**
 * A path as far as it is typed: `$.order.it` before the cursor is the root `$`, the step `order` and the partial name `it`. This reads
 * what no parser accepts yet, in JSONPath and in JSONata; the whole expressions are the parsers' (core/expressions/paths, core/expressions/jsonata).
 */
export interface Reference {
  /** `$`, `$$`, `@`, or a name with its dollar: `$states`, `$order`. */
  readonly root: string
  readonly steps: readonly Step[]
  /** The name being typed; undefined where the path is complete, as in `$.a[0]`. */
  readonly partial: string | undefined
  /** Where it is: behind a dot, in brackets (with its quote, or none), or it is the root itself (`$or`). */
  readonly place: 'dot' | "['" | '["' | '[' | 'root'
  /** The index in the text where `partial` begins. */
  readonly from: number
  /** The index of the root. */
  readonly start: number
}

const root = /\$\$?[A-Za-z_\p{L}][\w\p{L}]*|\$\$?|@/uy
const step =
  /\.\.?([\w\p{L}$-]+|`[^`]*`|\*)|\[\s*(?:'((?:[^'\\]|\\(?!')|\\'(?!\s*[\],]))*\\?)'|"((?:[^"\\]|\\(?!")|\\"(?!\s*[\],]))*\\?)"|(-?\d+)|\(\s*@\.length\s*-\s*(\d+)\s*\)|[*?:\d][^\]]*)\s*\]|\.\./uy
const partialStep = /\.\.?([\w\p{L}$-]*)$|\['([^']*)$|\["([^"]*)$|\[$/uy

/** The reference whose text ends at `end`; undefined where none does. */
export function referenceBefore(text: string, end = text.length): Reference | undefined {
  const before = text.slice(0, end)
  for (let at = before.length - 1; at >= 0; at--) {
    const char = before[at]
    if (char !== '$' && char !== '@') continue
    const start = char === '$' && before[at - 1] === '$' ? at - 1 : at
    const found = readFrom(before, start)
    if (found !== undefined) return found
    if (before.length - at > 4096) return undefined
  }
  return undefined
}

function readFrom(text: string, start: number): Reference | undefined {
  root.lastIndex = start
  const head = root.exec(text)?.[0]
  if (head === undefined) return undefined
  let at = start + head.length
  if (at === text.length && head !== '@') return { root: head, steps: [], partial: head, place: 'root', from: start, start }
  const steps: Step[] = []
  while (at < text.length) {
    step.lastIndex = at
    const match = step.exec(text)
    if (match === null || at + match[0].length === text.length) break
    steps.push(...stepsOf(match))
    at += match[0].length
  }
  partialStep.lastIndex = at
  const partial = partialStep.exec(text)
  if (partial !== null) {
    const [whole, dotted, single, double] = partial
    const place = dotted !== undefined ? 'dot' : single !== undefined ? "['" : double !== undefined ? '["' : '['
    const name = dotted ?? single ?? double ?? ''
    if (whole.startsWith('..')) return undefined
    return { root: head, steps, partial: name, place, from: text.length - name.length, start }
  }
  step.lastIndex = at
  const last = step.exec(text)
  if (last === null || at + last[0].length !== text.length) return undefined
  return { root: head, steps: [...steps, ...stepsOf(last)], partial: undefined, place: 'dot', from: text.length, start }
}

function stepsOf(match: RegExpExecArray): Step[] {
  const name = match[1] ?? match[2] ?? match[3]
  if (name === '*' && match[1] !== undefined) return ['*']
  if (name !== undefined) return [{ name: name.startsWith('`') ? name.slice(1, -1) : name.replace(/\\(['"])/g, '$1') }]
  if (match[5] !== undefined) return [{ index: -Number(match[5]) }]
  return match[4] !== undefined ? [{ index: Number(match[4]) }] : ['*']
}

/** A whole path without functions: `$.a[0].b`, `$states.input.a`, `$order['a b']`. Undefined for everything else. */
export function wholeReference(text: string): { readonly root: string; readonly steps: readonly Step[] } | undefined {
  root.lastIndex = 0
  const head = root.exec(text)?.[0]
  if (head === undefined) return undefined
  const steps: Step[] = []
  let at = head.length
  while (at < text.length) {
    step.lastIndex = at
    const match = step.exec(text)
    if (match === null || match[0] === '..') return undefined
    steps.push(...stepsOf(match))
    at += match[0].length
  }
  return { root: head, steps }
}

/** The paths in a text, whatever stands around them: those of `States.Format('{}', $.a.b)` or of a JSONata expression. */
export function referencesIn(text: string): { readonly root: string; readonly steps: readonly Step[] }[] {
  const found: { readonly root: string; readonly steps: readonly Step[] }[] = []
  for (let from = text.indexOf('$'); from >= 0; from = text.indexOf('$', from)) {
    root.lastIndex = from
    const head = root.exec(text)![0]
    const steps: Step[] = []
    let at = from + head.length
    for (;;) {
      step.lastIndex = at
      const match = step.exec(text)
      if (match === null || match[0] === '..') break
      steps.push(...stepsOf(match))
      at += match[0].length
    }
    found.push({ root: head, steps })
    from = at
  }
  return found
}
