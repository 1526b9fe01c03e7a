import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Lines } from '../../core/base/lines'
import { bindTasks } from '../../hosts/node/tasks/bind'
import { at, pass } from './support/at'
import { jsonata } from './support/machines'
import { TestSession } from './support/session'

const Resource = 'arn:aws:lambda:us-east-1:123456789012:function:f'

/** A task whose fields each see another value; a Map; a Choice. */
const order = {
  StartAt: 'Load',
  States: {
    Load: {
      Type: 'Task',
      Resource,
      InputPath: '$.order',
      Parameters: { 'id.$': '$.id' },
      ResultSelector: { 'total.$': '$.body.total' },
      ResultPath: '$.loaded',
      OutputPath: '$.loaded',
      Next: 'Check',
    },
    Check: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.total', NumericGreaterThan: 100, Next: 'Large' },
        { Variable: '$.total', NumericGreaterThan: 1, Next: 'Each' },
      ],
      Default: 'Large',
    },
    Each: {
      Type: 'Map',
      ItemsPath: '$$.Execution.Input.items',
      ItemSelector: { 'price.$': '$$.Map.Item.Value.price', 'total.$': '$.total' },
      ItemProcessor: { StartAt: 'Item', States: { Item: { Type: 'Pass', End: true } } },
      Next: 'Large',
    },
    Large: { Type: 'Pass', Parameters: { 'never.$': '$.never' }, End: true },
  },
}
const input = { order: { id: 7 }, items: [{ price: 3 }, { price: 4 }] }
const mockConfig = {
  StateMachines: { Order: { TestCases: { Case: { Load: 'Loaded' } } } },
  MockedResponses: { Loaded: { 0: { Return: { body: { total: 42 } } } } },
}

async function launched(more: object = {}, breakpoints: string[] = []) {
  const s = new TestSession({ 'machine.asl.json': order, 'mock.json': mockConfig })
  const lines = breakpoints.map((state) => ({ line: s.line(state) }))
  const mocks = { mockConfig: 'mock.json', testCase: 'Case', stateMachineName: 'Order' }
  await s.launch({ input, ...mocks, stopOnEntry: breakpoints.length === 0, ...more }, lines)
  return s
}

/** A hover over a text of the program, with the mouse where that begins. */
async function hover(s: TestSession, text: string, expression: string, threadId = 1, occurrence = 0, path = s.path('machine.asl.json')) {
  const program = readFileSync(s.path('machine.asl.json'), 'utf8')
  let offset = program.indexOf(text)
  for (let i = 0; i < occurrence; i++) offset = program.indexOf(text, offset + 1)
  const { line, character } = new Lines(program).position(offset + text.indexOf(expression))
  const source = { path }
  const where = { line: line + 1, column: character + 1, source }
  return s.send('evaluate', { expression, context: 'hover', frameId: await s.frame(threadId), ...where }) as Promise<{
    success: boolean
    message?: string
    body: { result: string; variablesReference: number }
  }>
}

