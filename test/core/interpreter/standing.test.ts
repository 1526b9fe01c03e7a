import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import type { TaskOutcome } from '../../../core/interpreter'
import { arrivals, raises, standing } from '../../../core/interpreter/standing'
import { machinesOf } from '../../../core/model/graph'
import { loadYaml, parseDocument } from '../../../core/model/parse'
import { placesOf } from '../../../core/model/places'
import { anyTask, inputs, machines } from '../../support/anyMachine'
import { begin, type Definition, machine, type RunOptions } from './run'

await loadYaml()

/** Where the threads come to, turn by turn: `State place`, all of one stop joined by `&`. */
async function arrived(definition: Definition, options: RunOptions = {}): Promise<string[]> {
  const execution = begin(definition, options)
  const seen: string[] = []
  for (; execution.status === 'RUNNING'; await execution.step()) {
    const { next } = execution
    if (next === undefined) continue
    const places = arrivals(next)
    if (places.length > 0) seen.push(`${next.state!.name} ${places.map(({ at }) => at).join(' & ')}`)
    expect(placesOf(next.state!).all).toContain(standing(next))
    if (places.length > 0) expect(places).toContain(standing(next))
  }
  return seen
}

const Resource = 'arn:aws:lambda:us-east-1:1:function:f'
const pass = machine({ I: { Type: 'Pass', End: true } })
const distributed = { ...pass, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } }
const ItemReader = { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'JSON' }, Parameters: { Bucket: 'b', Key: 'k' } }
const ResultWriter = { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b', Prefix: 'p' } }
const all = {
  InputPath: '$.x',
  Parameters: { 'p.$': '$' },
  ResultSelector: { 'r.$': '$.p' },
  Assign: { 'v.$': '$.r' },
  ResultPath: '$.r',
  OutputPath: '$.r',
}
const jsonata = { QueryLanguage: 'JSONata', Assign: { v: 1 }, Output: 1 }

describe('a thread comes to each place of its state, in the order of the data flow', () => {
  test.each<[string, Definition, Json, string]>([
    [
      'a Task',
      { Type: 'Task', Resource, ...all },
      { x: 1 },
      'entry, InputPath, Parameters, work, result & ResultSelector, Assign, ResultPath, OutputPath, exit',
    ],
    ['a Task with nothing but its Resource', { Type: 'Task', Resource }, {}, 'entry, work, result, exit'],
    [
      'a Task in JSONata',
      { Type: 'Task', Resource, Arguments: 1, ...jsonata },
      {},
      'entry, Arguments, work, result & Output, Assign, exit',
    ],
    ['a Pass', { Type: 'Pass' }, {}, 'entry, exit'],
    ['a path that changes nothing is no place', { Type: 'Pass', InputPath: '$', ResultPath: '$' }, {}, 'entry, exit'],
    [
      'a Pass with all',
      { Type: 'Pass', ...all, ResultSelector: undefined, Result: { r: 1 } },
      { x: 1 },
      'entry, InputPath, Parameters, Result, Assign, ResultPath, OutputPath, exit',
    ],
    [
      'a Wait',
      { Type: 'Wait', Seconds: 5, InputPath: '$.x', Assign: { v: 1 }, OutputPath: '$' },
      { x: 1 },
      'entry, InputPath, work, Assign, exit',
    ],
    [
      'a Parallel',
      { Type: 'Parallel', Branches: [pass, pass], Parameters: {}, ResultPath: null },
      {},
      'entry, Parameters, work, I start & entry, I exit, I start & entry, I exit, result & ResultPath, exit',
    ],
    [
      'a Map',
      { Type: 'Map', ItemProcessor: pass, ItemsPath: '$.x', ItemSelector: { i: 1 } },
      { x: [1] },
      'entry, ItemsPath, ItemSelector, work, I start & entry, I exit, result, exit',
    ],
    [
      'a Map over its input, by the old names',
      { Type: 'Map', Iterator: pass, Parameters: { i: 1 } },
      [],
      'entry, ItemSelector, work, result, exit',
    ],
    [
      'a distributed Map',
      { Type: 'Map', ItemProcessor: distributed, ItemReader, ItemSelector: { i: 1 }, ItemBatcher: { MaxItemsPerBatch: 9 }, ResultWriter },
      {},
      'entry, ItemReader, ItemSelector, ItemBatcher, work, I start & entry, I exit, ResultWriter, result, exit',
    ],
    [
      'a distributed Map with a batcher alone',
      { Type: 'Map', ItemProcessor: distributed, ItemBatcher: { MaxItemsPerBatch: 9 } },
      [1],
      'entry, ItemBatcher, work, I start & entry, I exit, result, exit',
    ],
    [
      'a distributed Map over no items',
      { Type: 'Map', ItemProcessor: distributed, ResultWriter },
      [],
      'entry, work, ResultWriter, result, exit',
    ],
  ])('%s', async (_, state, input, expected) => {
    const seen = await arrived(machine({ S: { ...state, End: true } }), { input, items: '[1]', writeResults: () => ({}) })
    expect(seen).toEqual(`start & ${expected}`.split(', ').map((each) => (each.startsWith('I ') ? each : `S ${each}`)))
  })

  test('a Succeed ends where its type says so, a Fail raises its error at it', async () => {
    expect(await arrived(machine({ S: { Type: 'Succeed', OutputPath: '$' } }))).toEqual(['S start & entry', 'S exit'])
    expect(await arrived(machine({ S: { Type: 'Fail', Cause: 'c' } }))).toEqual(['S start & entry', 'S work'])
  })

  test('a Choice comes to the rule that is taken, or to Default, before anything is made of it', async () => {
    const S = {
      Type: 'Choice',
      OutputPath: '$.n',
      Choices: [1, 2].map((NumericEquals) => ({ Variable: '$.n', NumericEquals, Assign: { v: 1 }, Next: 'Z' })),
      Default: 'Z',
    }
    const to = async (n: number) => (await arrived(machine({ S, Z: { Type: 'Succeed' } }), { input: { n } })).slice(1, -2)
    expect(await to(2)).toEqual(['S work', 'S Choices[1]', 'S OutputPath', 'S Choices[1]/Next'])
    expect(await to(3)).toEqual(['S work', 'S Default', 'S OutputPath', 'S Default/Next'])
  })

  test('errors come to the Retrier before the backoff, and to the Catcher', async () => {
    const S = {
      Type: 'Task',
      Resource,
      Retry: [{ ErrorEquals: ['X'] }, { ErrorEquals: ['E'], MaxAttempts: 1 }],
      Catch: [
        { ErrorEquals: ['X'], Next: 'Z' },
        { ErrorEquals: ['States.ALL'], ResultPath: '$.e', Next: 'Z' },
      ],
      End: true,
    }
    const task = (): TaskOutcome => ({ kind: 'failed', error: 'E' })
    const again = ['S work', 'S Retry[1]', 'S entry', 'S work', 'S Catch[1]', 'S Catch[1]/Next']
    expect((await arrived(machine({ S, Z: { Type: 'Succeed' } }), { task })).slice(0, 7)).toEqual(['S start & entry', ...again])
  })
})

test('while it waits it stands at what it waits for', async () => {
  const S = { Type: 'Wait', Seconds: 5, Assign: { v: 1 }, Next: 'T' }
  const T = { Type: 'Task', Resource, Retry: [{ ErrorEquals: ['E'] }], End: true }
  let asked = 0
  const task = (): TaskOutcome => (asked++ === 0 ? { kind: 'failed', error: 'E' } : { kind: 'succeeded', output: 1, duration: 5 })
  const execution = begin(machine({ S, T }), { task })
  const seen: unknown[] = []
  for (; execution.status === 'RUNNING'; await execution.step()) {
    const [thread] = execution.threads
    if (thread?.waitingFor !== undefined) seen.push(standing(thread)?.at)
  }
  expect(seen).toEqual(['work', 'Retry[0]', 'work'])
})

test('an error that cannot be evaluated stands at its field', async () => {
  const execution = begin(machine({ S: { Type: 'Pass', Parameters: { a: { 'b.$': '$.missing' } }, End: true } }))
  while (execution.next?.stage !== 'failed') await execution.step()
  expect(standing(execution.next)).toMatchObject({ kind: 'field', at: 'Parameters' })
})

test('an error is raised by one state, whoever handles it', async () => {
  const retried = { ErrorEquals: ['States.ALL'], MaxAttempts: 1 }
  const F = machine({ F: { Type: 'Task', Resource, Retry: [retried], End: true } })
  const P = { Type: 'Parallel', Branches: [F], Retry: [retried], Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Z' }], End: true }
  const execution = begin(machine({ P, Z: { Type: 'Succeed' } }), { task: () => ({ kind: 'failed', error: 'E' }) })
  const seen: unknown[] = []
  for (; execution.status === 'RUNNING'; await execution.step()) {
    const { next } = execution
    if (next?.error !== undefined && raises(next)) seen.push([next.state?.name, next.stage, next.attempt])
  }
  const each = [
    ['F', 'retry', 0],
    ['F', 'failed', 1],
  ]
  expect(seen).toEqual([...each, ...each])
})

test('every thread of every machine stands at a place of its state', () =>
  fc.assert(
    fc.asyncProperty(machines, inputs, async (definition, input) => {
      await arrived(definition as Definition, { input, task: anyTask, limits: { historyEvents: 300 }, seed: 1 })
    }),
    { numRuns: 60 },
  ))

test('places are in the order of the text, each with a range in it, in YAML too', () => {
  const yaml = `StartAt: A
States:
  A:
    Type: Parallel
    Retry:
      - ErrorEquals: [E]
    Branches:
      - StartAt: B
        States:
          B:
            Type: Task
            Resource: arn:aws:lambda:us-east-1:1:function:f
            End: true
    Next: C
  C:
    Type: Choice
    Choices:
      - Variable: $.x
        IsNull: true
        Next: A
    Default: A
`
  const { definitions } = parseDocument(yaml, { format: 'yaml', content: 'definition' })
  const places = machinesOf(definitions[0]!.machine).flatMap(({ states }) => [...states.values()].flatMap((state) => placesOf(state).all))
  expect(places.map(({ at, range }) => `${at}: ${yaml.slice(range.offset, range.offset + range.length)}`)).toEqual([
    'start: StartAt',
    'entry: A',
    'Retry[0]: E',
    'work: Branches',
    'exit: Next',
    'entry: C',
    'work: Choices',
    'Choices[0]: V',
    'Choices[0]/Next: Next',
    'Default: Default',
    'Default/Next: A',
    'start: StartAt',
    'entry: B',
    'work: Resource',
    'result: arn:aws:lambda:us-east-1:1:function:f',
    'exit: End',
  ])
})
