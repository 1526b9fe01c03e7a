import { describe, expect, test } from 'vitest'
import { effectiveInput } from '../../../core/interpreter/effectiveInput'
import { begin, type Definition, machine } from './run'

const stateOf = (fields: Definition) => begin(machine({ A: { End: true, ...fields } })).next!.state!

describe('which stage leaves the effective input of a state', () => {
  const stages = { afterInputPath: 'path', afterParameters: 'parameters', afterArguments: 'arguments' }
  test.each<[Definition, string | undefined]>([
    [{}, undefined],
    [{ InputPath: '$' }, undefined],
    [{ InputPath: '$.a' }, 'path'],
    [{ InputPath: null }, 'path'],
    [{ Parameters: {} }, 'parameters'],
    [{ Parameters: '$' }, 'parameters'],
    [{ InputPath: '$.a', Parameters: {} }, 'parameters'],
    [{ Type: 'Task', QueryLanguage: 'JSONata', Arguments: {} }, 'arguments'],
    [{ Type: 'Map', Parameters: {} }, undefined],
    [{ Type: 'Map', Parameters: {}, InputPath: '$.a' }, 'path'],
  ])('%j: %s', (fields, expected) => {
    const state = stateOf({ Type: 'Pass', ...fields })
    expect(effectiveInput({ state, stages })?.value).toBe(expected)
  })

  test('of no state: none', () => expect(effectiveInput({ state: undefined, stages })).toBeUndefined())
})
