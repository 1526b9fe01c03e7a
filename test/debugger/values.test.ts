import { describe, expect, test } from 'vitest'
import { hello, jsonata, parallel } from './support/machines'
import { TestSession } from './support/session'

const pass = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', End: true } } }
const files = { 'machine.asl.json': pass }

async function at(input: unknown, machine: unknown = pass): Promise<TestSession> {
  const s = new TestSession({ 'machine.asl.json': machine })
  await s.launch({ input: JSON.stringify(input), stopOnEntry: true })
  return s
}

describe('scopes', () => {
  test('show values as JSON with their type, and an expression for each', async () => {
    const s = await at({ text: 'a', n: 1.5, no: null, yes: true, list: [1], 'a b': { c: [] }, empty: {} })
    const rows = await s.rows('Input')
    expect(rows.map(({ name, value, type, evaluateName }) => [name, value, type, evaluateName])).toEqual([
      ['text', '"a"', 'string', '$.text'],
      ['n', '1.5', 'number', '$.n'],
      ['no', 'null', 'null', '$.no'],
      ['yes', 'true', 'boolean', '$.yes'],
      ['list', '[1]', 'array', '$.list'],
      ['a b', '{"c":[]}', 'object', "$['a b']"],
      ['empty', '{}', 'object', '$.empty'],
    ])
    expect(rows.map(({ variablesReference }) => variablesReference > 0)).toEqual([false, false, false, false, true, true, false])
    const inner = await s.request('variables', { variablesReference: rows[5]!.variablesReference })
    expect(inner.variables[0]).toMatchObject({ name: 'c', evaluateName: "$['a b'].c" })
    expect(await s.evaluate("$['a b'].c")).toBe('[]')
  })

  test('every evaluateName gives its value, in both query languages', async () => {
    for (const machine of [pass, jsonata]) {
      const s = new TestSession({ 'machine.asl.json': machine })
      const variables = { v: { 'a b': [{ "it's": 1 }] } }
      await s.launch({ input: { items: [{ price: 1, 'a b': "it's" }] }, variables, stopOnEntry: true, stepBy: 'stage' })
      const walk = async (reference: number): Promise<void> => {
        for (const row of (await s.request('variables', { variablesReference: reference })).variables) {
          expect(await s.evaluate(row.evaluateName!)).toBe(row.value)
          if (row.variablesReference > 0) await walk(row.variablesReference)
        }
      }
      await walk(await s.scopeReference('Input'))
      await walk(await s.scopeReference('Context'))
      await walk(await s.scopeReference('Variables'))
      while (!(await s.stack())[0]!.includes('(exit)')) await s.move('next')
      await walk(await s.scopeReference('Input'))
      await walk(await s.scopeReference('Output'))
    }
  })

  test('a payload without members is one row', async () => {
    const s = await at(42)
    expect(await s.scope('Input')).toEqual({ $: '42' })
  })

  test('large arrays come in pages', async () => {
    const s = await at({ list: Array.from({ length: 100_000 }, (_, i) => i) }, { ...pass })
    const [row] = await s.rows('Input')
    expect(row).toMatchObject({ indexedVariables: 100_000 })
    const page = await s.request('variables', { variablesReference: row!.variablesReference, filter: 'indexed', start: 99_998, count: 100 })
    expect(page.variables.map(({ name, value }) => [name, value])).toEqual([
      ['99998', '99998'],
      ['99999', '99999'],
    ])
    const none = await s.request('variables', { variablesReference: row!.variablesReference, filter: 'named' })
    expect(none.variables).toEqual([])
  })

  test('large arrays come in parts to a client that does not ask for pages', async () => {
    const s = await at(Array.from({ length: 2500 }, (_, i) => i))
    const rows = await s.rows('Input')
    expect(rows.map(({ name }) => name)).toEqual(['[0..999]', '[1000..1999]', '[2000..2499]'])
    const { variablesReference } = rows[2]!
    await s.request('setVariable', { variablesReference, name: '2499', value: '"last"' })
    const { variables } = await s.request('variables', { variablesReference })
    expect(variables).toHaveLength(500)
    expect(variables.at(-1)).toMatchObject({ name: '2499', value: '"last"', evaluateName: '$[2499]' })
  })

  test('the stages of a state so far, by the names of inspectionData', async () => {
    const s = new TestSession({ 'machine.asl.json': hello })
    await s.launch({ input: { name: 'x' }, stopOnEntry: true, stepBy: 'stage' })
    await s.move('next')
    await s.move('next')
    expect(Object.keys(await s.scope('Stages'))).toContain('afterResultPath')
    expect(await s.scope('Output')).toEqual({ name: '"x"', greeting: '"Hello"' })
  })
})

