import { describe, test } from 'vitest'
import { bindTasks } from '../../hosts/node/tasks/bind'
import { type Files, TestSession } from './support/session'
import { expectGolden } from './support/transcript'

const Resource = 'arn:aws:lambda:us-east-1:123456789012:function:f'
const task = (more: object = {}) => ({ Type: 'Task', Resource, ...more })
const machine = (states: object, more: object = {}) => ({ StartAt: Object.keys(states)[0], States: states, ...more })
const jsonata = (states: object) => machine(states, { QueryLanguage: 'JSONata' })
const end = { Type: 'Pass', End: true }

const mocks = (answers: object) => ({
  StateMachines: { M: { TestCases: { Case: Object.fromEntries(Object.keys(answers).map((name) => [name, name])) } } },
  MockedResponses: Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, answer])),
})

/** A machine that is walked by stages: at each stop the stack, and what has changed since the stage before. */
interface Walk {
  readonly machine: object
  readonly input?: unknown
  readonly answers?: object
  readonly files?: Files
  /** Values whose way is asked for at the end of the walk, or where it stands then. */
  readonly who?: readonly string[]
  /** Other scopes that are told at each stop. */
  readonly scopes?: readonly string[]
  readonly stops?: number
}

const walks: { readonly [name: string]: Walk } = {
  'the data flow of a task in JSONPath': {
    machine: machine({
      Pay: task({
        InputPath: '$.order',
        Parameters: { 'amount.$': '$.total', currency: 'EUR' },
        ResultSelector: { 'receipt.$': '$.body.id' },
        ResultPath: '$.payment',
        OutputPath: '$.payment',
        Assign: { 'receipt.$': '$.receipt' },
        Next: 'End',
      }),
      End: end,
    }),
    input: { order: { total: 42 }, more: true },
    answers: { Pay: { 0: { Return: { body: { id: 'R-1' } } } } },
    who: ['$.receipt', '$receipt'],
  },
  'the data flow of a task in JSONata': {
    machine: jsonata({
      Pay: task({
        Arguments: { amount: '{% $states.input.order.total %}', currency: 'EUR' },
        Output: { receipt: '{% $states.result.body.id %}', twice: '{% $states.input.order.total * 2 %}' },
        Assign: { receipt: '{% $states.result.body.id %}' },
        Next: 'End',
      }),
      End: end,
    }),
    input: { order: { total: 42 } },
    answers: { Pay: { 0: { Return: { body: { id: 'R-1' } } } } },
    who: ['$states.input.receipt', '$states.input.twice', '$receipt'],
  },
  'a result is put into the input, or the input is kept': {
    machine: machine({
      Put: { Type: 'Pass', Result: [1, 2], ResultPath: '$.list', Next: 'Keep' },
      Keep: { Type: 'Pass', Result: 'gone', ResultPath: null, Next: 'Empty' },
      Empty: { Type: 'Pass', InputPath: null, Next: 'End' },
      End: end,
    }),
    input: { a: 1 },
  },
  'a Choice takes a rule, and its Default': {
    machine: machine({
      First: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericEquals: 1, Next: 'Second', Assign: { 'seen.$': '$.n' } }] },
      Second: { Type: 'Choice', OutputPath: '$.n', Choices: [{ Variable: '$.n', NumericEquals: 2, Next: 'First' }], Default: 'End' },
      End: end,
    }),
    input: { n: 1 },
    who: ['$seen', '$'],
  },
  'a Choice Rule in JSONata makes an output': {
    machine: jsonata({
      Choose: {
        Type: 'Choice',
        Choices: [
          {
            Condition: '{% $states.input.n > 1 %}',
            Next: 'End',
            Output: { big: '{% $states.input.n %}' },
            Assign: { n: '{% $states.input.n %}' },
          },
        ],
        Default: 'End',
      },
      End: end,
    }),
    input: { n: 5 },
    who: ['$states.input.big', '$n'],
  },
  'a Map selects what its iterations begin with': {
    machine: machine({
      Each: {
        Type: 'Map',
        ItemsPath: '$.lines',
        MaxConcurrency: 1,
        ItemSelector: { 'price.$': '$$.Map.Item.Value.price', 'index.$': '$$.Map.Item.Index', 'rate.$': '$.rate' },
        ItemProcessor: machine({ Price: { Type: 'Pass', OutputPath: '$.price', End: true } }),
        ResultPath: '$.prices',
        Next: 'End',
      },
      End: end,
    }),
    input: { lines: [{ price: 3 }, { price: 4 }], rate: 2 },
    who: ['$.prices[1]', '$.lines'],
    stops: 40,
  },
  'branches hand their outputs on': {
    machine: machine({
      Both: {
        Type: 'Parallel',
        Branches: [
          machine({ Left: { Type: 'Pass', Parameters: { 'l.$': '$.x' }, End: true } }),
          machine({ Right: { Type: 'Pass', Result: 'r', End: true } }),
        ],
        ResultSelector: { 'left.$': '$[0].l', 'right.$': '$[1]' },
        Next: 'End',
      },
      End: end,
    }),
    input: { x: 1 },
    who: ['$.left', '$.right'],
    stops: 40,
  },
  'a task is tried again, with its backoff, and caught at last': {
    machine: machine({
      Pay: task({
        Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1, IntervalSeconds: 2 }],
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'End' }],
        End: true,
      }),
      End: end,
    }),
    input: { a: 1 },
    answers: { Pay: { '0-1': { Throw: { Error: 'Busy', Cause: 'too much' } } } },
    who: ['$.error.Cause', '$.a'],
    scopes: ['Retry'],
  },
  'a Wait, a Succeed': {
    machine: machine({ Nap: { Type: 'Wait', SecondsPath: '$.s', Next: 'Done' }, Done: { Type: 'Succeed', OutputPath: '$.s' } }),
    input: { s: 5 },
  },
  'a Fail state says its error': {
    machine: machine({ Bad: { Type: 'Fail', ErrorPath: '$.e', Cause: 'because' } }),
    input: { e: 'Order.Bad' },
    scopes: ['Error'],
  },
  'batches of a distributed Map': {
    machine: machine({
      Each: {
        Type: 'Map',
        ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { fixed: 1 } },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          ...machine({ Batch: { Type: 'Pass', OutputPath: '$.Items[0].v', End: true } }),
        },
        Next: 'End',
      },
      End: end,
    }),
    input: [{ v: 1 }, { v: 2 }, { v: 3 }],
    who: ['$[1]'],
    scopes: ['Stages'],
    stops: 40,
  },
  'an execution of another machine, and back': {
    machine: machine({
      Start: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:child', Name: 'one', Input: { 'n.$': '$.n' } },
        OutputPath: '$.Output',
        Next: 'End',
      },
      End: end,
    }),
    files: {
      'child.asl.json': machine({ Inner: { Type: 'Pass', Parameters: { 'm.$': '$.n' }, End: true } }),
      'stepthrough.json': { stateMachines: { child: 'child.asl.json' } },
    },
    input: { n: 1 },
    who: ['$.m'],
  },
  'variables of a scope and around it': {
    machine: jsonata({
      Set: { Type: 'Pass', Assign: { outer: '{% $states.input.n %}', same: 1 }, Next: 'Each' },
      Each: {
        Type: 'Map',
        Items: '{% [1] %}',
        ItemProcessor: machine({
          In: { Type: 'Pass', Assign: { inner: '{% $outer + 1 %}' }, Next: 'Out' },
          Out: { Type: 'Pass', Output: '{% $inner %}', End: true },
        }),
        Next: 'End',
      },
      End: end,
    }),
    input: { n: 1 },
    who: ['$outer', '$'],
    scopes: ['Variables'],
    stops: 40,
  },
}

