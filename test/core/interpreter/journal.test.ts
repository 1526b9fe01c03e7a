import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import {
  type Execution,
  type Journal,
  type JournalEntry,
  plan,
  resumeExecution,
  type TaskCall,
  type TaskOutcome,
} from '../../../core/interpreter'
import type { Fault } from '../../../core/interpreter/fault'
import { parseDocument } from '../../../core/model/parse'
import { nodePorts } from '../../../hosts/node/ports'
import { anyTask, inputs, machines } from '../../support/anyMachine'
import { children } from '../../support/nestedMachines'
import { seen } from '../../support/seen'
import { begin, type Definition, machine } from './run'

const limits = { historyEvents: 300 }

/** Tasks whose answers come when somebody says so, in any order, after work in real time. */
class Later {
  private readonly open: (() => void)[] = []
  private passed: () => void = () => {}
  asked = 0

  readonly task = (call: TaskCall): TaskOutcome | Promise<TaskOutcome> => {
    this.asked++
    if (call.key.length % 3 === 0) return anyTask(call)
    const answer = { duration: call.key.length % 7, spent: true, ...anyTask(call) }
    return new Promise((resolve) => this.open.push(() => resolve(answer)))
  }

  readonly meanwhile = (_: number, then: () => void) => {
    this.passed = then
    return () => {
      this.passed = () => {}
    }
  }

  /** So much time has passed as the execution waits for. */
  async pass(): Promise<void> {
    this.passed()
    for (let i = 0; i < 8; i++) await undefined
  }

  /** One of the open questions is answered. */
  async answer(which: number): Promise<void> {
    const [give] = this.open.splice(this.open.length === 0 ? 0 : which % this.open.length, 1)
    give?.()
    for (let i = 0; i < 8; i++) await undefined
  }
}

/** Without the task tokens, which are drawn when somebody looks. */
const undrawn = ({ position, entries }: Journal) => ({ position, entries: entries.filter(({ kind }) => kind !== 'draw') })

const resumed = (
  definition: Definition,
  input: Json,
  journal: Journal,
  task: (call: TaskCall) => TaskOutcome | Promise<TaskOutcome>,
  seed = 2,
) =>
  resumeExecution(
    plan(parseDocument(JSON.stringify(definition), { format: 'json', content: 'definition' }).definitions[0]!.machine),
    {
      input,
      startTime: Date.UTC(2026, 0, 1),
      limits,
      ports: nodePorts({ task, machine: children.machine, readItems: () => undefined, seed: String(seed) }),
    },
    JSON.parse(JSON.stringify(journal)) as Journal,
  )

type Command = readonly [
  kind: 'step' | 'answer' | 'pass' | 'payload' | 'variable' | 'jump' | 'inject' | 'back' | 'save' | 'abort' | 'redrive',
  n: number,
]

const commands = fc.array(
  fc.tuple(
    fc.constantFrom(
      'step',
      'step',
      'step',
      'step',
      'answer',
      'answer',
      'pass',
      'pass',
      'payload',
      'variable',
      'jump',
      'inject',
      'inject',
      'back',
      'save',
      'abort',
      'redrive',
      'redrive',
    ) as fc.Arbitrary<Command[0]>,
    fc.nat({ max: 40 }),
  ),
  { maxLength: 25 },
)

const faults: readonly Fault[] = [
  { kind: 'error', error: 'Boom', cause: 'by a person' },
  { kind: 'error', error: 'States.Timeout' },
  { kind: 'error' },
  { kind: 'timeout' },
  { kind: 'result', output: { by: 'a person' } },
  { kind: 'limit' },
  { kind: 'error', error: 'States.ParameterPathFailure', cause: '' },
]

async function obey(execution: Execution, [kind, n]: Command, later: Later): Promise<void> {
  const { next } = execution
  switch (kind) {
    case 'step':
      // what has to be awaited is answered by another command
      for (let i = 0; i <= n % 9 && execution.status === 'RUNNING'; i++) void execution.step()
      return
    case 'answer':
      return later.answer(n)
    case 'pass':
      return later.pass()
    case 'payload':
      if (next !== undefined) next.payload = { edited: n }
      return
    case 'variable':
      if (next !== undefined && 'v' in (next.scopes[0] ?? {})) next.setVariable('v', n)
      return
    case 'jump': {
      const states = [...(next?.state?.machine.states.values() ?? [])]
      if (states.length > 0) execution.jump(states[n % states.length]!)
      return
    }
    case 'inject': {
      const { threads } = execution
      if (threads.length > 0) execution.inject(threads[n % threads.length]!, faults[n % faults.length]!)
      return
    }
    case 'back':
      return execution.goTo(Math.floor((execution.position * n) / 40))
    case 'abort':
      return execution.abort('Stopped', 'by a person')
    case 'redrive':
      return void execution.redrive(execution.now + n * 100)
  }
}