describe('a hover', () => {
  const fields: [string, string, string][] = [
    ['"InputPath": "$.order"', '$.order', '{"id":7}'],
    ['"id.$": "$.id"', '$.id', '7'],
    ['"total.$": "$.body.total"', '$.body.total', '42'],
    ['"ResultPath": "$.loaded"', '$.loaded', '{"total":42}'],
    ['"OutputPath": "$.loaded"', '$.loaded', '{"total":42}'],
  ]

  test.each(['file://', 'vscode-remote://127.0.0.1:8000', 'vscode-remote://ssh-remote%2Bhost'])(
    'finds the file that an editor names %s',
    async (prefix) => {
      const s = await launched({ stepBy: 'stage' })
      const path = prefix + s.path('machine.asl.json')
      expect((await hover(s, '"InputPath": "$.order"', '$.order', 1, 0, path)).body.result).toBe('{"id":7}')
      await s.move('next')
      await s.move('next')
      expect((await hover(s, '"InputPath": "$.order"', '$.order', 1, 0, path)).body.result).toBe('{"id":7}')
    },
  )

  test('sees what its field sees, where the execution stands and where it has been', async () => {
    const s = await launched({ stepBy: 'stage' })
    const seen = async () => Promise.all(fields.map(async ([text, expression]) => (await hover(s, text, expression)).body.result))
    const notYet = fields.slice(1).map(([, expression]) => `${expression} is not evaluated yet`)
    expect(await seen()).toEqual(['{"id":7}', ...notYet])
    while (!(await s.stack())[0]!.includes('(exit)')) await s.move('next')
    expect(await seen()).toEqual(fields.map(([, , value]) => value))
    await s.move('next')
    expect(await seen()).toEqual(fields.map(([, , value]) => `${value} (from the last visit)`))
    expect((await hover(s, '"Variable": "$.total"', '$.total')).body.result).toBe('42')
  })

  test('of a state that has not run leaves the answer to the editor', async () => {
    const s = await launched()
    expect(await hover(s, '"never.$": "$.never"', '$.never')).toMatchObject({ success: false, message: 'Large has not run yet.' })
    expect((await hover(s, '"StartAt": "Load"', 'Load')).body.result).toBe(
      '{"state":"Load","visits":1,"input":{"order":{"id":7},"items":[{"price":3},{"price":4}]}}',
    )
  })

  test('in an ItemSelector sees the item of the iteration that one stands in', async () => {
    const s = await launched({}, ['Item'])
    const over = async (threadId: number) => (await hover(s, '"$$.Map.Item.Value.price"', '$$.Map.Item.Value.price', threadId)).body.result
    expect([await over(1), await over(2), await over(3)]).toEqual(['3', '3', '4'])
    expect((await hover(s, '"total.$": "$.total"', '$.total', 3)).body.result).toBe('42')
  })

  test('of a value that has members opens to them, and cannot be written', async () => {
    const s = await launched({}, ['Check'])
    const { body } = await hover(s, fields[0]![0], '$.order')
    expect(body.result).toBe('{"id":7} (from the last visit)')
    const { variables } = await s.request('variables', { variablesReference: body.variablesReference })
    expect(variables).toMatchObject([{ name: 'id', value: '7', presentationHint: { attributes: ['readOnly'] } }])
  })

  test('in JSONata sees the result behind the work alone, and finds nothing politely', async () => {
    const T = { Type: 'Task', Resource, Arguments: { n: '{% $states.input.n %}' }, Output: '{% $states.result.n %}', Next: 'U' }
    const machine = { QueryLanguage: 'JSONata', StartAt: 'T', States: { T, U: { Type: 'Succeed' } } }
    const s = new TestSession({ 'machine.asl.json': machine })
    await s.launch({ input: { n: 5 }, unmocked: 'echo' }, [{ line: s.line('U') }])
    expect((await hover(s, '{% $states.result.n %}', '$states.result.n')).body.result).toBe('5 (from the last visit)')
    expect((await hover(s, '{% $states.input.n %}', '$states.input.missing')).body.result).toBe('$states.input.missing finds nothing')
  })

  test('outside of every field is what it always was', async () => {
    const s = await launched()
    expect((await hover(s, '"Type": "Task"', '$.order.id')).body.result).toBe('7')
    const elsewhere = { line: 1, column: 1, source: { path: '/nowhere.asl.json' } }
    expect(
      await s.request('evaluate', { expression: '$.order.id', context: 'hover', frameId: await s.frame(), ...elsewhere }),
    ).toMatchObject({ result: '7' })
    const odd = { line: 99_999, column: -5, source: { path: s.path('machine.asl.json') } }
    expect(await s.request('evaluate', { expression: '$.order.id', context: 'hover', frameId: await s.frame(), ...odd })).toMatchObject({
      result: '7',
    })
  })
})

