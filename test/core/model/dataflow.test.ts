import { describe, expect, test } from 'vitest'
import {
  dataFlow,
  type FlowHolder,
  type FlowKind,
  type FlowValue,
  fieldAt,
  fieldOfKind,
  hasResult,
  isOutput,
  recordNames,
  rowNamed,
  rowsOf,
  throughFlow,
} from '../../../core/model/dataflow'
import { fieldsOf, isInLanguage } from '../../../core/model/fields'
import { type QueryLanguage, type StateType, stateTypes } from '../../../core/model/machine'
import { parseDocument } from '../../../core/model/parse'
import { toJson } from '../../../core/syntax/walk'
import { page } from '../../../scripts/dataFlow.mjs'

const tables = (['JSONPath', 'JSONata'] as const).flatMap((language) =>
  (Object.keys(dataFlow[language]) as FlowHolder[]).map((holder) => [language, holder] as const),
)

/** Fields of these kinds are read when the state runs. */
const evaluated = new Set(['path', 'referencePath', 'template', 'variables', 'list'])

/** What is read of a Choice Rule itself, and what no expression may stand in. */
const others = new Set(['Variable', 'And', 'Or', 'Not'])

describe.each(tables)('%s: %s', (language, holder) => {
  const rows = dataFlow[language][holder]
  const fields = [...fieldsOf(holder).values()].filter((field) => isInLanguage(field, language))

  test('its rows are of fields that there are', () => {
    const names = fields.map(({ name }) => name)
    for (const { field, formerly } of rows) {
      if (field !== undefined) expect(names).toContain(field)
      if (formerly !== undefined) expect(names).toContain(formerly)
    }
  })

  test('each field that is evaluated has a row', () => {
    const wanted = fields.filter(
      ({ name, value, expression }) =>
        !others.has(name) &&
        !(holder === 'ChoiceRule' && name.endsWith('Path')) &&
        (evaluated.has(value.kind) || (language === 'JSONata' && expression)),
    )
    expect(wanted.map(({ name }) => name).filter((name) => rowNamed(holder, language, name) === undefined)).toEqual([])
  })

  test('a row sees, and lets pass, what a row before it gives', () => {
    const known = new Set<FlowValue>(['input', 'errorOutput', ...(holder === 'ChoiceRule' ? (['effective'] as const) : [])])
    for (const { sees, absent, gives } of rows) {
      expect([...known]).toContain(sees)
      if (absent !== undefined) expect([...known]).toContain(absent)
      if (gives !== undefined) known.add(gives)
    }
  })

  test('stages come in their order, and those of one step together', () => {
    const stages = rows.flatMap(({ stage }) => (stage === undefined ? [] : [stage]))
    const order = ['enter', ...recordNames.slice(0, 7), 'waiting', ...recordNames.slice(7), 'exit', 'failed']
    const places = stages.map((stage) => order.indexOf(stage))
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })
})

const stateOf = (fields: object) =>
  parseDocument(JSON.stringify({ StartAt: 'S', States: { S: fields } }), {
    format: 'json',
    content: 'definition',
  }).definitions[0]!.machine.states.get('S')!

const processor = (Mode?: unknown) => ({
  ...(Mode !== undefined && { ProcessorConfig: { Mode } }),
  StartAt: 'A',
  States: { A: { Type: 'Succeed' } },
})

describe('the field of a row in a state', () => {
  test.each<[object, string, boolean]>([
    [{ Type: 'Pass', InputPath: '$.a' }, 'InputPath', true],
    [{ Type: 'Pass', InputPath: null }, 'InputPath', true],
    [{ Type: 'Pass', InputPath: '$' }, 'InputPath', false],
    [{ Type: 'Pass' }, 'InputPath', false],
    [{ Type: 'Pass', ResultPath: '$' }, 'ResultPath', false],
    [{ Type: 'Task', Parameters: '$' }, 'Parameters', true],
    [{ Type: 'Map', ItemsPath: '$' }, 'ItemsPath', false],
    [{ Type: 'Map', Parameters: {} }, 'ItemSelector', true],
    [{ Type: 'Map', Parameters: {}, QueryLanguage: 'JSONata' }, 'ItemSelector', false],
    [{ Type: 'Map', ItemReader: {}, ItemProcessor: processor('DISTRIBUTED') }, 'ItemReader', true],
    [{ Type: 'Map', ItemReader: {}, ItemProcessor: processor('INLINE') }, 'ItemReader', false],
    [{ Type: 'Map', ItemReader: {} }, 'ItemReader', false],
  ])('%j has %s: %s', (fields, name, there) => {
    const state = stateOf(fields)
    expect(fieldAt(state, rowNamed(state.type!, state.queryLanguage, name)!) !== undefined).toBe(there)
  })
})

