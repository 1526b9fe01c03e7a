// The data of a state in the panel: the order example stands behind a task; its pipeline with what each field has changed, a path copied, two values compared.

export const workspace = 'order-processing'

const file = 'order-processing.asl.json'

export default async ({ page, check, shot, open, goTo, breakpoint, pick, start, stopped, stop, webview, assert, lineOf, key }) => {
  const panel = () => webview(0)
  const stepOf = (title) =>
    panel()
      .locator('.flow > li')
      .filter({ has: panel().locator('h3', { hasText: title }) })
  const inventory = lineOf(file, '"UpdateInventory": {')
  const act = async (step, name) => {
    await step.locator('.section-head').hover()
    await step.getByRole('button', { name }).click()
  }

  await check('it stops behind the task', async () => {
    await open(file)
    await goTo(inventory, 5)
    await breakpoint()
    await start()
    await pick('order-processing.input.json')
    await pick('HappyPath')
    await stopped(inventory)
  })

  await check('the panel shows the data of the state where it stands', async () => {
    await panel().locator('.heading', { hasText: 'UpdateInventory' }).waitFor()
    await panel().getByRole('tab', { name: 'Table' }).click()
    await stepOf('State input').waitFor()
    await panel().locator('.flow-quiet', { hasText: 'Still to come' }).waitFor()
  })

  await check('the pipeline of the task that was called', async () => {
    await panel().locator('[role=row]', { hasText: 'ProcessPayment' }).click()
    await panel().locator('.heading', { hasText: 'ProcessPayment' }).waitFor()
    await panel().locator('.note', { hasText: 'this is how it went' }).waitFor()
    await stepOf('ResultSelector').locator('.item.added', { hasText: 'transactionId' }).waitFor()
    await stepOf('ResultSelector').locator('pre', { hasText: '$.Payload.transactionId' }).waitFor()
    await panel().locator('.flow-quiet', { hasText: 'InputPath is not set' }).waitFor()
    await shot('pipeline')
  })

  await check('what ResultPath has put into the input is marked, and opened', async () => {
    const added = stepOf('ResultPath').locator('.item.added', { hasText: 'receipt' })
    await added.waitFor()
    assert.equal(await stepOf('ResultPath').locator('.item.added').count(), 1)
    await stepOf('ResultPath').locator('.flow-change', { hasText: '+1' }).waitFor()
    await added.click()
    await stepOf('ResultPath').locator('.item', { hasText: 'CAPTURED' }).click()
  })

  await check('the path of a member is copied', async () => {
    await act(stepOf('ResultPath'), /^Copy the path \$\.payment\.receipt\.status$/)
    await page.waitForFunction(async () => (await navigator.clipboard.readText()) === '$.payment.receipt.status')
  })

  await check('two values are compared', async () => {
    await act(stepOf('State input'), /^Mark State input of ProcessPayment for comparison/)
    await stepOf('Task result').locator('.tree').click()
    await act(stepOf('State output'), /^Compare State output of ProcessPayment with State input/)
    await panel().locator('.diff tr.added', { hasText: 'receipt' }).waitFor()
    await shot('compare')
  })

  await check('also in VS Code’s diff editor', async () => {
    await panel().getByRole('button', { name: 'Open in diff editor' }).click()
    await page.locator('.tab', { hasText: 'State input of ProcessPayment' }).waitFor()
    await page.locator('.diff-editor, .monaco-diff-editor').first().waitFor()
    await panel().getByRole('button', { name: 'Close the comparison' }).click()
    await panel().locator('.flow').waitFor()
  })

  await check('the events of the visit lead to the list of events', async () => {
    await panel().getByRole('tab', { name: 'Events' }).last().click()
    await panel().locator('.event-link', { hasText: 'TaskSucceeded' }).click()
    await panel().locator('[role=row][aria-selected=true]', { hasText: 'TaskSucceeded' }).waitFor()
    await panel().locator('.section h3', { hasText: 'Output' }).waitFor()
    await key('Escape')
  })

  await stop()
}
