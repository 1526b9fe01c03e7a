import type { Json } from '../../base/json'
import type { Range } from '../../base/range'
import { type Path, scanPath } from '../paths/parse'
import { type ExpressionProblem, Scanner, type Token } from '../paths/scanner'
import { checkCall } from './check'
import { type Intrinsic, intrinsicNamed } from './table'

/** A call of an intrinsic function, as far as it could be read. All offsets count from the beginning of `text`. */
export interface IntrinsicExpression {
  readonly text: string
  /** Undefined where no call begins the text. */
  readonly call: Call | undefined
  readonly problems: readonly ExpressionProblem[]
  readonly tokens: readonly Token[]
}

/** A call from its name to behind its parenthesis, or as far as it could be read. */
export interface Call extends Range {
  readonly kind: 'call'
  /** With the prefix: `States.Format`. */
  readonly name: string
  readonly nameRange: Range
  /** Undefined where there is no such function. */
  readonly intrinsic: Intrinsic | undefined
  readonly arguments: readonly Argument[]
  /** The calls around it, itself included: 1 for the outermost. */
  readonly depth: number
  /** Whether it has its closing parenthesis: only then its arguments were checked. */
  readonly closed: boolean
}

/** What can stand between the parentheses of a call. Source: ASL specification, Intrinsic Functions. */
export type Argument = Call | Literal | PathArgument

/** A text in single quotes, a number, true, false or null. A word that is none of these is a text, and a problem. */
export interface Literal extends Range {
  readonly kind: 'literal'
  /** A text without its quotes, and with its escapes undone. */
  readonly value: Json
  /**
   * A text split at its `{}`, which an escaped brace (`\{`) is no part of: what States.Format fills. Texts only.
   */
  readonly parts?: readonly string[]
}

interface PathArgument extends Range {
  readonly kind: 'path'
  readonly path: Path
}

/** Whether a text is meant as a call: it begins with `States.`. */
export const isIntrinsic = (text: string): boolean => text.startsWith('States.')

/** A call nests at most this many calls, itself included. Source: Step Functions guide, "Intrinsic functions", fields and limits. */
export const maxNesting = 10

/** Reads `text` as a call. Never throws: a broken call has problems, and the arguments that could be read. */
export function parseIntrinsic(text: string): IntrinsicExpression {
  const scanner = new Scanner(text)
  const call = scanCall(scanner, 1)
  // as behind a path; whether AWS takes a blank here too is not recorded
  if (call?.closed) scanner.space()
  if (!call) {
    scanner.problem('syntax', 'Expected a call such as States.Format( )', 0, text.length)
  } else if (!scanner.atEnd && call.closed) {
    const end = scanner.position
    scanner.problem('syntax', 'Unexpected text after the call', end, text.length)
  }
  return { text, call, problems: scanner.problems, tokens: scanner.tokens }
}

const functionName = /States(?:\.\w*)?/y
const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const word = /[^\s,()'"]+/y
const keywords: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['true', true],
  ['false', false],
  ['null', null],
])

/**
 * Reads a call from the cursor on, as far as it goes; undefined where none begins there. `depth`: 1 for one that is the argument of no
 * other. Problems and tokens go to the scanner.
 */
export function scanCall(scanner: Scanner, depth: number): Call | undefined {
  const offset = scanner.position
  const name = scanner.match(functionName)
  if (!name) return undefined
  const nameRange = { offset, length: name.length }
  scanner.token('function', offset)
  const intrinsic = intrinsicNamed(name)
  if (!intrinsic) scanner.problem('unknown-function', `There is no intrinsic function ${name}`, offset)
  if (depth === maxNesting + 1) scanner.problem('nesting', `Intrinsic functions nest at most ${maxNesting} deep`, offset)
  const open = scanner.position
  const list = scanner.skip('(') ? scanArguments(scanner, depth) : []
  const closed = scanner.position > open && scanner.skip(')')
  if (!closed && !scanner.problems.some((p) => p.code === 'unclosed-string')) {
    const message = scanner.position > open ? 'The parenthesis is not closed: expected )' : `Expected ( after ${name}`
    scanner.problem('unclosed-parenthesis', message, open, scanner.position)
  }
  const call: Call = {
    kind: 'call',
    name,
    nameRange,
    intrinsic,
    arguments: list,
    depth,
    closed,
    offset,
    length: scanner.position - offset,
  }
  if (closed) checkCall(call, scanner)
  return call
}

function scanArguments(scanner: Scanner, depth: number): Argument[] {
  const list: Argument[] = []
  scanner.space()
  if (scanner.char === ')' || !scanner.enter()) return list
  for (;;) {
    scanner.space()
    const argument = scanArgument(scanner, depth)
    if (argument) list.push(argument)
    scanner.space()
    if (!argument || !scanner.skip(',')) break
  }
  scanner.leave()
  return list
}

function scanArgument(scanner: Scanner, depth: number): Argument | undefined {
  const offset = scanner.position
  const range = () => ({ offset, length: scanner.position - offset })
  if (scanner.char === '$') return { kind: 'path', path: scanPath(scanner), ...range() }
  if (scanner.char === "'") return scanText(scanner)
  if (scanner.text.startsWith('States', offset)) return scanCall(scanner, depth + 1)
  const digits = scanner.match(number)
  if (digits) {
    scanner.token('number', offset)
    return { kind: 'literal', value: Number(digits), ...range() }
  }
  const text = scanner.match(word)
  const value = keywords.get(text)
  if (value !== undefined) {
    scanner.token('keyword', offset)
    return { kind: 'literal', value, ...range() }
  }
  const found = text ? `, not ${text}` : ''
  scanner.problem(
    'argument',
    `An argument is a path, a text in single quotes, a number, true, false, null or a call${found}`,
    offset,
    offset + Math.max(1, text.length),
  )
  return text ? { kind: 'literal', value: text, ...range() } : undefined
}

/** `'text'`: `\'`, `\{`, `\}` and `\\` stand for the character; AWS refuses any other escape. */
function scanText(scanner: Scanner): Literal {
  const offset = scanner.position
  const escapes = new Set<number>()
  const value =
    scanner.quoted((character, at) => {
      escapes.add(at)
      if (!"'{}\\".includes(character)) {
        scanner.problem('escape', `\\${character} is no escape: only \\' \\{ \\} and \\\\ are`, at, at + 2)
      }
    }) ?? ''
  const parts: string[] = []
  let part = ''
  const { text, position } = scanner
  for (let i = offset + 1; i < position - 1; i++) {
    const character = text.charAt(i)
    if (escapes.has(i)) part += text.charAt(++i)
    else if (character === '{' && text[i + 1] === '}') {
      parts.push(part)
      part = ''
      i++
    } else {
      if (character === '{' || character === '}') {
        scanner.problem('unescaped-brace', `A brace in a text is written \\${character}`, i, i + 1, 'warning')
      }
      part += character
    }
  }
  parts.push(part)
  return { kind: 'literal', value, parts, offset, length: position - offset }
}
