import { describe, expect, test, vi } from 'vitest'
import { loadYaml, maxTextLength, parseDocument } from '../../../core/model/parse'
import { toJson } from '../../../core/syntax/walk'

await loadYaml()

const json = { format: 'json', content: 'definition' } as const
const yaml = { format: 'yaml', content: 'definition' } as const

describe('before the YAML reader is loaded', () => {
  test('a text is no definition, and says so at its beginning; an empty one has nothing to say', async () => {
    vi.resetModules()
    const fresh = await import('../../../core/model/parse')
    const read = (text: string) => fresh.parseDocument(text, yaml)
    expect([fresh.isYamlLoaded(), read('StartAt: A').definitions]).toEqual([false, []])
    expect(read('StartAt: A').syntaxProblems).toEqual([
      { code: 'YAML_NOT_LOADED', severity: 'error', message: 'The YAML reader is not loaded.', offset: 0, length: 0 },
    ])
    expect(read(' \n').syntaxProblems).toEqual([])
    await fresh.loadYaml()
    expect([fresh.isYamlLoaded(), read('StartAt: A').definitions.length, read('StartAt: A').syntaxProblems]).toEqual([true, 1, []])
  })
})

describe('a text that no definition could be', () => {
  const filler = (length: number) => ' '.repeat(length)
  test('is not read, but for the syntax of JSON', () => {
    const broken = `{"States": {}]${filler(maxTextLength)}`
    const { root, definitions, syntaxProblems } = parseDocument(broken, json)
    expect([root, definitions]).toEqual([undefined, []])
    expect(syntaxProblems.map(({ offset }) => offset)).toContain(broken.indexOf(']'))
    expect(parseDocument(`States: [${filler(maxTextLength)}`, yaml).syntaxProblems).toEqual([])
  })

  test('begins one character above the bound', () => {
    const text = '{"States": {}}'
    const of = (length: number) => parseDocument(text + filler(length - text.length), json).definitions.length
    expect([of(maxTextLength), of(maxTextLength + 1)]).toEqual([1, 0])
  })
})

test.each<[string, unknown]>([
  ['StartAt: !Ref First', { StartAt: '${First}' }],
  ['StartAt: !Sub "${First}"', { StartAt: '${First}' }],
  ['StartAt: {Ref: First}', { StartAt: { Ref: 'First' } }],
])('functions are written with tags in a definition of its own: %s', (text, expected) => {
  const [definition] = parseDocument(text, yaml).definitions
  expect(toJson(definition!.root)).toEqual(expected)
})

test('a definition of its own is all of its text', () => {
  const text = ' {"States": {}} '
  expect(parseDocument(text, json).definitions[0]!.range).toEqual({ offset: 0, length: text.length })
})

test('JSON has no tags: what looks like a function is an object', () => {
  expect(toJson(parseDocument('{"A": {"Ref": "B"}}', json).definitions[0]!.root)).toEqual({ A: { Ref: 'B' } })
})

test('what is no object is no definition', () => {
  for (const text of ['[]', '5', '', '"{}"']) expect(parseDocument(text, json).definitions).toEqual([])
  expect(parseDocument('{}', { format: 'json', content: 'mock' }).definitions).toEqual([])
})
