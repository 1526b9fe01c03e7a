import { expect, test } from 'vitest'
import { errorNamed, isTerminal, standsFor } from '../../../core/aws/errors'

test.each<[string, string | undefined, boolean]>([
  ['States.ALL', 'Own', true],
  ['States.ALL', undefined, true],
  ['States.ALL', 'States.Timeout', true],
  ['States.ALL', 'States.Runtime', false],
  ['States.ALL', 'States.DataLimitExceeded', false],
  ['States.TaskFailed', 'Own', true],
  ['States.TaskFailed', 'States.Permissions', true],
  ['States.TaskFailed', 'States.Timeout', false],
  ['States.TaskFailed', 'States.HeartbeatTimeout', false],
  ['States.TaskFailed', 'States.DataLimitExceeded', false],
  ['States.TaskFailed', 'States.Runtime', false],
  ['States.Timeout', 'States.HeartbeatTimeout', false],
  ['Own', 'Own', false],
])('%s stands for %s: %s', (name, error, stands) => expect(standsFor(name, error)).toBe(stands))

test('only States.Runtime ends the execution from anywhere', () => {
  expect(['States.Runtime', 'States.Timeout', 'Own', undefined, 'constructor'].map(isTerminal)).toEqual([true, false, false, false, false])
})

test('every status of an HTTP endpoint is known', () => {
  expect(errorNamed('States.Http.StatusCode.404')).toMatchObject({ name: 'States.Http.StatusCode.404', service: 'http' })
  expect(errorNamed('States.Http.StatusCode.4040')).toBeUndefined()
})
