import { describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import type { TaskOutcome } from '../../../core/interpreter'
import { begin, type Definition, ending, eventsOf, machine, run } from './run'

const service = 'arn:aws:states:::sns:publish'
const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:f'
const activity = 'arn:aws:states:us-east-1:123456789012:activity:work'
const about = { resourceType: 'sns', resource: 'publish' }
const done: TaskOutcome = { kind: 'succeeded', output: 'o' }
const whole = { truncated: false }

const ran = (Resource: string, rest: Definition, outcome: TaskOutcome = done, input: Json = { t: '7', role: 'r' }) =>
  run(machine({ A: { Type: 'Task', Resource, ...rest, End: true } }), { task: () => outcome, input })

describe('the events of a task say', () => {
  /** The details of the task's own events. */
  const details = async (...of: Parameters<typeof ran>) =>
    eventsOf(await ran(...of))
      .slice(2)
      .flatMap((event) => Object.entries(event).filter(([name]) => /^(task|lambda|activity).*Details$/.test(name)))
      .map(([name, value]) => [name.replace('EventDetails', ''), value])

  const scheduled = { ...about, region: 'us-east-1', parameters: '{"a":1}' }
  const Parameters = { a: 1 }

  test.each<[string, string, Definition, TaskOutcome, Json[]]>([
    [
      'of a service',
      service,
      { Parameters },
      done,
      [
        ['taskScheduled', scheduled],
        ['taskStarted', about],
        ['taskSucceeded', { ...about, output: '"o"', outputDetails: whole }],
      ],
    ],
    [
      'the timeouts and the role',
      service,
      { Parameters, TimeoutSecondsPath: '$.t', HeartbeatSeconds: 3, Credentials: { 'RoleArn.$': '$.role' } },
      done,
      [
        ['taskScheduled', { ...scheduled, timeoutInSeconds: 7, heartbeatInSeconds: 3, taskCredentials: { roleArn: 'r' } }],
        ['taskStarted', about],
        ['taskSucceeded', { ...about, output: '"o"', outputDetails: whole }],
      ],
    ],
    [
      'what was submitted, and why it failed',
      service,
      { Parameters },
      { kind: 'failed', error: 'E', cause: 'c', submitted: 's' },
      [
        ['taskScheduled', scheduled],
        ['taskStarted', about],
        ['taskSubmitted', { ...about, output: '"s"', outputDetails: whole }],
        ['taskFailed', { ...about, error: 'E', cause: 'c' }],
      ],
    ],
    [
      'of a function',
      lambda,
      { Parameters, TimeoutSeconds: 5 },
      { ...done, submitted: 's' },
      [
        ['lambdaFunctionScheduled', { resource: lambda, input: '{"a":1}', inputDetails: whole, timeoutInSeconds: 5 }],
        ['lambdaFunctionSucceeded', { output: '"o"', outputDetails: whole }],
      ],
    ],
    [
      'of an activity and its worker',
      activity,
      { Parameters, HeartbeatSeconds: 5 },
      { ...done, workerName: 'w' },
      [
        ['activityScheduled', { resource: 'work', input: '{"a":1}', inputDetails: whole, heartbeatInSeconds: 5 }],
        ['activityStarted', { workerName: 'w' }],
        ['activitySucceeded', { output: '"o"', outputDetails: whole }],
      ],
    ],
  ])('%s', async (_what, resource, rest, outcome, expected) => {
    expect(await details(resource, rest, outcome)).toEqual(expected)
  })

  test('that a worker has taken it, unless nobody has', async () => {
    const types = async (outcome: TaskOutcome) => eventsOf(await ran(activity, { TimeoutSeconds: 1 }, outcome)).map(({ type }) => type)
    expect(await types({ kind: 'timedOut' })).not.toContain('ActivityStarted')
    expect(await types({ kind: 'timedOut', workerName: 'w' })).toContain('ActivityStarted')
    expect(await types({ kind: 'failed' })).toContain('ActivityStarted')
  })
})

describe('a number that a path of a task leads to', () => {
  test.each<[Json, boolean]>([
    [7, true],
    ['7', true],
    ['+7', true],
    [7.5, false],
    ['7.0', false],
    ['7x', false],
    ['', false],
    [null, false],
    [[7], false],
    [true, false],
  ])('%j may be an integer: %s', async (t, expected) => {
    for (const field of ['TimeoutSeconds', 'HeartbeatSeconds']) {
      const execution = await ran(service, { [`${field}Path`]: '$.t' }, done, { t })
      if (expected) expect(ending(execution)).toBe('o')
      else
        expect(ending(execution)).toMatchObject({
          error: 'States.Runtime',
          cause: expect.stringContaining(
            `The ${field}Path field refers to value "${typeof t === 'string' ? t : JSON.stringify(t)}" which is not a valid integer: $.t`,
          ),
        })
    }
  })

  test.each<[Definition, string]>([
    [{ TimeoutSecondsPath: '$.none' }, 'States.Runtime'],
    [{ HeartbeatSecondsPath: '$.none' }, 'States.Runtime'],
    [{ Credentials: { 'RoleArn.$': '$.none' } }, 'States.Runtime'],
    [{ QueryLanguage: 'JSONata', TimeoutSeconds: "{% 'x' %}" }, 'States.QueryEvaluationError'],
    [{ QueryLanguage: 'JSONata', HeartbeatSeconds: '{% null %}' }, 'States.QueryEvaluationError'],
    [{ QueryLanguage: 'JSONata', Credentials: { RoleArn: "{% 'x' + 1 %}" } }, 'States.QueryEvaluationError'],
  ])('%j: the task does not begin', async (rest, error) => {
    const execution = await ran(service, rest)
    expect(execution.error).toBe(error)
    expect(eventsOf(execution).map(({ type }) => type)).not.toContain('TaskScheduled')
  })

  test('is looked for in the input after InputPath, not in the Parameters', async () => {
    const rest = { InputPath: '$.in', Parameters: {}, TimeoutSecondsPath: '$.t' }
    expect(ending(await ran(service, rest, { ...done, duration: 3 }, { t: 9, in: { t: 2 } }))).toMatchObject({ error: 'States.Timeout' })
    expect(ending(await ran(service, rest, { ...done, duration: 3 }, { t: 2, in: { t: 9 } }))).toBe('o')
    // an InputPath of null leaves nothing to look in
    expect((await ran(service, { ...rest, InputPath: null }, done, { t: 9 })).error).toBe('States.Runtime')
  })
})

test.each([
  [{ Type: 'Task', Resource: 'arn:aws:states:::sns:publish' }, 'sns'],
  [{ Type: 'Pass', Result: 'abc' }, 'S'],
])('%j may give as many bytes as the limit has, and no more', async (state, name) => {
  const within = async (payloadBytes: number) =>
    ending(
      await run(machine({ S: { ...state, End: true } }), { task: () => ({ kind: 'succeeded', output: 'abc' }), limits: { payloadBytes } }),
    )
  expect(await within(5)).toBe('abc')
  expect(await within(4)).toMatchObject({
    error: 'States.DataLimitExceeded',
    cause: `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  })
})

test('a task whose answer is still to come stands where it waits', async () => {
  let answer = (_: TaskOutcome): void => undefined
  const slow = new Promise<TaskOutcome>((resolve) => (answer = resolve))
  const execution = begin(machine({ S: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', End: true } }), { task: () => slow })
  while (execution.next !== undefined) await execution.step()
  expect(execution.threads.map(({ stage, waitingFor }) => [stage, waitingFor?.kind])).toEqual([['waiting', 'task']])
  answer({ kind: 'succeeded', output: 1 })
  await execution.run()
  expect(execution.output).toBe(1)
})

describe('a Fail', () => {
  const input = { e: 'E', n: 1, o: { a: [] } }
  const of = async (fields: Definition) => ending(await run(machine({ F: { Type: 'Fail', ...fields } }), { input }))
  test.each<[Definition, Definition]>([
    [{}, {}],
    [{ Error: 'E' }, { error: 'E' }],
    [{ Cause: 'c' }, { cause: 'c' }],
    [
      { ErrorPath: '$.e', CausePath: '$.o' },
      { error: 'E', cause: '{"a":[]}' },
    ],
    [
      { ErrorPath: '$.n', Cause: 'c' },
      { error: '1', cause: 'c' },
    ],
    [{ ErrorPath: "States.Format('{}!', $.e)" }, { error: 'E!' }],
    [
      { QueryLanguage: 'JSONata', Error: '{% $states.input.e %}', Cause: 'c' },
      { error: 'E', cause: 'c' },
    ],
  ])('with %j ends so: %j', async (fields, expected) => {
    expect(await of(fields)).toEqual({ status: 'FAILED', ...expected })
  })

  test.each<[Definition, string]>([
    [{ ErrorPath: '$.none' }, 'States.Runtime'],
    [{ CausePath: '$.none' }, 'States.Runtime'],
    [{ QueryLanguage: 'JSONata', Error: '{% 1 %}' }, 'States.QueryEvaluationError'],
    [{ QueryLanguage: 'JSONata', Error: 'E', Cause: '{% $states.input.n %}' }, 'States.QueryEvaluationError'],
  ])('whose texts cannot be evaluated fails otherwise: %j', async (fields, error) => {
    expect(await of(fields)).toMatchObject({ error })
  })
})