describe('a change', () => {
  test('of a member of the payload is what the state runs with', async () => {
    const s = await at({ order: { items: [{ n: 1 }, { n: 2 }] }, keep: 'x' })
    const [order] = await s.rows('Input')
    const [items] = (await s.request('variables', { variablesReference: order!.variablesReference })).variables
    const changed = await s.request('setVariable', { variablesReference: items!.variablesReference, name: '1', value: '{"n": 7}' })
    expect(changed).toMatchObject({ value: '{"n":7}', type: 'object', namedVariables: 1 })
    await s.request('setVariable', { variablesReference: changed.variablesReference!, name: 'n', value: '8' })
    expect(await s.evaluate('$.order')).toBe('{"items":[{"n":1},{"n":8}]}')
    expect(s.events.filter(({ event }) => event === 'invalidated')).toHaveLength(2)
    await s.move('next')
    expect(await s.scope('Input')).toEqual({ order: '{"items":[{"n":1},{"n":8}]}', keep: '"x"' })
    await s.move('stepBack')
    expect(await s.evaluate('$.order.items[1].n')).toBe('8')
  })

  test('takes an expression, and refuses what is neither', async () => {
    const s = await at({ a: 1, b: [1, 2] })
    const reference = await s.scopeReference('Input')
    expect(await s.request('setVariable', { variablesReference: reference, name: 'a', value: '$.b[1]' })).toMatchObject({ value: '2' })
    expect(
      await s.request('setVariable', { variablesReference: reference, name: 'a', value: '{% $sum($states.input.b) %}' }),
    ).toMatchObject({ value: '3' })
    await expect(s.request('setVariable', { variablesReference: reference, name: 'a', value: 'two' })).rejects.toThrow(
      'two is neither JSON nor an expression.',
    )
    await expect(s.request('setVariable', { variablesReference: reference, name: 'z', value: '1' })).rejects.toThrow(
      'There is no member z here.',
    )
    expect(await s.scope('Input')).toEqual({ a: '3', b: '[1,2]' })
  })

  test('of a whole payload without members', async () => {
    const s = await at('text')
    await s.request('setVariable', { variablesReference: await s.scopeReference('Input'), name: '$', value: '[1]' })
    await s.move('next')
    expect(await s.scope('Input')).toEqual({ 0: '1' })
  })

  test('of a variable', async () => {
    const s = await at({ items: [{ price: 10 }] }, jsonata)
    await s.move('next')
    await s.request('setVariable', { variablesReference: await s.scopeReference('Variables'), name: '$total', value: '100' })
    await s.move('continue')
    expect(s.console).toMatch(/\{"gross":120\}/)
  })

  test('by expression', async () => {
    const s = await at({ items: [{ price: 10 }], a: {} }, jsonata)
    const frameId = await s.frame()
    expect(await s.request('setExpression', { expression: '$states.input.items[0].price', value: '5', frameId })).toMatchObject({
      value: '5',
    })
    expect(await s.request('setExpression', { expression: '$states.input.a.added', value: '{"x": 1}', frameId })).toMatchObject({
      value: '{"x":1}',
    })
    await s.request('setExpression', { expression: '$states.input.a.`b c`', value: '2', frameId })
    expect(await s.evaluate('$states.input.a')).toBe('{"added":{"x":1},"b c":2}')
    await expect(s.request('setExpression', { expression: '$sum([1])', value: '5', frameId })).rejects.toThrow(
      '$sum([1]) names no place that can be assigned to.',
    )
    await s.move('next')
    expect(await s.evaluate('$total')).toBe('5')
    await s.request('setExpression', { expression: '$total', value: '6', frameId: await s.frame() })
    expect(await s.evaluate('$total')).toBe('6')
  })

  test('of what is past or made by the service is refused', async () => {
    const s = new TestSession({ 'machine.asl.json': hello })
    await s.launch({ input: { name: 'x' }, stopOnEntry: true, stepBy: 'stage' })
    await s.move('next')
    await expect(
      s.request('setVariable', { variablesReference: await s.scopeReference('Input'), name: 'name', value: '1' }),
    ).rejects.toThrow(/is past/)
    const context = await s.scopeReference('Context')
    await expect(s.request('setVariable', { variablesReference: context, name: 'State', value: '1' })).rejects.toThrow(/cannot be changed/)
  })
})

