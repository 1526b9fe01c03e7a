// Editing the order example: a squiggle, a completion, hover, a quick fix, rename and the outline, in JSON; then a YAML definition.

const file = 'order-processing/order-processing.asl.json'

export default async ({ page, lens, check, shot, key, open, goTo, command, pick, lineOf, quickInput }) => {
  const next = lineOf(file, '"Next": "ProcessPayment"')
  const payment = lineOf(file, '"ProcessPayment": {')
  const noSquiggle = () => page.waitForFunction(() => !document.querySelector('.squiggly-error'))
  const column = 16 // within the target's quotes

  await check('a misspelt target gets a squiggle under the name alone', async () => {
    await open(file)
    await lens('Debug').waitFor()
    await goTo(next, column)
    await key('Delete')
    await page.locator('.squiggly-error').first().waitFor()
    await key('Control+Shift+M')
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'rocessPayment' }).first().waitFor()
    await shot('problems')
    await key('Control+J')
  })

  await check('hover says what is wrong', async () => {
    await page.locator('.squiggly-error').first().hover({ force: true })
    await page.locator('.monaco-hover:visible', { hasText: 'rocessPayment' }).first().waitFor()
    await shot('hover')
    await key('Escape')
  })

  await check('a quick fix puts the nearest name', async () => {
    await goTo(next, column + 2)
    await key('Control+.')
    const row = page.locator('.action-widget .monaco-list-row', { hasText: 'ProcessPayment' }).first()
    await row.waitFor()
    await shot('quick-fix')
    await key('Enter')
    await noSquiggle()
  })

  await check('completion of a target offers the states in scope', async () => {
    await goTo(next, column)
    await key('Shift+End', 'Shift+ArrowLeft', 'Delete', 'Control+Space')
    const rows = page.locator('.suggest-widget.visible .monaco-list-row')
    await rows.filter({ hasText: 'ProcessPayment' }).first().waitFor()
    await rows.filter({ hasText: 'UpdateInventory' }).first().waitFor()
    await shot('completion')
    await page.keyboard.type('ProcessP')
    await rows.filter({ hasText: 'ProcessPayment' }).first().waitFor()
    await key('Enter')
    await page.locator('.suggest-widget.visible').waitFor({ state: 'detached' })
    await noSquiggle()
  })

  await check('rename changes a state and every reference', async () => {
    await goTo(payment, 8)
    await key('F2')
    const box = page.locator('.rename-box input')
    await box.waitFor()
    await box.fill('TakePayment')
    await key('Enter')
    await page
      .locator('.view-line', { hasText: /"TakePayment":\s*\{/ })
      .first()
      .waitFor()
    await page
      .locator('.view-line', { hasText: /"Next":\s*"TakePayment"/ })
      .first()
      .waitFor()
    await key('Control+Z')
    await page
      .locator('.view-line', { hasText: /"ProcessPayment":\s*\{/ })
      .first()
      .waitFor()
  })

  await check('the states are symbols', async () => {
    await key('Control+Shift+O')
    await quickInput.waitFor()
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'UpdateInventory' }).first().waitFor()
    await shot('symbols')
    await key('Escape')
  })

  await check('all definitions of the workspace are validated', async () => {
    await command('Validate All State Machines in Workspace')
    // Where the last progress has just gone, VS Code closes the list, and the message comes by itself.
    await command('Notifications: Show Notifications')
    await page.locator('.notification-list-item', { hasText: 'state machine definitions: no problems' }).first().waitFor()
    await key('Escape')
  })

  await check('a new state machine begins with one state', async () => {
    await command('New State Machine')
    await pick('One state')
    await page.locator('.quick-input-title', { hasText: 'New State Machine' }).waitFor()
    await page.locator('.quick-input-widget .quick-input-message', { hasText: 'The file of the definition' }).waitFor()
    await key('Enter')
    await page.locator('.view-line', { hasText: 'StartAt' }).first().waitFor()
    await page.locator('.statusbar-item', { hasText: 'Amazon States Language' }).first().waitFor()
  })
}
