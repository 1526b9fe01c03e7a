import { describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import { flowValue, valueBefore } from '../../../core/interpreter/flowValues'
import { begin, type Definition, machine } from './run'

const stateOf = (fields: Definition) => begin(machine({ A: { End: true, ...fields } })).next!.state!

describe('what a state has made on its way', () => {
  const stages = { afterInputPath: 'path', afterParameters: 'parameters', afterArguments: 'arguments', result: 'result' }
  test.each<[Definition, (string | undefined)[]]>([
    [{}, [undefined, undefined, undefined]],
    [{ InputPath: '$' }, [undefined, undefined, undefined]],
    [{ InputPath: '$.a' }, ['path', undefined, undefined]],
    [{ InputPath: null }, ['path', undefined, undefined]],
    [{ Parameters: {} }, [undefined, 'parameters', undefined]],
    [{ Result: 1 }, [undefined, undefined, 'result']],
    [{ InputPath: '$.a', Parameters: {} }, ['path', 'parameters', undefined]],
    [{ Type: 'Task', QueryLanguage: 'JSONata', Arguments: {} }, [undefined, 'arguments', 'result']],
    [{ Type: 'Task' }, [undefined, undefined, 'result']],
    [{ Type: 'Choice' }, [undefined, undefined, undefined]],
    [{ Type: 'Map', Parameters: {}, InputPath: '$.a' }, ['path', undefined, 'result']],
  ])('%j: %j', (fields, expected) => {
    const state = stateOf({ Type: 'Pass', ...fields })
    const of = (name: 'effective' | 'arguments' | 'result') => flowValue({ state, stages }, name)?.value
    expect([of('effective'), of('arguments'), of('result')]).toEqual(expected)
  })

  test('is not known of no state', () => expect(flowValue({ state: undefined, stages }, 'result')).toBeUndefined())
})

test('at each stage the value before is that of the stage before', async () => {
  const A = { Type: 'Pass', InputPath: '$.a', Parameters: { 'x.$': '$.b' }, ResultPath: '$.r', OutputPath: '$.r', End: true }
  const execution = begin(machine({ A }), { input: { a: { b: 1 } } })
  const seen: [string, string | undefined, Json | undefined][] = []
  for (let at = execution.next; at !== undefined; at = execution.next) {
    const before = valueBefore(at)
    seen.push([at.stage, before?.stage, before?.value])
    await execution.step()
  }
  expect(seen).toEqual([
    ['enter', undefined, undefined],
    ['input', undefined, undefined],
    ['afterInputPath', 'enter', { a: { b: 1 } }],
    ['afterParameters', 'afterInputPath', { b: 1 }],
    ['afterResultPath', 'afterParameters', { x: 1 }],
    ['exit', 'afterResultPath', { a: { b: 1 }, r: { x: 1 } }],
  ])
})

test('behind a Catcher it is the input', async () => {
  const A = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', Parameters: { n: 1 }, End: true }
  const caught = { ...A, Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'B' }] }
  const execution = begin(machine({ A: caught, B: { Type: 'Pass', End: true } }), {
    input: { a: 1 },
    task: () => ({ kind: 'failed', error: 'E' }),
  })
  while (execution.next?.stage !== 'exit') await execution.step()
  expect(execution.next.wayOut).toEqual({ kind: 'Catch', index: 0 })
  expect(valueBefore(execution.next)).toEqual({ stage: 'enter', value: { a: 1 } })
})
