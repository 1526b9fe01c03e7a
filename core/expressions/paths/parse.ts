import type { Json } from '../../base/json'
import type { Range } from '../../base/range'
import { pathFunctions } from './functions'
import { parseFilter } from './parseFilter'
import { type ExpressionProblem, Scanner, type Token } from './scanner'

/**
 * A JSONPath as AWS reads it (the dialect of the Jayway library), with the range of every part. All ranges count from the beginning of the text that
 * holds the path: of a path within a call or a filter, that of the call or the outer path.
 */
export interface Path extends Range {
  readonly text: string
  readonly root: PathRoot
  readonly segments: readonly Segment[]
  /** Of all that the scanner has read: those of a path within a call or a filter are those of the whole. */
  readonly problems: readonly ExpressionProblem[]
  readonly tokens: readonly Token[]
}

/** `$` (input), `$$` (context object), `$name` (variable), `@` (the item that a filter tests). */
export type PathRoot = Range & ({ readonly kind: 'input' | 'context' | 'item' } | { readonly kind: 'variable'; readonly name: string })

/** One step of a path. Negative indices count from the end; the end of a slice is not in it. */
export type Segment = Range &
  (
    | { readonly kind: 'name'; readonly name: string }
    /** `script`: written as `(@.length-1)`. */
    | { readonly kind: 'index'; readonly index: number; readonly script?: true }
    | { readonly kind: 'names'; readonly names: readonly string[] }
    | { readonly kind: 'indices'; readonly indices: readonly number[] }
    | { readonly kind: 'slice'; readonly start: number | undefined; readonly end: number | undefined }
    | { readonly kind: 'wildcard' }
    /** `..`: the next segment is looked for at every depth. */
    | { readonly kind: 'descendants' }
    | { readonly kind: 'filter'; readonly test: Test }
    | { readonly kind: 'function'; readonly name: string; readonly arguments: readonly Operand[] }
  )

/** The condition of a filter `[?( )]`. */
export type Test =
  | { readonly kind: 'and' | 'or'; readonly tests: readonly Test[] }
  | { readonly kind: 'not'; readonly test: Test }
  | { readonly kind: 'exists'; readonly path: Path }
  | { readonly kind: 'compare'; readonly operator: string; readonly left: Operand; readonly right: Operand }

/**
 * A side of a comparison in a filter, or the argument of a function. A `pattern` has to match the whole text; one that could not be read
 * matches nothing.
 */
export type Operand =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'pattern'; readonly pattern: RegExp }

