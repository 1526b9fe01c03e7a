import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { createAnalyser, findingsOf } from '../../../core/analysis/analyse'
import { isConsequence } from '../../../core/analysis/consequences'
import { documentation, textOf } from '../../../core/analysis/documentation'
import { loadYaml, parseDocument } from '../../../core/model/parse'

beforeAll(loadYaml)

/** One machine with the states of all examples, renamed so that they differ: what a keystroke in a large definition looks like. */
function everything(language: 'JSONPath' | 'JSONata') {
  const States: Record<string, unknown> = {}
  for (const [code, { wrong, right }] of Object.entries(documentation)) {
    for (const [word, example] of Object.entries({ wrong, right })) {
      if (typeof example === 'string' || (example.QueryLanguage === 'JSONata') !== (language === 'JSONata')) continue
      const states = JSON.parse(textOf(example)).States as Record<string, unknown>
      for (const [name, state] of Object.entries(states)) States[`${name} ${code} ${word}`] = state
    }
  }
  return { ...(language === 'JSONata' && { QueryLanguage: language }), StartAt: Object.keys(States)[0], States }
}

const analyser = createAnalyser()

/** What analysis says with and without what it remembers of other versions. */
function compare(text: string, format: 'json' | 'yaml'): void {
  const document = parseDocument(text, { format, content: 'definition' })
  const line = ({
    code,
    message,
    offset,
    length,
    related,
  }: {
    code: string
    message: string
    offset: number
    length: number
    related?: unknown
  }) => JSON.stringify({ code, message, offset, length, related })
  const follows = isConsequence(document.syntaxProblems)
  const fresh = findingsOf(document, undefined)
    .findings.filter((finding) => !follows(finding))
    .map(({ rule, ...finding }) => line({ code: rule.code, ...finding } as never))
  const reused = analyser.analyse(document).map((problem) => line(problem as never))
  const syntax = document.syntaxProblems.map((problem) => line(problem as never))
  expect(new Set(reused)).toEqual(new Set([...fresh, ...syntax]))
}

describe.each(['JSONPath', 'JSONata'] as const)('an edit gives the same answers as a fresh look, %s', (language) => {
  const definition = everything(language)
  const json = JSON.stringify(definition, null, 2)
  test.each([
    ['json', json],
    ['yaml', stringify(definition, { aliasDuplicateObjects: false })],
    ['yaml', stringify(definition)],
  ] as const)('%s', (format, text) => {
    compare(text, format)
    compare(text, format)
    // a line before moves all of it
    compare(text.replace('"StartAt"', '"Comment": "moved", "StartAt"').replace(/^StartAt/m, 'Comment: moved\nStartAt'), format)
    const piece = fc.constantFrom('x', '"', '{', '}', ',', ' ', '\n', '$', '1', '.$', '${X}', '{%')
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 3 }), piece, (at, removed, inserted) => {
        const start = at % text.length
        compare(text.slice(0, start) + inserted + text.slice(start + removed), format)
      }),
      { numRuns: 10, seed: 3 },
    )
  })
})

test('a state is looked at anew where another place changes what it may say', () => {
  const state = { Type: 'Pass', Parameters: { 'a.$': '$$.Map.Item.Value' }, End: true }
  const alone = JSON.stringify({ StartAt: 'A', States: { A: state } })
  const inMap = JSON.stringify({
    StartAt: 'M',
    States: { M: { Type: 'Map', ItemProcessor: { StartAt: 'A', States: { A: state } }, End: true } },
  })
  const inJsonata = alone.replace('{', '{"QueryLanguage":"JSONata",')
  for (const text of [alone, inMap, inJsonata, alone]) compare(text, 'json')
})
