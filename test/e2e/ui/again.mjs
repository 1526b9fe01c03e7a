// A definition that is edited in the middle of a run is run to the same place; a run that has failed goes on from the state that has.
import { readFileSync } from 'node:fs'
import path from 'node:path'

export const workspace = 'hello-world'

const file = 'shop/pay.asl.json'
const lambda = (name) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`

const states = {
  Reserve: { Type: 'Task', Resource: lambda('reserve'), ResultPath: '$.reserved', Next: 'Charge' },
  Charge: { Type: 'Task', Resource: lambda('charge'), ResultPath: '$.charged', Next: 'Ship' },
  Ship: { Type: 'Pass', End: true },
}

export const files = {
  [file]: `${JSON.stringify({ StartAt: 'Reserve', States: states }, undefined, 2)}\n`,
  'shop/pay.input.json': '{"order": {"sku": "MUG-03", "count": 2}}\n',
  'shop/MockConfigFile.json': JSON.stringify({
    StateMachines: { pay: { TestCases: { SecondTime: { Reserve: 'Held', Charge: 'SecondTime' } } } },
    MockedResponses: {
      Held: { '0-9': { Return: { shelf: 'A-7' } } },
      SecondTime: { 0: { Throw: { Error: 'Gateway.Down', Cause: 'no answer' } }, 1: { Return: { paid: true } } },
    },
  }),
}

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
  start,
  idle,
  webview,
  workspace,
  lineOf,
  assert,
}) => {
  const frame = (text) => page.locator('.debug-call-stack .monaco-list-row', { hasText: text }).first()
  const entry = (text) => page.locator('.monaco-menu .action-item', { hasText: text }).first()
  const menu = async (row, item) => {
    await row.click({ button: 'right' })
    await entry(item).hover()
  }
  const printed = (text) => page.locator('.repl .monaco-list-row', { hasText: text }).first().waitFor()
  const redrive = page.locator('.panel .codicon-debug-rerun').filter({ visible: true }).first()
  const charge = lineOf(file, '"Charge": {')

  await check('a value is copied as the path that fields have for it', async () => {
    await open(file)
    await goTo(charge)
    await breakpoint()
    await start()
    await pick('pay.input.json')
    await pick('SecondTime')
    await stopped(charge)
    await expand(scope('Input'))
    await expand(variable('reserved').first())
    await menu(variable('shelf').first(), 'Copy as Path')
    await shot('copy-path')
    await key('Enter')
    await page.waitForFunction(async () => (await navigator.clipboard.readText()) === '$.reserved.shelf')
  })

  await check('a definition that is edited while it stands says so', async () => {
    await goTo(lineOf(file, '"ResultPath": "$.reserved"'), 24)
    await key('Control+Shift+ArrowRight')
    await page.keyboard.type('held')
    await key('Escape', 'Control+S')
    await page.locator('.notification-toast', { hasText: 'pay.asl.json' }).waitFor()
    assert.match(readFileSync(path.join(workspace, file), 'utf8'), /"ResultPath": "\$\.held"/)
    await shot('edited')
    await key('Escape')
  })

  await check('Restart to Here runs the new text to the same place', async () => {
    await menu(frame('Charge'), 'Restart to Here')
    await shot('restart-to-here-menu')
    await key('Enter')
    await page.getByText('Restarted to Charge').first().waitFor()
    await stopped(charge)
    await expand(scope('Input'))
    await variable('held').first().waitFor()
    await shot('restart-to-here')
  })

  await check('a run that fails can be redriven from the panel', async () => {
    await key('Control+Shift+Y')
    await key('F5')
    await page.locator('.exception-widget', { hasText: 'Gateway.Down' }).waitFor()
    await key('F5')
    await printed('Execution failed')
    await idle()
    await page.locator('.panel .action-label', { hasText: 'Stepthrough' }).first().click()
    await webview(0).locator('.status', { hasText: 'Failed' }).waitFor()
    await redrive.waitFor()
    await shot('redrive-offered')
  })

  await check('it stands at the state that has failed, with the good results', async () => {
    await redrive.click()
    await stopped(charge)
    await webview(0).locator('.row', { hasText: 'ExecutionRedriven' }).waitFor()
    await expand(scope('Input'))
    await variable('held').first().waitFor()
    await shot('redriven')
  })

  await check('and goes on to a good end', async () => {
    await key('F5')
    await webview(0).locator('.status', { hasText: 'Succeeded' }).waitFor()
    await idle()
    await shot('redriven-succeeded')
  })
}
