import { contextMembers } from '../../../aws/contextObject'
import { languages } from '../../../expressions/language'
import { escapeSnippet } from '../../edit/snippet'
import { memberText } from '../../names/memberText'
import type { ShapeScope } from '../../shapes/expressionShape'
import { rootShape } from '../../shapes/expressionShape'
import { type Reference, referenceBefore } from '../../shapes/reference'
import { describeShape, navigate, type Shape, shapeName } from '../../shapes/shape'
import type { CompletionItem } from '../../types'
import type { Suggestion, Writer } from './item'

/** JSONPath into data that is known, the context object and variables, as far as the path is typed. */
export function completePath(writer: Writer, scope: ShapeScope): CompletionItem[] {
  const { token } = writer.cursor
  const reference = referenceBefore(token.value, token.index)
  if (reference !== undefined) return completeReference(writer, scope, reference, false)
  return token.index === 0 ? rootItems(writer, scope, 0, token.value.length) : []
}

/** The names that can stand where a reference ends. */
export function completeReference(writer: Writer, scope: ShapeScope, reference: Reference, jsonata: boolean): CompletionItem[] {
  const { token } = writer.cursor
  if (reference.place === 'root') return rootItems(writer, scope, reference.from, wordEnd(token.value, token.index))
  const root = reference.root === '@' ? outerItem(token.value, reference, scope) : rootShape(reference.root, scope, jsonata)
  if (root === undefined || reference.partial === undefined) return []
  const target = navigate(root, reference.steps, jsonata)
  const holder = jsonata && target.kind === 'array' ? target.item : target
  if (holder.kind === 'array') return reference.place === '[' ? indexItems(writer, reference, holder) : []
  return holder.kind === 'object' ? memberItems(writer, reference, holder.members, jsonata) : []
}

/** `@` in a filter is an item of the array before it. */
function outerItem(text: string, reference: Reference, scope: ShapeScope): Shape | undefined {
  const open = text.lastIndexOf('[?', reference.start)
  const outer = open === -1 ? undefined : referenceBefore(`${text.slice(0, open)}.`)
  const root = outer === undefined ? undefined : rootShape(outer.root, scope, false)
  const array = root === undefined ? undefined : navigate(root, outer!.steps)
  return array?.kind === 'array' ? array.item : undefined
}

function memberItems(writer: Writer, reference: Reference, members: ReadonlyMap<string, Shape>, jsonata: boolean): CompletionItem[] {
  const { token } = writer.cursor
  const { place, from, root, steps } = reference
  const path = root === '$$' ? steps : root === '$states' && isContext(steps) ? steps.slice(1) : undefined
  const prefix = path?.map((step) => (typeof step === 'object' && 'name' in step ? step.name : '')).join('.')
  return [...members].flatMap(([name, shape], i) => {
    const suggestion: Suggestion = {
      label: name,
      kind: 'path',
      detail: shapeName(shape),
      documentation: () => memberDoc(shape, prefix, name),
      ...(shape.kind === 'object' ? { commit: ['.'] } : {}),
      sort: `1${String(i).padStart(4, '0')}`,
    }
    const written = memberText(name, reference, languages[jsonata ? 'JSONata' : 'JSONPath'])
    if (written === undefined) return []
    if (place === "['" || place === '["') return [inBrackets(writer, suggestion, written)]
    const end = wordEnd(token.value, token.index)
    if (place === '[') {
      const behind = token.value[end] === ']' ? end + 1 : end
      return [writer.part({ ...suggestion, filter: name }, from, behind, escapeSnippet(written.text))]
    }
    // what is typed is compared with the dot where that goes, and with the name where it stays
    const filter = written.from < from ? `.${name}` : name
    return [writer.part({ ...suggestion, filter }, written.from, end, escapeSnippet(written.text))]
  })
}

const isContext = (steps: Reference['steps']) => typeof steps[0] === 'object' && 'name' in steps[0] && steps[0].name === 'context'

function memberDoc(shape: Shape, prefix: string | undefined, name: string): string {
  const path = prefix === undefined ? undefined : prefix === '' ? name : `${prefix}.${name}`
  const row = path === undefined ? undefined : contextMembers.find((member) => member.path.join('.') === path)
  return row === undefined ? `\`\`\`json\n${describeShape(shape)}\n\`\`\`` : row.doc
}

function inBrackets(
  writer: Writer,
  suggestion: Suggestion,
  { from, text }: { readonly from: number; readonly text: string },
): CompletionItem {
  const { token } = writer.cursor
  const rest = /^[^'"\]]*(['"]?\]?)/.exec(token.value.slice(token.index))!
  return writer.part(suggestion, from, token.index + rest[0].length, escapeSnippet(text))
}

function indexItems(writer: Writer, reference: Reference, array: Shape & { kind: 'array' }): CompletionItem[] {
  const end = writer.cursor.token.value[reference.from] === ']' ? reference.from + 1 : reference.from
  const item = (label: string, detail: string, sort: string) =>
    writer.part({ label, kind: 'path', detail, sort }, reference.from, end, `${label}]`)
  return [item('*', 'all items', '0'), item('0', shapeName(array.item), '1')]
}

function wordEnd(text: string, index: number): number {
  let end = index
  while (end < text.length && /[\w$]/.test(text[end]!)) end++
  return end
}

/** `$`, `$$` and the variables. */
function rootItems(writer: Writer, scope: ShapeScope, from: number, to: number): CompletionItem[] {
  const root = (label: string, kind: 'path' | 'variable', detail: string, sort: string, documentation: string | (() => string)) =>
    writer.part({ label, kind, detail, sort, documentation, filter: label }, from, to, escapeSnippet(label))
  const shape = (value: Shape) => () => `\`\`\`json\n${describeShape(value)}\n\`\`\``
  return [
    root('$', 'path', shapeName(scope.data), '0', shape(scope.data)),
    root(
      '$$',
      'path',
      'the context object',
      '1',
      'The context object: the execution, the state, the state machine, and the item of a Map.',
    ),
    ...[...scope.variables].map(([name, value]) => root(`$${name}`, 'variable', shapeName(value), `2${name}`, shape(value))),
  ]
}
