import { describe, expect, test } from 'vitest'
import { createExecution, plan } from '../../core/interpreter'
import { parseDocument } from '../../core/model/parse'
import { nodePorts } from '../../hosts/node/ports'
import * as machines from './support/machines'
import { TestSession } from './support/session'

const { counting, failing, hello, jsonata, lines, orders, parallel } = machines
const input = { lines: [{ amount: 1 }, { amount: 2 }, { amount: 3 }], items: [{ price: 1 }], name: 'x' }

/** The history of a run that nobody watches. */
async function plainRun(machine: object): Promise<unknown[]> {
  const document = parseDocument(JSON.stringify(machine, null, 2), { format: 'json', content: 'definition' })
  const ports = nodePorts({ task: (call) => ({ kind: 'succeeded', output: call.input }) })
  const execution = createExecution(plan(document.definitions[0]!.machine), { input, ports })
  await execution.run()
  return Array.from({ length: execution.history.length }, (_, i) => execution.history.event(i))
}

describe('a debugged run has the history of one that nobody watches', () => {
  for (const [name, machine] of Object.entries({ counting, failing, hello, jsonata, lines, orders, parallel })) {
    test.each(['continue', 'next', 'stepIn', 'stage'] as const)(`${name}: %s`, async (move) => {
      const s = new TestSession({ 'machine.asl.json': machine })
      let event = await s.launch({ input, unmocked: 'echo', stopOnEntry: true, stepBy: move === 'stage' ? 'stage' : 'state' })
      while (event.event === 'stopped') event = await s.move(move === 'stage' ? 'stepIn' : move, event.body.threadId)
      const { events } = await s.request('stepthrough/getHistory')
      expect(events.map((row) => row.event)).toEqual(await plainRun(machine))
      // And so is what was sent while it ran.
      const sent: unknown[] = []
      for (const { event: kind, body } of s.events) {
        if (kind !== 'stepthrough/history') continue
        expect(body.from).toBe(sent.length)
        sent.push(...body.events)
      }
      expect(sent).toEqual(events)
    })
  }
})

describe('each event names its branch or iteration as the call stack does, also where nothing stops', () => {
  test.each([
    ['parallel', parallel, ['Machine', 'Both[0] Branch', 'Both[1] Branch']],
    ['lines', lines, ['Machine', 'EachLine[0] Iteration', 'EachLine[1] Iteration', 'EachLine[2] Iteration']],
  ])('%s', async (_, machine, names) => {
    const s = new TestSession({ 'machine.asl.json': machine })
    await s.launch({ input, unmocked: 'echo' })
    const { events } = await s.request('stepthrough/getHistory')
    expect([...new Set(events.map(({ threadName }) => threadName))].sort()).toEqual([...names].sort())
  })
})
