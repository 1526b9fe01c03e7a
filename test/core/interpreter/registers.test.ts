import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ThreadImpl } from '../../../core/interpreter/thread'
import { anyTask, inputs, machines } from '../../support/anyMachine'
import { begin, machine } from './run'

/** What a thread has over all of its states. */
const lasting: ReadonlySet<string> = new Set([
  ...['execution', 'id', 'kind', 'machine', 'parent', 'index', 'journal', 'ownPorts', 'executionContext'],
  ...['own', 'variables', 'visits', 'kids', 'ended'],
  // set by the entry itself
  ...['plan', 'op', 'input', 'value', 'last', 'entered', 'before', 'target'],
])

/** What an attempt leaves, and what of it there is when a state is entered: nothing of the state before. */
const entered: Readonly<Record<string, unknown>> = {
  result: undefined,
  errorOutput: undefined,
  assigned: undefined,
  effects: 0,
  recorded: 0,
  cachedContext: undefined,
  token: undefined,
  call: undefined,
  children: undefined,
  items: undefined,
  mapRun: undefined,
  afterInputPath: undefined,
  attempt: 0,
  retried: undefined,
  failure: undefined,
  selecting: undefined,
  waiting: undefined,
}

/** Read only behind what says that it is there: `recorded` and a question of this attempt. */
const guarded: ReadonlySet<string> = new Set(['records', 'asked'])

const then = machine({ Type: { Type: 'Succeed' } })
const processor = (ProcessorConfig: object) => ({ ...then, ProcessorConfig })

/** Leaves something in each register. */
const all = machine({
  Path: { Type: 'Pass', InputPath: '$', Parameters: { 'list.$': '$.list' }, Next: 'Filtered' },
  Filtered: { Type: 'Pass', InputPath: '$.list', Assign: { v: 1 }, Next: 'Token' },
  Token: {
    Type: 'Task',
    Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
    Parameters: { QueueUrl: 'q', MessageBody: 1 },
    Next: 'Map',
  },
  Map: { Type: 'Map', ItemsPath: '$$.Execution.Input.list', ItemProcessor: processor({ Mode: 'INLINE' }), Next: 'Run' },
  Run: {
    Type: 'Map',
    ItemsPath: '$$.Execution.Input.list',
    ItemProcessor: processor({ Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }),
    Next: 'Both',
  },
  Both: { Type: 'Parallel', Branches: [then, then], Next: 'End' },
  End: { Type: 'Pass', End: true },
})

test('a state finds nothing in its thread that the state before has left', () =>
  fc.assert(
    fc.asyncProperty(machines, inputs, async (definition, input) => {
      const execution = begin(definition, {
        input,
        task: definition === all ? ({ input }) => ({ kind: 'succeeded', output: input }) : anyTask,
        limits: { historyEvents: 300 },
        seed: 1,
      })
      while (execution.status === 'RUNNING') {
        for (const thread of execution.threads) {
          if (thread.stage !== 'enter' || thread.attempt !== 0 || thread.waitingFor !== undefined) continue
          const registers = { ...(thread as ThreadImpl) } as unknown as Record<string, unknown>
          const kept = Object.entries(registers).filter(([name]) => !lasting.has(name) && !guarded.has(name))
          // a register that stands in none of the lists is one of which nobody has said what becomes of it
          expect(Object.fromEntries(kept)).toEqual(entered)
        }
        await execution.step()
      }
    }),
    { numRuns: 60, examples: [[all, { list: [1] }]] },
  ))