async function finish(execution: Execution, later: Later): Promise<void> {
  for (let i = 0; i < 3000 && execution.status === 'RUNNING'; i++) {
    void execution.step()
    await later.answer(0)
  }
}

describe('an execution is a function of its definition, input, options and journal', () => {
  test('whatever was done to it: made anew it is the same, and has the same future', () =>
    fc.assert(
      fc.asyncProperty(machines, inputs, commands, fc.boolean(), async (definition, input, all, stop) => {
        const later = new Later()
        const execution = begin(definition, { input, task: later.task, meanwhile: later.meanwhile, limits, seed: 1, remember: true })
        const check = () => {
          const now = seen(execution)
          expect(seen(resumed(definition, input, execution.journal, new Later().task))).toEqual(now)
        }
        for (const command of all) {
          await obey(execution, command, later)
          if (command[0] === 'save') check()
        }
        if (stop) await obey(execution, ['abort', 0], later)
        check()
        const other = new Later()
        const anew = resumed(definition, input, execution.journal, other.task, 1)
        await finish(execution, later)
        if (execution.redrive() === undefined) await finish(execution, later)
        const whole = execution.journal
        expect(seen(resumed(definition, input, whole, () => ({ kind: 'failed', error: 'Asked again' })))).toEqual(seen(execution))
        await finish(anew, other)
        expect(seen(resumed(definition, input, anew.journal, () => ({ kind: 'failed', error: 'Asked again' })))).toEqual(seen(anew))
      }),
      { numRuns: 150 },
    ))

  test('goes to every position that it has been at', () =>
    fc.assert(
      fc.asyncProperty(
        machines,
        inputs,
        fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 5 }),
        async (definition, input, places) => {
          const execution = begin(definition, { input, task: anyTask, limits, seed: 1, remember: true })
          const stations = [seen(execution)]
          const toEnd = async () => {
            while (execution.status === 'RUNNING') {
              await execution.step()
              stations.push(seen(execution))
            }
          }
          await toEnd()
          const redriven = execution.redrive(execution.now + 77) === undefined
          await toEnd()
          for (const place of places.sort((a, b) => b - a)) {
            const station = stations[place % stations.length]!
            if (station.position > execution.position) continue
            execution.goTo(station.position)
            expect(seen(execution)).toEqual(station)
          }
          await execution.run()
          if (redriven && execution.redriven === undefined) {
            execution.redrive(execution.now + 77)
            await execution.run()
          }
          expect({ ...seen(execution), threads: [] }).toEqual(stations.at(-1))
        },
      ),
      { numRuns: 30 },
    ))

  test('goes forward to where it has been, whatever was done on the way and wherever one stops in between', () =>
    fc.assert(
      fc.asyncProperty(
        machines,
        inputs,
        commands,
        fc.array(fc.nat({ max: 40 }), { maxLength: 4 }),
        async (definition, input, all, places) => {
          const later = new Later()
          const kept: JournalEntry[] = []
          const keep = { add: (entry: JournalEntry) => void kept.push(entry), back: (length: number) => void (kept.length = length) }
          const execution = begin(definition, {
            input,
            task: later.task,
            meanwhile: later.meanwhile,
            limits,
            seed: 1,
            remember: true,
            keep,
          })
          for (const command of all) {
            await obey(execution, command, later)
            const there = { seen: seen(execution), journal: undrawn(execution.journal) }
            const { position: end, ahead: before = { position: end, events: there.seen.events.length } } = execution
            const way = new Map([[end, there.seen]])
            for (const place of places) {
              const position = Math.floor((end * place) / 40)
              execution.goTo(position)
              const here = seen(execution)
              expect(way.get(position) ?? here).toEqual(here)
              way.set(position, here)
              if (position < end) expect(execution.ahead).toEqual(before)
              expect(kept).toEqual(execution.journal.entries)
            }
            execution.goTo(end)
            expect({ seen: seen(execution), journal: undrawn(execution.journal) }).toEqual(there)
            expect(execution.ahead ?? before).toEqual(before)
            expect(kept).toEqual(execution.journal.entries)
          }
        },
      ),
      { numRuns: 60 },
    ))

  test('keeps the way ahead while what comes is the same, and no longer', () =>
    fc.assert(
      fc.asyncProperty(machines, inputs, fc.nat({ max: 40 }), commands, async (definition, input, place, all) => {
        const execution = begin(definition, { input, task: anyTask, limits, seed: 1, remember: true })
        await execution.run()
        const { position } = execution
        const whole = seen(execution)
        execution.goTo(Math.floor((position * place) / 40))
        const later = new Later()
        for (const command of all) {
          if (command[0] === 'back') continue
          await obey(execution, command, later)
          if (execution.position > position || execution.ahead === undefined) continue
          const here = execution.position
          execution.goTo(position)
          expect(seen(execution)).toEqual(whole)
          execution.goTo(here)
        }
      }),
      { numRuns: 80 },
    ))

  test('counts positions alike whether it is stepped or runs on', () =>
    fc.assert(
      fc.asyncProperty(machines, inputs, async (definition, input) => {
        const options = { input, task: anyTask, limits, seed: 1, remember: true }
        const stepped = begin(definition, options)
        while (stepped.status === 'RUNNING') await stepped.step()
        const ran = begin(definition, options)
        await ran.run()
        expect(ran.journal).toEqual(stepped.journal)
      }),
      { numRuns: 80 },
    ))
})

