import { describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import type { Stage } from '../../../core/interpreter'
import { begin, type Definition, ending, eventsOf, machine } from './run'

const at = async (definition: Definition, stage: Stage, input: Json, items = '[]') => {
  const execution = begin(definition, { input, items })
  while (execution.next?.state?.name !== 'S' || execution.next.stage !== stage) await execution.step()
  return execution
}

const pass = machine({ I: { Type: 'Pass', End: true } })
const distributed = { ...pass, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } }
const reader = {
  Resource: 'arn:aws:states:::s3:getObject',
  ReaderConfig: { InputType: 'JSON' },
  Parameters: { Bucket: 'b', Key: 'k' },
}
const [a, b] = [
  { Key: 'a', Value: 1 },
  { Key: 'b', Value: 2 },
]

describe('a state knows at its end what its stages have made', () => {
  test.each<[string, Definition, Json, string, Definition]>([
    ['Pass', { Type: 'Pass', Result: 1, ResultPath: '$.r' }, { x: 0 }, '', { result: 1, afterResultPath: { x: 0, r: 1 } }],
    ['Parallel', { Type: 'Parallel', Branches: [pass, pass] }, 1, '', { result: [1, 1] }],
    [
      'an inline Map',
      { Type: 'Map', ItemProcessor: pass, ItemsPath: '$.l' },
      { l: [1, 2] },
      '',
      { afterItemsPath: [1, 2], result: [1, 2] },
    ],
    [
      'a distributed Map over a list, each with a selector',
      { Type: 'Map', ItemProcessor: distributed, ItemsPath: '$.l', ItemSelector: { 'v.$': '$$.Map.Item.Value' } },
      { l: [1] },
      '',
      { afterItemsPath: [1], afterItemSelector: [{ v: 1 }], result: [{ v: 1 }] },
    ],
    [
      'a distributed Map over the members of an object',
      { Type: 'Map', ItemProcessor: distributed, ItemReader: reader, ItemBatcher: { MaxItemsPerBatch: 1 } },
      {},
      '{"a":1,"b":2}',
      {
        afterItemsPointer: { a: 1, b: 2 },
        afterItemBatcher: [{ Items: [a] }, { Items: [b] }],
        result: [{ Items: [a] }, { Items: [b] }],
      },
    ],
  ])('%s', async (_what, state, input, items, expected) => {
    const execution = await at(machine({ S: { ...state, End: true } }), 'exit', input, items)
    expect(execution.next!.stages).toEqual(expected)
  })

  test('as somebody has changed it, and nothing more', async () => {
    const states = { S: { Type: 'Pass', InputPath: '$.x', Parameters: { 'p.$': '$' }, End: true } }
    const execution = await at(machine(states), 'afterInputPath', { x: 1 })
    execution.next!.payload = 2
    expect(execution.next!.stages).toEqual({ afterInputPath: 2 })
    await execution.run()
    expect(ending(execution)).toEqual({ p: 2 })
  })
})

describe('the payload goes through the fields of a state in their order', () => {
  const input = { x: { y: 1 } }
  test.each<[Definition, Json]>([
    [{}, input],
    [{ InputPath: null }, {}],
    [{ InputPath: '$' }, input],
    [{ InputPath: '$.x' }, { y: 1 }],
    [
      { InputPath: '$.x', ResultPath: '$.r' },
      { ...input, r: { y: 1 } },
    ],
    [{ Result: 1 }, 1],
    [{ Result: 1, ResultPath: '$' }, 1],
    [{ Result: 1, ResultPath: null }, input],
    [{ Result: 1, ResultPath: '$.x.z' }, { x: { y: 1, z: 1 } }],
    [{ Result: 1, ResultPath: '$.r', OutputPath: '$.r' }, 1],
    [{ Result: 1, ResultPath: '$.r', OutputPath: null }, {}],
    [
      { Result: 1, ResultPath: '$.r', OutputPath: '$' },
      { ...input, r: 1 },
    ],
    [
      { Result: 1, ResultPath: '$.r', Assign: { 'v.$': '$' } },
      { ...input, r: 1 },
    ],
    [{ Result: 1, ResultPath: null, Assign: { 'v.$': '$' } }, input],
    [{ Result: 1, Assign: { 'v.$': '$' } }, 1],
    [{ OutputPath: null }, {}],
    [{ OutputPath: '$.x' }, { y: 1 }],
  ])('Pass with %j', async (fields, expected) => {
    const execution = begin(machine({ S: { Type: 'Pass', ...fields, End: true } }), { input })
    await execution.run()
    expect(ending(execution)).toEqual(expected)
  })

  test('Assign has the result as $, and OutputPath still sees the variables before', async () => {
    const states = {
      A: { Type: 'Pass', Assign: { v: 'before' }, Next: 'S' },
      S: { Type: 'Pass', Result: 1, ResultPath: '$.r', Assign: { 'v.$': '$' }, OutputPath: '$v', Next: 'B' },
      B: { Type: 'Pass', Parameters: { 'in.$': '$', 'v.$': '$v' }, End: true },
    }
    const execution = begin(machine(states), { input })
    await execution.run()
    expect(ending(execution)).toEqual({ in: 'before', v: 1 })
  })
})

describe('a payload that somebody changes at a stage is what the rest of the state sees', () => {
  const fields = {
    InputPath: '$.in',
    Parameters: { 'p.$': '$.x' },
    Result: { r: 0 },
    ResultPath: '$.out',
    OutputPath: '$',
  }
  const input = { in: { x: 1 } }
  test.each<[Stage, Json, Json]>([
    ['enter', { in: { x: 2 } }, { in: { x: 2 }, out: { r: 0 } }],
    ['result', { r: 2 }, { ...input, out: { r: 2 } }],
    ['afterResultPath', { all: 2 }, { all: 2 }],
    ['exit', { all: 3 }, { all: 3 }],
  ])('%s', async (stage, payload, expected) => {
    const execution = await at(machine({ S: { Type: 'Pass', ...fields, End: true } }), stage, input)
    execution.next!.payload = payload
    expect(execution.next!.payload).toEqual(payload)
    await execution.run()
    expect(ending(execution)).toEqual(expected)
  })

  test('but the items of a Map are another value', async () => {
    const map = { Type: 'Map', ItemsPath: '$.list', ItemProcessor: distributed, End: true }
    const execution = await at(machine({ S: map }), 'afterItemsPath', { list: [1, 2] })
    execution.next!.payload = { list: 'other' }
    expect(execution.next!.stages.afterItemsPath).toEqual([1, 2])
    await execution.run()
    expect(ending(execution)).toEqual([1, 2])
  })

  test('also in $states, and by the paths of the timeouts', async () => {
    const task = { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', End: true }
    const output = '{% [$states.input.x, $states.result.x] %}'
    const execution = await at(machine({ S: { ...task, QueryLanguage: 'JSONata', Output: output } }), 'result', { x: 1 })
    execution.next!.payload = { x: 2 }
    await execution.run()
    expect(ending(execution)).toEqual([1, 2])

    const timed = { ...task, InputPath: '$.in', Parameters: {}, TimeoutSecondsPath: '$.t' }
    const other = await at(machine({ S: timed }), 'afterInputPath', { in: { t: 1 } })
    other.next!.payload = { t: 9 }
    await other.run()
    expect(JSON.stringify(eventsOf(other))).toContain('"timeoutInSeconds":9')
  })
})
