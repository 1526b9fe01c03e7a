import { describe, expect, test } from 'vitest'
import { at, pass } from './support/at'
import { hello, jsonata } from './support/machines'
import { TestSession } from './support/session'

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

  test('the Context of an iteration says where its item comes from', async () => {
    const machine = {
      StartAt: 'M',
      States: {
        M: { Type: 'Map', ItemProcessor: { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } }, End: true },
      },
    }
    const s = await at(['x'], machine)
    await s.move('stepIn')
    expect((await s.stack(2))[0]).toContain('I')
    const expected = { Index: 0, Value: 'x', Source: 'STATE_DATA' }
    expect(JSON.parse(await s.evaluate('$$.Map.Item', 'watch', 2))).toEqual(expected)
    expect(JSON.parse((await s.rows('Context', 2)).find(({ name }) => name === 'Map')!.value)).toEqual({ Item: expected })
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

  /** The names of the scopes at each stage, and what a scope shows. */
  const stages = async (machine: unknown, scope: string) => {
    const s = new TestSession({ 'machine.asl.json': machine })
    const seen: [string, string[], unknown][] = []
    let event = await s.launch({ input: { a: { b: 1 } }, stopOnEntry: true, stepBy: 'stage' })
    while (event.event === 'stopped') {
      const [frame] = await s.stack()
      const { scopes } = await s.request('scopes', { frameId: await s.frame() })
      for (const { variablesReference } of scopes)
        expect((await s.request('variables', { variablesReference })).variables.length).toBeGreaterThan(0)
      seen.push([
        frame!.replace(/:\d+$/, ''),
        scopes.map(({ name }) => name),
        scopes.some(({ name }) => name === scope) ? await s.scope(scope) : {},
      ])
      event = await s.move('next')
    }
    return seen
  }

  test('none opens to nothing, and what is not known yet says so', async () => {
    const machine = {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', InputPath: '$.a', Parameters: { 'x.$': '$.b' }, ResultPath: '$.r', Next: 'B' },
        B: { Type: 'Pass', Next: 'F' },
        F: { Type: 'Fail', Error: 'E' },
      },
    }
    const notYet = { $: 'not yet evaluated' }
    expect(await stages(machine, 'Arguments')).toEqual([
      ['A', ['Input', 'Effective Input', 'Arguments', 'Output', 'Context'], notYet],
      ['InputPath (input)', ['Input', 'Effective Input', 'Arguments', 'Output', 'Context'], notYet],
      ['Parameters (afterInputPath)', ['Changes', 'Input', 'Effective Input', 'Arguments', 'Output', 'Context', 'Stages'], notYet],
      ['ResultPath (afterParameters)', ['Changes', 'Input', 'Effective Input', 'Arguments', 'Output', 'Context', 'Stages'], { x: '1' }],
      ['Next (afterResultPath)', ['Changes', 'Input', 'Effective Input', 'Arguments', 'Output', 'Context', 'Stages'], { x: '1' }],
      ['Next (exit)', ['Changes', 'Input', 'Effective Input', 'Arguments', 'Output', 'Context', 'Stages'], { x: '1' }],
      ['B', ['Changes', 'Input', 'Output', 'Context'], {}],
      ['Next (exit)', ['Changes', 'Input', 'Output', 'Context'], {}],
      ['F', ['Changes', 'Input', 'Context'], {}],
      ['Error (input)', ['Changes', 'Input', 'Context'], {}],
      ['F (failed)', ['Changes', 'Input', 'Context', 'Error'], {}],
    ])
    expect((await stages(machine, 'Changes')).map(([, , changes]) => changes)).toEqual([
      {},
      {},
      { since: 'the input', '$.b': 'added: 1', '$.a': 'removed: {"b":1}' },
      { since: 'afterInputPath', '$.x': 'added: 1', '$.b': 'removed: 1' },
      { since: 'afterParameters', '$.a': 'added: {"b":1}', '$.r': 'added: {"x":1}', '$.x': 'removed: 1' },
      { since: 'afterResultPath', nothing: 'has changed' },
      { since: 'the input of A', '$.r': 'added: {"x":1}' },
      { since: 'the input', nothing: 'has changed' },
      { since: 'the input of B', nothing: 'has changed' },
      { since: 'the input of B', nothing: 'has changed' },
      { since: 'the input', nothing: 'has changed' },
    ])
    expect((await stages(machine, 'Output')).slice(0, 6).map(([, , output]) => output)).toEqual([
      notYet,
      notYet,
      notYet,
      notYet,
      { a: '{"b":1}', r: '{"x":1}' },
      { a: '{"b":1}', r: '{"x":1}' },
    ])
  })

  test('the arguments can be changed where they are what comes next', async () => {
    const Resource = 'arn:aws:lambda:us-east-1:123456789012:function:f'
    const machine = { QueryLanguage: 'JSONata', StartAt: 'T', States: { T: { Type: 'Task', Resource, Arguments: { n: 1 }, End: true } } }
    const s = new TestSession({ 'machine.asl.json': machine })
    await s.launch({ stopOnEntry: true, stepBy: 'stage', unmocked: 'echo' })
    expect(await s.scope('Arguments')).toEqual({ $: 'not yet evaluated' })
    await s.move('next')
    await s.move('next')
    expect((await s.stack())[0]).toMatch(/^Resource \(afterArguments\):/)
    const set = async (value: string) =>
      s.request('setVariable', { variablesReference: await s.scopeReference('Arguments'), name: 'n', value })
    await set('2')
    expect(await s.scope('Arguments')).toEqual({ n: '2' })
    await set('3')
    expect([await s.scope('Arguments'), await s.scope('Stages')]).toEqual([{ n: '3' }, { afterArguments: '{"n":3}' }])
    await s.move('continue')
    expect(s.console).toMatch(/Execution succeeded\n\{"n":3\}/)
  })

  test('a text that is JSON opens to what it says, and can be changed inside', async () => {
    const body = JSON.stringify({ total: 1, inner: JSON.stringify(['a', { b: 2 }]) })
    for (const language of ['JSONPath', 'JSONata']) {
      const s = await at({ body, text: '{no JSON}', plain: 'x' }, { QueryLanguage: language, ...pass })
      const rows = await s.rows('Input')
      expect(rows.map(({ variablesReference }) => variablesReference > 0)).toEqual([true, true, false])
      expect(rows[0]).toMatchObject({ type: 'string', value: JSON.stringify(body) })
      const below = async (reference: number) => (await s.request('variables', { variablesReference: reference })).variables
      expect(await below(rows[1]!.variablesReference)).toMatchObject([{ value: 'This text is no JSON.' }])
      const [total, inner] = await below(rows[0]!.variablesReference)
      const [, b] = await below(inner!.variablesReference)
      expect([total!.value, b!.value]).toEqual(['1', '{"b":2}'])
      if (language === 'JSONata') {
        expect(b!.evaluateName).toBe('$parse($parse($states.input.body).inner)[1]')
        expect(await s.evaluate(b!.evaluateName!)).toBe('{"b":2}')
      } else expect([total!.evaluateName, b!.evaluateName]).toEqual([undefined, undefined])
      await s.request('setVariable', { variablesReference: b!.variablesReference, name: 'b', value: '3' })
      expect(JSON.parse(JSON.parse(JSON.parse(await s.evaluate('{% $states.input.body %}'))).inner)).toEqual(['a', { b: 3 }])
    }
  })

  test('an object with thousands of members comes in parts', async () => {
    const s = await at(Object.fromEntries(Array.from({ length: 2500 }, (_, i) => [`k ${i}`, i])))
    const rows = await s.rows('Input')
    expect(rows.map(({ name }) => name)).toEqual(['[0..999]', '[1000..1999]', '[2000..2499]'])
    const { variablesReference } = rows[2]!
    await s.request('setVariable', { variablesReference, name: 'k 2499', value: '"last"' })
    expect((await s.request('variables', { variablesReference })).variables.at(-1)).toMatchObject({
      value: '"last"',
      evaluateName: "$['k 2499']",
    })
    const page = { variablesReference: await s.scopeReference('Input'), filter: 'named', start: 2498, count: 9 } as const
    expect((await s.request('variables', page)).variables.map(({ name }) => name)).toEqual(['k 2498', 'k 2499'])
  })

  test('the Retriers of a state tell what they have done, and what comes next', async () => {
    const Resource = 'arn:aws:lambda:us-east-1:123456789012:function:f'
    const Retry = [
      { ErrorEquals: ['A', 'B'], MaxAttempts: 2, IntervalSeconds: 3 },
      { ErrorEquals: ['States.ALL'], JitterStrategy: 'FULL' },
    ]
    const T = { Type: 'Task', Resource, Retry, End: true }
    const s = new TestSession({ 'machine.asl.json': { StartAt: 'T', States: { T } } })
    await s.launch({ stopOnEntry: true, unmocked: 'prompt' })
    const counters = (used: number) => ({ 'Retry[0]': `A, B: ${used} of 2 used`, 'Retry[1]': 'States.ALL: 0 of 3 used' })
    expect(await s.scope('Retry')).toEqual({ attempt: '1', ...counters(0) })
    await s.move('continue')
    await s.evaluate('throw B', 'repl')
    await s.stopped()
    const interval = '3 s, times 2 for each further attempt'
    expect(await s.scope('Retry')).toEqual({
      attempt: '2 of 3',
      error: 'B',
      interval,
      'next backoff': '6 s',
      'attempt 1': 'failed, begun at 00:00:00: B',
      'attempt 2': 'under way since 00:00:03',
      'attempt 3': 'may come, at the earliest at 00:00:09',
      ...counters(1),
    })
  })

  test('at the exit, the variables that will be assigned; at the next entry, those that were', async () => {
    const s = await at({ items: [{ price: 10 }] }, jsonata)
    for (let i = 0; i < 2; i++) {
      await s.request('stepIn', { threadId: 1, granularity: 'instruction' })
      await s.stopped()
    }
    expect(await s.scope('Changes')).toEqual({ since: 'the input', $total: 'added: 10, when the state is left' })
    await s.move('next')
    expect(await s.scope('Changes')).toEqual({ since: 'the input of Sum', $total: 'added: 10' })
    const [, total] = await s.rows('Changes')
    expect(await s.evaluate(total!.evaluateName!)).toBe('10')
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
    for (let i = 0; i < 3; i++) await s.move('next')
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

  test('of $states.result is what Output sees, as long as the state has the result alone', async () => {
    const Resource = 'arn:aws:lambda:us-east-1:123456789012:function:f'
    const T = { Type: 'Task', Resource, Output: '{% $states.result.n + 1 %}', End: true }
    const s = new TestSession({ 'machine.asl.json': { QueryLanguage: 'JSONata', StartAt: 'T', States: { T } } })
    await s.launch({ input: { n: 1 }, stopOnEntry: true, stepBy: 'stage', unmocked: 'echo' })
    const set = async (value: string) => s.request('setExpression', { expression: '$states.result.n', value, frameId: await s.frame() })
    await expect(set('5')).rejects.toThrow(/names no place/)
    while (!(await s.stack())[0]!.startsWith('Output (result)')) await s.move('next')
    expect(await set('41')).toMatchObject({ value: '41' })
    expect(await s.evaluate('$states.result')).toBe('{"n":41}')
    await s.move('next')
    expect(await s.scope('Output')).toEqual({ $: '42' })
    await expect(set('5')).rejects.toThrow(/names no place/)
    await s.move('continue')
    expect(s.console).toMatch(/Execution succeeded\n42/)
  })

  test('of what is past or made by the service is refused', async () => {
    const s = new TestSession({ 'machine.asl.json': hello })
    await s.launch({ input: { name: 'x' }, stopOnEntry: true, stepBy: 'stage' })
    await s.move('next')
    await s.move('next')
    await expect(
      s.request('setVariable', { variablesReference: await s.scopeReference('Input'), name: 'name', value: '1' }),
    ).rejects.toThrow(/is past/)
    const context = await s.scopeReference('Context')
    await expect(s.request('setVariable', { variablesReference: context, name: 'State', value: '1' })).rejects.toThrow(/cannot be changed/)
  })
})

test('lines and columns are counted from 0 for a client that asks so', async () => {
  const s = new TestSession({ 'machine.asl.json': pass })
  await s.initialize({ linesStartAt1: false, columnsStartAt1: false })
  const source = { path: s.path('machine.asl.json') }
  await s.request('launch', { program: source.path } as never)
  const line = s.line('B') - 1
  const set = await s.request('setBreakpoints', { source, breakpoints: [{ line, column: 4 }] })
  expect(set.breakpoints[0]).toMatchObject({ verified: true, line, column: 4, endLine: line, endColumn: 7 })
  await s.request('configurationDone')
  await s.stopped()
  const { stackFrames } = await s.request('stackTrace', { threadId: 1 })
  expect(stackFrames[0]).toMatchObject({ name: 'B', line, column: 4, endColumn: 7 })
  const { targets } = await s.request('completions', { text: 'x', column: 1, frameId: stackFrames[0]!.id })
  expect(targets).toEqual([])
  const { targets: roots } = await s.request('completions', { text: '$$.Ex', column: 5, line: 0, frameId: stackFrames[0]!.id })
  expect(roots).toEqual([{ label: 'Execution', type: 'property', detail: 'object', start: 3, length: 2 }])
})
