import { expect, test } from 'vitest'
import { begin } from '../core/interpreter/run'

const wide = (branches: number, states: number) => ({
  StartAt: 'P',
  States: {
    P: {
      Type: 'Parallel',
      Branches: Array.from({ length: branches }, (_, b) => ({
        StartAt: `${b}-0`,
        States: Object.fromEntries(
          Array.from({ length: states }, (_, i) => [
            `${b}-${i}`,
            { Type: 'Pass', ...(i + 1 < states ? { Next: `${b}-${i + 1}` } : { End: true }) },
          ]),
        ),
      })),
      End: true,
    },
  },
})

/** What the snapshots of every entered state weigh together, by entry. */
async function weightPerEntry(branches: number): Promise<number> {
  const execution = begin(wide(branches, 4), {})
  let weight = 0
  let entries = 0
  while (execution.status === 'RUNNING') {
    if (execution.next?.stage === 'enter') {
      weight += execution.snapshot().weight
      entries++
    }
    await execution.step()
  }
  return weight / entries
}

test('a snapshot costs what has moved, however many branches there are', async () => {
  const few = await weightPerEntry(16)
  expect(await weightPerEntry(1024)).toBeLessThan(few * 3)
})
