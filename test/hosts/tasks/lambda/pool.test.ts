import { expect, test } from 'vitest'
import { Pool } from '../../../../hosts/node/tasks/lambda/pool'
import { type Answer, type Call, gone, type Sandbox } from '../../../../hosts/node/tasks/lambda/sandbox'
import { control } from './functions'

/** A process that answers when it is told to. */
class Fake {
  isAlive = true
  readonly calls: string[] = []
  give: (answer: Answer | typeof gone) => void = () => {}
  private end: () => void = () => {}
  readonly ended = new Promise<void>((resolve) => (this.end = resolve))

  invoke({ requestId }: Call): Promise<Answer | typeof gone> {
    this.calls.push(requestId)
    return new Promise((resolve) => (this.give = resolve))
  }

  async kill(): Promise<void> {
    this.isAlive = false
    this.give(gone)
    this.end()
  }
}

const call = (requestId: string) => ({ requestId }) as Call
const answer = (payload: string): Answer => ({ payload, isError: false })
/** All that is under way has come as far as it can. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

function pool(start?: (n: number) => Fake) {
  const made: Fake[] = []
  const it = new Pool(async () => {
    const fake = start?.(made.length) ?? new Fake()
    made.push(fake)
    return fake as unknown as Sandbox
  })
  return { made, it }
}

test('forty calls at once have a process each, and the next waits for one of them', async () => {
  const { made, it } = pool()
  const calls = Array.from({ length: 41 }, (_, i) => it.invoke(call(`${i}`), control()))
  await settled()
  expect(made).toHaveLength(40)
  made[7]!.give(answer('7'))
  expect(await calls[7]).toEqual(answer('7'))
  await settled()
  expect(made[7]!.calls).toEqual(['7', '40'])
  expect(made).toHaveLength(40)
})

test('one that has ended before it was told of the call leaves it to the next', async () => {
  const { made, it } = pool()
  const waiting = it.invoke(call('a'), control())
  await settled()
  made[0]!.isAlive = false
  made[0]!.give(gone)
  await settled()
  made[1]!.give(answer('1'))
  expect(await waiting).toEqual(answer('1'))
})

test('one that has died meanwhile is not used again', async () => {
  const { made, it } = pool()
  const first = it.invoke(call('a'), control())
  await settled()
  made[0]!.give(answer('0'))
  await first
  await made[0]!.kill()
  it.invoke(call('b'), control())
  await settled()
  expect(made.map(({ calls }) => calls)).toEqual([['a'], ['b']])
})

test('a call that is cut short ends its process, and frees its place', async () => {
  const { made, it } = pool()
  const by = control()
  const calls = Array.from({ length: 40 }, () => it.invoke(call('a'), by))
  const next = it.invoke(call('next'), control())
  await settled()
  by.abort()
  expect(await Promise.all(calls)).toEqual(calls.map(() => undefined))
  await settled()
  made.at(-1)!.give(answer('next'))
  expect(await next).toEqual(answer('next'))
  expect(made).toHaveLength(41)
})

test('a process that cannot be started fails its call alone', async () => {
  const { made, it } = pool((n) => {
    if (n === 0) throw new Error('no more processes')
    return new Fake()
  })
  await expect(it.invoke(call('a'), control())).rejects.toThrow('no more processes')
  expect(made).toHaveLength(0)
})

test('at the end all are ended, and who waits has no answer', async () => {
  const { made, it } = pool()
  const calls = Array.from({ length: 42 }, () => it.invoke(call('a'), control()))
  await settled()
  await it.close()
  expect(await Promise.all(calls)).toEqual(calls.map(() => undefined))
  expect(made.every(({ isAlive }) => !isAlive)).toBe(true)
  expect(await it.invoke(call('b'), control())).toBeUndefined()
})
