import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { LaunchAttributes } from '../../debugger/protocol'
import { parallel } from './support/machines'
import { TestSession } from './support/session'

type States = Record<string, Record<string, unknown>>
type Machine = { StartAt: string; States: States }

const lambda = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`

const base: Machine = {
  StartAt: 'Ask',
  States: {
    Ask: { Type: 'Task', Resource: lambda('ask'), Parameters: { 'n.$': '$.n' }, ResultPath: '$.asked', Next: 'Loop' },
    Loop: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)', 'asked.$': '$.asked' }, Next: 'More' },
    More: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericLessThan: 3, Next: 'Loop' }], Default: 'Last' },
    Last: { Type: 'Pass', Parameters: { 'sum.$': '$.n' }, ResultPath: '$.out', Next: 'End' },
    End: { Type: 'Succeed' },
  },
}

const edited = (change: (states: States) => void, from: Machine = base): Machine => {
  const machine = structuredClone(from)
  change(machine.States)
  return machine
}

/** A session whose tasks a person answers, at a place of the machine. */
async function opened(machine: unknown, line: string | undefined, attributes: Partial<LaunchAttributes> = {}, hitCondition?: string) {
  const s = new TestSession({ 'machine.asl.json': machine })
  const breakpoints = line === undefined ? [] : [{ line: s.line(line), ...(hitCondition && { hitCondition }) }]
  await s.launch({ input: { n: 0 }, unmocked: 'prompt', stopOnEntry: line === undefined, ...attributes }, breakpoints)
  return s
}

const answer = async (s: TestSession, output: unknown, threadId = 1) => {
  await s.request('stepthrough/answerTask', { threadId, output: output as never, goOn: true })
  return (await s.stoppedOrEnded()).body
}

const toHere = async (s: TestSession, machine?: unknown) => {
  if (machine !== undefined) writeFileSync(s.path('machine.asl.json'), JSON.stringify(machine, null, 2))
  await s.request('stepthrough/restartToHere')
  return (await s.stoppedOrEnded()).body
}

/** The state, and where it stands in it. */
const top = async (s: TestSession, threadId = 1) => {
  const [first = '', second = ''] = (await s.stack(threadId)).map((frame) => frame.replace(/:\d+$/, ''))
  const within = /\((.*)\)$/.exec(first)?.[1]
  return within === undefined ? first : `${second} (${within})`
}

describe('Restart to Here', () => {
  test('runs the new text to the same visit of a state, with the answers of before', async () => {
    const s = await opened(base, 'Loop', {}, '3')
    await answer(s, { id: 7 })
    expect([await top(s), await s.evaluate('$.n')]).toEqual(['Loop', '2'])
    const stop = await toHere(
      s,
      edited((states) => {
        states.Loop!.Parameters = { 'n.$': 'States.MathAdd($.n, 1)', asked: { 'was.$': '$.asked' } }
      }),
    )
    expect(stop).toMatchObject({ reason: 'restart', threadId: 1, description: 'Restarted to Loop' })
    expect([await top(s), await s.evaluate('$')]).toEqual(['Loop', '{"n":2,"asked":{"was":{"was":{"id":7}}}}'])
    // back and forth in the new text, and nobody is asked
    await s.move('stepBack')
    expect(await top(s)).toBe('More')
    expect((await s.move('continue')).body).toMatchObject({ reason: 'breakpoint' })
    expect(s.events.filter(({ event }) => event === 'stepthrough/taskPending')).toHaveLength(1)
  })

  test('to a stage of a state, an attempt and a branch too', async () => {
    const branch = (name: string) => ({
      StartAt: `I${name}`,
      States: {
        [`I${name}`]: { Type: 'Pass', Next: `J${name}` },
        [`J${name}`]: { Type: 'Pass', Parameters: { 'x.$': '$.n' }, ResultPath: '$.r', End: true },
      },
    })
    const machine = (more: object) => ({
      StartAt: 'P',
      States: { P: { Type: 'Parallel', Branches: [branch('a'), branch('b')], ...more, Next: 'Z' }, Z: { Type: 'Pass', End: true } },
    })
    const s = await opened(machine({}), undefined, { stepBy: 'stage' })
    await s.move('stepIn')
    let threadId = 1
    while ((await top(s, threadId)) !== 'Jb (afterParameters)')
      threadId = (await s.move(threadId === 1 ? 'stepIn' : 'next', threadId === 1 ? 1 : 3)).body.threadId
    expect(threadId).toBe(3)
    const stop = await toHere(s, machine({ Comment: 'new' }))
    expect(stop).toMatchObject({ reason: 'restart', threadId: 3 })
    expect(await top(s, 3)).toBe('Jb (afterParameters)')
  })

  test('while it waits: for a person, who is asked again', async () => {
    const s = await opened(base, undefined)
    expect((await s.move('continue')).body).toMatchObject({ reason: 'task' })
    expect(await toHere(s, base)).toMatchObject({ reason: 'restart' })
    expect(await top(s)).toBe('Ask (waits for its result)')
    await s.request('continue', { threadId: 1 })
    expect(await s.stopped()).toMatchObject({ reason: 'task' })
  })

  test('in the middle of a Wait in real time, which nobody waits for on the way', async () => {
    const machine = {
      StartAt: 'V',
      States: {
        V: { Type: 'Wait', Seconds: 1000, Next: 'W' },
        W: { Type: 'Wait', Seconds: 3600, Next: 'X' },
        X: { Type: 'Pass', End: true },
      },
    }
    const s = await opened(machine, undefined, { time: 'real' })
    await s.request('stepthrough/skipTimer')
    await s.stopped()
    await s.request('continue', { threadId: 1 })
    await s.next('stepthrough/history')
    await s.request('pause', { threadId: 1 })
    expect(await s.stopped()).toMatchObject({ reason: 'pause' })
    expect(await top(s)).toBe('W (waits)')
    expect(await toHere(s, machine)).toMatchObject({ reason: 'restart' })
    expect(await top(s)).toBe('W (waits)')
  })

  test('does what was done on the way again, each at its place, and says what has none', async () => {
    const s = await opened(base, undefined)
    const variablesReference = await s.scopeReference('Input')
    await s.request('setVariable', { variablesReference, name: 'n', value: '1' })
    await s.move('next')
    await answer(s, 'yes')
    const source = { path: s.path('machine.asl.json') }
    const { targets } = await s.request('gotoTargets', { source, line: s.line('Last') })
    await s.request('goto', { threadId: 1, targetId: targets[0]!.id })
    await s.stopped()
    expect([await top(s), await s.evaluate('$')]).toEqual(['Last', '{"n":1,"asked":"yes"}'])
    expect(
      await toHere(
        s,
        edited((states) => (states.Last!.Comment = 'new')),
      ),
    ).toMatchObject({ description: 'Restarted to Last' })
    expect([await top(s), await s.evaluate('$')]).toEqual(['Last', '{"n":1,"asked":"yes"}'])
    const renamed = edited((states) => {
      states.Final = states.Last!
      delete states.Last
      states.More!.Default = 'Final'
    })
    const { description, text } = await toHere(s, renamed)
    expect([description, text]).toEqual([
      'Restarted, and not come to Last',
      'Last is gone from the new text. Loop goes on with More now, and went on with Last before. 1 change that you had made has no place on this way.',
    ])
    expect(await top(s)).toBe('Loop (exit)')
  })

  test.each<[string, (states: States) => void, string, string]>([
    [
      'goes on with another state',
      (states) => {
        states.More!.Default = 'End'
        ;(states.More!.Choices as object[]).push({ Variable: '$.no', IsPresent: true, Next: 'Last' })
      },
      'More (exit)',
      'More goes on with End now, and went on with Last before.',
    ],
    [
      'ends before',
      (states) => {
        delete states.Loop!.Next
        states.Loop!.End = true
        states.Ask!.Catch = [{ ErrorEquals: ['States.ALL'], Next: 'More' }]
      },
      'Loop (exit)',
      'Loop is the last state now, and went on with More before.',
    ],
    ['fails', (states) => (states.Loop!.Parameters = { 'n.$': '$.missing' }), 'Loop (failed)', 'Loop fails now, and did not before.'],
    ['has no such stage', (states) => delete states.Last!.Parameters, 'Last (exit)', 'Last has no stage afterParameters on this way.'],
  ])('stands where the ways part: the new text %s', async (_, change, place, why) => {
    const s = await opened(base, undefined, { unmocked: 'echo' })
    let event = await s.move('next')
    while ((await top(s)) !== 'Last') event = await s.move('next')
    expect(event.event).toBe('stopped')
    await s.request('next', { threadId: 1, granularity: 'instruction' })
    await s.stopped()
    await s.request('next', { threadId: 1, granularity: 'instruction' })
    await s.stopped()
    expect(await top(s)).toBe('Last (afterParameters)')
    expect(await toHere(s, edited(change))).toMatchObject({ reason: 'restart', description: 'Restarted, and not come to Last', text: why })
    expect(await top(s)).toBe(place)
    expect(s.console).toContain(why)
  })

  test('begins elsewhere: it stands at the beginning', async () => {
    const machine = (StartAt: string) => ({
      StartAt,
      States: {
        A: { Type: 'Pass', Next: 'B' },
        B: { Type: 'Choice', Choices: [{ Variable: '$.x', IsPresent: true, Next: 'A' }], Default: 'C' },
        C: { Type: 'Succeed' },
      },
    })
    const s = await opened(machine('A'), 'C')
    expect(await toHere(s, machine('B'))).toMatchObject({ text: 'It begins with B now, and began with A before.' })
    expect(await top(s)).toBe('B')
  })

  test('a branch that there is no longer is said where the Parallel is left', async () => {
    const s = await opened(parallel, 'RightEnd')
    const machine = structuredClone(parallel) as unknown as { States: { Both: { Branches: unknown[] } } }
    machine.States.Both.Branches.pop()
    expect(await toHere(s, machine)).toMatchObject({
      text: 'RightEnd is gone from the new text. Both is left without having come to RightEnd.',
    })
    expect(await top(s)).toBe('Both (exit)')
  })

  test('asks a task anew that calls something else, or with something else', async () => {
    const s = await opened(base, 'Last', {})
    await answer(s, 'first')
    expect(
      await toHere(
        s,
        edited((states) => (states.Ask!.Resource = lambda('other'))),
      ),
    ).toMatchObject({ reason: 'task' })
    expect(await answer(s, 'second')).toMatchObject({ reason: 'restart' })
    expect(await s.evaluate('$.asked')).toBe('"second"')
    expect(
      await toHere(
        s,
        edited((states) => (states.Ask!.Parameters = { other: 1 })),
      ),
    ).toMatchObject({ reason: 'task' })
    expect(await answer(s, 'third')).toMatchObject({ reason: 'restart' })
    expect([await top(s), await s.evaluate('$.asked')]).toEqual(['Last', '"third"'])
  })

  test('with a mock file a later call takes the answer that is its own', async () => {
    const mocks = {
      StateMachines: { M: { TestCases: { T: { Ask: 'R' } } } },
      MockedResponses: { R: { 0: { Return: 'a' }, 1: { Return: 'b' }, 2: { Return: 'c' } } },
    }
    const machine = (more: object) => ({
      StartAt: 'Ask',
      States: {
        Ask: { Type: 'Task', Resource: lambda('ask'), ResultPath: '$.a', Next: 'Between' },
        Between: { Type: 'Choice', ...more, Choices: [{ Variable: '$.stop', IsPresent: true, Next: 'Z' }], Default: 'Ask' },
        Z: { Type: 'Succeed' },
      },
    })
    const s = new TestSession({ 'machine.asl.json': machine({}), 'mocks.json': mocks })
    await s.launch({ input: {}, mockConfig: 'mocks.json', testCase: 'T' }, [{ line: s.line('Between') }])
    await s.move('continue')
    expect(await s.evaluate('$.a')).toBe('"b"')
    await toHere(s, machine({ Comment: 'new' }))
    expect(await s.evaluate('$.a')).toBe('"b"')
    await s.move('continue')
    expect(await s.evaluate('$.a')).toBe('"c"')
    // also where it is asked anew after a step back
    await s.move('stepBack')
    await s.move('stepBack')
    await s.request('setVariable', { variablesReference: await s.scopeReference('Input'), name: 'a', value: '"edited"' })
    await s.move('continue')
    expect(await s.evaluate('$.a')).toBe('"c"')
  })

  test('a new text with errors is refused, and nothing has changed', async () => {
    const s = await opened(base, 'Last', { unmocked: 'echo' })
    writeFileSync(s.path('machine.asl.json'), '{"StartAt": "Nowhere", "States": {}}')
    await expect(s.request('stepthrough/restartToHere')).rejects.toThrow(/definition has errors/)
    expect(await top(s)).toBe('Last')
    expect((await s.move('next')).event).toBe('stopped')
  })

  test('is refused where nothing stands', async () => {
    const s = await opened(base, undefined, { unmocked: 'echo', time: 'real' })
    await s.move('continue')
    await expect(s.request('stepthrough/restartToHere')).rejects.toThrow(/has ended/)
  })
})
