import { describe, expect, test } from 'vitest'
import { isDefinite, isReferencePath, parsePath } from '../../../../core/expressions/paths/parse'
import { at } from './support'

/** Each path is good; the second column says: a Reference Path, definite, or indefinite. */
test.each([
  ['$', 'reference'],
  ['$$', 'reference'],
  ['$$.Execution.Input.name', 'reference'],
  ['$order', 'reference'],
  ['$größe.länge', 'reference'],
  ["$['a b'][0].c", 'reference'],
  ['$["double"].x', 'reference'],
  ['$.detail-type', 'reference'],
  ['$.list[-1]', 'reference'],
  ['$.list.[0].a', 'reference'],
  ["$['a\\b']", 'reference'],
  ["$['a\\']", 'reference'],
  ["$['it\\'s']", 'reference'],
  ['$.a ', 'reference'],
  ['$ ', 'reference'],
  ['$$.Execution.Id \t\r\n', 'reference'],
  ['$.list[*].a ', 'indefinite'],
  ['$.list[(@.length-1)].a', 'definite'],
  ['$.list[( @.length - 12 )]', 'definite'],
  ["$['a','b']", 'definite'],
  ['$.list.length()', 'definite'],
  ['$.list[*].n.length()', 'definite'],
  ['$.list[*]', 'indefinite'],
  ['$.*', 'indefinite'],
  ['$..name', 'indefinite'],
  ['$..[0]', 'indefinite'],
  ['$.list[1:]', 'indefinite'],
  ['$.list[:-2]', 'indefinite'],
  ['$.list[0, 2]', 'indefinite'],
  ["$['a','b'].c", 'indefinite'],
  ['$.list[?(@.a)]', 'indefinite'],
  ["$.list[?(@.a == 'x' && !(@.b > 2 || @.c in [1, 2]))].d", 'indefinite'],
  ['$.list[?(@.a =~ /x.*/i)]', 'indefinite'],
  ['$.list[?(@.a == $.b)]', 'indefinite'],
])('%s gives a %s path', (text, kind) => {
  const path = parsePath(text)
  expect(path.problems).toEqual([])
  expect(isReferencePath(path) ? 'reference' : isDefinite(path) ? 'definite' : 'indefinite').toBe(kind)
})

/** The faulty part is marked, and nothing else. */
test.each([
  ['', 'no-root', ''],
  ['a.b', 'no-root', 'a'],
  ['$.', 'syntax', '.'],
  ['$..', 'syntax', '..'],
  ['$.a.', 'syntax', '.'],
  ['$.a b', 'syntax', 'b'],
  ['$$23', 'syntax', '23'],
  ['$.a[', 'syntax', '['],
  ['$.a[]', 'syntax', '[]'],
  ['$.a[0', 'unclosed-bracket', '[0'],
  ["$['a]", 'unclosed-string', "'a]"],
  ['$.a[?(@.b == 1]', 'unclosed-parenthesis', '(@.b == 1'],
  ['$.a[?(@.b ==)]', 'syntax', '=='],
  ['$.a[?@.b]', 'syntax', '@'],
  ['$.a[(@.length-0)]', 'syntax', '[('],
  ['$.a[(@.length+1)]', 'syntax', '[('],
  ['$.a[(@.count-1)]', 'syntax', '[('],
  ['$.a[(@.length-1]', 'syntax', '[('],
  ['$.a  x', 'syntax', 'x'],
  ['$.a.nosuch()', 'unknown-function', 'nosuch'],
  ['$.a[?(@.b =~ /(/)]', 'pattern', '/(/'],
])('%s has the problem %s at «%s»', (text, code, marked) => {
  const [problem] = parsePath(text).problems
  expect([problem!.code, problem!.severity, at(text, problem!)]).toEqual([code, 'error', marked])
})

test('a text without quotes in a filter is accepted with a warning, as AWS does', () => {
  const text = '$.fields[?(@.Type==AMOUNT)]'
  const { problems } = parsePath(text)
  expect(problems.map((p) => [p.code, p.severity, at(text, p)])).toEqual([['unquoted', 'warning', 'AMOUNT']])
})

test('segments and variables know their places, inside filters too', () => {
  const text = "$order.lines[?(@.price > $.limit)]['na me']"
  const path = parsePath(text)
  expect([path.root.kind, at(text, path.root)]).toEqual(['variable', '$order'])
  expect(path.segments.map((s) => [s.kind, at(text, s)])).toEqual([
    ['name', 'lines'],
    ['filter', '[?(@.price > $.limit)]'],
    ['name', "['na me']"],
  ])
  expect(path.tokens.filter((t) => t.kind === 'root').map((t) => at(text, t))).toEqual(['@', '$'])
})

describe('hostile text', () => {
  test.each([
    ['brackets', `$${'['.repeat(50_000)}`],
    ['filters', `$${'[?(@'.repeat(50_000)}`],
    ['parentheses', `$[?(${'('.repeat(50_000)}`],
    ['negations', `$[?(${'!'.repeat(50_000)}`],
    ['lists', `$[?(@ in ${'['.repeat(50_000)}`],
    ['calls', `$${'.length($'.repeat(50_000)}`],
  ])('%s nested without end give a problem, not a stack overflow', (_name, text) => {
    expect(parsePath(text).problems.length).toBeGreaterThan(0)
  })
})
