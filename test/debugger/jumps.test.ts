import { describe, expect, test } from 'vitest'
import { at } from './support/at'
import { parallel } from './support/machines'

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
    await s.request('restartFrame', { frameId: stackFrames[1]!.id })
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
    ])
    await s.request('stepIn', { threadId: 1, targetId: 1 })
    expect(await s.stopped()).toMatchObject({ threadId: 3 })
  })
})
