import { describe, expect, test } from 'vitest'
import { at } from './support/at'
import { parallel } from './support/machines'
import { TestSession } from './support/session'

describe('jumps', () => {
  const three = {
    StartAt: 'A',
    States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Fail', Error: 'No' }, C: { Type: 'Pass', End: true } },
  }

  test('goto enters another state of the machine with the payload as it is', async () => {
    const machine = structuredClone(three) as { States: Record<string, Record<string, unknown>> }
    machine.States.A = { Type: 'Choice', Choices: [{ Variable: '$.x', IsPresent: true, Next: 'C' }], Default: 'B' }
    const s = await at({ n: 1 }, machine)
    const source = { path: s.path('machine.asl.json') }
    const { targets } = await s.request('gotoTargets', { source, line: s.line('C') + 1 })
    expect(targets).toMatchObject([{ label: 'C', line: s.line('C') }])
    await s.request('goto', { threadId: 1, targetId: targets[0]!.id })
    expect(await s.stopped()).toMatchObject({ reason: 'goto' })
    expect(await s.stack()).toEqual([`C:${s.line('C')}`])
    expect(await s.scope('Input')).toEqual({ n: '1' })
    await s.move('stepBack')
    expect(await s.stack()).toEqual([`A:${s.line('A')}`])
    await s.request('goto', { threadId: 1, targetId: targets[0]!.id })
    await s.stopped()
    expect((await s.move('continue')).event).toBe('terminated')
    expect(s.console).toMatch(/Execution succeeded/)
  })

  test('a state of another machine is no target', async () => {
    const s = await at({}, parallel)
    const source = { path: s.path('machine.asl.json') }
    const { targets } = await s.request('gotoTargets', { source, line: s.line('Left') })
    await expect(s.request('goto', { threadId: 1, targetId: targets[0]!.id })).rejects.toThrow(/Left is in another/)
  })

  test('restartFrame runs the owner again from its entry', async () => {
    const s = await at({}, parallel)
    await s.move('stepIn')
    await s.move('next', 2)
    const { stackFrames } = await s.request('stackTrace', { threadId: 2 })
    await s.request('restartFrame', { frameId: stackFrames.find(({ name }) => name === 'Both')!.id })
    expect(await s.stopped()).toMatchObject({ reason: 'restart', threadId: 1 })
    expect((await s.request('threads')).threads).toHaveLength(1)
    expect(await s.stack()).toEqual([`Both:${s.line('Both')}`])
  })

  test('stepIn goes into the branch that is asked for', async () => {
    const s = await at({}, parallel)
    const { targets } = await s.request('stepInTargets', { frameId: await s.frame() })
    expect(targets).toEqual([
      { id: 0, label: 'Branch 0: Left' },
      { id: 1, label: 'Branch 1: Right' },
      { id: 1_000_000_000, label: 'Stages of Both' },
    ])
    await s.request('stepIn', { threadId: 1, targetId: 1 })
    expect(await s.stopped()).toMatchObject({ threadId: 3 })
  })
})

describe('Step Out by stages', () => {
  const machine = {
    StartAt: 'A',
    States: {
      A: { Type: 'Pass', InputPath: '$', Parameters: { x: 1 }, ResultPath: '$.r', Next: 'P' },
      P: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'I', States: { I: { Type: 'Pass', Parameters: { y: 1 }, Next: 'J' }, J: { Type: 'Pass', End: true } } }],
        Next: 'Z',
      },
      Z: { Type: 'Pass', Parameters: { z: 1 }, End: true },
    },
  }
  const open = async () => {
    const s = new TestSession({ 'machine.asl.json': machine })
    await s.launch({ input: {}, stopOnEntry: true, stepBy: 'stage' })
    return s
  }
  const top = async (s: TestSession, threadId = 1) => (await s.stack(threadId))[0]!.replace(/:\d+$/, '')

  test('leads from a stage of a state to the next state', async () => {
    const s = await open()
    await s.move('next')
    expect(await top(s)).toBe('Parameters (input)')
    await s.move('next')
    expect(await top(s)).toBe('ResultPath (afterParameters)')
    await s.move('stepOut')
    expect(await top(s)).toBe('P')
  })

  test('from the entry of a state of the machine too, and from the last to the end', async () => {
    const s = await open()
    await s.move('stepOut')
    expect(await top(s)).toBe('P')
    await s.move('stepOut')
    expect(await top(s)).toBe('Z')
    await s.move('next')
    expect((await s.move('stepOut')).event).toBe('terminated')
  })

  test('in a branch from a stage to the next state, and from its entry to the Parallel', async () => {
    const s = await open()
    await s.move('stepOut')
    await s.move('stepIn')
    while ((await top(s)) !== 'P (children)' && !(await s.request('threads')).threads.some(({ id }) => id === 2)) await s.move('stepIn')
    await s.move('next', 2)
    await s.move('next', 2)
    expect(await top(s, 2)).toBe('Next (afterParameters)')
    await s.move('stepOut', 2)
    expect(await top(s, 2)).toBe('J')
    expect((await s.move('stepOut', 2)).body).toMatchObject({ threadId: 1 })
    expect(await top(s)).toBe('Branches (result)')
  })

  test('by states it runs to the end, as before', async () => {
    const s = new TestSession({ 'machine.asl.json': machine })
    await s.launch({ input: {}, stopOnEntry: true })
    expect((await s.move('stepOut')).event).toBe('terminated')
  })
})

