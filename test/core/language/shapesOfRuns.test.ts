import { describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import { knownData, scopeAt } from '../../../core/language/shapes/flowShapes'
import { describeShape, shapeOfJson } from '../../../core/language/shapes/shape'
import { rowsOf } from '../../../core/model/dataflow'
import { parseDocument } from '../../../core/model/parse'
import { begin, type Definition, machine } from '../interpreter/run'

const input = { id: 'input', l: [1, 2], e: { id: 'effective', l: [3] } }
const iteration = machine({ I: { Type: 'Pass', Result: { did: 1 }, End: true } })
const distributed = { ...iteration, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } }

const open = (definition: Definition) => {
  const document = parseDocument(JSON.stringify(definition), { format: 'json', content: 'definition' })
  const known = knownData(document, [input], shapeOfJson)
  return (name: string) => {
    const state = document.definitions[0]!.machine.states.get(name)!
    return { state, data: known.of(state)! }
  }
}

describe('what is known of a value is what a run makes of it', () => {
  const jsonata = { QueryLanguage: 'JSONata' }
  test.each<Definition>([
    { Type: 'Pass' },
    { Type: 'Pass', InputPath: '$.e', Parameters: { 'p.$': '$.id' }, ResultPath: '$.r' },
    { Type: 'Pass', InputPath: null, Result: { r: 1 }, ResultPath: '$.e.r' },
    { Type: 'Pass', ResultPath: null, Result: 1, OutputPath: '$.e' },
    { Type: 'Pass', OutputPath: null },
    { Type: 'Pass', ...jsonata, Output: { o: '{% $states.input.e.id %}' } },
    {
      Type: 'Parallel',
      InputPath: '$.e',
      Parameters: { 'p.$': '$.id' },
      Branches: [iteration],
      ResultSelector: { 's.$': '$[0].did' },
      ResultPath: '$.r',
    },
    {
      Type: 'Parallel',
      ...jsonata,
      Arguments: { p: '{% $states.input.id %}' },
      Branches: [iteration],
      Output: { o: '{% $states.result[0].did %}' },
    },
    { Type: 'Map', InputPath: '$.e', ItemsPath: '$.l', ItemProcessor: iteration, ResultPath: '$.r' },
    { Type: 'Wait', Seconds: 0, InputPath: '$.e', OutputPath: '$.id' },
    { Type: 'Succeed', InputPath: '$.e', OutputPath: '$.id' },
    { Type: 'Succeed', ...jsonata, Output: '{% $states.input.e %}' },
  ])('%j', async (fields) => {
    const definition = machine({ S: { ...fields, ...(fields.Type !== 'Succeed' && { End: true }) } })
    const { state, data } = open(definition)('S')
    const execution = begin(definition, { input })
    let stages: Readonly<Partial<Record<string, Json>>> = {}
    for (; execution.status === 'RUNNING'; await execution.step()) if (execution.next?.state?.name === 'S') stages = execution.next.stages
    expect(execution.error).toBeUndefined()
    const shapes = rowsOf(state).flatMap(({ stage, gives }) =>
      stage !== undefined && gives !== undefined && stages[stage] !== undefined ? [[stages[stage]!, data.values[gives]!] as const] : [],
    )
    for (const [value, shape] of [...shapes, [execution.output!, data.output] as const])
      expect(describeShape(shape)).toBe(describeShape(shapeOfJson(value)))
  })
})

describe('what the expressions of a field see', () => {
  const seen = (state: Definition, field: string, inCatch = false): Definition => {
    const { state: at, data } = open(machine({ S: { Next: 'Z', ...state }, Z: { Type: 'Succeed' } }))('S')
    const scope = scopeAt(at, data, field, inCatch)
    const told = (shape: Parameters<typeof describeShape>[0] | undefined) => shape && describeShape(shape).replace(/\s+/g, ' ')
    return { data: told(scope.data), result: told(scope.result), error: scope.errorOutput !== undefined }
  }
  const work = {
    Type: 'Parallel',
    InputPath: '$.e',
    Parameters: { p: 1 },
    Branches: [iteration],
    ResultSelector: { s: 1 },
    ResultPath: '$.r',
  }
  const values: Readonly<Record<string, RegExp>> = {
    input: /^\{ "id": "input"(?!.*"r")/,
    effective: /^\{ "id": "effective"/,
    result: /^\[/,
    selected: /^\{ "s": 1 \}$/,
    combined: /^\{ "id": "input".*"r": \{ "s": 1 \}/,
    error: /^\{ "Error": string/,
  }
  test.each<[string, string, boolean?]>([
    ['InputPath', 'input'],
    ['Parameters', 'effective'],
    ['ResultSelector', 'result'],
    ['Assign', 'selected'],
    ['ResultPath', 'input'],
    ['OutputPath', 'combined'],
    ['ResultPath', 'input', true],
    ['Assign', 'error', true],
    ['Comment', 'effective'],
  ])('%s: the value %s', (field, value, inCatch) => {
    expect(seen(work, field, inCatch).data).toMatch(values[value]!)
  })

  test('in JSONata the result where there is one, and the error in a Catcher', () => {
    const jsonata = { Type: 'Parallel', QueryLanguage: 'JSONata', Branches: [iteration] }
    expect(seen(jsonata, 'Output').result).toBeDefined()
    expect(seen(jsonata, 'Assign').result).toBeDefined()
    expect(seen(jsonata, 'Arguments').result).toBeUndefined()
    expect(seen(jsonata, 'Output', true)).toMatchObject({ result: undefined, error: true })
    expect(seen({ Type: 'Pass', QueryLanguage: 'JSONata' }, 'Output')).toMatchObject({ result: undefined, error: false })
  })

  test("a Choice Rule of a JSONata state does not hand on the state's own Output", () => {
    const definition = machine({
      C: { Type: 'Choice', QueryLanguage: 'JSONata', Choices: [{ Condition: '{% true %}', Next: 'R' }], Output: { own: 1 }, Default: 'D' },
      R: { Type: 'Succeed' },
      D: { Type: 'Succeed' },
    })
    const at = open(definition)
    expect(describeShape(at('R').data.input)).toContain('"l"')
    expect(describeShape(at('D').data.input)).toContain('"own"')
  })

  test('an ItemBatcher of an inline Map makes nothing', () => {
    const map = (ItemProcessor: Definition) => ({ Type: 'Map', ItemsPath: '$.l', ItemBatcher: { MaxItemsPerBatch: 1 }, ItemProcessor })
    const child = (processor: Definition) => describeShape(open(machine({ S: { ...map(processor), End: true } }))('S').data.values.child!)
    expect(child(iteration)).toBe('number')
    expect(child(distributed)).toContain('"Items"')
  })
})
