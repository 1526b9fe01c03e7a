import { describe, expect, test } from 'vitest'
import { formatDuration } from '../../core/base/duration'
import type { LaunchAttributes } from '../../debugger/protocol'
import { begin, type Definition, eventsOf } from '../core/interpreter/run'
import { TestSession } from './support/session'

const lambda = (next: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'pay', 'Payload.$': '$' },
  ResultSelector: { 'paid.$': '$.Payload.paid' },
  ResultPath: '$.payment',
  ...next,
})
const machine = {
  StartAt: 'Prepare',
  States: {
    Prepare: {
      Type: 'Pass',
      Parameters: { 'id.$': 'States.UUID()', 'dice.$': 'States.MathRandom(1, 7)', 'total.$': '$.total' },
      Next: 'Pay',
    },
    Pay: lambda({ Next: 'Enough' }),
    Enough: { Type: 'Choice', Choices: [{ Variable: '$.payment.paid', NumericGreaterThanEquals: 10, Next: 'Ship' }], Default: 'Cancel' },
    Ship: { Type: 'Wait', Seconds: 60, Next: 'Thank' },
    Thank: lambda({ End: true }),
    Cancel: { Type: 'Fail', Error: 'NotEnough' },
  },
}

/** What AWS has recorded: the first call pays 12. */
async function recorded(definition: Definition = machine) {
  const execution = begin(definition, {
    input: { total: 12 },
    seed: 7,
    executionName: 'order-1',
    task: ({ key }) => ({ kind: 'succeeded', output: { Payload: { paid: 12, key } }, duration: 2.5 }),
  })
  await execution.run()
  return { events: eventsOf(execution) }
}

async function replay(files: object, attributes: Partial<LaunchAttributes> = {}) {
  const s = new TestSession({ 'machine.asl.json': machine, 'history.json': await recorded(), ...files })
  await s.initialize()
  await s.request('launch', { program: s.path('machine.asl.json'), historyFile: 'history.json', stopOnEntry: true, ...attributes } as never)
  await s.request('configurationDone')
  return s
}

const at = async (s: TestSession) => (await s.request('stackTrace', { threadId: 1 })).stackFrames[0]!.name
const value = async (s: TestSession, expression: string) => (await s.request('evaluate', { expression, context: 'repl' })).result
const said = (s: TestSession) => s.events.flatMap(({ event, body }) => (event === 'output' ? [body.output as string] : [])).join('')

/** Steps to the state. */
async function to(s: TestSession, state: string) {
  while ((await at(s)) !== state) {
    await s.request('next', { threadId: 1 })
    await s.stopped()
  }
}

test('a recorded execution is stepped through and back, with its results, chance and times', async () => {
  const s = await replay({})
  await s.stopped()
  await to(s, 'Pay')
  const { events } = await recorded()
  const prepared = JSON.parse(events[2]!.stateExitedEventDetails!.output!)
  expect(JSON.parse(await value(s, '$'))).toEqual(prepared)
  await to(s, 'Thank')
  expect(JSON.parse(await value(s, '$.payment'))).toEqual({ paid: 12 })
  await s.request('stepBack', { threadId: 1 })
  await s.stopped()
  expect(await at(s)).toBe('Ship')
  await s.request('continue', { threadId: 1 })
  await s.next('terminated')
  expect(said(s)).not.toContain('recording')
  const rows = await s.request('stepthrough/getHistory', undefined)
  expect(rows.events.map(({ event }) => event)).toEqual(events)
  expect(s.transcript.join('\n')).toContain('exited {"exitCode":0}')
})

test('a changed payload leaves the recording, in words; back before it the run follows again', async () => {
  const s = await replay({})
  await s.stopped()
  await to(s, 'Enough')
  await s.request('setExpression', { expression: '$.payment.paid', value: '3' })
  expect(said(s)).toContain('The run has left the recording, since you have changed it')
  await s.request('next', { threadId: 1 })
  await s.stopped()
  expect(await at(s)).toBe('Cancel')
  await s.request('stepBack', { threadId: 1 })
  await s.stopped()
  expect(said(s).match(/has left the recording/g)).toHaveLength(1)
  await s.request('stepBack', { threadId: 1 })
  await s.stopped()
  expect(await at(s)).toBe('Pay')
  expect(said(s)).toContain('The run follows the recording again.')
  await to(s, 'Ship')
})

test('where the definition does not fit, it stops before what is different, and goes on here', async () => {
  const States = {
    ...machine.States,
    Enough: { ...machine.States.Enough, Choices: [{ Variable: '$.payment.paid', NumericGreaterThanEquals: 20, Next: 'Ship' }] },
  }
  const s = await replay({ 'machine.asl.json': { ...machine, States } }, { stopOnEntry: false })
  const stopped = await s.stopped()
  expect(stopped).toMatchObject({
    reason: 'divergence',
    description: 'The definition does not fit the history',
    text: 'The definition does not fit the history at event 11, which is WaitStateEntered of Ship: FailStateEntered of Cancel comes in its place.',
  })
  expect(await at(s)).toBe('Default (exit)')
  await s.request('continue', { threadId: 1 })
  await s.next('terminated')
  expect(said(s)).toContain('Execution failed: NotEnough')
})