describe('the journal', () => {
  const definition = machine({
    A: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:1:function:f', Next: 'B' },
    B: { Type: 'Pass', Parameters: { 'id.$': 'States.UUID()' }, End: true },
  })
  const task = (): TaskOutcome => ({ kind: 'succeeded', output: { n: 1 } })

  test('has what came from outside, each with its position', async () => {
    const execution = begin(definition, { task, seed: 1, remember: true })
    execution.next!.payload = { edited: true }
    while (execution.status === 'RUNNING') await execution.step()
    expect(execution.journal.entries.map(({ at, kind }) => [at, kind])).toEqual([
      [0, 'payload'],
      [1, 'answer'],
      [6, 'draw'],
    ])
    expect(execution.journal.position).toBeGreaterThan(3)
  })

  test('is not kept where nobody wants it', async () => {
    const execution = begin(definition, { task })
    await execution.run()
    expect(execution.journal.entries).toEqual([])
    expect(() => execution.goTo(0)).toThrow(RangeError)
  })

  test('has what was aborted end aborted, and lets one go back before it', async () => {
    const execution = begin(definition, { task, seed: 1, remember: true })
    await execution.step()
    const { position } = execution
    execution.abort('Stopped', 'by a person')
    expect(seen(resumed(definition, {}, execution.journal, task))).toMatchObject({
      status: 'ABORTED',
      error: 'Stopped',
      cause: 'by a person',
    })
    execution.goTo(position)
    await execution.run()
    expect(seen(execution).status).toBe('SUCCEEDED')
  })

  test('keeps what was changed at a place with the place', async () => {
    const execution = begin(definition, { task: ({ input }) => ({ kind: 'succeeded', output: input }), seed: 1, remember: true })
    execution.next!.payload = { edited: true }
    const { position } = execution
    for (let i = 0; i < 3; i++) await execution.step()
    execution.goTo(position)
    expect(execution.next!.input).toEqual({ edited: true })
  })

  test('takes what was changed along when one goes forward, and forgets it when one goes on', async () => {
    const execution = begin(definition, { task: ({ input }) => ({ kind: 'succeeded', output: input }), seed: 1, remember: true })
    await execution.step()
    execution.next!.payload = { edited: true }
    await execution.run()
    const { output, position } = execution
    execution.goTo(0)
    expect(execution.ahead).toEqual({ position, events: 9 })
    execution.goTo(position)
    expect([execution.status, execution.output, execution.ahead]).toEqual(['SUCCEEDED', output, undefined])
    execution.goTo(0)
    await execution.step()
    expect(execution.ahead?.position).toBe(position)
    await execution.step()
    expect(execution.ahead).toBeUndefined()
    expect(() => execution.goTo(position)).toThrow(RangeError)
  })

  test('has no place that was not been at', () => {
    const execution = begin(definition, { task, remember: true })
    for (const position of [-1, 1, Number.NaN]) expect(() => execution.goTo(position)).toThrow(RangeError)
  })
})
