import { expect, test } from 'vitest'
import { isOurs, isPlainDefinition, kindOf, mayBeOurs } from '../../../core/model/fileKind'

test.each([
  ['flow.json', '{"StartAt": "A", "States": {}}', true],
  ['flow.json', '{"Comment": "x", "States": {}, "StartAt": "A"}', true],
  ['flow.yaml', 'StartAt: A\nStates:\n  A: {}\n', true],
  ['flow.yml', '{"StartAt": "A", "States": {}}', true],
  ['flow.asl.json', '{"StartAt": "A", "States": {}}', false],
  ['flow.json', '{"inner": {"StartAt": "A", "States": {}}}', false],
  ['flow.json', '{"StartAt": "A"}', false],
  ['flow.json', '{"Resources": {}, "StartAt": "A", "States": {}}', false],
  ['MockConfigFile.json', '{"StartAt": "A", "States": {}}', false],
  ['flow.yaml', 'a:\n  StartAt: A\n  States: {}\n', false],
  ['flow.txt', '{"StartAt": "A", "States": {}}', false],
  ['flow.json', '{"StartAt": "A", "States": ', true],
  ['flow.json', `[${'['.repeat(50_000)} "StartAt" "States"`, false],
])('%s with %s: %s', (name, text, plain) => expect(isPlainDefinition(name, text)).toBe(plain))

test.each([
  ['flow.asl.json', '{"Resources": {}}', 'json definition'],
  ['flow.asl.yml', '', 'yaml definition'],
  ['MockConfigFile.json', '', 'json mock'],
  ['a.json', '{"Resources": {}}', 'json template'],
  ['a.json', '{"Comment": "x", "Transform": "y"}', 'json template'],
  ['a.json', '{"a": {"Resources": {}}}', 'json definition'],
  ['a.json', '{"a": "Resources"}', 'json definition'],
  ['a.json', '["Resources", {"Resources": {}}]', 'json definition'],
  ['a.json', '{"StartAt": "A", "Resources": {}}', 'json definition'],
  ['a.json', '{"States": {}, "Resources": {}}', 'json definition'],
  ['a.json', '{"a": [{}], "MockedResponses": {}}', 'json mock'],
  ['a.yaml', 'Comment: x\n"stepFunctions": {}\n', 'yaml template'],
  ['a.yaml', "  Resources: {}\n'StateMachines': {}\n", 'yaml mock'],
])('%s with %s is read as %s', (name, text, kind) => {
  const { format, content } = kindOf(name, text)
  expect(`${format} ${content}`).toBe(kind)
})

test.each([
  ['flow.asl.json', '', true],
  ['order.mocks.json', '', true],
  ['template.yaml', 'Resources:\n  M: {Type: AWS::Serverless::StateMachine}\n', true],
  ['template.yaml', 'Resources:\n  M: {Type: AWS::SNS::Topic}\n', false],
  ['serverless.yml', 'stepFunctions: {}\n', true],
  ['a.json', '{"StateMachines": {}, "MockedResponses": {}}', true],
  ['a.json', '{"StateMachines": {}}', false],
  ['a.json', '{"StartAt": "A", "States": {}}', false],
  ['a.json', '{}', false],
])('%s with %s is checked with its folder: %s', (name, text, ours) => expect(isOurs(name, text)).toBe(ours))

test.each([
  ['flow.asl', true],
  ['a.json', true],
  ['a.yml', true],
  ['a.txt', false],
])('%s is worth a look: %s', (name, worth) => expect(mayBeOurs(name)).toBe(worth))
