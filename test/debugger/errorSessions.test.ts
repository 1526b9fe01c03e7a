import { describe, test } from 'vitest'
import { bindTasks } from '../../hosts/node/tasks/bind'
import * as machines from './support/machines'
import { TestSession } from './support/session'
import { expectGolden } from './support/transcript'

const lambda = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`
const order = { 'machine.asl.json': machines.orders, 'mock.json': machines.orderMocks }
const mocked = (testCase: string) => ({ mockConfig: 'mock.json', testCase, input: { customer: 'C-1' }, seed: 1 })

/** A Map over items of which some are wrong, as child executions. */
const items = (more: object) => ({
  StartAt: 'Items',
  States: {
    Items: {
      Type: 'Map',
      ItemsPath: '$.items',
      MaxConcurrency: 1,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Price',
        States: {
          Price: { Type: 'Pass', InputPath: '$.price', Next: 'High' },
          High: { Type: 'Fail', Error: 'Price.High', Cause: 'too high' },
        },
      },
      ...more,
      Next: 'End',
    },
    End: { Type: 'Succeed' },
  },
})

const nested = {
  'machine.asl.json': {
    StartAt: 'Start',
    States: {
      Start: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:inner', Name: 'i-1', 'Input.$': '$' },
        Catch: [{ ErrorEquals: ['States.TaskFailed'], ResultPath: '$.error', Next: 'Sorry' }],
        End: true,
      },
      Sorry: { Type: 'Pass', OutputPath: '$.error.Error', End: true },
    },
  },
  'inner.asl.json': {
    StartAt: 'Bad',
    States: { Bad: { Type: 'Fail', Error: 'Inner.Bad', Cause: '{"errorType":"Inner.Bad","errorMessage":"really bad"}' } },
  },
  'stepthrough.json': { stateMachines: { inner: 'inner.asl.json' } },
}

const polling = {
  QueryLanguage: 'JSONata',
  StartAt: 'Poll',
  States: {
    Poll: { Type: 'Task', Resource: lambda('Poll'), Assign: { status: '{% $states.result.status %}' }, Next: 'Done' },
    Done: { Type: 'Choice', Choices: [{ Condition: "{% $status = 'DONE' %}", Next: 'End' }], Default: 'Wait' },
    Wait: { Type: 'Wait', Seconds: 30, Next: 'Poll' },
    End: { Type: 'Succeed', Output: '{% $status %}' },
  },
}
const pollMocks = {
  StateMachines: { Polling: { TestCases: { Slow: { Poll: 'Statuses' } } } },
  MockedResponses: { Statuses: { '0-1': { Return: { status: 'RUNNING' } }, 2: { Return: { status: 'DONE' } } } },
}

/** Starts with filters, to the first stop. */
async function begin(s: TestSession, attributes: object, filterOptions: { filterId: string; condition?: string }[]): Promise<number> {
  await s.initialize({ supportsVariableType: true })
  await s.request('launch', { program: s.path('machine.asl.json'), ...attributes } as never)
  await s.request('setExceptionBreakpoints', { filters: [], filterOptions })
  await s.request('configurationDone')
  return (await s.stopped()).threadId!
}

/** What is told of the error that a thread stands at. */
async function tellError(s: TestSession, threadId: number): Promise<void> {
  const { description, breakMode, details } = await s.request('exceptionInfo', { threadId })
  s.tell(`  error (${breakMode}): ${description}`)
  for (const line of details?.stackTrace?.split('\n') ?? []) s.tell(`    ${line}`)
  for (let [at] = details?.innerException ?? []; at !== undefined; [at] = at.innerException ?? [])
    s.tell(`  within: ${at.typeName}: ${at.message}`)
}

const watch = async (s: TestSession, asked: readonly object[]) => {
  const breakpoints = []
  for (const each of asked as { name: string }[]) {
    const { name, ...rest } = each
    const { dataId } = (await s.request('dataBreakpointInfo', { name }))!
    breakpoints.push({ dataId: dataId!, ...rest })
  }
  await s.request('setDataBreakpoints', { breakpoints })
}

/** Whole sessions about errors and data, told as the client sees them in golden/NAME.txt. */
const stories: { readonly [name: string]: (open: (files: object) => TestSession) => Promise<TestSession> } = {
  'an error is told at each attempt, with the backoff': async (open) => {
    const mocks = structuredClone(machines.orderMocks) as never as { MockedResponses: Record<string, object> }
    mocks.MockedResponses.SecondTime = {
      '0-1': { Throw: { Error: 'Gateway.Timeout', Cause: 'no answer' } },
      2: { Return: { receipt: 'R-8' } },
    }
    const s = open({ ...order, 'mock.json': mocks })
    const thread = await begin(s, mocked('Slow'), [{ filterId: 'retried' }])
    await tellError(s, thread)
    await s.move('continue')
    await tellError(s, thread)
    await s.move('continue')
    return s
  },
  'an error of many attempts is caught by another name': async (open) => {
    const s = open({
      'machine.asl.json': {
        StartAt: 'Call',
        States: {
          Call: {
            Type: 'Task',
            Resource: lambda('Call'),
            Retry: [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 1, MaxAttempts: 1 }],
            Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Sorry' }],
            End: true,
          },
          Sorry: { Type: 'Succeed' },
        },
      },
      'mock.json': {
        StateMachines: { M: { TestCases: { T: { Call: 'Broken' } } } },
        MockedResponses: { Broken: { '0-9': { Throw: { Error: 'Broken', Cause: 'it is' } } } },
      },
    })
    const thread = await begin(s, { mockConfig: 'mock.json', testCase: 'T' }, [{ filterId: 'caught' }])
    await tellError(s, thread)
    await s.move('continue')
    return s
  },
  'errors by name, with a condition over the data': async (open) => {
    const s = open(order)
    const thread = await begin(s, mocked('Declined'), [
      { filterId: 'named', condition: 'Payment.* if $.total > 40' },
      { filterId: 'uncaught', condition: '!Stock.*' },
    ])
    await tellError(s, thread)
    await s.move('continue')
    return s
  },
  'a Map tolerates some of its items': async (open) => {
    const s = open({ 'machine.asl.json': items({ ToleratedFailureCount: 1 }) })
    const thread = await begin(s, { input: { items: [{ price: 1 }, { price: 2 }] } }, [{ filterId: 'tolerated' }, { filterId: 'uncaught' }])
    await tellError(s, thread)
    const { body } = await s.move('continue')
    await tellError(s, body.threadId)
    await s.move('continue')
    return s
  },
  'a runtime error that a Map tolerates': async (open) => {
    const s = open({ 'machine.asl.json': items({ ToleratedFailurePercentage: 100 }) })
    await tellError(s, await begin(s, { input: { items: [{}] } }, [{ filterId: 'runtime' }]))
    await s.move('continue')
    return s
  },
  'an error in a nested execution is caught by the task that waits for it': async (open) => {
    const s = open(nested)
    const thread = await begin(s, { input: {} }, [{ filterId: 'caught' }])
    await tellError(s, thread)
    await s.move('continue')
    return s
  },
  'an error is thrown into a task and stepped back over': async (open) => {
    const s = open(order)
    await s.launch(mocked('Happy'), [{ line: s.line('ProcessPayment') }])
    await s.request('stepthrough/inject', { threadId: 1, fault: { kind: 'error', error: 'Payment.Declined', cause: 'by hand' } })
    await s.stopped()
    await tellError(s, 1)
    await s.move('next')
    await s.stack()
    await s.move('stepBack')
    await s.move('stepBack')
    await s.stack()
    await s.move('continue')
    return s
  },
  'a task times out': async (open) => {
    const machine = structuredClone(machines.orders) as never as { States: Record<string, object> }
    machine.States.UpdateInventory = { ...machine.States.UpdateInventory, TimeoutSeconds: 90 }
    const s = open({ ...order, 'machine.asl.json': machine })
    await s.launch(mocked('Happy'), [{ line: s.line('UpdateInventory') }])
    await s.request('stepthrough/inject', { threadId: 1, fault: { kind: 'timeout' } })
    await s.stopped()
    await tellError(s, 1)
    await s.move('continue')
    return s
  },
  'branches have their result without running': async (open) => {
    const s = open({ 'machine.asl.json': machines.parallel })
    await s.launch({ stopOnEntry: true })
    await s.move('stepIn')
    const { stackFrames } = await s.request('stackTrace', { threadId: 2 })
    await s.request('stepthrough/inject', {
      threadId: 2,
      frameId: stackFrames.find(({ name }) => name === 'Both')!.id,
      fault: { kind: 'result', output: ['l', 'r'] },
    })
    await s.stopped()
    await s.stack()
    await s.move('continue')
    return s
  },
  'a payload is too large': async (open) => {
    const s = open(order)
    await s.launch(mocked('Happy'), [{ line: s.line('CreateOrder') }])
    await s.request('stepthrough/inject', { threadId: 1, fault: { kind: 'limit' } })
    await s.stopped()
    await tellError(s, 1)
    await s.move('continue')
    return s
  },
  'a person throws while a task waits, and in another state': async (open) => {
    const s = open({ 'machine.asl.json': machines.orders })
    await s.launch({ unmocked: 'prompt', input: {} })
    s.tell(`  ${await s.evaluate('throw Payment.Declined: no money', 'repl')}`)
    await s.stoppedOrEnded()
    await s.move('stepBack')
    await s.request('stepthrough/inject', { threadId: 1, fault: { kind: 'result', output: { id: 'X' } } })
    await s.stopped()
    s.tell(`  ${await s.evaluate('throw Odd', 'repl')}`)
    await s.stopped()
    await s.move('continue')
    return s
  },
  'data breakpoints on the payload': async (open) => {
    const s = open(order)
    await s.launch({ ...mocked('Happy'), stopOnEntry: true })
    await watch(s, [{ name: '$.order.total' }, { name: '$.payment.receipt' }, { name: '$.order.id', accessType: 'read' }])
    await s.move('continue')
    await s.stack()
    await s.move('continue')
    await s.stack()
    await s.move('reverseContinue')
    await s.move('continue')
    await s.move('continue')
    return s
  },
  'data breakpoints on a variable that a loop assigns': async (open) => {
    const s = open({ 'machine.asl.json': polling, 'mock.json': pollMocks })
    await s.launch({ mockConfig: 'mock.json', testCase: 'Slow', stopOnEntry: true, input: {} })
    await watch(s, [{ name: '$status' }, { name: '$status', accessType: 'read', condition: "$status = 'DONE'" }])
    for (let i = 0; i < 4; i++) await s.move('continue')
    await s.move('continue')
    return s
  },
  'a data breakpoint in iterations, with a condition': async (open) => {
    const s = open({ 'machine.asl.json': machines.lines })
    await s.launch({ input: { lines: [{ amount: 1 }, { amount: 20 }, { amount: 3 }] }, stopOnEntry: true })
    await watch(s, [{ name: '$.price', condition: '$.price > 3' }])
    const { body } = await s.move('continue')
    await s.stack(body.threadId)
    await s.move('continue')
    await s.move('continue')
    return s
  },
}

describe('a session as the client sees it', () => {
  test.each(Object.entries(stories))('%s', async (name, tell) => {
    const session = await tell((files) => new TestSession(files as never, () => 0, { bind: bindTasks }))
    await session.request('disconnect')
    expectGolden(name, session.transcript)
  })
})
