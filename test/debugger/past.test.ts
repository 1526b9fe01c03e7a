import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../core/base/json'
import { type Execution, type Journal, plan, resumeExecution, type TaskCall, type TaskOutcome, type Thread } from '../../core/interpreter'
import { parseDocument } from '../../core/model/parse'
import { OpenTasks } from '../../core/run/openTasks'
import type { Stopper } from '../../debugger/breakpoints/stoppers'
import { Runtime } from '../../debugger/runtime'
import { isEntering } from '../../debugger/shown/states'
import { type Goal, into, nextStage, nextState, outOf, toTheEnd } from '../../debugger/steps/goals'
import { Remembered } from '../../debugger/steps/remembered'
import type { Stop } from '../../debugger/stop'
import { nodePorts } from '../../hosts/node/ports'
import { begin } from '../core/interpreter/run'
import { anyTask, inputs, machines } from '../support/anyMachine'
import { children } from '../support/nestedMachines'
import { seen } from '../support/seen'

const limits = { historyEvents: 200 }

/** Stops at each second hit of a place; `hits` counts what it has looked at. */
class EachSecond implements Stopper {
  hits = 0
  private readonly counted = new Remembered<true>((_, holds) => {
    this.hits += holds ? 1 : -1
  })

  constructor(private readonly isPlace: (thread: Thread) => boolean) {}

  look(thread: Thread, position: number) {
    if (!this.isPlace(thread)) return undefined
    this.hits++
    this.counted.add(position, true)
    return this.reason
  }

  again(thread: Thread, position: number) {
    this.counted.at(position)
    return this.isPlace(thread) ? this.reason : undefined
  }

  back(position: number, isWay: boolean): void {
    this.counted.at(position, isWay)
  }

  private get reason() {
    return this.hits > 0 && this.hits % 2 === 0 ? ({ reason: 'breakpoint' } as const) : undefined
  }
}

/** Without what is drawn: a task token is when somebody looks at it. */
const undrawn = ({ position, entries }: Journal) => ({ position, entries: entries.filter(({ kind }) => kind !== 'draw') })

const planOf = (definition: object) =>
  plan(parseDocument(JSON.stringify(definition), { format: 'json', content: 'definition' }).definitions[0]!.machine)
const unasked = (): TaskOutcome => ({ kind: 'failed', error: 'Asked again' })
const optionsOf = (input: Json) => ({
  input,
  startTime: Date.UTC(2026, 0, 1),
  limits,
  ports: nodePorts({ task: unasked, machine: children.machine, readItems: () => undefined, seed: 1 }),
})

/** What tells two stops of one run apart. */
const brief = ({ position, now, history, next, threads }: Execution) => ({
  ...{ position, now, events: history.length, next: next?.id, payloads: threads.map(({ payload }) => payload) },
})

/** A runtime over an execution, without a protocol. */
function driven(execution: Execution, stoppers: readonly Stopper[] = []) {
  let tell: (stop: Stop | undefined) => void = () => {}
  const runtime = new Runtime({
    execution,
    tasks: new OpenTasks(),
    stoppers,
    listener: {
      stopped: (stop) => tell(stop),
      ended: () => tell(undefined),
      crashed: (error) => {
        throw error
      },
      behind: () => {},
      progress: () => {},
    },
    noDebug: false,
    yield: async () => {},
    clock: () => 0,
    advancing: () => {},
  })
  const go = (goal: Goal = toTheEnd): Promise<Stop | undefined> =>
    new Promise((resolve) => {
      tell = resolve
      void runtime.run(goal)
    })
  return { runtime, go }
}

type Move = 'state' | 'stage' | 'into' | 'out' | 'edit' | 'jump' | 'inject'
const moves = fc.array(
  fc.tuple(fc.constantFrom<Move>('state', 'state', 'stage', 'stage', 'stage', 'into', 'out', 'edit', 'jump', 'inject'), fc.nat({ max: 9 })),
  { maxLength: 20 },
)

const places: ((thread: Thread) => boolean)[] = [
  isEntering,
  ({ stage }) => stage === 'exit',
  ({ state, stage }) => state?.name === 'B' && stage === 'enter',
  ({ stage }) => stage === 'result' || stage === 'retry',
]

const goalOf = (move: Move, execution: Execution, thread: Thread): Goal =>
  move === 'state'
    ? nextState(execution, thread)
    : move === 'out'
      ? outOf(thread)
      : move === 'into'
        ? into(thread, nextState(execution, thread))
        : nextStage(execution, thread)

