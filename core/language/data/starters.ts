import type { Json } from '../../base/json'

/** A machine to begin with. */
export interface Starter {
  readonly label: string
  readonly queryLanguage: 'JSONata' | 'JSONPath'
  readonly detail: string
  /** The file's name that is proposed, without its ending. */
  readonly name: string
  readonly definition: Json
}

const lambda = 'arn:aws:states:::lambda:invoke'
const functionArn = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`
const lambdaErrors = [
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
]
const retry = [{ ErrorEquals: lambdaErrors, IntervalSeconds: 1, MaxAttempts: 3, BackoffRate: 2, JitterStrategy: 'FULL' }]

/** What New State Machine offers. Each runs as it is, once its tasks are answered: test/core/language/starters.test.ts. */
export const starters: readonly Starter[] = [
  {
    label: 'One state',
    queryLanguage: 'JSONata',
    detail: 'A Pass state that greets: the smallest machine',
    name: 'hello',
    definition: {
      Comment: 'What this state machine does',
      QueryLanguage: 'JSONata',
      StartAt: 'Greet',
      States: {
        Greet: { Type: 'Pass', Output: { greeting: "{% 'Hello, ' & ($states.input.name ? $states.input.name : 'world') %}" }, End: true },
      },
    },
  },
  {
    label: 'Lambda function with Retry and Catch',
    queryLanguage: 'JSONata',
    detail: 'Calls a function, tries again where Lambda is busy, and handles what remains',
    name: 'call-function',
    definition: {
      Comment: 'What this state machine does',
      QueryLanguage: 'JSONata',
      StartAt: 'Call',
      States: {
        Call: {
          Type: 'Task',
          Resource: lambda,
          Arguments: { FunctionName: functionArn('my-function'), Payload: '{% $states.input %}' },
          Output: '{% $states.result.Payload %}',
          TimeoutSeconds: 60,
          Retry: retry,
          Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput %}', Next: 'Failed' }],
          Next: 'Done',
        },
        Failed: { Type: 'Fail', Error: '{% $states.input.Error %}', Cause: '{% $states.input.Cause %}' },
        Done: { Type: 'Succeed' },
      },
    },
  },
  {
    label: 'Lambda function with Retry and Catch',
    queryLanguage: 'JSONPath',
    detail: 'Calls a function, tries again where Lambda is busy, and handles what remains',
    name: 'call-function',
    definition: {
      Comment: 'What this state machine does',
      StartAt: 'Call',
      States: {
        Call: {
          Type: 'Task',
          Resource: lambda,
          Parameters: { FunctionName: functionArn('my-function'), 'Payload.$': '$' },
          ResultSelector: { 'answer.$': '$.Payload' },
          ResultPath: '$.call',
          TimeoutSeconds: 60,
          Retry: retry,
          Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Failed' }],
          Next: 'Done',
        },
        Failed: { Type: 'Fail', ErrorPath: '$.failure.Error', CausePath: '$.failure.Cause' },
        Done: { Type: 'Succeed' },
      },
    },
  },
  {
    label: 'Choice',
    queryLanguage: 'JSONata',
    detail: 'Goes one way or another by its input',
    name: 'decide',
    definition: {
      Comment: 'What this state machine does',
      QueryLanguage: 'JSONata',
      StartAt: 'Decide',
      States: {
        Decide: {
          Type: 'Choice',
          Choices: [{ Condition: '{% $exists($states.input.amount) and $states.input.amount > 100 %}', Next: 'Large' }],
          Default: 'Small',
        },
        Large: { Type: 'Pass', Output: { size: 'large' }, End: true },
        Small: { Type: 'Pass', Output: { size: 'small' }, End: true },
      },
    },
  },
  {
    label: 'Parallel branches',
    queryLanguage: 'JSONata',
    detail: 'Does two things at once, and puts their results together',
    name: 'both',
    definition: {
      Comment: 'What this state machine does',
      QueryLanguage: 'JSONata',
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'First', States: { First: { Type: 'Pass', Output: { first: 1 }, End: true } } },
            { StartAt: 'Second', States: { Second: { Type: 'Pass', Output: { second: 2 }, End: true } } },
          ],
          Output: '{% $merge($states.result) %}',
          End: true,
        },
      },
    },
  },
  {
    label: 'Map over a list',
    queryLanguage: 'JSONata',
    detail: 'Calls a function for each item, five at once',
    name: 'each-item',
    definition: {
      Comment: 'What this state machine does',
      QueryLanguage: 'JSONata',
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          Items: '{% $exists($states.input.items) ? $states.input.items : [] %}',
          MaxConcurrency: 5,
          ItemProcessor: {
            ProcessorConfig: { Mode: 'INLINE' },
            StartAt: 'Process',
            States: {
              Process: {
                Type: 'Task',
                Resource: lambda,
                Arguments: { FunctionName: functionArn('process-item'), Payload: '{% $states.input %}' },
                Output: '{% $states.result.Payload %}',
                Retry: retry,
                End: true,
              },
            },
          },
          End: true,
        },
      },
    },
  },
  {
    label: 'Map over a list',
    queryLanguage: 'JSONPath',
    detail: 'Calls a function for each item, five at once',
    name: 'each-item',
    definition: {
      Comment: 'What this state machine does: its input is {"items": [...]}',
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          ItemsPath: '$.items',
          ItemSelector: { 'item.$': '$$.Map.Item.Value', 'index.$': '$$.Map.Item.Index' },
          MaxConcurrency: 5,
          ItemProcessor: {
            ProcessorConfig: { Mode: 'INLINE' },
            StartAt: 'Process',
            States: {
              Process: {
                Type: 'Task',
                Resource: lambda,
                Parameters: { FunctionName: functionArn('process-item'), 'Payload.$': '$' },
                OutputPath: '$.Payload',
                Retry: retry,
                End: true,
              },
            },
          },
          ResultPath: '$.results',
          End: true,
        },
      },
    },
  },
  {
    label: 'Wait for a callback',
    queryLanguage: 'JSONata',
    detail: 'Sends a message with a task token, and waits until somebody answers it',
    name: 'ask-somebody',
    definition: {
      Comment: 'What this state machine does',
      QueryLanguage: 'JSONata',
      StartAt: 'Ask',
      States: {
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
          Arguments: {
            QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/questions',
            MessageBody: { token: '{% $states.context.Task.Token %}', question: '{% $states.input %}' },
          },
          TimeoutSeconds: 86400,
          Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'NoAnswer' }],
          End: true,
        },
        NoAnswer: { Type: 'Fail', Error: 'NoAnswer', Cause: 'Nobody answered within a day.' },
      },
    },
  },
]