async function walk(s: TestSession, { input, answers, who = [], scopes = [], stops = 20 }: Walk): Promise<void> {
  const mocked = answers === undefined ? {} : { mockConfig: 'mock.json', testCase: 'Case', stateMachineName: 'M' }
  let event = await s.launch({ input: JSON.stringify(input ?? {}), ...mocked, stopOnEntry: true, stepBy: 'stage', seed: 1 }, [], [])
  for (let i = 0; i < stops && event.event === 'stopped'; i++) {
    const threadId: number = event.body.threadId
    const [top] = await s.stack(threadId)
    for (const name of ['Changes', ...scopes]) if ((await s.scopeReference(name, threadId)) > 0) await s.scope(name, threadId)
    if (top?.startsWith('End:')) break
    event = await s.move('stepIn', threadId)
  }
  for (const expression of event.event === 'stopped' ? who : [])
    s.tell(`  who ${expression}:\n${await s.evaluate(`who ${expression}`, 'repl')}`)
}

describe('a walk by stages as the client sees it', () => {
  test.each(Object.keys(walks))('%s', async (name) => {
    const { machine, answers = {}, files = {} } = walks[name]!
    const s = new TestSession({ 'machine.asl.json': machine, 'mock.json': mocks(answers), ...files }, () => 0, { bind: bindTasks })
    await walk(s, walks[name]!)
    await s.request('disconnect')
    expectGolden(`seeing ${name}`, s.transcript)
  })
})
