import { describe, expect, test } from 'vitest'
import { at, pass } from './support/at'
import { TestSession } from './support/session'

const files = { 'machine.asl.json': pass }

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

  test('endless JSONata in a watch is an error, and the next watch is answered', async () => {
    const s = await at({})
    await expect(s.evaluate('( $f := function($n) { $f($n + 1) }; $f(1) )')).rejects.toThrow(/^The evaluation failed: .*timeout/)
    expect(await s.evaluate('1')).toBe('1')
  })
})

describe('a hostile definition', () => {
  const names = ['__proto__', 'constructor', 'a "quoted" \\ name', '😀\u2028', '$', 'States.Format()', '{% 1 %}']
  const text = `{"StartAt": ${JSON.stringify(names[0])}, "States": {${names
    .map((name, i) => {
      const next = i + 1 < names.length ? `"Next": ${JSON.stringify(names[i + 1])}` : '"End": true'
      return `\n${JSON.stringify(name)}: {"Type": "Pass", ${next}}`
    })
    .join(',')}}}`

  test('names its states as it likes', async () => {
    const s = new TestSession({ 'machine.asl.json': text })
    const breakpoints = names.map((_, i) => ({ line: i + 2 }))
    let event = await s.launch({ input: {} }, breakpoints)
    const seen: string[] = []
    while (event.event === 'stopped') {
      seen.push((await s.stack())[0]!)
      event = await s.move('continue')
    }
    expect(seen).toEqual(names.map((name, i) => `${name}:${i + 2}`))
  })

  test('has function breakpoints on them too', async () => {
    for (const name of names) {
      const s = new TestSession({ 'machine.asl.json': text })
      await s.initialize()
      await s.request('setFunctionBreakpoints', { breakpoints: [{ name }] })
      await s.request('launch', { program: s.path('machine.asl.json') } as never)
      await s.request('configurationDone')
      await s.stopped()
      expect((await s.stack())[0]!.startsWith(`${name}:`)).toBe(true)
    }
  })
})
