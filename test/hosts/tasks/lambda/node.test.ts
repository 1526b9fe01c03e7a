import { expect, it, test } from 'vitest'
import { arn, failure, functions, output } from './functions'

test('CommonJS, ES modules, callbacks and nested exports answer', async () => {
  const f = functions(
    {
      'cjs.js': 'exports.handler = async (event) => ({ got: event })',
      'esm.mjs': 'import path from "node:path"; export const handler = async (event) => path.basename(event.file)',
      'pkg/package.json': '{ "type": "module" }',
      'pkg/esm.js': 'export function handler(event, context, callback) { callback(null, event.n + 1) }',
      'nested.cjs': 'exports.api = { orders: { get: () => Promise.resolve("nested") } }',
      'old.js': 'exports.handler = (event, context) => { context.succeed("old") }',
      'waits.js':
        'exports.handler = (event, context, callback) => { let x = 1; setTimeout(() => { x = 2 }, 20); callback(null, { get x() { return x } }) }',
      'nothing.js': 'exports.handler = () => {}',
    },
    {
      cjs: { handler: 'cjs.handler' },
      esm: { handler: 'esm.handler' },
      pkg: { handler: 'pkg/esm.handler' },
      nested: { handler: 'nested.api.orders.get' },
      old: { handler: 'old.handler' },
      waits: { handler: 'waits.handler' },
      nothing: { handler: 'nothing.handler' },
    },
  )
  const answers = await Promise.all([
    f.call('cjs', { a: [1] }),
    f.call('esm', { file: '/x/y.txt' }),
    f.call('pkg', { n: 1 }),
    f.call('nested'),
    f.call('old'),
    f.call('waits'),
    f.call('nothing'),
  ])
  expect(answers.map((answer) => answer?.kind === 'succeeded' && answer.output)).toEqual([
    { got: { a: [1] } },
    'y.txt',
    2,
    'nested',
    'old',
    { x: 2 },
    null,
  ])
})

test('a process stays warm, and calls at once have one each', async () => {
  const f = functions(
    {
      'a.js':
        'let n = 0; exports.handler = async ({ wait }) => { if (wait) await new Promise((r) => setTimeout(r, wait)); return [process.pid, ++n] }',
    },
    { a: { handler: 'a.handler', timeout: 10 } },
  )
  const [process] = output<[number, number]>(await f.call('a'))
  expect(output(await f.call('a'))).toEqual([process, 2])
  const several = await Promise.all(Array.from({ length: 4 }, () => f.call('a', { wait: 300 })))
  expect(new Set(several.map((answer) => output<[number]>(answer)[0])).size).toBe(4)
})

test('a function sees what Lambda gives and its entry says, and nothing else of the parent', async () => {
  const f = functions(
    {
      'a.js':
        'exports.handler = async (event, { getRemainingTimeInMillis, callbackWaitsForEmptyEventLoop, ...context }) => ({ env: process.env, cwd: process.cwd(), context, left: getRemainingTimeInMillis() })',
    },
    { a: { handler: 'a.handler', environment: { TABLE: 'orders' }, memorySize: 256, runtime: 'nodejs22.x' } },
    {
      config: { aws: { endpoint: 'http://127.0.0.1:4566', services: new Map([['dynamodb', { endpoint: 'http://127.0.0.1:8000' }]]) } },
    },
  )
  const { env, cwd, context, left } = output<{ env: Record<string, string>; cwd: string; context: Record<string, unknown>; left: number }>(
    await f.call('a'),
  )
  expect(cwd).toBe(f.folder)
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThanOrEqual(3000)
  expect(env).toMatchObject({
    TABLE: 'orders',
    _HANDLER: 'a.handler',
    AWS_LAMBDA_FUNCTION_NAME: 'a',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
    AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:8000',
    AWS_ENDPOINT_URL_SFN: 'http://127.0.0.1:8083',
    AWS_ACCESS_KEY_ID: 'local',
    LAMBDA_TASK_ROOT: f.folder,
  })
  expect(
    Object.keys(env)
      .filter((name) => !/^(AWS_|LAMBDA_|_HANDLER$|_X_AMZN_TRACE_ID$)/.test(name))
      .sort(),
  ).toEqual(['HOME', 'LANG', 'PATH', 'TABLE', 'TZ'].sort())
  expect(context).toMatchObject({ functionName: 'a', functionVersion: '$LATEST', memoryLimitInMB: '256', invokedFunctionArn: arn('a') })
})

