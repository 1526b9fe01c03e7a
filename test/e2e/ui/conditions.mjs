// A breakpoint with a condition that nobody can read, then with one that holds; hovers that say whose value they show; a forgotten brace.

/** One example alone: there is no launch.json in it. */
export const workspace = 'order-processing'

const file = 'order-processing.asl.json'

export default async ({ page, lens, check, shot, key, pick, open, goTo, command, stopped, start, stop, idle, lineOf }) => {
  const payment = lineOf(file, '"ProcessPayment": {')
  const orderId = lineOf(file, '"orderId.$": "$.order.orderId"')
  const hover = (text) => page.locator('.monaco-hover:visible', { hasText: text }).first()
  const box = page.locator('.breakpoint-widget')
  const glyph = (kind) => page.locator(`.codicon-debug-breakpoint-conditional${kind}`).first()
  const condition = async (title, text) => {
    await goTo(payment)
    await command(title)
    await box.locator('.monaco-editor').click()
    await key('Control+A')
    await page.keyboard.type(text)
    await key('Enter')
    await box.waitFor({ state: 'hidden' })
  }
  await check('hover on a path says that its example is from the input beside the definition', async () => {
    await open(file)
    await lens('Debug').waitFor()
    await goTo(lineOf(file, '"cardToken.$"'), 38)
    await key('Control+K', 'Control+I')
    await hover('Example from order-processing.input.json').waitFor()
    await shot('hover-example')
    await key('Escape')
  })

  await check('a condition that cannot be read leaves the breakpoint grey, says why, and the run goes on', async () => {
    await condition('Debug: Add Conditional Breakpoint...', '$.order.total >')
    await start()
    await pick('order-processing.input.json')
    await pick('HappyPath')
    await page.locator('.notification-list-item-message', { hasText: 'does not stop' }).first().waitFor()
    await idle()
    await shot('condition-unread')
  })

  await check('a condition of the state language stops where it holds', async () => {
    await condition('Debug: Edit Breakpoint', '$.order.total > 41 && $$.State.Name == "ProcessPayment"')
    await start()
    await stopped(payment)
    await glyph('').waitFor()
    await shot('condition')
  })

  await check('a hover while it stands shows the value of the run', async () => {
    await goTo(orderId, 30)
    await key('Control+K', 'Control+I')
    await page.locator('.debug-hover-widget:visible', { hasText: 'O-20261122-0001' }).waitFor()
    await shot('hover-stopped')
    await key('Escape')
    await stop()
  })

  await check('a forgotten brace is one problem at its place, and the targets are still completed', async () => {
    const brace = lineOf(file, '"ProcessPayment": {') - 1
    // now: while the file is saved, by itself, it is empty for a moment
    const target = lineOf(file, '"Next": "UpdateInventory"')
    await goTo(brace, 1)
    await key('Shift+End', 'Delete')
    await key('Control+Shift+M')
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'is missing' }).first().waitFor()
    await shot('forgotten-brace')
    await goTo(target, 20)
    await key('Shift+End', 'Shift+ArrowLeft', 'Delete', 'Control+Space')
    await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'UpdateInventory' }).first().waitFor()
    await shot('forgotten-brace-completion')
  })
}
