import { describe, expect, test } from 'vitest'
import type { Fault } from '../../debugger/protocol'
import { failing, orderMocks, orders, parallel } from './support/machines'
import { TestSession } from './support/session'

const files = { 'machine.asl.json': orders, 'mock.json': orderMocks }
const mocked = { mockConfig: 'mock.json', testCase: 'Happy', input: {} }

/** A session that stands at the entry of a state. */
async function standing(state: string, attributes: object = mocked): Promise<TestSession> {
  const s = new TestSession(files)
  await s.launch(attributes, [{ line: s.line(state) }])
  return s
}

async function letHappen(s: TestSession, fault: Fault, more: { threadId?: number; frameId?: number } = {}) {
  await s.request('stepthrough/inject', { threadId: 1, fault, ...more })
  return s.stoppedOrEnded()
}

describe('what a person lets happen', () => {
  test.each<[string, Fault, object, string]>([
    [
      'an error is caught',
      { kind: 'error', error: 'Payment.Declined', cause: 'no' },
      { reason: 'exception', text: 'Payment.Declined: no' },
      'Catch[0] (caught)',
    ],
    [
      'an error is tried again',
      { kind: 'error', error: 'Gateway.Timeout' },
      { reason: 'exception', description: 'Stopped on an error that is tried again' },
      'Retry[0] (retry)',
    ],
    [
      'an error that nobody handles',
      { kind: 'error', error: 'Other' },
      { reason: 'exception', description: 'Stopped on an error' },
      'ProcessPayment (failed)',
    ],
    ['a timeout', { kind: 'timeout' }, { reason: 'exception', text: 'States.Timeout' }, 'ProcessPayment (failed)'],
    [
      'too much',
      { kind: 'limit' },
      { reason: 'exception', text: expect.stringMatching(/^States.DataLimitExceeded: /) },
      'ProcessPayment (failed)',
    ],
    ['a result', { kind: 'result', output: { receipt: 'mine' } }, { reason: 'step' }, 'ResultPath (result)'],
  ])('%s', async (_, fault, stop, frame) => {
    const s = await standing('ProcessPayment')
    expect((await letHappen(s, fault)).body).toMatchObject({ threadId: 1, ...stop })
    expect((await s.stack())[0]).toContain(`${frame}:`)
    // the task is scheduled as it would be, and nobody is asked
    expect(s.console).toMatch(/ProcessPayment calls .*\n/)
    expect(s.console).toMatch(/You let ProcessPayment /)
  })

  test('stepping back over it takes it away, and the task gets its own answer', async () => {
    const s = await standing('ProcessPayment')
    await letHappen(s, { kind: 'error', error: 'Payment.Declined' })
    expect(await s.stack()).toEqual(['Catch[0] (caught):27', `ProcessPayment:${s.line('ProcessPayment')}`])
    await s.move('stepBack')
    expect(await s.stack()).toEqual([`ProcessPayment:${s.line('ProcessPayment')}`])
    expect((await s.move('next')).body).toMatchObject({ reason: 'step' })
    expect(await s.stack()).toEqual([`UpdateInventory:${s.line('UpdateInventory')}`])
  })

  test('a task that waits for a person has failed, and nobody is asked any more', async () => {
    const s = new TestSession({ 'machine.asl.json': orders })
    await s.launch({ unmocked: 'prompt', input: {} })
    expect((await letHappen(s, { kind: 'error', error: 'Gone', cause: 'by hand' })).body).toMatchObject({
      reason: 'exception',
      text: 'Gone: by hand',
    })
    expect((await s.request('stepthrough/pendingTasks'))!.tasks).toEqual([])
    expect(s.events.map(({ event }) => event)).toContain('stepthrough/taskAnswered')
    expect((await s.move('continue')).event).toBe('terminated')
    expect(s.console).toContain('Execution failed: Gone: by hand')
  })

  test('nobody is asked for a task that times out on the clock while other branches go on', async () => {
    const asks = (name: string, more: object) => ({
      StartAt: name,
      States: { [name]: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:1:function:f', ...more, End: true } },
    })
    const Branches = [asks('A', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Late' }] }), asks('B', { TimeoutSeconds: 50 })]
    Object.assign(Branches[0]!.States, { Late: { Type: 'Wait', Seconds: 9, End: true } })
    const s = new TestSession({
      'machine.asl.json': { StartAt: 'P', States: { P: { Type: 'Parallel', Branches, End: true } } },
    })
    await s.launch({ unmocked: 'prompt' }, [], ['caught', 'uncaught'])
    await s.move('continue')
    expect((await letHappen(s, { kind: 'error', error: 'Boom' }, { threadId: 2 })).body).toMatchObject({ reason: 'exception' })
    expect((await letHappen(s, { kind: 'timeout' }, { threadId: 3 })).body).toMatchObject({ reason: 'exception', text: 'States.Timeout' })
    expect((await s.request('stepthrough/pendingTasks')).tasks).toEqual([])
    // and back there somebody is asked again
    await s.request('stepBack', { threadId: 3 })
    await s.stopped()
    expect((await s.move('continue')).body).toMatchObject({ reason: 'task' })
  })

  test('a state around the thread fails, with all that is in it', async () => {
    const s = new TestSession({ 'machine.asl.json': parallel })
    await s.launch({ stopOnEntry: true })
    await s.move('stepIn')
    const { stackFrames } = await s.request('stackTrace', { threadId: 2 })
    const { body } = await letHappen(
      s,
      { kind: 'result', output: [1, 2] },
      { threadId: 2, frameId: stackFrames.find(({ name }) => name === 'Both')!.id },
    )
    expect(body).toMatchObject({ threadId: 1, reason: 'step' })
    expect((await s.stack())[1]).toBe(`Both:${s.line('Both')}`)
    await s.move('next')
    expect(await s.evaluate('$')).toBe('[1,2]')
  })

  test('the execution times out, and the session ends', async () => {
    const s = new TestSession({ 'machine.asl.json': parallel })
    await s.launch({ stopOnEntry: true })
    expect((await letHappen(s, { kind: 'timeout' })).event).toBe('terminated')
    expect(s.console).toContain('Execution timed out')
    expect(s.events.find(({ event }) => event === 'exited')?.body).toEqual({ exitCode: 1 })
  })

  test('a line of the console throws', async () => {
    const s = await standing('ProcessPayment')
    expect(await s.evaluate('throw Payment.Declined: no money', 'repl')).toBe('Payment.Declined is thrown.')
    expect(await s.stopped()).toMatchObject({ reason: 'exception', text: 'Payment.Declined: no money' })
    expect((await s.move('continue')).event).toBe('terminated')
    expect(s.console).toContain('Execution succeeded')
  })

  test.each<[object, RegExp]>([
    [{ kind: 'nonsense' }, /What happens is an "error"/],
    [{ kind: '__proto__' }, /What happens is an "error"/],
    [{ kind: 'result' }, /What happens is an "error"/],
    [{}, /needs "fault.kind": a text/],
    [{ kind: 'error', error: 7 }, /needs "fault.error": a text/],
  ])('%j is refused', async (fault, message) => {
    const s = await standing('ProcessPayment')
    await expect(letHappen(s, fault as Fault)).rejects.toThrow(message)
    expect((await s.move('next')).body).toMatchObject({ reason: 'step' })
  })

  test('nothing can happen to what has failed', async () => {
    const s = new TestSession({ 'machine.asl.json': failing })
    await s.launch({})
    await expect(letHappen(s, { kind: 'timeout' }, { threadId: 2 })).rejects.toThrow('Inner has failed: step back to before it has.')
  })
})

describe('what a task has come to becomes a mock', () => {
  const record = (s: TestSession) => s.request('stepthrough/recordResult', { threadId: 1, text: '', testCase: 'Mine', forState: false })

  test('its result', async () => {
    const s = await standing('ProcessPayment')
    await expect(record(s)).rejects.toThrow('ProcessPayment has neither a result nor an error of a task here.')
    await letHappen(s, { kind: 'result', output: { receipt: 'mine' } })
    const { edits, stateMachineName } = await record(s)
    expect(stateMachineName).toBe('Machine')
    expect(JSON.parse(edits[0]!.text).MockedResponses).toEqual({ ProcessPaymentMine: { 0: { Return: { receipt: 'mine' } } } })
  })

  test('its error', async () => {
    const s = await standing('ProcessPayment')
    await letHappen(s, { kind: 'error', error: 'Payment.Declined', cause: 'no' })
    const { edits } = await record(s)
    expect(JSON.parse(edits[0]!.text).MockedResponses).toEqual({
      ProcessPaymentMine: { 0: { Throw: { Error: 'Payment.Declined', Cause: 'no' } } },
    })
  })

  test('a state that is no task has none', async () => {
    const s = new TestSession({ 'machine.asl.json': parallel })
    await s.launch({ stopOnEntry: true })
    await expect(record(s)).rejects.toThrow('Both has neither')
  })
})
