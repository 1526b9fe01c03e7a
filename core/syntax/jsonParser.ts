import { createScanner, type ScanError, type SyntaxKind } from 'jsonc-parser'
import type { Problem } from '../base/problem'
import { arrayDraft, attach, type Draft, list, memberDraft, objectDraft, type Parent } from './draft'
import type { Tree } from './json'
import type { Node } from './node'
import { escapeMap, plainMap, substitutionsOf } from './strings'

/** jsonc-parser's token kinds; its enum cannot be imported as a value. */
export const Token = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  unknown: 16,
  end: 17,
} as const

const scanErrors: Readonly<Record<number, string>> = {
  1: 'The comment is not closed.',
  2: 'The string is not closed.',
  3: 'This is no JSON number.',
  4: 'A \\u escape needs four hexadecimal digits.',
  5: 'This is no escape sequence of JSON.',
  6: 'A control character in a string has to be escaped.',
}

/** jsonc-parser's error for a string that reaches to the end of its line. */
const unclosed = 2

/** A text that is no JSON at all gets no more problems than these. */
const maxProblems = 100

/** What the parser waits for. */
export type State = 'root' | 'done' | 'firstKey' | 'key' | 'colon' | 'value' | 'memberEnd' | 'firstItem' | 'item' | 'itemEnd'
/** An object or array whose end has not been read yet, or one that is gone on with. */
export type Container = Draft<'object'> | Draft<'array'>

/** Where `${Name}` ends; -1 where it does not. No name is longer than what is looked at. */
function closeOf(text: string, offset: number): number {
  const length = text.slice(offset, offset + 1000).indexOf('}')
  return length === -1 ? -1 : offset + length
}

/** What a word that lacks its quotes would stand for within them. */
function unescaped(word: string): string {
  if (!word.includes('\\')) return word
  try {
    return JSON.parse(`"${word}"`) as string
  } catch {
    return word
  }
}

