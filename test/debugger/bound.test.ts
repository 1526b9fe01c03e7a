import { describe, expect, test } from 'vitest'
import type { TaskCall, TaskOutcome } from '../../core/interpreter/api'
import type { Control } from '../../core/run/answerer'
import type { BindingRequest } from '../../core/run/bound'
import { withCallbacks } from '../../core/run/callbacks'
import { waitsForCode } from '../../core/run/workers'
import { callAction } from '../../core/service/action'
import { taskActions } from '../../core/service/actions/forWorkers'
import { WorkerSession } from '../../hosts/node/tasks/endpoint/session'
import { TestSession } from './support/session'

const machine = {
  StartAt: 'Pay',
  States: {
    Pay: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:pay', Next: 'Tell' },
    Tell: { Type: 'Pass', End: true },
  },
}

type Answer = (call: TaskCall, control: Control, request: BindingRequest) => TaskOutcome | undefined | Promise<TaskOutcome | undefined>

/** A session whose tasks somebody answers for real. */
function bound(answer: Answer, serve?: (command: string, args: unknown) => string | undefined) {
  const requests: BindingRequest[] = []
  let closed = 0
  const bind = async (request: BindingRequest) => {
    requests.push(request)
    const tasks = {
      answerer: () => (call: TaskCall, control: Control) => answer(call, control, request),
      inside: () => ({ kind: 'function', name: 'pay' }) as const,
      foreign: async () => [],
      settled: async () => {},
      close: async () => {
        closed++
      },
    }
    return { tasks }
  }
  const s = new TestSession({ 'machine.asl.json': machine }, undefined, { bind }, serve)
  return { s, requests, closed: () => closed }
}

const paid: TaskOutcome = { kind: 'succeeded', output: { paid: true }, source: 'function' }

describe('tasks that are answered for real', () => {
  test('have what a function printed in the console, and say who answered', async () => {
    const { s, requests, closed } = bound(async (_call, _control, { print }) => {
      print('pay', 'charging')
      return paid
    })
    await s.launch({ stopOnEntry: true, stepBy: 'stage', config: 'config/stepthrough.json', allowRemote: true })
    while (!(await s.stack())[0]!.includes('result')) await s.move('next')
    expect(s.console).toContain('[pay] charging\n')
    expect((await s.scope('Stages'))['answered by']).toBe('"a function on this computer"')
    const history = await s.request('stepthrough/getHistory')
    expect(history.events.flatMap(({ event, answeredBy }) => (answeredBy ? [`${event.type} ${answeredBy}`] : []))).toEqual([
      'LambdaFunctionSucceeded function',
    ])
    expect(requests.map(({ program, config, remote }) => ({ program, config, remote }))).toEqual([
      { program: s.path('machine.asl.json'), config: s.path('config/stepthrough.json'), remote: true },
    ])
    await s.move('continue')
    expect(closed()).toBe(1)
  })

  test('end with the session, also in the middle of a call', async () => {
    let aborted = 0
    const { s, closed } = bound((_call, control) => new Promise(() => control.onAbort(() => aborted++)))
    await s.initialize()
    await s.request('launch', { program: s.path('machine.asl.json') } as never)
    await s.request('configurationDone')
    await s.request('terminate')
    await s.next('terminated')
    expect([aborted, closed()]).toEqual([1, 1])
  })

  test('are asked for once, also after a step back', async () => {
    let calls = 0
    const { s } = bound(async () => {
      calls++
      return paid
    })
    await s.launch({ stopOnEntry: true })
    await s.move('next')
    await s.move('stepBack')
    await s.move('next')
    expect([await s.stack(), calls]).toEqual([[`Tell:${s.line('Tell')}`], 1])
  })

  test('a config file that is wrong ends the launch, with its place', async () => {
    const problems = [{ file: '/w/stepthrough.json', line: 2, column: 3, message: 'There is no member "function": "functions"?' }]
    const s = new TestSession({ 'machine.asl.json': machine }, undefined, { bind: async () => ({ problems }) })
    await expect(s.launch({})).rejects.toThrow('/w/stepthrough.json:2:3 There is no member "function": "functions"?')
  })
})

