import { expect, test } from 'vitest'
import { Answers } from '../../../webview/detail/answers'
import type { Ask } from '../../../webview/questions'

function asked() {
  const open: { name: string; args: unknown; resolve: (body: never) => void; reject: (error: Error) => void }[] = []
  let changes = 0
  const ask = ((name: string, args: unknown) => new Promise((resolve, reject) => open.push({ name, args, resolve, reject }))) as Ask
  const answers = new Answers(ask, () => changes++)
  return { open, answers, changes: () => changes, settled: () => new Promise((resolve) => setImmediate(resolve)) }
}

test('a question is asked once for each version, and the answer before stays meanwhile', async () => {
  const { open, answers, changes, settled } = asked()
  for (let i = 0; i < 3; i++) answers.want('visit', { event: 2 }, 1)
  expect(open).toHaveLength(1)
  expect(answers.get('visit', { event: 2 })).toBeUndefined()
  open[0]!.resolve({ event: 2 } as never)
  await settled()
  expect(answers.get('visit', { event: 2 })).toEqual({ body: { event: 2 } })
  expect(changes()).toBe(1)
  answers.want('visit', { event: 2 }, 1)
  expect(open).toHaveLength(1)
  answers.want('visit', { event: 2 }, 2)
  answers.want('visit', { event: 2 }, 3)
  expect(open).toHaveLength(2)
  expect(answers.get('visit', { event: 2 })).toEqual({ body: { event: 2 } })
  open[1]!.reject(new Error('The debug session is over.'))
  await settled()
  expect(answers.get('visit', { event: 2 })).toEqual({ problem: 'The debug session is over.' })
})

test('of many answers the latest are remembered', async () => {
  const { open, answers, settled } = asked()
  for (let event = 1; event <= 150; event++) {
    answers.want('visit', { event })
    open.at(-1)!.resolve({ event } as never)
    await settled()
  }
  expect(answers.get('visit', { event: 1 })).toBeUndefined()
  expect(answers.get('visit', { event: 150 })).toBeDefined()
})
