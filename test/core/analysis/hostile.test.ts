import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { analyse } from '../../../core/analysis/analyse'
import { documentation, textOf } from '../../../core/analysis/documentation'
import { loadYaml, parseDocument } from '../../../core/model/parse'
import { validateStateMachineDefinition } from '../../../core/service/validate'

beforeAll(loadYaml)

/** Analyses a text as JSON and as YAML. Ranges have to lie in the text. */
function analyseAll(text: string): void {
  for (const format of ['json', 'yaml'] as const) {
    for (const problem of analyse(parseDocument(text, { format, content: 'definition' }))) {
      const inside = problem.offset >= 0 && problem.length >= 0 && problem.offset + problem.length <= text.length
      expect(inside, `${problem.code} at ${problem.offset}+${problem.length} of ${text.length}`).toBe(true)
      expect(problem.message).not.toBe('')
    }
  }
  validateStateMachineDefinition(text)
}

/** Definitions of all kinds: the examples of all rules. */
const samples = Object.values(documentation)
  .flatMap(({ wrong, right }) => [textOf(wrong), textOf(right)])
  .filter((text) => text.length < 3000)

const deep = (open: string, close: string, depth = 10_000) => `${open.repeat(depth)}1${close.repeat(depth)}`
const machineWith = (state: string) => `{"StartAt":"A","States":{"A":${state}}}`

describe('whatever the text, analysis answers', () => {
  test.each([
    ['nothing', ''],
    ['null', 'null'],
    ['a number', '1'],
    ['a lone brace', '{'],
    ['a lone quote', '"'],
    ['nested arrays', deep('[', ']')],
    ['nested objects', deep('{"a":', '}')],
    ['nested arrays in Parameters', machineWith(`{"Type":"Pass","End":true,"Parameters":{"a":${deep('[', ']')}}}`)],
    ['nested arrays in Result', machineWith(`{"Type":"Pass","End":true,"Result":${deep('[', ']')}}`)],
    [
      'nested arrays in Output',
      `{"QueryLanguage":"JSONata",${machineWith(`{"Type":"Pass","End":true,"Output":${deep('[', ']')}}`).slice(1)}`,
    ],
    ['nested rules', machineWith(`{"Type":"Choice","Choices":[${deep('{"Not":', '}')}]}`)],
    ['nested Maps', deep('{"StartAt":"A","States":{"A":{"Type":"Map","ItemProcessor":', '}}}', 2000)],
    ['a nested call', machineWith(`{"Type":"Pass","End":true,"Parameters":{"a.$":"${'States.Array('.repeat(10_000)}"}}`)],
    ['a nested path', machineWith(`{"Type":"Pass","End":true,"InputPath":"$${'[?(@'.repeat(10_000)}"}`)],
    [
      'a nested expression',
      `{"QueryLanguage":"JSONata",${machineWith(`{"Type":"Pass","End":true,"Output":"{% ${'('.repeat(10_000)} %}"}`).slice(1)}`,
    ],
    [
      'names of Object.prototype',
      '{"StartAt":"__proto__","States":{"__proto__":{"Type":"Pass","Next":"constructor"},"constructor":{"Type":"toString"}}}',
    ],
    [
      'fields of Object.prototype',
      machineWith('{"Type":"Pass","End":true,"__proto__":1,"constructor":{},"toString":[],"Assign":{"__proto__":1,"constructor":2}}'),
    ],
    [
      'variables of Object.prototype',
      machineWith('{"Type":"Pass","End":true,"Parameters":{"a.$":"$constructor","b.$":"$__proto__","c.$":"$$.constructor"}}'),
    ],
    ['lone surrogates', machineWith('{"Type":"Pass","End":true,"Comment":"\\ud800","Assign":{"\\udc00":1}}')],
  ])('%s', (_name, text) => analyseAll(text))

  test('a text that is cut off anywhere', () => {
    for (const text of samples.filter((_text, i) => i % 9 === 0))
      for (let end = 0; end < text.length; end += 7) analyseAll(text.slice(0, end))
  })

  test('a text with anything inserted, or a part left out', () => {
    const piece = fc.oneof(
      fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '{%', '%}', '${X}', '\\', '.$', '$', '\n  ', '# ', '- ', 'null'),
      fc.string({ maxLength: 3 }),
    )
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.nat(), fc.nat({ max: 20 }), piece, (text, at, removed, inserted) => {
        const start = at % (text.length + 1)
        analyseAll(text.slice(0, start) + inserted + text.slice(start + removed))
      }),
      { numRuns: 400, seed: 7 },
    )
  })
})
