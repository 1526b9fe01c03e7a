import { describe, expect, test } from 'vitest'
import { catches } from '../../../core/interpreter/catches'
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
