// What one sees while it stands: values behind the lines, hovers over what each field sees, who wrote a value.

export const workspace = 'hello-world'

const file = 'shop/total.asl.json'

const states = {
  Fetch: {
    Type: 'Task',
    Resource: 'arn:aws:lambda:us-east-1:123456789012:function:fetch',
    InputPath: '$.order',
    ResultSelector: { 'total.$': '$.body.sum' },
    ResultPath: '$.found',
    Next: 'Large',
  },
  Large: {
    Type: 'Choice',
    Choices: [
      { Variable: '$.found.total', NumericGreaterThan: 1000, Next: 'Refuse' },
      { Variable: '$.found.total', NumericGreaterThan: 10, Next: 'Tell' },
    ],
    Default: 'Refuse',
  },
  Tell: { Type: 'Pass', Parameters: { 'amount.$': '$.found.total', 'id.$': '$.order.id' }, Next: 'Done' },
  Done: { Type: 'Pass', End: true },
  Refuse: { Type: 'Fail' },
}

export const files = {
  [file]: `${JSON.stringify({ StartAt: 'Fetch', States: states }, undefined, 2)}\n`,
  'shop/total.input.json': '{"order": {"id": "O-1"}}\n',
  'shop/MockConfigFile.json': JSON.stringify({
    StateMachines: { total: { TestCases: { Found: { Fetch: 'Sum' } } } },
    MockedResponses: { Sum: { 0: { Return: { body: { sum: 41.97 } } } } },
  }),
}

export default async ({ page, check, shot, key, pick, open, goTo, breakpoint, variable, scope, expand, stopped, start, stop, lineOf }) => {
  const frame = (text) => page.locator('.debug-call-stack .monaco-list-row', { hasText: text }).first()
  const inline = (text) => page.locator('.view-line', { hasText: text }).first().waitFor()
  const hover = async (line, column, value) => {
    await goTo(line, column)
    await key('Control+K', 'Control+I')
    await page.locator('.debug-hover-widget:visible', { hasText: value }).waitFor()
    // it comes up slowly
    await page.waitForFunction(() => getComputedStyle(document.querySelector('.debug-hover-widget')).opacity === '1')
  }

  await check('behind the lines stands what each field has given, and the rule that matched', async () => {
    await open(file)
    await goTo(lineOf(file, '"Done": {'))
    await breakpoint()
    await start()
    await pick('total.input.json')
    await pick('Found')
    await stopped()
    await frame('Done').waitFor()
    await page.locator('.debug-toolbar .codicon-debug-step-back').click()
    await frame('Tell').waitFor()
    await page.locator('.debug-toolbar .codicon-layers').click()
    await page.locator('.debug-toolbar .codicon-layers-active').waitFor()
    for (const stage of ['(input)', '(afterParameters)']) {
      await key('F10')
      await frame(stage).waitFor()
    }
    await inline('41.97')
    await shot('inline-values')
  })

  await check('a hover sees what its field sees, where it stands and where it has been', async () => {
    await hover(lineOf(file, '"amount.$": "$.found.total"'), 28, '41.97')
    await shot('hover-field')
    await key('Escape')
    await hover(lineOf(file, '"total.$": "$.body.sum"'), 27, '41.97')
    await shot('hover-last-visit')
    await key('Escape')
  })

  await check('the Variables view tells who wrote a value', async () => {
    await page.locator('.debug-toolbar .codicon-layers-active').click()
    await page.locator('.debug-toolbar .codicon-layers').waitFor()
    await key('F5')
    await frame('Done').waitFor()
    await expand(scope('Input'))
    await variable('amount').first().click({ button: 'right' })
    await page.locator('.monaco-menu .action-label', { hasText: 'Who Wrote This Value' }).first().hover()
    await shot('value-menu')
    await key('Enter')
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Fetch' }).first().waitFor()
    await shot('who-wrote')
    await key('Escape')
    await stop()
  })
}
