import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { mostShown } from '../../debugger/shown/threads'
import { bindTasks } from '../../hosts/node/tasks/bind'
import { refunds } from './support/machines'
import { TestSession } from './support/session'

const arn = (name: string) => `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`
const call = (resource: string, more: object = {}) => ({
  Type: 'Task',
  Resource: `arn:aws:states:::states:${resource}`,
  Parameters: { StateMachineArn: arn('refund'), Name: 'r-1', 'Input.$': '$' },
  End: true,
  ...more,
})
const config = { stateMachines: { refund: 'refund.asl.json' } }
const one = (state: object) => ({ StartAt: 'Refund', States: { Refund: state } })
const files = (machine: object, refund: object) => ({ 'machine.asl.json': machine, 'refund.asl.json': refund, 'stepthrough.json': config })
const open = (all: object) => new TestSession(all as never, () => 0, { bind: bindTasks })
const failing = {
  StartAt: 'Check',
  States: { Check: { Type: 'Pass', Next: 'Break' }, Break: { Type: 'Fail', Error: 'Custom.Broken', Cause: 'it broke' } },
}
const waiting = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, Next: 'Done' }, Done: { Type: 'Pass', End: true } } }
const task = {
  StartAt: 'Pay',
  States: { Pay: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:pay', End: true } },
}

describe('an error in a nested execution', () => {
  const caught = call('startExecution.sync', { Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'Rescue' }] })
  const rescued = { StartAt: 'Refund', States: { Refund: caught, Rescue: { Type: 'Pass', End: true } } }
  test.each<[filter: string, machine: object, stops: boolean]>([
    ['uncaught', one(call('startExecution.sync')), true],
    ['uncaught', rescued, false],
    ['caught', rescued, true],
    ['caught', one(call('startExecution.sync')), false],
    ['uncaught', one(call('startExecution')), true],
  ])('is %s where it is', async (filter, machine, stops) => {
    const s = open(files(machine, failing))
    const { event } = await s.launch({ input: {} }, [], [filter])
    expect(event).toBe(stops ? 'stopped' : 'terminated')
    if (!stops) return
    expect((await s.places(2))[0]).toBe(`Break (failed) at refund.asl.json:${s.line('Break', 'refund.asl.json')}`)
    // what its caller fails with is no news
    expect((await s.move('continue', 2)).event).toBe('terminated')
  })

  test('has the place of each state on its way', async () => {
    const s = open(files(one(call('startExecution.sync')), failing))
    await s.launch({ input: {} })
    const { details } = await s.request('exceptionInfo', { threadId: 2 })
    expect(details!.stackTrace!.replaceAll(s.folder, '').split('\n')).toEqual([
      `at Break (refund (r-1)) /refund.asl.json:${s.line('Break', 'refund.asl.json')}:5`,
      `at Refund /machine.asl.json:${s.line('Refund')}:5`,
    ])
  })
})

describe('an execution that nobody waits for', () => {
  test('is stepped into, has no caller, and may be the last that runs', async () => {
    const s = open(files(one(call('startExecution')), waiting))
    await s.launch({ input: {}, stopOnEntry: true })
    await s.move('stepIn')
    expect(await s.places(2)).toEqual([`Wait at refund.asl.json:${s.line('Wait', 'refund.asl.json')}`])
    await s.move('next', 2)
    expect((await s.request('threads')).threads).toEqual([{ id: 2, name: 'refund (r-1)' }])
    expect((await s.request('stepthrough/getHistory')).status).toBe('RUNNING')
    expect(await s.places(2)).toEqual([`Done at refund.asl.json:${s.line('Done', 'refund.asl.json')}`])
    await s.move('stepBack', 2)
    await s.move('stepBack', 2)
    expect((await s.request('threads')).threads).toEqual([{ id: 1, name: 'machine' }])
    expect((await s.move('continue')).event).toBe('terminated')
    expect(s.events.find(({ event }) => event === 'exited')!.body).toEqual({ exitCode: 0 })
  })

  test('tells a person of its failure, once more after a step back', async () => {
    const s = open(files(one(call('startExecution')), failing))
    await s.launch({ input: {}, stopOnEntry: true }, [], [])
    await s.move('continue')
    expect(
      s.console.match(/The execution "r-1" of the state machine "refund", which no task waits for, failed: Custom\.Broken: it broke/g),
    ).toHaveLength(1)
  })

  test('is folded beyond many', async () => {
    const each = { ...call('startExecution'), Parameters: { StateMachineArn: arn('refund') } }
    const map = { Type: 'Map', ItemProcessor: { StartAt: 'Each', States: { Each: each } }, Next: 'After' }
    const s = open(files({ StartAt: 'Map', States: { Map: map, After: { Type: 'Pass', End: true } } }, waiting))
    await s.launch({ input: Array.from({ length: 30 }, (_, i) => i) }, [{ line: s.line('After') }])
    const { threads } = await s.request('threads')
    expect(threads.filter(({ name }) => name.startsWith('refund ('))).toHaveLength(mostShown)
    const folded = threads.at(-1)!
    expect(folded.name).toBe('10 more executions')
    expect((await s.request('stackTrace', { threadId: folded.id })).totalFrames).toBe(0)
  })
})

