import {
  type Alias,
  Composer,
  type CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Parser,
  Scalar,
  visit,
  type YAMLMap,
  YAMLParseError,
  type YAMLSeq,
  type Document as YamlDocument,
  type Node as YamlNode,
} from 'yaml'
import type { Problem } from '../base/problem'
import type { Range } from '../base/range'
import { arrayDraft, attach, type Draft, list, memberDraft, objectDraft, type Parent } from './draft'
import { relocated } from './embedded'
import type { Tree } from './json'
import type { Member, Node } from './node'
import { plainMap, substitutionsOf } from './strings'
import { mendLines } from './yamlMend'
import { type Padded, padShallow, unpadded, unpadTree } from './yamlShallow'
import { blockMap, flowMap } from './yamlStrings'

type Document = YamlDocument.Parsed

/** CloudFormation, SAM and Serverless read YAML 1.1, in which yes, no, on and off are booleans; a definition's own file is YAML 1.2. */
type Dialect = '1.1' | '1.2'
const booleans: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['on', true],
  ['no', false],
  ['off', false],
])

/** More nodes than these are not made out of aliases: nine anchors of nine aliases each would be 9^9. */
const maxAliasNodes = 50_000
/** What aliases may nest: more than a text can without them. */
const maxTreeDepth = 1000
/** Aliases of aliases. */
const maxAliasDepth = 100
const maxProblems = 100
/** Forty Parallel states in one another, and far more than AWS takes. */
const maxDepth = 200

/** CloudFormation's short forms that do not stand for `Fn::` and the tag's name. */
const tags: Readonly<Record<string, string>> = { '!Ref': 'Ref', '!Condition': 'Condition' }
const functions = [
  'Base64',
  'Cidr',
  'FindInMap',
  'GetAtt',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Select',
  'Split',
  'Sub',
  'Transform',
  'And',
  'Equals',
  'Not',
  'Or',
  'Length',
  'ToJsonString',
  'ForEach',
]
const longForm = (tag: string | undefined): string | undefined =>
  tag === undefined ? undefined : (tags[tag] ?? (functions.includes(tag.slice(1)) ? `Fn::${tag.slice(1)}` : undefined))

/**
 * Reads YAML 1.2 (core schema) over the package yaml. Never throws: broken text gives the tree as far as it can be read. The nodes of an
 * alias have the places of its anchor, so that an edit of them changes the anchor. `!Ref x` becomes `{"Ref": x}` and so on, as
 * CloudFormation itself reads it; an empty value is a NullNode without length. `dialect` 1.1: yes, no, on and off are booleans, too. A text that is
 * nested deeper than 200 levels has no root and one problem.
 */
export function parseYaml(text: string, dialect: Dialect = '1.2'): Tree {
  const document = parseLenient(text)
  if (document === undefined || document.errors.length === 0 || readShallow(text, document) !== undefined)
    return treeOf(text, document, dialect)
  const mended = mendLines(text)
  if (mended === undefined) return treeOf(text, document, dialect)
  const whole = parseLenient(mended.text)
  if (whole === undefined || whole.errors.length >= document.errors.length) return treeOf(text, document, dialect)
  const tree = relocated(treeOf(mended.text, whole, dialect), mended.map)
  return { ...tree, problems: [...mended.problems, ...tree.problems].slice(0, maxProblems) }
}

function treeOf(text: string, document: Document | undefined, dialect: Dialect): Tree {
  if (document === undefined)
    return { root: undefined, problems: [problemAt('The text is nested too deep to be read.', { offset: 0, length: 0 })] }
  const shallow = readShallow(text, document)
  if (shallow !== undefined) {
    const { padding, scalars } = shallow
    const warnings = scalars.map((scalar): Problem => ({ ...problemAt(shallowMessage, scalar), severity: 'warning' }))
    const tree = new Converter(shallow.text, warnings, dialect).convert(shallow.document.contents as YamlNode | null)
    unpadTree(tree.root, padding)
    return tree
  }
  const problems = document.errors
    .slice(0, maxProblems)
    .map((error) => problemAt(error.message, clip(text, error.pos[0], error.pos[1] - error.pos[0])))
  return new Converter(text, problems, dialect).convert(document.contents as YamlNode | null)
}

const options = { uniqueKeys: false, prettyErrors: false, strict: false, logLevel: 'silent' } as const

