import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Frame } from '../../../core/interpreter/frame'
import type { ThreadImpl } from '../../../core/interpreter/thread'
import { anyTask, inputs, machines } from '../../support/anyMachine'
import { begin, machine } from './run'

const frameOf = (thread: object): Frame => (thread as ThreadImpl).frame

/** Made when somebody asks for them, and the same for whoever asks. */
const madeOnce: ReadonlySet<string> = new Set(['token', 'cachedContext'])

/** The registers of a frame, with lists that change in place as they are now. */
const registers = (frame: Frame) =>
  Object.entries(frame)
    .filter(([name]) => !madeOnce.has(name))
    .map(([name, value]) => [name, name === 'visits' ? [...value] : value])

const then = machine({ Type: { Type: 'Succeed' } })
const processor = (ProcessorConfig: object) => ({ ...then, ProcessorConfig })

/** Uses each register. */
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

test('a frame that a snapshot holds does not change any more, whatever comes after', () =>
  fc.assert(
    fc.asyncProperty(machines, inputs, fc.array(fc.nat(6), { minLength: 1, maxLength: 20 }), async (definition, input, pauses) => {
      const execution = begin(definition, {
        input,
        task: definition === all ? ({ input }) => ({ kind: 'succeeded', output: input }) : anyTask,
        limits: { historyEvents: 300 },
        seed: 1,
      })
      const held = new Map<Frame, ReturnType<typeof registers>>()
      const hold = () => {
        execution.snapshot()
        for (const thread of execution.threads) {
          const frame = frameOf(thread)
          expect(frame.held).toBe(true)
          held.set(frame, registers(frame))
        }
      }
      hold()
      for (let turn = 0; execution.status === 'RUNNING'; turn++) {
        for (let i = pauses[turn % pauses.length]!; i >= 0 && execution.status === 'RUNNING'; i--) await execution.step()
        hold()
        // somebody who changes a value in between
        const { next } = execution
        if (next !== undefined && turn % 3 === 0) next.payload = { changed: turn }
        if (turn === 12) await execution.run()
      }
      for (const [frame, before] of held) expect(registers(frame).every(([, value], i) => same(value, before[i]![1]))).toBe(true)
    }),
    { numRuns: 60, examples: [[all, { list: [1] }, [0]]] },
  ))

const same = (a: unknown, b: unknown): boolean =>
  Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((each, i) => each === b[i]) : a === b

test('each attempt of a state has a frame of its own', async () => {
  const failing = { Type: 'Task', Resource: 'arn:aws:states:::x:y', Retry: [{ ErrorEquals: ['E'], MaxAttempts: 2 }], Next: 'Then' }
  const execution = begin(machine({ First: failing, Then: { Type: 'Succeed' } }), {
    input: { order: 1 },
    task: ({ attempt }) => (attempt < 2 ? { kind: 'failed', error: 'E' } : { kind: 'succeeded', output: 'done' }),
  })
  const frames: string[] = []
  const seen = new Set<Frame>()
  while (execution.status === 'RUNNING') {
    const frame = frameOf(execution.threads[0]!)
    if (!seen.has(frame))
      frames.push(`${frame.plan?.name} ${frame.attempt} ${JSON.stringify(frame.value)} call:${frame.call !== undefined}`)
    seen.add(frame)
    await execution.step()
  }
  expect(frames).toEqual([
    'First 0 {"order":1} call:false',
    'First 1 {"order":1} call:false',
    'First 2 {"order":1} call:false',
    'Then 0 "done" call:false',
  ])
})
