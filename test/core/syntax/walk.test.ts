import { expect, test } from 'vitest'
import { fieldNames } from '../../../core/model/fieldNames'
import { kindOf } from '../../../core/model/fileKind'
import { parseJson } from '../../../core/syntax/json'
import { nodeAt, pathOf } from '../../../core/syntax/walk'
import { nodeAtPath } from '../../support/tree'

const readJson = (text: string) => parseJson(text, fieldNames)

const text = '{"States": {"A/B~": {"Choices": [{"Next": "C"}]}}}'
const { root } = readJson(text)

test('a node knows the path that leads to it', () => {
  for (const path of [['States', 'A/B~', 'Choices', 0, 'Next'], []]) expect(pathOf(nodeAtPath(root, path)!)).toEqual(path)
})

test('what is not there has no node', () => {
  expect(nodeAt(root, text.length + 5)).toBeUndefined()
})

test('between a key and its value there is the member', () => {
  expect(nodeAt(root, text.indexOf(': "C"') + 1)).toMatchObject({ kind: 'member', key: { value: 'Next' } })
})

test.each([
  ['order.asl.json', '{}', 'json', 'definition'],
  ['order.asl.yaml', 'Resources: 1', 'yaml', 'definition'],
  ['machine.json', '{"Comment": "x", "StartAt": "A", "States": {}}', 'json', 'definition'],
  ['template.yaml', 'AWSTemplateFormatVersion: 2010-09-09', 'yaml', 'template'],
  ['stack.json', '{"Parameters": {"StartAt": {}}, "Resources": {}}', 'json', 'template'],
  ['serverless.yml', 'service: x\nstepFunctions:\n  stateMachines: {}', 'yaml', 'template'],
  ['MockConfigFile.json', '{"StateMachines": {}, "MockedResponses": {}}', 'json', 'mock'],
  ['x.json', '', 'json', 'definition'],
])('%s with %s is a %s %s', (name, content, format, kind) => {
  expect(kindOf(name, content)).toEqual({ format, content: kind })
})
