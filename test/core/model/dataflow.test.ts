import { describe, expect, test } from 'vitest'
import {
  dataFlow,
  type FlowHolder,
  type FlowValue,
  fieldAt,
  hasResult,
  isOutput,
  recordNames,
  rowNamed,
  rowsOf,
} from '../../../core/model/dataflow'
import { fieldsOf, isInLanguage } from '../../../core/model/fields'
import { type QueryLanguage, type StateType, stateTypes } from '../../../core/model/machine'
import { parseDocument } from '../../../core/model/parse'
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

test('a state without a type passes its input on', () => {
  expect(rowsOf(stateOf({})).map(({ gives }) => gives)).toEqual(['effective', 'output'])
})

test('docs/data-flow.md is up to date: run node scripts/dataFlow.mjs', async () => {
  const { made, kept } = await page()
  expect(kept).toEqual(made)
})
