import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TaskCall, TaskOutcome } from '../../../core/interpreter'
import type { Json } from '../../../core/json'
import { begin, type Definition, eventsOf, machine, type RunOptions, run } from './run'

const errors = ['Boom', 'States.Timeout', 'States.TaskFailed', 'Other']

/** Any task, from its key alone: succeeds, fails, takes time or never answers. */
function anyTask({ key, input }: TaskCall): TaskOutcome {
  let sum = 0
  for (let i = 0; i < key.length; i++) sum = (sum * 31 + key.charCodeAt(i)) >>> 0
  if (sum % 5 === 0) return { kind: 'failed', error: errors[sum % errors.length]!, cause: 'because' }
  if (sum % 7 === 0) return { kind: 'timedOut' }
  return { kind: 'succeeded', output: sum % 3 === 0 ? { n: sum } : input, duration: sum % 4 }
}

const later = async (call: TaskCall) => anyTask(call)

const name = fc.constantFrom('A', 'B', 'C', 'D')
const next = fc.oneof({ weight: 3, arbitrary: name.map((Next) => ({ Next })) }, { weight: 2, arbitrary: fc.constant({ End: true }) })
const retry = fc.record({
  Retry: fc.array(
    fc.record({
      ErrorEquals: fc.constantFrom(['States.ALL'], ['Boom'], ['States.Timeout']),
      MaxAttempts: fc.nat({ max: 3 }),
      IntervalSeconds: fc.integer({ min: 1, max: 9 }),
      JitterStrategy: fc.constantFrom('FULL', 'NONE'),
    }),
    { maxLength: 2 },
  ),
  Catch: fc.array(
    fc.record({ ErrorEquals: fc.constantFrom(['States.ALL'], ['Boom']), ResultPath: fc.constantFrom('$.error', '$', null), Next: name }),
    {
      maxLength: 2,
    },
  ),
})
const merged = (...parts: fc.Arbitrary<object>[]) => fc.tuple(...parts).map((all) => Object.assign({}, ...all) as Definition)

const { any } = fc.letrec<{ any: Definition; machine: Definition }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 2 },
    merged(
      fc.record({
        Type: fc.constant('Pass'),
        ResultPath: fc.constantFrom('$.r', '$'),
        Parameters: fc.constantFrom({ 'a.$': '$' }, { b: 1 }),
      }),
      next,
    ),
    merged(
      fc.record({ Type: fc.constant('Pass'), Assign: fc.constantFrom({ 'v.$': '$', u: 1 }, { 'r.$': 'States.MathRandom(1, 100)' }) }),
      next,
    ),
    merged(fc.record({ Type: fc.constant('Wait'), Seconds: fc.nat({ max: 99 }) }), next),
    merged(
      fc.record({
        Type: fc.constant('Task'),
        Resource: fc.constantFrom('arn:aws:states:::sqs:sendMessage.waitForTaskToken', 'arn:aws:lambda:us-east-1:1:function:f'),
      }),
      next,
      retry,
    ),
    merged(
      fc.record({
        Type: fc.constant('Task'),
        Resource: fc.constant('arn:aws:states:::sns:publish'),
        TimeoutSeconds: fc.integer({ min: 1, max: 3 }),
      }),
      next,
      retry,
    ),
    fc.record({
      Type: fc.constant('Choice'),
      Choices: fc.array(fc.record({ Variable: fc.constantFrom('$.n', '$.a.n', '$'), IsPresent: fc.boolean(), Next: name }), {
        minLength: 1,
        maxLength: 2,
      }),
      Default: name,
    }),
    fc.record({ Type: fc.constantFrom('Succeed', 'Fail') }),
    merged(fc.record({ Type: fc.constant('Parallel'), Branches: fc.array(tie('machine'), { minLength: 1, maxLength: 3 }) }), next, retry),
    merged(
      fc.record({
        Type: fc.constant('Map'),
        ItemsPath: fc.constantFrom('$.list', '$$.Execution.Input.list'),
        MaxConcurrency: fc.nat({ max: 2 }),
        ItemProcessor: fc
          .tuple(tie('machine'), fc.constantFrom('INLINE', 'DISTRIBUTED'))
          .map(([m, Mode]) => ({ ...m, ProcessorConfig: { Mode } })),
      }),
      next,
      retry,
    ),
  ),
  machine: fc
    .record({ A: tie('any'), B: tie('any'), C: tie('any'), D: tie('any') })
    .map((states) => machine(states as Record<string, Definition>)),
}))

const machines = fc.record({ A: any, B: any, C: any, D: any }).map((states) => machine(states))
const inputs: fc.Arbitrary<Json> = fc.constantFrom({ list: [1, { n: 2 }, 'x'] }, { list: [], n: 1 }, [], 'text', {
  list: [{ a: { n: 1 } }],
})
const limits = { historyEvents: 300 }

const story = (definition: Definition, input: Json, options: RunOptions) =>
  run(definition, { input, task: anyTask, limits, ...options }).then((e) => ({
    status: e.status,
    output: e.output,
    error: e.error,
    cause: e.cause,
    events: eventsOf(e),
  }))

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
        const { status } = await story(definition, input, { seed: 7, task: later })
        expect(status).toBe(once.status)
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
