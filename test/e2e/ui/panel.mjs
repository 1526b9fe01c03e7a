// The panel on the examples, as a person meets it: an order with its graph, its timeline and the way of its data; a run that fails; the branches of a Parallel, in a light theme.

import { files as warehouse } from './table.mjs'

export const workspace = ''

export const files = warehouse

const order = 'order-processing/order-processing.asl.json'

export default async ({ page, check, shot, key, lens, open, goTo, pick, command, webview, assert }) => {
  const panel = () => webview(0)
  const view = async (name) => {
    await panel().getByRole('tab', { name, exact: true }).click()
    await panel().locator(`[role=tab][aria-selected=true]`, { hasText: name }).first().waitFor()
  }
  const run = async (file, input, testCase) => {
    await open(file)
    await goTo(1)
    await lens('Run').click()
    await pick(input)
    await pick(testCase)
  }
  const status = (text) => panel().locator('.status', { hasText: text }).first().waitFor()
  const row = (name) => panel().locator('[role=row], [role=treeitem]', { hasText: name }).first()

  await check('an order: its graph has the way that it took, and how often it was tried', async () => {
    await command('View: Toggle Primary Side Bar Visibility')
    await run(order, 'order-processing.input.json', 'RetryThenSuccess')
    await status('Succeeded')
    await command('View: Toggle Maximized Panel')
    await view('Graph')
    await panel().locator('.node.ran', { hasText: 'OrderCompleted' }).waitFor()
    assert.equal(await panel().locator('.node.ran').count(), 8)
    await shot('panel-graph')
  })

  await check('its table has the attempts on the timeline', async () => {
    await view('Table')
    await row('ProcessPayment').click()
    await shot('panel-table')
  })

  await check('the way of the data through a state', async () => {
    await panel().getByRole('tab', { name: 'Pipeline' }).waitFor()
    await panel().getByText('ResultSelector').first().waitFor()
    await shot('panel-pipeline')
  })

  await check('attempts, waiting and 1,000 items on the timeline', async () => {
    await command('View: Toggle Maximized Panel')
    await open('warehouse.asl.json')
    await key('Control+F5')
    await status('Failed')
    await command('View: Toggle Maximized Panel')
    await view('Table')
    await row('Pay').click()
    await panel().getByRole('tab', { name: 'Retries' }).click()
    await shot('panel-timeline')
  })

  await check('an order whose payment is declined: where it failed, and why', async () => {
    await command('View: Toggle Maximized Panel')
    await run(order, 'order-processing.input.json', 'PaymentDeclined')
    await status('Failed')
    await command('View: Toggle Maximized Panel')
    await view('Graph')
    await panel().locator('.node.tone-bad', { hasText: 'OrderFailed' }).waitFor()
    await panel().getByText('PaymentDeclined').first().waitFor()
    await shot('panel-failed')
  })

  await check('the branches of a Parallel, in a light theme', async () => {
    await command('View: Toggle Maximized Panel')
    await command('Preferences: Color Theme')
    await page.locator('.quick-input-widget input.input').fill('Light Modern')
    await pick('Light Modern')
    await run('trip-booking/trip-booking.asl.json', 'trip-booking.input.json', 'Booked')
    await status('Succeeded')
    await command('View: Toggle Maximized Panel')
    await view('Graph')
    await panel().locator('.node.ran', { hasText: 'BookFlight' }).first().waitFor()
    await shot('panel-parallel')
    await view('Table')
    await shot('panel-parallel-table')
  })
}
