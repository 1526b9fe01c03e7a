import { expect, test } from 'vitest'
import type { Thread } from '../../core/interpreter/api'
import { Runtime, type RuntimeListener, type RuntimeParts } from '../../debugger/runtime'

const turn = () => new Promise((resolve) => setImmediate(resolve))
const waitsFor = (id: number, kind?: string) => ({ id, ...(kind && { waitingFor: { kind } }) }) as unknown as Thread

/** A runtime over an execution of which nothing can happen until the test ends its wait. */
function waiting(threads: readonly Thread[], next?: Thread) {
  const told: string[] = []
  const steps: (() => void)[] = []
  const execution = {
    status: 'RUNNING',
    history: [],
    next,
    threads,
    step: () => new Promise<void>((resolve) => steps.push(resolve)),
    abort: () => {
      execution.status = 'ABORTED'
    },
  }
  const runtime = new Runtime({
    execution,
    tasks: { of: () => undefined, pending: () => [] },
    listener: {
      stopped: ({ reason, thread }: Parameters<RuntimeListener['stopped']>[0]) => told.push(`${reason} ${thread.id}`),
      ended: () => told.push('ended'),
      crashed: () => told.push('crashed'),
      behind: () => {},
      progress: () => {},
    },
    stoppers: [],
    noDebug: false,
    yield: async () => {},
    clock: () => 0,
    advancing: () => {},
  } as unknown as RuntimeParts)
  const finish = (status: string) => {
    execution.status = status
    for (const done of steps) done()
  }
  return { runtime, execution, told, steps, finish }
}

test.each<[string, readonly Thread[], number]>([
  ['the one that waits for a time', [waitsFor(0, 'branches'), waitsFor(1, 'task'), waitsFor(2, 'time'), waitsFor(3, 'time')], 2],
  ['the first, where none waits for a time', [waitsFor(0, 'task'), waitsFor(1, 'task')], 0],
])('a pause while all wait names %s', async (_, threads, id) => {
  const { runtime, told, steps } = waiting(threads)
  void runtime.run()
  await turn()
  runtime.pause()
  await turn()
  expect([told, runtime.running]).toEqual([[`pause ${id}`], false])
  // what waits goes on waiting: it is not begun again
  void runtime.run()
  await turn()
  expect([told, steps.length, runtime.running]).toEqual([[`pause ${id}`], 1, true])
})

test('a pause of what does not run is not remembered', async () => {
  const { runtime, told, finish } = waiting([waitsFor(0, 'time')])
  runtime.pause()
  void runtime.run()
  await turn()
  expect(told).toEqual([])
  finish('SUCCEEDED')
  await turn()
  expect(told).toEqual(['ended'])
})

test('what runs does not run twice', async () => {
  const { runtime, told, steps, finish } = waiting([waitsFor(0, 'time')])
  void runtime.run()
  await runtime.run()
  expect([runtime.running, steps.length]).toEqual([true, 1])
  finish('SUCCEEDED')
  await turn()
  expect(told).toEqual(['ended'])
})

test.each([
  [true, 'ABORTED'],
  [false, 'RUNNING'],
])('closed in the middle of a wait (abort: %s) it ends at once and tells nothing more', async (abort, status) => {
  const { runtime, execution, told, finish } = waiting([waitsFor(0, 'time')])
  let over = false
  void runtime.run().then(() => (over = true))
  await turn()
  runtime.close(abort)
  await turn()
  expect([over, runtime.running, execution.status]).toEqual([true, false, status])
  finish('SUCCEEDED')
  await turn()
  expect(told).toEqual([])
})

test('what throws is told, and it runs no more', async () => {
  const { runtime, execution, told } = waiting([waitsFor(0, 'time')])
  execution.step = () => {
    throw new Error('a fault of ours')
  }
  await runtime.run()
  expect([told, runtime.running]).toEqual([['crashed'], false])
})
