// F5 on the order example, as a person does it who has just installed the extension: no launch.json, a breakpoint, the payload in the
// Variables view, a value changed, steps forth and back, the history panel to the end.

/** One example alone: there is no launch.json in it. */
export const workspace = 'order-processing'

const file = 'order-processing.asl.json'

export default async ({
  page,
  lens,
  check,
  shot,
  key,
  pick,
  open,
  goTo,
  breakpoint,
  position,
  variable,
  scope,
  expand,
  stopped,
  idle,
  start,
  stop,
  webview,
  assert,
  lineOf,
}) => {
  const lines = async () => page.locator('.debug-top-stack-frame-line').count()
  const panel = () => webview(0)
  const payment = lineOf(file, '"ProcessPayment": {')
  const next = lineOf(file, '"Next": "ProcessPayment"')

  await check('the example opens with a CodeLens over StartAt', async () => {
    await open(file)
    await lens('Debug').waitFor()
    await shot('editor')
  })

  await check('F12 on a Next goes to its state', async () => {
    await goTo(next, 20)
    await key('F12')
    await position(payment)
  })

  await check('F9 sets a breakpoint on the state', async () => {
    await breakpoint()
  })

  await check('F5 asks for the input and offers the file beside the definition', async () => {
    await start()
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'order-processing.input.json' }).waitFor()
    await shot('input')
    await pick('order-processing.input.json')
  })

  await check('then for the mocked test case', async () => {
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'RetryThenSuccess' }).waitFor()
    await pick('HappyPath')
  })

  await check('it stops at the breakpoint', async () => {
    await stopped(payment)
    await page.locator('.debug-call-stack .monaco-list-row', { hasText: 'ProcessPayment' }).first().waitFor()
  })

  await check('the Variables view has the payload', async () => {
    await expand(scope('Input'))
    await expand(variable('order'))
    await variable('orderId').waitFor()
    await shot('stopped')
  })

  await check('a value is changed', async () => {
    const total = variable('total').first()
    await total.dblclick()
    const box = page.locator('.debug-variables .monaco-inputbox input')
    await box.waitFor()
    await box.fill('99')
    await key('Enter')
    await page
      .locator('.debug-variables .monaco-list-row', { hasText: /total.*99/ })
      .first()
      .waitFor()
  })

  await check('the history panel lists the events so far', async () => {
    await panel().locator('.row', { hasText: 'ExecutionStarted' }).waitFor()
    await panel().locator('.row', { hasText: 'TaskStateEntered' }).filter({ hasText: 'ProcessPayment' }).waitFor()
    await panel().locator('.status', { hasText: 'Paused' }).waitFor()
  })

  await check('a step goes to the next state', async () => {
    await key('F10')
    await page.locator('.debug-call-stack .monaco-list-row', { hasText: 'UpdateInventory' }).first().waitFor()
    await panel().locator('.row', { hasText: 'TaskSucceeded' }).nth(1).waitFor()
  })

  await check('the changed value went into the task', async () => {
    await panel().locator('.row.scheduled').nth(1).click()
    await panel().locator('.section', { hasText: 'Parameters' }).locator('.item', { hasText: 'Payload' }).click()
    await panel()
      .locator('.item', { hasText: /amount.*99/ })
      .waitFor()
    await shot('history')
  })

  await check('a step back shows the payload of then', async () => {
    await page.locator('.debug-toolbar .codicon-debug-step-back').click()
    await panel().locator('.debug-bar', { hasText: 'Paused after a step at ProcessPayment' }).waitFor()
    await stopped(payment)
    assert.equal(await panel().locator('.row:not(.ahead-row)', { hasText: 'UpdateInventory' }).count(), 0)
  })

  await check('F5 runs to the end', async () => {
    await key('F5')
    await panel().locator('.status', { hasText: 'Succeeded' }).waitFor()
    await panel().locator('.row.latest', { hasText: 'ExecutionSucceeded' }).waitFor()
    await idle()
    assert.equal(await lines(), 0)
  })

  await check('an event chosen by keyboard reveals its state and shows input and output', async () => {
    await panel().locator('.row', { hasText: 'ExecutionSucceeded' }).click()
    await key('Home', 'ArrowDown')
    await panel().locator('.row.selected', { hasText: 'CreateOrder' }).waitFor()
    await panel().locator('.section', { hasText: 'Output' }).waitFor()
    await page.locator('.editor-instance .view-overlays .cdr').first().waitFor()
    await shot('chosen')
    await key('Enter')
    await position(6)
  })

  await check('the filter narrows the list', async () => {
    await panel().locator('.filter input').fill('type:exited state:payment')
    await panel().locator('.event-count', { hasText: '1 of' }).waitFor()
    await panel().locator('.row', { hasText: 'ProcessPayment' }).waitFor()
    await panel().locator('.filter input').fill('')
  })

  await check('F5 again asks for nothing: the choice is remembered', async () => {
    await open(file)
    await start()
    await stopped(payment)
    await stop()
  })
}