describe('with stepOthersFirst', () => {
  const machine = {
    StartAt: 'P',
    States: {
      P: {
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'A1',
            States: {
              A1: { Type: 'Pass', Parameters: { x: 1 }, Next: 'A2' },
              A2: { Type: 'Pass', Next: 'A3' },
              A3: { Type: 'Pass', End: true },
            },
          },
          {
            StartAt: 'B1',
            States: { B1: { Type: 'Pass', Next: 'B2' }, B2: { Type: 'Pass', Next: 'B3' }, B3: { Type: 'Pass', End: true } },
          },
          { StartAt: 'C1', States: { C1: { Type: 'Pass', Next: 'C2' }, C2: { Type: 'Wait', Seconds: 5, End: true } } },
        ],
        End: true,
      },
    },
  }
  const open = async (attributes = {}, lines: string[] = []) => {
    const s = new TestSession({ 'machine.asl.json': machine })
    const breakpoints = lines.map((name) => ({ line: s.line(name) }))
    await s.launch({ input: {}, stopOnEntry: true, stepOthersFirst: true, ...attributes }, breakpoints)
    for (let threadId = 1; threadId === 1; ) threadId = (await s.move('stepIn')).body.threadId
    return s
  }
  const entered = async (s: TestSession) =>
    (await s.request('stepthrough/getHistory')).events.flatMap(({ event, state }) =>
      event.type.endsWith('StateEntered') ? (state?.name ?? []) : [],
    )

  test('the others have come to where they wait or end when a step of one thread ends', async () => {
    const s = await open()
    expect((await s.move('next', 2)).body).toMatchObject({ reason: 'step', threadId: 2 })
    expect(await s.stack(2)).toEqual([`A2:${s.line('A2')}`, `P:${s.line('P')}`])
    expect((await s.request('threads')).threads.map(({ id }) => id)).toEqual([1, 2, 4])
    expect((await s.stack(4))[1]).toBe(`C2:${s.line('C2')}`)
    expect(await entered(s)).toEqual(['P', 'A1', 'B1', 'C1', 'B2', 'C2', 'B3', 'A2'])
  })

  test('a breakpoint stops another thread meanwhile, and no place is looked at twice', async () => {
    const s = await open({}, ['A1', 'B2'])
    // A1 is where it stood: its breakpoint had its turn when the thread came to it
    const stops = [(await s.move('next', 2)).body]
    stops.push((await s.move('next', 2)).body)
    expect(stops).toMatchObject([
      { reason: 'breakpoint', threadId: 3 },
      { reason: 'step', threadId: 2 },
    ])
    expect((await s.stack(2))[0]).toBe(`A2:${s.line('A2')}`)
  })

  test('a step back by stage leads to the stage before, however often the thread has let others go', async () => {
    const s = await open({ stepBy: 'stage' })
    const top = async () => (await s.stack(2))[0]!.replace(/:\d+$/, '')
    const stages = [await top()]
    for (; stages.at(-1) !== 'A2'; stages.push(await top())) await s.move('next', 2)
    expect(stages.length).toBeGreaterThan(2)
    const back = [await top()]
    for (; back.at(-1) !== 'A1'; back.push(await top())) await s.move('stepBack', 2)
    expect(back.reverse()).toEqual(stages)
  })

  test('without it the threads go on as they always do', async () => {
    const s = await open({ stepOthersFirst: false })
    await s.move('next', 2)
    expect(await entered(s)).toEqual(['P', 'A1', 'B1', 'C1', 'A2', 'B2', 'C2'])
  })
})
