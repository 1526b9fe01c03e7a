import { expect, test } from 'vitest'
import { inOrder } from '../../../hosts/node/tests/inOrder'

/** Jobs that end when they are told to. */
function jobs(count: number) {
  const ends: (() => void)[] = []
  const log: string[] = []
  const names = Array.from({ length: count }, (_, i) => `job ${i}`)
  const all = inOrder(names, 2, async (name, tell) => {
    tell(() => log.push(`${name} begins`))
    await new Promise<void>((resolve) => ends.push(resolve))
    tell(() => log.push(`${name} ends`))
  })
  const end = async (i: number) => {
    ends[i]!()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { all, log, end, begun: () => ends.length }
}

test('so many at a time, heard in their order', async () => {
  const { all, log, end, begun } = jobs(4)
  expect([begun(), log]).toEqual([2, ['job 0 begins']])
  await end(1)
  expect([begun(), log]).toEqual([3, ['job 0 begins']])
  await end(0)
  expect([begun(), log]).toEqual([4, ['job 0 begins', 'job 0 ends', 'job 1 begins', 'job 1 ends', 'job 2 begins']])
  await end(3)
  await end(2)
  await all
  expect(log.slice(5)).toEqual(['job 2 ends', 'job 3 begins', 'job 3 ends'])
})

test('what nobody has heard yet does not grow without an end', async () => {
  const { all, end, begun } = jobs(40)
  for (let i = 1; i < 20; i++) if (i < begun()) await end(i)
  expect(begun()).toBe(16)
  await end(0)
  expect(begun()).toBe(18)
  for (let i = 16; i < 40; i++) await end(i)
  await all
})
