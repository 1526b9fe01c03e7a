import type { Draft } from '../syntax/draft'
import { list } from '../syntax/draft'
import type { Node, StringNode, SubstitutionNode, SubstitutionPart } from '../syntax/node'
import { MapBuilder, offsetAt } from '../syntax/strings'
import { descendants } from '../syntax/walk'
import type { Values } from './substitutionValues'

/** What a name stands for: one of DefinitionSubstitutions, or one of the template in a function of it. */
export interface Known {
  readonly declared: Values
  readonly template: Values
  /**
   * The text of a definition in YAML that a template names: CloudFormation puts the values in before the YAML is read, so that `Seconds: ${Delay}`
   * is a number. Source: aws-cloudformation-resource-providers-stepfunctions, DefinitionProcessor.
   */
  readonly yaml?: string
}

/** Characters that all values together may add: ten times what a definition can have. */
const mostCharacters = 10_485_760

/**
 * Puts known values in the place of `${Name}` in a tree that has just been read, in place. All of a value has the place of its `${Name}`, so that
 * positions stay those of the text. What is not known stays as it is, and so does all that would make the texts longer by more than 10 Mi characters.
 */
export function substitute(root: Node, known: Known): void {
  let left = mostCharacters
  for (const node of [...descendants(root)]) {
    if (node.kind === 'substitution') replace(node, known)
    else if (node.kind === 'string' && node.substitutions !== undefined) {
      left -= fill(node, known, left)
      if (known.yaml !== undefined) readAgain(node, known.yaml)
    }
  }
}

/** Puts the values of the names that an Fn::Sub has of its own into its text, in place. */
export const substituteOwn = (node: StringNode, own: Values): void => {
  if (node.substitutions !== undefined && own.size > 0) fill(node, { declared: own, template: own }, mostCharacters)
}

/** A plain scalar whose values are in is what it now reads as. Quotes and blocks keep a text. */
function readAgain(node: StringNode, yaml: string): void {
  const { parent, offset, length, value } = node
  if (node.substitutions !== undefined || parent === undefined || /["'|>!&]/.test(yaml.charAt(offset))) return
  if (parent.kind === 'member' && parent.key === node) return
  const made = scalarNode(value, { parent, offset, length })
  if (made !== undefined) put(made, node)
}

const textFor = ({ intrinsic }: StringNode | SubstitutionNode, name: string, { declared, template }: Known): string | undefined =>
  (intrinsic ? template : declared).get(name)

/** `"Seconds": ${Delay}`: the value is written where JSON has a value. */
function replace(node: SubstitutionNode, known: Known): void {
  const text = node.name === undefined ? undefined : textFor(node, node.name, known)
  const { parent, offset, length } = node
  if (text === undefined || parent === undefined) return
  const base = { parent, offset, length }
  const value = node.intrinsic ? textNode(text, base) : (scalarNode(text, base) ?? node)
  put(value, node)
}

/** Puts a node where another one is. */
function put(value: Node, old: Node): void {
  const { parent } = old
  if (parent?.kind === 'array') list(parent.items)[parent.items.indexOf(old)] = value
  else if (parent?.kind === 'member') {
    const member = parent as Draft<'member'>
    member.value = value
  }
}

type Base = Pick<SubstitutionNode, 'parent' | 'offset' | 'length'>

function scalarNode(text: string, base: Base): Node | undefined {
  if (/^\s*-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?\s*$/.test(text)) return { kind: 'number', value: Number(text), ...base }
  const word = text.trim()
  if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true', ...base }
  return word === 'null' ? { kind: 'null', ...base } : undefined
}

/** What a `Ref` gives is a text. */
const textNode = (value: string, base: Base): StringNode => ({
  kind: 'string',
  value,
  map: [0, base.offset, value.length, base.offset + base.length],
  ...base,
})

/** Replaces the known parts of a string. Answers how much longer it has become. */
function fill(node: StringNode, known: Known, most: number): number {
  const map = new MapBuilder()
  const open: SubstitutionPart[] = []
  let value = ''
  let from = 0
  const keep = (to: number) => {
    addPiece(map, node, from, to, value.length)
    value += node.value.slice(from, to)
    from = to
  }
  for (const part of node.substitutions!) {
    keep(part.offset)
    const end = part.offset + part.length
    const text = textFor(node, part.name, known)
    if (text === undefined || value.length + text.length - node.value.length > most) {
      open.push({ ...part, offset: value.length })
      keep(end)
      continue
    }
    map.add(value.length, offsetAt(node, part.offset))
    value += text
    map.add(value.length, offsetAt(node, end))
    from = end
  }
  keep(node.value.length)
  const longer = Math.max(0, value.length - node.value.length)
  const end = offsetAt(node, node.value.length)
  const string = node as Draft<'string'>
  string.map = map.end(value.length, end)
  string.value = value
  if (open.length > 0) string.substitutions = open
  else delete string.substitutions
  return longer
}

/** The places of a part of a string that stays. */
function addPiece(map: MapBuilder, node: StringNode, from: number, to: number, at: number): void {
  if (from === to) return
  map.add(at, offsetAt(node, from))
  const pairs = node.map ?? []
  for (let i = 0; i < pairs.length; i += 2) {
    const index = pairs[i]!
    if (index > from && index < to) map.add(at + index - from, pairs[i + 1]!)
  }
}