test.each([
  ['nothing remote', false, undefined, 'local'],
  ['what is remote', true, undefined, 'real'],
  ['what is remote, but for AWS', true, 'http://localhost:4566', 'local'],
])('where a run may call %s, a function has credentials accordingly', async (_, remote, endpoint, key) => {
  const f = functions(
    { 'a.js': 'exports.handler = async () => process.env.AWS_ACCESS_KEY_ID' },
    { a: { handler: 'a.handler' } },
    {
      config: { aws: { ...(endpoint === undefined ? {} : { endpoint }), services: new Map() } },
      context: {
        environment: { PATH: process.env.PATH, AWS_ACCESS_KEY_ID: 'real' },
        permission: { remote, refuses: async () => undefined },
      },
    },
  )
  expect(output(await f.call('a'))).toBe(key)
})

test('errors are Lambda’s', async () => {
  const f = functions(
    {
      'throws.js':
        'class OutOfStock extends Error { name = "OutOfStock" }; exports.handler = async () => { throw new OutOfStock("none left") }',
      'text.js': 'exports.handler = async () => { throw "a text" }',
      'callback.js': 'exports.handler = (event, context, callback) => callback(new TypeError("by callback"))',
      'later.js': 'exports.handler = () => new Promise(() => setTimeout(() => { throw new RangeError("later") }, 1))',
      'rejected.js': 'exports.handler = () => new Promise(() => { Promise.reject(new Error("nobody")) })',
      'never.js': 'exports.handler = async () => new Promise(() => {})',
      'exits.js': 'exports.handler = async () => process.exit(1)',
      'leaves.js': 'exports.handler = async () => process.exit(0)',
      'killed.js': 'exports.handler = async () => process.kill(process.pid, "SIGKILL")',
      'syntax.js': 'exports.handler = async () => {',
      'needs.js': 'require("./not-there")',
      'needs.mjs': 'import "./not-there.mjs"',
      'init.js': 'throw new Error("at its beginning")',
      'dies.js': 'process.exit(3)',
      'other.js': 'exports.other = 1',
      'circular.js': 'exports.handler = async () => { const a = {}; a.a = a; return a }',
      'bigint.js': 'exports.handler = async () => 1n',
      'large.js': 'exports.handler = async () => "x".repeat(7e6)',
    },
    Object.fromEntries(
      [
        ...['throws', 'text', 'callback', 'later', 'rejected', 'never', 'exits', 'leaves', 'killed', 'syntax', 'needs', 'init', 'dies'],
        ...['other', 'circular', 'bigint', 'large', 'missing'],
      ].map((name) => [name, { handler: `${name}.handler`, runtime: 'nodejs' }]),
    ),
  )
  const said = async (name: string) => failure(await f.call(name))
  const id = /^RequestId: [0-9a-f-]{36} Error: /
  const all = await Promise.all(
    [
      'throws',
      'text',
      'callback',
      'later',
      'rejected',
      'never',
      'exits',
      'leaves',
      'killed',
      'syntax',
      'needs',
      'init',
      'dies',
      'other',
      'circular',
      'bigint',
      'large',
      'missing',
    ].map(async (name) => {
      const { error, errorType, errorMessage } = await said(name)
      expect(errorType).toBe(error)
      return [name, error, errorMessage.replace(id, 'ID ').split('\n')[0]!.replaceAll(f.folder, 'FOLDER')]
    }),
  )
  expect(all).toEqual([
    ['throws', 'OutOfStock', 'none left'],
    ['text', 'string', 'a text'],
    ['callback', 'TypeError', 'by callback'],
    ['later', 'RangeError', 'later'],
    ['rejected', 'Runtime.UnhandledPromiseRejection', 'Error: nobody'],
    ['never', 'Runtime.NodeJsExit', expect.stringContaining('never settled')],
    ['exits', 'Runtime.ExitError', 'ID Runtime exited with error: exit status 1'],
    ['leaves', 'Runtime.ExitError', 'ID Runtime exited without providing a reason'],
    ['killed', 'Runtime.ExitError', 'ID Runtime exited with error: signal: killed'],
    ['syntax', 'Runtime.UserCodeSyntaxError', 'SyntaxError: Unexpected end of input'],
    ['needs', 'Runtime.ImportModuleError', "Error: Cannot find module './not-there'"],
    ['init', 'Error', 'at its beginning'],
    ['dies', 'Runtime.ExitError', 'ID Runtime exited with error: exit status 3'],
    ['other', 'Runtime.HandlerNotFound', 'other.handler is undefined or not exported'],
    ['circular', 'Runtime.MarshalError', expect.stringContaining('Unable to stringify response body')],
    ['bigint', 'Runtime.MarshalError', expect.stringContaining('Unable to stringify response body')],
    ['large', 'Function.ResponseSizeTooLarge', 'Response payload size exceeded maximum allowed payload size (6291556 bytes).'],
    ['missing', 'Runtime.ImportModuleError', expect.stringContaining("Cannot find module 'FOLDER/missing'")],
  ])
  const thrown = await said('throws')
  expect(thrown.trace[0]).toBe('OutOfStock: none left')
  expect(thrown.trace[1]).toContain('throws.js:1')
})

