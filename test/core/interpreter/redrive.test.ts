import { describe, expect, test } from 'vitest'
import type { TaskCall, TaskOutcome } from '../../../core/interpreter'
import { begin, type Definition, eventsOf, machine, outline, type RunOptions } from './run'

const start = Date.UTC(2026, 0, 1)
const task = (next: Definition = { End: true }): Definition => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage',
  Parameters: { QueueUrl: 'q', 'MessageBody.$': '$' },
  ...next,
})

/** Fails the first calls of a state, so many of them; the others give its name. */
const failing = (counts: Readonly<Record<string, number>>) => {
  const calls: string[] = []
  const answer = ({ stateName, key, before }: TaskCall): TaskOutcome => {
    calls.push(key)
    return before < (counts[stateName] ?? 0) ? { kind: 'failed', error: 'Boom' } : { kind: 'succeeded', output: stateName }
  }
  return { answer, calls }
}

/** Runs it to its end, redrives it a second and a half later, and runs it again. `events`: those that have come since. */
async function redriven(definition: Definition, counts: Readonly<Record<string, number>> = {}, more: RunOptions = {}) {
  const { answer, calls } = failing(counts)
  const execution = begin(definition, { task: answer, redrivable: true, ...more })
  await execution.run()
  const before = execution.history.length
  expect(execution.unredrivable).toBeUndefined()
  expect(execution.redrive(execution.now + 1500)).toBeUndefined()
  const called = calls.length
  await execution.run()
  return { execution, before, events: outline(execution).slice(before), calls: calls.slice(called) }
}

describe('a redrive goes on from what has not succeeded', () => {
  test('of a task: its attempts begin anew, and follow on its entry', async () => {
    const { execution, events, calls } = await redriven(
      machine({
        First: { Type: 'Pass', Next: 'Call' },
        Call: task({ Retry: [{ ErrorEquals: ['Boom'], MaxAttempts: 1 }], ResultPath: '$.call', Next: 'Last' }),
        Last: { Type: 'Pass', Parameters: { 'of.$': '$$.Execution' }, End: true },
      }),
      { Call: 3 },
    )
    expect(events).toEqual([
      '12<11 ExecutionRedriven',
      '13<4 TaskScheduled',
      '14<13 TaskStarted',
      '15<14 TaskFailed',
      '16<15 TaskScheduled',
      '17<16 TaskStarted',
      '18<17 TaskSucceeded',
      '19<18 TaskStateExited Call',
      '20<19 PassStateEntered Last',
      '21<20 PassStateExited Last',
      '22<21 ExecutionSucceeded',
    ])
    expect(calls).toEqual(['Call#1#0~1', 'Call#1#1~1'])
    expect(execution.output).toMatchObject({
      of: { StartTime: '2026-01-01T00:00:00Z', RedriveCount: 1, RedriveTime: '2026-01-01T00:00:02.500Z' },
    })
    expect(execution.redriven).toEqual({ count: 1, time: start + 2500 })
    expect(eventsOf(execution)[11]).toMatchObject({
      executionRedrivenEventDetails: { redriveCount: 1 },
      timestamp: '2026-01-01T00:00:02.500Z',
    })
  })

  test('of branches: failed and aborted ones, in their order', async () => {
    const { execution, events } = await redriven(
      machine({
        Both: {
          Type: 'Parallel',
          Branches: [
            machine({ Good: { Type: 'Pass', Result: 'good', End: true } }),
            machine({ Slow: { Type: 'Wait', Seconds: 5, Next: 'After' }, After: task() }),
            machine({ Bad: task() }),
          ],
          End: true,
        },
      }),
      { Bad: 1 },
    )
    expect(events).toEqual([
      '15<14 ExecutionRedriven',
      '16<6 TaskScheduled',
      '17<16 TaskStarted',
      '18<17 TaskSucceeded',
      '19<18 TaskStateExited Bad',
      '20<5 WaitStateExited Slow',
      '21<20 TaskStateEntered After',
      '22<21 TaskScheduled',
      '23<22 TaskStarted',
      '24<23 TaskSucceeded',
      '25<24 TaskStateExited After',
      '26<25 ParallelStateSucceeded',
      '27<25 ParallelStateExited Both',
      '28<27 ExecutionSucceeded',
    ])
    expect(execution.output).toEqual(['good', 'After', 'Bad'])
    // a wait takes its whole time again
    expect(execution.now).toBe(start + 1500 + 5000)
  })

  test('of the iterations of an inline Map: the others have their results, and those that are left begin', async () => {
    const { execution, events } = await redriven(
      machine({
        Each: {
          Type: 'Map',
          MaxConcurrency: 1,
          ItemProcessor: machine({ Call: task() }, { ProcessorConfig: { Mode: 'INLINE' } }),
          End: true,
        },
      }),
      {},
      {
        input: ['a', 'b', 'c'],
        task: ({ input, before }) =>
          before === 1 ? { kind: 'failed', error: 'Boom' } : { kind: 'succeeded', output: (input as { MessageBody: string }).MessageBody },
      },
    )
    expect(events.slice(0, 9)).toEqual([
      '19<18 ExecutionRedriven',
      '20<12 TaskScheduled',
      '21<20 TaskStarted',
      '22<21 TaskSucceeded',
      '23<22 TaskStateExited Call',
      '24<23 MapIterationSucceeded Each 1',
      '25<23 MapIterationStarted Each 2',
      '26<25 TaskStateEntered Call',
      '27<26 TaskScheduled',
    ])
    expect(execution.output).toEqual(['a', 'b', 'c'])
  })

  test.each([
    [
      'a Fail state, which fails again behind the redrive',
      machine({ No: { Type: 'Fail', Error: 'No' } }),
      ['4<3 ExecutionRedriven', '5<4 ExecutionFailed'],
    ],
    [
      'a Parallel whose result is what fails: all of it',
      machine({
        Both: {
          Type: 'Parallel',
          Branches: [machine({ A: { Type: 'Pass', End: true } })],
          ResultSelector: { 'x.$': '$[0].none' },
          End: true,
        },
      }),
      [
        '8<7 ExecutionRedriven',
        '9<2 ParallelStateStarted',
        '10<9 PassStateEntered A',
        '11<10 PassStateExited A',
        '12<11 ParallelStateSucceeded',
        '13<11 ExecutionFailed',
      ],
    ],
  ])('of %s', async (_, definition, expected) => {
    const { execution, events } = await redriven(definition)
    expect(events).toEqual(expected)
    expect(execution.status).toBe('FAILED')
  })

  test('of what was under way when it was ended from outside, and when its time was over', async () => {
    const definition = machine(
      {
        Both: {
          Type: 'Parallel',
          Branches: [machine({ Slow: { Type: 'Wait', Seconds: 60, End: true } }), machine({ Call: task() })],
          End: true,
        },
      },
      { TimeoutSeconds: 40 },
    )
    const execution = begin(definition, { redrivable: true })
    await execution.run()
    expect(execution.status).toBe('TIMED_OUT')
    execution.redrive()
    while (execution.now < start + 80_000 && execution.status === 'RUNNING') await execution.step()
    expect([execution.status, execution.now]).toEqual(['TIMED_OUT', start + 80_000])
    execution.redrive()
    await execution.step()
    execution.abort('Stop', 'why')
    const ends = outline(execution).filter((line) => line.includes('Execution'))
    expect(ends).toEqual([
      '1<0 ExecutionStarted',
      '10<0 ExecutionTimedOut',
      '11<10 ExecutionRedriven',
      '12<0 ExecutionTimedOut',
      '13<12 ExecutionRedriven',
      '14<0 ExecutionAborted',
    ])
    expect(execution.redriven?.count).toBe(2)
  })
})

