// All tests of a workspace with many: run, and with coverage; again whenever a definition changes; a failure debugged to its end and accepted; a run that becomes a test.
import { readFileSync } from 'node:fs'
import path from 'node:path'

export const settings = { 'files.autoSave': 'off' }

const definition = 'seen/fare.asl.json'
const tests = 'seen/fare.asl.test.json'

const json = (value) => `${JSON.stringify(value, undefined, 2)}\n`

export const files = {
  [definition]: json({
    QueryLanguage: 'JSONata',
    StartAt: 'Price',
    States: {
      Price: { Type: 'Pass', Output: { price: '{% $states.input.km * 2 %}' }, Next: 'IsFar' },
      IsFar: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.price > 100 %}', Next: 'TooFar' }], Default: 'Book' },
      Book: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: 'book', Payload: '{% $states.input %}' },
        Output: { price: '{% $states.input.price %}', seat: '{% $states.result.Payload.seat %}' },
        End: true,
      },
      TooFar: { Type: 'Fail', Error: 'TooFar' },
    },
  }),
  'seen/fare.input.json': json({ km: 30 }),
  'seen/MockConfigFile.json': json({
    StateMachines: { Fare: { TestCases: { BookedSeat: { Book: 'Seat' } } } },
    MockedResponses: { Seat: { 0: { Return: { StatusCode: 200, Payload: { seat: '7C' } } } } },
  }),
  [tests]: json({
    definition: 'fare.asl.json',
    cases: [
      {
        name: 'a near trip is booked',
        input: { km: 10 },
        mocks: { Book: { Return: { StatusCode: 200, Payload: { seat: '12A' } } } },
        expect: { output: { price: 20, seat: '12A' } },
      },
      { name: 'a far trip is refused', input: { km: 60 }, expect: { error: 'TooFar' } },
    ],
  }),
}

