import { beforeEach, describe, expect, test } from 'vitest'
import { editor } from '../support/vscode/editor'
import { offered, run, seen, start } from '../support/vscode/extension'

const flow = '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}'
const mocks = JSON.stringify({ StateMachines: { order: { TestCases: { Paid: {}, Refused: {} } } } })
const files = { '/w/order.asl.json': flow, '/w/order.input.json': '{}', '/w/inputs/big.json': '{}', '/w/readme.json': '{}' }

test('x', async () => {
  await start({ files, open: '/w/order.asl.json' })
  await run('debug')
  expect(editor.started).toEqual([])
  expect(seen()).toEqual([])
})