describe('evaluate', () => {
  const input = { name: 'x', n: 2, items: [{ price: 1 }, { price: 3 }] }
  test.each([
    ['$', JSON.stringify(input)],
    ['$.items[*].price', '[1,3]'],
    ['$.items[?(@.price > 2)]', '[{"price":3}]'],
    ['$$.State.Name', '"A"'],
    ["States.Format('{}-{}', $.name, $.n)", '"x-2"'],
    ['{% $sum($states.input.items.price) %}', '4'],
    ['$sum($.items.price) * 2', '8'],
    ['$.n > 1', 'true'],
    ['$states.context.State.Name', '"A"'],
    ['$.nothing.here ? 1 : 2', '2'],
    ['[1, 2]', '[1,2]'],
    ['nothing', 'undefined'],
    ['B', '{"state":"B","visits":0}'],
    ['"A"', `{"state":"A","visits":1,"input":${JSON.stringify(input)}}`],
  ])('%s', async (expression, result) => {
    const s = await at(input)
    expect(await s.evaluate(expression)).toBe(result)
  })

  test.each([
    ['$.missing', /^\$\.missing finds nothing$/],
    ['$nobody.x', /^There is no variable \$nobody$/],
    ['States.Nonsense()', /Nonsense/],
    ['States.ArrayGetItem($.items, 9)', /ArrayGetItem/],
    ['{% $nonsense() %}', /^There is no function \$nonsense$/],
    ['1 +', /^Unexpected end of expression$/],
    ['$number("x")', /^The evaluation failed\. D3030: /],
  ])('%s fails', async (expression, message) => {
    const s = await at(input)
    const response = await s.send('evaluate', { expression, context: 'watch', frameId: await s.frame() })
    expect(response).toMatchObject({ success: false, message: expect.stringMatching(message), body: { error: { showUser: false } } })
  })

  test('of an array as the payload', async () => {
    const s = await at([1, 2, 3])
    expect(await s.evaluate('$[1]')).toBe('2')
    expect(await s.evaluate('$sum($) + $count($)')).toBe('9')
    expect(await s.evaluate('$.length()')).toBe('3')
  })

  test('a variable by its bare name, as a hover sees it', async () => {
    const s = await at({ items: [{ price: 10 }] }, jsonata)
    await s.move('next')
    expect(await s.evaluate('total', 'hover')).toBe('10')
    expect(await s.evaluate('Sum', 'hover')).toMatch(/"output":\{"items"/)
  })

  test('for the clipboard gives all of the value', async () => {
    const s = await at({ list: Array.from({ length: 1000 }, (_, i) => i) })
    expect(JSON.parse(await s.evaluate('$.list', 'clipboard'))).toHaveLength(1000)
    expect((await s.evaluate('$.list', 'watch')).length).toBeLessThan(200)
  })

  test('a result expands, and in the console goes on to do so', async () => {
    const s = await at(input)
    const { variablesReference } = await s.request('evaluate', { expression: '$.items', context: 'repl', frameId: await s.frame() })
    await s.move('next')
    expect((await s.request('variables', { variablesReference })).variables.map(({ value }) => value)).toEqual([
      '{"price":1}',
      '{"price":3}',
    ])
  })

  test('a result in the console cannot be changed when the execution has moved on', async () => {
    const s = await at(input)
    const { variablesReference } = await s.request('evaluate', { expression: '$', context: 'repl', frameId: await s.frame() })
    await s.move('next')
    await expect(s.request('setVariable', { variablesReference, name: 'n', value: '9' })).rejects.toThrow(/cannot be changed/)
    expect(await s.evaluate('$.n')).toBe('2')
  })

  test('in the frame of the owner', async () => {
    const s = await at({ who: 'owner' }, parallel)
    await s.move('stepIn')
    await s.move('next', 2)
    const { stackFrames } = await s.request('stackTrace', { threadId: 2 })
    const inner = await s.request('evaluate', { expression: '$', frameId: stackFrames[0]!.id })
    const outer = await s.request('evaluate', { expression: '$$.State.Name', frameId: stackFrames[1]!.id })
    expect([inner.result, outer.result]).toEqual(['"l"', '"Both"'])
  })

  test('never changes the run', async () => {
    const machine = { StartAt: 'A', States: { A: { Type: 'Pass', Parameters: { 'id.$': 'States.UUID()' }, End: true } } }
    const run = async (ask: boolean) => {
      const s = await at({}, machine)
      if (ask) for (let i = 0; i < 3; i++) await s.evaluate('States.UUID()')
      await s.move('continue')
      return s.console
    }
    expect(await run(true)).toBe(await run(false))
  })
})

describe('completions in the console', () => {
  test.each([
    ['$.it', ['items'], 3],
    ['$.items[0].', ['price', 'a b'], 12],
    ['1 + $.n', ['n', 'name'], 7],
    ['States.Array', ['Array', 'ArrayContains', 'ArrayGetItem', 'ArrayLength', 'ArrayPartition', 'ArrayRange', 'ArrayUnique'], 8],
    ['$states.', ['input', 'context'], 9],
    ['$su', ['$sum', '$substring', '$substringAfter', '$substringBefore'], 1],
    ['nothing.', [], 0],
  ])('%s', async (text, labels, start) => {
    const s = await at({ items: [{ price: 1, 'a b': 2 }], n: 1, name: 'x' })
    const { targets } = await s.request('completions', { text, column: text.length + 1, frameId: await s.frame() })
    expect(targets.map(({ label }) => label).sort()).toEqual([...labels].sort())
    if (labels.length > 0) expect(Math.max(...targets.map((target) => target.start ?? 0))).toBe(start)
  })
})

describe('a hostile payload', () => {
  test('with __proto__ and constructor as names', async () => {
    const s = new TestSession(files)
    await s.launch({ input: '{"__proto__": {"a": 1}, "constructor": {"prototype": 2}, "toString": null}', stopOnEntry: true })
    expect(await s.scope('Input')).toEqual(JSON.parse('{"__proto__":"{\\"a\\":1}","constructor":"{\\"prototype\\":2}","toString":"null"}'))
    await s.request('setVariable', { variablesReference: await s.scopeReference('Input'), name: '__proto__', value: '{"b": 2}' })
    expect(await s.evaluate("$['__proto__']")).toBe('{"b":2}')
    await s.move('continue')
    expect(({} as { b?: number }).b).toBeUndefined()
    expect(s.console).toMatch(/\{"__proto__":\{"b":2\},"constructor":\{"prototype":2\},"toString":null\}/)
  })

  test('nested 10,000 deep', async () => {
    const s = new TestSession(files)
    await s.launch({ input: '['.repeat(10_000) + ']'.repeat(10_000), stopOnEntry: true })
    let reference = await s.scopeReference('Input')
    for (let i = 0; i < 200; i++) {
      const [row] = (await s.request('variables', { variablesReference: reference })).variables
      reference = row!.variablesReference
    }
    await s.request('setVariable', { variablesReference: reference, name: '0', value: '"bottom"' })
    expect((await s.evaluate('$', 'clipboard')).indexOf('"bottom"')).toBe(201)
    for (const expression of ['$..x', '$string($)', '{% $states.input %}', '$[0][0]'])
      await s.send('evaluate', { expression, frameId: await s.frame() })
    const end = await s.move('continue')
    expect(end.event).toBe('terminated')
    expect(s.console).toMatch(/Execution succeeded/)
  })

  test('endless JSONata in a watch is an error soon', async () => {
    const s = await at({})
    const begin = performance.now()
    await expect(s.evaluate('( $f := function($n) { $f($n + 1) }; $f(1) )')).rejects.toThrow(/^The evaluation failed: .*timeout/)
    expect(performance.now() - begin).toBeLessThan(5000)
    expect(await s.evaluate('1')).toBe('1')
  })
})

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
