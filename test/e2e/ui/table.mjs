// The panel's table: a task that is tried again, a Map with 1,000 items, a task that fails for good; the timeline, the item picker, the keyboard.

export const workspace = 'hello-world'

const lambda = (name) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`
const file = 'warehouse.asl.json'

export const files = {
  [file]: `${JSON.stringify(
    {
      QueryLanguage: 'JSONata',
      StartAt: 'Pay',
      States: {
        Pay: {
          Type: 'Task',
          Resource: lambda('pay'),
          Retry: [{ ErrorEquals: ['Gateway.Timeout'], IntervalSeconds: 3, MaxAttempts: 3, BackoffRate: 2 }],
          Next: 'Pick Items',
        },
        'Pick Items': {
          Type: 'Map',
          Items: '{% [0..999] %}',
          ItemProcessor: {
            StartAt: 'Walk',
            States: {
              Walk: { Type: 'Wait', Seconds: '{% 1 + $states.input % 7 %}', Next: 'Pick' },
              Pick: { Type: 'Pass', End: true },
            },
          },
          Next: 'Ship',
        },
        Ship: {
          Type: 'Task',
          Resource: lambda('ship'),
          Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 10, MaxAttempts: 2, BackoffRate: 1 }],
          End: true,
        },
      },
    },
    undefined,
    2,
  )}\n`,
  'mocks/MockConfigFile.json': JSON.stringify({
    StateMachines: { warehouse: { TestCases: { Broken: { Pay: 'ThirdTime', Ship: 'Never' } } } },
    MockedResponses: {
      ThirdTime: {
        '0-1': { Throw: { Error: 'Gateway.Timeout', Cause: 'no answer' }, duration: 4 },
        2: { Return: { paid: true }, duration: 2 },
      },
      Never: { '0-2': { Throw: { Error: 'Truck.Broken', Cause: 'A wheel is off' }, duration: 5 } },
    },
  }),
  '.vscode/launch.json': JSON.stringify({
    version: '0.2.0',
    configurations: [
      {
        ...{ type: 'asl', request: 'launch', name: 'Warehouse', program: '${workspaceFolder}/warehouse.asl.json', input: {} },
        ...{ mockConfig: '${workspaceFolder}/mocks/MockConfigFile.json', testCase: 'Broken' },
      },
    ],
  }),
}

export default async ({ check, shot, key, open, webview, assert, lineOf, position }) => {
  const panel = () => webview(0)
  const row = (text) => panel().locator('.visit-row', { hasText: text }).first()
  const rows = () => panel().locator('.visit-row').count()

  await check('the table has a row for each visit, with its attempts on the timeline', async () => {
    await open(file)
    await key('Control+F5')
    await panel().locator('.status', { hasText: 'Failed' }).waitFor({ timeout: 30_000 })
    await panel().getByRole('tab', { name: 'Table' }).click()
    await row('Pay').waitFor()
    assert.equal(await rows(), 3)
    assert.equal(await row('Pay').locator('.seg.failed').count(), 2)
    assert.equal(await row('Pay').locator('.seg.backoff').count(), 2)
    assert.equal(await row('Ship').locator('.seg.failed').count(), 3)
    await row('Pick Items').locator('.badge', { hasText: '1,000' }).waitFor()
    await shot('table')
  })

  await check('a double click goes to the state in the editor, and the arrow keys open its attempts', async () => {
    await row('Pay').dblclick()
    await position(lineOf(file, '"Pay": {'))
    await row('Pay').click()
    await key('ArrowRight')
    await row('Attempt 3').waitFor()
    assert.equal(await row('Pay').getAttribute('aria-expanded'), 'true')
    await key('ArrowDown')
    await panel().locator('.visit-tip', { hasText: 'Gateway.Timeout' }).waitFor()
    await shot('table-attempts')
    await key('ArrowLeft', 'ArrowLeft')
    await row('Attempt 3').waitFor({ state: 'detached' })
  })

  await check('1,000 items come in pages, and one is found by its index', async () => {
    await row('Pick Items').click()
    await key('ArrowRight')
    await panel().locator('.picker', { hasText: '1–100 of 1,000' }).waitFor()
    const index = panel().getByLabel('Index of the item to go to')
    await index.fill('777')
    await index.press('Enter')
    await panel().locator('.visit-row.selected', { hasText: 'Item 777' }).waitFor()
    assert.ok((await rows()) < 60)
    await shot('table-items')
  })

  await check('typing the beginning of a name leads there, and Enter into the editor', async () => {
    await panel().locator('.list.visits').focus()
    await key('s', 'h', 'i')
    await panel().locator('.visit-row.selected', { hasText: 'Ship' }).waitFor()
    await key('Enter')
    await position(lineOf(file, '"Ship": {'))
  })

  await check('the timeline shows a part of the time, and the real clock', async () => {
    const whole = await panel().locator('.tick').allTextContents()
    await panel().getByRole('button', { name: 'Zoom to the selected row' }).click()
    const part = await panel().locator('.tick').allTextContents()
    assert.notDeepEqual(part, whole)
    await shot('table-zoomed')
    await panel().getByRole('button', { name: 'Show the whole execution' }).click()
    await panel().getByRole('button', { name: "Times of this computer's clock" }).click()
    await panel().locator('.action[aria-pressed="true"]').first().waitFor()
    await shot('table-real')
  })
}
