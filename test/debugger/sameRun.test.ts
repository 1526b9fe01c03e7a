import { describe, expect, test } from 'vitest'
import { createExecution, type Ports, plan, type TaskCall, type TaskOutcome } from '../../core/interpreter'
import { parseDocument } from '../../core/model/parse'
import { nodePorts } from '../../hosts/node/ports'
import * as machines from './support/machines'
import { TestSession } from './support/session'

const { counting, failing, hello, jsonata, lines, orders, parallel } = machines
const input = { lines: [{ amount: 1 }, { amount: 2 }, { amount: 3 }], items: [{ price: 1 }], name: 'x' }

const echo: Ports['task'] = ({ input }) => ({ kind: 'succeeded', output: input })

/** The history of a run that nobody watches. */
async function plainRun(machine: object, task: Ports['task'] = echo): Promise<unknown[]> {
  const document = parseDocument(JSON.stringify(machine, null, 2), { format: 'json', content: 'definition' })
  const ports = nodePorts({ task })
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

describe('so has one whose tasks are answered for real', () => {
  const branch = (name: string, more: object) => ({
    StartAt: name,
    States: {
      [name]: { Type: 'Task', Resource: `arn:aws:lambda:us-east-1:123456789012:function:${name}`, Next: `${name}Later` },
      [`${name}Later`]: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:later', ...more, End: true },
    },
  })
  const retry = { Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2 }] }
  const tasks = {
    StartAt: 'Both',
    States: {
      Both: { Type: 'Parallel', Branches: [branch('A', retry), branch('B', {})], Next: 'Each' },
      Each: { Type: 'Map', ItemProcessor: branch('C', retry), End: true },
    },
  }
  /** Some turns later, more for some than for others. */
  const real = async ({ key, stateName, attempt, input }: TaskCall): Promise<TaskOutcome> => {
    for (let i = key.length % 7; i > 0; i--) await new Promise(setImmediate)
    const fails = attempt === 0 && /^[AC]Later/.test(stateName)
    return { ...(fails ? { kind: 'failed', error: 'Busy' } : { kind: 'succeeded', output: input }), duration: stateName.length }
  }
  const bind = async () => ({
    tasks: { answerer: () => real, foreign: async () => [], settled: async () => {}, close: async () => {} },
  })

  test.each(['continue', 'next', 'stepIn', 'back'] as const)('%s', async (move) => {
    const s = new TestSession({ 'machine.asl.json': tasks }, () => 0, { bind })
    let event = await s.launch({ input, stopOnEntry: true })
    for (let i = 1; event.event === 'stopped'; i++) {
      if (move === 'back' && i % 3 === 0) event = await s.move('stepBack', event.body.threadId)
      event = await s.move(move === 'back' ? 'next' : move, event.body.threadId)
    }
    const { events } = await s.request('stepthrough/getHistory')
    expect(events.map((row) => row.event)).toEqual(await plainRun(tasks, real))
  })
})

describe('each event names its branch or iteration as the call stack does, also where nothing stops', () => {
  test.each([
    ['parallel', parallel, ['Machine', 'Both [0]', 'Both [1]']],
    ['lines', lines, ['Machine', 'EachLine [0]', 'EachLine [1]', 'EachLine [2]']],
  ])('%s', async (_, machine, names) => {
    const s = new TestSession({ 'machine.asl.json': machine })
    await s.launch({ input, unmocked: 'echo' })
    const { events } = await s.request('stepthrough/getHistory')
    expect([...new Set(events.map(({ threadName }) => threadName))].sort()).toEqual([...names].sort())
  })
})
