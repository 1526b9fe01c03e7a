// The panel and the debugger go along with each other: an earlier event, the scrubber, a changed value that is there again, breakpoints from a row, and the
// context menu of an event.

export const workspace = 'order-processing'

const file = 'order-processing.asl.json'

export default async ({
  page,
  check,
  shot,
  key,
  pick,
  open,
  goTo,
  breakpoint,
  variable,
  scope,
  expand,
  stopped,
  idle,
  start,
  webview,
  assert,
  lineOf,
  persistently,
}) => {
  const panel = () => webview(0)
  const row = (type, state) => panel().locator('.row', { hasText: type }).filter({ hasText: state }).first()
  const slider = () => panel().getByRole('slider')
  const at = async (event) => panel().locator(`[role=slider][aria-valuenow="${event}"]`).waitFor()
  const line = (state) => lineOf(file, `"${state}": {`)
  /** The row of the order's total in the input comes into sight. */
  const total = () =>
    persistently(async (within) => {
      await expand(scope('Input'))
      await expand(variable('order'))
      await variable('orderId').first().click(within)
      await key('ArrowDown')
      await variable('total').first().waitFor(within)
    })
  const ahead = (panel) => panel.locator('.ahead-row').first()

  await check('it stops at a breakpoint behind some states, and the panel says so', async () => {
    await open(file)
    await goTo(line('UpdateInventory'))
    await breakpoint()
    await goTo(line('ProcessPayment'))
    await breakpoint()
    await start()
    await pick('order-processing.input.json')
    await pick('HappyPath')
    await stopped(line('ProcessPayment'))
    await panel().locator('.debug-bar', { hasText: 'Paused on a breakpoint at ProcessPayment' }).waitFor()
  })

  await check('a value is changed, and it goes on to the next breakpoint', async () => {
    await total()
    await variable('total').first().dblclick()
    const box = page.locator('.debug-variables .monaco-inputbox input')
    await box.waitFor()
    await box.fill('99')
    await key('Enter')
    await page
      .locator('.debug-variables .monaco-list-row', { hasText: /total.*99/ })
      .first()
      .waitFor()
    await key('F5')
    await stopped(line('UpdateInventory'))
    await panel().locator('.debug-bar', { hasText: 'at UpdateInventory' }).waitFor()
    await panel().locator('.row.selected', { hasText: 'TaskStateEntered' }).filter({ hasText: 'UpdateInventory' }).waitFor()
    await shot('paused')
  })

  const last = Number(await slider().getAttribute('aria-valuemax'))

  await check('an earlier event is chosen: the yellow line goes there, what came later is grey', async () => {
    await row('TaskStateEntered', 'CreateOrder').click()
    await stopped(line('CreateOrder'))
    await at(2)
    await ahead(panel()).waitFor()
    await variable('order').waitFor({ state: 'detached' })
    await panel().locator('.list:focus').waitFor()
    assert.equal(await row('TaskStateEntered', 'UpdateInventory').getAttribute('title'), 'Not happened yet')
    await shot('back')
  })

  await check('the keyboard stays in the list: an arrow goes an event on', async () => {
    await panel().locator('.list:focus').waitFor()
    await key('ArrowDown')
    await at(3)
    // the frame of the field that waits is there when the editor has been shown
    await page.locator('.debug-call-stack .monaco-list-row').nth(2).waitFor()
    await panel().locator('.list:focus').waitFor()
  })

  await check('the scrubber goes forward again: the change that was made is there', async () => {
    await slider().focus()
    await key('Control+ArrowRight')
    await stopped(line('ProcessPayment'))
    await panel().locator('[role=slider]:focus').waitFor()
    await key('End')
    await at(last)
    await stopped(line('UpdateInventory'))
    assert.equal(await panel().locator('.ahead-row').count(), 0)
    await total()
    await page
      .locator('.debug-variables .monaco-list-row', { hasText: /total.*99/ })
      .first()
      .waitFor()
    await shot('forward')
  })

  await check('a row of the table and a state of the graph take it along, back and forward', async () => {
    await panel().getByRole('tab', { name: 'Table' }).click()
    await panel().locator('.visit-row', { hasText: 'CreateOrder' }).first().click()
    await stopped(line('CreateOrder'))
    await panel().locator('.visit-row.ahead-row', { hasText: 'UpdateInventory' }).first().waitFor()
    await panel().getByRole('tab', { name: 'Graph' }).click()
    const node = async (name) => {
      await panel().getByRole('button', { name: 'Show all of it (0)' }).click()
      await panel()
        .locator('.node', { has: panel().locator('title', { hasText: name }) })
        .first()
        .click()
      await stopped(line(name))
    }
    await node('UpdateInventory')
    await node('ProcessPayment')
    await shot('graph')
    await panel().locator('#tab-events').click()
    await slider().focus()
    await key('End')
    await stopped(line('UpdateInventory'))
  })

  await check('Step Back in the panel is the debugger’s', async () => {
    await panel().getByRole('button', { name: 'Step Back' }).click()
    await stopped(line('ProcessPayment'))
    await panel().getByRole('button', { name: 'Step Over' }).click()
    await stopped(line('UpdateInventory'))
    // by steps it goes another way: what was changed is not there
    await panel().locator('.debug-bar', { hasText: 'Paused on a breakpoint at UpdateInventory' }).waitFor()
  })

  await check('it is dragged back', async () => {
    const box = await slider().boundingBox()
    await page.mouse.move(box.x + box.width - 4, box.y + 8)
    await page.mouse.down()
    for (const part of [0.8, 0.6, 0.4, 0.05]) await page.mouse.move(box.x + box.width * part, box.y + 8)
    await page.mouse.up()
    await stopped(line('CreateOrder'))
  })

  await check('the context menu of an event takes the debugger there, sets a breakpoint, filters and copies', async () => {
    const menu = async (item) => {
      await row('TaskStateEntered', 'UpdateInventory').click({ button: 'right' })
      const chosen = page.getByRole('menuitem', { name: item, exact: true })
      await chosen.hover()
      await key('Enter')
      await chosen.waitFor({ state: 'detached' })
    }
    await menu('Go Here')
    await stopped(line('UpdateInventory'))
    await menu('Remove Breakpoint')
    const glyphs = page.locator('.editor-group-container.active .codicon-debug-breakpoint')
    await glyphs.nth(1).waitFor({ state: 'detached' })
    await menu('Break Here')
    await glyphs.first().waitFor()
    await menu('Filter by This State')
    await panel().locator('.row', { hasText: 'CreateOrder' }).first().waitFor({ state: 'detached' })
    await shot('menu')
  })

  await check('the menu comes by Shift+F10 too, for the row that is chosen', async () => {
    await row('TaskStateEntered', 'UpdateInventory').click()
    await panel().locator('.list:focus').waitFor()
    await key('Shift+F10')
    const name = page.getByRole('menuitem', { name: 'Copy Name', exact: true })
    await name.hover()
    await key('Enter')
    await name.waitFor({ state: 'detached' })
    await panel().locator('.list:focus').waitFor()
  })

  await check('without going along a row is only looked at', async () => {
    await panel().getByRole('button', { name: 'Debugger goes along with the selection' }).click()
    await panel().getByRole('button', { name: 'Clear' }).first().click()
    await row('TaskStateEntered', 'CreateOrder').click()
    await panel().locator('.debug-bar', { hasText: 'at UpdateInventory' }).waitFor()
  })

  await check('it runs to its end, and the run can be looked at as it was', async () => {
    await key('F5')
    await panel().locator('.status', { hasText: 'Succeeded' }).waitFor()
    await idle()
    await slider().focus()
    await key('Home')
    await panel().locator('.debug-bar', { hasText: 'As of event 1' }).waitFor()
    await panel().getByRole('button', { name: 'Show the whole run' }).click()
    await panel().locator('.debug-bar', { hasText: 'As of event' }).waitFor({ state: 'detached' })
  })
}
