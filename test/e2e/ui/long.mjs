// A loop that fills the history: the panel stays quick at 24,000 events. A wait in real time can be paused.
import { scrolled, told } from '../panel/frames.mjs'

export const workspace = 'hello-world'

const loop = (rounds) =>
  JSON.stringify(
    {
      QueryLanguage: 'JSONata',
      StartAt: 'Begin',
      States: {
        Begin: { Type: 'Pass', Assign: { round: 0 }, Next: 'Count' },
        Count: { Type: 'Pass', Assign: { round: '{% $round + 1 %}' }, Next: 'Enough' },
        Enough: { Type: 'Choice', Choices: [{ Condition: `{% $round < ${rounds} %}`, Next: 'Count' }], Default: 'Done' },
        Done: { Type: 'Succeed' },
      },
    },
    undefined,
    2,
  )

export const files = {
  'loop.asl.json': loop(6000),
  'wait.asl.json': JSON.stringify({ StartAt: 'Sleep', States: { Sleep: { Type: 'Wait', Seconds: 3600, End: true } } }, undefined, 2),
  '.vscode/launch.json': JSON.stringify({
    version: '0.2.0',
    configurations: [
      { type: 'asl', request: 'launch', name: 'An hour', program: '${workspaceFolder}/wait.asl.json', input: {}, time: 'real' },
    ],
  }),
}

export default async ({
  page,
  lens,
  check,
  shot,
  key,
  open,
  pick,
  command,
  goTo,
  breakpoint,
  lineOf,
  start,
  stop,
  stopped,
  webview,
  assert,
}) => {
  const panel = () => webview(0)

  await check('24,006 events come into the panel while the machine runs', async () => {
    await open('loop.asl.json')
    await lens('Run').click()
    await pick('Empty object')
    await panel().locator('.status', { hasText: 'Succeeded' }).waitFor({ timeout: 60_000 })
    await panel().locator('.count', { hasText: '24,00' }).waitFor()
    await panel().locator('.row.latest', { hasText: 'ExecutionSucceeded' }).waitFor()
  })

  await check('only what is in sight exists', async () => {
    const rows = await panel().locator('.row').count()
    assert.ok(rows > 5 && rows < 60, `${rows} rows`)
    assert.equal(await panel().locator('.list').getAttribute('aria-rowcount'), '24007')
  })

  await check('the keyboard goes to the first event and pages down', async () => {
    await panel().locator('.row.latest').click()
    await key('Home')
    await panel().locator('.row.selected', { hasText: 'ExecutionStarted' }).waitFor()
    await key('PageDown', 'PageDown')
    await panel().locator('.row.selected .id').waitFor()
    assert.ok(Number(await panel().locator('.row.selected .id').textContent()) > 8)
  })

  await check('the filter answers at once', async () => {
    await panel().locator('.filter input').fill('type:exited state:count')
    await panel().locator('.event-count', { hasText: '6,000 of 24,006' }).waitFor({ timeout: 2000 })
    await shot('long')
    await panel().locator('.filter input').fill('')
  })

  await check('it scrolls as fast as the screen', async () => {
    await panel().locator('.row').first().waitFor()
    const body = await panel().locator('body').elementHandle()
    console.log(`        ${told(await (await body.ownerFrame()).evaluate(scrolled, 120))}`)
  })

  await check('it comes back with all of them after it was hidden', async () => {
    await command('View: Toggle Panel Visibility')
    await page.locator('iframe.webview.ready').waitFor({ state: 'detached' })
    await command('View: Toggle Panel Visibility')
    const begun = Date.now()
    await panel().locator('.row').first().waitFor()
    console.log(`        ${Date.now() - begun} ms`)
  })

  await check('a step sends what is new, not what is there', async () => {
    await open('loop.asl.json')
    await goTo(lineOf('loop.asl.json', '"Done": {'))
    await breakpoint()
    await goTo(1)
    await lens('Debug').click()
    await panel().locator('.status', { hasText: 'Paused' }).waitFor({ timeout: 60_000 })
    await stopped()
    await panel()
      .locator('body')
      .evaluate(() => {
        window.heard = 0
        window.addEventListener('message', ({ data }) => (window.heard += JSON.stringify(data).length))
      })
    const heard = async (title, act) => {
      await panel()
        .locator('body')
        .evaluate(() => (window.heard = 0))
      await act()
      const bytes = await panel()
        .locator('body')
        .evaluate(() => window.heard)
      console.log(`        ${title}: ${bytes} bytes`)
      assert.ok(bytes > 0 && bytes < 20_000)
    }
    await heard('a step back', async () => {
      await page.locator('.debug-toolbar .codicon-debug-step-back').click()
      await page.locator('.debug-call-stack .monaco-list-row', { hasText: 'Enough' }).first().waitFor()
    })
    await heard('a step', async () => {
      await key('F10')
      await page.locator('.debug-call-stack .monaco-list-row', { hasText: 'Done' }).first().waitFor()
    })
    await stop()
  })

  await check('a wait in real time can be paused, and stopped', async () => {
    await open('wait.asl.json')
    await start()
    await panel().locator('.title', { hasText: 'An hour' }).waitFor()
    await panel().locator('.row.latest', { hasText: 'WaitStateEntered' }).waitFor()
    await page.locator('.debug-toolbar .codicon-debug-pause').click()
    await stopped()
    await stop()
    await panel().locator('.status', { hasText: 'Aborted' }).waitFor()
  })
}
