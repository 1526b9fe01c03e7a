import { MapBuilder, type OffsetMap } from '../strings'
import { nested } from './directives'
import type { HclReader } from './reader'
import type { HclExpression, HclPart, HclTemplate, HclText } from './types'

/** `%{ word }` before it is known what belongs to it. */
export interface Directive {
  readonly kind: 'directive'
  readonly word: 'if' | 'else' | 'endif' | 'for' | 'endfor'
  readonly offset: number
  readonly length: number
  readonly names: readonly string[]
  readonly expression: HclExpression
}

/** How a template stands in the text. `indent`: blanks that each of its lines begins with and does not have. */
interface Form {
  readonly quoted: boolean
  readonly indent: number
}

type ReadExpression = () => HclExpression

/** `"..."` at the reader. A text that is not closed ends with its line. */
export function readQuoted(reader: HclReader, expression: ReadExpression): HclTemplate {
  const start = reader.at++
  const parts = readParts(reader, { quoted: true, indent: 0 }, expression)
  reader.take('"')
  return { kind: 'template', parts, ...reader.from(start) }
}

const opening = /<<-?[^\S\n]*[\p{ID_Start}_][\p{ID_Continue}-]*[^\S\n]*\n/uy

/** `<<EOF` or `<<-EOF` at the reader; undefined where none stands there. One that is not closed is the rest of the text. */
export function readHeredoc(reader: HclReader, expression: ReadExpression): HclTemplate | undefined {
  const start = reader.at
  const first = reader.match(opening)
  if (first === undefined) return undefined
  const { text, end } = reader
  const marker = first.slice(first.startsWith('<<-') ? 3 : 2).trim()
  const body = reader.at
  let least = Number.POSITIVE_INFINITY
  let close = end
  for (let line = body; line < end; ) {
    const next = text.indexOf('\n', line)
    const lineEnd = next === -1 || next > end ? end : next
    const words = text.slice(line, lineEnd)
    if (words.trim() === marker) {
      close = line
      break
    }
    if (words.trim() !== '') least = Math.min(least, words.length - words.trimStart().length)
    line = lineEnd + 1
  }
  reader.end = close
  const indent = first.startsWith('<<-') && least !== Number.POSITIVE_INFINITY ? least : 0
  const parts = readParts(reader, { quoted: false, indent }, expression)
  reader.end = end
  reader.at = close
  reader.toLineEnd()
  return { kind: 'template', parts, ...reader.from(start) }
}

/** The text of a file that Terraform reads as a template. */
export function readFileTemplate(reader: HclReader, expression: ReadExpression): readonly HclPart[] {
  return readParts(reader, { quoted: false, indent: 0 }, expression)
}