describe('a callback that code answers', () => {
  const callback = {
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Parameters: { FunctionName: 'f', 'Payload.$': '$$.Task.Token' },
        Next: 'Tell',
      },
      Tell: { Type: 'Pass', End: true },
    },
  }

  /** A session whose functions have got task tokens. `submit`: what comes of the request. */
  async function asked(submit: TaskOutcome | undefined, launch: object = {}) {
    const workers = new WorkerSession()
    let token = ''
    const answer = (call: TaskCall) => {
      token = call.taskToken!
      return submit && Promise.resolve(submit)
    }
    const s = new TestSession({ 'machine.asl.json': callback }, undefined, {
      bind: async () => ({
        tasks: {
          answerer: (wait) => withCallbacks({ ...wait, tokens: workers.tokens }, answer),
          waiter: (wait) => waitsForCode({ ...wait, tokens: workers.tokens }, workers.activities),
          foreign: async () => [],
          settled: async () => {},
          close: () => workers.close(),
        },
      }),
    })
    await s.initialize()
    await s.request('launch', { program: s.path('machine.asl.json'), unmocked: 'prompt', ...launch } as never)
    await s.request('setBreakpoints', { source: { path: s.path('machine.asl.json') }, breakpoints: [{ line: s.line('Tell') }] })
    await s.request('configurationDone')
    const { body: task } = await s.next('stepthrough/taskPending')
    const succeed = (output: unknown) =>
      callAction(taskActions, workers, 'SendTaskSuccess', { taskToken: token, output: JSON.stringify(output) })
    return { s, task, succeed }
  }
  const submitted: TaskOutcome = { kind: 'succeeded', output: {}, source: 'function' }

  test('goes on when it has answered, without a stop', async () => {
    const { s, succeed } = await asked(submitted)
    expect(await succeed({ ok: 1 })).toEqual({ response: {} })
    await s.next('stepthrough/taskAnswered')
    await s.stopped()
    expect(await s.stack()).toEqual([`Tell:${s.line('Tell')}`])
    expect(s.console).toContain('Ask waits for its task token to come back. You can answer it here too')
    expect(await succeed({ ok: 2 })).toMatchObject({ error: { name: 'TaskTimedOut' } })
  })

  test('takes what a person says before', async () => {
    const { s, task, succeed } = await asked(submitted)
    await s.request('stepthrough/answerTask', { threadId: task.threadId, output: { by: 'me' } } as never)
    await s.stopped()
    expect(await s.stack()).toEqual([`Tell:${s.line('Tell')}`])
    expect(await succeed({ ok: 2 })).toMatchObject({ error: { name: 'TaskTimedOut' } })
  })

  test('stops where nobody has taken the request, and goes on when code answers after all', async () => {
    const { s, succeed } = await asked(undefined)
    await s.stopped()
    expect(await s.stack()).toMatchObject([/^Resource \(waits/, /^Ask/].map((name) => expect.stringMatching(name)))
    expect(await succeed({ ok: 1 })).toEqual({ response: {} })
    await s.next('stepthrough/taskAnswered')
    await s.stopped()
    expect(await s.stack()).toEqual([`Tell:${s.line('Tell')}`])
  })
})

describe('a call that leaves this computer', () => {
  const asking: Answer = async (_call, _control, { ask }) =>
    (await ask?.('sqs', 'sqs.example.com')) ? paid : { kind: 'failed', error: 'Refused' }

  test.each([
    [true, 'Tell'],
    [false, 'Pay'],
  ])('waits for the answer of the client: %s', async (allow, at) => {
    const { s } = bound(asking)
    await s.initialize()
    await s.request('launch', { program: s.path('machine.asl.json'), allowRemote: 'ask' } as never)
    await s.request('setBreakpoints', { source: { path: s.path('machine.asl.json') }, breakpoints: [{ line: s.line('Tell') }] })
    await s.request('setExceptionBreakpoints', { filters: ['uncaught'] })
    await s.request('configurationDone')
    const { body } = await s.next('stepthrough/remoteCall')
    expect(body).toEqual({ id: 1, service: 'sqs', host: 'sqs.example.com' })
    await s.request('stepthrough/answerRemoteCall', { id: 1, allow })
    await s.stopped()
    expect((await s.stack())[0]).toMatch(new RegExp(`^${at}`))
  })

  test("is nobody's question where the launch does not say so", async () => {
    const { s } = bound(asking)
    await s.launch({})
    expect(s.events.some(({ event }) => event === 'stepthrough/remoteCall')).toBe(false)
  })
})

