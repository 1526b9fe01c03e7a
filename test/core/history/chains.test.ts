import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chainsOf } from '../../../core/history/chains'
import type { RecordedEvent } from '../../../core/history/types'
import type { Execution, TaskCall, TaskOutcome } from '../../../core/interpreter'
import { nameOfThread } from '../../../core/interpreter/lineage'
import { begunExample, execute } from '../../examples/execute'
import { runs } from '../../examples/runs'
import { anyTask, inputs, machines } from '../../support/anyMachine'
import { begin, type Definition, eventsOf, machine, type RunOptions } from '../interpreter/run'

/** Runs step by step. Gives the names of all threads. */
async function stepped(execution: Execution): Promise<ReadonlyMap<number, string>> {
  const names = new Map<number, string>()
  const meet = () => {
    for (const thread of execution.threads) if (!names.has(thread.id)) names.set(thread.id, nameOfThread(thread))
  }
  meet()
  while (execution.status === 'RUNNING') {
    await execution.step()
    meet()
  }
  return names
}

/** Compares what the events tell with where they came from. */
async function expectKnown(execution: Execution): Promise<void> {
  const names = await stepped(execution)
  const events = eventsOf(execution)
  fc.pre(!isAmbiguous(execution))
  const told = (i: number, name: string | undefined, state: string | undefined) =>
    `${events[i]!.id}<${events[i]!.previousEventId} ${events[i]!.type} of ${state} in ${name}`
  const links = chainsOf(events)
  const expected = events.map((_, i) => {
    const { thread, state } = execution.history.info(i)
    // a thread that the limit of events has ended within the step that began it has been seen by nobody
    return told(i, names.get(thread) ?? links[i]!.chain.name, state?.name)
  })
  expect(links.map(({ chain, state }, i) => told(i, chain.name, state))).toEqual(expected)
}

/**
 * A state that has caught an error, and whose output is then too large, tells twice that its children have failed: the second follows on the first as
 * that of a state around it would.
 */
const isAmbiguous = ({ history }: Execution): boolean =>
  eventsOf({ history }).some(({ previousEventId }, i) => {
    if (previousEventId === 0) return false
    const [event, previous] = [history.info(i), history.info(previousEventId - 1)]
    const failed = [event, previous].every(({ kind }) => kind.span === 'children' && kind.outcome === 'failed')
    return failed && event.state === previous.state && event.thread === previous.thread
  })

const lambda = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f' }
const failed: TaskOutcome = { kind: 'failed', error: 'Boom' }
const states = (prefix: string, middle: Definition = { Type: 'Pass' }) =>
  machine({
    [`${prefix}1`]: { Type: 'Pass', Next: `${prefix}2` },
    [`${prefix}2`]: { ...middle, Next: `${prefix}3` },
    [`${prefix}3`]: { Type: 'Pass', End: true },
  })
