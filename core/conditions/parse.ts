import type { Json } from '../base/json'
import { type Call, scanCall } from '../expressions/intrinsics/parse'
import { type Path, scanPath } from '../expressions/paths/parse'
import { type ExpressionProblem, Scanner, type Token } from '../expressions/paths/scanner'

/**
 * What a person may write as a condition, a watch or a part of a log message where the query language is JSONPath. There is no such
 * language in ASL: a Choice Rule is JSON. The signs are those of a JSONPath filter, and bind as there.
 *
 *     or      = and { "||" and }
 *     and     = compare { "&&" compare }
 *     compare = unary [ ("==" | "!=" | "<" | "<=" | ">" | ">=") unary ]
 *     unary   = "!" unary | "(" or ")" | path | States.Function( ) | number | 'text' | "text" | true | false | null
 */
export type Term =
  | { readonly kind: 'or' | 'and'; readonly terms: readonly Term[] }
  | { readonly kind: 'not'; readonly term: Term }
  | { readonly kind: 'compare'; readonly operator: Operator; readonly left: Term; readonly right: Term }
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'call'; readonly call: Call; readonly text: string }
  | { readonly kind: 'literal'; readonly value: Json }

/** The signs of comparisons, each before those that it begins with: the first that fits is read. */
export const operators = ['==', '!=', '<=', '>=', '<', '>'] as const
/** A sign of `operators`. */
export type Operator = (typeof operators)[number]

interface ParsedTerm {
  readonly text: string
  /** Undefined where it could not be read; what there is may have problems all the same. */
  readonly term: Term | undefined
  readonly problems: readonly ExpressionProblem[]
  readonly tokens: readonly Token[]
}

/** Reads all of `text`. Never throws: a broken text has problems, each with its place in the text. */
export function parseTerm(text: string): ParsedTerm {
  const scanner = new Scanner(text)
  scanner.space()
  const term = scanChain(scanner, '||')
  scanner.space()
  if (!scanner.atEnd && scanner.problems.length === 0) {
    const start = scanner.position
    const found = scanner.match(unexpected)
    scanner.problem('syntax', hints.get(found) ?? `Unexpected ${found}`, start)
  }
  return { text, term, problems: scanner.problems, tokens: scanner.tokens }
}

const unexpected = /[\p{L}_][\p{L}\p{N}_]*|[=<>!&|~*/%+-]+|./suy

/** What is written in other languages, and what it is here. */
const hints: ReadonlyMap<string, string> = new Map([
  ['=', 'Write == to compare'],
  ['===', 'Write == to compare'],
  ['!==', 'Write != to compare'],
  ['<>', 'Write != to compare'],
  ['&', 'Write && for and'],
  ['and', 'Write && for and'],
  ['|', 'Write || for or'],
  ['or', 'Write || for or'],
  ['not', 'Write ! for not'],
  ['(', 'There are no functions but States.…: a JSONata expression stands in {% %}'],
  ...['+', '-', '*', '/', '%', '?', '~>', ':='].map(
    (sign) => [sign, `${sign} is no operator of a condition here: a JSONata expression stands in {% %}`] as const,
  ),
])

const kinds = { '||': 'or', '&&': 'and' } as const

/** Terms joined by `||`, each of them of terms joined by `&&`. Flat, so that a long chain nests nothing. */
function scanChain(scanner: Scanner, sign: '||' | '&&'): Term | undefined {
  const terms: Term[] = []
  for (;;) {
    const term = sign === '||' ? scanChain(scanner, '&&') : scanCompare(scanner)
    if (term === undefined) return undefined
    terms.push(term)
    scanner.space()
    const offset = scanner.position
    if (!scanner.skip(sign)) break
    scanner.token('operator', offset)
    scanner.space()
  }
  return terms.length === 1 ? terms[0] : { kind: kinds[sign], terms }
}

