import { describe, expect, test } from 'vitest'
import { Alive, failure, functions, output } from './functions'

const unreadable =
  'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack'

describe('what a handler may throw', () => {
  test.each<[string, string, object]>([
    ['null', 'throw null', { error: 'string', errorMessage: 'handled', trace: [] }],
    ['nothing', 'return Promise.reject()', { error: 'string', errorMessage: 'handled', trace: [] }],
    ['an error without a stack', 'const e = new Error("m"); e.stack = undefined; throw e', { error: 'handled', errorMessage: unreadable }],
    ['what cannot be read', 'throw new Proxy({}, { get() { throw 1 } })', { error: 'handled', errorMessage: unreadable }],
    ['a name longer than a header', 'const e = new Error("m"); e.name = "N".repeat(50000); throw e', { error: 'N'.repeat(50000) }],
  ])('%s', async (_, body, expected) => {
    for (const kind of ['', 'async ']) {
      const f = functions({ 'a.js': `exports.handler = ${kind}() => { ${body} }` }, { a: { handler: 'a.handler' } })
      expect(failure(await f.call('a'))).toMatchObject(expected)
    }
  })

  test('in Python, a name longer than a header', async () => {
    const f = functions({ 'a.py': 'def handler(e, c): raise type("N" * 50000, (Exception,), {})("m")' }, { a: { handler: 'a.handler' } })
    expect(failure(await f.call('a'))).toMatchObject({ error: 'N'.repeat(50000), errorMessage: 'm' })
  })
})

test('a timeout longer than a timer of Node can wait is none that has passed', async () => {
  const f = functions({ 'a.js': 'exports.handler = async () => 1' }, { a: { handler: 'a.handler', timeout: 1e10 } })
  expect(output(await f.call('a'))).toBe(1)
})

test.each<[string, object]>([
  ['an environment', { handler: 'a.handler', environment: { A: 'a secret\0' } }],
  ['a large environment', { handler: 'a.handler', environment: { A: 'a secret'.repeat(1e6) } }],
  ['a command', { command: [''] }],
  ['another command', { command: ['a secret\0'] }],
])('%s with which no process can be started is told without its values', async (_, entry) => {
  const f = functions({ 'a.js': 'exports.handler = async () => 1' }, { a: entry })
  const { error, errorMessage } = failure(await f.call('a'))
  expect(error).toBe('Runtime.InvalidEntrypoint')
  expect(errorMessage).toMatch(/^RequestId: [\da-f-]+ Error: fork\/exec .*: (invalid argument|argument list too long)$/)
  expect('command' in entry || errorMessage.includes('secret')).toBe('command' in entry)
})

test('a runtime that has said that it cannot begin takes no call, also where it does not end', async () => {
  const alive = await Alive.listen()
  const f = functions(
    {
      'a.js': `
        require('node:net').connect(${alive.port}, '127.0.0.1')
        const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':')
        const path = '/2018-06-01/runtime/init/error'
        require('node:http').request({ host, port, method: 'POST', path }, (r) => r.resume()).end('{"errorType":"Mine","errorMessage":"m"}')
      `,
    },
    { a: { command: [process.execPath, 'a.js'] } },
  )
  for (let i = 0; i < 2; i++) expect(failure(await f.call('a'))).toMatchObject({ error: 'Mine' })
  await alive.count(0)
  alive.close()
})

test('who takes what is printed slowly is waited for, and nothing is lost', async () => {
  let [characters, waiting, most] = [0, 0, 0]
  const f = functions(
    {
      'a.js':
        'exports.handler = async () => { for (let i = 0; i < 100; i++) process.stdout.write("x".repeat(99999) + "\\n"); process.exit(1) }',
    },
    { a: { handler: 'a.handler', timeout: 60 } },
    {
      context: {
        print: (_from, line) => {
          characters += line.length
          most = Math.max(most, ++waiting)
          return new Promise((resolve) => setImmediate(() => resolve(void waiting--)))
        },
      },
    },
  )
  expect(failure(await f.call('a'))).toMatchObject({ error: 'Runtime.ExitError' })
  expect(characters).toBeGreaterThanOrEqual(100 * 99999)
  expect(most).toBeLessThan(10)
})

test('a function has nothing to read, and may close it', async () => {
  const f = functions(
    {
      'reads.js': 'exports.handler = async () => require("node:fs").readFileSync(0, "utf8")',
      'closes.js':
        'exports.handler = async () => { process.stdin.destroy(); await new Promise((r) => process.stdin.once("close", r)); return "closed" }',
      'p.py': 'import sys\ndef handler(e, c):\n  text = sys.stdin.read()\n  sys.stdin.close()\n  return text',
    },
    { reads: { handler: 'reads.handler' }, closes: { handler: 'closes.handler' }, python: { handler: 'p.handler' } },
  )
  const answers = await Promise.all(['reads', 'closes', 'python', 'closes'].map((name) => f.call(name)))
  expect(answers.map(output)).toEqual(['', 'closed', '', 'closed'])
})