/**
 * Reads YAML, also where a closing `}` or `]` stands as far left as its key or further: YAML 1.2 forbids it, while YAML 1.1 and
 * CloudFormation do not. The line breaks of such a collection are read as spaces, which moves nothing.
 */
function parseLenient(text: string): Document | undefined {
  let document = compose(text)
  for (let tries = 0; tries < 5; tries++) {
    const found = document?.errors.find((error) => error.code === 'BAD_INDENT' && error.message.startsWith('Flow '))
    const start = document === undefined || found === undefined ? undefined : flowStart(document, found.pos[0])
    const end = start === undefined ? undefined : flowEnd(text, start)
    if (start === undefined || end === undefined) break
    text = text.slice(0, start) + text.slice(start, end).replace(/#[^\n]*|[\r\n]/g, (part) => ' '.repeat(part.length)) + text.slice(end)
    document = compose(text)
  }
  return document
}

const shallowMessage =
  'The lines of this text are indented no deeper than its key: YAML 1.2 wants them deeper, and readers of YAML 1.1 do not mind.'

/** The text is composed anew for each such scalar: so many of them, and so many characters in all, before the text stays broken. */
const maxShallow = 20
const maxComposed = 2_000_000

/** The same document with its shallow quoted scalars read, if nothing else is wrong with it. */
function readShallow(original: string, broken: Document) {
  const padding: Padded['padding'][number][] = []
  const scalars: Range[] = []
  let text = original
  let document = broken
  while (document.errors.length > 0 && scalars.length < maxShallow && scalars.length * original.length < maxComposed) {
    const error = document.errors.find(({ code, message }) => code === 'MISSING_CHAR' && message.startsWith('Missing closing'))
    const start = error && quotedStart(document, error.pos[0])
    const padded = start === undefined ? undefined : padShallow(text, start)
    const next = padded && parseLenient(padded.text)
    if (padded === undefined || next === undefined) return undefined
    const { offset, length } = padded.scalar
    const from = unpadded(offset, padding)
    scalars.push({ offset: from, length: unpadded(offset + length, padding) - from })
    padding.push(...padded.padding.map(({ at, length }) => ({ at: unpadded(at, padding), length })))
    padding.sort((a, b) => a.at - b.at)
    text = padded.text
    document = next
  }
  return document.errors.length > 0 || scalars.length === 0 ? undefined : { text, document, padding, scalars }
}

/** Where the quoted scalar begins that a missing quote was found at the end of. */
function quotedStart(document: Document, end: number): number | undefined {
  let start: number | undefined
  visit(document, {
    Scalar(_, { type, range }) {
      if ((type === Scalar.QUOTE_DOUBLE || type === Scalar.QUOTE_SINGLE) && range && range[0] < end && range[2] >= end - 1) start = range[0]
    },
  })
  return start
}

/** Undefined: nested too deep. The package composes recursively, and V8 may end the process where the stack is nearly used up. */
function compose(text: string): Document | undefined {
  const tokens = [...new Parser().parse(text)]
  if (tokens.some(isTooDeep)) return undefined
  const [document, second] = new Composer(options).compose(tokens, true, text.length)
  if (second !== undefined && document !== undefined)
    document.errors.push(new YAMLParseError([second.range[0], second.range[0]], 'MULTIPLE_DOCS', 'There is one definition in a file.'))
  return document as Document
}

function isTooDeep(root: CST.Token): boolean {
  const stack: { readonly token: CST.Token; readonly depth: number }[] = [{ token: root, depth: 0 }]
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const { token, depth } = at
    if (depth > maxDepth) return true
    if (token.type === 'document') {
      if (token.value) stack.push({ token: token.value, depth })
    } else if ('items' in token)
      for (const { key, value } of token.items) {
        if (key) stack.push({ token: key, depth: depth + 1 })
        if (value) stack.push({ token: value, depth: depth + 1 })
      }
  }
  return false
}

/** Where the last flow collection begins that ends at the error. */
function flowStart(document: Document, error: number): number | undefined {
  let start: number | undefined
  visit(document, {
    Collection(_, { flow, range }) {
      if (flow && range && range[0] < error && range[2] >= error - 1) start ??= range[0]
    },
  })
  return start
}

