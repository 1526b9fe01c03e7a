import fc from 'fast-check'
import type { Json } from '../../core/base/json'
import type { TaskCall, TaskOutcome } from '../../core/interpreter'
import { type Definition, machine } from '../core/interpreter/run'
import { arnOf, children } from './nestedMachines'

/** State machines, tasks and inputs of every kind, for properties that hold of all. */

const errors = ['Boom', 'States.Timeout', 'States.TaskFailed', 'Other']

/** Any task, from its key alone: succeeds, fails, takes time or never answers. */
export function anyTask(call: TaskCall): TaskOutcome {
  const { key, input } = call
  const started = children.task(call)
  if (started.kind === 'execution') return started
  let sum = 0
  for (let i = 0; i < key.length; i++) sum = (sum * 31 + key.charCodeAt(i)) >>> 0
  if (sum % 5 === 0) return { kind: 'failed', error: errors[sum % errors.length]!, cause: 'because' }
  if (sum % 7 === 0) return { kind: 'timedOut' }
  return { kind: 'succeeded', output: sum % 3 === 0 ? { n: sum } : input, duration: sum % 4 }
}

const name = fc.constantFrom('A', 'B', 'C', 'D')
const next = fc.oneof({ weight: 3, arbitrary: name.map((Next) => ({ Next })) }, { weight: 2, arbitrary: fc.constant({ End: true }) })
const retry = fc.record({
  Retry: fc.array(
    fc.record({
      ErrorEquals: fc.constantFrom(['States.ALL'], ['Boom'], ['States.Timeout']),
      MaxAttempts: fc.nat({ max: 3 }),
      IntervalSeconds: fc.integer({ min: 1, max: 9 }),
      JitterStrategy: fc.constantFrom('FULL', 'NONE'),
    }),
    { maxLength: 2 },
  ),
  Catch: fc.array(
    fc.record({ ErrorEquals: fc.constantFrom(['States.ALL'], ['Boom']), ResultPath: fc.constantFrom('$.error', '$', null), Next: name }),
    {
      maxLength: 2,
    },
  ),
})
const merged = (...parts: fc.Arbitrary<object>[]) => fc.tuple(...parts).map((all) => Object.assign({}, ...all) as Definition)

const { any } = fc.letrec<{ any: Definition; machine: Definition }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 2 },
    merged(
      fc.record({
        Type: fc.constant('Pass'),
        ResultPath: fc.constantFrom('$.r', '$'),
        Parameters: fc.constantFrom({ 'a.$': '$' }, { b: 1 }),
      }),
      next,
    ),
    merged(
      fc.record({ Type: fc.constant('Pass'), Assign: fc.constantFrom({ 'v.$': '$', u: 1 }, { 'r.$': 'States.MathRandom(1, 100)' }) }),
      next,
    ),
    merged(fc.record({ Type: fc.constant('Wait'), Seconds: fc.nat({ max: 99 }) }), next),
    merged(
      fc.record({
        Type: fc.constant('Task'),
        Resource: fc.constantFrom('arn:aws:states:::sqs:sendMessage.waitForTaskToken', 'arn:aws:lambda:us-east-1:1:function:f'),
      }),
      next,
      retry,
    ),
    merged(
      fc.record({
        Type: fc.constant('Task'),
        Resource: fc.constant('arn:aws:states:::sns:publish'),
        TimeoutSeconds: fc.integer({ min: 1, max: 3 }),
      }),
      next,
      retry,
    ),
    merged(
      fc.record({
        Type: fc.constant('Task'),
        Resource: fc
          .constantFrom(
            'states:startExecution',
            'states:startExecution.sync',
            'states:startExecution.sync:2',
            'states:startExecution.waitForTaskToken',
            'aws-sdk:sfn:startSyncExecution',
          )
          .map((resource) => `arn:aws:states:::${resource}`),
        Parameters: fc.constantFrom(
          { StateMachineArn: arnOf('Quick'), 'Input.$': '$' },
          { StateMachineArn: arnOf('Fails'), Name: 'one' },
          { StateMachineArn: arnOf('Works') },
        ),
        TimeoutSeconds: fc.constantFrom(1, 30),
      }),
      next,
      retry,
    ),
    fc.record({
      Type: fc.constant('Choice'),
      Choices: fc.array(fc.record({ Variable: fc.constantFrom('$.n', '$.a.n', '$'), IsPresent: fc.boolean(), Next: name }), {
        minLength: 1,
        maxLength: 2,
      }),
      Default: name,
    }),
    fc.record({ Type: fc.constantFrom('Succeed', 'Fail') }),
    merged(fc.record({ Type: fc.constant('Parallel'), Branches: fc.array(tie('machine'), { minLength: 1, maxLength: 3 }) }), next, retry),
    merged(
      fc.record({
        Type: fc.constant('Map'),
        ItemsPath: fc.constantFrom('$.list', '$$.Execution.Input.list'),
        MaxConcurrency: fc.nat({ max: 2 }),
        ItemProcessor: fc
          .tuple(tie('machine'), fc.constantFrom('INLINE', 'DISTRIBUTED'))
          .map(([m, Mode]) => ({ ...m, ProcessorConfig: { Mode } })),
      }),
      next,
      retry,
    ),
  ),
  machine: fc
    .record({ A: tie('any'), B: tie('any'), C: tie('any'), D: tie('any') })
    .map((states) => machine(states as Record<string, Definition>)),
}))

export const machines = fc.record({ A: any, B: any, C: any, D: any }).map((states) => machine(states))
export const inputs: fc.Arbitrary<Json> = fc.constantFrom({ list: [1, { n: 2 }, 'x'] }, { list: [], n: 1 }, [], 'text', {
  list: [{ a: { n: 1 } }],
})
