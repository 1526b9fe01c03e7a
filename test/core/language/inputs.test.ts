import { expect, test } from 'vitest'
import { exampleFiles } from '../../../core/language/shapes/inputs'
import { isInputOf } from '../../../core/model/fileNames'
import { contextOf, workspaceOf } from '../../support/editor'

// F5 offers these files, and completion and hover take their examples from them: one notion for all.

const beside: [file: string, definition: string, isInput: boolean][] = [
  ['input.json', 'order.asl.json', true],
  ['input-small.json', 'order.asl.json', true],
  ['inputs.json', 'order.asl.json', true],
  ['order.input.json', 'order.asl.json', true],
  ['order.input-small.json', 'order.asl.json', true],
  ['order.small.input.json', 'order.asl.json', true],
  ['order.input.json', 'order.asl.yaml', true],
  ['order.input.json', 'order.json', true],
  ['other.input.json', 'order.asl.json', false],
  ['order.asl.json', 'order.asl.json', false],
  ['order.mock.json', 'order.asl.json', false],
  ['input.yaml', 'order.asl.json', false],
  ['tsconfig.json', 'order.asl.json', false],
]
test.each(beside)('%s beside %s: %s', (file, definition, isInput) => expect(isInputOf(definition, file, 'beside')).toBe(isInput))

test('in the folder inputs every JSON file', () => {
  expect(isInputOf('order.asl.json', 'anything.json', 'inputs')).toBe(true)
  expect(isInputOf('order.asl.json', 'notes.txt', 'inputs')).toBe(false)
})

test('completion reads them all', () => {
  const files = {
    'file:///p/order.asl.json': '{}',
    'file:///p/order.small.input.json': '{ "a": 1 }',
    'file:///p/input.json': '{ "b": 2 }',
    'file:///p/inputs/c.json': '{ "c": 3 }',
    'file:///p/inputs/broken.json': '{',
    'file:///p/other.input.json': '{ "d": 4 }',
  }
  const found = exampleFiles('file:///p/order.asl.json', contextOf({ workspace: workspaceOf(files) }))
  expect(found.map(({ name }) => name)).toEqual(['order.small.input.json', 'input.json', 'c.json'])
})
