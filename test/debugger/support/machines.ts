/** The machines that the debugger's tests run. */

export const hello = {
  StartAt: 'Hello',
  States: {
    Hello: { Type: 'Pass', Result: 'Hello', ResultPath: '$.greeting', Next: 'World' },
    World: { Type: 'Pass', Parameters: { 'text.$': "States.Format('{} {}', $.greeting, $.name)" }, End: true },
  },
}

const lambda = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`

export const orders = {
  StartAt: 'CreateOrder',
  States: {
    CreateOrder: { Type: 'Task', Resource: lambda('CreateOrder'), ResultPath: '$.order', Next: 'ProcessPayment' },
    ProcessPayment: {
      Type: 'Task',
      Resource: lambda('ProcessPayment'),
      InputPath: '$.order',
      ResultPath: '$.payment',
      Retry: [{ ErrorEquals: ['Gateway.Timeout'], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2, JitterStrategy: 'FULL' }],
      Catch: [{ ErrorEquals: ['Payment.Declined'], ResultPath: '$.problem', Next: 'CancelOrder' }],
      Next: 'UpdateInventory',
    },
    UpdateInventory: { Type: 'Task', Resource: lambda('UpdateInventory'), ResultPath: '$.stock', Next: 'SendConfirmationEmail' },
    SendConfirmationEmail: { Type: 'Task', Resource: lambda('SendConfirmationEmail'), ResultPath: null, End: true },
    CancelOrder: { Type: 'Pass', End: true },
  },
}

export const orderMocks = {
  StateMachines: {
    Orders: {
      TestCases: {
        Happy: { CreateOrder: 'Created', ProcessPayment: 'Paid', UpdateInventory: 'Reserved', SendConfirmationEmail: 'Sent' },
        Declined: { CreateOrder: 'Created', ProcessPayment: 'Declined' },
        Slow: { CreateOrder: 'Created', ProcessPayment: 'SecondTime', UpdateInventory: 'Reserved', SendConfirmationEmail: 'Sent' },
        NoStock: { CreateOrder: 'Created', ProcessPayment: 'Paid', UpdateInventory: 'Empty' },
      },
    },
  },
  MockedResponses: {
    Created: { 0: { Return: { id: 'A-1', total: 42 } } },
    Paid: { 0: { Return: { receipt: 'R-7' } } },
    Declined: { 0: { Throw: { Error: 'Payment.Declined', Cause: 'The card was declined' } } },
    SecondTime: { 0: { Throw: { Error: 'Gateway.Timeout', Cause: 'no answer' } }, 1: { Return: { receipt: 'R-8' } } },
    Reserved: { 0: { Return: { reserved: 2 } } },
    Empty: { 0: { Throw: { Error: 'Stock.Empty', Cause: 'nothing left' } } },
    Sent: { 0: { Return: 'ok' } },
  },
}

/** A task that starts another state machine and waits for it, and what stepthrough.json says of that. */
export const refunds = {
  'machine.asl.json': {
    StartAt: 'Refund',
    States: {
      Refund: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: {
          StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:refund',
          Name: 'r-1',
          'Input.$': '$',
        },
        ResultSelector: { 'refund.$': '$.Output' },
        Next: 'Tell',
      },
      Tell: { Type: 'Pass', End: true },
    },
  },
  'refund.asl.json': {
    Comment: 'Pays an order back.',
    StartAt: 'Check',
    States: {
      Check: { Type: 'Pass', Assign: { 'amount.$': '$.amount' }, Next: 'Pay' },
      Pay: { Type: 'Pass', Parameters: { 'paid.$': '$amount' }, End: true },
    },
  },
  'stepthrough.json': { stateMachines: { refund: 'refund.asl.json' } },
}

/** Two branches of two states each. */
export const parallel = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Left', States: { Left: { Type: 'Pass', Result: 'l', Next: 'LeftEnd' }, LeftEnd: { Type: 'Pass', End: true } } },
        { StartAt: 'Right', States: { Right: { Type: 'Wait', Seconds: 60, Next: 'RightEnd' }, RightEnd: { Type: 'Pass', End: true } } },
      ],
      Next: 'After',
    },
    After: { Type: 'Pass', End: true },
  },
}

export const lines = {
  StartAt: 'EachLine',
  States: {
    EachLine: {
      Type: 'Map',
      ItemsPath: '$.lines',
      MaxConcurrency: 1,
      ItemProcessor: {
        StartAt: 'Price',
        States: {
          Price: { Type: 'Pass', Parameters: { 'price.$': 'States.MathAdd($.amount, 1)' }, Next: 'Done' },
          Done: { Type: 'Pass', End: true },
        },
      },
      End: true,
    },
  },
}

export const jsonata = {
  QueryLanguage: 'JSONata',
  StartAt: 'Sum',
  States: {
    Sum: { Type: 'Pass', Assign: { total: '{% $sum($states.input.items.price) %}' }, Next: 'Tax' },
    Tax: { Type: 'Pass', Output: { gross: '{% $total * 1.2 %}' }, End: true },
  },
}

export const failing = {
  StartAt: 'Outer',
  States: {
    Outer: {
      Type: 'Parallel',
      Branches: [{ StartAt: 'Inner', States: { Inner: { Type: 'Fail', Error: 'Custom.Broken', Cause: 'it broke' } } }],
      End: true,
    },
  },
}

export const counting = {
  StartAt: 'Init',
  States: {
    Init: { Type: 'Pass', Result: { n: 0 }, Next: 'Add' },
    Add: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'More' },
    More: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericLessThan: 5, Next: 'Add' }], Default: 'Done' },
    Done: { Type: 'Succeed' },
  },
}

export const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  First:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: A
        States:
          A:
            Type: Pass
            End: true
  Second:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: A
        States:
          A:
            Type: Pass
            Next: B
          B:
            Type: Pass
            # where the breakpoint is set
            Result: second
            End: true
`

export const distributed = {
  StartAt: 'Rows',
  States: {
    Rows: {
      Type: 'Map',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
        Parameters: { Bucket: 'data', Key: 'items.csv' },
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Row',
        States: { Row: { Type: 'Pass', End: true } },
      },
      End: true,
    },
  },
}
