import { describe, expect, test } from 'vitest'
import { orders } from './support/machines'
import { TestSession } from './support/session'

describe('tasks that wait for a person', () => {
  const both = {
    StartAt: 'Both',
    States: {
      Both: {
        Type: 'Parallel',
        Branches: ['Left', 'Right'].map((name) => ({
          StartAt: name,
          States: { [name]: { Type: 'Task', Resource: `arn:aws:lambda:us-east-1:123456789012:function:${name}`, End: true } },
        })),
        End: true,
      },
    },
  }

  test('each stops its own thread, and each is answered by itself', async () => {
    const s = new TestSession({ 'machine.asl.json': both })
    expect((await s.launch({ unmocked: 'prompt' })).body).toMatchObject({ reason: 'task', threadId: 2 })
    expect((await s.move('continue')).body).toMatchObject({ reason: 'task', threadId: 3 })
    // Nothing else can happen: going on leads back to the first that waits.
    expect((await s.move('continue')).body).toMatchObject({ reason: 'task', threadId: 2 })
    expect((await s.request('stepthrough/pendingTasks')).tasks.map(({ stateName }) => stateName)).toEqual(['Left', 'Right'])
    expect(await s.stack(3)).toEqual([`Right (waits for its result):${s.line('Right')}`, `Both:${s.line('Both')}`])
    await s.request('stepthrough/answerTask', { threadId: 3, output: 'r' })
    expect(await s.stack(3)).toEqual([`Right (has its answer):${s.line('Right')}`, `Both:${s.line('Both')}`])
    expect((await s.next('invalidated')).body).toEqual({ areas: ['stacks'] })
    expect((await s.move('continue')).body).toMatchObject({ reason: 'task', threadId: 2 })
    expect(await s.evaluate('{"l": 1}', 'repl', 2)).toMatch(/^Left has its result/)
    expect((await s.move('continue')).event).toBe('terminated')
    expect(s.console).toMatch(/\[\{"l":1\},"r"\]/)
  })

  test('an answer that was given before stepping back is not asked for again', async () => {
    const s = new TestSession({ 'machine.asl.json': orders })
    await s.launch({ unmocked: 'prompt', input: {} })
    await s.evaluate('{"id": 1}', 'repl')
    expect((await s.move('next')).body).toMatchObject({ reason: 'step' })
    await s.move('stepBack')
    expect((await s.move('next')).body).toMatchObject({ reason: 'step' })
    expect(await s.scope('Input')).toEqual({ order: '{"id":1}' })
    // The next task waits, is left by stepping back, and waits again.
    expect((await s.move('next')).body).toMatchObject({ reason: 'task' })
    await s.move('stepBack')
    expect((await s.request('stepthrough/pendingTasks')).tasks).toEqual([])
    expect((await s.move('next')).body).toMatchObject({ reason: 'task' })
    await s.evaluate('"paid"', 'repl')
    expect((await s.move('next')).body).toMatchObject({ reason: 'step' })
    expect(await s.evaluate('$.payment')).toBe('"paid"')
    const asked = s.events.filter(({ event }) => event === 'stepthrough/taskPending').map(({ body }) => body.key)
    expect(asked).toEqual(['CreateOrder#1#0', 'ProcessPayment#1#0', 'ProcessPayment#1#0'])
  })

  test('an input that was changed after stepping back is asked for anew', async () => {
    const s = new TestSession({ 'machine.asl.json': orders })
    await s.launch({ unmocked: 'prompt', input: { a: 1 } })
    await s.evaluate('{"id": 1}', 'repl')
    await s.move('next')
    await s.move('stepBack')
    await s.request('setVariable', { variablesReference: await s.scopeReference('Input'), name: 'a', value: '2' })
    expect((await s.move('next')).body).toMatchObject({ reason: 'task' })
    expect((await s.request('stepthrough/pendingTasks')).tasks[0]!.input).toBe('{"a":2}')
  })

  test('without debugging they are answered while it runs', async () => {
    const s = new TestSession({ 'machine.asl.json': both })
    await s.initialize()
    await s.request('launch', { program: s.path('machine.asl.json'), unmocked: 'prompt', noDebug: true } as never)
    await s.request('configurationDone')
    await s.next('stepthrough/taskPending')
    await s.request('stepthrough/answerTask', { threadId: 2, output: 1 })
    await s.request('evaluate', { expression: '2', context: 'repl' })
    await s.next('terminated')
    expect(s.console).toMatch(/\[1,2\]/)
    expect(s.events.some(({ event }) => event === 'stopped')).toBe(false)
  })

  test('a restart withdraws them', async () => {
    const s = new TestSession({ 'machine.asl.json': both })
    await s.launch({ unmocked: 'prompt' })
    await s.request('restart')
    await s.next('stepthrough/taskAnswered')
    expect(await s.stopped()).toMatchObject({ reason: 'task', threadId: 2 })
  })
})