function scanCompare(scanner: Scanner): Term | undefined {
  const left = scanUnary(scanner, 'Expected')
  if (left === undefined) return undefined
  const operator = scanOperator(scanner)
  if (operator === undefined) return left
  const right = scanUnary(scanner, `After ${operator} comes`)
  if (right === undefined) return undefined
  scanner.space()
  const offset = scanner.position
  if (scanOperator(scanner) !== undefined) {
    scanner.problem('syntax', 'One comparison does not follow another: join them with && or ||', offset)
    return undefined
  }
  return { kind: 'compare', operator, left, right }
}

function scanOperator(scanner: Scanner): Operator | undefined {
  scanner.space()
  const offset = scanner.position
  const found = scanner.match(/[=<>!]+/y)
  // `==!$.b` is a comparison with a negation; `===` is a sign of another language.
  const operator = hints.has(found) ? undefined : operators.find((each) => found.startsWith(each))
  scanner.position = offset + (operator?.length ?? 0)
  if (operator !== undefined) scanner.token('operator', offset)
  scanner.space()
  return operator
}

const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y
const word = /[\p{L}_][\p{L}\p{N}_]*/uy
const keywords: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['true', true],
  ['false', false],
  ['null', null],
])

function scanUnary(scanner: Scanner, expected: string): Term | undefined {
  if (!scanner.enter()) return undefined
  const term = scanUnaryHere(scanner, expected)
  scanner.leave()
  return term
}

function scanUnaryHere(scanner: Scanner, expected: string): Term | undefined {
  scanner.space()
  const offset = scanner.position
  if (scanner.char === '!' && scanner.text[offset + 1] !== '=') {
    scanner.position++
    scanner.token('operator', offset)
    const term = scanUnary(scanner, 'After ! comes')
    return term && { kind: 'not', term }
  }
  if (scanner.skip('(')) {
    const term = scanChain(scanner, '||')
    if (term === undefined) return undefined
    scanner.space()
    if (scanner.skip(')')) return term
    scanner.problem('unclosed-parenthesis', 'The parenthesis is not closed: expected )', offset)
    return undefined
  }
  if (scanner.char === '$') return whole(scanner, (path) => ({ kind: 'path', path }), scanPath)
  if (scanner.text.startsWith('States.', offset))
    return whole(scanner, (call) => ({ kind: 'call', call, text: scanner.text.slice(offset, scanner.position) }), scanIntrinsic)
  if (scanner.char === "'" || scanner.char === '"') return whole(scanner, (value) => ({ kind: 'literal', value }), scanText)
  return scanLiteral(scanner, expected)
}

/** A part that has a parser of its own; undefined where that finds a mistake, so that there is one message and not a second about what follows. */
function whole<T>(scanner: Scanner, made: (part: T) => Term, scan: (scanner: Scanner) => T | undefined): Term | undefined {
  const before = scanner.problems.length
  const part = scan(scanner)
  return part === undefined || scanner.problems.slice(before).some(({ severity }) => severity === 'error') ? undefined : made(part)
}

const scanIntrinsic = (scanner: Scanner) => scanCall(scanner, 1)
const scanText = (scanner: Scanner) => scanner.quoted()

function scanLiteral(scanner: Scanner, expected: string): Term | undefined {
  const offset = scanner.position
  const digits = scanner.match(number)
  if (digits) {
    scanner.token('number', offset)
    return { kind: 'literal', value: Number(digits) }
  }
  const text = scanner.match(word)
  const value = keywords.get(text)
  if (value !== undefined) {
    scanner.token('keyword', offset)
    return { kind: 'literal', value }
  }
  const what = `${expected} a path, a text in quotes, a number, true, false, null or a States.… function`
  const found = text || scanner.match(unexpected)
  const message = found === '' ? what : (hints.get(found) ?? `${what}, not ${found}${text === '' ? '' : `: '${text}' as a text`}`)
  scanner.problem('syntax', message, offset, Math.max(offset + 1, scanner.position))
  return undefined
}
