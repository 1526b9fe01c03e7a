import type { DebugProtocol as P } from '@vscode/debugprotocol'
import { describe, expect, test } from 'vitest'
import { counting, jsonata, lines, orderMocks, orders, parallel } from './support/machines'
import { TestSession } from './support/session'

type Asked = Omit<P.DataBreakpoint, 'dataId'> & { name: string }

/** A session that stands at its first state and has data breakpoints on expressions. */
async function watching(machine: object, input: unknown, asked: readonly Asked[], more: object = {}): Promise<TestSession> {
  const s = new TestSession({ 'machine.asl.json': machine, 'mock.json': orderMocks })
  await s.launch({ input: JSON.stringify(input), stopOnEntry: true, ...more })
  await set(s, asked)
  return s
}

async function set(s: TestSession, asked: readonly Asked[]) {
  const breakpoints: P.DataBreakpoint[] = []
  for (const { name, ...rest } of asked) {
    const { dataId } = (await s.request('dataBreakpointInfo', { name }))!
    breakpoints.push({ dataId: dataId!, ...rest })
  }
  return (await s.request('setDataBreakpoints', { breakpoints }))!.breakpoints
}

/** Where it stops: the text, and the state. */
async function stops(s: TestSession): Promise<string[]> {
  const told: string[] = []
  for (let i = 0; i < 40; i++) {
    const { event, body } = await s.move('continue')
    if (event === 'terminated') return told
    told.push(`${body.reason === 'data breakpoint' ? body.text : body.reason} at ${(await s.stack(body.threadId)).join(' < ')}`)
  }
  throw new Error('endless')
}

const assign = {
  StartAt: 'A',
  States: {
    A: { Type: 'Pass', Assign: { n: 1, other: 1 }, Next: 'B' },
    B: { Type: 'Pass', Assign: { n: 1 }, Next: 'C' },
    C: { Type: 'Pass', Assign: { 'n.$': 'States.MathAdd($n, 1)' }, Next: 'D' },
    D: { Type: 'Pass', End: true },
  },
}

describe('a value that changes stops the execution', () => {
  test('in the payload, told with the field that has written it', async () => {
    const s = await watching(counting, {}, [{ name: '$.n' }])
    expect(await stops(s)).toEqual([
      '$.n: nothing -> 0, by Result of Init at Next (exit):9 < Init:4',
      ...[1, 2, 3, 4, 5].map((n) => `$.n: ${n - 1} -> ${n}, by Parameters of Add at Next (exit):16 < Add:11`),
    ])
  })

  test('a variable, and not where it is assigned the same', async () => {
    const s = await watching(assign, {}, [{ name: '$n' }])
    expect(await stops(s)).toEqual([
      `$n: nothing -> 1, by Assign of A at B:${s.line('B')}`,
      `$n: 1 -> 2, by Assign of C at D:${s.line('D')}`,
    ])
  })

  test('the result of a task, deep inside', async () => {
    const s = await watching(orders, {}, [{ name: '$.order.total' }, { name: '$.payment' }], { mockConfig: 'mock.json', testCase: 'Happy' })
    expect((await stops(s)).map((line) => line.replace(/ at .*/, ''))).toEqual([
      '$.order.total: nothing -> 42, by ResultPath of CreateOrder',
      '$.payment: nothing -> {"receipt":"R-7"}, by ResultPath of ProcessPayment',
    ])
  })

  test('in JSONata too', async () => {
    const s = await watching(jsonata, { items: [{ price: 2 }] }, [{ name: '$total' }, { name: '$.gross' }])
    expect((await stops(s)).map((line) => line.replace(/ at .*/, ''))).toEqual([
      '$total: nothing -> 2, by Assign of Sum',
      '$.gross: nothing -> 2.4, by Output of Tax',
    ])
  })

  test('in each iteration by itself, in the thread that has changed it', async () => {
    const s = await watching(lines, { lines: [{ amount: 1 }, { amount: 2 }] }, [{ name: '$.price' }])
    expect((await stops(s)).map((line) => line.replace(/ at .*/, ''))).toEqual([
      '$.price: nothing -> 2, by Parameters of Price',
      '$.price: nothing -> 3, by Parameters of Price',
    ])
  })

  test('what branches give is the change of their state', async () => {
    const s = await watching(parallel, {}, [{ name: '$[0]' }])
    expect((await stops(s)).map((line) => line.replace(/ at .*/, ''))).toEqual(['$[0]: nothing -> "l", by the result of Both'])
  })

  test('with a condition and a hit count', async () => {
    const s = await watching(counting, {}, [{ name: '$.n', condition: '$.n >= 2', hitCondition: '2' }])
    expect((await stops(s)).map((line) => line.replace(/ at .*/, ''))).toEqual(['$.n: 2 -> 3, by Parameters of Add'])
  })

  test('nothing stops where all are taken away', async () => {
    const s = await watching(counting, {}, [{ name: '$.n' }])
    await set(s, [])
    expect(await stops(s)).toEqual([])
  })

  test('who goes back, or changes a value himself, has changed nothing', async () => {
    const s = await watching(counting, {}, [{ name: '$.n' }])
    for (const n of [0, 1, 2]) expect((await s.move('continue')).body.text).toMatch(new RegExp(`-> ${n},`))
    expect((await s.move('stepBack')).body.reason).toBe('step')
    expect(await s.evaluate('$.n')).toBe('1')
    expect((await s.move('continue')).body).toMatchObject({ reason: 'data breakpoint', text: '$.n: 1 -> 2, by Parameters of Add' })
    await s.request('setExpression', { expression: '$.n', value: '9', frameId: await s.frame() })
    expect((await s.move('continue')).event).toBe('terminated')
  })

  test('hits that are gone back over are counted again', async () => {
    const s = await watching(counting, {}, [{ name: '$.n', hitCondition: '3' }])
    expect((await s.move('continue')).body.text).toMatch('1 -> 2')
    await s.move('stepBack')
    expect((await s.move('continue')).body.text).toMatch('1 -> 2')
  })
})

