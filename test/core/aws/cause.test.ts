import { describe, expect, test } from 'vitest'
import { causeError } from '../../../core/aws/cause'

const json = (value: unknown) => JSON.stringify(value)

describe('the error in a Cause', () => {
  test.each<[string, unknown, object]>([
    [
      'Node',
      {
        errorType: 'Declined',
        errorMessage: 'no money',
        trace: [
          'Declined: no money',
          '    at handler (/app/pay.js:3:11)',
          '    at async Runtime (file:///app/a%20b.mjs:1:2)',
          '    at node:internal/x:1:1',
        ],
      },
      {
        error: 'Declined',
        message: 'no money',
        stack: ['at handler (/app/pay.js:3:11)', 'at async Runtime (/app/a b.mjs:1:2)', 'at node:internal/x:1:1'],
      },
    ],
    [
      'Python',
      {
        errorType: 'KeyError',
        errorMessage: "'id'",
        requestId: 'r',
        stackTrace: ['  File "/var/task/pay.py", line 7, in handler\n    return event["id"]\n'],
      },
      { error: 'KeyError', message: "'id'", stack: ['at handler (/var/task/pay.py:7)'] },
    ],
    [
      'Java, with a cause',
      {
        errorType: 'java.lang.RuntimeException',
        errorMessage: 'outer',
        stackTrace: ['example.Pay.handle(Pay.java:12)', 'Native.call(Native Method)'],
        cause: { errorType: 'E', errorMessage: 'inner', stackTrace: [] },
      },
      {
        error: 'java.lang.RuntimeException',
        message: 'outer',
        stack: ['at example.Pay.handle (Pay.java:12)'],
        cause: { error: 'E', message: 'inner' },
      },
    ],
    [
      '.NET',
      { errorType: 'E', errorMessage: 'm', stackTrace: ['   at Pay.Handle(String x) in /src/Pay.cs:line 9'] },
      { stack: ['at Pay.Handle(String x) (/src/Pay.cs:9)'] },
    ],
    [
      'Ruby',
      { errorType: 'Function<E>', errorMessage: 'm', stackTrace: ["/var/task/pay.rb:4:in `handler'"] },
      { stack: ['at handler (/var/task/pay.rb:4)'] },
    ],
    [
      'Go',
      { errorType: 'E', errorMessage: 'm', stackTrace: [{ path: 'main.go', line: 5, label: 'main.handler' }] },
      { stack: ['at main.handler (main.go:5)'] },
    ],
    [
      'a nested execution that ended with what a function threw',
      { Error: 'Declined', Cause: json({ errorType: 'Declined', errorMessage: 'no money' }), ExecutionArn: 'arn', Status: 'FAILED' },
      { error: 'Declined', message: 'no money', cause: { error: 'Declined', message: 'no money' } },
    ],
    ['a job', { JobId: 'j', StatusReason: 'Host EC2 terminated' }, { error: undefined, message: 'Host EC2 terminated' }],
  ])('%s', (_, cause, expected) => expect(causeError(json(cause))).toMatchObject(expected))

  test.each([undefined, '', 'plain text', '[1]', '{"broken', '{}', '{"__proto__": 1}', '{"a": {"errorMessage": "x"}}', 'null'])(
    '%j has none',
    (cause) => expect(causeError(cause)).toBeUndefined(),
  )

  test('causes within causes end', () => {
    let cause = json({ errorMessage: 'x' })
    for (let i = 0; i < 12; i++) cause = json({ Error: 'E', Cause: cause, Status: 'FAILED' })
    let depth = 0
    for (let at = causeError(cause); at !== undefined; at = at.cause) depth++
    expect(depth).toBe(13)
    let java: object = { errorMessage: 'x' }
    for (let i = 0; i < 500; i++) java = { errorMessage: 'x', cause: java }
    expect(json(causeError(json(java))).match(/message/g)).toHaveLength(30)
  })
})
