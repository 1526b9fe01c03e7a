// A service that is not on this computer: VS Code asks before anything is connected. Nobody listens at the address, which is one of RFC 5737.
import { readFileSync } from 'node:fs'

export const workspace = 'hello-world'
export const dialogs = true

const send = (next) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage',
  Parameters: { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/letters', MessageBody: 'hello' },
  ...next,
})

export const files = {
  'far/far.asl.json': JSON.stringify(
    {
      StartAt: 'Send',
      States: {
        Send: send({ Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.first', Next: 'SendAgain' }], End: true }),
        SendAgain: send({ End: true }),
      },
    },
    undefined,
    2,
  ),
  'far/stepthrough.json': JSON.stringify({ aws: { services: { sqs: { endpoint: 'http://192.0.2.1:9324' } } } }),
}

const file = 'far/far.asl.json'
const sentence = 'The call of sqs at 192.0.2.1 would leave this computer'

/** Whether this computer has a socket to 192.0.2.1, in whatever state. Source: proc(5). */
const isConnected = () => readFileSync('/proc/net/tcp', 'utf8').includes(' 010200C0:')

export default async ({ page, lens, check, shot, key, open, pick, idle, start, webview, assert }) => {
  const panel = () => webview(0)
  const dialog = page.locator('.monaco-dialog-box', { hasText: 'is about to call' })

  await check('a call that leaves this computer is asked for before it is made', async () => {
    await open(file)
    await lens('Debug').click()
    await pick('Empty object')
    await dialog.waitFor()
    assert.match(await dialog.textContent(), /sqs at 192\.0\.2\.1/)
    await page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Allow for This Session' }).waitFor()
    await shot('remote-asked')
    assert.equal(isConnected(), false)
  })

  await check('Escape refuses it: both tasks fail with the reason, and it is asked once', async () => {
    await key('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await page.locator('.exception-widget', { hasText: sentence }).waitFor()
    await shot('remote-refused')
    await key('F5')
    await panel().locator('.status', { hasText: 'Failed' }).waitFor()
    await idle()
    assert.equal(await dialog.isVisible(), false)
    assert.equal(isConnected(), false)
    await panel().locator('.row.failed', { hasText: 'TaskFailed' }).nth(1).click()
    await panel().locator('.section.error .item', { hasText: sentence }).waitFor()
    await shot('remote-failed')
  })

  await check('another session asks again', async () => {
    await open(file)
    await start()
    await dialog.waitFor()
    await key('Escape')
    await dialog.waitFor({ state: 'hidden' })
  })
}