describe('a value that is read stops the execution before the field that reads it', () => {
  test('in the payload, in a Choice Rule and in a template', async () => {
    const s = await watching(counting, {}, [{ name: '$.n', accessType: 'read', hitCondition: '<=2' }])
    expect((await stops(s)).map((line) => line.replace(/:\d+$/, ''))).toEqual([
      '$.n is read by States.MathAdd($.n, 1) in Parameters of Add at Parameters (input):13 < Add',
      '$.n is read by $.n in Choices[0] of More at Choices (input):20 < More',
    ])
  })

  test('a variable, and both', async () => {
    const s = await watching(assign, {}, [{ name: '$n', accessType: 'readWrite' }])
    expect((await stops(s)).map((line) => line.replace(/ at [A-Z].*/, ''))).toEqual([
      '$n: nothing -> 1, by Assign of A',
      '$n is read by States.MathAdd($n, 1) in Assign of C',
      '$n: 1 -> 2, by Assign of C',
    ])
  })

  test('in JSONata', async () => {
    const s = await watching(jsonata, { items: [{ price: 2 }] }, [
      { name: '$.items[0].price', accessType: 'read' },
      { name: '$total', accessType: 'read' },
    ])
    expect((await stops(s)).map((line) => line.replace(/ at [A-Z].*/, ''))).toEqual([
      '$.items[0].price is read by {% $sum($states.input.items.price) %} in Assign of Sum',
      '$total is read by {% $total * 1.2 %} in Output of Tax',
    ])
  })
})