test('a function that hangs times out, and the next call has a new process', async () => {
  const f = functions(
    {
      'a.js':
        'exports.handler = async ({ hang }) => { console.log("begun"); if (hang === "busy") for (;;) ; if (hang) await new Promise((r) => setTimeout(r, 1e6)); return process.pid }',
    },
    { a: { handler: 'a.handler', timeout: 0.5 } },
  )
  for (const hang of ['busy', 'idle']) {
    const { error, errorType, errorMessage } = failure(await f.call('a', { hang }))
    expect([error, errorType]).toEqual(['Sandbox.Timedout', 'Sandbox.Timedout'])
    expect(errorMessage).toMatch(/^RequestId: [0-9a-f-]{36} Error: Task timed out after 0\.50 seconds$/)
  }
  expect(f.printed.filter((line) => line === 'a: begun')).toHaveLength(2)
  expect(f.printed.some((line) => /^a: [\dTZ:.-]+ [0-9a-f-]{36} Task timed out after 0.50 seconds$/.test(line))).toBe(true)
  expect(await f.call('a')).toMatchObject({ kind: 'succeeded' })
})

it('prints what functions print, all of it', async () => {
  const f = functions(
    {
      'a.js':
        'exports.handler = async () => { console.log("one"); console.error("two"); process.stdout.write("ünd".repeat(50000)); process.stdout.write("\\nlast"); }',
      'exits.js': 'exports.handler = async () => { for (let i = 0; i < 5000; i++) console.log("line", i); process.exit(2) }',
    },
    { a: { handler: 'a.handler' }, exits: { handler: 'exits.handler' } },
  )
  await f.call('a')
  await f.call('exits')
  await f.close()
  expect(f.printed).toContain('a: one')
  expect(f.printed).toContain('a: two')
  expect(f.printed).toContain('a: last')
  const long = f.printed.filter((line) => line.startsWith('a: ünd') || line.startsWith('a: nd') || line.startsWith('a: d'))
  expect(long.map((line) => line.slice(3)).join('')).toBe('ünd'.repeat(50000))
  expect(f.printed.filter((line) => line.startsWith('exits: line '))).toHaveLength(5000)
})
