import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

interface Configuration {
  readonly autoClosingPairs: readonly { readonly open: string; readonly close: string; readonly notIn?: readonly string[] }[]
  readonly autoCloseBefore: string
}

/**
 * What VS Code leaves where somebody types. A pair closes where its whole `open` stands before the cursor, the longest first, and something
 * that it may close before behind; only the closing of a pair of single characters is typed over: with a pair `{%` a hand that types on
 * leaves `%} %}`. Source: vscode, cursorTypeEditOperations.ts, with the
 * defaults of its settings.
 */
function typed(configuration: Configuration, before: string, keys: string, after: string, inString: boolean): string {
  const { autoClosingPairs, autoCloseBefore } = configuration
  let left = before
  let right = after
  /** How many characters behind the cursor the editor has put there. */
  let closed = 0
  for (const key of keys) {
    const isClosing = autoClosingPairs.some(({ open, close }) => open.length === 1 && close === key)
    if (closed > 0 && isClosing && right.startsWith(key)) {
      left += key
      right = right.slice(1)
      closed--
      continue
    }
    const [pair] = autoClosingPairs
      .filter(({ open, notIn }) => (left + key).endsWith(open) && !(inString && notIn?.includes('string')))
      .sort((a, b) => b.open.length - a.open.length)
    const isFree = right === '' || autoCloseBefore.includes(right[0]!) || autoClosingPairs.some(({ close }) => right.startsWith(close))
    left += key
    if (pair === undefined || !isFree) continue
    const inner = autoClosingPairs.find(({ open, close }) => open !== pair.open && pair.open.includes(open) && pair.close.endsWith(close))
    const close = inner && right.startsWith(inner.close) ? pair.close.slice(0, -inner.close.length) : pair.close
    right = close + right
    closed += close.length
  }
  return left + right
}

const expression = '{% $states.input.a %}'

describe.each(['asl', 'asl-yaml'])('typing in %s', (language) => {
  const configuration: Configuration = JSON.parse(readFileSync(`syntaxes/${language}.language-configuration.json`, 'utf8'))
  const rows: [what: string, before: string, keys: string, after: string][] = [
    ['an expression in quotes', '"Output": "', expression, '"'],
    ['an expression in quotes that end the line', '      "Output": "', expression, '",'],
    ['an expression in the Debug Console', '', expression, ''],
    ['an expression with brackets', '"Output": "', "{% $map([1], function($x) { {'a': $x} }) %}", '"'],
    ['two expressions', '', `${expression} ${expression}`, ''],
    ['without blanks', '"', '{%$x%}', '"'],
    ['a remainder', '"', '{% $states.input.a % 2 %}', '"'],
  ]
  test.each(rows)('%s leaves just that', (_what, before, keys, after) => {
    expect(typed(configuration, before, keys, after, before !== '')).toBe(before + keys + after)
  })

  test('a bracket that is begun is closed', () => {
    expect(typed(configuration, '"', '{%', '"', true)).toBe('"{%}"')
    expect(typed(configuration, '"', '{% $f(', '"', true)).toBe('"{% $f()}"')
  })
})