/** Behind the bracket that closes the collection. */
function flowEnd(text: string, start: number): number | undefined {
  let depth = 0
  for (const match of text.slice(start).matchAll(/"(?:\\[\s\S]|[^"\\])*"|'(?:''|[^'])*'|#[^\n]*|[{}[\]]/g)) {
    if (match[0] === '{' || match[0] === '[') depth++
    else if ((match[0] === '}' || match[0] === ']') && --depth === 0) return start + match.index + 1
  }
  return undefined
}

const clip = (text: string, offset: number, length: number): Range => {
  const start = Math.min(offset, text.length)
  return { offset: start, length: Math.max(0, Math.min(length, text.length - start)) }
}

const problemAt = (message: string, { offset, length }: Range): Problem => ({
  code: 'INVALID_YAML',
  severity: 'error',
  message,
  offset,
  length,
})

class Converter {
  private readonly anchors = new Map<string, YamlNode>()
  private aliasDepth = 0
  /** The anchors whose aliases are being read: one in itself would never end. */
  private readonly expanding = new Set<YamlNode>()
  private aliasNodes = 0
  private depth = 0
  private tagged = false

  constructor(
    private readonly text: string,
    private readonly problems: Problem[],
    private readonly dialect: Dialect,
  ) {}

  convert(contents: YamlNode | null): Tree {
    const root = contents === null ? undefined : this.node(contents, undefined)
    return { root, problems: this.problems, tagged: this.tagged }
  }

  private node(node: YamlNode, parent: Parent): Node {
    if (this.depth > maxTreeDepth) return this.tooManyAliases(node, parent)
    this.depth++
    const made = this.nodeWithin(node, parent)
    this.depth--
    return made
  }

  private nodeWithin(node: YamlNode, parent: Parent): Node {
    if (this.aliasDepth > 0 && ++this.aliasNodes > maxAliasNodes) return this.tooManyAliases(node, parent)
    if (isAlias(node)) return this.alias(node, parent)
    const name = longForm(node.tag)
    const made = name === undefined ? this.plain(node, parent) : this.intrinsic(name, node, parent)
    if (node.anchor !== undefined) this.anchors.set(node.anchor, node)
    return made
  }

  private plain(node: YamlNode, parent: Parent): Node {
    if (isMap(node)) return this.map(node, parent)
    if (isSeq(node)) return this.sequence(node, parent)
    return this.scalar(node as Scalar, parent)
  }

  /** `!Sub x` as `{"Fn::Sub": x}`; the key has no text of its own. */
  private intrinsic(name: string, node: YamlNode, parent: Parent): Node {
    this.tagged = true
    const range = this.range(node)
    const object = objectDraft(range.offset, parent)
    object.length = range.length
    const key: Draft<'string'> = {
      kind: 'string',
      offset: range.offset,
      length: 0,
      parent: undefined,
      value: name,
      map: plainMap(range.offset, 0),
    }
    const member = memberDraft(key, object)
    member.length = range.length
    list(object.members).push(member)
    member.value = this.plain(node, member)
    return object
  }

  private map(node: YAMLMap, parent: Parent): Node {
    const range = this.range(node)
    const object = objectDraft(range.offset, parent)
    object.length = range.length
    const merges: { at: number; from: Node }[] = []
    for (const pair of node.items) {
      const key = this.key(pair.key as YamlNode | null, range.offset)
      const member = memberDraft(key, object)
      const value = (pair.value as YamlNode | null) ?? undefined
      if (value !== undefined) {
        const made = this.node(value, member)
        attach(member, made)
        const end = isAlias(value) ? this.range(value) : made
        member.length = Math.max(key.length, end.offset + end.length - member.offset)
        if (key.value === '<<' && isScalar(pair.key) && pair.key.type === Scalar.PLAIN) {
          merges.push({ at: object.members.length, from: made })
          continue
        }
      }
      list(object.members).push(member)
    }
    if (merges.length > 0) this.merge(object, merges)
    return object
  }

  /** `<<: *base` puts the members of base in, except those that stand here themselves. YAML's merge key, as js-yaml and serverless read it. */
  private merge(object: Draft<'object'>, merges: readonly { at: number; from: Node }[]): void {
    const seen = new Set(object.members.map((m) => m.key.value))
    let shift = 0
    for (const { at, from } of merges)
      for (const source of from.kind === 'array' ? from.items : [from]) {
        if (source.kind !== 'object') continue
        for (const each of source.members) {
          if (seen.has(each.key.value)) continue
          seen.add(each.key.value)
          const member = each as Draft<'member'>
          member.parent = object
          list<Member>(object.members).splice(at + shift++, 0, member)
        }
      }
  }

