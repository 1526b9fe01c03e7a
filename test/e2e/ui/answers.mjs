// Answering many tasks: which iteration asks, one answer for every call of a state, one from a file, one written in an editor, and all of it
// saved into a mock file that answers the next run.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

export const workspace = 'hello-world'

const lambda = (payload, more) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f', 'Payload.$': payload },
  ...more,
})

export const files = {
  'prices/price-list.asl.json': JSON.stringify(
    {
      StartAt: 'Fetch',
      States: {
        Fetch: lambda('$', { ResultSelector: { 'items.$': '$.Payload.items' }, Next: 'Each' }),
        Each: {
          Type: 'Map',
          ItemsPath: '$.items',
          MaxConcurrency: 1,
          ItemProcessor: {
            StartAt: 'Price',
            States: {
              Price: lambda('$', { ResultSelector: { 'price.$': '$.Payload.price', 'currency.$': '$.Payload.currency' }, End: true }),
            },
          },
          ResultPath: '$.prices',
          Next: 'Publish',
        },
        Publish: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage',
          Parameters: { QueueUrl: 'q', 'MessageBody.$': '$' },
          End: true,
        },
      },
    },
    undefined,
    2,
  ),
  'prices/answers/fetched.json': JSON.stringify({ StatusCode: 200, Payload: { items: [{ sku: 'A' }, { sku: 'B' }, { sku: 'C' }] } }),
}

const file = 'prices/price-list.asl.json'

export default async ({ page, lens, check, shot, key, open, pick, start, idle, webview, quickInput, workspace: folder, assert }) => {
  const panel = () => webview(0)
  const row = (text) => page.locator('.quick-input-widget .monaco-list-row', { hasText: text }).first()
  const title = (text) => page.locator('.quick-input-title', { hasText: text }).waitFor()
  const mockFile = path.join(folder, 'prices/MockConfigFile.json')
  const mocks = () => JSON.parse(readFileSync(mockFile, 'utf8'))

  await check('a result comes from a file', async () => {
    await open(file)
    await lens('Debug').click()
    await pick('Empty object')
    await title('Fetch waits for its result')
    await row('Save it into a mock file').waitFor()
    await shot('answer')
    await row('Save it into a mock file').click()
    await row('Save it into a mock file').locator('.codicon-pass-filled').waitFor()
    await pick('Return the content of a file')
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'answers' }).first().waitFor()
    // The dialog makes its list anew while it reads the folder, and what is typed or chosen meanwhile is lost: one does it again.
    const asked = page.locator('.quick-input-title', { hasText: 'Test Case in MockConfigFile.json' })
    const found = row('fetched.json')
    for (let tries = 0; tries < 5 && !(await asked.isVisible()); tries++) {
      await quickInput.fill(path.join(folder, 'prices/answers/fetched.json'))
      await found.click({ timeout: 3000 }).catch(() => {})
      await asked.waitFor({ timeout: 3000 }).catch(() => {})
    }
    await asked.waitFor()
  })

  await check('it is saved into a new mock file, whose test case is asked for once', async () => {
    await title('Test Case in MockConfigFile.json')
    await key('Enter')
    await title('Price waits for its result')
    assert.deepEqual(mocks().StateMachines, { PriceList: { TestCases: { Recorded: { Fetch: 'FetchRecorded' } } } })
  })

  await check('the question says which iteration it is', async () => {
    await title('Price waits for its result (Each [0])')
    await row('"price":""').waitFor()
  })

  await check('a result is written in an editor, which begins with what is read behind', async () => {
    await row('Use it for every call of Price').click()
    await row('Use it for every call of Price').locator('.codicon-pass-filled').waitFor()
    await pick('Write a result in an editor')
    await page.locator('.codelens-decoration a', { hasText: 'Use as the result of Price' }).waitFor()
    await page.locator('.view-line', { hasText: '"currency": ""' }).first().waitFor()
    await shot('answer-editor')
    await key('Control+A')
    await page.keyboard.insertText('nonsense')
    await page.locator('.codelens-decoration a', { hasText: 'Use as the result of Price' }).click()
    await page.locator('.notification-toast', { hasText: 'This is no JSON' }).waitFor()
    await page.locator('.editor-group-container.active .view-line').first().click()
    await key('Control+A')
    // Pasted: typed brackets and quotes close themselves.
    await page.evaluate((text) => navigator.clipboard.writeText(text), '{"Payload": {"price": 3, "currency": "EUR"}}')
    await key('Control+V')
    await page.locator('.view-line', { hasText: '"EUR"' }).first().waitFor()
    await page.locator('.codelens-decoration a', { hasText: 'Use as the result of Price' }).click()
  })

  await check('it is the answer of every call: the next question is the next task', async () => {
    await title('Publish waits for its result')
    await row('"MessageId":""').waitFor()
    await page.locator('.tab', { hasText: 'Untitled' }).waitFor({ state: 'detached' })
    await pick("task's input")
    await panel().locator('.status', { hasText: 'Succeeded' }).waitFor()
    await panel().locator('.filter input').fill('MapIterationSucceeded')
    await panel().locator('.event-count', { hasText: '3 of' }).waitFor()
    await panel().locator('.filter input').fill('')
    await idle()
  })

  await check('all of it is in the mock file', async () => {
    assert.ok(existsSync(mockFile))
    assert.deepEqual(Object.keys(mocks().MockedResponses), ['FetchRecorded', 'PriceRecorded', 'PublishRecorded'])
    assert.deepEqual(Object.keys(mocks().MockedResponses.PriceRecorded), ['0-999'])
  })

  await check('the next run takes the test case, and asks for nothing', async () => {
    await page.locator('.tab', { hasText: 'price-list.asl.json' }).click()
    await page.locator('.statusbar-item', { hasText: '{}' }).click()
    await pick('Empty object')
    await pick('Recorded')
    await start()
    await panel().locator('.status', { hasText: 'Succeeded' }).waitFor()
    await idle()
  })
}
