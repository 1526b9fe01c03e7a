import { expect, test } from 'vitest'
import { engineAhead, engineInWorker } from '../../debugger/connection/workerEngine'

/** Beside the sources there is no bundle for a worker: it dies as soon as it begins. */
test.each([
  ['begun when its client speaks', () => engineInWorker],
  ['begun ahead', engineAhead],
])('a worker %s that cannot run says so', async (_, start) => {
  const engine = start()
  const reason = await new Promise<string>((died) => engine({ send: () => {}, died }))
  expect(reason).toMatch(/^The debug session has died: .*debugSession\.js/)
})

test('one that died before its client spoke says so too', async () => {
  const early = engineAhead()
  // those that begin later die later
  for (let i = 0; i < 3; i++) await new Promise<string>((died) => engineInWorker({ send: () => {}, died }))
  expect(await new Promise<string>((died) => early({ send: () => {}, died }))).toMatch(/^The debug session has died: /)
})
