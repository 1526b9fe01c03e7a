import { describe, expect, test } from 'vitest'
import { pass } from './support/at'
import { TestSession } from './support/session'

const keys = [
  '__proto__',
  'constructor',
  'a.b',
  "it's",
  'say "x"',
  '`tick`',
  'a b',
  '0',
  '-1',
  '$x',
  'é',
  '',
  '\\',
  "']['",
  '\n',
  'and',
  '{% %}',
  '😀',
]
const odd = JSON.parse(`{${keys.map((key) => `${JSON.stringify(key)}: {"inner": [1, {${JSON.stringify(key)}: 2}]}`).join(',')}}`)

async function open(input: unknown, machine: unknown = pass, variables: object = {}): Promise<TestSession> {
  const s = new TestSession({ 'machine.asl.json': machine, 'input.json': JSON.stringify(input) })
  await s.launch({ inputFile: 'input.json', variables: variables as never, stopOnEntry: true, stepBy: 'stage' })
  return s
}

describe.each(['JSONPath', 'JSONata'])('in %s', (language) => {
  const machine = { QueryLanguage: language, ...pass }

  test('whatever a member is called, its evaluateName gives its value, and it can be changed', async () => {
    const s = await open(odd, machine, { v: odd })
    const walk = async (reference: number): Promise<number> => {
      let count = 0
      for (const row of (await s.request('variables', { variablesReference: reference })).variables) {
        expect(row.evaluateName, row.name).toBeDefined()
        expect(await s.evaluate(row.evaluateName!), row.evaluateName).toBe(row.value)
        count += 1 + (row.variablesReference > 0 ? await walk(row.variablesReference) : 0)
      }
      return count
    }
    expect(await walk(await s.scopeReference('Input'))).toBe(keys.length * 5)
    expect(await walk(await s.scopeReference('Variables'))).toBe(1 + keys.length * 5)
    const reference = await s.scopeReference('Input')
    for (const key of keys) await s.request('setVariable', { variablesReference: reference, name: key, value: JSON.stringify(key) })
    expect(JSON.parse(await s.evaluate('$', 'clipboard'))).toEqual(
      JSON.parse(`{${keys.map((key) => `${JSON.stringify(key)}: ${JSON.stringify(key)}`).join(',')}}`),
    )
  })
})

test('values that are deep, long or many are shown, changed and told without delay', async () => {
  let deep: unknown = 'bottom'
  for (let i = 0; i < 5000; i++) deep = i % 2 ? [deep] : { d: deep }
  const long = 'x'.repeat(200_000)
  const many = Array.from({ length: 10_000 }, (_, i) => ({ i }))
  const text = JSON.stringify({ many })
  const machine = {
    StartAt: 'A',
    States: {
      A: { Type: 'Pass', Parameters: { 'deep.$': '$.deep', 'many.$': '$.many[1:]', 'long.$': '$.long', 'text.$': '$.text' }, Next: 'B' },
      B: { Type: 'Pass', End: true },
    },
  }
  const s = new TestSession({
    'machine.asl.json': machine,
    'input.json': `{"long": ${JSON.stringify(long)}, "text": ${JSON.stringify(text)}, "many": ${JSON.stringify(many)}, "deep": ${deepText(deep)}}`,
  })
  await s.launch({ inputFile: 'input.json', stopOnEntry: true, stepBy: 'stage', limits: { payloadBytes: 10_000_000 } })
  const rows = await s.rows('Input')
  expect(rows.map(({ name, value }) => [name, value.length < 400])).toEqual(['long', 'text', 'many', 'deep'].map((name) => [name, true]))
  let reference = rows[3]!.variablesReference
  for (let i = 0; i < 300; i++)
    reference = (await s.request('variables', { variablesReference: reference })).variables[0]!.variablesReference
  const [below] = (await s.request('variables', { variablesReference: reference })).variables
  expect((await s.evaluate(below!.evaluateName!)).startsWith('{"d":[')).toBe(true)
  await s.move('next')
  await s.move('next')
  const changes = await s.rows('Changes')
  expect(changes).toHaveLength(102)
  expect(changes.at(-1)).toMatchObject({ name: '…', value: 'and more' })
  expect(changes[1]).toMatchObject({ name: '$.many[0].i', value: '0 → 1' })
  const inside = (await s.rows('Input')).find(({ name }) => name === 'text')!
  const [list] = (await s.request('variables', { variablesReference: inside.variablesReference })).variables
  expect(list).toMatchObject({ name: 'many', indexedVariables: 10_000 })
  const parts = await s.request('variables', { variablesReference: list!.variablesReference })
  expect(parts.variables).toHaveLength(10)
  const { rows: origin } = await s.request('stepthrough/whoWrote', { expression: '$.many[3].i', frameId: await s.frame() })
  expect(origin.map(({ kind }) => kind)).toEqual(['computed'])
  expect((await s.request('stepthrough/inlineValues', { frameId: await s.frame() })).values.every(({ text }) => text.length < 200)).toBe(
    true,
  )
})

/** JSON.stringify does not go so deep. */
function deepText(value: unknown): string {
  let out = JSON.stringify('bottom')
  let depth = 0
  for (let at = value; typeof at === 'object'; at = Array.isArray(at) ? at[0] : (at as { d: unknown }).d) depth++
  for (let i = 0; i < depth; i++) out = i % 2 ? `[${out}]` : `{"d":${out}}`
  return out
}
