// The order example with its own functions and services: a step from a Task into its handler's source and back, also where there is no debugger
// for the handler's language, and an end in the middle of a handler.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { startOrderServers } from '../../../scripts/orderServers.mjs'

export const workspace = 'order-processing'

const root = path.join(import.meta.dirname, '../../..')
const hasPython = spawnSync('python3', ['--version']).status === 0

const file = 'order-processing.asl.json'
const handler = 'functions/processPayment.ts'

/** The example's stepthrough.json, with the ports at which its servers are. */
export async function setUp() {
  const servers = await startOrderServers({ ports: { dynamodb: 0, sqs: 0, sns: 0, gateway: 0 } })
  const { dynamodb, sqs, sns, gateway } = servers.endpoints
  const usual = { 8000: dynamodb, 9324: sqs, 9911: sns, 9099: gateway }
  const config = readFileSync(path.join(root, 'examples/order-processing/stepthrough.json'), 'utf8')
  return {
    files: { 'stepthrough.json': config.replaceAll(/http:\/\/127\.0\.0\.1:(\d+)/g, (_, port) => usual[port]) },
    tearDown: () => servers.close(),
  }
}

/** The functions' processes whose folder this is. */
function functionsIn(folder) {
  return readdirSync('/proc').filter((pid) => {
    try {
      const environment = /^\d+$/.test(pid) ? readFileSync(`/proc/${pid}/environ`, 'utf8') : ''
      return environment.includes('AWS_LAMBDA_FUNCTION_NAME=') && readlinkSync(`/proc/${pid}/cwd`).startsWith(folder)
    } catch {
      return false // it has ended, or is another user's
    }
  })
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
  command,
  variable,
  expand,
  stopped,
  idle,
  start,
  webview,
  lineOf,
  workspace: folder,
  assert,
}) => {
  const panel = () => webview(0)
  const frame = (text) => page.locator('.debug-call-stack .monaco-list-row', { hasText: text }).first()
  const tab = (name) => page.locator('.tab.active', { hasText: name }).waitFor()
  const printed = (text) => page.locator('.repl .monaco-list-row', { hasText: text }).first().waitFor()
  const payment = lineOf(file, '"ProcessPayment": {')
  const first = lineOf(handler, 'const response = await')

  await check('F5 offers stepthrough.json for the results of the tasks', async () => {
    // A Node that reads no TypeScript needs a loader in the project.
    mkdirSync(path.join(folder, 'node_modules'))
    symlinkSync(path.join(root, 'node_modules/esbuild'), path.join(folder, 'node_modules/esbuild'))
    await open(file)
    await goTo(payment)
    await breakpoint()
    await start()
    await pick('order-processing.input.json')
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'stepthrough.json' }).waitFor()
    await shot('real-asked')
    await pick('stepthrough.json')
  })

  await check('the task before the breakpoint was answered by its function', async () => {
    await stopped(payment)
    // events are only looked at here
    await panel().getByRole('button', { name: 'Debugger goes along with the selection' }).click()
    await panel().locator('.row', { hasText: 'TaskSucceeded' }).click()
    await panel().locator('.heading', { hasText: 'answered by a function on this computer' }).waitFor()
    await shot('real-answered')
  })

  await check('what the function printed is in the Debug Console', async () => {
    await key('Control+Shift+Y')
    await printed('[create-order] order O-')
    await shot('real-console')
  })

  await check('Step Into goes to the first line of the handler, in TypeScript', async () => {
    await key('F11')
    await tab('processPayment.ts')
    await stopped(first)
    await frame('process-payment').waitFor()
    await frame('handler').waitFor()
    await shot('real-handler')
  })

  await check('the Variables view has what the handler was given', async () => {
    await expand(variable('charge'))
    await variable('cardToken').waitFor()
    assert.match(await variable('amount').first().textContent(), /41\.97/)
    await command('Notifications: Clear All Notifications')
    await shot('real-variables')
  })

  await check('it is the file itself: a step goes to its next line, and a breakpoint in it is hit', async () => {
    await page.locator('.breadcrumbs-control', { hasText: 'functions' }).waitFor()
    await key('F10')
    await stopped(lineOf(handler, 'const answer = '))
    const line = lineOf(handler, 'console.log(')
    await goTo(line)
    await breakpoint()
    await key('F5')
    // the cursor is in this line already: only its frame says that it has come so far
    await frame('handler')
      .filter({ hasText: `${line}:` })
      .waitFor()
    await variable('answer').filter({ hasText: 'T-1' }).waitFor()
    await shot('real-breakpoint')
  })

  await check('when the handler has returned, the state machine stands at its next state', async () => {
    await key('F5')
    await frame('UpdateInventory').waitFor()
    await tab(file)
    await stopped(lineOf(file, '"UpdateInventory": {'))
    await printed('charged 41.97 EUR: T-1')
    await shot('real-back')
  })

  if (!hasPython) return

  await check('where there is no debugger for a language, the step says so, and the function runs', async () => {
    await key('F11')
    await frame('SendConfirmationEmail').waitFor()
    await printed('[update-inventory] It is not stepped into')
    await printed('[update-inventory] reserved 2 of MUG-03')
    await shot('real-python')
  })

  await check('F5 runs to the end: services have answered', async () => {
    await key('F5')
    await idle()
    await command('Open Execution History')
    await panel().locator('.status', { hasText: 'Succeeded' }).waitFor()
    await panel().locator('.filter input').fill('state:SaveOrder type:TaskSucceeded')
    await panel().locator('.row', { hasText: 'SaveOrder' }).click()
    await panel().locator('.heading', { hasText: 'answered by an endpoint' }).waitFor()
    await shot('real-succeeded')
    await panel().locator('.filter input').fill('')
    assert.deepEqual(functionsIn(folder), [])
  })

  await check('an end in the middle of a handler leaves no process', async () => {
    await open(file)
    await start()
    await stopped(payment)
    await key('F11')
    await tab('processPayment.ts')
    await stopped(first)
    assert.ok(functionsIn(folder).length > 0)
    await key('Shift+F5')
    await idle()
    await panel().locator('.status', { hasText: 'Aborted' }).waitFor()
    await shot('real-ended')
    assert.deepEqual(functionsIn(folder), [])
  })
}
