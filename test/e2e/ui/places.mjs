// Where a breakpoint can stop: a Choice Rule that is taken, a state's exit by a mode, places within a definition on one line.

export const workspace = 'hello-world'

const file = 'shop/sort.asl.json'
const line = 'shop/line.asl.json'

const states = {
  Sort: {
    Type: 'Choice',
    Choices: [
      { Variable: '$.total', NumericGreaterThan: 1000, Next: 'Refuse' },
      { Variable: '$.total', NumericGreaterThan: 10, Next: 'Pack' },
    ],
    Default: 'Refuse',
  },
  Pack: { Type: 'Pass', Result: { packed: true }, ResultPath: '$.box', Next: 'Send' },
  Send: { Type: 'Pass', End: true },
  Refuse: { Type: 'Fail' },
}

export const files = {
  [file]: `${JSON.stringify({ StartAt: 'Sort', States: states }, undefined, 2)}\n`,
  'shop/sort.input.json': '{"total": 42}\n',
  [line]: '{"StartAt":"One","States":{"One":{"Type":"Pass","Result":{"n":1},"Next":"Two"},"Two":{"Type":"Pass","End":true}}}\n',
}

export default async ({ page, check, shot, key, pick, open, goTo, breakpoint, scope, stopped, start, stop, idle, lineOf }) => {
  const frame = (text) => page.locator('.debug-call-stack .monaco-list-row', { hasText: text }).first()
  const rule = lineOf(file, '"NumericGreaterThan": 10,') - 2
  const pack = lineOf(file, '"Pack": {')

  await check('breakpoints on Choice Rules stop at the one that is taken', async () => {
    await open(file)
    for (const place of [lineOf(file, '"Choices": [') + 1, rule]) {
      await goTo(place)
      await breakpoint()
    }
    await start()
    await pick('sort.input.json')
    await stopped(rule)
    await frame('Choices[1]').waitFor()
    await frame('Sort').waitFor()
    await scope('Input').waitFor()
    await shot('rule-breakpoint')
  })

  await check('a mode of a breakpoint makes it stop as the state is left', async () => {
    await goTo(pack)
    await breakpoint()
    await page.locator('.debug-breakpoints .monaco-list-row', { hasText: `${pack}:5` }).click({ button: 'right' })
    await page.locator('.monaco-menu .action-label', { hasText: 'Edit Mode' }).first().hover()
    await shot('mode-menu')
    await key('Enter')
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Every Attempt' }).waitFor()
    await shot('modes')
    await pick('Exit')
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' })
    await key('F5')
    await frame('Pack').waitFor()
    await scope('Output').waitFor()
    await shot('mode-exit')
    await stop()
  })

  await check('a definition on one line has places by column', async () => {
    await open(line)
    for (const column of [29, 50]) {
      await goTo(1, column)
      await key('Shift+F9')
    }
    await page.locator('.editor-group-container.active .codicon-debug-breakpoint').nth(1).waitFor()
    await start()
    await pick('Empty object')
    await stopped()
    await frame('One').waitFor()
    await shot('one-line')
    await key('F5')
    await frame('Result').waitFor()
    await shot('one-line-field')
    await stop()
    await idle()
  })
}