describe('a stack', () => {
  const lineIn = (text: string, what: string) => text.slice(0, text.indexOf(what)).split('\n').length

  test('leads from the field over the state, its item and its Map to the machine', async () => {
    const s = await launched({ stepBy: 'stage' }, ['Item'])
    await s.move('next', 2)
    const text = readFileSync(s.path('machine.asl.json'), 'utf8')
    const item = s.line('Item')
    expect(await s.frames(2)).toEqual([
      `End (exit):${item + 2}`,
      `Item:${item}`,
      `Each [0]:${lineIn(text, '"StartAt": "Item"')}`,
      `Each:${s.line('Each')}`,
      'Order:2',
    ])
    const { stackFrames } = await s.request('stackTrace', { threadId: 2 })
    expect(stackFrames.map(({ canRestart, presentationHint }) => [canRestart, presentationHint])).toEqual([
      [true, undefined],
      [true, undefined],
      [false, 'subtle'],
      [true, undefined],
      [false, 'subtle'],
    ])
    const scopes = await Promise.all(stackFrames.map(({ id }) => s.request('scopes', { frameId: id })))
    expect(scopes.map(({ scopes }) => scopes.map(({ name }) => name).includes('Input'))).toEqual([true, true, false, true, false])
    expect(scopes[2]!.scopes.map(({ name }) => name)).toEqual(['Context'])
  })

  test('says which attempt it is, of how many, and which waits', async () => {
    const T = { Type: 'Task', Resource, Retry: [{ ErrorEquals: ['E'], MaxAttempts: 2, IntervalSeconds: 1 }], End: true }
    const s = new TestSession({ 'machine.asl.json': { StartAt: 'T', States: { T } } })
    await s.launch({ unmocked: 'prompt' }, [], ['all'])
    const names = async () => (await s.stack()).map((name) => name.replace(/:\d+$/, ''))
    expect(await names()).toEqual(['Resource (waits for its result)', 'T'])
    await s.evaluate('throw E', 'repl')
    expect((await s.stopped()).reason).toBe('exception')
    expect(await names()).toEqual(['Retry[0] (retry)', 'T'])
    await s.move('continue')
    expect(await names()).toEqual(['Resource (waits for its result)', 'T (attempt 2 of 3)'])
  })

  test('goes on in the machine whose task waits for the execution', async () => {
    const start = {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:child', Name: 'one' },
      End: true,
    }
    const child = { StartAt: 'Inner', States: { Inner: { Type: 'Pass', End: true } } }
    const s = new TestSession(
      {
        'machine.asl.json': { StartAt: 'Start', States: { Start: start } },
        'child.asl.json': child,
        'stepthrough.json': { stateMachines: { child: 'child.asl.json' } },
      },
      undefined,
      { bind: bindTasks },
    )
    await s.launch({ stopOnEntry: true })
    const { body } = await s.move('stepIn')
    expect(await s.frames(body.threadId)).toEqual(['Inner:4', 'child (one):2', 'Start:4', 'machine:2'])
  })
})