/** The length of a value without the punctuation of JSON that a missing quote has put into it; -1: there is none. */
function valueLength(inner: string, toLineEnd: boolean): number {
  const expression = inner.startsWith('{%') ? inner.lastIndexOf('%}') : -1
  if (expression !== -1) return /^[\s}\],]*[\s{[]*$/.test(inner.slice(expression + 2)) ? expression + 2 : -1
  let start = inner.length
  while (start > 0 && ' \t,{}[]'.includes(inner[start - 1]!)) start--
  const behind = inner.slice(start)
  if (!toLineEnd) return /^[\s}\]]*,[\s{[]*$/.test(behind) ? start : -1
  const comma = behind.trimEnd().endsWith(',') ? inner.lastIndexOf(',') : -1
  // Brackets may be the text's own, as in JSONata.
  return /^[\s}\]]+,?\s*$/.test(behind) && behind.trim() !== '' && !/[{[]/.test(inner) ? start : comma
}

/**
 * Reads tokens into a tree, front to back, once. What brackets mean is their order alone: see `layoutParser.ts` for what their indentation says.
 * Never throws, and gives 100 problems at most.
 */
export class JsonParser {
  protected readonly scanner
  protected readonly problems: Problem[] = []
  protected readonly stack: Container[] = []
  private objects = 0
  private arrays = 0
  protected container: Container | undefined
  protected member: Draft<'member'> | undefined
  protected root: Node | undefined
  protected state: State = 'root'
  protected token: number = Token.end
  protected offset = 0
  protected length = 0
  /** What the token stands for, and whether it is a string that is not closed. */
  protected value = ''
  private isOpen = false
  /** Up to here words were looked at for a closing quote. */
  protected looked = 0
  /** End of the last string that was not closed: what else its line lacks is being typed, and no problem of its own. */
  private openEnd = -1
  /** End of the token before, comments left out. */
  protected previousEnd = 0
  /** Offset of the last comma. */
  private comma = 0

  constructor(protected readonly text: string) {
    this.scanner = createScanner(text, false)
  }

  parse(): Tree {
    if (this.text.charCodeAt(0) === 0xfeff) this.scanner.setPosition(1)
    do {
      this.scan()
      this.step()
      this.previousEnd = this.offset + this.length
    } while (this.token !== Token.end && !this.isDone())
    if (this.isDone()) this.rest()
    return { root: this.root, problems: this.problems }
  }

  /** Whether nothing behind the root is looked at. */
  protected isDone(): boolean {
    return this.state === 'done'
  }

  /** Behind the root only white space and comments may follow. */
  protected rest() {
    this.scan()
    if (this.token !== Token.end) this.problem('The document ends here: nothing may follow.', this.offset, this.length, 'opening')
  }

  /** The next token that is no white space; comments are problems. */
  protected scan() {
    const { text, scanner } = this
    for (;;) {
      // Behind a comment that is not closed the scanner is one character too far.
      let position = Math.min(scanner.getPosition(), text.length)
      let code = text.charCodeAt(position)
      while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(++position)
      scanner.setPosition(position)
      this.token = scanner.scan() as SyntaxKind as number
      this.offset = position
      this.length = Math.min(scanner.getPosition(), text.length) - position
      if (this.token === Token.lineComment || this.token === Token.blockComment) {
        this.problem('JSON has no comments. Use the field "Comment".', position, this.length, 'comment')
        continue
      }
      const error = scanner.getTokenError() as ScanError as number
      this.value = scanner.getTokenValue()
      this.isOpen = error === unclosed
      if (this.token === Token.string && error === 0) {
        if (this.skipQuoteBefore()) continue
        if (!this.skipQuoteBehind()) this.endOpenString()
      } else if (this.token === Token.string) this.endOpenString()
      if (this.isOpen) {
        this.openEnd = position + this.length
        const goesOn = /[^\r\n]/.test(text[this.openEnd] ?? '\n')
        this.problem(scanErrors[unclosed]!, position, this.length, goesOn ? undefined : 'restOfLine')
      } else if (error !== 0) this.problem(scanErrors[error] ?? 'This is no JSON.', position, this.length)
      return
    }
  }

  /** `""Type"`: a quote too many before a string, which is read anew. */
  private skipQuoteBefore(): boolean {
    const { text, offset, length } = this
    if (length !== 2 || !/[^\s,:"}\]]/.test(text[offset + 2] ?? ' ')) return false
    this.problem('This quote is one too many.', offset, 1, 'quote')
    this.scanner.setPosition(offset + 1)
    return true
  }

  /** `"Type"":`: a quote too many behind a string. */
  private skipQuoteBehind(): boolean {
    const { text } = this
    const end = this.offset + this.length
    if (text[end] !== '"' || !/[\s,:}\]]/.test(text[end + 1] ?? ' ')) return false
    this.problem('This quote is one too many.', end, 1, 'quote')
    this.scanner.setPosition(end + 1)
    return true
  }

  /**
   * A string that lacks its closing quote reaches to the line's end, or to the opening quote of the next string, behind which a word
   * follows. What of it is JSON again is read as such: a key's colon and all behind it, the comma behind a value.
   */
  private endOpenString() {
    const { text, offset } = this
    const end = offset + this.length
    if (!this.isOpen && !/[^\s,:"/{}[\]]/.test(text[end] ?? '') && !text.startsWith('{%', end)) return
    const inner = text.slice(offset + 1, this.isOpen ? end : end - 1)
    const isKey = this.state === 'firstKey' || this.state === 'key' || this.state === 'memberEnd'
    const length = isKey ? inner.indexOf(':') : valueLength(inner, this.isOpen)
    if (length === -1 || inner.includes('\\', length)) return
    const written = inner.slice(0, length).trimEnd().length
    this.value = this.value.slice(0, this.value.length - (inner.length - written))
    this.length = 1 + written
    this.isOpen = true
    this.scanner.setPosition(offset + this.length)
  }

  protected step() {
    switch (this.state) {
      case 'root':
        return this.atRoot()
      case 'firstKey':
      case 'key':
        return this.atKey()
      case 'colon':
        return this.atColon()
      case 'value':
        return this.atValue()
      case 'memberEnd':
        return this.atMemberEnd()
      case 'firstItem':
      case 'item':
        return this.atItem()
      case 'itemEnd':
        return this.atItemEnd()
      case 'done':
        return
    }
  }

  private atRoot() {
    if (this.token === Token.end) this.problem('The document is empty: a JSON object is expected.', this.offset, 0)
    else if (this.isValue()) this.readValue(undefined)
    else this.unexpected('A JSON object is expected.')
  }

  private atKey() {
    switch (this.token) {
      case Token.closeBrace:
        if (this.state === 'key') this.trailingComma()
        return this.close()
      case Token.comma:
        this.comma = this.offset
        return this.unexpected('A field name is expected.')
      case Token.closeBracket:
      case Token.end:
        return this.closeEarly()
      case Token.string:
        return this.readKey()
      case Token.colon:
      case Token.openBrace:
      case Token.openBracket:
        this.unexpected('A field name in double quotes is expected.')
        this.beginMember({ kind: 'string', offset: this.offset, length: 0, parent: undefined, value: '', map: plainMap(this.offset, 0) })
        if (this.token === Token.colon) this.state = 'value'
        else this.atValue()
        return
      default:
        // `Next": "B"`: the quote behind the word would begin a string.
        if (this.text[this.offset + this.length] === '"') this.withQuote(this.offset + this.length)
        this.unexpected('A field name in double quotes is expected.')
        return this.readKey()
    }
  }

  /** Behind a word without its opening quote the line may have the closing one, with JSON's punctuation behind it. */
  private endWord() {
    const { text, offset } = this
    if (text.startsWith('{%', offset)) return this.endExpression()
    if (offset < this.looked) return
    let end = offset + this.length
    while (end < text.length && !'"\r\n'.includes(text[end]!)) end++
    this.looked = end
    if (/^"\s*(?:[,}\]]|$)/.test(text.slice(end, end + 50))) this.withQuote(end)
  }

  /** `{% $a %}"`: all of the expression is the word. */
  private endExpression() {
    const line = /^[^\r\n]*/.exec(this.text.slice(this.offset, this.offset + 10_000))![0]
    const end = this.offset + (/^.*?%\}/.exec(line)?.[0] ?? line.replace(/[\s,]*$/, '')).length
    if (this.text[end] === '"') return this.withQuote(end)
    this.length = end - this.offset
    this.scanner.setPosition(end)
  }

  private withQuote(end: number) {
    this.length = end + 1 - this.offset
    this.scanner.setPosition(end + 1)
  }

  private atColon() {
    switch (this.token) {
      case Token.colon:
        this.member!.length = this.offset + 1 - this.member!.offset
        this.state = 'value'
        return
      case Token.comma:
      case Token.closeBrace:
      case Token.closeBracket:
      case Token.end:
        this.noValue()
        return this.atMemberEnd()
      default:
        if (this.token === Token.string && this.onNewLine()) {
          this.noValue()
          return this.readKey()
        }
        this.problem('A colon is expected.', this.offset, this.length, 'colon')
        return this.atValue()
    }
  }

  /** The key that was read last has nothing behind it. */
  protected noValue() {
    const { key, offset, length } = this.member!
    if (this.state === 'value') this.problem('A value is expected.', offset, length, 'value')
    else if (key.offset + key.length !== this.openEnd) this.problem('A colon and a value are expected.', key.offset, key.length, 'colon')
    this.halfTyped(this.member!)
    this.state = 'memberEnd'
  }

  /** A member has no value yet. */
  protected halfTyped(_member: Draft<'member'>) {}

  private atValue() {
    switch (this.token) {
      case Token.colon:
        return this.unexpected('A value is expected.')
      case Token.comma:
      case Token.closeBrace:
      case Token.closeBracket:
      case Token.end:
        this.noValue()
        return this.atMemberEnd()
      default:
        return this.readValue(this.member)
    }
  }

  private atMemberEnd() {
    switch (this.token) {
      case Token.comma:
        this.comma = this.offset
        this.state = 'key'
        return
      case Token.closeBrace:
        return this.close()
      case Token.closeBracket:
      case Token.end:
        return this.closeEarly()
      case Token.colon:
        if (this.member?.value?.kind === 'string') return this.valueWasKey(this.member)
        return this.unexpected('A comma or "}" is expected.')
      default:
        this.missingComma()
        return this.atKey()
    }
  }

  private atItem() {
    switch (this.token) {
      case Token.closeBracket:
        if (this.state === 'item') this.trailingComma()
        return this.close()
      case Token.comma:
        this.comma = this.offset
        return this.unexpected('A value is expected.')
      case Token.closeBrace:
      case Token.end:
        return this.closeEarly()
      case Token.colon:
        return this.unexpected('A value is expected.')
      default:
        return this.readValue(this.container as Draft<'array'>)
    }
  }

  private atItemEnd() {
    switch (this.token) {
      case Token.comma:
        this.comma = this.offset
        this.state = 'item'
        return
      case Token.closeBracket:
        return this.close()
      case Token.closeBrace:
      case Token.end:
        return this.closeEarly()
      case Token.colon:
        return this.unexpected('A comma or "]" is expected.')
      default:
        this.missingComma()
        return this.atItem()
    }
  }

  private isValue(): boolean {
    return this.token === Token.openBrace || this.token === Token.openBracket || this.token >= Token.null
  }

  private readKey() {
    this.beginMember(this.stringNode(undefined))
  }

  protected beginMember(key: Draft<'string'>) {
    const object = this.container as Draft<'object'>
    this.member = memberDraft(key, object)
    list(object.members).push(this.member)
    this.state = 'colon'
  }

  /** `"Next": "End": true` while a value is being typed: what was read as the value is the next key. */
  private valueWasKey(member: Draft<'member'>) {
    const key = member.value as Draft<'string'>
    member.value = undefined
    member.length = member.key.length
    this.problem('A value is expected.', member.offset, member.length, 'value')
    this.halfTyped(member)
    this.beginMember(key)
    this.atColon()
  }

  private readValue(parent: Parent) {
    const { token, offset, length } = this
    switch (token) {
      case Token.openBrace:
        if (this.text.startsWith('{%', offset)) return this.readUnknown(parent)
        return this.open(objectDraft(offset, parent), 'firstKey')
      case Token.openBracket:
        return this.open(arrayDraft(offset, parent), 'firstItem')
      case Token.number:
        return this.finish({ kind: 'number', offset, length, parent, value: Number(this.text.slice(offset, offset + length)) })
      case Token.true:
      case Token.false:
        return this.finish({ kind: 'boolean', offset, length, parent, value: token === Token.true })
      case Token.null:
        return this.finish({ kind: 'null', offset, length, parent })
      case Token.string:
        return this.finish(this.stringNode(parent))
      default:
        return this.readUnknown(parent)
    }
  }

  /** `${Name}`, or a word that lacks its quotes. */
  private readUnknown(parent: Parent) {
    const { text, offset } = this
    if (text.startsWith('${', offset)) {
      const end = closeOf(text, offset)
      if (end !== -1 && !text.slice(offset, end).includes('\n')) {
        this.scanner.setPosition(end + 1)
        this.length = end + 1 - offset
        return this.finish({ kind: 'substitution', offset, length: this.length, parent, name: text.slice(offset + 2, end).trim() })
      }
    }
    this.endWord()
    this.unexpected('A value is expected: a string needs double quotes.')
    this.finish(this.stringNode(parent))
  }

  private stringNode(parent: Parent): Draft<'string'> {
    const { text, offset, length } = this
    const isWord = this.token !== Token.string
    const word = isWord ? text.slice(offset, offset + length).replace(/"$/, '') : ''
    const value = isWord ? unescaped(word) : this.value
    const node: Draft<'string'> = { kind: 'string', offset, length, parent, value }
    if (isWord) node.map = value === word ? plainMap(offset, length) : escapeMap(text, offset, offset + word.length)
    else if (this.isOpen) node.map = escapeMap(text, offset + 1, offset + length)
    else if (value.length !== length - 2) node.map = escapeMap(text, offset + 1, offset + length - 1)
    const substitutions = substitutionsOf(value)
    if (substitutions !== undefined) node.substitutions = substitutions
    return node
  }

  protected open(node: Container, state: State) {
    this.place(node)
    this.push(node)
    this.member = undefined
    this.state = state
  }

  protected push(node: Container) {
    if (node.kind === 'object') this.objects++
    else this.arrays++
    if (this.container !== undefined) this.stack.push(this.container)
    this.container = node
  }

  private finish(node: Node) {
    this.place(node)
    this.ended(node.offset + node.length)
  }

  protected place(node: Node) {
    if (node.parent === undefined) this.root = node
    else attach(node.parent, node)
  }

  /** A value ended at `end`: its member does too, and the container goes on. */
  protected ended(end: number) {
    const { container } = this
    if (container === undefined) this.state = 'done'
    else if (container.kind === 'array') this.state = 'itemEnd'
    else {
      const member = container.members[container.members.length - 1] as Draft<'member'>
      member.length = end - member.offset
      this.member = member
      this.state = 'memberEnd'
    }
  }

  private close() {
    this.leave(this.offset + this.length)
  }

  protected leave(end: number) {
    const node = this.container!
    node.length = end - node.offset
    if (node.kind === 'object') this.objects--
    else this.arrays--
    this.container = this.stack.pop()
    this.ended(end)
  }

  /** A bracket of the other kind, or the end of the text: what it closes over is not closed, or the bracket is one too many. */
  protected closeEarly() {
    const { token } = this
    const open = token === Token.end ? this.objects + this.arrays : token === Token.closeBrace ? this.objects : this.arrays
    if (open === 0) return this.problem('Nothing is open that this closes.', this.offset, this.length, 'opening')
    const wanted = token === Token.end ? undefined : token === Token.closeBrace ? 'object' : 'array'
    const first = this.container!
    const message = first.kind === 'object' ? 'A "}" is missing: this object is not closed.' : 'A "]" is missing: this array is not closed.'
    this.problem(message, first.offset, 1, first.kind === 'object' ? 'brace' : 'bracket')
    while (this.container !== undefined && this.container.kind !== wanted) this.leave(this.previousEnd)
    if (this.container !== undefined) this.close()
  }

  private trailingComma() {
    this.problem('JSON has no trailing commas.', this.comma, 1, 'trailingComma')
  }

  /** On the next line nobody looks for it: then the end of the line that lacks it is marked. */
  private missingComma() {
    if (this.previousEnd === this.openEnd) return
    if (this.onNewLine()) this.problem('A comma is expected.', Math.max(0, this.previousEnd - 1), 1, 'commaBehind')
    else this.problem('A comma is expected.', this.offset, this.length, 'comma')
  }

  private unexpected(message: string) {
    this.problem(message, this.offset, this.length)
  }

  private onNewLine(): boolean {
    for (let i = this.previousEnd; i < this.offset; i++) if (this.text.charCodeAt(i) === 10) return true
    return false
  }

  /** `missing` tells a code action what would mend it. */
  protected problem(message: string, offset: number, length: number, missing?: string, related?: Problem['related']) {
    // The scanner counts one character too many of a comment that is not closed.
    const inside = Math.min(length, this.text.length - offset)
    const problem: Problem = { code: 'INVALID_JSON_DESCRIPTION', severity: 'error', message, offset, length: inside }
    if (this.problems.length >= maxProblems) return
    this.problems.push({ ...problem, ...(related && { related }), ...(missing !== undefined && { data: { missing } }) })
  }
}
