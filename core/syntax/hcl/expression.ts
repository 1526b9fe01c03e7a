import { plainMap } from '../strings'
import type { HclReader } from './reader'
import { readHeredoc, readQuoted } from './template'
import type { HclCall, HclEntry, HclExpression, HclFor } from './types'

const number = /\d+(\.\d+)?([eE][+-]?\d+)?/y
const symbols = /\|\||&&|[=!<>]=|[<>+\-*/%](?!\{)/y
/** How strongly the operators bind. Source: HCL Native Syntax Specification, Operations. */
const strengths: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '>': 4,
  '<=': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
}
/** Operators, or steps of a reference, in a row. A longer one is an unknown value. */
const longest = 100

/** Reads the expression at the reader, never more than once. Where there is none it is `unknown`, with nothing in its range. */
export function readExpression(reader: HclReader): HclExpression {
  reader.blank()
  const start = reader.at
  const read = reader.nested(() => conditional(reader))
  if (read !== undefined) return read
  skip(reader)
  return { kind: 'unknown', ...reader.from(start) }
}

/** Past an expression that is nested too deep: to what closes the brackets around it. */
function skip(reader: HclReader): void {
  const close = { '(': ')', '[': ']', '{': '}' }[reader.peek()]
  if (close === undefined) return
  reader.at++
  reader.pastClosing(close)
}

function conditional(reader: HclReader): HclExpression {
  const start = reader.at
  const condition = operation(reader, 1)
  reader.blank()
  if (!reader.take('?')) return condition
  const whenTrue = readExpression(reader)
  reader.blank()
  reader.take(':')
  const whenFalse = readExpression(reader)
  return { kind: 'conditional', condition, whenTrue, whenFalse, ...reader.from(start) }
}

function operation(reader: HclReader, least: number): HclExpression {
  const start = reader.at
  let left = signed(reader)
  for (let count = 0; ; count++) {
    reader.blank()
    const before = reader.at
    const operator = reader.match(symbols)
    if (operator === undefined || strengths[operator]! < least) {
      reader.at = before
      return left
    }
    reader.blank()
    const right = operation(reader, strengths[operator]! + 1)
    left =
      count < longest
        ? { kind: 'operation', operator, operands: [left, right], ...reader.from(start) }
        : { kind: 'unknown', ...reader.from(start) }
  }
}

function signed(reader: HclReader): HclExpression {
  const start = reader.at
  const signs: string[] = []
  for (; reader.peek() === '!' || reader.peek() === '-'; reader.blank()) {
    signs.push(reader.peek())
    reader.at++
  }
  let read = reference(reader)
  if (signs.length > longest) return { kind: 'unknown', ...reader.from(start) }
  for (const operator of signs.reverse()) read = { kind: 'operation', operator, operands: [read], ...reader.from(start) }
  return read
}

const index = /\.(\d+|\*)/y

/** A value and the steps behind it: `a.b[0].c`. */
function reference(reader: HclReader): HclExpression {
  const start = reader.at
  let of = primary(reader)
  for (let count = 0; ; count++) {
    let key: string | HclExpression | undefined
    const step = reader.match(index)
    if (step !== undefined) key = step === '.*' ? undefined : step.slice(1)
    else if (reader.peek() === '.' && /[\p{ID_Start}_]/u.test(reader.peek(1))) {
      reader.at++
      key = reader.word()!
    } else if (reader.take('[*]')) key = undefined
    else if (reader.take('[')) {
      key = reader.within(true, () => readExpression(reader))
      close(reader, ']')
    } else return of
    of = count < longest ? { kind: 'get', of, key, ...reader.from(start) } : { kind: 'unknown', ...reader.from(start) }
  }
}

const words: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null }
const again = (reader: HclReader) => () => readExpression(reader)

