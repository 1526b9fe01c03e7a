import { beforeAll, describe, expect, test } from 'vitest'
import { loadYaml, parseDocument } from '../../../core/model/parse'
import { readTestFile } from '../../../core/testFiles/read'
import { caseOf, casesOf } from './running'

beforeAll(loadYaml)

const read = (text: string, format: 'json' | 'yaml' = 'json') => readTestFile(parseDocument(text, { format, content: 'test' }))
const wrong = (text: string) => {
  const found = read(text)
  return found.kind === 'wrong' ? found.problems.map(({ message, offset }) => [message, offset]) : []
}

describe('a file', () => {
  test('with comments, and in YAML', () => {
    const json = '{ // tests\n"definition": "a.asl.json", "config": false, "mockConfig": "M.json", "stateMachine": "Flow", "cases": [] }'
    const yaml = '# tests\ndefinition: a.asl.json\nconfig: false\nmockConfig: M.json\nstateMachine: Flow\ncases: []\n'
    const file = { definition: 'a.asl.json', config: false, mockConfig: 'M.json', stateMachine: 'Flow', cases: [] }
    expect(read(json)).toEqual({ kind: 'file', file })
    expect(read(yaml, 'yaml')).toEqual({ kind: 'file', file })
  })

  test.each([
    ['', 'The document is empty: a JSON object is expected.', 0],
    ['[]', 'A test file is an object with definition and cases.', 0],
    ['{ "cases": [] }', 'A test file has no "definition".', 0],
    ['{ "definition": "a" }', 'A test file has no "cases".', 0],
    ['{ "definition": "a", "cases": [], "csaes": [] }', 'There is no member "csaes" here. Did you mean "cases"?', 34],
    [
      '{ "definition": "a", "cases": [], "defaults": { "expect": { "output": 1, "otput": 1 } } }',
      'There is no member "otput" here. Did you mean "output"?',
      73,
    ],
  ])('that is wrong: %s', (text, message, offset) => {
    expect(wrong(text)).toEqual([[message, offset]])
  })

  test('that is broken', () => {
    expect(wrong('{ "definition": "a", "cases": [ }').length).toBeGreaterThan(0)
    expect(wrong(`{ "definition": "${'a'.repeat(33 * 1024 * 1024)}", "cases": [] }`)).toEqual([['The test file is too large.', 0]])
  })
})

describe('a case', () => {
  test('that is wrong is so alone', () => {
    const text =
      '{"definition":"a","cases":[{"name":"a"},{"name":"b","exepct":{}},{"input":1},{"name":"a"},7,{"name":"e","expect":{"assert":["{% ( %}"]}}]}'
    const cases = casesOf(text)
    expect(cases.map(({ name, problems }) => [name, problems.map(({ message }) => message)])).toEqual([
      ['a', []],
      ['b', ['There is no member "exepct" here. Did you mean "expect"?']],
      ['', ['An item of "cases" has no "name".']],
      ['a', ['"a" is here twice.']],
      ['', [expect.stringContaining('An item of "cases" has to be an object')]],
      ['e', [expect.any(String)]],
    ])
    for (const { range, problems } of cases) for (const { offset } of problems) expect(offset).toBeGreaterThanOrEqual(range.offset - 20)
  })

  const withDefaults = (defaults: object, members: object) =>
    casesOf(JSON.stringify({ definition: 'a', defaults, cases: [{ name: 'a', ...members }] }))[0]!

  test.each<[string, object, object, object]>([
    ['takes what it lacks', { input: 1, seed: 2, testCase: 'T' }, {}, { input: 1, seed: 2, testCase: 'T' }],
    ['replaces it', { input: { a: 1 }, seed: 2 }, { input: { b: 1 }, seed: 3 }, { input: { b: 1 }, seed: 3 }],
    ['has an input in the place of a file', { inputFile: 'x' }, { input: null }, { input: null, inputFile: undefined }],
    ['has a file in the place of an input', { input: 1 }, { inputFile: 'x' }, { input: undefined, inputFile: 'x' }],
    [
      'merges mocks by state',
      { mocks: { A: { Return: 1 }, B: { Return: 2 } } },
      { mocks: { B: { '0': { Return: 3 } } } },
      { mocks: { A: { Return: 1 }, B: { '0': { Return: 3 } } } },
    ],
    [
      'merges variables and context',
      { variables: { a: { x: 1 }, b: 1 }, context: { c: 1 } },
      { variables: { a: { y: 1 } }, context: { d: 1 } },
      { variables: { a: { y: 1 }, b: 1 }, context: { c: 1, d: 1 } },
    ],
    [
      'merges what is expected',
      { expect: { status: 'FAILED', output: { a: 1 } } },
      { expect: { output: { b: 1 } } },
      { expect: { status: 'FAILED', output: { b: 1 } } },
    ],
    ['is left out', { skip: true }, {}, { skip: true }],
    ['is not left out', { skip: true }, { skip: false }, { skip: false }],
  ])('%s', (_, defaults, members, made) => {
    expect(withDefaults(defaults, members)).toMatchObject(made)
  })

  test('with names that objects have by themselves', () => {
    const [made] = casesOf(
      '{"definition":"a","defaults":{"mocks":{"__proto__":{"Return":1}},"variables":{"__proto__":1}},"cases":[{"name":"__proto__","mocks":{"constructor":{"Return":2}}}]}',
    )
    expect(Object.keys(made!.mocks!)).toEqual(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(made!.mocks)).toBe(Object.prototype)
    expect(Object.entries(made!.variables!)).toEqual([['__proto__', 1]])
    expect(caseOf({}).mocks).toBeUndefined()
  })

  test('ten thousand of them, all wrong, are read in a moment', () => {
    const cases = Array.from({ length: 10_000 }, (_, i) => ({ name: `case ${i}`, exepct: { output: 'x'.repeat(200) } }))
    const found = casesOf(JSON.stringify({ definition: 'a', cases }))
    expect(found.length).toBe(10_000)
    expect(found.every(({ problems }) => problems.length === 1)).toBe(true)
  })
})
