import type { Operand, Test } from './parse'
import type { Scanner } from './scanner'

/** Reads a path or a value; undefined where there is none. */
type ScanOperand = (scanner: Scanner) => Operand | undefined

const operator = /==|!=|<=|>=|=~|<|>|\b(?:in|nin|subsetof|anyof|noneof|size|empty|contains)\b/y

/** Reads `( test )` behind the `?` of a filter. Undefined where there is no test. */
export function parseFilter(scanner: Scanner, scanOperand: ScanOperand): Test | undefined {
  scanner.space()
  const open = scanner.position
  if (!scanner.skip('(')) {
    scanner.problem('syntax', 'A filter has the form ?( )', open, open + 1)
    return undefined
  }
  const test = scanOr(scanner, scanOperand)
  scanner.space()
  if (!scanner.skip(')')) scanner.problem('unclosed-parenthesis', 'The filter is not closed: expected )', open)
  return test
}

function scanOr(scanner: Scanner, scanOperand: ScanOperand): Test | undefined {
  return scanChain(scanner, '||', 'or', () => scanChain(scanner, '&&', 'and', () => scanTest(scanner, scanOperand)))
}

function scanChain(scanner: Scanner, sign: string, kind: 'and' | 'or', scan: () => Test | undefined): Test | undefined {
  const tests: Test[] = []
  for (;;) {
    const test = scan()
    if (test) tests.push(test)
    scanner.space()
    const offset = scanner.position
    if (!test || !scanner.skip(sign)) break
    scanner.token('operator', offset)
    scanner.space()
  }
  return tests.length > 1 ? { kind, tests } : tests[0]
}

function scanTest(scanner: Scanner, scanOperand: ScanOperand): Test | undefined {
  scanner.space()
  if (!scanner.enter()) return undefined
  const test = scanTestHere(scanner, scanOperand)
  scanner.leave()
  return test
}

function scanTestHere(scanner: Scanner, scanOperand: ScanOperand): Test | undefined {
  const offset = scanner.position
  if (scanner.skip('!')) {
    scanner.token('operator', offset)
    const test = scanTest(scanner, scanOperand)
    return test && { kind: 'not', test }
  }
  if (scanner.skip('(')) {
    const test = scanOr(scanner, scanOperand)
    scanner.space()
    if (!scanner.skip(')')) scanner.problem('unclosed-parenthesis', 'The parenthesis is not closed: expected )', offset)
    return test
  }
  return scanComparison(scanner, scanOperand)
}

function scanComparison(scanner: Scanner, scanOperand: ScanOperand): Test | undefined {
  const offset = scanner.position
  const left = scanOperand(scanner)
  if (!left) {
    scanner.problem('syntax', 'Expected a path such as @.name, or a value', offset, offset + 1)
    return undefined
  }
  scanner.space()
  const at = scanner.position
  const sign = scanner.match(operator)
  if (!sign) {
    if (left.kind === 'path') return { kind: 'exists', path: left.path }
    scanner.problem('syntax', 'Expected a comparison', at, at + 1)
    return undefined
  }
  scanner.token('operator', at)
  scanner.space()
  const right = scanOperand(scanner)
  if (right) return { kind: 'compare', operator: sign, left, right }
  scanner.problem('syntax', `A value has to follow ${sign}`, at)
  return undefined
}
