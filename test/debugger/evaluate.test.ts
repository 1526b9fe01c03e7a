import { describe, expect, test } from 'vitest'
import { at } from './support/at'
import { jsonata, parallel } from './support/machines'

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
    ["$$.State.Name == 'A'", 'true'],
    ["$.n >= 2 && !($.name == 'y')", 'true'],
    ['$states.context.State.Name', '"A"'],
    ['$.nothing.here ? 1 : 2', '2'],
    ['[1, 2]', '[1,2]'],
    ['{% "a == b" & " && c" %}', '"a == b && c"'],
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
    ['States.ArrayGetItem($.missing, 9)', /^A path in States.ArrayGetItem/],
    ['$.n == ', /^After == comes a path/],
    ['$sum($$.State)', /^In JSONata \$\$ is not the context object/],
    ['{% $nonsense() %}', /^There is no function \$nonsense$/],
    ['1 +', /^Unexpected end of expression$/],
    ['{% $sum %}', /^The expression returned an unsupported result type\.$/],
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

  test('a hover says that there is nothing, so that no editor shows an example instead', async () => {
    const s = await at({ a: 1 })
    const hover = async (expression: string) => s.request('evaluate', { expression, context: 'hover', frameId: await s.frame() })
    expect(await hover('$.missing.path')).toEqual({ result: '$.missing.path finds nothing', variablesReference: 0 })
    expect(await hover('$nobody')).toMatchObject({ result: 'There is no variable $nobody' })
    expect(await hover('{% $states.input.missing %}')).toMatchObject({ result: '{% $states.input.missing %} finds nothing' })
    expect(await hover('States.ArrayGetItem($.a, 0)')).toMatchObject({ result: expect.stringMatching(/ArrayGetItem/) })
    expect(await hover('$.a')).toMatchObject({ result: '1' })
    await expect(s.evaluate('$.missing', 'watch')).rejects.toThrow('$.missing finds nothing')
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
    const outer = await s.request('evaluate', { expression: '$$.State.Name', frameId: stackFrames.find(({ name }) => name === 'Both')!.id })
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