describe('an attempt behind one that was let fail has the recorded result of that attempt', () => {
  const retried = {
    StartAt: 'Pay',
    States: { Pay: lambda({ Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 3 }], Next: 'Done' }), Done: { Type: 'Succeed' } },
  }
  const history = async () => {
    const execution = begin(retried, {
      task: ({ attempt }) =>
        attempt === 0 ? { kind: 'failed', error: 'First' } : { kind: 'succeeded', output: { Payload: { paid: attempt } } },
    })
    await execution.run()
    return { events: eventsOf(execution) }
  }
  test.each([
    ['at once', false],
    ['and back', true],
  ])('%s', async (_, ranPast) => {
    const s = await replay({ 'machine.asl.json': retried, 'history.json': await history() })
    await s.stopped()
    if (ranPast)
      for (const command of ['next', 'stepBack'] as const) {
        await s.request(command, { threadId: 1 })
        await s.stopped()
      }
    await s.request('stepthrough/inject', { threadId: 1, fault: { kind: 'error', error: 'Mine' } })
    await s.stopped()
    await to(s, 'Done')
    expect(JSON.parse(await value(s, '$.payment'))).toEqual({ paid: 1 })
  })
})

test('a mock answers before the recording', async () => {
  const mocks = {
    StateMachines: { M: { TestCases: { Poor: { Pay: 'Poor' } } } },
    MockedResponses: { Poor: { '0': { Return: { Payload: { paid: 1 } } } } },
  }
  const s = await replay({ 'mocks.json': mocks }, { mockConfig: 'mocks.json', testCase: 'Poor', stopOnEntry: false })
  await s.next('terminated')
  expect(said(s)).toContain('Execution failed: NotEnough')
  expect(said(s)).toContain('The run has left the recording: Pay has another answer here.')
})

test('a recording of an execution that runs still ends in words; what comes then is asked as ever', async () => {
  const { events } = await recorded()
  const s = await replay({ 'history.json': { events: events.slice(0, 12) } }, { stopOnEntry: false, unmocked: 'prompt' })
  expect(await s.stopped()).toMatchObject({ reason: 'divergence', description: 'The recording ends' })
  await s.request('continue', { threadId: 1 })
  expect((await s.stopped()).reason).toBe('task')
  expect(await at(s)).toBe('Resource (waits for its result)')
})

test.each([
  ['no JSON', '{"events": [', /history\.json:1:\d+ /],
  ['something else', '{"a": 1}', /history\.json:1:1 This is neither/],
  ['no events', '[]', /There are no events/],
  [
    'a hole',
    JSON.stringify([
      { id: 1, type: 'ExecutionStarted', timestamp: 1 },
      { id: 3, type: 'PassStateEntered', timestamp: 1 },
    ]),
    /Event 2 is missing/,
  ],
  ['no data', JSON.stringify([{ id: 1, type: 'ExecutionStarted', timestamp: 1 }]), /execution data was not included/],
])('a file with %s says so', async (_, text, message) => {
  await expect(replay({ 'history.json': text })).rejects.toThrow(message)
})

test('a recording has its own input', async () => {
  await expect(replay({}, { input: {} })).rejects.toThrow('has an input of its own')
})

test('a run that was saved is followed like any recording, up to where somebody has changed something', async () => {
  const s = await replay({})
  await s.stopped()
  await to(s, 'Pay')
  await s.request('setExpression', { expression: '$.total', value: '500' })
  await s.request('continue', { threadId: 1 })
  await s.next('terminated')
  const saved = s.events.find(({ event }) => event === 'stepthrough/savedRun')!.body
  expect(saved.name).toBe('machine')
  const again = await replay({ 'order.run.jsonl': saved.text }, { historyFile: 'order.run.jsonl' })
  await again.stopped()
  await to(again, 'Pay')
  expect(JSON.parse(await value(again, '$.total'))).toBe(12)
  await again.request('continue', { threadId: 1 })
  expect(await again.stopped()).toMatchObject({ reason: 'divergence', text: expect.stringContaining('500') })
})

test('a run so far is saved by a request, not where nothing is remembered', async () => {
  const s = await replay({})
  await s.stopped()
  await to(s, 'Pay')
  const { text, name } = await s.request('stepthrough/saveRun', undefined)
  expect(name).toBe('machine')
  const again = await replay({ 'half.run.jsonl': text }, { historyFile: 'half.run.jsonl', stopOnEntry: false, unmocked: 'fail' })
  expect((await again.stopped()).reason).toBe('divergence')
  expect(await at(again)).toBe('Pay')
  expect(said(again)).toContain('recording ends')
  const fast = await replay({}, { noDebug: true })
  await fast.next('terminated')
  expect(await fast.send('stepthrough/saveRun', {})).toMatchObject({ success: false, body: { error: { id: 3015 } } })
})

