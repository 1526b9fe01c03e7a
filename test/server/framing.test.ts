import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { built } from '../support/built'

/** What the server writes and how it ends when it is sent bytes that are no message. */
async function ended(sent: string): Promise<{ readonly code: number | null; readonly told: string; readonly answered: string }> {
  const child = spawn(process.execPath, [await built('server', 'server'), '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] })
  let told = ''
  let answered = ''
  child.stderr.on('data', (chunk) => (told += chunk))
  child.stdout.on('data', (chunk) => (answered += chunk))
  const code = new Promise<number | null>((resolve) => child.on('close', resolve))
  child.stdin.write(sent)
  if (sent.includes('Content-Length: 7')) child.stdout.once('data', () => child.stdin.end())
  return { code: await code, told, answered }
}

test.each(['Content-Type: x\r\n\r\n{}', 'Content-Length: many\r\n\r\n{}', 'Content-Length\r\n\r\n{}'])(
  'a header without a usable length ends the server, which says so: %j',
  async (sent) => {
    const { code, told } = await ended(sent)
    expect(code).toBe(1)
    expect(told).toContain('cannot be read')
  },
)

test('a body that is no JSON is answered, and the server goes on', async () => {
  const { told, answered } = await ended('Content-Length: 7\r\n\r\n{"a": x')
  expect(answered).toContain('-32700')
  expect(told).toContain('cannot be read')
})