describe('a step back', () => {
  test('after a step is where the step began, with all that was there, by states and by stages, over edits, jumps and errors that were let happen, and nobody is asked twice', () =>
    fc.assert(
      fc.asyncProperty(machines, inputs, moves, fc.nat({ max: 3 }), async (definition, input, all, place) => {
        const asked: string[] = []
        const task = (call: TaskCall) => {
          asked.push(`${call.key} ${JSON.stringify(call.input)}`)
          return anyTask(call)
        }
        const execution = begin(definition, { input, task, limits, seed: 1, remember: true, readItems: () => undefined })
        const counter = new EachSecond(places[place]!)
        const { runtime, go } = driven(execution, [
          { look: (...at) => void counter.look(...at), again: () => undefined, back: (...at) => counter.back(...at) },
        ])
        await go(() => true)
        for (const [move, n] of all) {
          const { next } = execution
          if (next === undefined) break
          if (move === 'edit') next.payload = { n, list: [n, { n: 1 }] }
          else if (move === 'inject') {
            execution.inject(next, n % 2 === 0 ? { kind: 'error', error: 'Boom' } : { kind: 'result', output: { n } })
            runtime.redirected(next)
            // where it comes to is looked at
            if ((await go(() => true)) === undefined) break
          } else if (move === 'jump') {
            const states = [...(next.state?.machine.states.values() ?? [])]
            if (states.length > 0) runtime.jump(next, states[n % states.length]!, n % 3 === 0 ? { jumped: n } : undefined)
          } else {
            const entering = isEntering(next)
            const before = { ...seen(execution), hits: counter.hits, journal: undrawn(execution.journal) }
            const stop = await go(goalOf(move, execution, next))
            if (stop === undefined) break
            const anew = resumeExecution(planOf(definition), optionsOf(input), JSON.parse(JSON.stringify(execution.journal)))
            expect(seen(anew)).toEqual(seen(execution))
            const back = (move === 'state' && entering) || move === 'stage'
            if (!back || stop.thread.id !== next.id) continue
            runtime.stepBack(stop.thread, move)
            expect({ ...seen(execution), hits: counter.hits, journal: undrawn(execution.journal) }).toEqual(before)
            if (n % 2 === 0) await go(goalOf(move, execution, execution.next!))
          }
        }
        expect(asked).toEqual([...new Set(asked)])
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 60) },
    ))

  test('to events, and forward again, is where one was, with the hits that were counted', () =>
    fc.assert(
      fc.asyncProperty(machines, inputs, moves, fc.array(fc.nat({ max: 99 }), { maxLength: 6 }), async (definition, input, all, ids) => {
        const execution = begin(definition, { input, task: anyTask, limits, seed: 1, remember: true, readItems: () => undefined })
        const counter = new EachSecond(isEntering)
        const { runtime, go } = driven(execution, [
          { look: (...at) => void counter.look(...at), again: () => undefined, back: (...at) => counter.back(...at) },
        ])
        await go(() => true)
        for (const [move, n] of all) {
          const { next } = execution
          if (next === undefined) break
          if (move === 'edit') next.payload = { n, list: [n, { n: 1 }] }
          else if ((await go(goalOf(move, execution, next))) === undefined) break
          const brief = () => ({ ...seen(execution), hits: counter.hits, entries: runtime.past.timeline.entries.length })
          const [before, { position }] = [brief(), execution]
          for (const id of ids) {
            const stop = runtime.goToEvent(1 + (id % execution.history.length))
            expect(execution.threads).toContain(stop.thread)
          }
          // the last event may have come before the place where it stood
          if (execution.ahead !== undefined) runtime.goToEvent(execution.ahead.events)
          if (execution.position === position) expect(brief()).toEqual(before)
          else break
        }
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 60) },
    ))

  test('by stages comes by each stage of the thread, from the first of a branch to the thread that owns it', async () => {
    const branch = { StartAt: 'I', States: { I: { Type: 'Pass', Parameters: { y: 1 }, End: true } } }
    const definition = { StartAt: 'P', States: { P: { Type: 'Parallel', Parameters: { x: 1 }, Branches: [branch, branch], End: true } } }
    const execution = begin(definition, { remember: true })
    const { runtime, go } = driven(execution)
    const name = ({ thread: { id, state, stage } }: Stop) => `${id} ${state?.name} ${stage}`
    let stop = await go((next) => next.id === 2 && next.stage === 'exit')
    const found = []
    for (; stop !== undefined; found.push(name(stop))) {
      try {
        stop = runtime.stepBack(stop.thread, 'stage')
      } catch {
        break
      }
    }
    expect(found).toEqual(['2 I afterParameters', '2 I input', '2 I enter', '0 P afterParameters', '0 P input', '0 P enter'])
  })
})

describe('reverse', () => {
  test('stops where going on has stopped, in the opposite order, and then at the beginning', () =>
    fc.assert(
      fc.asyncProperty(machines, inputs, fc.nat({ max: 3 }), async (definition, input, place) => {
        const opened = () => {
          const execution = begin(definition, { input, task: anyTask, limits: { historyEvents: 100 }, seed: 1, remember: true })
          const stopper = new EachSecond(places[place]!)
          return { ...driven(execution, [stopper]), state: () => ({ ...brief(execution), hits: stopper.hits }) }
        }
        const plain = opened()
        const stops: unknown[] = []
        while ((await plain.go()) !== undefined) stops.push(plain.state())
        fc.pre(stops.length > 0)
        const { go, runtime, state } = opened()
        for (const _ of stops) await go()
        const back: unknown[] = [state()]
        while (runtime.reverseContinue().reason === 'breakpoint') back.push(state())
        expect(back.reverse()).toEqual(stops)
        // and forward again
        const again: unknown[] = []
        for (let stop = await go(); stop !== undefined; stop = await go()) again.push(state())
        expect(again).toEqual(stops)
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 60) },
    ))

  test('over many states, and a step back over as many, take no long run', async () => {
    const loop = {
      A: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'C' },
      C: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericLessThan: 5000, Next: 'A' }], Default: 'D' },
      D: { Type: 'Pass', End: true },
    }
    const execution = begin({ StartAt: 'A', States: loop }, { input: { n: 0 }, limits: { historyEvents: 100_000 }, remember: true })
    let looks = 0
    const { runtime, go } = driven(execution, [
      {
        look: () => undefined,
        again: (thread) => {
          looks++
          return thread.state?.name === 'A' && thread.visit === 1 && thread.stage === 'exit' ? { reason: 'breakpoint' } : undefined
        },
        back: () => {},
      },
    ])
    await go((next) => next.state?.name === 'D')
    const { position } = execution
    expect(runtime.past.timeline.entries).toHaveLength(10_001)
    expect(runtime.reverseContinue()).toMatchObject({ reason: 'breakpoint' })
    // each place once, but for those between two blocks
    expect(looks).toBeLessThan(position + 100)
    expect(execution.position).toBeLessThan(5)
  })
})