describe('who wrote a value', () => {
  test('by its row in the Variables view, with the place of each step and its event', async () => {
    const s = await launched({}, ['Item'])
    const { name, rows } = await s.request('stepthrough/whoWrote', {
      variablesReference: await s.scopeReference('Input', 2),
      name: 'total',
    })
    expect(name).toBe('$.total')
    expect(rows.map(({ state, text, kind, event }) => [state, kind, text, event])).toEqual([
      ['Each', 'handed', 'the input of the iteration Each [0]', expect.any(Number)],
      ['Each', 'read', 'ItemSelector: $.total', expect.any(Number)],
      ['Load', 'read', 'OutputPath: $.loaded', expect.any(Number)],
      ['Load', 'read', 'ResultPath: $.loaded', expect.any(Number)],
      ['Load', 'read', 'ResultSelector: $.body.total', expect.any(Number)],
      ['Load', 'answered', 'the result of the task, answered by the mock file', expect.any(Number)],
    ])
    const { events } = await s.request('stepthrough/getEvents', { from: rows.at(-1)!.event! - 1, count: 1 })
    expect(events[0]!.type).toBe('LambdaFunctionSucceeded')
    const text = readFileSync(s.path('machine.asl.json'), 'utf8').split('\n')
    expect(text[rows[2]!.line! - 1]).toContain('OutputPath')
    expect(rows[2]!.source).toMatchObject({ path: s.path('machine.asl.json') })
  })

  test('by an expression, in the console too', async () => {
    const s = await launched({}, ['Check'])
    const { rows } = await s.request('stepthrough/whoWrote', { expression: '$.total', frameId: await s.frame() })
    expect(rows.at(-1)!.kind).toBe('answered')
    expect(await s.evaluate('who $.total', 'repl')).toMatch(
      /^Load: OutputPath: \$\.loaded \(event \d+\)\n[\s\S]*answered by the mock file \(event \d+\)$/,
    )
  })

  test.each([
    [{ expression: '$sum([1])' }, 'Nobody knows where $sum([1]) comes from.'],
    [{ expression: '$nothing' }, 'There is no variable $nothing.'],
    [{ variablesReference: 999, name: 'x' }, 'The variables reference 999 is gone: the execution has moved on.'],
    [{}, undefined],
  ])('of %j is refused, if nobody knows', async (args, message) => {
    const s = await at({ a: 1 })
    const response = await s.send('stepthrough/whoWrote', args)
    if (message !== undefined) expect(response).toMatchObject({ success: false, message })
    expect(response.message ?? '').not.toContain('A bug')
  })

  test('of what is not there says so, and the way that it would have come', async () => {
    const s = await at({ a: 1 })
    expect(await s.request('stepthrough/whoWrote', { expression: '$.b.c' })).toMatchObject({
      name: '$.b.c',
      nothing: '$.b.c finds nothing',
      rows: [{ text: 'the input of the execution' }],
    })
    expect(await s.evaluate('who $.b', 'repl')).toMatch(
      /^\$\.b finds nothing\. It would have come this way:\n\w+: the input of the execution/,
    )
    expect(await s.request('stepthrough/whoWrote', { expression: '$.a' })).not.toHaveProperty('nothing')
  })

  test.each(['$$.Execution.Input.a', '$states.context.Execution.Input.a', '{% $states.context.Execution.Input.a %}'])(
    'of %s in the context object is the input of the execution',
    async (expression) => {
      const s = await at({ a: 1 })
      const { rows } = await s.request('stepthrough/whoWrote', { expression })
      expect(rows).toMatchObject([{ kind: 'given', event: 1 }])
    },
  )

  test('a text that is JSON has come as a whole', async () => {
    const s = await at({ body: '{"a": {"b": 1}}' })
    const [body] = await s.rows('Input')
    const [a] = (await s.request('variables', { variablesReference: body!.variablesReference })).variables
    const { rows } = await s.request('stepthrough/whoWrote', { variablesReference: a!.variablesReference, name: 'b' })
    expect(rows).toMatchObject([{ kind: 'given', event: 1 }])
  })
})

describe('a value is copied', () => {
  const copied = async (s: TestSession, scope: string, name: string, as: 'json' | 'path' | 'mock') =>
    (await s.request('stepthrough/copyValue', { variablesReference: await s.scopeReference(scope), name, as })).text

  test('as JSON, as the path that a field has for it, as the answer of a mock file', async () => {
    const s = await launched({}, ['Each'])
    expect(await copied(s, 'Input', 'total', 'json')).toBe('42')
    expect(await copied(s, 'Input', 'total', 'path')).toBe('$.total')
    expect(await copied(s, 'Context', 'Execution', 'path')).toBe('$$.Execution')
    expect(JSON.parse(await copied(s, 'Input', 'total', 'mock'))).toEqual({ Return: 42 })
  })

  test('in the words of JSONata, and of an error', async () => {
    const s = await at({ items: [{ price: 10, 'a b': 1 }] }, jsonata)
    expect(await copied(s, 'Input', 'items', 'path')).toBe('$states.input.items')
    const failing = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E', Cause: 'c' } } }
    const t = new TestSession({ 'machine.asl.json': failing })
    await t.launch({})
    expect(JSON.parse(await copied(t, 'Error', 'Cause', 'mock'))).toEqual({ Throw: { Error: 'E', Cause: 'c' } })
  })

  test('as nothing else, and not where there is none', async () => {
    const s = await at({ a: 1, body: '[1]' })
    const reference = await s.scopeReference('Input')
    for (const as of ['toString', '__proto__', 'xml'])
      expect((await s.send('stepthrough/copyValue', { variablesReference: reference, name: 'a', as })).success).toBe(false)
    await expect(s.request('stepthrough/copyValue', { variablesReference: reference, name: 'z', as: 'json' })).rejects.toThrow(
      'no member z',
    )
    const [, body] = await s.rows('Input')
    await expect(
      s.request('stepthrough/copyValue', { variablesReference: body!.variablesReference, name: '0', as: 'path' }),
    ).rejects.toThrow('No expression names 0.')
  })
})