describe('stepping into a task', () => {
  const target = { kind: 'node', name: 'pay', port: 4711, address: 'ws://127.0.0.1:4711/x', folder: '/w', runtimeFolder: '/r' } as const
  const debugged: Answer = async (call, control, { debug }) => {
    if (!debug!.isWanted(call)) return paid
    control.hold()
    const problem = await debug!.attach(target)
    return problem === undefined ? { kind: 'succeeded', output: 'debugged' } : { kind: 'failed', error: problem }
  }

  async function stepping(command: 'stepIn' | 'next', answer: string | undefined, supports = true) {
    const asked: unknown[] = []
    const { s } = bound(debugged, (name, args) => {
      asked.push([name, args])
      return answer
    })
    await s.initialize({ supportsStartDebuggingRequest: supports })
    await s.request('launch', { program: s.path('machine.asl.json'), stopOnEntry: true } as never)
    await s.request('setExceptionBreakpoints', { filters: ['uncaught'] })
    await s.request('configurationDone')
    await s.stopped()
    await s.move(command)
    return { s, asked }
  }

  test('starts a child session for the process that answers it, and comes back behind the task', async () => {
    const { s, asked } = await stepping('stepIn', undefined)
    expect(asked).toEqual([
      [
        'startDebugging',
        {
          request: 'attach',
          configuration: expect.objectContaining({
            type: 'node',
            debugType: 'node',
            name: 'pay',
            websocketAddress: 'ws://127.0.0.1:4711/x',
            continueOnAttach: true,
            skipFiles: ['<node_internals>/**', '/r/**'],
          }),
        },
      ],
    ])
    expect([await s.stack(), await s.scope('Input')]).toEqual([[`Tell:${s.line('Tell')}`], { $: '"debugged"' }])
  })

  test('a function whose file has breakpoints is debugged, as the launch says and the client tells later', async () => {
    const watched: boolean[] = []
    const { s } = bound(async (_call, _control, { debug }) => {
      watched.push(debug!.isWatched('/w/functions/pay'), debug!.isWatched('/w/functions/payout'))
      return paid
    })
    await s.initialize({ supportsStartDebuggingRequest: true })
    const debugFunctions = ['/w/functions/pay.ts']
    await s.request('launch', { program: s.path('machine.asl.json'), stopOnEntry: true, debugFunctions } as never)
    await s.request('configurationDone')
    await s.stopped()
    await s.move('next')
    await s.request('stepthrough/debugFunctions', { files: ['/w/functions/payout.py'] })
    await s.request('restart')
    await s.stopped()
    await s.move('next')
    expect(watched).toEqual([true, false, false, true])
  })

  test('says why there is none where the client has no debugger for it', async () => {
    const { s } = await stepping('stepIn', 'no debugger for node')
    expect((await s.request('exceptionInfo', { threadId: 1 })).exceptionId).toBe('no debugger for node')
  })

  test.each<['stepIn' | 'next', boolean]>([
    ['next', true],
    ['stepIn', false],
  ])('%s of a client that can start sessions: %s, runs it as any task', async (command, supports) => {
    const { asked, s } = await stepping(command, undefined, supports)
    const top = command === 'next' ? `Tell:${s.line('Tell')}` : `Resource (input):${s.line('Pay') + 2}`
    expect([asked, (await s.stack())[0]]).toEqual([[], top])
  })
})

test('a task that nobody answers after all stops for a person, though that was known late', async () => {
  const { s } = bound(async () => {
    for (let i = 0; i < 5; i++) await new Promise(setImmediate)
    return undefined
  })
  const { body } = await s.launch({ unmocked: 'prompt' })
  expect(body.reason).toBe('task')
  expect(s.events.filter(({ event }) => event === 'stepthrough/taskPending').length).toBeGreaterThan(0)
  await s.request('stepthrough/answerTask', { threadId: 1, output: 'mine', goOn: true })
  await s.next('terminated')
  expect(s.console).toContain('Execution succeeded\n"mine"')
})
