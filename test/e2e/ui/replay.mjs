// An execution that AWS has recorded is followed offline, forth and back; it is forked by a change, and goes on here.
import { spawnSync } from 'node:child_process'
import path from 'node:path'

export const workspace = 'order-processing'

const file = 'order-processing.asl.json'
const root = path.join(import.meta.dirname, '../../..')
const example = (name) => path.join(root, 'examples/order-processing', name)

/** The history that a run leaves whose payment is declined, in the form of GetExecutionHistory. */
export function setUp() {
  const options = ['--input', `@${example('order-processing.input.json')}`, '--mock-config', example('MockConfigFile.json')]
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      path.join(root, 'dist/cli.js'),
      'run',
      example(file),
      ...options,
      '--test-case',
      'RetryThenSuccess',
      '--start-time',
      '2026-11-22T09:30:00Z',
      '--history',
      '-',
    ],
    { encoding: 'utf8' },
  )
  if (!stdout.includes('ExecutionSucceeded')) throw new Error(`no history was made: ${stderr}`)
  return { files: { 'order-processing.history.json': stdout, 'stepthrough.json': '{}\n' } }
}

export default async ({ page, check, shot, key, pick, open, command, variable, scope, expand, stopped, idle, webview, lineOf }) => {
  const frame = (text) => page.locator('.debug-call-stack .monaco-list-row', { hasText: text }).first()
  const panel = () => webview(0)
  const printed = (text) => page.locator('.repl .monaco-list-row', { hasText: text }).first().waitFor()
  const clock = (text) => page.locator('.statusbar-item', { hasText: text }).first().waitFor()

  await check('a recording beside the definition is offered, and followed from its first state on', async () => {
    await open(file)
    await command('Replay a Recorded Execution')
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'order-processing.history.json' }).waitFor()
    await shot('replay-choose')
    await pick('order-processing.history.json')
    await stopped(lineOf(file, '"CreateOrder": {'))
    await clock('2026-11-22 09:30:00')
    await shot('replay')
  })

  await check('steps take the recorded results, and its time', async () => {
    await key('F10')
    await frame('ProcessPayment').waitFor()
    await key('F10')
    await frame('UpdateInventory').waitFor()
    // events are only looked at here
    await panel().getByRole('button', { name: 'Debugger goes along with the selection' }).click()
    await panel().locator('.row', { hasText: 'TaskSucceeded' }).filter({ hasText: 'ProcessPayment' }).click()
    await panel().locator('.heading', { hasText: 'recorded' }).waitFor()
    await page.locator('.debug-variables .monaco-list-row', { hasText: '$.payment.receipt' }).waitFor()
    await page.locator('.debug-call-stack .load-all').waitFor({ state: 'hidden' })
    await shot('replay-stepped')
  })

  await check('a change of the payload forks it', async () => {
    await page.locator('.debug-toolbar .codicon-debug-step-back').click()
    await frame('ProcessPayment').waitFor()
    await key('Control+Shift+Y')
    await expand(scope('Input'))
    await expand(variable('order').first())
    const total = variable('total').first()
    await total.dblclick()
    const box = page.locator('.debug-variables .monaco-inputbox input')
    await box.waitFor()
    await box.fill('99')
    await key('Enter')
    await printed('left the recording')
    await shot('replay-forked')
  })

  await check('and goes on here, to another end', async () => {
    await key('F5')
    await idle()
    await command('Open Execution History')
    await panel().locator('.status', { hasText: 'Succeeded' }).waitFor()
    await panel().locator('.filter input').fill('type:TaskScheduled state:ProcessPayment')
    await panel().locator('.row.scheduled').first().click()
    await panel().locator('.section', { hasText: 'Parameters' }).locator('.item', { hasText: 'Payload' }).click()
    await panel()
      .locator('.item', { hasText: /amount.*99/ })
      .waitFor()
    await shot('replay-went-on')
  })
}
