// The panel on the examples, as a person meets it: an order with its graph, its timeline and the way of its data; attempts, waiting and 1,000 items; a run that fails; the
// branches of a Parallel, in a light theme and in high contrast, and in the side bar.
import { files as warehouse } from './table.mjs'

export const workspace = ''

const example = (name, file, testCase) => ({
  ...{ type: 'asl', request: 'launch', name: testCase, program: `\${workspaceFolder}/${name}/${name}.asl.json` },
  ...{ inputFile: `\${workspaceFolder}/${name}/${name}.input.json`, mockConfig: `\${workspaceFolder}/${name}/${file}`, testCase },
})
const mocks = 'MockConfigFile.json'
const [broken] = JSON.parse(warehouse['.vscode/launch.json']).configurations
const configurations = [
  example('order-processing', mocks, 'RetryThenSuccess'),
  example('order-processing', mocks, 'PaymentDeclined'),
  example('loan-application', mocks, 'Approved'),
  { ...broken, name: 'Warehouse' },
]

export const settings = { 'debug.openDebug': 'neverOpen' }

export const files = { ...warehouse, '.vscode/launch.json': JSON.stringify({ version: '0.2.0', configurations }) }

export default async ({ page, check, shot, key, lens, open, pick, command, webview, quickInput, idle, stopped, assert }) => {
  const panel = () => webview(0)
  const view = async (name) => {
    await panel().getByRole('tab', { name, exact: true }).click()
    await panel().locator('[role=tab][aria-selected=true]', { hasText: name }).first().waitFor()
  }
  const run = async (configuration, status) => {
    await idle()
    await key('Control+P')
    await quickInput.fill(`debug ${configuration}`)
    await pick(configuration)
    await panel().locator('.title', { hasText: configuration }).waitFor()
    // it stops for an error that nobody catches
    if (status === 'Failed') await stopped()
    if (status === 'Failed') await key('F5')
    await panel().locator('.status', { hasText: status }).first().waitFor()
    await idle()
    // a stop has brought the editor back
    if (await page.locator('.part.editor .tab.active').isVisible()) await command('View: Toggle Maximized Panel')
    await page.locator('.part.editor .tab.active').waitFor({ state: 'hidden' })
  }
  const row = (name) => panel().locator('[role=row], [role=treeitem]', { hasText: name }).first()

  await check('an order: its graph has the way that it took, and how often it was tried', async () => {
    await command('View: Toggle Primary Side Bar Visibility')
    await open('order-processing/order-processing.asl.json')
    await lens('Run').waitFor()
    await run('RetryThenSuccess', 'Succeeded')
    await view('Graph')
    await panel().locator('.node.ran', { hasText: 'OrderCompleted' }).waitFor()
    assert.equal(await panel().locator('.node.ran').count(), 8)
    await shot('panel-graph')
  })

  await check('the way of the data through a state, out of the run that is over', async () => {
    await view('Table')
    await row('ProcessPayment').click()
    await panel().getByRole('tab', { name: 'Pipeline' }).click()
    await panel().getByText('ResultSelector').first().waitFor()
    await shot('panel-pipeline')
  })

  await check('attempts, waiting and 1,000 items on the timeline', async () => {
    await run('Warehouse', 'Failed')
    for (const name of ['Ship', 'Pick Items', 'Pay']) {
      await row(name).click()
      await key('ArrowRight')
    }
    await panel().getByText('Item 0').first().waitFor()
    await panel().getByRole('tab', { name: 'Retries' }).click()
    await panel().locator('.detail').getByText('Gateway.Timeout').first().waitFor()
    await shot('panel-timeline')
  })

  await check('an order whose payment is declined: where it failed, and why', async () => {
    await run('PaymentDeclined', 'Failed')
    await view('Graph')
    await panel().locator('.node.tone-bad', { hasText: 'OrderFailed' }).waitFor()
    await panel().getByText('PaymentDeclined').first().waitFor()
    await shot('panel-failed')
  })

  await check('the branches of a Parallel, in a light theme', async () => {
    await key('Control+K', 'Control+T')
    await quickInput.fill('Light Modern')
    await pick('Light Modern')
    await page.locator('.monaco-workbench.vs').waitFor()
    await run('Approved', 'Succeeded')
    await view('Graph')
    await panel().locator('.node.ran', { hasText: 'VerifyIdentity' }).first().waitFor()
    await shot('panel-parallel')
    await view('Table')
    await row('CheckApplicant').waitFor()
    await shot('panel-parallel-table')
  })
  await check('the same in high contrast', async () => {
    await key('Control+K', 'Control+T')
    await quickInput.fill('Dark High Contrast')
    await pick('Dark High Contrast')
    await page.locator('.monaco-workbench.hc-black').waitFor()
    await view('Graph')
    await panel().locator('.node.ran', { hasText: 'VerifyIdentity' }).first().waitFor()
    await shot('panel-contrast')
  })

  await check('moved to a side bar it has the same run, in a narrow column', async () => {
    await view('Table')
    await key('F1')
    await quickInput.fill('>View: Move View')
    const offered = (text) => page.locator('.quick-input-widget .monaco-list-row', { hasText: text }).first()
    await offered('View: Move View').click()
    await quickInput.fill('Execution History')
    await offered('Execution History').click()
    await offered('New Side Bar Entry').click()
    await page.locator('.part.sidebar iframe.webview, .part.sidebar .composite.title').first().waitFor()
    await panel().locator('.status', { hasText: 'Succeeded' }).waitFor()
    await row('CheckApplicant').click()
    await panel().locator('[role=row][aria-selected=true]', { hasText: 'CheckApplicant' }).waitFor()
    await panel().locator('.detail', { hasText: 'CheckApplicant' }).waitFor()
    await shot('panel-side')
  })
}
