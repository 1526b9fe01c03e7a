import { describe, expect, test } from 'vitest'
import type { Execution, Thread } from '../../../core/interpreter'
import { arnOf } from '../../support/nestedMachines'
import { begin, type Definition, machine, type RunOptions } from './run'

const fail = (name: string) => machine({ F: { Type: 'Fail', Error: name } })
const parallel = (branch: Definition, more: Definition = {}) => ({ Type: 'Parallel', Branches: [branch], End: true, ...more })
const work = (more: Definition = {}) => ({ Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:1:function:f', End: true, ...more })
const end = { Type: 'Succeed' }
const throwing: RunOptions = { task: () => ({ kind: 'failed', error: 'Boom', cause: 'why' }) }

/** Each error that a thread comes to stand at: where, and what becomes of it. */
async function fates(execution: Execution): Promise<string[]> {
  const lines: string[] = []
  while (execution.status === 'RUNNING') {
    if (execution.next !== undefined) lines.push(...told(execution.next))
    await execution.step()
  }
  return lines
}

function told(thread: Thread): string[] {
  const { fate, state, stage, error } = thread
  if (fate === undefined) return []
  const { how, by, place, next, retry, usedUp, becomes, through, terminal } = fate
  const parts = [
    `${state?.name} ${stage} ${error?.error}: ${how}`,
    by && `by ${place} of ${by.state?.name}`,
    next && `to ${next}`,
    retry &&
      `${retry.number} of ${retry.of} ${retry.until === undefined ? `in ${retry.jitter ? 'up to ' : ''}${retry.seconds} s` : 'begins'}`,
    terminal && 'terminal',
    through.length > 1 && `through ${through.map((each) => each.state?.name).join(' < ')}`,
    ...becomes.map((each) => `to ${each.by.state?.name} ${each.error}`),
    ...usedUp.map((each) => `${each.place} of ${each.by.state?.name} used up (${each.of})`),
  ]
  return [parts.filter((part) => part).join(', ')]
}

const catching = (...names: string[]) => ({
  Catch: [
    { ErrorEquals: ['Never'], Next: 'R' },
    { ErrorEquals: names, Next: 'R' },
  ],
})
const retrying = (more: Definition = {}) => ({ Retry: [{ ErrorEquals: ['Boom'], IntervalSeconds: 2, MaxAttempts: 2, ...more }] })
const map = (processor: Definition, more: Definition) => ({
  Type: 'Map',
  ItemProcessor: { ...processor, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
  End: true,
  ...more,
})

describe('what becomes of an error', () => {
  test.each<[string, Definition, RunOptions, string[]]>([
    ['nobody handles it', machine({ A: { Type: 'Fail', Error: 'E' } }), {}, ['A failed E: uncaught']],
    [
      'its own Catcher takes it',
      machine({ A: work(catching('Boom')), R: end }),
      throwing,
      ['A caught Boom: caught, by Catch[1] of A, to R'],
    ],
    [
      'its own Retrier tries again, until it has no attempt left',
      machine({ A: work({ ...retrying(), ...catching('States.ALL') }), R: end }),
      throwing,
      [
        'A retry Boom: retried, by Retry[0] of A, 1 of 2 in 2 s',
        'A retry Boom: retried, by Retry[0] of A, 1 of 2 begins',
        'A retry Boom: retried, by Retry[0] of A, 2 of 2 in 4 s',
        'A retry Boom: retried, by Retry[0] of A, 2 of 2 begins',
        'A caught Boom: caught, by Catch[1] of A, to R, Retry[0] of A used up (2)',
      ],
    ],
    [
      'with jitter, and no Catcher behind it',
      machine({ A: work(retrying({ MaxAttempts: 1, JitterStrategy: 'FULL' })) }),
      throwing,
      [
        'A retry Boom: retried, by Retry[0] of A, 1 of 1 in up to 2 s',
        'A retry Boom: retried, by Retry[0] of A, 1 of 1 begins',
        'A failed Boom: uncaught, Retry[0] of A used up (1)',
      ],
    ],
    [
      'a state around it catches it',
      machine({ P: parallel(fail('E'), catching('E')), R: end }),
      {},
      ['F failed E: caught, by Catch[1] of P, to R, through F < P', 'P caught E: caught, by Catch[1] of P, to R'],
    ],
    [
      'a state around it tries again, as long as it has attempts',
      machine({ P: parallel(fail('Boom'), retrying({ MaxAttempts: 1 })) }),
      {},
      [
        'F failed Boom: retried, by Retry[0] of P, 1 of 1 in 2 s, through F < P',
        'P retry Boom: retried, by Retry[0] of P, 1 of 1 in 2 s',
        'P retry Boom: retried, by Retry[0] of P, 1 of 1 begins',
        'F failed Boom: uncaught, through F < P, Retry[0] of P used up (1)',
        'P failed Boom: uncaught, Retry[0] of P used up (1)',
      ],
    ],
    [
      'nobody is asked about States.Runtime',
      machine({ P: parallel(machine({ X: { Type: 'Pass', InputPath: '$.no', End: true } }), catching('States.ALL')), R: end }),
      {},
      ['X failed States.Runtime: uncaught, terminal, through X < P'],
    ],
    [
      'a Map Run tolerates it, and the next is one too many',
      machine({ M: map(fail('E'), { ToleratedFailureCount: 1, MaxConcurrency: 1, ...catching('States.ALL') }), R: end }),
      { input: [1, 2, 3] },
      [
        'F failed E: tolerated, by ToleratedFailureCount of M',
        'F failed E: caught, by Catch[1] of M, to R, through F < M, to M States.ExceedToleratedFailureThreshold',
        'M caught States.ExceedToleratedFailureThreshold: caught, by Catch[1] of M, to R',
      ],
    ],
    [
      'a Map Run tolerates what nobody is asked about, too',
      machine({ M: map(machine({ X: { Type: 'Pass', InputPath: '$.no', End: true } }), { ToleratedFailurePercentage: 100 }) }),
      { input: [{}] },
      ['X failed States.Runtime: tolerated, by ToleratedFailurePercentage of M, terminal'],
    ],
    [
      'a Map Run tolerates nothing',
      machine({ M: map(fail('E'), {}) }),
      { input: [1] },
      [
        'F failed E: uncaught, through F < M, to M States.ExceedToleratedFailureThreshold',
        'M failed States.ExceedToleratedFailureThreshold: uncaught',
      ],
    ],
    [
      'a task that has started an execution catches its failure',
      machine({
        S: work({
          Resource: 'arn:aws:states:::states:startExecution.sync:2',
          Parameters: { StateMachineArn: arnOf('Fails') },
          ...catching('States.TaskFailed'),
        }),
        R: end,
      }),
      { task: () => ({ kind: 'execution', machine: 'Fails', arn: arnOf('Fails') }) },
      expect.arrayContaining([
        expect.stringMatching(/failed .*: caught, by Catch\[1\] of S, to R, through .* < S, to S States\.TaskFailed/),
        'S caught States.TaskFailed: caught, by Catch[1] of S, to R',
      ]) as never,
    ],
    [
      'a task that is told of any end takes it as its result',
      machine({
        S: work({ Resource: 'arn:aws:states:::aws-sdk:sfn:startSyncExecution', Parameters: { StateMachineArn: arnOf('Fails') } }),
      }),
      { task: () => ({ kind: 'execution', machine: 'Fails', arn: arnOf('Fails') }) },
      [expect.stringMatching(/failed .*: caught, by Resource of S/)],
    ],
    [
      'a task that nobody answers ends all',
      machine({ P: parallel(machine({ T: work(catching('States.ALL')), R: end }), catching('States.ALL')), R: end }),
      { task: () => ({ kind: 'unanswered', cause: 'nobody' }) },
      ['T failed States.Runtime: uncaught, terminal, through T < P'],
    ],
  ])('%s', async (_, definition, options, expected) => {
    expect(await fates(begin(definition, options))).toEqual(expected)
  })
})
