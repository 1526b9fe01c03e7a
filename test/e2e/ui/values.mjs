// A value of the Variables view that is watched for a change, and an error that is let happen to the state one stands in.

export const workspace = 'hello-world'

const file = 'shop/count.asl.json'

const states = {
  Begin: { Type: 'Pass', Result: { n: 0, step: 5 }, Next: 'Look' },
  Look: { Type: 'Pass', Next: 'Add' },
  Add: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, $.step)', 'step.$': '$.step' }, Next: 'Ask' },
  Ask: {
    Type: 'Task',
    Resource: 'arn:aws:lambda:us-east-1:123456789012:function:ask',
    Catch: [{ ErrorEquals: ['Shop.Closed'], Next: 'Closed' }],
    End: true,
  },
  Closed: { Type: 'Pass', End: true },
}

export const files = {
  [file]: `${JSON.stringify({ StartAt: 'Begin', States: states }, undefined, 2)}\n`,
}

export default async ({ page, check, shot, key, pick, open, goTo, variable, scope, expand, stopped, idle, quickInput, lineOf }) => {
  const frame = (text) => page.locator('.debug-call-stack .monaco-list-row', { hasText: text }).first()
  const menu = async (row, item) => {
    await row.click({ button: 'right' })
    await page.locator('.monaco-menu .action-label', { hasText: item }).first().hover()
  }
  const printed = (text) => page.locator('.repl .monaco-list-row', { hasText: text }).first().waitFor()

  await check('a value of the Variables view stops the run when it changes', async () => {
    await open(file)
    await goTo(lineOf(file, '"Begin": {'))
    await key('F11')
    await pick('Empty object')
    await stopped(lineOf(file, '"Begin": {'))
    await key('F10')
    await frame('Look').waitFor()
    await expand(scope('Input'))
    await menu(variable('n').first(), 'Break on Value Change')
    await shot('data-breakpoint-menu')
    await key('Enter')
    await page.locator('.debug-breakpoints .monaco-list-row', { hasText: '$.n' }).first().waitFor()
    await key('Control+Shift+Y')
    await key('F5')
    await printed('$.n: 0 -> 5, by Parameters of Add')
    await shot('data-breakpoint')
  })

  await check('an error is let happen to the state that one stands in, and its Catcher takes it', async () => {
    await page.locator('.debug-breakpoints .monaco-list-row', { hasText: '$.n' }).locator('input').first().click()
    await key('F10')
    await frame('Ask').waitFor()
    await menu(frame('Ask'), 'Throw')
    await shot('fault-menu')
    await key('Enter')
    await quickInput.waitFor()
    await quickInput.fill('Shop.Closed')
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Shop.Closed' }).first().waitFor()
    await key('Enter')
    await page.locator('.quick-input-title', { hasText: 'Cause of Shop.Closed' }).waitFor()
    await key('Enter')
    await page.locator('.exception-widget', { hasText: 'Catch[0] takes it' }).waitFor()
    await printed('You let Ask fail with Shop.Closed.')
    await shot('fault')
    await key('F5')
    await printed('Ask: Catch[0] takes Shop.Closed and goes on with Closed')
    await idle()
  })
}