// The letters of an identifier as the ASL specification has them for variables; a member's name after a dot is freer, as in Jayway.
const variableName = /[\p{ID_Start}_][\p{ID_Continue}]*/uy
const dotName = /[^\s.[\](){}'",*?<>=!&|]+/y
const integer = /-?\d+/y

/** Reads all of `text` as a path. Never throws: a broken path has problems, and the segments that could be read. */
export function parsePath(text: string): Path {
  const scanner = new Scanner(text)
  const path = scanPath(scanner)
  // definitions that are deployed have blanks behind paths: they are not part of them
  scanner.space()
  if (!scanner.atEnd) scanner.problem('syntax', 'Unexpected text after the path', scanner.position, text.length)
  return path
}

/** Reads a path from the cursor on, as far as it goes: inside an intrinsic call or a filter. Tokens and problems go to the scanner. */
export function scanPath(scanner: Scanner): Path {
  const offset = scanner.position
  const root = scanRoot(scanner)
  const segments: Segment[] = []
  while (!scanner.atEnd && scanSegment(scanner, segments));
  return {
    text: scanner.text.slice(offset, scanner.position),
    root,
    segments,
    problems: scanner.problems,
    tokens: scanner.tokens,
    offset,
    length: scanner.position - offset,
  }
}

function scanRoot(scanner: Scanner): PathRoot {
  const offset = scanner.position
  const range = () => ({ offset, length: scanner.position - offset })
  if (scanner.skip('@')) {
    scanner.token('root', offset)
    return { kind: 'item', ...range() }
  }
  if (!scanner.skip('$')) {
    scanner.problem('no-root', 'A path begins with $', offset, offset + 1)
    return { kind: 'input', ...range() }
  }
  if (scanner.skip('$')) {
    scanner.token('root', offset)
    return { kind: 'context', ...range() }
  }
  const name = scanner.match(variableName)
  scanner.token(name ? 'variable' : 'root', offset)
  return name ? { kind: 'variable', name, ...range() } : { kind: 'input', ...range() }
}

/** Reads one step. False where nothing that could be one stands at the cursor, or where reading on makes no sense. */
function scanSegment(scanner: Scanner, segments: Segment[]): boolean {
  const offset = scanner.position
  const add = (segment: SegmentKind) => segments.push({ ...segment, offset, length: scanner.position - offset } as Segment)
  if (scanner.skip('..')) {
    scanner.token('operator', offset)
    add({ kind: 'descendants' })
    if (scanner.char === '[') return true
    if (scanner.char === '.' || !scanName(scanner, segments)) return fail(scanner, 'A name, * or [ ] has to follow ..', offset)
    return true
  }
  if (scanner.skip('.')) {
    if (scanner.char === '[') return true
    return scanName(scanner, segments) || fail(scanner, 'A name has to follow the dot', offset)
  }
  if (scanner.char === '[') return scanBracket(scanner, add)
  return false
}

type WithoutRange<T> = T extends unknown ? Omit<T, 'offset' | 'length'> : never
type SegmentKind = WithoutRange<Segment>

function fail(scanner: Scanner, message: string, offset: number): false {
  scanner.problem('syntax', message, offset, scanner.position + 1)
  return false
}

function scanName(scanner: Scanner, segments: Segment[]): boolean {
  const offset = scanner.position
  const range = () => ({ offset, length: scanner.position - offset })
  if (scanner.skip('*')) {
    scanner.token('operator', offset)
    segments.push({ kind: 'wildcard', ...range() })
    return true
  }
  const name = scanner.match(dotName)
  if (!name) return false
  if (scanner.char !== '(') {
    scanner.token('property', offset)
    segments.push({ kind: 'name', name, ...range() })
    return true
  }
  scanner.token('function', offset)
  const args = scanArguments(scanner)
  if (!pathFunctions.has(name)) scanner.problem('unknown-function', `There is no JSONPath function ${name}()`, offset, offset + name.length)
  segments.push({ kind: 'function', name, arguments: args, ...range() })
  return true
}

function scanArguments(scanner: Scanner): Operand[] {
  const operands: Operand[] = []
  const open = scanner.position
  scanner.position++
  scanner.space()
  while (!scanner.atEnd && scanner.char !== ')') {
    const before = scanner.position
    const operand = scanOperand(scanner)
    if (operand) operands.push(operand)
    scanner.space()
    if (!scanner.skip(',') && scanner.char !== ')') break
    scanner.space()
    if (scanner.position === before) break
  }
  if (!scanner.skip(')')) scanner.problem('unclosed-parenthesis', 'The parenthesis is not closed: expected )', open)
  return operands
}

const number = /-?\d+(\.\d+)?([eE][+-]?\d+)?/y
const word = /[\p{L}\p{N}_-]+/uy
const keywords: Readonly<Record<string, Json>> = { true: true, false: false, null: null }

/** A path, literal or pattern: an operand of a filter's comparison or a function's argument. Undefined where there is none. */
export function scanOperand(scanner: Scanner): Operand | undefined {
  if (!scanner.enter()) return undefined
  const operand = scanOperandHere(scanner)
  scanner.leave()
  return operand
}

function scanOperandHere(scanner: Scanner): Operand | undefined {
  const offset = scanner.position
  switch (scanner.char) {
    case '@':
    case '$':
      return { kind: 'path', path: scanPath(scanner) }
    case "'":
    case '"':
      return { kind: 'literal', value: scanner.quoted() ?? '' }
    case '[':
      return scanList(scanner)
    case '/':
      return scanPattern(scanner)
  }
  const digits = scanner.match(number)
  if (digits) {
    scanner.token('number', offset)
    return { kind: 'literal', value: Number(digits) }
  }
  const text = scanner.match(word)
  if (!text) return undefined
  if (Object.hasOwn(keywords, text)) {
    scanner.token('keyword', offset)
    return { kind: 'literal', value: keywords[text]! }
  }
  scanner.token('string', offset)
  scanner.problem('unquoted', `The text ${text} has no quotes: '${text}'`, offset, scanner.position, 'warning')
  return { kind: 'literal', value: text }
}

function scanList(scanner: Scanner): Operand {
  const open = scanner.position
  const items: Json[] = []
  scanner.position++
  scanner.space()
  while (!scanner.atEnd && scanner.char !== ']') {
    const operand = scanOperand(scanner)
    if (operand?.kind !== 'literal') break
    items.push(operand.value)
    scanner.space()
    if (!scanner.skip(',')) break
    scanner.space()
  }
  if (!scanner.skip(']')) scanner.problem('unclosed-bracket', 'The list is not closed: expected ]', open)
  return { kind: 'literal', value: items }
}

function scanPattern(scanner: Scanner): Operand {
  const offset = scanner.position
  const source = scanner.match(/\/(?:[^/\\]|\\.)*\/[a-z]*/sy)
  const end = source.lastIndexOf('/')
  let pattern = /(?!)/
  if (!source) {
    scanner.position = scanner.text.length
    scanner.problem('unclosed-pattern', 'The pattern is not closed: expected /', offset)
  } else {
    try {
      // A pattern has to match the whole text, as Java's `matches` does.
      // Java has no flag v, and sets in sets only with other rules.
      if (source.includes('v', end)) throw new SyntaxError()
      pattern = new RegExp(`^(?:${source.slice(1, end)})$`, source.slice(end + 1))
    } catch {
      scanner.problem('pattern', 'This is no regular expression', offset)
    }
  }
  scanner.token('regexp', offset)
  return { kind: 'pattern', pattern }
}

/** Reads `[...]`. */
function scanBracket(scanner: Scanner, add: (segment: SegmentKind) => void): boolean {
  const open = scanner.position
  scanner.position++
  scanner.space()
  const segment = scanSelector(scanner)
  scanner.space()
  if (!segment) {
    const empty = scanner.char === ']'
    if (empty) scanner.position++
    scanner.problem(
      'syntax',
      'Expected a name in quotes, an index, a slice, * or ?( ) between [ and ]',
      open,
      scanner.position + (empty ? 0 : 1),
    )
    return empty
  }
  if (!scanner.skip(']')) {
    scanner.problem('unclosed-bracket', 'The bracket is not closed: expected ]', open)
    return false
  }
  add(segment)
  return true
}

function scanSelector(scanner: Scanner): SegmentKind | undefined {
  const offset = scanner.position
  if (scanner.skip('*')) {
    scanner.token('operator', offset)
    return { kind: 'wildcard' }
  }
  if (scanner.char === '?') {
    scanner.position++
    scanner.token('operator', offset)
    const test = parseFilter(scanner, scanOperand)
    return test && { kind: 'filter', test }
  }
  if (scanner.char === "'" || scanner.char === '"') {
    const names = scanSeparated(scanner, () => (scanner.char === "'" || scanner.char === '"' ? scanner.quotedName() : undefined))
    return names.length > 1 ? { kind: 'names', names } : names[0] === undefined ? undefined : { kind: 'name', name: names[0] }
  }
  return scanner.char === '(' ? scanScript(scanner) : scanIndices(scanner)
}

const script = /\(\s*@\s*\.\s*length\s*-\s*0*([1-9]\d*)\s*\)/y

/** `(@.length-2)`: an index counted from the end, the one calculation that AWS takes. Reported by users, and by zenn.dev/sotaro8181. */
function scanScript(scanner: Scanner): SegmentKind | undefined {
  const offset = scanner.position
  const found = scanner.match(script)
  if (!found) return undefined
  scanner.token('operator', offset)
  return { kind: 'index', index: -Number(/\d+/.exec(found)![0]), script: true }
}

function scanIndices(scanner: Scanner): SegmentKind | undefined {
  const index = () => {
    const offset = scanner.position
    const digits = scanner.match(integer)
    if (digits) scanner.token('number', offset)
    return digits ? Number(digits) : undefined
  }
  const start = index()
  scanner.space()
  if (scanner.skip(':')) {
    scanner.space()
    return { kind: 'slice', start, end: index() }
  }
  if (start === undefined) return undefined
  if (scanner.char !== ',') return { kind: 'index', index: start }
  scanner.skip(',')
  scanner.space()
  const more = scanSeparated(scanner, index)
  return more.length ? { kind: 'indices', indices: [start, ...more] } : undefined
}

function scanSeparated<T>(scanner: Scanner, scan: () => T | undefined): T[] {
  const values: T[] = []
  for (;;) {
    const value = scan()
    if (value === undefined) return values
    values.push(value)
    scanner.space()
    if (scanner.char !== ',') return values
    scanner.position++
    scanner.space()
  }
}

/** Whether a path names at most one place: it gives a value or fails; any other path gives a list. */
export const isDefinite = (path: Path): boolean =>
  path.segments.every((s, i) => {
    if (s.kind === 'function') return true
    if (s.kind === 'names') return i === path.segments.length - 1
    return s.kind === 'name' || s.kind === 'index'
  }) || path.segments.at(-1)?.kind === 'function'

/** A Reference Path names one place with dots, names and indices only. Source: ASL specification, "Reference Paths". */
export const isReferencePath = (path: Path): boolean =>
  path.problems.every((p) => p.severity !== 'error') && path.segments.every((s) => s.kind === 'name' || (s.kind === 'index' && !s.script))
