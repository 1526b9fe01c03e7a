// Tasks that nothing answers: the debugger stops on each and asks. Themes, hide and show of the panel, and a run without debugging.

export const workspace = 'order-processing'
export const settings = { 'workbench.colorTheme': 'Default Light Modern' }

const file = 'order-processing.asl.json'

export default async ({ page, lens, check, shot, key, open, pick, command, webview, quickInput, stopped, lineOf }) => {
  const panel = () => webview(0)
  const row = (text) => page.locator('.quick-input-widget .monaco-list-row', { hasText: text }).first()

  await check('a CodeLens starts the debugger; the input is typed', async () => {
    await open(file)
    await lens('Debug').click()
    await pick('Type JSON')
    await quickInput.fill('{"customer": ')
    await page.locator('.quick-input-message', { hasText: 'no JSON' }).waitFor()
    await quickInput.fill('{"customer":{"id":"C-1","email":"ada@example.com"},"items":[],"payment":{"cardToken":"tok"}}')
    await key('Enter')
    await pick('Ask for each result')
  })

  await check('the first task stops the run and asks for its result', async () => {
    // the line of what it calls
    await stopped(lineOf(file, '"Resource": '))
    await row('Return a result').waitFor()
    await page.locator('.quick-input-title', { hasText: 'CreateOrder waits for its result' }).waitFor()
    await panel().locator('.pending-task', { hasText: 'CreateOrder' }).waitFor()
    await page.locator('.statusbar-item', { hasText: 'CreateOrder waits' }).waitFor()
    await shot('task')
  })

  await check('Escape leaves it waiting; F10, F5 and the panel ask again', async () => {
    for (const again of [() => key('F10'), () => key('F5'), () => panel().locator('.pending-task button').click()]) {
      await key('Escape')
      await row('Return a result').waitFor({ state: 'hidden' })
      await stopped()
      await again()
      await row('Return a result').waitFor()
    }
  })

  await check('a result is offered that has what is read behind it, and the run goes on by itself', async () => {
    await row('"orderId":""').waitFor()
    await pick('Return a result')
    await page.locator('.quick-input-title', { hasText: 'Result of CreateOrder' }).waitFor()
    await quickInput.fill('{"Payload":{"orderId":"O-1","total":10,"currency":"EUR"}}')
    await key('Enter')
    await page.locator('.quick-input-title', { hasText: 'ProcessPayment waits' }).waitFor()
  })

  await check('the next task fails with an error that its Catch takes', async () => {
    await pick('Throw an error')
    await row('PaymentGatewayTimeout').waitFor()
    await shot('throw')
    await quickInput.fill('CardDeclined')
    await row('CardDeclined').waitFor()
    await key('Enter')
    await page.locator('.quick-input-title', { hasText: 'Cause of CardDeclined' }).waitFor()
    await quickInput.fill('The bank said no')
    await key('Enter')
    await page.locator('.quick-input-title', { hasText: 'CancelOrder waits' }).waitFor()
    await pick("task's input")
  })

  await check('the error that nothing catches stops the run where it is raised', async () => {
    await page.locator('.exception-widget', { hasText: 'The bank said no' }).waitFor()
    await key('Control+Shift+D')
    await page.locator('.debug-variables .monaco-list-row', { hasText: /^Error$/ }).waitFor()
    await stopped()
    const latest = panel().locator('.row', { hasText: 'FailStateEntered' })
    // The bar of pending tasks goes, and the list grows with it: some frames pass until the row is in sight.
    const inSight = await latest.evaluate(
      (row) =>
        new Promise((resolve) => {
          const look = (frames) => {
            if (row.getBoundingClientRect().bottom <= row.closest('.list').getBoundingClientRect().bottom) resolve(true)
            else if (frames === 0) resolve(false)
            else requestAnimationFrame(() => look(frames - 1))
          }
          look(120)
        }),
    )
    if (!inSight) throw new Error('the panel does not follow the latest event')
    await shot('exception')
    await key('F5')
    await panel().locator('.status', { hasText: 'Failed' }).waitFor()
    await panel().locator('.row.failed', { hasText: 'TaskFailed' }).first().click()
    await panel().locator('.section.error .item', { hasText: 'CardDeclined' }).waitFor()
    await shot('failed')
  })

  await check('the panel keeps the chosen event while it is hidden', async () => {
    await key('Control+J')
    await page.locator('iframe.webview.ready').waitFor({ state: 'hidden' })
    await command('Open Execution History')
    await panel().locator('.row.selected', { hasText: 'TaskFailed' }).waitFor()
    await panel().locator('.section.error .item', { hasText: 'CardDeclined' }).waitFor()
  })

  await check('the history is exported in the shape of GetExecutionHistory', async () => {
    await command('Export Execution History')
    await page.locator('.view-line', { hasText: '"events"' }).first().waitFor()
  })

  await check('a high contrast theme shows the panel too', async () => {
    await key('Control+K', 'Control+T')
    await quickInput.waitFor()
    await quickInput.fill('Dark High Contrast')
    await row('Dark High Contrast').waitFor()
    await key('Enter')
    await page.locator('.monaco-workbench.hc-black').waitFor()
    await panel().locator('.row.selected', { hasText: 'TaskFailed' }).waitFor()
    await shot('high-contrast')
  })
}
