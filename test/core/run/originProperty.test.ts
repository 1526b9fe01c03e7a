import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isArray, isObject, type Json } from '../../../core/base/json'
import { hindsightOf } from '../../../core/interpreter/hindsight'
import { originOf } from '../../../core/run/origin/origin'
import type { Step } from '../../../core/run/origin/said'
import { anyTask, inputs, machines } from '../../support/anyMachine'
import { children } from '../../support/nestedMachines'
import { begin } from '../interpreter/run'

/** The steps to every value in another, itself included. */
function placesIn(value: Json, steps: readonly Step[] = []): (readonly Step[])[] {
  const inner: [Step, Json][] = isArray(value) ? value.map((item, i) => [i, item]) : isObject(value) ? Object.entries(value) : []
  return [steps, ...inner.flatMap(([step, each]) => placesIn(each, [...steps, step]))]
}

const valueAt = (value: Json, steps: readonly Step[]): Json => steps.reduce<Json>((at, step) => (at as { [key: Step]: Json })[step]!, value)

const holds = (whole: Json, part: Json): boolean =>
  placesIn(whole).some((steps) => JSON.stringify(valueAt(whole, steps)) === JSON.stringify(part))

const command = fc.record({
  kind: fc.constantFrom('step', 'step', 'step', 'step', 'payload', 'variable'),
  value: fc.constantFrom<Json>({ n: 1 }, 'edited', [2]),
})

test('in any machine, the past is what it was; a value that came with the input is in the input; and nothing changes by looking', async () => {
  let given = 0
  await fc.assert(
    fc.asyncProperty(machines, inputs, fc.array(command, { maxLength: 90 }), async (definition, input, commands) => {
      const task = (call: Parameters<typeof anyTask>[0]) => anyTask(call)
      const execution = begin(definition, { input, task, machine: children.machine, remember: true, limits: { historyEvents: 300 } })
      const edited: Json[] = []
      for (const { kind, value } of commands) {
        if (execution.status !== 'RUNNING') return
        const thread = execution.next ?? execution.threads[0]!
        if (kind === 'step') await execution.step()
        else edited.push(value)
        if (kind === 'payload') thread.payload = value
        if (kind === 'variable') thread.setVariable('v', value)
      }
      const before = JSON.stringify([execution.position, execution.journal])
      const hindsight = hindsightOf(execution)!
      const alive = (threads: typeof execution.threads) =>
        threads.map(({ id, stage, payload, input, scopes }) => ({ id, stage, payload, input, scopes }))
      expect(alive(hindsight.execution.threads)).toEqual(alive(execution.threads))
      for (const thread of execution.threads) {
        const visit = hindsight.latest(thread.id)
        if (visit === undefined || thread.state === undefined) continue
        for (const steps of placesIn(thread.input).slice(0, 12)) {
          const way = originOf({ hindsight, history: execution.history }, { of: 'flow', value: 'input', visit, steps })
          for (const { event } of way) if (event !== undefined) expect(event).toBeLessThanOrEqual(execution.history.length)
          if (way.at(-1)?.text !== 'the input of the execution') continue
          given++
          expect(holds(input, valueAt(thread.input, steps)), JSON.stringify([steps, way.map(({ text }) => text)])).toBe(true)
        }
        expect(hindsight.look(visit)).toMatchObject({ id: thread.id, stage: thread.stage, visit: thread.visit })
      }
      expect(JSON.stringify([execution.position, execution.journal])).toBe(before)
    }),
    { numRuns: 400 },
  )
  expect(given).toBeGreaterThan(100)
})