test.each<[unknown, string | undefined]>([
  [undefined, 'INLINE'],
  ['INLINE', 'INLINE'],
  ['DISTRIBUTED', 'DISTRIBUTED'],
  ['distributed', undefined],
  [1, undefined],
])('the mode %j of a processor is %s', (mode, expected) => {
  for (const field of ['ItemProcessor', 'Iterator'])
    expect(stateOf({ Type: 'Map', [field]: processor(mode) }).machines[0]!.processorMode).toBe(expected)
  expect(stateOf({ Type: 'Parallel', Branches: [processor(mode)] }).machines[0]!.processorMode).toBeUndefined()
})

test('a mode that only the deployment knows is none', () => {
  expect(stateOf({ Type: 'Map', ItemProcessor: { ...processor(), 'Fn::Transform': {} } }).machines[0]!.processorMode).toBeUndefined()
  expect(
    stateOf({ Type: 'Map', ItemProcessor: { ...processor(), ProcessorConfig: { '${Key}': 1 } } }).machines[0]!.processorMode,
  ).toBeUndefined()
})

test('the types that have a result', () => {
  expect(stateTypes.filter(hasResult)).toEqual(['Task', 'Parallel', 'Map'])
  expect(hasResult(undefined)).toBe(false)
})

test.each<[StateType, QueryLanguage, string, boolean]>([
  ['Task', 'JSONPath', 'afterResultPath', true],
  ['Wait', 'JSONPath', 'afterResultPath', true],
  ['Task', 'JSONPath', 'afterResultSelector', false],
  ['Task', 'JSONPath', 'enter', false],
  ['Task', 'JSONata', 'result', false],
  ['Task', 'JSONata', 'exit', true],
])('the payload of a %s in %s is the output at %s: %s', (Type, QueryLanguage, stage, expected) => {
  expect(isOutput(stateOf({ Type, QueryLanguage }), stage as 'exit')).toBe(expected)
})

test.each<[object, FlowKind, unknown]>([
  [{ Type: 'Map', ItemsPath: '$.all' }, 'items', '$.all'],
  [{ Type: 'Map', ItemsPath: '$' }, 'items', undefined],
  [{ Type: 'Map', Items: [1], QueryLanguage: 'JSONata' }, 'items', [1]],
  [{ Type: 'Pass', ResultPath: '$.x' }, 'resultPath', '$.x'],
  [{ Type: 'Pass', Assign: { a: 1 } }, 'assign', { a: 1 }],
  [{ Type: 'Succeed' }, 'resultPath', undefined],
])('%j: the field of %s is %j', (fields, kind, expected) => {
  const node = fieldOfKind(stateOf(fields), kind)
  expect(node && toJson(node)).toEqual(expected)
})

test('what a state makes of its input, row by row', () => {
  const made = (fields: object) =>
    throughFlow<string>(stateOf(fields), { input: 'in' }, ({ field, sees }, node, values) => {
      const seen = values[sees]
      return node === undefined ? `work(${seen})` : toJson(node) === null ? undefined : `${field}(${seen})`
    })
  expect(made({ Type: 'Task' })).toMatchObject({ effective: 'in', output: 'work(in)' })
  expect(made({ Type: 'Task', InputPath: '$.a', OutputPath: '$.b', ResultPath: '$.c' })).toMatchObject({
    effective: 'InputPath(in)',
    output: expect.stringMatching(/^OutputPath/),
  })
  // what nobody knows is not kept from before
  expect(made({ Type: 'Wait', OutputPath: null })).not.toHaveProperty('output')
})

test('a state without a type passes its input on', () => {
  expect(rowsOf(stateOf({})).map(({ gives }) => gives)).toEqual(['effective', 'output'])
})

test('docs/data-flow.md is up to date: run node scripts/dataFlow.mjs', async () => {
  const { made, kept } = await page()
  expect(kept).toEqual(made)
})