describe('a nested execution', () => {
  test('is named in threads of its own branches', async () => {
    const branch = { StartAt: 'Left', States: { Left: { Type: 'Pass', End: true } } }
    const s = open(
      files(one(call('startExecution.sync')), { StartAt: 'Both', States: { Both: { Type: 'Parallel', Branches: [branch], End: true } } }),
    )
    await s.request('initialize', { adapterID: 'asl', pathFormat: 'path' })
    await s.request('launch', { program: s.path('machine.asl.json'), input: {} } as never)
    await s.request('setFunctionBreakpoints', { breakpoints: [{ name: 'Left' }] })
    await s.request('configurationDone')
    await s.stopped()
    expect((await s.request('threads')).threads.map(({ name }) => name)).toEqual(['machine', 'refund (r-1)', 'refund (r-1) > Both [0]'])
    expect((await s.places(3)).map((place) => place.replace(/:\d+$/, ''))).toEqual([
      'Left at refund.asl.json',
      'Both at refund.asl.json',
      'Refund at machine.asl.json',
    ])
  })

  test('asks for the result of its task, with the place in its file, and the answer is recorded for its machine', async () => {
    const s = open(files(one(call('startExecution.sync:2', { OutputPath: '$.Output' })), task))
    await s.launch({ input: {}, unmocked: 'prompt' })
    const [pending] = (await s.request('stepthrough/pendingTasks')).tasks
    expect(pending).toMatchObject({ stateName: 'Pay', threadName: 'refund (r-1)', place: { file: s.path('refund.asl.json') } })
    const args = { threadId: 2, text: '{}', testCase: 'T', forState: false, answer: { output: 1 } }
    expect((await s.request('stepthrough/recordAnswer', args)).stateMachineName).toBe('refund')
    await s.request('stepthrough/taskHelp', { threadId: 2 })
    await s.request('stepthrough/answerTask', { threadId: 2, output: { paid: 1 }, goOn: true })
    await s.next('terminated')
    expect(s.console).toContain('Execution succeeded')
    expect(s.console).toContain('{"paid":1}')
  })

  test('may have another answer for its task from now on', async () => {
    const s = open(files(one(call('startExecution.sync:2', { OutputPath: '$.Output' })), task))
    await s.launch({ input: {}, unmocked: 'echo' }, [], [])
    await s.request('restart', {
      arguments: { program: s.path('machine.asl.json'), input: {}, unmocked: 'echo', stopOnEntry: true },
    } as never)
    await s.stopped()
    expect((await s.request('stepthrough/taskStates')).states.map(({ name }) => name)).toEqual(['Refund', 'Pay'])
    await s.move('stepIn')
    await s.move('next', 2)
    await s.move('stepBack')
    await s.request('stepthrough/answerState', { state: 'Pay', output: { paid: 2 } })
    await s.move('continue')
    expect(s.console).toContain('Execution succeeded\n{"paid":2}')
  })

  test('jumps within its own machine, and only there', async () => {
    const s = open(refunds)
    await s.launch({ input: { amount: 7 }, stopOnEntry: true })
    await s.move('stepIn')
    const target = async (state: string, file: string) =>
      (await s.request('gotoTargets', { source: { path: s.path(file) }, line: s.line(state, file) })).targets[0]!.id
    await s.request('goto', { threadId: 2, targetId: await target('Pay', 'refund.asl.json') })
    await s.stopped()
    expect((await s.places(2))[0]).toContain('Pay at refund.asl.json')
    await expect(s.request('goto', { threadId: 2, targetId: await target('Tell', 'machine.asl.json') })).rejects.toThrow('in another')
  })

  test('stands where its states are after its file was edited', async () => {
    const s = open(refunds)
    await s.launch({ input: { amount: 7 }, stopOnEntry: true })
    await s.move('stepIn')
    const text = JSON.stringify(refunds['refund.asl.json'], null, 2)
    writeFileSync(s.path('refund.asl.json'), text.replace('{\n', '{\n\n\n'))
    expect(await s.places(2)).toEqual([`Check at refund.asl.json:7`, `Refund at machine.asl.json:${s.line('Refund')}`])
    expect(s.console).toContain('refund.asl.json has changed: use Restart')
    const source = { path: s.path('refund.asl.json') }
    const { breakpoints } = await s.request('setBreakpoints', { source, breakpoints: [{ line: s.line('Pay', 'refund.asl.json') }] })
    expect(breakpoints).toMatchObject([{ verified: true, line: 14 }])
    expect((await s.move('continue', 2)).body.reason).toBe('breakpoint')
  })

  test('of the same machine has breakpoints of its file in both', async () => {
    const choice = { Type: 'Choice', Choices: [{ Variable: '$.again', IsPresent: true, Next: 'Refund' }], Default: 'Done' }
    const self = {
      StartAt: 'More',
      States: {
        More: choice,
        Refund: { ...call('startExecution.sync'), Parameters: { StateMachineArn: arn('machine') } },
        Done: { Type: 'Pass', End: true },
      },
    }
    const s = open({ 'machine.asl.json': self, 'stepthrough.json': { stateMachines: { machine: 'machine.asl.json' } } })
    await s.launch({ input: { again: true } }, [{ line: s.line('Done') }])
    expect(await s.places(2)).toHaveLength(2)
    expect((await s.request('loadedSources')).sources).toHaveLength(1)
    expect((await s.move('continue')).event).toBe('terminated')
  })

  test('is not run from a file with an error, which is said', async () => {
    const s = open(files(one(call('startExecution.sync')), { StartAt: 'No', States: {} }))
    await s.launch({ input: {} }, [], [])
    expect(s.console).toMatch(/The state machine "refund" of stepthrough\.json has an error, so it does not run: .*refund\.asl\.json:3:4: /)
  })

  test('is undone with the launch: a restart reads its file again', async () => {
    const s = open(refunds)
    await s.launch({ input: { amount: 7 } }, [{ line: s.line('Tell') }])
    writeFileSync(s.path('refund.asl.json'), JSON.stringify(failing))
    await s.request('restart', { arguments: { program: s.path('machine.asl.json'), input: {} } } as never)
    await s.stopped()
    expect((await s.places(2))[0]).toContain('Break (failed) at refund.asl.json')
  })
})