const parallel = (...Branches: Definition[]) => ({ Type: 'Parallel', Branches })
const map = (ItemProcessor: Definition, rest: Definition = {}) => ({ Type: 'Map', ItemsPath: '$$.Execution.Input', ItemProcessor, ...rest })
const boom = { ErrorEquals: ['Boom'] }
const caught = { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Z3' }] }

/** Tasks at the place are over at once, all others take long; those within the second item of the outermost Map fail in between. */
const takes =
  (place: string) =>
  ({ key }: TaskCall): TaskOutcome =>
    key.startsWith('Z2#1#0[1]') ? { ...failed, duration: 5 } : { kind: 'succeeded', output: 1, duration: key.includes(place) ? 0 : 9 }

describe('the chains of', () => {
  test.each<[string, Definition, RunOptions?]>([
    ['a machine', states('Z')],
    ['branches', states('Z', parallel(states('A'), states('B', { Type: 'Wait', Seconds: 1 })))],
    ['branches that wait for each other', states('Z', parallel(states('A', { Type: 'Wait', Seconds: 1 }), states('B')))],
    ['iterations side by side', states('Z', map(states('I')))],
    ['iterations one by one', states('Z', map(states('I'), { MaxConcurrency: 1 }))],
    ['no iterations', states('Z', map(states('I'))), { input: [] }],
    ['iterations in branches in iterations', states('Z', map(states('I', parallel(states('A', map(states('J'))), states('B')))))],
    ['branches in branches', states('Z', parallel(states('A', parallel(states('C'), states('D'))), states('B')))],
    [
      'a branch that ends with a Parallel',
      states('Z', parallel(machine({ A: { ...parallel(states('C'), states('D')), End: true } }), states('B'))),
    ],
    [
      'a branch that fails',
      states('Z', { ...parallel(states('A', lambda), states('B', { Type: 'Wait', Seconds: 9 })), ...caught }),
      { task: () => failed },
    ],
    [
      'a branch within a branch that fails',
      states('Z', { ...parallel(states('A', parallel(states('C', lambda), states('D'))), states('B')), ...caught }),
      { task: () => failed },
    ],
    [
      'an iteration that fails, and those that are cut short',
      states('Z', { ...map(states('I', { ...lambda })), ...caught }),
      { task: ({ input }) => (input === 2 ? failed : { kind: 'succeeded', output: 1, duration: 9 }) },
    ],
    [
      'iterations within iterations that are cut short',
      states('Z', { ...map(states('I', map(states('J', lambda)))), ...caught }),
      { task: ({ key }) => (key.includes('[1]/J2') ? failed : { kind: 'succeeded', output: 1, duration: 9 }) },
    ],
    [
      'an iteration that is cut short when an iteration within it has ended',
      states('Z', { ...map(states('I', map(states('J', lambda)))), ...caught }),
      { task: takes('[0]/J2') },
    ],
    [
      'an iteration that is cut short when the last within it has ended',
      states('Z', { ...map(states('I', map(states('J', lambda)))), ...caught }),
      { task: takes('[2]/J2') },
    ],
    [
      'an iteration that is cut short when a branch within it has ended',
      states('Z', { ...map(states('I', parallel(states('A', lambda), states('B', lambda)))), ...caught }),
      { task: takes('[1]/B2') },
    ],
    [
      'branches that begin again',
      states('Z', { ...parallel(states('A', lambda), states('B')), Retry: [boom] }),
      { task: ({ attempt, key }) => (attempt === 0 && key.startsWith('Z2#1#0') ? failed : { kind: 'succeeded', output: 1 }) },
    ],
    [
      'iterations that begin again',
      states('Z', { ...map(states('I', lambda)), Retry: [boom] }),
      { task: ({ key }) => (key.startsWith('Z2#1#0') ? failed : { kind: 'succeeded', output: 1 }) },
    ],
    [
      'a task that is tried again',
      states('Z', { ...lambda, Retry: [boom] }),
      { task: ({ attempt }) => (attempt === 0 ? failed : { kind: 'succeeded', output: 1 }) },
    ],
    [
      'an error that nobody catches',
      states('Z', parallel(states('A', map(states('I', { Type: 'Pass', Parameters: { 'a.$': '$.nothing' } }))))),
    ],
    ['a distributed Map', states('Z', map({ ...states('I'), ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } }))],
    [
      'a distributed Map that fails',
      states('Z', { ...map({ ...states('I', lambda), ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } }), ...caught }),
      { task: () => failed },
    ],
    ['an execution that times out', machine({ W: { Type: 'Wait', Seconds: 9, End: true } }, { TimeoutSeconds: 1 })],
  ])('%s', (_, definition, options) => expectKnown(begin(definition, { input: [1, 2, 3], ...options })))

  const jsonata = (rest: Definition) => ({ ...rest, QueryLanguage: 'JSONata' })
  const wrong = { Output: '{% $nothing %}' }
  test.each<[string, Definition]>([
    ['in the machine', states('Z', jsonata({ Type: 'Pass', ...wrong }))],
    [
      'in the first state of a branch',
      states('Z', {
        ...parallel(
          machine({ A: jsonata({ Type: 'Pass', ...wrong, End: true }) }),
          machine({ B: jsonata({ Type: 'Pass', ...wrong, End: true }) }),
        ),
        ...caught,
      }),
    ],
    [
      'in the second branch',
      states('Z', { ...parallel(states('A'), machine({ B: jsonata({ Type: 'Pass', ...wrong, End: true }) })), ...caught }),
    ],
    ['in an iteration', states('Z', { ...map(states('I', jsonata({ Type: 'Pass', ...wrong }))), ...caught })],
    [
      'after the branches of a Parallel within a branch',
      states('Z', { ...parallel(states('A', jsonata({ ...parallel(states('C')), ...wrong }))), ...caught }),
    ],
    [
      'before the items of a Map within an iteration',
      states('Z', { ...map(states('I', jsonata({ Type: 'Map', Items: '{% $nothing %}', ItemProcessor: states('J') }))), ...caught }),
    ],
    ['of the time of a Wait', states('Z', parallel(states('A', jsonata({ Type: 'Wait', Seconds: '{% "x" %}' }))))],
  ])('an evaluation that fails %s', (_, definition) => expectKnown(begin(definition, { input: [1, 2] })))

  test.each(runs().map((each) => [`${each.definition} ${each.input} ${each.testCase}`, each] as const))('the example %s', async (_, each) =>
    expectKnown(await begunExample(each)),
  )

  test('any machine whose states have names of their own', () =>
    fc.assert(
      fc.asyncProperty(machines, inputs, (definition, input) =>
        expectKnown(begin(named(definition, ''), { input, task: anyTask, limits: { historyEvents: 300 } })),
      ),
      { numRuns: 200 },
    ))
})

