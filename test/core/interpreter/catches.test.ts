import { describe, expect, test } from 'vitest'
import { catches } from '../../../core/interpreter/catches'
import { effectiveInput } from '../../../core/interpreter/effectiveInput'
import { begin, type Definition, machine } from './run'

const stateOf = (fields: Definition) => begin(machine({ A: { End: true, ...fields } })).next!.state!

describe('whether a state names an error that comes from within it', () => {
  const parallel = { Type: 'Parallel', Branches: [machine({ I: { Type: 'Pass', End: true } })] }
  const handlers = (...names: string[]) => [{ ErrorEquals: ['Never'] }, { ErrorEquals: names }]
  test.each<[Definition, string, boolean]>([
    [{}, 'E', false],
    [{ Catch: handlers('E') }, 'E', true],
    [{ Retry: handlers('E') }, 'E', true],
    [{ Retry: handlers('F'), Catch: handlers('E') }, 'E', true],
    [{ Retry: handlers('F'), Catch: handlers('G') }, 'E', false],
    [{ Catch: handlers('States.ALL') }, 'E', true],
    [{ Catch: handlers('States.TaskFailed') }, 'States.Timeout', false],
    [{ Catch: handlers('States.ALL', 'States.Runtime') }, 'States.Runtime', false],
  ])('%j for %s: %s', (fields, error, expected) => {
    expect(catches(stateOf({ ...parallel, ...fields }), { error, cause: undefined, node: undefined })).toBe(expected)
  })
})

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
    [{ QueryLanguage: 'JSONata', Arguments: {} }, 'arguments'],
    [{ Type: 'Map', Parameters: {} }, undefined],
    [{ Type: 'Map', Parameters: {}, InputPath: '$.a' }, 'path'],
  ])('%j: %s', (fields, expected) => {
    const state = stateOf({ Type: 'Pass', ...fields })
    expect(effectiveInput({ state, stages })?.value).toBe(expected)
    expect(effectiveInput({ state: undefined, stages })).toBeUndefined()
  })
})
