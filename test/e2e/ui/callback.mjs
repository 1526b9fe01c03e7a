// Callbacks: a function that brings its task's token back by the API, and one whose token nobody brings back, which is answered in the editor.

export const workspace = 'hello-world'

const ask = (name, next) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Parameters: { FunctionName: name, Payload: { 'token.$': '$$.Task.Token' } },
  ...next,
})

export const files = {
  'leave/leave.asl.json': JSON.stringify(
    {
      StartAt: 'AskCalendar',
      States: {
        AskCalendar: ask('ask-calendar', { ResultPath: '$.calendar', Next: 'AskBoss' }),
        AskBoss: ask('ask-boss', { ResultPath: '$.boss', Next: 'Granted' }),
        Granted: { Type: 'Succeed' },
      },
    },
    undefined,
    2,
  ),
  'leave/stepthrough.json': JSON.stringify({
    functions: { 'ask-calendar': { handler: 'calendar.handler' }, 'ask-boss': { handler: 'boss.handler' } },
  }),
  // Without any client: the token goes back some time after the function has returned.
  'leave/calendar.js': `
const succeed = (token) =>
  fetch(process.env.AWS_ENDPOINT_URL_SFN, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AWSStepFunctions.SendTaskSuccess' },
    body: JSON.stringify({ taskToken: token, output: JSON.stringify({ isFree: true }) }),
  }).then((response) => console.log('the calendar has answered: ' + response.status))

exports.handler = async ({ token }) => {
  setTimeout(succeed, 100, token)
  return 'asked'
}
`,
  'leave/boss.js': `exports.handler = async ({ token }) => console.log(token ? 'the boss has mail' : 'no token')\n`,
}

const file = 'leave/leave.asl.json'

export default async ({
  page,
  lens,
  check,
  shot,
  key,
  open,
  pick,
  goTo,
  breakpoint,
  command,
  stopped,
  idle,
  start,
  webview,
  quickInput,
  lineOf,
  assert,
}) => {
  const panel = () => webview(0)
  const behind = lineOf(file, '"AskBoss": {')
  const printed = (text) => page.locator('.repl .monaco-list-row', { hasText: text }).first().waitFor()
  const succeeded = (n) => panel().locator('.row', { hasText: 'TaskSucceeded' }).nth(n)
  const waits = () => panel().locator('.pending-task', { hasText: 'AskBoss waits for its task token' })

  await check('a run goes on by itself when code has brought the token back', async () => {
    await open(file)
    await goTo(behind)
    await breakpoint()
    await lens('Debug').click()
    await pick('Empty object')
    await stopped(behind)
    assert.equal(await quickInput.isVisible(), false)
    await shot('callback-stopped')
  })

  await check('the history says who answered', async () => {
    // events are only looked at here
    await panel().getByRole('button', { name: 'Debugger goes along with the selection' }).click()
    await succeeded(0).click()
    await panel().locator('.heading', { hasText: 'answered by whoever had the task token' }).waitFor()
    await panel().locator('.item', { hasText: 'isFree' }).first().waitFor()
    await shot('callback-answered')
  })

  await check('what the functions printed is in the Debug Console', async () => {
    await key('Control+Shift+Y')
    await printed('[ask-calendar] the calendar has answered: 200')
  })

  await check('a task whose token nobody brings back waits, and nobody is asked', async () => {
    await key('F5')
    await printed('[ask-boss] the boss has mail')
    await command('Open Execution History')
    await waits().waitFor()
    assert.equal(await quickInput.isVisible(), false)
    await shot('callback-waits')
  })

  await check('the command answers it', async () => {
    await command('Answer Pending Task')
    await page.locator('.quick-input-title', { hasText: 'AskBoss waits' }).waitFor()
    await pick('Return a result')
    await page.locator('.quick-input-title', { hasText: 'Result of AskBoss' }).waitFor()
    await quickInput.fill('{"says":"yes"}')
    await key('Enter')
    await panel().locator('.status', { hasText: 'Succeeded' }).waitFor()
    await idle()
    await succeeded(1).click()
    await panel().locator('.heading', { hasText: 'answered by you' }).waitFor()
    await shot('callback-by-hand')
  })

  await check('so does the panel', async () => {
    await open(file)
    await start()
    await stopped(behind)
    await key('F5')
    await waits().locator('button').click()
    await pick('Throw an error')
    await page.locator('.quick-input-title', { hasText: 'Error of AskBoss' }).waitFor()
    await quickInput.fill('Refused')
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Refused' }).first().waitFor()
    await key('Enter')
    await page.locator('.quick-input-title', { hasText: 'Cause of Refused' }).waitFor()
    await key('Enter')
    await page.locator('.exception-widget', { hasText: 'Refused' }).waitFor()
    await key('F5')
    await panel().locator('.status', { hasText: 'Failed' }).waitFor()
    await idle()
  })
}
