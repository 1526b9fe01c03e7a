// The Run view without a launch.json, F10 as a start, the execution's clock in the status bar: a retry on its way, its menu, real time that is skipped.

export const workspace = 'hello-world'

const file = 'shop/pay.asl.json'
const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:pay'

export const files = {
  [file]: `${JSON.stringify(
    {
      StartAt: 'Pay',
      States: {
        Pay: {
          Type: 'Task',
          Resource: lambda,
          Retry: [{ ErrorEquals: ['Gateway.Timeout'], IntervalSeconds: 30, MaxAttempts: 3, BackoffRate: 2 }],
          Next: 'Nap',
        },
        Nap: { Type: 'Wait', Seconds: 3600, Next: 'Ship' },
        Ship: { Type: 'Pass', End: true },
      },
    },
    undefined,
    2,
  )}\n`,
  'shop/pay.input.json': '{"order": 1}\n',
  'shop/MockConfigFile.json': JSON.stringify({
    StateMachines: { pay: { TestCases: { Slow: { Pay: 'SecondTime' } } } },
    MockedResponses: {
      SecondTime: { 0: { Throw: { Error: 'Gateway.Timeout', Cause: 'no answer' } }, 1: { Return: { paid: true }, duration: 2 } },
    },
  }),
}

export default async ({ page, check, shot, key, pick, open, goTo, position, command, stopped, idle, quickInput, lineOf }) => {
  const clock = (text) => page.locator('.statusbar-item', { hasText: text }).first()
  const frame = (text) => page.locator('.debug-call-stack .monaco-list-row', { hasText: text }).first()
  const printed = (text) => page.locator('.repl .monaco-list-row', { hasText: text }).first().waitFor()

  /** The mouse is on the clock until it says so: a hover shows what there was to say when it began. */
  const hovered = async (reading, text) => {
    for (let tries = 1; ; tries++) {
      await page.mouse.move(700, 300)
      await clock(reading).hover()
      const shown = page.locator('.monaco-hover:visible', { hasText: text }).waitFor({ timeout: 3000 })
      if (await shown.then(() => true).catch((error) => tries === 5 && Promise.reject(error))) return
    }
  }

  await check('the Run view offers the state machine in the editor', async () => {
    await open(file)
    await key('Control+Shift+D')
    await page.locator('.welcome-view-content', { hasText: 'Run the state machine in the editor' }).waitFor()
    await page.locator('.welcome-view-content .monaco-button', { hasText: 'Stop at Its First State' }).waitFor()
    await shot('run-view')
  })

  await check('F10 starts it with a stop at its first state', async () => {
    await goTo(lineOf(file, '"Nap": {'))
    await key('F10')
    await pick('pay.input.json')
    await pick('Slow')
    await stopped(lineOf(file, '"Pay": {'))
    await clock('2026-01-01 00:00:00').waitFor()
    await page.locator('.debug-toolbar .codicon-watch').waitFor()
    await page.locator('.debug-toolbar .codicon-layers').waitFor()
    await page.locator('.debug-variables .scope', { hasText: 'Input' }).first().waitFor()
    await shot('f10')
  })

  await check('its clock has a menu, by which time becomes real', async () => {
    await clock('2026-01-01 00:00:00').click()
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Real time' }).waitFor()
    await shot('clock-menu')
    await pick('Real time')
    await quickInput.waitFor({ state: 'hidden' })
    // the adapter has heard of it
    await hovered('2026-01-01 00:00:00', 'Time is real.')
    await page.mouse.move(700, 300)
  })

  await check('while it waits for the next attempt the clock goes on, and tells what was and what may come', async () => {
    await key('Control+Shift+Y')
    await key('F5')
    await printed('Pay: Retry[0] tries again in 30 s, retry 1 of 3')
    await clock('2026-01-01 00:00:02').waitFor()
    await hovered('2026-01-01 00:00', '3 of 4 may come')
    await shot('clock-retry')
    await page.mouse.move(700, 300)
  })

  await check('a long wait is a progress, and the toolbar skips it', async () => {
    await page.locator('.notification-toast', { hasText: 'Waiting for the next attempt of Pay' }).waitFor()
    await page.locator('.debug-toolbar .codicon-watch').click()
    await clock('2026-01-01 00:00:30').waitFor()
  })

  await check('a breakpoint behind a wait of an hour is reached by skipping that, too', async () => {
    await goTo(lineOf(file, '"Ship": {'))
    await key('F9')
    await clock('2026-01-01 00:00:3').waitFor()
    await printed('Nap entered')
    await command('Skip to the Next Timer')
    await frame('Ship').waitFor()
    await position(lineOf(file, '"Ship": {'))
    await clock('2026-01-01 01:00:32').waitFor()
    await page.locator('.debug-variables .scope', { hasText: 'Input' }).first().waitFor()
    await shot('clock-skipped')
  })

  await check('it ends in real time', async () => {
    await key('F5')
    await printed('Execution succeeded')
    await idle()
    await clock('2026-01-01').waitFor({ state: 'hidden' })
  })

  await check('F11 starts it, too', async () => {
    await open(file)
    await key('F11')
    await stopped(lineOf(file, '"Pay": {'))
    await key('Shift+F5')
    await idle()
  })
}