describe('a redrive of a Map Run', () => {
  const run = (kind: 'STANDARD' | 'EXPRESS', rest: Definition = {}) =>
    machine({
      Before: { Type: 'Pass', Next: 'Run' },
      Run: {
        Type: 'Map',
        Label: 'Run',
        MaxConcurrency: 2,
        ItemProcessor: machine(
          {
            First: { Type: 'Pass', Parameters: { 'v.$': '$', 'of.$': '$$.Execution' }, Next: 'Call' },
            Call: task({ ResultPath: '$.call', Next: 'Last' }),
            Last: { Type: 'Pass', Parameters: { 'v.$': '$.v', 'n.$': '$$.Execution.RedriveCount', 'of.$': '$.of.StartTime' }, End: true },
          },
          { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: kind } },
        ),
        ...rest,
        Next: 'After',
      },
      After: { Type: 'Pass', End: true },
    })
  const asked: string[] = []
  /** Fails for `b` as long as it is among the first two calls. */
  const answer = ({ input, before }: TaskCall): TaskOutcome => {
    const { v } = (input as { MessageBody: { v: string } }).MessageBody
    asked.push(v)
    return v === 'b' && before < 2 ? { kind: 'failed', error: 'Boom' } : { kind: 'succeeded', output: null, duration: v === 'a' ? 9 : 0 }
  }

  test('goes on with the child executions that have not succeeded, and begins those that are left', async () => {
    const { execution, events } = await redriven(run('STANDARD'), {}, { input: ['a', 'b', 'c', 'd'], task: answer })
    // as AWS has recorded it
    expect(events).toEqual([
      '10<9 ExecutionRedriven',
      '11<5 MapRunRedriven',
      '12<11 MapRunSucceeded',
      '13<12 MapStateSucceeded',
      '14<11 MapStateExited Run',
      '15<14 PassStateEntered After',
      '16<15 PassStateExited After',
      '17<16 ExecutionSucceeded',
    ])
    const [at, later] = ['2026-01-01T00:00:00Z', '2026-01-01T00:00:01.500Z']
    expect(execution.output).toEqual([
      { v: 'a', n: 1, of: at },
      { v: 'b', n: 1, of: at },
      { v: 'c', n: 0, of: later },
      { v: 'd', n: 0, of: expect.any(String) },
    ])
    expect(eventsOf(execution)[10]!.mapRunRedrivenEventDetails).toMatchObject({ redriveCount: 1 })
  })

  test('begins Express ones from their first state', async () => {
    const { execution } = await redriven(run('EXPRESS'), {}, { input: ['a', 'b', 'c'], task: answer })
    const later = '2026-01-01T00:00:01.500Z'
    expect(execution.output).toEqual([
      { v: 'a', n: 0, of: later },
      { v: 'b', n: 0, of: later },
      { v: 'c', n: 0, of: expect.any(String) },
    ])
  })

  test('reads its items where it had none, once', async () => {
    let reads = 0
    const reader = {
      ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'JSON' }, Parameters: { Bucket: 'b', Key: 'k' } },
    }
    const { events, execution } = await redriven(
      run('STANDARD', reader),
      {},
      {
        task: answer,
        readItems: () => (++reads === 1 ? undefined : { text: '["a","b","c"]' }),
      },
    )
    expect(events.slice(0, 3)).toEqual(['10<9 ExecutionRedriven', '11<5 MapRunRedriven', '12<11 MapRunFailed'])
    execution.redrive()
    await execution.run()
    expect([reads, execution.status]).toEqual([2, 'SUCCEEDED'])
    expect(outline(execution).filter((line) => /MapRun|MapStateStarted/.test(line))).toEqual([
      '5<4 MapStateStarted',
      '6<5 MapRunStarted',
      '7<6 MapRunFailed',
      '11<5 MapRunRedriven',
      '12<11 MapRunFailed',
      '16<5 MapRunRedriven',
      '17<16 MapRunSucceeded',
    ])
  })

  test('writes its results into a folder of their own', async () => {
    const keys: string[] = []
    const writer = { ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b', Prefix: 'p' } } }
    let writes = 0
    const { execution } = await redriven(
      run('STANDARD', writer),
      {},
      {
        input: ['a'],
        task: answer,
        writeResults: ({ objects }) => {
          keys.push(...objects.map(({ key }) => key.replace(/[0-9a-f-]{36}/, 'ID')))
          return ++writes === 1 ? { problem: 'no room' } : {}
        },
      },
    )
    expect(keys).toContain('p/ID/manifest.json')
    expect(keys).toContain('p/ID/Redrive-1/manifest.json')
    expect(execution.output).toMatchObject({ ResultWriterDetails: { Key: expect.stringMatching(/Redrive-1\/manifest.json$/) } })
  })

  test('begins anew where not its children have failed, but what the state makes of them', async () => {
    const { events } = await redriven(run('STANDARD', { ResultSelector: { 'x.$': '$[7].none' } }), {}, { input: ['a'], task: answer })
    expect(events.slice(0, 3)).toEqual([expect.stringContaining('ExecutionRedriven'), '11<4 MapStateStarted', '12<11 MapRunStarted'])
  })
})