/** The same machine with the path to each state in its name. */
function named(definition: Definition, prefix: string): Definition {
  const { StartAt, States, ...rest } = definition as { StartAt: string; States: Record<string, Definition> }
  const renamed = (name: unknown) => `${prefix}${name}`
  const within = (value: unknown, state: string): unknown => {
    if (Array.isArray(value)) return value.map((each, i) => within(each, `${state}${i}`))
    if (typeof value !== 'object' || value === null) return value
    if ('States' in value) return named(value as Definition, `${state}.`)
    return Object.fromEntries(
      Object.entries(value).map(([key, of]) => [key, key === 'Next' || key === 'Default' ? renamed(of) : within(of, state)]),
    )
  }
  return {
    ...rest,
    StartAt: renamed(StartAt),
    States: Object.fromEntries(Object.entries(States).map(([name, state]) => [renamed(name), within(state, renamed(name))])),
  }
}

describe('a history that is not whole or not in order', () => {
  const example = runs().find(({ definition }) => definition.includes('order'))!
  const told = (events: readonly RecordedEvent[]) =>
    new Map(chainsOf(events).map(({ chain, state }, i) => [events[i]!.id, `${state} in ${chain.name}`]))

  test('in reverse order is the same', async () => {
    const events = eventsOf(await execute(example))
    expect(told(events.toReversed())).toEqual(told(events))
  })

  test('of later pages alone knows what it can, and throws nothing', async () => {
    const events = eventsOf(await execute(example))
    for (let from = 1; from < events.length; from++) expect(chainsOf(events.slice(from))).toHaveLength(events.length - from)
  })

  test('an event that follows on itself, on a later one, on none, or has a type that nobody knows', () => {
    const event = (id: number, previousEventId: number | undefined, type: string, rest: object = {}): RecordedEvent => ({
      ...{ id, type, timestamp: 0, ...(previousEventId !== undefined && { previousEventId }) },
      ...rest,
    })
    const entered = (name: string) => ({ stateEnteredEventDetails: { name } })
    const events = [
      event(1, 1, 'ExecutionStarted'),
      event(2, 9, 'PassStateEntered', entered('A')),
      event(3, 2, 'PassStateDelayed'),
      event(4, undefined, '__proto__'),
      event(4, 4, 'MapIterationSucceeded'),
      event(5, 4, 'MapIterationStarted'),
    ]
    expect(chainsOf(events).map(({ chain, state }) => `${state} in ${chain.name}`)).toEqual([
      'undefined in Machine',
      'A in Machine',
      'A in Machine',
      'A in Machine',
      'undefined in Machine',
      'A in A [0]',
    ])
  })

  test('a state that is left without an exit is followed by another in the same chain', () => {
    const entered = (id: number, previousEventId: number, name: string): RecordedEvent => ({
      ...{ id, previousEventId, type: 'PassStateEntered', timestamp: 0 },
      stateEnteredEventDetails: { name },
    })
    const links = chainsOf([entered(1, 0, 'A'), entered(2, 1, 'B'), entered(3, 2, 'C')])
    expect(links.map(({ chain, state }) => `${state} in ${chain.name}`)).toEqual(['A in Machine', 'B in Machine', 'C in Machine'])
  })

  test('a chain knows what it is', async () => {
    const execution = begin(states('Z', map(states('I', parallel(states('A'), states('B'))))), { input: [1, 2] })
    await execution.run()
    const chains = new Set(chainsOf(eventsOf(execution)).map(({ chain }) => chain))
    expect([...chains].map(({ kind, index, owner, parent, name }) => [name, kind, index, owner, parent?.name])).toEqual([
      ['Machine', 'machine', 0, undefined, undefined],
      ['Z2 [0]', 'iteration', 0, 'Z2', 'Machine'],
      ['Z2 [1]', 'iteration', 1, 'Z2', 'Machine'],
      ['Z2 [0] > I2 [0]', 'branch', 0, 'I2', 'Z2 [0]'],
      ['Z2 [0] > I2 [1]', 'branch', 1, 'I2', 'Z2 [0]'],
      ['Z2 [1] > I2 [0]', 'branch', 0, 'I2', 'Z2 [1]'],
      ['Z2 [1] > I2 [1]', 'branch', 1, 'I2', 'Z2 [1]'],
    ])
  })

  test('iterations have no names where AWS leaves them out', () => {
    const event = (id: number, previousEventId: number, type: string, rest: object = {}): RecordedEvent => ({
      id,
      previousEventId,
      type,
      timestamp: 0,
      ...rest,
    })
    const events = [
      event(1, 0, 'MapStateEntered', { stateEnteredEventDetails: { name: 'M' } }),
      event(2, 1, 'MapStateStarted'),
      event(3, 2, 'MapIterationStarted', { mapIterationStartedEventDetails: { index: 4 } }),
      event(4, 3, 'MapIterationSucceeded', { mapIterationSucceededEventDetails: { index: 4 } }),
      event(5, 4, 'MapStateSucceeded'),
    ]
    expect(chainsOf(events).map(({ chain, state }) => `${state} in ${chain.name}`)).toEqual([
      'M in Machine',
      'M in Machine',
      'M in M [4]',
      'M in M [4]',
      'M in Machine',
    ])
  })
})
