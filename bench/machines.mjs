/** State machines of any size to measure the language service with: the states of real workflows, over and over. */

const lambda = (name, i) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: {
    FunctionName: `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
    Payload: { 'orderId.$': '$.order.id', 'items.$': '$.order.items[*].sku', 'requestId.$': '$$.Execution.Name' },
  },
  ResultSelector: { 'status.$': '$.Payload.status' },
  ResultPath: `$.results.step${i}`,
  Retry: [
    {
      ErrorEquals: ['Lambda.ServiceException', 'Lambda.TooManyRequestsException'],
      IntervalSeconds: 1,
      MaxAttempts: 3,
      BackoffRate: 2,
      JitterStrategy: 'FULL',
    },
  ],
  Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Failed' }],
})

const kinds = [
  (i) => lambda('process-order', i),
  (i) => ({
    Type: 'Pass',
    Parameters: { 'text.$': `States.Format('step {} of {}', ${i}, $.order.id)`, 'count.$': 'States.MathAdd($.count, 1)' },
    ResultPath: '$.last',
  }),
  () => ({ Type: 'Wait', SecondsPath: '$.delay' }),
  (i) => ({
    Type: 'Map',
    ItemsPath: '$.order.items',
    MaxConcurrency: 5,
    ItemProcessor: {
      ProcessorConfig: { Mode: 'INLINE' },
      StartAt: `Price${i}`,
      States: { [`Price${i}`]: { Type: 'Pass', OutputPath: '$.price', End: true } },
    },
    ResultPath: '$.prices',
  }),
]

/** A definition with `count` states (those in a Map's processor counted too). With another `version` no state's text is the same. */
export function largeMachine(count, version = 0) {
  const Comment = `Version ${version}`
  const States = {}
  let made = 1
  for (let i = 0; made < count - 1; i++) {
    if (i % 5 === 4) {
      States[`Step${i}`] = {
        Comment,
        Type: 'Choice',
        Choices: [{ Variable: '$.last.count', NumericGreaterThan: i, Next: `Step${i + 1}` }],
        Default: `Step${i + 1}`,
      }
      made++
      continue
    }
    const state = kinds[i % 5](i)
    made += state.Type === 'Map' ? 2 : 1
    States[`Step${i}`] = { Comment, ...state, Next: `Step${i + 1}` }
  }
  States[`Step${Object.keys(States).length}`] = { Type: 'Succeed' }
  States.Failed = { Type: 'Fail', ErrorPath: '$.failure.Error', CausePath: '$.failure.Cause' }
  return { Comment: `${count} states`, StartAt: 'Step0', States }
}
