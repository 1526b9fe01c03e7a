import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import type { TaskCall } from '../../../core/interpreter'
import { anyTask, inputs, machines } from '../../support/anyMachine'
import { begin, type Definition, eventsOf, type RunOptions, run } from './run'

const later = async (call: TaskCall) => anyTask(call)

const limits = { historyEvents: 300 }

const story = (definition: Definition, input: Json, options: RunOptions) =>
  run(definition, { input, task: anyTask, limits, ...options }).then((e) => ({
    status: e.status,
    output: e.output,
    error: e.error,
    cause: e.cause,
    events: eventsOf(e),
  }))

/** Whether one of its executions has come to the end of its history. */
const isCutShort = (told: object) => JSON.stringify(told).includes('maximum number of history events')

/** Whether one of several threads has ended the others. */
const hasRace = ({ events }: { readonly events: readonly { readonly type: string }[] }) =>
  events.some(({ type }) => /^(ParallelState|MapState|MapRun)Failed$/.test(type))

describe('any machine', () => {
  test('ends or is stopped by a limit, and logs what it did in one chain', () =>
    fc.assert(
      fc.asyncProperty(machines, inputs, async (definition, input) => {
        const { status, events } = await story(definition, input, {})
        expect(status).toMatch(/^(SUCCEEDED|FAILED|TIMED_OUT)$/)
        expect(events.length).toBeLessThanOrEqual(limits.historyEvents)
        expect(events.at(-1)!.type).toMatch(/^Execution(Succeeded|Failed|TimedOut)$/)
        for (const [i, { id, previousEventId }] of events.entries()) {
          expect(id).toBe(i + 1)
          expect(previousEventId).toBeLessThan(id)
        }
      }),
      { numRuns: 150 },
    ))

  test('runs the same twice with one seed, whether its tasks answer at once or later', () =>
    fc.assert(
      fc.asyncProperty(machines, inputs, async (definition, input) => {
        const once = await story(definition, input, { seed: 7 })
        expect(await story(definition, input, { seed: 7 })).toEqual(once)
        const slowly = await story(definition, input, { seed: 7, task: later })
        expect(await story(definition, input, { seed: 7, task: later })).toEqual(slowly)
        // an endless branch comes further while the others wait, and of branches that fail another may be the first
        if (![once, slowly].some((told) => isCutShort(told) || hasRace(told))) expect(slowly.status).toBe(once.status)
      }),
      { numRuns: 60 },
    ))

  test('goes on from a snapshot as if it had never stopped, and asks nothing twice', () =>
    fc.assert(
      fc.asyncProperty(machines, inputs, fc.nat({ max: 60 }), fc.nat({ max: 40 }), async (definition, input, before, after) => {
        const whole = await story(definition, input, { seed: 1 })
        const asked: string[] = []
        const task = (call: TaskCall) => {
          asked.push(call.key)
          return anyTask(call)
        }
        const execution = begin(definition, { input, task, limits, seed: 1 })
        for (let i = 0; i < before; i++) await execution.step()
        const snapshot = execution.snapshot()
        for (let i = 0; i < after; i++) await execution.step()
        const ahead = execution.snapshot()
        await execution.run()
        expect(eventsOf(execution)).toEqual(whole.events)
        execution.restore(snapshot)
        expect(execution.history.length).toBe(snapshot.events)
        await execution.run()
        expect(eventsOf(execution)).toEqual(whole.events)
        execution.restore(ahead)
        await execution.run()
        expect(eventsOf(execution)).toEqual(whole.events)
        expect(execution.output).toEqual(whole.output)
        expect(new Set(asked).size).toBe(asked.length)
      }),
      { numRuns: 100 },
    ))

  test('goes back and forth over snapshots of every step', () =>
    fc.assert(
      fc.asyncProperty(
        machines,
        inputs,
        fc.array(fc.nat({ max: 10_000 }), { minLength: 1, maxLength: 6 }),
        async (definition, input, places) => {
          const whole = await story(definition, input, { seed: 1 })
          const execution = begin(definition, { input, task: anyTask, limits, seed: 1 })
          for (const place of places) {
            const snapshots = [execution.snapshot()]
            while (execution.status === 'RUNNING') {
              await execution.step()
              snapshots.push(execution.snapshot())
            }
            expect(eventsOf(execution)).toEqual(whole.events)
            const back = snapshots[place % snapshots.length]!
            execution.restore(back)
            expect(eventsOf(execution)).toEqual(whole.events.slice(0, back.events))
            expect(execution.snapshot().events).toBe(back.events)
          }
        },
      ),
      { numRuns: 60 },
    ))
})