test.each([
  ['{"stepthrough":"run","version":2}\n', ':1:1 The saved run is of version 2'],
  ['{"stepthrough":"run","version":1,"definition":"{}","options":{"input":1}}\n', 'its definition does not run'],
])('a saved run that is none: %s', async (text, message) => {
  const s = new TestSession({ 'machine.asl.json': machine, 'x.run.jsonl': text })
  await s.initialize()
  const answer = await s.send('launch', { program: s.path('machine.asl.json'), historyFile: 'x.run.jsonl' })
  expect(answer.success).toBe(false)
  expect(answer.message).toContain(message)
})

test('a backoff is as long as it was, whatever chance would make of it here', async () => {
  const retried = {
    StartAt: 'Pay',
    States: { Pay: lambda({ Retry: [{ ErrorEquals: ['Late'], IntervalSeconds: 100, JitterStrategy: 'FULL' }], End: true }) },
  }
  const execution = begin(retried, {
    seed: 99,
    task: ({ attempt }) => (attempt === 0 ? { kind: 'failed', error: 'Late' } : { kind: 'succeeded', output: { Payload: { paid: 1 } } }),
  })
  await execution.run()
  const seconds = (execution.now - Date.UTC(2026, 0, 1)) / 1000
  expect(seconds).toBeGreaterThan(1)
  const s = await replay({ 'machine.asl.json': retried, 'history.json': { events: eventsOf(execution) } }, { stopOnEntry: false, seed: 5 })
  await s.next('terminated')
  const told = /Retry\[0\] tries again in (.*),/.exec(said(s))![1]
  expect(told).toBe(formatDuration(seconds * 1000))
  expect(said(s)).toContain('Execution succeeded')
})

describe('a redrive', () => {
  /** A run of which the task that pays has failed. */
  async function failed() {
    const files = { 'machine.asl.json': machine }
    const s = new TestSession(files)
    await s.initialize()
    await s.request('launch', { program: s.path('machine.asl.json'), input: { total: 12 }, unmocked: 'prompt', seed: 3 } as never)
    await s.request('configurationDone')
    expect((await s.stopped()).reason).toBe('task')
    await s.request('stepthrough/answerTask', { threadId: 1, error: 'Busy' } as never)
    await s.request('continue', { threadId: 1 })
    await s.next('terminated')
    return s.events.find(({ event }) => event === 'stepthrough/savedRun')!.body as { text: string; redrivable: boolean }
  }

  async function redrive(text: string, definition: Definition = machine, more: object = {}) {
    const s = new TestSession({ 'machine.asl.json': definition, 'failed.run.jsonl': text })
    await s.initialize()
    const answer = await s.send('launch', { program: s.path('machine.asl.json'), redrive: 'failed.run.jsonl', unmocked: 'prompt', ...more })
    if (answer.success) await s.request('configurationDone')
    return { s, answer }
  }

  test('goes on from the state that has failed, and one steps back over it', async () => {
    const { text, redrivable } = await failed()
    expect(redrivable).toBe(true)
    const { s } = await redrive(text, machine, { stopOnEntry: true })
    expect((await s.stopped()).reason).toBe('entry')
    expect(await at(s)).toBe('Pay')
    expect(said(s)).toContain('Execution redriven')
    await s.request('stepBack', { threadId: 1 })
    await s.stopped()
    await s.request('stepBack', { threadId: 1 })
    await s.stopped()
    expect(await at(s)).toBe('Prepare')
    const rows = await s.request('stepthrough/getHistory', undefined)
    expect(rows.events.map(({ event }) => event.type)).not.toContain('ExecutionRedriven')
    // and forth: what was answered then is answered so again
    await s.request('continue', { threadId: 1 })
    await s.next('terminated')
    expect(said(s)).toContain('Pay failed: Busy')
  })

  test('asks the task anew', async () => {
    const { text } = await failed()
    const { s } = await redrive(text)
    expect((await s.stopped()).reason).toBe('task')
    await s.request('stepthrough/answerTask', { threadId: 1, output: { Payload: { paid: 12 } }, goOn: true } as never)
    expect((await s.stopped()).reason).toBe('task')
    await s.request('stepthrough/answerTask', { threadId: 1, output: { Payload: { paid: 1 } }, goOn: true } as never)
    await s.next('terminated')
    const saved = s.events.find(({ event }) => event === 'stepthrough/savedRun')!.body as { text: string; redrivable: boolean }
    expect(saved.redrivable).toBe(false)
    const { answer } = await redrive(saved.text)
    expect(answer.message).toContain('Execution is SUCCEEDED and cannot be redriven.')
  })

  test.each<[string, Definition, object, string]>([
    ['another definition', { ...machine, Comment: 'new' }, {}, 'A redrive runs the definition that the execution began with'],
    ['an input', machine, { input: {} }, 'The launch attribute "redrive" has an input of its own'],
    ['a recording', machine, { historyFile: 'failed.run.jsonl' }, 'exclude each other'],
    ['no saved run', machine, { redrive: 'machine.asl.json' }, 'machine.asl.json is no saved run.'],
    ['no file', machine, { redrive: 'none.jsonl' }, 'cannot be read'],
  ])('with %s is refused', async (_, definition, more, message) => {
    const { answer } = await redrive((await failed()).text, definition, more)
    expect(answer.success).toBe(false)
    expect(answer.message).toContain(message)
  })
})
