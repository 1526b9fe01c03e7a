import { beforeAll, describe, expect, test } from 'vitest'
import { analyse } from '../../../core/analysis/analyse'
import { documentation, type Example, textOf } from '../../../core/analysis/documentation'
import { allRules, type DefinitionRuleCode } from '../../../core/analysis/rules/index'
import { loadYaml, parseDocument } from '../../../core/model/parse'
import { pages } from '../../../scripts/rules.mjs'

beforeAll(loadYaml)

const codes = Object.keys(documentation) as DefinitionRuleCode[]

function codesOf(code: DefinitionRuleCode, example: Example): string[] {
  const { format = 'json', type, substitutions } = documentation[code]
  // a length says that the declaration stands in this document, so that unused ones are told
  const declared = substitutions && new Map(substitutions.map((name) => [name, { offset: 0, length: 1 }]))
  const document = parseDocument(
    textOf(example),
    { format, content: 'definition' },
    { ...(type && { type }), ...(declared && { substitutions: declared }) },
  )
  return analyse(document).map((problem) => problem.code)
}

describe("a rule's page", () => {
  test.each(codes)('%s: the wrong example breaks the rule, the right one breaks none', (code) => {
    expect(codesOf(code, documentation[code].wrong)).toContain(code)
    // what an example leaves unused is not what it is about
    expect(codesOf(code, documentation[code].right).filter((other) => other === code || other !== 'UNUSED_VARIABLE')).toEqual([])
  })

  test('is up to date: run node scripts/rules.mjs', async () => {
    const { made, kept } = await pages()
    expect(kept).toEqual(made)
  })
})

test('every code is written in one way and is there once', () => {
  const all = allRules.map(({ code }) => code)
  expect(new Set(all).size).toBe(all.length)
  expect(all.filter((code) => !/^[A-Z]+(_[A-Z]+)*$/.test(code))).toEqual([])
})
