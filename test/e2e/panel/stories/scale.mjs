// Long runs in the panel: how soon they are there, how they scroll, what a step costs, what they take of memory. Figures are printed.
import assert from 'node:assert/strict'
import { scrolled, told } from '../frames.mjs'
import { makeRun, openPanel } from '../panel.mjs'

/** Milliseconds from the first message to a frame that shows the end, and of them those that the page's own thread has worked: a busy machine lets it wait. */
async function opened(page, messages) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const busy = async () => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value * 1000
  await page.evaluate((all) => (window.messages = all), messages)
  const before = await busy()
  const wall = await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const begun = performance.now()
    for (const message of window.messages) window.postMessage(message, '*')
    const last = new Promise((resolve) => window.addEventListener('message', ({ data }) => data === 'last' && resolve()))
    window.postMessage('last', '*')
    await last
    await frame()
    await frame()
    return performance.now() - begun
  })
  const worked = (await busy()) - before
  await session.detach()
  return { wall, worked }
}

/** Bytes of the page's JavaScript after a collection, and of all that it holds where the browser tells. */
async function memory(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const of = (name) => metrics.find((metric) => metric.name === name).value
  await session.detach()
  return { heap: of('JSHeapUsedSize'), nodes: of('Nodes') }
}

const mb = (bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MB`
const ms = (time) => `${Math.round(time)} ms`

export default async ({ browser, check }) => {
  const name = 'events20000'
  const run = await makeRun(name)
  const messages = [
    { type: 'shown', shown: { id: name, name, kind: 'saved' } },
    { type: 'graph', graphs: run.graphs },
    ...run.bodies.map((history) => ({ type: 'history', history })),
  ]
  const count = run.execution.history.length.toLocaleString('en')
  for (const view of ['graph', 'table', 'events']) {
    const { page, problems, close } = await openPanel(browser, { run: undefined, state: { view }, height: 600 })
    await check(`${name}, ${count} events: there in under 1 s, ${view}`, async () => {
      const { wall, worked } = await opened(page, messages)
      assert.ok(worked < 1000, `${ms(worked)} of work`)
      assert.deepEqual(problems, [])
      return `${ms(wall)}, of them ${ms(worked)} of work`
    })
    if (view === 'graph') {
      await close()
      continue
    }
    await check(`${name}: scrolls, ${view}`, async () => told(await page.evaluate(scrolled, 120)))
    await close()
  }

  await check('each message has what is new and nothing else', async () => {
    const run = await makeRun('map1000', { every: 1 })
    const sizes = run.bodies.map((body) => JSON.stringify(body).length)
    const ids = run.bodies.flatMap(({ events }) => events.map(({ event }) => event.id))
    assert.equal(new Set(ids).size, ids.length, 'an event was sent twice')
    assert.equal(ids.length, run.execution.history.length)
    const most = Math.max(...sizes)
    // The first has the input of 1,000 items.
    assert.ok(
      sizes.slice(2).every((size) => size < 300_000),
      `a step sends ${most} bytes`,
    )
    const middle = sizes.sort((a, b) => a - b)[sizes.length >> 1]
    return `${run.bodies.length} messages, the middle one of ${middle} bytes`
  })

  await check('25,000 events of 10 KB take less than 150 MB', async () => {
    const run = await makeRun('heavy25000')
    const { page, close } = await openPanel(browser, { run, state: { view: 'events' } })
    const before = await memory(page)
    for (const tab of await page.getByRole('tab').all()) await tab.click()
    await page.evaluate(scrolled, 60).catch(() => {})
    const after = await memory(page)
    await close()
    assert.ok(after.heap < 150 * 1024 * 1024, mb(after.heap))
    return `${mb(before.heap)} when it is there, ${mb(after.heap)} once it was looked through, ${after.nodes} nodes`
  })
}
