/** The machines of the stories: small ones, each with what a debugger can stop at. */

const lambda = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`
const pass = (rest: object = {}) => ({ Type: 'Pass', ...rest })

/** Every stage of a JSONPath task. */
export const stages = {
  StartAt: 'Pay',
  States: {
    Pay: {
      Type: 'Task',
      Resource: lambda('Pay'),
      InputPath: '$.order',
      Parameters: { 'amount.$': '$.total' },
      ResultSelector: { 'receipt.$': '$.id' },
      ResultPath: '$.payment',
      Assign: { 'paid.$': '$.receipt' },
      OutputPath: '$.payment',
      Next: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
}
export const stagesInput = { order: { total: 42, items: [1, 2] } }
export const stagesMock = mocksOf({ Pay: { 0: { Return: { id: 'R-1', noise: true } } } })

/** The same in JSONata. */
export const jsonataStages = {
  QueryLanguage: 'JSONata',
  StartAt: 'Pay',
  States: {
    Pay: {
      Type: 'Task',
      Resource: lambda('Pay'),
      Arguments: { amount: '{% $states.input.order.total %}' },
      Assign: { paid: '{% $states.result.id %}' },
      Output: { receipt: '{% $states.result.id %}' },
      Next: 'Done',
    },
    Done: { Type: 'Succeed', Output: '{% $paid %}' },
  },
}

/** A task with two Retriers and two Catchers. */
export const retried = {
  StartAt: 'Call',
  States: {
    Call: {
      Type: 'Task',
      Resource: lambda('Call'),
      TimeoutSeconds: 30,
      Retry: [
        { ErrorEquals: ['Busy'], IntervalSeconds: 2, MaxAttempts: 2, BackoffRate: 2 },
        { ErrorEquals: ['States.Timeout'], MaxAttempts: 1 },
      ],
      Catch: [
        { ErrorEquals: ['Refused'], ResultPath: '$.refusal', Next: 'Cancel' },
        { ErrorEquals: ['States.ALL'], Next: 'Rescue' },
      ],
      Next: 'Done',
    },
    Cancel: pass({ End: true }),
    Rescue: pass({ End: true }),
    Done: { Type: 'Succeed' },
  },
}

/** A Choice with two rules and a Default. */
export const choosing = {
  StartAt: 'Choose',
  States: {
    Choose: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.total', NumericGreaterThan: 100, Next: 'Large' },
        {
          And: [
            { Variable: '$.vip', IsPresent: true },
            { Variable: '$.vip', BooleanEquals: true },
          ],
          Next: 'Vip',
        },
      ],
      Default: 'Small',
    },
    Large: pass({ End: true }),
    Vip: pass({ End: true }),
    Small: pass({ End: true }),
  },
}

/** Waits between its states, and in a branch. */
export const waiting = {
  StartAt: 'Hour',
  States: {
    Hour: { Type: 'Wait', Seconds: 3600, Next: 'Both' },
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Slow', States: { Slow: { Type: 'Wait', Seconds: 60, Next: 'SlowEnd' }, SlowEnd: pass({ End: true }) } },
        {
          StartAt: 'Quick',
          States: { Quick: { Type: 'Wait', SecondsPath: '$.seconds', Next: 'QuickEnd' }, QuickEnd: pass({ End: true }) },
        },
      ],
      End: true,
    },
  },
}

/** Two branches of one state each. */
export const twoBranches = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Left', States: { Left: pass({ End: true }) } },
        { StartAt: 'Right', States: { Right: pass({ End: true }) } },
      ],
      Next: 'After',
    },
    After: pass({ End: true }),
  },
}

/** Three iterations, two at once, whose items are selected. */
export const items = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemSelector: { 'item.$': '$$.Map.Item.Value', 'index.$': '$$.Map.Item.Index' },
      MaxConcurrency: 2,
      ItemProcessor: {
        StartAt: 'Price',
        States: { Price: pass({ Next: 'Tax' }), Tax: pass({ Parameters: { 'gross.$': '$.item' }, End: true }) },
      },
      ResultPath: '$.prices',
      Next: 'After',
    },
    After: pass({ End: true }),
  },
}

/** A Map whose second item fails, with a Catch around it. */
export const failingItem = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: {
        StartAt: 'Check',
        States: {
          Check: { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 2, Next: 'Bad' }], Default: 'Good' },
          Bad: { Type: 'Fail', Error: 'BadItem', Cause: 'two' },
          Good: pass({ End: true }),
        },
      },
      Catch: [{ ErrorEquals: ['BadItem'], Next: 'Rescue' }],
      End: true,
    },
    Rescue: pass({ End: true }),
  },
}

/** Variables that two states assign, and a branch that has its own. */
export const variables = {
  QueryLanguage: 'JSONata',
  StartAt: 'First',
  States: {
    First: pass({ Assign: { total: 1, order: { lines: [1, 2], note: 'none' } }, Next: 'Second' }),
    Second: pass({ Assign: { total: '{% $total + 1 %}' }, Next: 'Both' }),
    Both: {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'Inner',
          States: {
            Inner: pass({ Assign: { own: '{% $total * 10 %}' }, Next: 'Reads' }),
            Reads: pass({ Output: '{% $own %}', End: true }),
          },
        },
      ],
      Next: 'Last',
    },
    Last: pass({ Output: '{% $total %}', End: true }),
  },
}

/** A loop that counts in the payload, and assigns what it has seen. */
export const counted = {
  StartAt: 'Add',
  States: {
    Add: pass({ Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Assign: { 'seen.$': '$.n' }, Next: 'More' }),
    More: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericLessThan: 5, Next: 'Add' }], Default: 'Done' },
    Done: { Type: 'Succeed' },
  },
}

/** An intrinsic function that fails, in a state that nothing protects. */
export const broken = {
  StartAt: 'Add',
  States: { Add: pass({ Parameters: { 'sum.$': 'States.MathAdd($.a, $.b)' }, Next: 'After' }), After: pass({ End: true }) },
}

/** A mock file of the machine `Machine` with a test case `Case`. */
export function mocksOf(responses: { readonly [state: string]: object }) {
  return {
    StateMachines: { Machine: { TestCases: { Case: Object.fromEntries(Object.keys(responses).map((name) => [name, name])) } } },
    MockedResponses: responses,
  }
}
export const mocked = { mockConfig: 'mock.json', testCase: 'Case', stateMachineName: 'Machine' } as const