const plain = { quoted: /[^"\\$%\n]+/y, free: /[^$%\n]+/y }

function readParts(reader: HclReader, form: Form, expression: ReadExpression): readonly HclPart[] {
  const found: (HclPart | Directive)[] = []
  /** The part after which blanks go. */
  let trims = false
  let piece = new Piece(reader, form)
  const close = (trimEnd: boolean, end: number) => {
    const made = piece.made(trims, trimEnd, end)
    if (made !== undefined) found.push(made)
  }
  while (!reader.done) {
    if (form.quoted && (reader.peek() === '"' || reader.peek() === '\n')) break
    const sign = reader.peek()
    if ((sign !== '$' && sign !== '%') || reader.peek(1) !== '{') {
      piece.take(form.quoted ? plain.quoted : plain.free)
      continue
    }
    const start = reader.at
    reader.at += 2
    close(reader.take('~'), start)
    const made = reader.within(true, () => (sign === '$' ? interpolation(start) : directive(start)))
    trims = reader.text[reader.at - 2] === '~'
    found.push(made)
    piece = new Piece(reader, form)
  }
  close(false, reader.at)
  return nested(found)

  function interpolation(start: number): HclPart {
    const read = expression()
    const { offset, length } = read
    return { kind: 'interpolation', expression: ended() ? read : { kind: 'unknown', offset, length }, ...reader.from(start) }
  }

  function directive(start: number): Directive {
    reader.blank()
    const word = reader.word()
    const names: string[] = []
    if (word === 'for')
      do {
        reader.blank()
        names.push(reader.word() ?? '')
        reader.blank()
      } while (reader.take(','))
    if (word === 'for') reader.word()
    const takes = word === 'for' || word === 'if'
    const read: HclExpression = takes ? expression() : { kind: 'unknown', offset: reader.at, length: 0 }
    ended()
    const known = word === 'if' || word === 'else' || word === 'endif' || word === 'for' || word === 'endfor'
    return { kind: 'directive', word: known ? word : 'endif', names, expression: read, ...reader.from(start) }
  }

  /** Past the closing brace. False: something stood before it that is no part of the expression. */
  function ended(): boolean {
    reader.blank()
    const clean = reader.take('~}') || reader.take('}')
    if (!clean) reader.pastClosing('}')
    return clean
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' }
const digits = { u: /[0-9a-fA-F]{4}/y, U: /[0-9a-fA-F]{8}/y }

/** Text between interpolations, while it is read. */
class Piece {
  private value = ''
  private readonly map = new MapBuilder()
  private readonly start: number

  constructor(
    private readonly reader: HclReader,
    private readonly form: Form,
  ) {
    if (reader.at === 0 || reader.text[reader.at - 1] === '\n') this.indent()
    this.start = reader.at
    this.map.add(0, reader.at)
  }

  /** Characters that stand for themselves, or one that does not. */
  take(run: RegExp): void {
    const { reader } = this
    const found = reader.match(run)
    if (found !== undefined) this.value += found
    else if (reader.starts('$${') || reader.starts('%%{')) {
      this.value += `${reader.peek()}{`
      reader.at += 3
      this.map.add(this.value.length, reader.at)
    } else if (reader.peek() === '\\' && this.form.quoted) this.escape()
    else {
      const next = reader.peek()
      this.value += next
      reader.at++
      if (next === '\n') this.indent()
    }
  }

  private escape(): void {
    const { reader } = this
    const letter = reader.peek(1)
    reader.at += 2
    const code = letter === 'u' || letter === 'U' ? reader.match(digits[letter]) : undefined
    const point = code === undefined ? undefined : Number.parseInt(code, 16)
    this.value += point === undefined || point > 0x10ffff ? (escapes[letter] ?? '') : String.fromCodePoint(point)
    this.map.add(this.value.length, reader.at)
  }

  private indent(): void {
    const { reader, form } = this
    for (let left = form.indent; left > 0 && (reader.peek() === ' ' || reader.peek() === '\t'); left--) reader.at++
    this.map.add(this.value.length, reader.at)
  }

  /** Undefined where there is no text. */
  made(trimStart: boolean, trimEnd: boolean, end: number): HclText | undefined {
    const from = trimStart ? this.value.length - this.value.trimStart().length : 0
    const to = trimEnd ? this.value.trimEnd().length : this.value.length
    if (from >= to) return undefined
    const map = this.map.end(this.value.length, end)
    return { kind: 'text', value: this.value.slice(from, to), map: cut(map, from, to), offset: this.start, length: end - this.start }
  }
}

/** The map of a part of a text. */
function cut(map: OffsetMap, from: number, to: number): OffsetMap {
  const found = new MapBuilder()
  let offset = map[1]!
  for (let i = 0; i < map.length; i += 2) {
    const [index, at] = [map[i]!, map[i + 1]!]
    const next = map[i + 2] ?? index
    if (index <= from) found.add(0, at + Math.min(from, next) - index)
    else if (index < to) found.add(index - from, at)
    if (index <= to) offset = at + Math.min(to, next) - index
  }
  return found.end(to - from, offset)
}
