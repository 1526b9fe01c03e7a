export const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:f'
export const pass = (next: object = { End: true }) => ({ Type: 'Pass', ...next })

/** A machine with a place of each kind. The task fails twice with the error that is tried again, then with one that is caught, unless the input says otherwise. */
export const everyPlace = {
  StartAt: 'Call',
  States: {
    Call: {
      Type: 'Task',
      InputPath: '$.in',
      Parameters: { 'n.$': '$.n' },
      Resource: lambda,
      ResultSelector: { 'r.$': '$.value' },
      ResultPath: '$.out',
      Assign: { 'v.$': '$.r' },
      OutputPath: '$',
      Retry: [{ ErrorEquals: ['Slow'], MaxAttempts: 2 }],
      Catch: [
        { ErrorEquals: ['Other'], Next: 'Lost' },
        { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Which' },
      ],
      Next: 'Which',
    },
    Which: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.error', IsPresent: true, Next: 'Lost' },
        { Variable: '$.in.n', NumericEquals: 9, Next: 'Lost' },
      ],
      Default: 'Each',
    },
    Each: {
      Type: 'Map',
      ItemsPath: '$.list',
      ItemSelector: { 'v.$': '$$.Map.Item.Value' },
      ItemProcessor: { StartAt: 'One', States: { One: pass() } },
      Next: 'Sleep',
    },
    Sleep: { Type: 'Wait', Seconds: 10, Next: 'Both' },
    Both: { Type: 'Parallel', Branches: [{ StartAt: 'Left', States: { Left: pass() } }], Next: 'Done' },
    Done: { Type: 'Succeed' },
    Lost: { Type: 'Fail', Error: 'Lost' },
  },
}

export const placeAnswers = {
  StateMachines: { M: { TestCases: { Good: { Call: 'Good' }, Slow: { Call: 'Slow' }, Bad: { Call: 'Bad' } } } },
  MockedResponses: {
    Good: { 0: { Return: { value: 7 } } },
    Slow: { '0-1': { Throw: { Error: 'Slow', Cause: 's' } }, 2: { Return: { value: 8 } } },
    Bad: { 0: { Throw: { Error: 'Broken', Cause: 'b' } } },
  },
}

export const placeFiles = { 'machine.asl.json': everyPlace, 'mock.json': placeAnswers }
export const input = { in: { n: 1 }, list: ['a', 'b'] }

/** The text with the cursor at the beginning of a part of it, behind what is written before. */
export function placeIn(text: string, ...path: string[]): { line: number; column: number } {
  let at = 0
  for (const part of path) at = text.indexOf(part, at) + (part === path.at(-1) ? 0 : part.length)
  const before = text.slice(0, at).split('\n')
  return { line: before.length, column: before.at(-1)!.length + 1 }
}
