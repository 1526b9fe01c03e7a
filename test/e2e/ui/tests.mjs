// Tests of a state machine in the Test Explorer: found as one types, run, a failure as a difference and in the panel at its event, run again, debugged to a breakpoint.
import { readFileSync } from 'node:fs'
import path from 'node:path'

export const workspace = 'hello-world'

// what is typed is there before it is saved
export const settings = { 'files.autoSave': 'off' }

const definition = 'shop/pay.asl.json'
const tests = 'shop/pay.asl.test.json'

const json = (value) => `${JSON.stringify(value, undefined, 2)}\n`

export const files = {
  [definition]: json({
    QueryLanguage: 'JSONata',
    StartAt: 'Total',
    States: {
      Total: { Type: 'Pass', Output: { total: '{% $sum($states.input.items.(price * count)) %}' }, Next: 'IsLarge' },
      IsLarge: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.total > 100 %}', Next: 'Refuse' }], Default: 'Charge' },
      Charge: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: 'charge', Payload: '{% $states.input %}' },
        Output: { total: '{% $states.input.total %}', receipt: '{% $states.result.Payload.receipt %}' },
        Catch: [{ ErrorEquals: ['CardDeclined'], Next: 'Cancel' }],
        End: true,
      },
      Cancel: { Type: 'Fail', Error: 'Cancelled', Cause: 'the card was declined' },
      Refuse: { Type: 'Fail', Error: 'TooLarge', Cause: 'more than 100' },
    },
  }),
  [tests]: json({
    definition: 'pay.asl.json',
    defaults: {
      input: { items: [{ price: 12, count: 2 }] },
      mocks: { Charge: { Return: { Payload: { receipt: 'R-1' } } } },
    },
    cases: [
      { name: 'a small order is charged', expect: { output: { total: 24, receipt: 'R-1' } } },
      { name: 'the receipt is that of the bank', expect: { output: { total: 24, receipt: 'R-2' } } },
      {
        name: 'a declined card cancels the order',
        mocks: { Charge: { Throw: { Error: 'CardDeclined', Cause: 'no' } } },
        expect: { error: 'Cancelled' },
      },
    ],
  }),
}

export default async ({ page, check, shot, key, open, goTo, command, breakpoint, stopped, idle, webview, workspace, assert, lineOf }) => {
  const glyphs = page.locator('.editor-group-container.active .testing-run-glyph')
  const rows = page.locator('.test-explorer .monaco-list-row')
  const row = (text) => rows.filter({ hasText: text }).first()
  const state = (text, icon) => row(text).locator(`.codicon-testing-${icon}-icon`).waitFor()
  const explorer = () => command('Testing: Focus on Test Explorer View')
  const button = (title) => page.locator('.zone-widget').getByText(title, { exact: true }).filter({ visible: true }).first()
  const read = () => JSON.parse(readFileSync(path.join(workspace, tests), 'utf8'))

  await check('the cases of an open file have icons in the gutter', async () => {
    await open(tests)
    await glyphs.nth(2).waitFor()
    await shot('tests-gutter')
  })

  await check('the Test Explorer lists them, and one that is typed and not saved, too', async () => {
    await explorer()
    await row('pay.asl.test.json').waitFor()
    await row('pay.asl.test.json').click()
    await key('ArrowRight')
    await row('a declined card').waitFor()
    await open(tests)
    await goTo(lineOf(tests, '"cases"'), 13)
    await key('End')
    await page.keyboard.type('{ "name": "typed just now" },')
    await row('typed just now').waitFor()
    await shot('tests-typed')
    await command('File: Revert File')
    await row('typed just now').waitFor({ state: 'detached' })
  })

  await check('all are run, and one fails', async () => {
    await command('Test: Run All Tests')
    await state('a small order', 'passed')
    await state('the receipt', 'failed')
    await state('a declined card', 'passed')
    await shot('tests-run')
  })

  await check('a failure shows what was expected and what came, as a difference at its place', async () => {
    await open(tests)
    await goTo(lineOf(tests, 'R-2'))
    await command('Test: Peek Output')
    await page.locator('.zone-widget .monaco-diff-editor').first().waitFor()
    await page.locator('.zone-widget', { hasText: 'R-1' }).first().waitFor()
    await shot('tests-diff')
  })

  await check('its execution is opened in the panel, at the event where it is not as expected', async () => {
    await button('Show in Execution Panel').click()
    await webview().locator('.status', { hasText: 'Succeeded' }).waitFor()
    await shot('tests-panel')
  })

  await check('the states of the definition say by how many tests they are reached', async () => {
    await key('Escape')
    await open(definition)
    await page.locator('.view-line', { hasText: 'Charge' }).first().waitFor()
    await page.locator('.editor-group-container.active [class*="ced-"][class*="-2"]').first().waitFor()
    await shot('tests-states')
  })

  await check('what came is accepted, and what has failed is run again', async () => {
    await explorer()
    await row('the receipt').click({ button: 'right' })
    await page.locator('.monaco-menu .action-item', { hasText: 'Accept What Came Out' }).first().hover()
    await key('Enter')
    await page.locator('.tab', { hasText: 'pay.asl.test.json' }).first().waitFor()
    for (let tries = 0; tries < 50 && read().cases[1].expect.output.receipt !== 'R-1'; tries++) await page.locator('.statusbar').waitFor()
    await command('Test: Rerun Failed Tests')
    await state('the receipt', 'passed')
    assert.equal(read().cases[1].expect.output.receipt, 'R-1')
    await shot('tests-rerun')
  })

  await check('a case is debugged: it stops at a breakpoint, and the end says that it has passed', async () => {
    await open(definition)
    await goTo(lineOf(definition, '"Charge": {'))
    await breakpoint()
    await open(tests)
    await goTo(lineOf(tests, 'a small order'))
    await command('Test: Debug Test at Cursor')
    await stopped()
    await page.locator('.tab.active', { hasText: 'pay.asl.json' }).waitFor()
    await shot('tests-debug')
    await key('F5')
    await idle()
    await explorer()
    await state('a small order', 'passed')
    await shot('tests-debugged')
  })
}