test.each<[RunOptions, string]>([
  [{ redrivable: true }, 'Execution is SUCCEEDED and cannot be redriven'],
  [{ redrivable: true, type: 'EXPRESS', task: () => ({ kind: 'failed' }) }, 'An Express execution cannot be redriven'],
  [{ redrivable: false, task: () => ({ kind: 'failed' }) }, 'Nothing is kept of the execution'],
  [{ redrivable: true, limits: { historyEvents: 7 }, task: () => ({ kind: 'failed' }) }, 'Execution history event limit exceeded'],
])('%j: %s', async (options, why) => {
  const execution = begin(machine({ Call: task() }), { redrivable: true, ...options })
  if (options.type !== 'EXPRESS' && options.redrivable) expect(execution.unredrivable).toBe('Execution is RUNNING and cannot be redriven')
  await execution.run()
  const events = execution.history.length
  expect(execution.redrive()).toBe(why)
  expect([execution.unredrivable, execution.history.length]).toEqual([why, events])
})

test('one goes back over a redrive, and forth again', async () => {
  const { answer, calls } = failing({ Bad: 1 })
  const execution = begin(
    machine({
      Both: {
        Type: 'Parallel',
        Branches: [machine({ Slow: { Type: 'Wait', Seconds: 5, End: true } }), machine({ Bad: task() })],
        Next: 'Last',
      },
      Last: task(),
    }),
    { task: answer, remember: true },
  )
  await execution.run()
  const failed = [execution.position, outline(execution), execution.status, execution.error]
  execution.redrive(start + 60_000)
  await execution.run()
  const whole = [execution.position, outline(execution), execution.status, execution.output, execution.now]
  const { journal } = execution
  for (const position of [failed[0] as number, 3, 1, failed[0] as number]) {
    execution.goTo(Math.min(position, execution.position))
    if (position === failed[0]) expect([execution.position, outline(execution), execution.status, execution.error]).toEqual(failed)
    await execution.run()
    if (execution.status === 'FAILED') {
      execution.redrive(start + 60_000)
      await execution.run()
    }
    expect([execution.position, outline(execution), execution.status, execution.output, execution.now]).toEqual(whole)
    expect(execution.journal).toEqual(journal)
  }
  expect(calls.length).toBe(3)
})
