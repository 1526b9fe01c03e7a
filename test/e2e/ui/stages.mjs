// The stages of a state, forth and back, with what each has changed; a jump to another state; an error with what becomes of it.

export const workspace = 'hello-world'

const file = 'shop/price.asl.json'
const lambda = (name) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`

const states = {
  Price: {
    Type: 'Task',
    Resource: lambda('price'),
    InputPath: '$.order',
    Parameters: { 'sku.$': '$.sku', currency: 'EUR' },
    ResultSelector: { 'amount.$': '$.price.amount' },
    ResultPath: '$.priced',
    Next: 'Charge',
  },
  Charge: {
    Type: 'Task',
    Resource: lambda('charge'),
    Retry: [{ ErrorEquals: ['Gateway.Timeout'], MaxAttempts: 1 }],
    Catch: [{ ErrorEquals: ['Card.Declined'], ResultPath: '$.problem', Next: 'Refuse' }],
    ResultPath: '$.charged',
    Next: 'Ship',
  },
  Ship: { Type: 'Pass', Result: { shipped: true }, End: true },
  Refuse: { Type: 'Fail', Error: 'Refused', CausePath: '$.problem.Cause' },
}

export const files = {
  [file]: `${JSON.stringify({ StartAt: 'Price', States: states }, undefined, 2)}\n`,
  'shop/price.input.json': '{"order": {"sku": "MUG-03", "count": 2}}\n',
  'shop/MockConfigFile.json': JSON.stringify({
    StateMachines: { price: { TestCases: { Declined: { Price: 'Found', Charge: 'Declined' } } } },
    MockedResponses: {
      Found: { 0: { Return: { price: { amount: 41.97 }, source: 'catalogue' } } },
      Declined: {
        '0-9': {
          Throw: {
            Error: 'Card.Declined',
            Cause: JSON.stringify({
              errorType: 'Card.Declined',
              errorMessage: 'The card has been refused by its bank.',
              trace: ['CardDeclined: The card has been refused by its bank.', '    at charge (/var/task/charge.js:12:9)'],
            }),
          },
        },
      },
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
  position,
  command,
  variable,
  scope,
  expand,
  stopped,
  start,
  stop,
  lineOf,
  assert,
}) => {
  const frame = (text) => page.locator('.debug-call-stack .monaco-list-row', { hasText: text }).first()
  const toolbar = (icon) => page.locator(`.debug-toolbar .codicon-${icon}`)
  const changed = (text) => page.locator('.debug-variables .monaco-list-row', { hasText: text }).first().waitFor()

  await check('a button of the toolbar makes a step a stage', async () => {
    await open(file)
    await goTo(lineOf(file, '"Price": {'))
    await key('F10')
    await pick('price.input.json')
    await pick('Declined')
    await stopped(lineOf(file, '"Price": {'))
    await toolbar('layers').click()
    await toolbar('layers-active').waitFor()
  })

  await check('each stage has what it has changed', async () => {
    for (const stage of ['input', 'afterInputPath']) {
      await key('F10')
      await frame(stage).waitFor()
    }
    await expand(scope('Changes'))
    await shot('stage-input-path')
    await key('F10')
    await frame('afterParameters').waitFor()
    await changed('currency')
    await shot('stage-parameters')
  })

  await check('a step back goes a stage back, and shows what that one had changed', async () => {
    for (const stage of ['waiting', '(result)', 'afterResultSelector', 'afterResultPath']) {
      await key('F10')
      await frame(stage).waitFor()
    }
    await changed('priced')
    await shot('stage-result-path')
    await toolbar('debug-step-back').click()
    await frame('afterResultSelector').waitFor()
    await changed('removed: "catalogue"')
    await shot('stage-back')
    await toolbar('debug-step-back').click()
    await frame('(result)').waitFor()
    await changed('added: "catalogue"')
  })

  await check('Jump to Cursor enters another state with the payload that is there', async () => {
    await toolbar('layers-active').click()
    await toolbar('layers').waitFor()
    await key('F10')
    await frame('Charge').waitFor()
    await goTo(lineOf(file, '"Ship": {'))
    await command('Debug: Jump to Cursor')
    await frame('Ship').waitFor()
    await position(lineOf(file, '"Ship": {'))
    assert.equal(await page.locator('.debug-top-stack-frame-line').count(), 1)
    await expand(scope('Input'))
    await variable('priced').waitFor()
    await shot('jump')
  })

  await check('a step back undoes the jump', async () => {
    await toolbar('debug-step-back').click()
    await frame('Charge').waitFor()
  })

  await check('an error that is caught tells what becomes of it', async () => {
    await page
      .locator('.debug-breakpoints .monaco-list-row', { hasText: /^\s*Caught Errors/ })
      .locator('input')
      .click()
    await key('F5')
    const widget = page.locator('.exception-widget', { hasText: 'Card.Declined' })
    await widget.waitFor()
    await page.locator('.exception-widget', { hasText: 'refused by its bank' }).waitFor()
    await page.locator('.exception-widget', { hasText: 'Catch[0]' }).waitFor()
    await frame('Charge').waitFor()
    await scope('Stages').waitFor()
    await shot('exception-caught')
    await stop()
  })

  await check('a breakpoint on a field stops before the field is evaluated, one on a Catcher when it takes the error', async () => {
    await page
      .locator('.debug-breakpoints .monaco-list-row', { hasText: /^\s*Caught Errors/ })
      .locator('input')
      .click()
    const [field, catcher] = [lineOf(file, '"ResultPath": "$.priced"'), lineOf(file, '"Catch": [') + 1]
    for (const line of [field, catcher]) {
      await goTo(line)
      await breakpoint()
    }
    await start()
    await stopped(field)
    await changed('removed: "catalogue"')
    await shot('field-breakpoint')
    await key('F5')
    await stopped(catcher)
    await frame('Catch[0]').waitFor()
    await shot('catcher-breakpoint')
    await stop()
  })
}
