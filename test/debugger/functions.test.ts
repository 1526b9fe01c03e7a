import { describe, expect, onTestFinished, test } from 'vitest'
import { bindTasks } from '../../hosts/node/tasks/bind'
import { Gate } from './support/gate'
import { TestSession } from './support/session'

const lambda = (name: string, more: object = { End: true }) => ({
  Type: 'Task',
  Resource: `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
  ...more,
})
const pay = { StartAt: 'Pay', States: { Pay: lambda('pay', { Next: 'Tell' }), Tell: { Type: 'Pass', End: true } } }

async function open(machine: object, serve?: (command: string, args: unknown) => string | undefined) {
  const gate = await Gate.open()
  const s = new TestSession({ 'machine.asl.json': machine, ...gate.files() }, undefined, { bind: bindTasks }, serve)
  onTestFinished(() => s.hangUp())
  return { s, gate }
}

/** Goes on, and pauses once the function has been called. */
async function paused(s: TestSession, gate: Gate) {
  await s.request('continue', { threadId: 1 })
  const knock = await gate.next()
  await s.request('pause', { threadId: 1 })
  await s.stopped()
  return knock
}
const setInput = async (s: TestSession, value: string) =>
  s.request('setVariable', { variablesReference: await s.scopeReference('Input'), name: '$', value })

describe('a function that runs when it is paused', () => {
  test('is called again for another input, and for the one before after all', async () => {
    const { s, gate } = await open(pay)
    await s.launch({ input: 1, stopOnEntry: true })
    await paused(s, gate)
    await s.move('stepBack')
    await setInput(s, '2')
    await paused(s, gate)
    await s.move('stepBack')
    await setInput(s, '1')
    await s.request('next', { threadId: 1 })
    const knock = await gate.next()
    knock.gives('one')
    await s.stopped()
    expect([await s.scope('Input'), gate.events]).toEqual([{ $: '"one"' }, [1, 2, 1]])
  })

  test('is not called again where a person answers its state from now on', async () => {
    const { s, gate } = await open(pay)
    await s.launch({ input: 1, stopOnEntry: true })
    const knock = await paused(s, gate)
    await s.request('stepthrough/answerState', { state: 'Pay', output: 'mine' })
    await s.move('stepBack')
    await knock.gone
    await s.move('next')
    expect([await s.scope('Input'), gate.events]).toEqual([{ $: '"mine"' }, [1]])
  })

  test('may give its answer though its state is answered by a person from now on', async () => {
    const { s, gate } = await open(pay)
    await s.launch({ input: 1, stopOnEntry: true })
    const knock = await paused(s, gate)
    await s.request('stepthrough/answerState', { state: 'Pay', output: 'mine' })
    await s.request('next', { threadId: 1 })
    knock.gives('its own')
    await s.stopped()
    expect(await s.scope('Input')).toEqual({ $: '"its own"' })
  })
})

describe('a state that is answered by a person for a while', () => {
  const childFile = { StartAt: 'Pay', States: { Pay: lambda('pay', { Next: 'Done' }), Done: { Type: 'Pass', End: true } } }
  const start = (Resource: string) => ({
    Type: 'Task',
    Resource: `arn:aws:states:::states:${Resource}`,
    Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:child', 'Input.$': '$' },
    ResultSelector: { 'out.$': '$.Output' },
    Next: 'Tell',
  })

  test('has its real answer again without being asked for it, when it is given back', async () => {
    const { s, gate } = await open(pay)
    await s.launch({ input: 1, stopOnEntry: true })
    await s.request('next', { threadId: 1 })
    ;(await gate.next()).gives('real')
    await s.stopped()
    for (const [given, shown] of [
      [{ output: 'mine' }, '"mine"'],
      [{}, '"real"'],
      [{ output: 'other' }, '"other"'],
      [{}, '"real"'],
    ] as const) {
      await s.move('stepBack')
      await s.request('stepthrough/answerState', { state: 'Pay', ...given } as never)
      await s.move('next')
      expect(await s.scope('Input')).toEqual({ $: shown })
    }
    expect(gate.events).toEqual([1])
  })

  test('may be one of a nested execution', async () => {
    const gate = await Gate.open()
    const machine = { StartAt: 'Start', States: { Start: start('startExecution.sync:2'), Tell: { Type: 'Pass', End: true } } }
    const files = gate.files({ stateMachines: { child: 'child.asl.json' } })
    const s = new TestSession({ 'machine.asl.json': machine, 'child.asl.json': childFile, ...files }, undefined, { bind: bindTasks })
    onTestFinished(() => s.hangUp())
    await s.launch({ input: 1, stopOnEntry: true })
    await s.request('next', { threadId: 1 })
    ;(await gate.next()).gives('real')
    await s.stopped()
    expect(await s.evaluate('$.out')).toBe('"real"')
    expect((await s.request('stepthrough/taskStates')).states.map(({ name }) => name)).toEqual(['Start', 'Pay'])
    await s.move('stepBack')
    await s.request('stepthrough/answerState', { state: 'Pay', output: 'mine' })
    await s.move('next')
    expect([await s.evaluate('$.out'), gate.events]).toEqual(['"mine"', [1]])
  })
})

describe('an asynchronous call that runs on when all else has ended', () => {
  const asynchronous = {
    StartAt: 'Later',
    States: {
      Later: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: 'later', InvocationType: 'Event', 'Payload.$': '$' },
        End: true,
      },
    },
  }
  async function running() {
    const { s, gate } = await open(asynchronous)
    await s.initialize()
    await s.request('launch', { program: s.path('machine.asl.json'), input: 1 } as never)
    await s.request('configurationDone')
    return { s, gate, knock: await gate.next() }
  }

  test('keeps the session until it has ended', async () => {
    const { s, knock } = await running()
    expect(s.events.some(({ event }) => event === 'terminated')).toBe(false)
    knock.gives(1)
    await s.next('terminated')
  })

  test('is ended by terminate', async () => {
    const { s, knock } = await running()
    await s.request('terminate')
    await Promise.all([s.next('terminated'), knock.gone])
  })

  test('is ended by a restart, and ends nothing of what has been restarted', async () => {
    const { s, gate, knock } = await running()
    await s.request('restart')
    await knock.gone
    const second = await gate.next()
    expect(s.events.some(({ event }) => event === 'terminated' || event === 'exited')).toBe(false)
    second.gives(1)
    await s.next('terminated')
    expect(s.events.filter(({ event }) => event === 'terminated' || event === 'exited').map(({ event }) => event)).toEqual([
      'exited',
      'terminated',
    ])
  })
})

test('a restart does not step into what was stepped into before it', async () => {
  const asked: string[] = []
  const { s, gate } = await open(pay, (command) => {
    asked.push(command)
    return 'no debugger'
  })
  await s.initialize({ supportsStartDebuggingRequest: true })
  await s.request('launch', { program: s.path('machine.asl.json'), stopOnEntry: true } as never)
  await s.request('configurationDone')
  await s.stopped()
  await s.request('stepIn', { threadId: 1 })
  const first = await gate.next()
  await s.request('restart', { arguments: { program: s.path('machine.asl.json') } } as never)
  await first.gone
  const second = await gate.next()
  second.gives(1)
  await s.next('terminated')
  expect(asked).toEqual(['startDebugging'])
})

test('a person who is asked for another input answers that one, and is asked again for the one before', async () => {
  const s = new TestSession({ 'machine.asl.json': pay })
  await s.launch({ input: 1, stopOnEntry: true, unmocked: 'prompt' })
  const stop = async (input: string) => {
    await setInput(s, input)
    await s.move('continue')
    expect((await s.request('stepthrough/pendingTasks')).tasks.map((task) => task.input)).toEqual([input])
  }
  await stop('1')
  await s.move('stepBack')
  await stop('2')
  await s.request('stepthrough/answerTask', { threadId: 1, echo: true })
  await s.move('next')
  expect(await s.scope('Input')).toEqual({ $: '2' })
  await s.move('stepBack')
  await stop('1')
  await s.request('stepthrough/answerTask', { threadId: 1, echo: true })
  await s.move('next')
  expect(await s.scope('Input')).toEqual({ $: '1' })
})

describe('branches at once', () => {
  const branch = (states: Record<string, object>) => ({ StartAt: Object.keys(states)[0], States: states })
  const both = (...Branches: object[]) => ({
    StartAt: 'Both',
    States: { Both: { Type: 'Parallel', Branches, Next: 'Tell' }, Tell: { Type: 'Pass', End: true } },
  })

  test('are stepped over one by one, whoever is at work in another', async () => {
    const { s, gate } = await open(
      both(branch({ A: lambda('a', { Next: 'A2' }), A2: { Type: 'Pass', End: true } }), branch({ B: lambda('b') })),
    )
    await s.launch({ input: 1, stopOnEntry: true })
    const threadId = (await s.move('stepIn')).body.threadId
    await s.request('next', { threadId })
    const knocks = [await gate.next(), await gate.next()].sort((a, b) => (a.name < b.name ? -1 : 1))
    knocks[0]!.gives('a')
    await s.stopped()
    expect(await s.stack(threadId)).toEqual([`A2:${s.line('A2')}`, `Both:${s.line('Both')}`])
    await s.request('pause', { threadId })
    await s.request('continue', { threadId })
    knocks[1]!.gives('b')
    await s.next('stopped', 'terminated')
  })

  test('may answer each other: one waits for its token, the other sends it back', async () => {
    const ask = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token' } },
      End: true,
    }
    const { s, gate } = await open(
      both(branch({ Ask: ask }), branch({ Work: lambda('work', { Next: 'Answer' }), Answer: lambda('answer') })),
    )
    await s.initialize()
    await s.request('launch', { program: s.path('machine.asl.json'), input: 1 } as never)
    await s.request('configurationDone')
    let token = ''
    for (const knock of [await gate.next(), await gate.next()]) {
      if (knock.name === 'ask') token = (knock.event as { token: string }).token
      knock.gives('done')
    }
    const answer = await gate.next()
    expect(answer.name).toBe('answer')
    await callAction(answer.endpoint, 'SendTaskSuccess', { taskToken: token, output: '"back"' })
    answer.gives('sent')
    await s.next('terminated')
    expect(s.console).toContain('["back","sent"]')
  })
})

test('a pause in a function of a nested execution stands there', async () => {
  const gate = await Gate.open()
  const start = {
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution.sync:2',
    Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:child', 'Input.$': '$' },
    TimeoutSeconds: 3600,
    End: true,
  }
  const files = gate.files({ stateMachines: { child: 'child.asl.json' } })
  const machine = { StartAt: 'Start', States: { Start: start } }
  const s = new TestSession({ 'machine.asl.json': machine, 'child.asl.json': pay, ...files }, undefined, { bind: bindTasks })
  onTestFinished(() => s.hangUp())
  await s.launch({ input: 1, stopOnEntry: true })
  await paused(s, gate)
  const { body } = s.events.findLast(({ event }) => event === 'stopped')!
  expect(await s.stack(body.threadId)).toHaveLength(3)
})

async function callAction(endpoint: string, action: string, body: object): Promise<void> {
  const headers = { 'X-Amz-Target': `AWSStepFunctions.${action}`, 'Content-Type': 'application/x-amz-json-1.0' }
  const response = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify(body) })
  expect(response.status).toBe(200)
}

describe('what a person lets happen to a task whose function runs', () => {
  test('the call is given up, and its answer is asked for again by who goes back before it', async () => {
    const { s, gate } = await open(pay)
    await s.launch({ input: 1, stopOnEntry: true })
    const knock = await paused(s, gate)
    await s.request('stepthrough/inject', { threadId: 1, fault: { kind: 'result', output: 'by hand' } })
    await s.stopped()
    await knock.gone
    await s.move('next')
    expect([await s.scope('Input'), gate.events]).toEqual([{ $: '"by hand"' }, [1]])
  })
})

describe('what a function throws is told with its stack, as a link', () => {
  const throwing = (handler: string, code: string, runtime: string, file: string) => ({
    'machine.asl.json': pay,
    [file]: code,
    'stepthrough.json': { functions: { pay: { handler, runtime } } },
  })
  test.each<[string, object, string, RegExp]>([
    [
      'of Node',
      throwing('pay.handler', 'exports.handler = async () => {\n  throw new TypeError("no money")\n}\n', 'nodejs', 'pay.js'),
      'TypeError',
      /^ {4}at .*handler \(FOLDER\/pay\.js:2:9\)$/,
    ],
    [
      'of a module of Node',
      throwing('pay.handler', 'export const handler = async () => {\n  throw new TypeError("no money")\n}\n', 'nodejs', 'pay.mjs'),
      'TypeError',
      /^ {4}at .*handler \(FOLDER\/pay\.mjs:2:9\)$/,
    ],
    [
      'of Python',
      throwing('pay.handler', 'def handler(event, context):\n    raise KeyError("no money")\n', 'python', 'pay.py'),
      'KeyError',
      /^ {4}at handler \(FOLDER\/pay\.py:2\)$/,
    ],
  ])('%s', async (_, files, name, frame) => {
    const s = new TestSession(files as never, undefined, { bind: bindTasks })
    onTestFinished(() => s.hangUp())
    await s.launch({ input: {} })
    const { exceptionId, details } = await s.request('exceptionInfo', { threadId: 1 })
    const lines = details!.stackTrace!.replaceAll(s.folder, 'FOLDER').split('\n')
    expect([exceptionId, lines[0], lines[1]]).toEqual([
      name,
      expect.stringMatching(new RegExp(`^${name}: .*no money`)),
      expect.stringMatching(frame),
    ])
    expect(details!.innerException).toMatchObject([{ typeName: name, message: expect.stringMatching('no money') }])
  })
})
