import { beforeAll, describe, expect, test } from 'vitest'
import { features } from '../../../bench/load'
import { maxTextLength, parseDocument } from '../../../core/model/parse'
import { contextOf, jsonKind, yamlKind } from '../../support/editor'
import { largeJson, largeYaml } from '../../support/large'
import { work } from '../../support/work'

/** Linear is 2, with a logarithm a little more, quadratic 4. Fewer states than these are not many beside what a feature looks at once. */
const most = 3
const small = 400

const asked = features(contextOf())

/** The work of reading a text and of asking every feature of it. */
const workOf = (text: string, kind: typeof jsonKind) =>
  work(() => {
    const document = parseDocument(text, kind)
    for (const ask of Object.values(asked)) ask(document)
  })

describe('twice the text is about twice the work of all features', () => {
  const rows = [
    ...Object.entries(largeJson).map(([what, make]) => ({ what, make, kind: jsonKind })),
    ...Object.entries(largeYaml).map(([what, make]) => ({ what, make, kind: yamlKind })),
  ]
  beforeAll(() => {
    for (const { make, kind } of rows) workOf(make(10, 'first'), kind)
  })
  test.each(rows)('$what', ({ make, kind }) => {
    // V8 loses counts of functions that its compiler has under way: a count may be too low, never too high
    const once = Math.max(...['once', 'again', 'more'].map((name) => workOf(make(small, name), kind)))
    expect(workOf(make(2 * small, 'twice'), kind)).toBeLessThan(most * once)
  })
})

describe('a text that is larger than any definition', () => {
  const large = largeJson['states on one line']!(50_000, 'x')
  const codes = (text: string, kind = jsonKind) =>
    (asked.diagnostics!(parseDocument(text, kind)) as { code: string }[]).map(({ code }) => code)

  test('is checked for its syntax only, and says so', () => {
    expect(large.length).toBeGreaterThan(maxTextLength)
    expect(codes(large)).toEqual(['TEXT_NOT_CHECKED', 'DEFINITION_TOO_LARGE'])
    expect(codes(large.slice(0, -1))).toEqual(['INVALID_JSON_DESCRIPTION', 'TEXT_NOT_CHECKED', 'DEFINITION_TOO_LARGE'])
    expect(codes('a: 1\n'.repeat(500_000), yamlKind)).toEqual(['TEXT_NOT_CHECKED', 'DEFINITION_TOO_LARGE'])
  })

  test('has an answer for every request', () => {
    const document = parseDocument(large, jsonKind)
    for (const ask of Object.values(asked)) expect(() => ask(document)).not.toThrow()
  })
})
