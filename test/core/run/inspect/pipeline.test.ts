import { describe, expect, test } from 'vitest'
import { type Definition, machine, type RunOptions, run } from '../../interpreter/run'
import { inspectorOf, line, visitOf } from './look'

const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:f'
const mocked = (output: unknown) => () => ({ kind: 'succeeded', output, source: 'mock' }) as never

interface Case {
  readonly title: string
  readonly state: Definition
  readonly rest?: Record<string, Definition>
  readonly top?: Definition
  readonly input: unknown
  readonly task?: RunOptions['task']
}

const jsonata = { QueryLanguage: 'JSONata' }
const boom = () => ({ kind: 'failed', error: 'Boom', cause: 'no' }) as never

const cases: readonly Case[] = [
  {
    title: 'Task, all fields',
    state: {
      Type: 'Task',
      Resource: lambda,
      InputPath: '$.order',
      Parameters: { 'id.$': '$.id', fixed: 1 },
      TimeoutSeconds: 60,
      ResultSelector: { 'total.$': '$.sum' },
      ResultPath: '$.priced',
      OutputPath: '$',
      Assign: { 'total.$': '$.total' },
      End: true,
    },
    input: { order: { id: 7 }, other: true },
    task: mocked({ sum: 41, noise: [] }),
  },
  { title: 'Task, no field', state: { Type: 'Task', Resource: lambda, End: true }, input: { a: 1 }, task: mocked({ b: 2 }) },
  {
    title: 'Task in JSONata',
    state: {
      Type: 'Task',
      Resource: lambda,
      Arguments: { id: '{% $states.input.id %}' },
      Output: '{% $merge([$states.input, $states.result]) %}',
      Assign: { seen: true },
      End: true,
    },
    top: jsonata,
    input: { id: 7 },
    task: mocked({ sum: 41 }),
  },
  {
    title: 'Task that fails and is caught',
    state: {
      Type: 'Task',
      Resource: lambda,
      End: true,
      Catch: [{ ErrorEquals: ['Boom'], ResultPath: '$.error', Next: 'B' }],
      OutputPath: '$.x',
    },
    rest: { B: { Type: 'Pass', End: true } },
    input: { a: 1 },
    task: boom,
  },
  {
    title: 'Task whose arguments fail',
    state: { Type: 'Task', Resource: lambda, Parameters: { 'x.$': '$.none' }, End: true },
    input: { a: 1 },
  },
  {
    title: 'JSONata Task whose output fails, caught',
    state: {
      Type: 'Task',
      Resource: lambda,
      Output: '{% $number("x") %}',
      End: true,
      Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Error %}', Assign: { e: 1 }, Next: 'B' }],
    },
    rest: { B: { Type: 'Pass', End: true } },
    top: jsonata,
    input: { a: 1 },
    task: mocked({ b: 2 }),
  },
  { title: 'Pass', state: { Type: 'Pass', Result: { r: 1 }, ResultPath: '$.p', End: true }, input: { a: 1 } },
  {
    title: 'Pass in JSONata',
    state: { Type: 'Pass', Output: { a: '{% $states.input.a + 1 %}' }, End: true },
    top: jsonata,
    input: { a: 1 },
  },
  {
    title: 'Choice, a rule',
    state: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.n', NumericEquals: 1, Next: 'B' },
        { Variable: '$.n', NumericEquals: 2, Assign: { 'n.$': '$.n' }, Next: 'B' },
      ],
      OutputPath: '$.n',
    },
    rest: { B: { Type: 'Succeed' } },
    input: { n: 2 },
  },
  {
    title: 'Choice in JSONata, default',
    state: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'B' }], Default: 'B', Assign: { d: 1 }, Output: { o: 1 } },
    rest: { B: { Type: 'Succeed' } },
    top: jsonata,
    input: { n: 2 },
  },
  {
    title: 'Choice in JSONata, a rule with Output',
    state: { Type: 'Choice', Choices: [{ Condition: '{% true %}', Output: { o: 2 }, Next: 'B' }], Default: 'B' },
    rest: { B: { Type: 'Succeed' } },
    top: jsonata,
    input: { n: 2 },
  },
  { title: 'Wait', state: { Type: 'Wait', SecondsPath: '$.s', End: true }, input: { s: 30 } },
  { title: 'Succeed', state: { Type: 'Succeed', InputPath: '$.a', OutputPath: '$.b' }, input: { a: { b: 1 } } },
  { title: 'Fail', state: { Type: 'Fail', Error: 'E', CausePath: '$.why' }, input: { why: 'so' } },
  {
    title: 'Parallel',
    state: {
      Type: 'Parallel',
      Branches: [machine({ L: { Type: 'Pass', End: true } }), machine({ R: { Type: 'Pass', Result: 2, End: true } })],
      ResultPath: '$.both',
      End: true,
    },
    input: { a: 1 },
  },
  {
    title: 'Map with an ItemSelector',
    state: {
      Type: 'Map',
      ItemsPath: '$.list',
      ItemSelector: { 'v.$': '$$.Map.Item.Value' },
      ItemProcessor: machine({ I: { Type: 'Pass', End: true } }),
      ResultPath: '$.done',
      End: true,
    },
    input: { list: [1, 2] },
  },
  {
    title: 'distributed Map with batches',
    state: {
      Type: 'Map',
      ItemsPath: '$.list',
      ItemSelector: { 'v.$': '$$.Map.Item.Value' },
      ItemBatcher: { MaxItemsPerBatch: 2 },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        ...machine({ I: { Type: 'Pass', End: true } }),
      },
      End: true,
    },
    input: { list: [1, 2, 3] },
  },
]

describe('the way from the input of a state to its output', () => {
  for (const { title, state, rest, top, input, task } of cases)
    test(title, async () => {
      const definition = machine({ A: state, ...rest }, top)
      const execution = await run(definition, { input: input as never, remember: true, ...(task && { task }) })
      const rows = (alone: boolean) => visitOf(inspectorOf(execution, definition, alone), execution, 'A').pipeline.map(line)
      expect({ remembered: rows(false), eventsAlone: rows(true) }).toMatchSnapshot()
    })
})
