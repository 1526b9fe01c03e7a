// Runs are saved while they run, listed, opened again after a reload, beside the editor too, compared, run again; a history is imported; a damaged file harms nothing.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export const workspace = 'hello-world'

const file = 'shop/pay.asl.json'

export const files = {
  [file]: `${JSON.stringify(
    {
      StartAt: 'Total',
      States: {
        Total: { Type: 'Pass', Parameters: { 'total.$': 'States.MathAdd($.count, 1)', 'secret.$': '$.password' }, Next: 'Large' },
        Large: { Type: 'Choice', Choices: [{ Variable: '$.total', NumericGreaterThan: 10, Next: 'Refuse' }], Default: 'Ship' },
        Ship: { Type: 'Pass', End: true },
        Refuse: { Type: 'Fail', Error: 'Too.Large', Cause: 'more than ten' },
      },
    },
    undefined,
    2,
  )}\n`,
  'shop/pay.input.json': '{"count": 2, "password": "hidden"}\n',
  'shop/pay.input-large.json': '{"count": 20, "password": "hidden"}\n',
}

/** The folder in which VS Code keeps the runs of this workspace, below its profile. */
function runsBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name === 'extensions' || entry.name === 'hello-world') continue
    const inner = path.join(folder, entry.name)
    if (entry.name === 'runs' && readdirSync(inner).some((name) => name.endsWith('.run.jsonl'))) return inner
    const found = runsBelow(inner)
    if (found) return found
  }
  return undefined
}

export default async ({ page, check, shot, key, pick, open, command, idle, webview, workspace, assert }) => {
  const view = page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'State Machine Runs' }) })
  const rows = view.locator('.monaco-list-row')
  const row = (text) => rows.filter({ hasText: text }).first()
  const status = (text, n = 0) => webview(n).locator('.status', { hasText: text }).waitFor()
  /** In one of the panels that are open. */
  const somewhere = (selector, text) => Promise.any([0, 1, 2].map((n) => webview(n).locator(selector, { hasText: text }).first().waitFor()))
  const tab = page.locator('.tab .label-name', { hasText: /^pay$/ })
  /** As a person does: what is open is written down before. */
  const reload = async () => {
    const loaded = page.waitForEvent('load')
    await command('Developer: Reload Window')
    await loaded
    await page.locator('.monaco-workbench .statusbar').waitFor({ timeout: 60_000 })
  }
  const runIn = async (input) => {
    await command('Change Input')
    await pick(input)
    await command('Stepthrough: Run State Machine')
    await idle()
  }
  /** The list is there, open, beside what the debugger shows. */
  const list = async () => {
    await key('Control+Shift+D')
    const header = view.locator('.pane-header')
    await header.waitFor()
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click()
  }
  const menu = async (on, item) => {
    await on.click({ button: 'right' })
    await page.locator('.monaco-menu .action-item', { hasText: item }).first().hover()
    await key('Enter')
  }
  let folder

  await check('each run is saved while it runs, outside of the workspace, without what is secret', async () => {
    await open(file)
    await runIn('pay.input.json')
    await status('Succeeded')
    await runIn('pay.input-large.json')
    await status('Failed')
    folder = runsBelow(path.dirname(workspace))
    const texts = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'))
    assert.equal(texts.length, 2)
    for (const text of texts) {
      assert.match(text, /"kind":"end"/)
      assert.doesNotMatch(text, /hidden/)
    }
  })

  await check('they are listed with status, input and time', async () => {
    await list()
    await row('Failed: Too.Large').waitFor()
    await row('Succeeded').waitFor()
    assert.equal(await rows.count(), 2)
    await shot('runs-list')
  })

  await check('after a reload the panel has the last run again, and the list opens another', async () => {
    await reload()
    await status('Failed')
    await webview(0).locator('.note', { hasText: 'Values were left out' }).waitFor()
    await list()
    await row('Succeeded').click()
    await status('Succeeded')
    await shot('runs-reopened')
  })

  await check('a run is opened beside the editor, and is there after a reload', async () => {
    await menu(row('Failed: Too.Large'), 'Open Run to the Side')
    await tab.waitFor()
    await somewhere('.status', 'Failed')
    await shot('runs-beside')
    await reload()
    await tab.waitFor()
    await somewhere('.status', 'Failed')
    await somewhere('.status', 'Succeeded')
    await shot('runs-beside-reloaded')
  })

  await check('two runs are compared: where they part, and what is different there', async () => {
    await list()
    await row('Succeeded').click()
    await row('Failed: Too.Large').click({ modifiers: ['Control'] })
    await menu(row('Failed: Too.Large'), 'Compare Runs')
    await page.locator('.tab.active', { hasText: '↔' }).waitFor()
    const frame = page.locator('iframe.webview.ready').last().contentFrame().locator('iframe#active-frame').contentFrame()
    await frame.locator('.compared-bar', { hasText: 'First difference' }).waitFor()
    await frame.locator('.diff-table', { hasText: '20' }).first().waitFor()
    await shot('runs-compared')
    await key('Control+W')
  })

  await check('a run is run again on its input, with the definition as it is now', async () => {
    await list()
    const before = await rows.count()
    await menu(row('Succeeded'), 'Run Again')
    await page.locator('.notification-toast', { hasText: 'Values were left out' }).waitFor()
    await page.locator('.notification-toast .monaco-button', { hasText: 'Run All the Same' }).click()
    await idle()
    await rows.nth(before).waitFor()
    assert.equal(readdirSync(folder).length, 3)
  })

  await check('a history in the form of AWS is imported from the clipboard, and run along its definition', async () => {
    const cli = path.join(import.meta.dirname, '../../../dist/cli.js')
    const { stdout } = spawnSync(process.execPath, [
      cli,
      'run',
      path.join(workspace, file),
      '--input',
      '{"count": 5, "password": "of AWS"}',
      '--history',
      '-',
    ])
    await page.evaluate((text) => navigator.clipboard.writeText(text), stdout.toString())
    await page.locator('.tab', { hasText: 'pay.asl.json' }).first().click()
    await command('Import Execution History from the Clipboard')
    await pick('pay.asl.json')
    await list()
    await row('Imported').waitFor()
    await somewhere('.count', '8 events')
    await shot('runs-imported')
  })

  await check('the list is grouped by state machine', async () => {
    await view.locator('.pane-header').hover()
    await view.locator('.action-label[aria-label*="Group Runs by State Machine"]').click()
    await row('4 runs').waitFor()
    await shot('runs-grouped')
    await view.locator('.pane-header').hover()
    await view.locator('.action-label[aria-label*="List Runs by Time"]').click()
    await row('4 runs').waitFor({ state: 'detached' })
  })

  await check('a damaged file says so, harms nothing, and is deleted', async () => {
    writeFileSync(path.join(folder, '2027-01-01-damaged.run.jsonl'), '{"stepthrough": "run", "vers')
    await row('Damaged').waitFor()
    // the tip of the button that was pressed last lies over the row
    await page.mouse.move(700, 300)
    await page.locator('.hover-contents:visible').waitFor({ state: 'detached' })
    await shot('runs-damaged')
    await menu(row('Damaged'), 'Delete Run')
    await page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Delete' }).click()
    await row('Damaged').waitFor({ state: 'detached' })
    assert.ok(!existsSync(path.join(folder, '2027-01-01-damaged.run.jsonl')))
  })
}
export const dialogs = true
