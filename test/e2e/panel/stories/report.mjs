// The page that `stepthrough run --report` writes, opened as a file: it shows what the panel shows, asks nobody, and nothing in it runs but its own script.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { importBundled } from '../../../support/bundle.mjs'
import { act, showView } from '../act.mjs'
import { findings } from '../axe.mjs'
import { poorPairs, svgPairs } from '../contrast.mjs'
import { walk } from '../keyboard.mjs'
import { settled } from '../panel.mjs'

const root = path.join(import.meta.dirname, '../../../..')
const example = (file) => path.join(root, 'examples/order-processing', file)

/** What readers prefer. */
const readers = {
  dark: { colorScheme: 'dark' },
  light: { colorScheme: 'light' },
  contrast: { colorScheme: 'dark', contrast: 'more' },
  'contrast-light': { colorScheme: 'light', contrast: 'more' },
  forced: { colorScheme: 'dark', forcedColors: 'active' },
}

function write(folder, name, args) {
  const file = path.join(folder, name)
  const { stderr, error } = spawnSync(process.execPath, [path.join(root, 'dist/cli.js'), ...args, '--report', file], { encoding: 'utf8' })
  if (error) throw error
  return { file, stderr }
}

async function open(browser, file, media = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, reducedMotion: 'reduce', ...media })
  const page = await context.newPage()
  page.setDefaultTimeout(5000)
  const problems = []
  page.on('console', (message) => problems.push(message.text()))
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('dialog', (dialog) => problems.push(dialog.message()) && dialog.dismiss())
  page.on('request', (request) => request.url().startsWith(`file://${encodeURI(path.dirname(file))}`) || problems.push(request.url()))
  await page.goto(`file://${encodeURI(file)}`)
  await page.locator('.report-head').waitFor()
  await settled(page)
  return { page, problems, close: () => context.close() }
}

const tabs = async (page) => (await page.getByRole('tab').allTextContents()).map((text) => text.trim())

export default async ({ browser, check, shot }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'stepthrough-report-'))
  try {
    const mocks = ['--input', `@${example('order-processing.input.json')}`, '--mock-config', example('MockConfigFile.json')]
    const order = ['run', example('order-processing.asl.json'), ...mocks, '--test-case', 'RetryThenSuccess']
    const { file } = write(folder, 'order.html', order)
    for (const [name, media] of Object.entries(readers)) {
      const { page, problems, close } = await open(browser, file, media)
      for (const view of (await tabs(page)).length ? await tabs(page) : ['']) {
        await check(`an order${view && `: ${view}`}, ${name}`, async () => {
          if (view) await showView(page, view)
          await shot(page, `report-${view.toLowerCase() || 'order'}-${name}`)
          // Forced colours are the reader's own.
          const found = name === 'forced' ? [] : await findings(page)
          const poor = name === 'forced' ? [] : await page.evaluate(poorPairs, await page.evaluate(svgPairs))
          assert.deepEqual([...found, ...poor, ...problems], [])
        })
      }
      if (name === 'dark') await check('an order: by keyboard', async () => (await walk(page)).join(', '))
      await close()
    }

    await check('an address points at an event', async () => {
      const { page, close } = await open(browser, file)
      await page.goto(`file://${file}#2`)
      await page.reload()
      await showView(page, 'Events').catch(() => {})
      await page.locator('[aria-selected="true"]', { hasText: 'TaskStateEntered' }).waitFor()
      await close()
    })

    await check('it is printed with its graph, its states and their data', async () => {
      const { page, problems, close } = await open(browser, file)
      await page.emulateMedia({ media: 'print' })
      await page.setViewportSize({ width: 760, height: 1000 })
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
      await settled(page)
      await shot(page, 'report-printed')
      assert.ok((await page.locator('.printed .graph .node').count()) >= 11)
      assert.equal(await page.locator('.printed tbody tr').count(), 8)
      assert.ok((await page.locator('.printed').innerText()).includes('T-88232'))
      assert.ok((await page.pdf({ format: 'A4' })).length > 10_000)
      assert.deepEqual(problems, [])
      await close()
    })

    await check('what names and payloads say stays text', async () => {
      const { machines } = await importBundled('test/webview/machines.ts', ['test'])
      const { text, input } = machines.hostile()
      const definition = path.join(folder, '<img src=x onerror=alert(5)>.asl.json')
      writeFileSync(definition, text)
      const hostile = write(folder, 'hostile.html', ['run', definition, '--input', JSON.stringify(input)])
      const { page, problems, close } = await open(browser, hostile.file)
      for (const view of await tabs(page)) {
        await showView(page, view)
        await act(page, 'press Tab Tab Tab ArrowDown Enter')
      }
      await shot(page, 'report-hostile')
      assert.equal(await page.locator('img, script:not([id=data]):not(body > script)').count(), 0)
      assert.deepEqual(problems, [])
      await close()
    })

    await check('a replay that differs says where', async () => {
      const { stdout } = spawnSync(process.execPath, [path.join(root, 'dist/cli.js'), ...order, '--history', '-'], { encoding: 'utf8' })
      writeFileSync(path.join(folder, 'history.json'), stdout.replaceAll('PaymentGatewayTimeout', 'AnotherError'))
      const replayed = ['replay', path.join(folder, 'history.json'), '--definition', example('order-processing.asl.json')]
      const { page, problems, close } = await open(browser, write(folder, 'replay.html', replayed).file, readers.light)
      await page.getByRole('heading', { name: 'The replay differs' }).waitFor()
      await page.getByText('What was recorded').click()
      await shot(page, 'report-replay')
      assert.deepEqual([...(await findings(page)), ...problems], [])
      await close()
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
