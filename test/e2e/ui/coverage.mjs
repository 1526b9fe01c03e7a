// What tests reach of a state machine: in the Test Coverage view, and in the gutter of its definition.

export const workspace = 'hello-world'

const definition = 'shop/pay.asl.json'
const tests = 'shop/pay.asl.test.json'

export const files = {
  [definition]: `{
  "QueryLanguage": "JSONata",
  "StartAt": "Total",
  "States": {
    "Total": {
      "Type": "Pass",
      "Output": {
        "total": "{% $sum($states.input.items.price) %}",
        "size": "{% $sum($states.input.items.price) > 100 ? 'large' : 'small' %}"
      },
      "Next": "IsLarge"
    },
    "IsLarge": {
      "Type": "Choice",
      "Choices": [
        { "Condition": "{% $states.input.total > 100 %}", "Next": "Refuse" },
        { "Condition": "{% $states.input.total > 0 %}", "Next": "Charge" }
      ],
      "Default": "Free"
    },
    "Charge": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Arguments": { "FunctionName": "charge", "Payload": "{% $states.input %}" },
      "Retry": [{ "ErrorEquals": ["Busy"] }],
      "Catch": [{ "ErrorEquals": ["CardDeclined"], "Next": "Cancel" }],
      "End": true
    },
    "Cancel": { "Type": "Fail", "Error": "Cancelled" },
    "Refuse": { "Type": "Fail", "Error": "TooLarge" },
    "Free": { "Type": "Succeed" }
  }
}
`,
  [tests]: `${JSON.stringify(
    {
      definition: 'pay.asl.json',
      defaults: { input: { items: [{ price: 12 }] }, mocks: { Charge: { Return: { Payload: {} } } } },
      cases: [
        { name: 'a small order is charged' },
        {
          name: 'a declined card cancels the order',
          mocks: { Charge: { Throw: { Error: 'CardDeclined' } } },
          expect: { error: 'Cancelled' },
        },
      ],
    },
    undefined,
    2,
  )}\n`,
}

export default async ({ page, check, shot, key, open, goTo, command, lineOf }) => {
  const active = page.locator('.editor-group-container.active')
  const row = (text) => page.locator('.monaco-list[aria-label="Test Coverage Explorer"] .monaco-list-row').filter({ hasText: text }).first()
  const hits = active.locator('.coverage-deco-gutter.coverage-deco-hit')
  const misses = active.locator('.coverage-deco-gutter.coverage-deco-miss')

  await check('tests run with coverage, and the view has the share of the states', async () => {
    await open(tests)
    await active.locator('.testing-run-glyph').nth(1).waitFor()
    await command('Testing: Focus on Test Explorer View')
    await page.locator('.test-explorer .monaco-list-row').filter({ hasText: 'pay.asl.test.json' }).first().waitFor()
    await command('Test: Run All Tests with Coverage')
    await row('pay.asl.json').waitFor()
    await row('pay.asl.json').click()
    await key('ArrowRight')
    for (const name of ['Total', 'Refuse']) await row(name).waitFor()
    await shot('coverage-view')
  })

  await check('the gutter of the definition tells the states and ways that are reached from those that are not', async () => {
    await open(definition)
    await hits.first().waitFor()
    await misses.first().waitFor()
    await shot('coverage-gutter')
    await goTo(lineOf(definition, '"Catch"'))
    await shot('coverage-handlers')
  })
}
