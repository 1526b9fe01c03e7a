import { expect, test } from 'vitest'
import { isPlainDefinition } from '../../../core/model/fileKind'

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
