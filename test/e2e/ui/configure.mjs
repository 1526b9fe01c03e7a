// A stepthrough.json from nothing: Configure Tasks writes it, the editor says what is wrong in it and leads to the handler; the run's answers become a
// test case, and a state is answered by hand from then on.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export const workspace = 'hello-world'

const invoke = (name, more) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: name, 'Payload.$': '$' },
  ResultSelector: { 'price.$': '$.Payload' },
  ...more,
})

export const files = {
  'shop/shop.asl.json': JSON.stringify(
    { StartAt: 'Price', States: { Price: invoke('price-it', { Next: 'Discount' }), Discount: invoke('discount', { End: true }) } },
    undefined,
    2,
  ),
  'shop/price.js': 'exports.handler = async () => 100\n',
  'shop/discount.js': 'exports.handler = async ({ price }) => {\n  return price * 0.9\n}\n',
}

const file = 'shop/shop.asl.json'

export default async ({
  page,
  lens,
  check,
  shot,
  key,
  open,
  goTo,
  breakpoint,
  pick,
  start,
  command,
  webview,
  quickInput,
  idle,
  assert,
  workspace: folder,
}) => {
  const panel = () => webview(0)
  const config = path.join(folder, 'shop/stepthrough.json')
  const tab = (name) => page.locator('.tab.active', { hasText: name }).waitFor()
  const row = (text) => page.locator('.quick-input-widget .monaco-list-row', { hasText: text }).first()

  await check('Configure Tasks writes an entry for each function that the tasks name', async () => {
    await open(file)
    await lens('Debug').waitFor()
    await command('Configure Tasks')
    await tab('stepthrough.json')
    await page.locator('.view-line', { hasText: '"price-it"' }).waitFor()
    await shot('configure')
    assert.match(readFileSync(config, 'utf8'), /"discount"/)
  })

  await check('a mistake in it is marked, with the name that was meant', async () => {
    writeFileSync(
      config,
      '{\n  "functions": {\n    "price-it": { "handlr": "price.handler" },\n    "discount": { "handler": "discount.handler" }\n  }\n}\n',
    )
    await page.locator('.squiggly-error').first().waitFor()
    await command('Problems: Focus on Problems View')
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'handler' }).first().waitFor()
    await shot('configure-mistake')
  })

  await check('F12 on a handler goes to its function', async () => {
    writeFileSync(config, readFileSync(config, 'utf8').replace('handlr', 'handler'))
    await page.locator('.squiggly-error').first().waitFor({ state: 'hidden' })
    await page.locator('.view-line span', { hasText: 'price.handler' }).last().click()
    await key('F12')
    await tab('price.js')
  })

  await check('F5 runs both functions', async () => {
    await open(file)
    await start()
    await pick('Empty object')
    await panel().locator('.status', { hasText: 'Succeeded' }).waitFor()
    await idle()
  })

  await check('a breakpoint in a handler stops, without any step into it', async () => {
    await open('shop/discount.js')
    await page.locator('.view-line', { hasText: 'price * 0.9' }).first().waitFor()
    await goTo(2, 3)
    await breakpoint()
    await open(file)
    await start()
    await tab('discount.js')
    await page.locator('.debug-top-stack-frame-line').first().waitFor()
    await page.locator('.debug-call-stack .monaco-list-row', { hasText: 'handler' }).first().waitFor()
    await shot('handler-breakpoint')
    await key('F5')
    await panel().locator('.status', { hasText: 'Succeeded' }).waitFor()
    await idle()
    await open('shop/discount.js')
    await goTo(2, 3)
    await key('F9')
    await page.locator('.codicon-debug-breakpoint, .codicon-debug-breakpoint-unverified').first().waitFor({ state: 'hidden' })
  })

  await check('the answers of the run become a test case', async () => {
    await command('Save the Answers of This Run as Mocks')
    await page.locator('.quick-input-title', { hasText: 'Test Case in' }).waitFor()
    await quickInput.fill('Cheap')
    await key('Enter')
    await page.locator('.notification-toast', { hasText: 'Cheap' }).waitFor()
    const mocks = JSON.parse(readFileSync(path.join(folder, 'shop/MockConfigFile.json'), 'utf8'))
    assert.deepEqual(Object.keys(Object.values(mocks.StateMachines)[0].TestCases.Cheap), ['Price', 'Discount'])
    await shot('save-answers')
  })

  await check('a state is answered by hand from now on', async () => {
    await open(file)
    await page.locator('.view-line', { hasText: '"Discount": {' }).first().click()
    await breakpoint()
    await start()
    await page.locator('.debug-call-stack .monaco-list-row', { hasText: 'Discount' }).first().waitFor()
    await command('Answer a State from Now On')
    await row('Discount').waitFor()
    await shot('answer-state')
    await pick('Discount')
    await pick('Return a result')
    await page.locator('.quick-input-title', { hasText: 'Result of Discount' }).waitFor()
    await quickInput.fill('{"Payload":1}')
    await key('Enter')
    await quickInput.waitFor({ state: 'hidden' })
    await command('Answer a State from Now On')
    await row('answered by you').waitFor()
    await key('Escape')
    await key('F5')
    await panel().locator('.row', { hasText: 'TaskSucceeded' }).nth(1).click()
    await panel().locator('.heading', { hasText: 'answered by you' }).waitFor()
    await shot('answered-by-you')
    await idle()
  })
}