function primary(reader: HclReader): HclExpression {
  const start = reader.at
  const digits = reader.match(number)
  if (digits !== undefined) return { kind: 'literal', value: Number(digits), ...reader.from(start) }
  switch (reader.peek()) {
    case '"':
      return readQuoted(reader, again(reader))
    case '<':
      return readHeredoc(reader, again(reader)) ?? { kind: 'unknown', ...reader.from(start) }
    case '(': {
      reader.at++
      const inner = reader.within(true, () => readExpression(reader))
      close(reader, ')')
      return inner
    }
    case '[':
      reader.at++
      return reader.within(
        true,
        () => forExpression(reader, start, ']') ?? { kind: 'tuple', items: list(reader, ']').items, ...reader.from(start) },
      )
    case '{':
      reader.at++
      return reader.within(
        true,
        () => forExpression(reader, start, '}') ?? { kind: 'object', entries: entries(reader), ...reader.from(start) },
      )
  }
  const name = reader.match(functionName) ?? reader.word()
  if (name === undefined) return { kind: 'unknown', offset: start, length: 0 }
  if (Object.hasOwn(words, name)) return { kind: 'literal', value: words[name]!, ...reader.from(start) }
  if (!reader.take('(')) return { kind: 'name', name, ...reader.from(start) }
  const { items: parameters, spread } = reader.within(true, () => list(reader, ')'))
  return { kind: 'call', name, parameters, spread, ...reader.from(start) } satisfies HclCall
}

/** `provider::name::function` */
const functionName = /[\p{ID_Start}_][\p{ID_Continue}-]*(::[\p{ID_Start}_][\p{ID_Continue}-]*)+/uy

function close(reader: HclReader, bracket: string): void {
  reader.within(true, () => reader.blank())
  if (!reader.take(bracket)) reader.pastClosing(bracket)
}

/** Expressions between commas, to behind the bracket. */
function list(reader: HclReader, bracket: string): { readonly items: readonly HclExpression[]; readonly spread: boolean } {
  const items: HclExpression[] = []
  let spread = false
  for (reader.blank(); !reader.done && !reader.take(bracket); reader.blank()) {
    const before = reader.at
    items.push(readExpression(reader))
    reader.blank()
    spread = reader.take('...')
    reader.blank()
    if (!reader.take(',') && reader.at === before) reader.at++
  }
  return { items, spread }
}

/** What stands in the braces of an object: entries end with a comma or their line. */
function entries(reader: HclReader): readonly HclEntry[] {
  const found: HclEntry[] = []
  for (separator(reader); !reader.done && !reader.take('}'); separator(reader)) {
    const before = reader.at
    const key = entryKey(reader)
    reader.blank()
    if (reader.take('=') || reader.take(':')) {
      const value = reader.within(false, () => readExpression(reader))
      found.push({ key, value })
    } else if (reader.at === before) reader.at++
  }
  return found
}

function separator(reader: HclReader): void {
  do reader.blank()
  while (reader.take(','))
}

/** A word is a text; anything else an expression. */
function entryKey(reader: HclReader): HclExpression {
  const start = reader.at
  const word = reader.word()
  if (word === undefined) return readExpression(reader)
  if (reader.peek() === '.' || reader.peek() === '(' || reader.peek() === '[') {
    reader.at = start
    return readExpression(reader)
  }
  const range = reader.from(start)
  return { kind: 'template', parts: [{ kind: 'text', value: word, map: plainMap(start, word.length), ...range }], ...range }
}

const forWord = /for(?=\s+[\p{ID_Start}_])/uy

/** Behind the opening bracket; undefined where no `for` stands there. */
function forExpression(reader: HclReader, start: number, bracket: string): HclFor | undefined {
  reader.blank()
  if (reader.match(forWord) === undefined) return undefined
  const names: string[] = []
  do {
    reader.blank()
    names.push(reader.word() ?? '')
    reader.blank()
  } while (reader.take(','))
  reader.word()
  const of = readExpression(reader)
  reader.blank()
  reader.take(':')
  const first = readExpression(reader)
  reader.blank()
  const second = reader.take('=>') ? readExpression(reader) : undefined
  reader.blank()
  reader.take('...')
  reader.blank()
  const condition = reader.match(/if(?=[\s(!"/#])/y) === undefined ? undefined : readExpression(reader)
  close(reader, bracket)
  const [key, value] = second === undefined ? [undefined, first] : [first, second]
  return { kind: 'for', names, of, key, value, condition, ...reader.from(start) }
}
