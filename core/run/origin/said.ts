import { isDelimited } from '../../expressions/jsonata/body'
import { type Language, languages, type Read } from '../../expressions/language'
import type { QueryLanguage } from '../../model/machine'
import type { Member, Node } from '../../syntax/node'

/** A step into a value: a member's name, or an index from 0. */
export type Step = string | number

/** What a field of the definition says of a value in what it gives. */
export type Said =
  /** It goes to another value, and `rest` into that. */
  | { readonly kind: 'read'; readonly read: Read; readonly rest: readonly Step[]; readonly node: Node; readonly text: string }
  /** It is written there. */
  | { readonly kind: 'written'; readonly node: Node }
  /** An expression makes it. */
  | { readonly kind: 'computed'; readonly node: Node; readonly text: string }
  /** It is put together there of several. */
  | { readonly kind: 'joined'; readonly node: Node }

/** What a template says at some steps. Undefined: nothing, since it has no such member. */
export function saidAt(template: Node, steps: readonly Step[], { name }: { readonly name: QueryLanguage }): Said | undefined {
  const language = languages[name]
  let node: Node = template
  for (let i = 0; ; i++) {
    const expression = expressionOf(node, language)
    if (expression !== undefined) return said(expression, node, steps.slice(i), language)
    const step = steps[i]
    if (step === undefined) return hasExpressions(node, language) ? { kind: 'joined', node } : { kind: 'written', node }
    const member = node.kind === 'object' ? memberFor(node.members, String(step), language) : undefined
    if (member?.value !== undefined && isMarked(member, language) && member.value.kind === 'string')
      return said(member.value.value, member.value, steps.slice(i + 1), language)
    const inner: Node | undefined = node.kind === 'array' ? node.items[Number(step)] : member?.value
    if (inner === undefined) return undefined
    node = inner
  }
}

/** What a field says that is an expression as a whole. */
export const saidBy = (node: Node, steps: readonly Step[], { name }: { readonly name: QueryLanguage }): Said =>
  node.kind === 'string' ? said(node.value, node, steps, languages[name]) : { kind: 'written', node }

function said(text: string, node: Node, rest: readonly Step[], language: Language): Said {
  const read = language.read(text)
  return read === undefined ? { kind: 'computed', node, text } : { kind: 'read', read, rest, node, text }
}

/** In JSONPath the member's name marks an expression, in JSONata its text. */
const isMarked = ({ key }: Member, language: Language): boolean => marksNames(language) && key.value.endsWith('.$')

const marksNames = ({ name }: Language): boolean => name === 'JSONPath'

const expressionOf = (node: Node, language: Language): string | undefined =>
  !marksNames(language) && node.kind === 'string' && isDelimited(node.value) ? node.value : undefined

/** Of two members of one name the last counts. */
const memberFor = (members: readonly Member[], name: string, language: Language): Member | undefined =>
  members.findLast(({ key }) => key.value === name || (marksNames(language) && key.value === `${name}.$`))

function hasExpressions(root: Node, language: Language): boolean {
  const work: Node[] = [root]
  for (let node = work.pop(); node !== undefined; node = work.pop()) {
    if (expressionOf(node, language) !== undefined) return true
    if (node.kind === 'array') work.push(...node.items)
    if (node.kind !== 'object') continue
    for (const member of node.members) {
      if (isMarked(member, language)) return true
      if (member.value !== undefined) work.push(member.value)
    }
  }
  return false
}
