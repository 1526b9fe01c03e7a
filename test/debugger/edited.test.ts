import { rmSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parallel } from './support/machines'
import { TestSession } from './support/session'

const machine = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'C' }, C: { Type: 'Pass', End: true } } }
const file = 'machine.asl.json'

/** Stands at A; `edit` writes the file as it is then. */
async function standing(definition: unknown = machine) {
  const s = new TestSession({ [file]: definition })
  await s.launch({ input: {}, stopOnEntry: true })
  return { s, edit: (text: unknown) => writeFileSync(s.path(file), typeof text === 'string' ? text : JSON.stringify(text, null, 2)) }
}

const said = (s: TestSession) =>
  s.events.filter(({ event, body }) => event === 'output' && body.category === 'important').map(({ body }) => body.output)
const sentence = `${file} has changed: use Restart or Restart to Here.\n`

const longer = { Comment: 'new', ...machine, States: { New: { Type: 'Pass', Next: 'A' }, ...machine.States } }

describe('a definition that is edited while its execution stands', () => {
  test('says once that the old text runs, and the frame stays on its state', async () => {
    const { s, edit } = await standing()
    expect(await s.stack()).toEqual(['A:4'])
    edit(longer)
    expect(await s.stack()).toEqual([`A:${s.line('A')}`])
    expect(s.line('A')).toBe(9)
    const { stackFrames } = await s.request('stackTrace', { threadId: 1 })
    expect(stackFrames[0]!.source).toMatchObject({ path: s.path(file), origin: 'changed since the launch' })
    await s.move('next')
    expect(await s.stack()).toEqual([`B:${s.line('B')}`])
    expect(said(s)).toEqual([sentence])
  })

  test('the text of before is that of the run again, and another change is said again', async () => {
    const { s, edit } = await standing()
    edit(longer)
    await s.stack()
    edit(machine)
    expect(await s.stack()).toEqual(['A:4'])
    edit(longer)
    await s.stack()
    expect(said(s)).toEqual([sentence, sentence])
  })

  test('a state that is gone has no place, and the run goes on', async () => {
    const { s, edit } = await standing()
    edit({ StartAt: 'C', States: { C: { Type: 'Pass', End: true } } })
    const { stackFrames } = await s.request('stackTrace', { threadId: 1 })
    const gone = { line: 0, column: 0 }
    expect(stackFrames).toMatchObject([
      { name: 'A', ...gone, presentationHint: 'subtle' },
      { name: 'machine', ...gone, presentationHint: 'label' },
    ])
    expect(stackFrames[0]!.source).toBeUndefined()
    await s.move('next')
    await s.move('next')
    expect(await s.stack()).toEqual([`C:${s.line('C')}`])
  })

  test.each(['', '{', '"StartAt', '{"States": {"A": [', 'not json at all'])('even to %j', async (text) => {
    const { s, edit } = await standing()
    edit(text)
    expect((await s.request('stackTrace', { threadId: 1 })).stackFrames).toHaveLength(2)
    expect((await s.move('continue')).event).toBe('terminated')
  })

  test('even when it is deleted: it stands where it was', async () => {
    const { s } = await standing()
    rmSync(s.path(file))
    expect(await s.stack()).toEqual(['A:4'])
    expect((await s.move('continue')).event).toBe('terminated')
  })

  test('breakpoints and jumps go by the lines of the new text', async () => {
    const { s, edit } = await standing()
    edit(longer)
    const source = { path: s.path(file) }
    const set = await s.request('setBreakpoints', { source, breakpoints: [{ line: s.line('C') }, { line: s.line('New') }] })
    expect(set.breakpoints).toMatchObject([
      { verified: true, line: s.line('C') },
      { verified: false, reason: 'pending', line: s.line('New'), message: expect.stringMatching(/^This place is not part of the run/) },
    ])
    const targets = async (name: string) => (await s.request('gotoTargets', { source, line: s.line(name) })).targets
    expect(await targets('New')).toEqual([])
    const [target] = await targets('B')
    expect(target).toMatchObject({ label: 'B', line: s.line('B') })
    await s.request('goto', { threadId: 1, targetId: target!.id })
    await s.stopped()
    expect(await s.stack()).toEqual([`B:${s.line('B')}`])
    await s.move('continue')
    expect(await s.stack()).toEqual([`C:${s.line('C')}`])
  })

  test('in branches by the path of names', async () => {
    const { s, edit } = await standing(parallel)
    await s.move('stepIn')
    edit({ Comment: 'new', Version: '1.0', ...parallel })
    expect(await s.stack(2)).toEqual([`Left:${s.line('Left')}`, `Both:${s.line('Both')}`])
  })

  test('is looked at when the client says that it has been saved', async () => {
    const { s, edit } = await standing()
    await s.request('stepthrough/programSaved')
    expect(said(s)).toEqual([])
    edit(longer)
    await s.request('stepthrough/programSaved')
    expect((await s.next('invalidated')).body).toEqual({ areas: ['stacks'] })
    expect(said(s)).toEqual([sentence])
  })

  test('runs after a restart', async () => {
    const { s, edit } = await standing()
    edit({ ...longer, StartAt: 'New' })
    await s.request('restart')
    await s.stopped()
    expect(await s.stack()).toEqual([`New:${s.line('New')}`])
    expect(said(s)).toEqual([])
  })
})
