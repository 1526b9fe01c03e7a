import { spawn } from 'node:child_process'
import { cpSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { onPath } from '../../../../hosts/node/tasks/lambda/programs'
import { project } from '../../../cli/program'
import { Alive, arn, control, functions, holding } from './functions'

const windows = process.platform === 'win32'
/** Without it a daemon that has left all else is not found. */
const hasLimits =
  process.platform === 'linux' && onPath('prlimit', process.env) !== undefined && onPath('setsid', process.env) !== undefined
let alive: Alive
beforeAll(async () => {
  alive = await Alive.listen()
})
afterAll(() => alive.close())

/** Handlers that hold on to what they have, each in its way; a detached process leaves the group. */
const handlers = () => {
  const hold = holding(alive.port)
  const grandchild = JSON.stringify(`${hold.replace('.unref()', '')} setInterval(() => {}, 1e6)`)
  const fork = (options: string) =>
    `const { spawn } = require('node:child_process'); const fork = () => spawn(process.execPath, ['-e', ${grandchild}], ${options}).unref();`
  // by two steps, and without anything of its environment
  const command = `setsid env -i '${process.execPath}' -e "$0" >/dev/null 2>&1 &`
  const daemon = `const daemon = () => require('node:child_process').spawnSync('sh', ['-c', ${JSON.stringify(command)}, ${grandchild}]);`
  return {
    'idle.js': `${hold} exports.handler = () => new Promise(() => setInterval(() => {}, 1e6))`,
    'busy.js': `${hold.replace('.unref()', '')} exports.handler = async () => { await new Promise((r) => setTimeout(r, 50)); for (;;) ; }`,
    'forks.js': `${hold} ${fork('{ stdio: "inherit" }')} exports.handler = () => { fork(); return new Promise(() => setInterval(() => {}, 1e6)) }`,
    'detaches.js': `${hold} ${fork('{ detached: true, stdio: "ignore" }')} exports.handler = () => { fork(); return new Promise(() => setInterval(() => {}, 1e6)) }`,
    'cleared.js': `${hold} ${fork('{ detached: true, stdio: "ignore", env: {} }')} exports.handler = () => { fork(); return new Promise(() => setInterval(() => {}, 1e6)) }`,
    'daemon.js': `${hold} ${daemon} exports.handler = () => { daemon(); return new Promise(() => setInterval(() => {}, 1e6)) }`,
    'daemonexits.js': `${hold} ${daemon} exports.handler = () => { daemon(); setTimeout(() => process.exit(7), 200); return new Promise(() => {}) }`,
    'exits.js': `${hold} ${fork('{ detached: true, stdio: "inherit" }')} exports.handler = () => { fork(); setTimeout(() => process.exit(7), 200); return new Promise(() => {}) }`,
    'warm.js': `${hold} exports.handler = async () => 1`,
    'stubborn.js': `${hold} process.on('SIGTERM', () => {}); process.on('SIGINT', () => {}); exports.handler = () => new Promise(() => setInterval(() => {}, 1e6))`,
  }
}
/** How many processes each has while it works. */
const sizes = { idle: 1, busy: 1, forks: 2, detaches: 2, cleared: 2, ...(hasLimits && { daemon: 2 }), stubborn: 1 }
const names = Object.keys(sizes) as (keyof typeof sizes)[]
const total = Object.values(sizes).reduce((a, b) => a + b)

test.skipIf(windows)('an attempt that is cut short ends its processes, whatever they do', async () => {
  const f = functions(handlers(), Object.fromEntries(names.map((name) => [name, { handler: `${name}.handler`, timeout: 900 }])))
  const by = control()
  const calls = names.map((name) => f.call(name, {}, by))
  await alive.count(total)
  by.abort()
  expect(await Promise.all(calls)).toEqual(names.map(() => undefined))
  await alive.count(0)
})

test.skipIf(windows)('what a function has left behind when it exits is ended', async () => {
  for (const name of ['exits', ...(hasLimits ? ['daemonexits'] : [])]) {
    const f = functions(handlers(), { [name]: { handler: `${name}.handler`, timeout: 900 } })
    expect(await f.call(name)).toMatchObject({ kind: 'failed', error: 'Runtime.ExitError' })
  }
  await alive.count(0)
})

test.skipIf(windows)('the end of a session ends all processes, and who still waits gets no answer', async () => {
  const f = functions(handlers(), {
    warm: { handler: 'warm.handler' },
    busy: { handler: 'busy.handler', timeout: 900 },
  })
  await f.call('warm')
  const waiting = f.call('busy')
  await alive.count(2)
  await f.close()
  expect(await waiting).toBeUndefined()
  await alive.count(0)
})

test.skipIf(windows)('when Stepthrough itself is killed, no function outlives it', async () => {
  const folder = project({
    ...handlers(),
    'main.js': `
      const { lambdaService } = require('./service.cjs')
      const entry = (name) => [name, { handler: name + '.handler', folder: __dirname, environment: {}, timeout: 900 }]
      const names = ${JSON.stringify(names)}
      const functions = new Map(names.map(entry))
      functions.set('command', { command: ['sh', '-c', ${JSON.stringify(`exec '${process.execPath}' -e "${holding(alive.port).replace('.unref()', '')}"`)}], folder: __dirname, environment: {}, timeout: 900 })
      const service = lambdaService({
        config: { functions }, folder: __dirname, environment: process.env, region: 'us-east-1', account: '123456789012',
        permission: { remote: false }, print() {}, stepFunctionsEndpoint: async () => 'http://127.0.0.1:1',
      })
      const control = { aborted: false, onAbort() {}, heartbeat() {} }
      for (const name of [...names, 'command']) service.answer({ resource: ${JSON.stringify(arn(''))} + name, input: {} }, control)
    `,
  })
  await build({
    entryPoints: [path.join(__dirname, '../../../../hosts/node/tasks/lambda/service.ts')],
    outfile: path.join(folder, 'service.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['@aws-sdk/*'],
  })
  cpSync(path.join(__dirname, '../../../../hosts/node/tasks/lambda/bootstrap'), path.join(folder, 'bootstrap'), { recursive: true })
  const child = spawn(process.execPath, [path.join(folder, 'main.js')], { stdio: ['ignore', 'inherit', 'inherit'] })
  await alive.count(total + 1)
  child.kill('SIGKILL')
  await alive.count(0)
})

test('a function that prints 100 MB is heard to the end, and answers', async () => {
  let [lines, characters] = [0, 0]
  const f = functions(
    {
      'a.js':
        'exports.handler = async () => { const line = "x".repeat(99) + "\\n"; for (let i = 0; i < 1e6; i += 1000) process.stdout.write(line.repeat(1000)); return "done" }',
    },
    { a: { handler: 'a.handler', timeout: 60 } },
    {
      context: {
        print: (_from, line) => {
          lines++
          characters += line.length
        },
      },
    },
  )
  const before = process.memoryUsage().rss
  expect(await f.call('a')).toEqual({ kind: 'succeeded', output: 'done', source: 'function' })
  expect([lines, characters]).toEqual([1e6, 99e6])
  expect(process.memoryUsage().rss - before).toBeLessThan(200e6)
})
