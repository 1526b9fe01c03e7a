import { type JsonataFunction, jsonataFunctions } from '../../../expressions/jsonata/table'
import { typedWords } from '../../../expressions/jsonata/words'
import { escapeSnippet } from '../../edit/snippet'
import { localNames } from '../../names/localNames'
import type { ShapeScope } from '../../shapes/expressionShape'
import { statesShape } from '../../shapes/expressionShape'
import { referenceBefore } from '../../shapes/reference'
import { describeShape, type Shape, shapeName } from '../../shapes/shape'
import type { CompletionItem } from '../../types'
import type { Writer } from './item'
import { completeReference } from './paths'

/** Inside of `{% %}`: `$states` and its members, variables, known data, the functions. */
export function completeJsonata(writer: Writer, scope: ShapeScope): CompletionItem[] {
  const { token } = writer.cursor
  const before = token.value.slice(2, token.index)
  if (inText(before)) return []
  const reference = referenceBefore(token.value, token.index)
  if (reference !== undefined && reference.place !== 'root') return completeReference(writer, scope, reference, true)
  const word = /\$?[\w]*$/.exec(before)![0]
  if (reference === undefined && /[\w.)\]`]\s*\.?$/.test(before.slice(0, before.length - word.length))) return []
  const members = word.startsWith('$') ? [] : contextMembers(writer, scope, word)
  const from = token.index - word.length
  let to = token.index
  while (/\w/.test(token.value[to] ?? '')) to++
  const called = token.value[to] === '('
  const locals = localNames(token.value, token.index)
  const hidden = new Set([...locals, ...scope.variables.keys()])
  return [
    ...members,
    ...roots(writer, scope, locals, from, to),
    ...functions(writer, from, to, called).filter(({ label }) => !hidden.has(label.slice(1))),
    ...(word.startsWith('$') ? [] : keywords(writer, from, to)),
  ]
}

/** In `lines.(price * q|)` and `lines[q|]` a name is a member of an item. */
function contextMembers(writer: Writer, scope: ShapeScope, word: string): CompletionItem[] {
  const { token } = writer.cursor
  const from = token.index - word.length
  let depth = 0
  for (let at = from - 1; at >= 2; at--) {
    const char = token.value[at]!
    if (')]}'.includes(char)) depth++
    else if ('([{'.includes(char) && depth-- === 0) {
      const dotted = char !== '[' && token.value[at - 1] === '.'
      const outer = char === '[' || dotted ? referenceBefore(token.value, dotted ? at - 1 : at) : undefined
      if (outer === undefined) return []
      const steps = outer.partial === undefined || outer.place === 'root' ? outer.steps : [...outer.steps, { name: outer.partial }]
      return completeReference(writer, scope, { ...outer, steps, partial: word, place: 'dot', from }, true).map((item) => ({
        ...item,
        sort: `0${item.sort}`,
      }))
    }
  }
  return []
}

/** Inside of a text of the expression. */
function inText(before: string): boolean {
  let quote = ''
  for (let i = 0; i < before.length; i++) {
    const char = before[i]!
    if (quote !== '') {
      if (char === '\\') i++
      else if (char === quote) quote = ''
    } else if (char === '"' || char === "'") quote = char
  }
  return quote !== ''
}

/** `$states`, the variables, and the names that the expression binds itself. */
function roots(writer: Writer, scope: ShapeScope, locals: ReadonlySet<string>, from: number, to: number): CompletionItem[] {
  const root = (name: string, shape: Shape | undefined, detail: string, rank: number) => {
    const documentation = shape === undefined ? undefined : () => `\`\`\`json\n${describeShape(shape)}\n\`\`\``
    return writer.part(
      { label: name, kind: 'variable', detail, documentation, sort: `${rank}${name}`, filter: name },
      from,
      to,
      escapeSnippet(name),
    )
  }
  return [
    root('$states', statesShape(scope), 'input, context, and by field result and errorOutput', 1),
    ...[...scope.variables].filter(([name]) => !locals.has(name)).map(([name, shape]) => root(`$${name}`, shape, shapeName(shape), 2)),
    ...[...locals].map((name) => root(`$${name}`, undefined, 'of this expression', 2)),
  ]
}

function functions(writer: Writer, from: number, to: number, called: boolean): CompletionItem[] {
  return jsonataFunctions.map((fn) => {
    const name = `$${fn.name}`
    const suggestion = {
      label: name,
      kind: 'function' as const,
      detail: jsonataSignature(fn),
      documentation: () => describeJsonataFunction(fn),
      sort: `3${fn.name}`,
    }
    const needed = fn.parameters.filter((p) => !p.optional)
    const args = needed.map((p, i) => `\${${i + 1}:${p.name}}`).join(', ')
    return writer.part({ ...suggestion, filter: name }, from, to, called ? `\\${name}` : `\\${name}(${args})`)
  })
}

const keywords = (writer: Writer, from: number, to: number): CompletionItem[] =>
  typedWords.map((word) => writer.part({ label: word, kind: 'value', sort: `4${word}` }, from, to, word))

/**
 * One line: the name with its dollar, the parameters, what it returns. `?` marks an optional parameter, `...` a last one that takes any
 * number of arguments.
 */
export function jsonataSignature({ name, parameters, returns, most }: JsonataFunction): string {
  const last = parameters.length - 1
  const names = parameters.map((p, i) =>
    i === last && most === Number.POSITIVE_INFINITY ? `${p.name}...` : p.optional ? `${p.name}?` : p.name,
  )
  return `$${name}(${names.join(', ')}): ${returns}`
}

/** Markdown: the signature, what the function does, and whether it is one of Step Functions alone. */
export function describeJsonataFunction(fn: JsonataFunction): string {
  return `\`\`\`\n${jsonataSignature(fn)}\n\`\`\`\n\n${fn.doc}${fn.aws ? '\n\nA function of Step Functions, not of JSONata itself.' : ''}`
}
