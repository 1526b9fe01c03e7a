import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  definitionEndings,
  globs,
  inputFolder,
  isConfigName,
  isDefinitionName,
  isHistoryOf,
  isInputName,
  isInputOf,
  isMockName,
  isServedName,
  stemOf,
} from '../../../core/model/fileNames'

test.each<[string, 'definition' | 'mock' | 'config' | 'template' | undefined]>([
  ['order.asl.json', 'definition'],
  ['order.asl', 'definition'],
  ['ORDER.ASL.YML', 'definition'],
  ['/flows/order.asl.yaml', 'definition'],
  ['MockConfigFile.json', 'mock'],
  ['/flows/mockconfigfile-2.json', 'mock'],
  ['order.mocks.json', 'mock'],
  ['order.mock.json', 'mock'],
  ['stepthrough.json', 'config'],
  ['/flows/stepthrough.ci.json', 'config'],
  ['my-stepthrough.json', undefined],
  ['template.yaml', 'template'],
  ['my-stack.json', 'template'],
  ['serverless.yml', 'template'],
  ['orders.state-machine.yml', 'template'],
  ['package.json', undefined],
  ['template/readme.md', undefined],
  ['asl.json', undefined],
  ['mock.txt', undefined],
])('%s is a %s', (name, kind) => {
  expect(isDefinitionName(name)).toBe(kind === 'definition')
  expect(isMockName(name)).toBe(kind === 'mock')
  expect(isConfigName(name)).toBe(kind === 'config')
  expect(isServedName(name)).toBe(kind !== undefined)
})

test.each([
  ['order.asl.json', 'order'],
  ['/flows/order.asl', 'order'],
  ['C:\\flows\\order.small.asl.yml', 'order.small'],
  ['order.json', 'order'],
  ['order', 'order'],
])('the stem of %s is %s', (name, stem) => expect(stemOf(name)).toBe(stem))

test('the manifest gives each language the endings of the table', () => {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'))
  const languages: { id: string; extensions?: string[] }[] = contributes.languages
  expect(Object.fromEntries(languages.flatMap(({ id, extensions = [] }) => extensions.map((ending) => [ending, id])))).toEqual(
    definitionEndings,
  )
})

test('the globs say what the names say', () => {
  const words = /\{(.*)\}/.exec(globs.templates)![1]!.split(',')
  for (const word of words) expect(isServedName(`a-${word}-b.yaml`), word).toBe(true)
  for (const ending of Object.keys(definitionEndings)) expect(globs.definitions).toContain(ending)
})

test.each<[string, boolean, boolean]>([
  ['input.json', true, true],
  ['Inputs.json', true, true],
  ['input-small.json', true, false],
  ['input_1.large.json', true, false],
  ['order.input.json', true, true],
  ['order.input-small.json', true, false],
  ['order.small.input.json', true, true],
  ['other.input.json', false, true],
  ['order.json', false, false],
  ['order.small.json', false, false],
  ['inputs.asl.json', false, false],
  ['input.asl.json', false, false],
  ['myinput.json', false, false],
  ['input.yaml', false, false],
])('%s is an input of order.asl.json: %s; of some definition: %s', (file, ofOrder, ofAny) => {
  expect([isInputOf('order.asl.json', file, 'beside'), isInputName(file)]).toEqual([ofOrder, ofAny])
})

test.each([
  ['history.json', 'beside', true],
  ['history-failed.csv', 'beside', true],
  ['order.history.json', 'beside', true],
  ['order.failed.history.jsonl', 'beside', true],
  ['order.failed.run.jsonl', 'beside', true],
  ['order.run.jsonl', 'beside', true],
  ['other.run.jsonl', 'beside', false],
  ['other.history.json', 'beside', false],
  ['order.json', 'beside', false],
  ['history.txt', 'beside', false],
  ['history.asl.json', 'beside', false],
  ['2026-01-01.json', 'histories', true],
  ['log.ndjson', 'histories', true],
  ['order.asl.json', 'histories', false],
  ['readme.md', 'histories', false],
] as const)('%s (%s) is a recorded execution of order.asl.json: %s', (file, folder, is) =>
  expect(isHistoryOf('order.asl.json', file, folder)).toBe(is),
)

test.each([
  ['big.json', true],
  ['BIG.JSON', true],
  ['big.asl.json', false],
  ['readme.md', false],
])('in the folder of inputs %s is one: %s', (file, is) => expect(isInputOf('order.asl.json', file, inputFolder)).toBe(is))
