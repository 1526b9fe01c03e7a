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
    expect(await top(s, 2)).toBe('I (afterParameters)')
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
