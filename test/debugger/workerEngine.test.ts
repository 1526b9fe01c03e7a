import { expect, test } from 'vitest'
import { engineAhead, engineInWorker } from '../../debugger/workerEngine'

/** Beside the sources there is no bundle for a worker: it dies as soon as it begins. */
test.each([
  ['begun when its client speaks', () => engineInWorker],
  ['begun ahead', engineAhead],
])('a worker %s that cannot run says so', async (_, start) => {
  const engine = start()
  const reason = await new Promise<string>((died) => engine({ send: () => {}, died }))
  expect(reason).toMatch(/^The debug session has died: .*debugSession\.js/)
})