describe('from the Variables view', () => {
  const info = async (s: TestSession, scope: string, name: string) =>
    (await s.request('dataBreakpointInfo', { variablesReference: await s.scopeReference(scope), name }))!

  test('of the input, a variable and a stage', async () => {
    const s = await watching(orders, {}, [], { mockConfig: 'mock.json', testCase: 'Slow' })
    const line = s.line('SendConfirmationEmail')
    await s.request('setBreakpoints', { source: { path: s.path('machine.asl.json') }, breakpoints: [{ line }] })
    await s.move('continue')
    expect(await info(s, 'Input', 'payment')).toEqual({
      dataId: '{"of":"payload","steps":["payment"]}',
      description: '$.payment',
      accessTypes: ['read', 'write', 'readWrite'],
      canPersist: true,
    })
    expect(await info(s, 'Context', 'State')).toEqual({ dataId: null, description: 'State is nothing that the state machine writes' })
    await expect(info(s, 'Input', 'nonsense')).rejects.toThrow('There is no member nonsense here.')
    await expect(s.request('dataBreakpointInfo', { variablesReference: 999, name: 'x' })).rejects.toThrow('is gone')
  })

  test('a value of a stage stops where another comes of it', async () => {
    const loop = {
      StartAt: 'Poll',
      States: {
        Poll: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', ResultPath: '$.job', Next: 'More' },
        More: { Type: 'Choice', Choices: [{ Variable: '$.job.status', StringEquals: 'DONE', Next: 'End' }], Default: 'Poll' },
        End: { Type: 'Succeed' },
      },
    }
    const statuses = ['RUNNING', 'RUNNING', 'DONE']
    const mocks = {
      StateMachines: { M: { TestCases: { T: { Poll: 'Poll' } } } },
      MockedResponses: { Poll: Object.fromEntries(statuses.map((status, i) => [i, { Return: { status } }])) },
    }
    const s = new TestSession({ 'machine.asl.json': loop, 'mock.json': mocks })
    await s.launch({ input: {}, mockConfig: 'mock.json', testCase: 'T', stopOnEntry: true, stepBy: 'stage' })
    await s.move('next')
    while (!(await s.stack())[0]!.includes('result')) await s.move('next')
    const { dataId, description } = await info(s, 'Result', 'status')
    expect([dataId, description]).toEqual(['{"of":"stage","state":"Poll","stage":"result","steps":["status"]}', 'result.status of Poll'])
    await s.request('setDataBreakpoints', { breakpoints: [{ dataId: dataId! }] })
    expect((await stops(s)).map((line) => line.replace(/ at .*/, ''))).toEqual([
      'result.status of Poll: "RUNNING" -> "DONE", by the result of Poll',
    ])
  })
})

describe('what is no place is refused', () => {
  test.each(['nonsense', '1 + 1', '$$.State.Name', '$.a[*]', 'States.UUID()', ''])('%j has no data', async (name) => {
    const s = await watching(counting, {}, [])
    expect((await s.request('dataBreakpointInfo', { name }))!.dataId).toBeNull()
  })

  test('an address is none', async () => {
    const s = await watching(counting, {}, [])
    expect(await s.request('dataBreakpointInfo', { name: '0x10', asAddress: true })).toEqual({
      dataId: null,
      description: 'A state machine has no addresses',
    })
  })

  test('before a launch an expression is one', async () => {
    const s = new TestSession({ 'machine.asl.json': counting })
    await s.initialize()
    expect(await s.request('dataBreakpointInfo', { name: '$.n' })).toMatchObject({ dataId: '{"of":"payload","steps":["n"]}' })
  })

  test.each([
    ['', /no such value/],
    ['{}', /no such value/],
    ['null', /no such value/],
    ['{"of":"payload","steps":[{}]}', /no such value/],
    ['{"of":"stage","state":"A","stage":"toString","steps":[]}', /no such value/],
    ['{"of":"__proto__","steps":[]}', /no such value/],
    ['{"of":"stage","state":"Gone","stage":"result","steps":[]}', /^No state is named "Gone"\.$/],
  ])('the data id %j', async (dataId, message) => {
    const s = await watching(counting, {}, [])
    const { breakpoints } = (await s.request('setDataBreakpoints', { breakpoints: [{ dataId }] }))!
    expect(breakpoints).toMatchObject([{ verified: false, message: expect.stringMatching(message) }])
    expect(await stops(s)).toEqual([])
  })

  test('a condition or a hit count that cannot be read', async () => {
    const s = await watching(counting, {}, [])
    const told = await set(s, [{ name: '$.n', condition: '$.n >' }, { name: '$.n', hitCondition: 'often' }, { name: '$.n' }])
    expect(told.map(({ verified, message }) => message ?? verified)).toEqual([
      expect.stringMatching(/^The condition "\$.n >" cannot be read/),
      expect.stringMatching(/^The hit count "often" is never met/),
      true,
    ])
  })
})
