// What comes before a run: a template, a definition with errors, a plain file that is a state machine, a new one, the walkthrough, two sessions.

const machine = (states) => `${JSON.stringify({ StartAt: Object.keys(states)[0], States: states }, undefined, 2)}\n`

export const files = {
  'broken/broken.asl.json': machine({ First: { Type: 'Pass', Next: 'Secnod' }, Second: { Type: 'Succeed' } }),
  'plain/flow.json': machine({ Only: { Type: 'Pass', End: true } }),
  'pair/one.asl.json': machine({ One: { Type: 'Wait', Seconds: 5, Next: 'Then' }, Then: { Type: 'Pass', End: true } }),
  'pair/two.asl.json': machine({ Two: { Type: 'Pass', End: true } }),
  '.vscode/launch.json': '{}',
}

export default async ({
  page,
  lens,
  check,
  shot,
  key,
  open,
  pick,
  goTo,
  breakpoint,
  start,
  stop,
  stopped,
  idle,
  command,
  webview,
  quickInput,
  lineOf,
}) => {
  const panel = () => webview(0)
  const toast = (text) => page.locator('.notification-toast', { hasText: text }).first()

  await check('F5 in a SAM template starts a machine of it', async () => {
    await open('image-pipeline/template.yaml')
    await page.locator('.editor-actions .codicon-debug-alt').waitFor()
    await start()
    await page.locator('.quick-input-title', { hasText: 'State Machines of image-pipeline/template.yaml' }).waitFor()
    await shot('template-f5')
    await pick('CleanUp')
    await page.locator('.quick-input-title', { hasText: 'Input of template.yaml' }).waitFor()
    await pick('Empty object')
    await pick('NothingToDo')
    await page.locator('.debug-call-stack .monaco-list-row', { hasText: 'FindOldImages' }).first().waitFor()
    await stop()
  })

  await check('F5 on a definition with errors says so before it asks for the input', async () => {
    await open('broken/broken.asl.json')
    await lens('Debug').waitFor()
    await start()
    await toast('broken/broken.asl.json:6:16').waitFor()
    await shot('broken')
    await toast('broken/broken.asl.json').locator('.monaco-button', { hasText: 'Show Problems' }).click()
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'Secnod' }).first().waitFor()
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' })
  })

  await check('a plain JSON file that is a state machine is offered to be one', async () => {
    await open('plain/flow.json')
    await toast('flow.json is a state machine').waitFor()
    await shot('plain')
    await toast('flow.json is a state machine').locator('.monaco-button', { hasText: 'Yes' }).click()
    await page.locator('.statusbar-item', { hasText: 'Amazon States Language' }).first().waitFor()
    await lens('Debug').waitFor()
  })

  await check('a new state machine begins with a template and a name', async () => {
    await command('Stepthrough: New State Machine')
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Wait for a callback' }).waitFor()
    await shot('new')
    await pick('Map over a list')
    await page.locator('.quick-input-title', { hasText: 'New State Machine' }).waitFor()
    await key('Enter')
    await page.locator('.tab.active', { hasText: 'each-item.asl.json' }).waitFor()
    await page.locator('.view-line', { hasText: 'ItemProcessor' }).first().waitFor()
  })

  await check('of two sessions the panel shows the one that the debugger is at; what stands is called paused', async () => {
    await open('pair/one.asl.json')
    await goTo(lineOf('pair/one.asl.json', '"Then": {'))
    await breakpoint()
    await lens('Debug').click()
    await pick('Empty object')
    await stopped()
    await panel().locator('.status', { hasText: 'Paused' }).waitFor()
    await panel().locator('.head .time').waitFor()
    await shot('paused')
    await open('pair/two.asl.json')
    await lens('Debug').click()
    await pick('Empty object')
    await page.locator('.notification-toast, .debug-call-stack', { hasText: 'one.asl.json' }).first().waitFor()
    await panel().locator('.title', { hasText: 'one.asl.json' }).waitFor()
    await panel().locator('.status', { hasText: 'Paused' }).waitFor()
    await stop()
  })

  await check('where no time passes there is no column for it', async () => {
    await open('pair/two.asl.json')
    await lens('Run').click()
    await panel().locator('.title', { hasText: 'two.asl.json' }).waitFor()
    await panel().locator('.status', { hasText: 'Succeeded' }).waitFor()
    await panel().locator('.head .time').waitFor({ state: 'hidden' })
    await shot('timeless')
    await idle()
  })

  await check('the walkthrough opens the example, which runs, by its mocks or for real', async () => {
    await command('Welcome: Open Walkthrough')
    await quickInput.fill('Get Started with Stepthrough')
    await pick('Get Started with Stepthrough')
    await page.locator('.getting-started-step', { hasText: 'Debug it' }).first().waitFor()
    await shot('walkthrough')
    await page.locator('.getting-started-step .monaco-button', { hasText: 'Open the Example' }).click()
    await page.locator('.tab.active', { hasText: 'order-processing.asl.json' }).waitFor()
    await lens('Debug').click()
    await pick('order-processing.input.json')
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'stepthrough.json' }).waitFor()
    await shot('example')
    await pick('HappyPath')
    await panel().locator('.status', { hasText: 'Succeeded' }).waitFor()
    await idle()
  })
}
