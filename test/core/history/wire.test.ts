import { describe, expect, test } from 'vitest'
import { ArchivedText, type Payload } from '../../../core/history/archive'
import type { Form } from '../../../core/history/kind'
import { detailsOf, type HistoryEvent, markedAsCut, payloadValue } from '../../../core/history/types'
import { Exit, mapPayloads, wireDetails } from '../../../core/history/wire'

const whole = { truncated: false }
const cut = new ArchivedText({ put: () => undefined, get: () => '' }, '"long"')
const archived = new ArchivedText({ put: () => 1, get: () => '"read"' }, '"long"')

describe('the details of an event, from what the log keeps', () => {
  test.each<[string, Form, unknown, object]>([
    ['nothing', 'nothing', undefined, {}],
    ['an input', 'input', [1], { name: 'A', input: '[1]', inputDetails: whole }],
    ['an input that is null', 'input', null, { name: 'A', input: 'null', inputDetails: whole }],
    ['an output', 'output', 'x', { name: 'A', output: '"x"', outputDetails: whole }],
    [
      'an output with variables',
      'output',
      new Exit({ a: 1 }, JSON.parse('{"v": [1], "__proto__": 2}')),
      {
        name: 'A',
        output: '{"a":1}',
        outputDetails: whole,
        assignedVariables: Object.defineProperty(Object.create(null), '__proto__', { value: '2', enumerable: true }),
        assignedVariablesDetails: whole,
      },
    ],
    ['an index', 'index', 0, { name: 'A', index: 0 }],
    ['members', 'members', { error: 'E', cause: undefined, parameters: { p: 1 } }, { error: 'E', parameters: '{"p":1}' }],
    ['an archived payload', 'members', { output: archived }, { output: '"read"', outputDetails: whole }],
    ['a payload that is cut', 'input', cut, { name: 'A', input: '"long"…', inputDetails: { truncated: true } }],
  ])('%s', (what, form, value, expected) => {
    const details = wireDetails(form, value, 'A')
    if (what === 'an output with variables') {
      const { assignedVariables, ...rest } = details as { assignedVariables: object }
      expect(Object.entries(assignedVariables)).toEqual([
        ['v', '[1]'],
        ['__proto__', '2'],
      ])
      expect({ ...rest, assignedVariables: 0 }).toEqual({ ...expected, assignedVariables: 0 })
    } else expect(details).toStrictEqual(expected)
  })

  test('with texts that the caller makes', () =>
    expect(wireDetails('output', new Exit(1, { v: 2 }), 'A', (payload) => `<${payload}>`)).toMatchObject({
      output: '<1>',
      assignedVariables: { v: '<2>' },
    }))
})

test.each<[Form, unknown, unknown]>([
  ['nothing', undefined, undefined],
  ['index', 3, 3],
  ['input', 3, 'p'],
  ['output', null, 'p'],
  ['output', new Exit(1, { v: 2 }), { output: 'p', assigned: { v: 'p' } }],
  [
    'members',
    { input: 1, parameters: 2, output: 3, error: 'E', redriveCount: 4 },
    { input: 'p', parameters: 'p', output: 'p', error: 'E', redriveCount: 4 },
  ],
])('payloads are replaced in %s: %j', (form, value, expected) => {
  const replaced = mapPayloads(form, value, (): Payload => 'p')
  expect(replaced).toEqual(expected)
  expect(replaced instanceof Exit).toBe(value instanceof Exit)
})

const event = (type: string, rest: object = {}): HistoryEvent => ({ id: 1, previousEventId: 0, timestamp: '', type, ...rest })

describe('the details of an event are found', () => {
  const about = { error: 'E' }
  test.each<[string, HistoryEvent, object]>([
    ['by the table', event('TaskFailed', { otherEventDetails: {}, taskFailedEventDetails: about }), about],
    ['by how they are named, where AWS has more types than the table', event('TaskDelayed', { taskDelayedEventDetails: about }), about],
    ['or more details', event('MapRunSucceeded', { mapRunSucceededEventDetails: about }), about],
    ['not where there are none', event('LambdaFunctionStarted'), {}],
    ['not where a type has none this time', event('ActivityStarted'), {}],
    ['not in what is no object', event('TaskDelayed', { taskDelayedEventDetails: null }), {}],
    ['nor in a text', event('TaskDelayed', { taskDelayedEventDetails: 'x' }), {}],
  ])('%s', (_, of, expected) => expect(detailsOf(of)).toEqual(expected))
})

describe('an event whose payloads are only how they begin says so', () => {
  const details = { name: 'A', output: '1', outputDetails: whole, assignedVariables: { v: '1' }, assignedVariablesDetails: whole }
  test('of each payload', () => {
    const given = event('PassStateExited', { stateExitedEventDetails: details })
    expect(markedAsCut(given)).toEqual({
      ...given,
      stateExitedEventDetails: { ...details, outputDetails: { truncated: true }, assignedVariablesDetails: { truncated: true } },
    })
    expect(details.outputDetails).toBe(whole)
  })
  test('and nothing of what is no payload, or has no details', () => {
    const given = event('TaskStarted', { taskStartedEventDetails: { resource: 'r', errorDetails: 1 } })
    expect(markedAsCut(given)).toEqual(given)
    expect(markedAsCut(event('MapStateFailed'))).toEqual(event('MapStateFailed'))
  })
})

test('a payload that is cut is its text', () => {
  expect(payloadValue('{"a":[1]}')).toEqual({ a: [1] })
  expect(payloadValue('{"a":[1…')).toBe('{"a":[1…')
})
