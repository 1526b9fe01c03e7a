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
    expect(await s.stack(3)).toEqual([
      `Resource (waits for its result):${s.line('Right') + 2}`,
      `Right:${s.line('Right')}`,
      `Both:${s.line('Both')}`,
    ])
    await s.request('stepthrough/answerTask', { threadId: 3, output: 'r' })
    expect(await s.stack(3)).toEqual([
      `Resource (has its answer):${s.line('Right') + 2}`,
      `Right:${s.line('Right')}`,
      `Both:${s.line('Both')}`,
    ])
    expect((await s.next('invalidated')).body).toEqual({ areas: ['stacks'] })
    expect((await s.move('continue')).body).toMatchObject({ reason: 'task', threadId: 2 })
    expect(await s.evaluate('{"l": 1}', 'repl', 2)).toMatch(/^Left has its result/)
    expect((await s.stoppedOrEnded()).event).toBe('terminated')
    expect(s.console).toMatch(/\[\{"l":1\},"r"\]/)
  })

  test('an answer that was given before stepping back is not asked for again', async () => {
    const s = new TestSession({ 'machine.asl.json': orders })
    await s.launch({ unmocked: 'prompt', input: {} })
    await s.request('stepthrough/answerTask', { threadId: 1, output: { id: 1 } })
    expect((await s.move('next')).body).toMatchObject({ reason: 'step' })
    await s.move('stepBack')
    expect((await s.move('next')).body).toMatchObject({ reason: 'step' })
    expect(await s.scope('Input')).toEqual({ order: '{"id":1}' })
    // The next task waits, is left by stepping back, and waits again.
    expect((await s.move('next')).body).toMatchObject({ reason: 'task' })
    await s.move('stepBack')
    expect((await s.request('stepthrough/pendingTasks')).tasks).toEqual([])
    expect((await s.move('next')).body).toMatchObject({ reason: 'task' })
    await s.request('stepthrough/answerTask', { threadId: 1, output: 'paid' })
    expect((await s.move('next')).body).toMatchObject({ reason: 'step' })
    expect(await s.evaluate('$.payment')).toBe('"paid"')
    const asked = s.events.filter(({ event }) => event === 'stepthrough/taskPending').map(({ body }) => body.key)
    expect(asked).toEqual(['CreateOrder#1#0', 'ProcessPayment#1#0', 'ProcessPayment#1#0'])
  })

  test('an input that was changed after stepping back is asked for anew', async () => {
    const s = new TestSession({ 'machine.asl.json': orders })
    await s.launch({ unmocked: 'prompt', input: { a: 1 } })
    await s.request('stepthrough/answerTask', { threadId: 1, output: { id: 1 } })
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

  test('with goOn the run goes on to where it was going: a step to its state, a run to its end', async () => {
    const s = new TestSession({ 'machine.asl.json': orders })
    await s.launch({ unmocked: 'prompt', input: {}, stopOnEntry: true })
    expect((await s.move('next')).body).toMatchObject({ reason: 'task' })
    await s.request('stepthrough/answerTask', { threadId: 1, output: { id: 1 }, goOn: true })
    expect((await s.next('continued')).body).toEqual({ threadId: 1, allThreadsContinued: true })
    expect(await s.stopped()).toMatchObject({ reason: 'step' })
    expect((await s.move('continue')).body).toMatchObject({ reason: 'task' })
    await s.request('stepthrough/answerTask', { threadId: 1, error: 'Payment.Declined', goOn: true })
    await s.next('continued')
    expect((await s.stoppedOrEnded()).event).toBe('terminated')
  })

  test('an execution that stands for another reason stays where it is', async () => {
    const s = new TestSession({ 'machine.asl.json': both })
    await s.launch({ unmocked: 'prompt' })
    expect((await s.move('next', 2)).body).toMatchObject({ reason: 'task', threadId: 3 })
    await s.request('stepBack', { threadId: 3 })
    await s.stopped()
    const [left] = (await s.request('stepthrough/pendingTasks')).tasks
    if (left) await s.request('stepthrough/answerTask', { threadId: left.threadId, output: 1, goOn: true })
    expect(s.events.filter(({ event }) => event === 'continued')).toEqual([])
  })

  test('going on without an answer asks again', async () => {
    const s = new TestSession({ 'machine.asl.json': orders })
    await s.launch({ unmocked: 'prompt', input: {} })
    for (const command of ['continue', 'next', 'stepIn'] as const) expect((await s.move(command)).body).toMatchObject({ reason: 'task' })
    const asked = s.events.filter(({ event }) => event === 'stepthrough/taskPending').map(({ body }) => body.key)
    expect(asked).toEqual(Array(4).fill('CreateOrder#1#0'))
  })

  const each = {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemProcessor: {
          StartAt: 'Price',
          States: {
            Price: {
              Type: 'Task',
              Resource: 'arn:aws:states:::lambda:invoke',
              Parameters: { FunctionName: 'price', 'Payload.$': '$' },
              ResultSelector: { 'price.$': '$.Payload.price' },
              Catch: [{ ErrorEquals: ['NoPrice'], Next: 'Free' }],
              End: true,
            },
            Free: { Type: 'Pass', Result: 0, End: true },
          },
        },
        End: true,
      },
    },
  }

  test.each([
    ['a result', { output: { Payload: { price: 2 } } }, '[{"price":2},{"price":2},{"price":2}]'],
    ['an error', { error: 'NoPrice' }, '[0,0,0]'],
  ])('%s for every call of the state is asked for once', async (_, answer, output) => {
    const s = new TestSession({ 'machine.asl.json': each })
    expect((await s.launch({ unmocked: 'prompt', input: [1, 2, 3] })).body).toMatchObject({ reason: 'task' })
    await s.request('stepthrough/answerTask', { threadId: 2, ...answer, forState: true, goOn: true })
    expect((await s.stoppedOrEnded()).event).toBe('terminated')
    expect(s.console).toContain(output)
  })

  test("each call's own input can be its result", async () => {
    const s = new TestSession({ 'machine.asl.json': each })
    const machine = structuredClone(each) as { States: { Each: { ItemProcessor: { States: { Price: { ResultSelector?: object } } } } } }
    machine.States.Each.ItemProcessor.States.Price.ResultSelector = { 'item.$': '$.Payload' }
    const t = new TestSession({ 'machine.asl.json': machine })
    await t.launch({ unmocked: 'prompt', input: [1, 2] })
    await t.request('stepthrough/answerTask', { threadId: 2, echo: true, forState: true, goOn: true })
    await t.next('terminated')
    expect(t.console).toContain('[{"item":1},{"item":2}]')
    await s.launch({ unmocked: 'prompt', input: [1] })
    await expect(s.request('stepthrough/answerTask', { threadId: 2, echo: true, output: 1 } as never)).rejects.toThrow(/"echo"/)
  })

  test('the person who is asked is told what the states behind it read, and what the state handles', async () => {
    const s = new TestSession({ 'machine.asl.json': each })
    await s.launch({ unmocked: 'prompt', input: [1] })
    const { skeleton, errors } = await s.request('stepthrough/taskHelp', { threadId: 2 })
    expect(JSON.parse(skeleton!)).toEqual({ StatusCode: 200, Payload: { price: '' } })
    expect(errors[0]).toEqual({ name: 'NoPrice', doc: 'handled here' })
    expect(errors.map(({ name }) => name)).toEqual(expect.arrayContaining(['States.TaskFailed', 'Lambda.TooManyRequestsException']))
  })

  test('an answer is written into a mock file, which then answers', async () => {
    const s = new TestSession({ 'machine.asl.json': each })
    await s.launch({ unmocked: 'prompt', input: [1, 2] })
    const answer = { output: { Payload: { price: 3 } } }
    const { edits, stateMachineName } = await s.request('stepthrough/recordAnswer', {
      threadId: 2,
      text: '',
      testCase: 'Recorded',
      forState: true,
      answer,
    })
    expect(stateMachineName).toBe('Machine')
    const again = new TestSession({ 'machine.asl.json': each, 'MockConfigFile.json': edits.map(({ text }) => text).join('') })
    const launched = { mockConfig: again.path('MockConfigFile.json'), testCase: 'Recorded', unmocked: 'fail', input: [1, 2] } as const
    expect((await again.launch(launched)).event).toBe('terminated')
    expect(again.console).toContain('[{"price":3},{"price":3}]')
    await expect(
      s.request('stepthrough/recordAnswer', { threadId: 2, text: '{"MockedResponses": 1}', testCase: 'T', forState: false, answer }),
    ).rejects.toThrow(/"MockedResponses" of the mock file is no object/)
  })
})