export default async ({
  page,
  check,
  shot,
  key,
  open,
  pick,
  goTo,
  command,
  lens,
  idle,
  persistently,
  webview,
  quickInput,
  workspace,
  assert,
  lineOf,
}) => {
  const active = page.locator('.editor-group-container.active')
  const rows = page.locator('.test-explorer .monaco-list-row')
  const row = (text) => rows.filter({ hasText: text }).first()
  const state = (text, icon) => row(text).locator(`.codicon-testing-${icon}-icon`).waitFor()
  const summary = (text) => page.locator('.test-explorer .result-summary', { hasText: text }).waitFor()
  const explorer = () => command('Testing: Focus on Test Explorer View')
  const covered = page.locator('.monaco-list[aria-label="Test Coverage Explorer"] .monaco-list-row')
  const onLine = (text) => active.locator('.view-line', { hasText: text }).first()
  const hits = active.locator('.coverage-deco-gutter.coverage-deco-hit')
  const misses = active.locator('.coverage-deco-gutter.coverage-deco-miss')
  const printed = (text) => page.locator('.repl .monaco-list-row', { hasText: text }).first()
  const saved = () => page.locator('.tab.active.dirty').waitFor({ state: 'detached' })
  const menu = async (on, item) => {
    await on.click({ button: 'right' })
    await page.locator('.monaco-menu .action-item', { hasText: item }).first().hover()
    await key('Enter')
  }
  /** In an editor, as a person does, and saved. */
  const edit = async (file, before, after) => {
    const line = lineOf(file, before)
    const text = readFileSync(path.join(workspace, file), 'utf8').split('\n')[line - 1]
    await open(file)
    await goTo(line, text.indexOf(before) + before.length + 1)
    for (const _ of before) await key('Shift+ArrowLeft')
    await page.keyboard.insertText(after)
    await onLine(after).waitFor()
    await key('Control+S')
    await saved()
  }

  await check('all tests of the workspace run and pass, with the mock file’s test case that no test file names', async () => {
    await page.locator('.activitybar .codicon-test-view-icon').click()
    await row('fare.asl.test.json').waitFor()
    await row('MockConfigFile.json').waitFor()
    await command('Test: Run All Tests')
    await summary('43/43')
    await state('order-processing.asl.test.json', 'passed')
    await state('MockConfigFile.json', 'passed')
    await shot('testing-all')
  })

  await check('with coverage, each definition says how much of it is reached: more than 90 %', async () => {
    await command('Test: Run All Tests with Coverage')
    await covered.filter({ hasText: 'order-processing.asl.json' }).first().waitFor()
    const shares = await covered.evaluateAll((all) =>
      all.map((each) => [each.textContent, Number(/([\d.]+)%/.exec(each.textContent)?.[1])]),
    )
    assert.ok(shares.length > 10)
    for (const [text, share] of shares) assert.ok(share > 90, text)
    await shot('testing-coverage')
    await open('order-processing/order-processing.asl.json')
    await hits.first().waitFor()
    assert.equal(await misses.count(), 0)
    await shot('testing-coverage-gutter')
  })

  await check('of one case the gutter tells what it reaches from what it does not', async () => {
    await open(tests)
    await goTo(lineOf(tests, 'a near trip'))
    await key('Control+;', 'Control+Shift+c')
    await covered.filter({ hasText: 'order-processing' }).first().waitFor({ state: 'detached' })
    await open(definition)
    await hits.first().waitFor()
    await misses.first().waitFor()
    await shot('testing-coverage-one')
  })

  await check('a test that runs continuously fails once its definition is changed, and passes once it is as before', async () => {
    await explorer()
    await row('fare.asl.test.json').click()
    await key('ArrowRight')
    await menu(row('a near trip'), 'Turn on Continuous Run')
    await edit(definition, 'km * 2', 'km * 3')
    await state('a near trip', 'failed')
    await shot('testing-continuous-failed')
    await edit(definition, 'km * 3', 'km * 2')
    await state('a near trip', 'passed')
    await shot('testing-continuous-passed')
    await menu(row('a near trip'), 'Turn off Continuous Run')
    await page.locator('.test-explorer .codicon-testing-turn-continuous-run-off').waitFor({ state: 'detached' })
  })

  await check('a case is debugged to its end, and the debug console says what is not as expected', async () => {
    await edit(tests, ' 20,', ' 21,')
    await goTo(lineOf(tests, 'a near trip'))
    await key('Control+;', 'Control+c')
    await page.locator('.test-error-content-widget', { hasText: '20 != 21' }).first().waitFor()
    await idle()
    // the panel comes to the front with the session, maybe after its end
    await persistently(async (soon) => {
      await page.locator('.part.panel .composite-bar .action-item', { hasText: 'Debug Console' }).click()
      await printed('has failed: The output has 20 at $.price').waitFor(soon)
    })
    await shot('testing-debugged')
    await explorer()
    await state('a near trip', 'failed')
  })

  await check('what came is accepted by the light bulb, and the test passes', async () => {
    await open(tests)
    await goTo(lineOf(tests, 'a near trip'), 15)
    await key('Control+.')
    await page.locator('.action-widget .monaco-list-row.focused', { hasText: 'Accept What Came Out' }).waitFor()
    await shot('testing-bulb')
    await key('Enter')
    await onLine(' 20,').waitFor()
    await saved()
    await key('Control+;', 'c')
    await state('a near trip', 'passed')
    await shot('testing-accepted')
  })

  await check('a run becomes a test, by the menu of its panel, and the test passes', async () => {
    await open(definition)
    await lens('Debug').click()
    await pick('fare.input.json')
    await pick('BookedSeat')
    await webview().locator('.status', { hasText: 'Succeeded' }).waitFor()
    await idle()
    await page.locator('.part.panel .title-actions .codicon-toolbar-more').first().click()
    await page.locator('.monaco-menu .action-item', { hasText: 'Create a Test from This Run' }).first().hover()
    await shot('testing-panel-menu')
    await key('Enter')
    await page.locator('.quick-input-title', { hasText: 'Test Case in fare.asl.test.json' }).waitFor()
    await quickInput.fill('thirty kilometres')
    await shot('testing-name')
    await key('Enter')
    await page.locator('.notification-toast', { hasText: 'thirty kilometres' }).first().waitFor()
    await explorer()
    await row('thirty kilometres').waitFor()
    await open(tests)
    await goTo(lineOf(tests, 'thirty kilometres'))
    await key('Control+;', 'c')
    await state('thirty kilometres', 'passed')
    await shot('testing-recorded')
  })
}