  private key(node: YamlNode | null, fallback: number): Draft<'string'> {
    if (isScalar(node)) {
      const made = this.scalar(node, undefined)
      if (made.kind === 'string') return made as Draft<'string'>
      const value = this.text.slice(made.offset, made.offset + made.length)
      return { kind: 'string', offset: made.offset, length: made.length, parent: undefined, value, map: plainMap(made.offset, made.length) }
    }
    const range = node === null ? { offset: fallback, length: 0 } : this.range(node)
    if (node !== null) this.problems.push(problemAt('A field name is a string.', range))
    return { kind: 'string', ...range, parent: undefined, value: '', map: plainMap(range.offset, 0) }
  }

  private sequence(node: YAMLSeq, parent: Parent): Node {
    const range = this.range(node)
    const array = arrayDraft(range.offset, parent)
    array.length = range.length
    for (const item of node.items) if (item !== null) list(array.items).push(this.node(item as YamlNode, array))
    return array
  }

  private alias(node: Alias, parent: Parent): Node {
    const anchor = this.anchors.get(node.source)
    if (anchor === undefined || this.expanding.has(anchor)) {
      const range = this.range(node)
      // The package has said so already, except where an anchor holds an alias of itself.
      if (this.problems.length < maxProblems && !this.problems.some((p) => p.offset === range.offset))
        this.problems.push(problemAt(`There is no anchor ${node.source} here.`, range))
      return { kind: 'null', ...range, parent }
    }
    if (this.aliasDepth === maxAliasDepth) {
      this.aliasNodes = Math.max(this.aliasNodes, maxAliasNodes + 1)
      return this.tooManyAliases(node, parent)
    }
    this.aliasDepth++
    this.expanding.add(anchor)
    const made = this.node(anchor, parent)
    this.expanding.delete(anchor)
    this.aliasDepth--
    return made
  }

  private tooManyAliases(node: YamlNode, parent: Parent): Node {
    const range = this.range(node)
    const message = 'The aliases make the document too large.'
    if (!this.problems.some((problem) => problem.message === message)) this.problems.push(problemAt(message, range))
    return { kind: 'null', ...range, parent }
  }

  private scalar(node: Scalar, parent: Parent): Node {
    const range = this.range(node)
    const { value } = node
    if (typeof value === 'number' && Number.isFinite(value)) return { kind: 'number', ...range, parent, value }
    if (typeof value === 'boolean') return { kind: 'boolean', ...range, parent, value }
    if (value === null) return { kind: 'null', ...range, parent }
    const string = typeof value === 'string' ? value : (node.source ?? '')
    const truth =
      this.dialect === '1.1' && node.type === Scalar.PLAIN && parent !== undefined ? booleans.get(string.toLowerCase()) : undefined
    if (truth !== undefined) return { kind: 'boolean', ...range, parent, value: truth }
    const made: Draft<'string'> = { kind: 'string', ...range, parent, value: string }
    const map = this.stringMap(node, range, string)
    if (map !== undefined) made.map = map
    const substitutions = substitutionsOf(string)
    if (substitutions !== undefined) made.substitutions = substitutions
    return made
  }

  private stringMap(node: Scalar, { offset, length }: Range, value: string): readonly number[] | undefined {
    const { text } = this
    const end = offset + length
    switch (node.type) {
      case Scalar.BLOCK_FOLDED:
      case Scalar.BLOCK_LITERAL: {
        const header = text.indexOf('\n', offset)
        return blockMap(text, header === -1 ? end : Math.min(end, header + 1), end, value)
      }
      case Scalar.QUOTE_DOUBLE:
      case Scalar.QUOTE_SINGLE: {
        const quote = text[offset] as '"' | "'"
        const closed = length > 1 && text[end - 1] === quote
        if (closed && value.length === length - 2) return undefined
        return flowMap(text, offset + 1, closed ? end - 1 : end, value.length, quote)
      }
      default:
        return value.length === length ? plainMap(offset, length) : flowMap(text, offset, end, value.length, '')
    }
  }

  private range(node: YamlNode): Range {
    const range = node.range
    return range ? clip(this.text, range[0], range[1] - range[0]) : { offset: 0, length: 0 }
  }
}
