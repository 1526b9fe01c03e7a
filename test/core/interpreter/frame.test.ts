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

/** What a frame has over all of its states. */
const lasting: ReadonlySet<string> = new Set([
  ...['thread', 'held'],
  ...['own', 'variables', 'visits'],
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
  fault: undefined,
  token: undefined,
  call: undefined,
  children: undefined,
  items: undefined,
  mapRun: undefined,
  redriven: undefined,
  redrives: 0,
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

test('a state finds nothing in its frame that the state before has left', () =>
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
          const registers = { ...frameOf(thread) } as unknown as Record<string, unknown>
          const kept = Object.entries(registers).filter(([name]) => !lasting.has(name) && !guarded.has(name))
          // a register that stands in none of the lists is one of which nobody has said what becomes of it
          expect(Object.fromEntries(kept)).toEqual(entered)
        }
        await execution.step()
      }
    }),
    { numRuns: 60, examples: [[all, { list: [1] }]] },
  ))