describe('values behind the lines', () => {
  const shown = async (s: TestSession, threadId = 1) => {
    const { values } = await s.request('stepthrough/inlineValues', { frameId: await s.frame(threadId) })
    const text = readFileSync(s.path('machine.asl.json'), 'utf8').split('\n')
    return values.map(({ line, text: value }) => `${text[line - 1]!.trim().replace(/,$/, '')} ${value}`)
  }

  test('say what each field has given, and which rule matched', async () => {
    const s = await launched({ stepBy: 'stage' })
    expect(await shown(s)).toEqual([])
    while (!(await s.stack())[0]!.includes('(exit)')) await s.move('next')
    expect(await shown(s)).toEqual([
      '"InputPath": "$.order" {"id":7}',
      '"id.$": "$.id" 7',
      `"Resource": "${Resource}" {"body":{"total":42}}`,
      '"total.$": "$.body.total" 42',
      '"OutputPath": "$.loaded" {"total":42}',
    ])
    const load = await shown(s)
    await s.move('next')
    expect(await shown(s)).toEqual(load)
    while (!(await s.stack())[0]!.includes('(exit)')) await s.move('next')
    expect(await shown(s)).toEqual(['{ matched', ...load])
  })

  test('are those of the states around, and of those that were left, as far as the execution has come', async () => {
    const s = await launched({}, ['Item'])
    const around = ['"ItemsPath": "$$.Execution.Input.items" [{"price":3},{"price":4}]']
    const before = await shown(s, 2)
    expect(before.slice(0, 1)).toEqual(around)
    expect(before).toContain('{ matched')
    expect(before).toContain('"total.$": "$.body.total" 42')
    expect((await s.move('reverseContinue')).body.reason).toBe('entry')
    expect(await shown(s)).toEqual([])
  })

  test('say how often a task is tried, and who caught its error', async () => {
    const Retry = [{ ErrorEquals: ['E'], MaxAttempts: 1, IntervalSeconds: 5 }]
    const T = { Type: 'Task', Resource, Retry, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'U' }], End: true }
    const s = new TestSession({ 'machine.asl.json': { StartAt: 'T', States: { T, U: { Type: 'Pass', End: true } } } })
    await s.launch({ stopOnEntry: true, unmocked: 'prompt', stepBy: 'stage' })
    const fail = async () => {
      while (!(await s.stack())[0]!.includes('waits for its result')) await s.move('next')
      await s.request('stepthrough/answerTask', { threadId: 1, error: 'E' })
    }
    const reach = async (stage: string) => {
      while (!(await s.stack())[0]!.includes(`(${stage}`)) await s.move('next')
    }
    await fail()
    await reach('retry')
    expect(await shown(s)).toEqual(['{ attempt 1 of 2, next backoff 5 s'])
    await fail()
    await reach('exit')
    expect(await shown(s)).toEqual(['{ caught E', '{ attempt 2 of 2, no further attempt'])
  })

  test('are none of a text that has been edited, of a frame that is gone, and while it runs', async () => {
    const s = await at({}, pass)
    expect(await s.request('stepthrough/inlineValues', { frameId: 12_345 })).toEqual({ values: [] })
  })
})
