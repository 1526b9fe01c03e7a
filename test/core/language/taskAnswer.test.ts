import { describe, expect, test } from 'vitest'
import { taskErrors } from '../../../core/language/names/taskErrors'
import { answerSkeleton } from '../../../core/language/shapes/taskAnswer'
import { machinesOf } from '../../../core/model/graph'
import { parseDocument } from '../../../core/model/parse'

type Fields = { readonly [name: string]: unknown }

/** The state Ask, and what stands behind it. */
function task(ask: Fields, behind: Fields = {}, root: Fields = {}) {
  const machine = { StartAt: 'Ask', ...root, States: { Ask: { Type: 'Task', Resource: lambda, ...ask }, ...behind } }
  const document = parseDocument(JSON.stringify(machine), { format: 'json', content: 'definition' })
  const states = document.definitions.flatMap((definition) => machinesOf(definition.machine)).flatMap((m) => [...m.states.values()])
  return { document, state: states.find(({ name }) => name === 'Ask')! }
}

const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:ask'
const skeleton = (...given: Parameters<typeof task>) => {
  const { document, state } = task(...given)
  return answerSkeleton(document, state)
}

describe('a result to begin with has', () => {
  test.each<[string, Fields, Fields, unknown]>([
    ['nothing where nothing is known', { End: true }, {}, undefined],
    ['what the API answers', { Resource: 'arn:aws:states:::sqs:sendMessage', End: true }, {}, expect.objectContaining({ MessageId: '' })],
    ['what an SDK call answers', { Resource: 'arn:aws:states:::aws-sdk:sqs:getQueueUrl', End: true }, {}, { QueueUrl: '' }],
    [
      'nothing of the API where a token brings it',
      { Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', End: true },
      {},
      undefined,
    ],
    [
      'what the ResultSelector reads',
      { Resource: 'arn:aws:states:::lambda:invoke', ResultSelector: { 'total.$': '$.Payload.sum.total' }, End: true },
      {},
      { StatusCode: 200, Payload: { sum: { total: '' } } },
    ],
    [
      'what is read behind its ResultPath, and what a Choice compares it with',
      { ResultPath: '$.order', Next: 'Pick' },
      {
        Pick: {
          Type: 'Choice',
          Choices: [
            {
              And: [
                { Variable: '$.order.total', NumericGreaterThan: 100 },
                { Variable: '$.order.state', StringEquals: 'OPEN' },
              ],
              Next: 'Rest',
            },
          ],
          Default: 'Rest',
        },
        Rest: { Type: 'Wait', SecondsPath: '$.order.delay', Next: 'Tell' },
        Tell: { Type: 'Pass', Parameters: { 'text.$': "States.Format('{} of {}', $.order.id, $.other.id)" }, End: true },
      },
      { total: 100, state: 'OPEN', delay: 1, id: '' },
    ],
    [
      'what is read of the items of a Map',
      { Next: 'Each' },
      {
        Each: {
          Type: 'Map',
          ItemsPath: '$.rows',
          ItemProcessor: { StartAt: 'One', States: { One: { Type: 'Pass', InputPath: '$.sku.code', End: true } } },
          End: true,
        },
      },
      { rows: [{ sku: { code: '' } }] },
    ],
    [
      'what JSONata reads, through a variable too',
      { QueryLanguage: 'JSONata', Assign: { order: '{% $states.result.order %}' }, Output: '{% $states.result.meta %}', Next: 'Sum' },
      {
        Sum: {
          Type: 'Pass',
          QueryLanguage: 'JSONata',
          Output: "{% $sum([$order.net, $order.vat]) & $states.input.unit & '$5' %}",
          End: true,
        },
      },
      { order: { net: '', vat: '' }, meta: { unit: '' } },
    ],
    ['its own name alone where it only is passed on', { Next: 'Done' }, { Done: { Type: 'Pass', InputPath: '$.a', End: true } }, { a: '' }],
    [
      '__proto__ as a plain key',
      { Next: 'Done' },
      { Done: { Type: 'Pass', InputPath: "$['__proto__'].x", End: true } },
      JSON.parse('{"__proto__": {"x": ""}}'),
    ],
  ])('%s', (_, ask, behind, expected) => expect(skeleton(ask, behind)).toEqual(expected))

  test('a bound', () => {
    const template = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`m${i}.$`, `$.m${i}`]))
    expect(Object.keys(skeleton({ ResultSelector: template, End: true }) as object).length).toBeLessThanOrEqual(200)
    expect(skeleton({ Next: 'Ask', InputPath: '$.again' })).toEqual({ again: '' })
  })
})

test('a task fails with what its states and owners handle, then with what its service raises', () => {
  const { state } = task(
    {
      Resource: 'arn:aws:states:::dynamodb:getItem',
      Retry: [{ ErrorEquals: ['Own', 'States.Timeout'] }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Ask' }],
      End: true,
    },
    {},
  )
  const names = taskErrors(state).map(({ name }) => name)
  expect(names.slice(0, 2)).toEqual(['Own', 'States.Timeout'])
  expect(names).toEqual(expect.arrayContaining(['States.TaskFailed', 'DynamoDB.ConditionalCheckFailedException']))
  expect(names.filter((name) => /^Lambda|States.ALL|Runtime|Map|Branch/.test(name))).toEqual([])
})
