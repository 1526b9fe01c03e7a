import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseCall, UsageError } from '../../cli/command'
import { commands } from '../../cli/commands'
import { contextOf } from '../../cli/mcp/mcp'
import { mcpServer } from '../../cli/mcp/server'
import { built } from '../support/built'
import { inProcess, project } from './program'

const pay = {
  StartAt: 'Pay',
  States: {
    Pay: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:123456789012:function:pay',
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 60 }],
      Catch: [{ ErrorEquals: ['Declined'], Next: 'Cancelled' }],
      End: true,
    },
    Cancelled: { Type: 'Pass', Result: 'cancelled', End: true },
  },
}
const secret = project({
  'secret.json': '{"key":"s3cr3t"}',
  'other.asl.json': JSON.stringify(pay),
  'other.asl.test.json': '{"definition":"other.asl.json","cases":[]}',
})
const folder = project({
  'pay.asl.json': JSON.stringify(pay),
  'lost.asl.json': '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": "B" } } }',
  'pay.asl.test.json': JSON.stringify({
    definition: 'pay.asl.json',
    cases: [
      { name: 'pays', mocks: { Pay: { Return: 1 } }, expect: { output: 1 } },
      { name: 'is wrong', mocks: { Pay: { Return: { a: 1 } } }, expect: { output: { a: 2 } } },
    ],
  }),
  'hostile.asl.test.json': JSON.stringify({
    definition: 'pay.asl.json',
    config: 'stepthrough.json',
    mockConfig: join(secret, 'secret.json'),
    cases: [
      { name: 'reads a secret', inputFile: join(secret, 'secret.json') },
      { name: 'reads it as mocks', testCase: 'key' },
    ],
  }),
  'handler.js': `require('fs').writeFileSync(${JSON.stringify(join(secret, 'written'))}, 'x'); exports.handler = async () => 'real'`,
  'stepthrough.json': JSON.stringify({ functions: { pay: { handler: 'handler.handler' } } }),
})
symlinkSync(join(secret, 'other.asl.json'), join(folder, 'link.asl.json'))
symlinkSync(secret, join(folder, 'linked'))

const clients: Client[] = []
afterAll(async () => {
  for (const client of clients) await client.close()
})

/** A client of a server in this process, started with these arguments. */
async function connected(...args: string[]): Promise<Client> {
  const [mine, its] = InMemoryTransport.createLinkedPair()
  const call = parseCall(commands.find(({ name }) => name === 'mcp')!, args)
  await mcpServer(contextOf(call, { cwd: folder, err: () => {} })).connect(its)
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(mine)
  clients.push(client)
  // with the tools known, the client holds results against their schemas
  await client.listTools()
  return client
}

let client: Client
beforeAll(async () => {
  client = await connected()
})

type Given = { readonly [name: string]: unknown }
const call = async (name: string, given: Given = {}, by = client) => {
  const { structuredContent, isError, content } = await by.callTool({ name, arguments: given })
  const [{ text }] = content as [{ text: string }]
  return isError ? { error: text } : (structuredContent as { [name: string]: unknown })
}

describe('tools', () => {
  it('are described, with schemas that compile and hints that are true', async () => {
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(['validate', 'run', 'test', 'test_state', 'history'])
    const ajv = new Ajv({ strict: true, allowUnionTypes: true })
    for (const { inputSchema, outputSchema, description, annotations } of tools) {
      expect(() => [ajv.compile(inputSchema), ajv.compile(outputSchema!)]).not.toThrow()
      expect(description).toMatch(/^[A-Z].*\.$/)
      expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false, openWorldHint: false })
    }
    const run = (await (await connected('--config', 'stepthrough.json', '--allow-remote')).listTools()).tools[1]!
    expect(run.annotations).toMatchObject({ readOnlyHint: false, openWorldHint: true })
    expect(run.description).toContain('code of the project runs')
  })

  it.each<[string, string, Given, object]>([
    [
      'a file with an error',
      'validate',
      { files: ['lost.asl.json'] },
      { valid: false, diagnostics: [{ file: 'lost.asl.json', line: 1, severity: 'error' }, { code: 'MISSING_TRANSITION_TARGET' }] },
    ],
    [
      'a good definition',
      'validate',
      { definition: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } } },
      { valid: true, diagnostics: [] },
    ],
    ['the working folder', 'validate', {}, { valid: false }],
    [
      'a run',
      'run',
      { file: 'pay.asl.json', mocks: { Pay: { Return: { a: 1 } } } },
      { status: 'SUCCEEDED', output: { a: 1 }, path: ['Pay'], visits: { Pay: 1 } },
    ],
    [
      'retries',
      'run',
      { file: 'pay.asl.json', mocks: { Pay: { '0': { Throw: { Error: 'Busy' } }, '1': { Throw: { Error: 'Declined' } } } } },
      { status: 'SUCCEEDED', output: 'cancelled', duration: 60, path: ['Pay', 'Cancelled'] },
    ],
    ['a run that fails', 'run', { definition: pay }, { status: 'FAILED', error: 'States.Runtime' }],
    ['a wrong definition', 'run', { file: 'lost.asl.json' }, { status: 'INVALID', diagnostics: [{ line: 1 }, { line: 1 }] }],
    [
      'tests',
      'test',
      { files: ['pay.asl.test.json'] },
      { passed: 1, failed: 1, cases: [{ name: 'is wrong', failures: [{ path: '$.a', expected: 2, actual: 1 }] }] },
    ],
    [
      'coverage',
      'test',
      { files: ['pay.asl.test.json'], coverage: true, contract: 'present' },
      {
        coverage: {
          summary: { states: { total: 2, reached: 1, percent: 50 } },
          notReached: [{ file: 'pay.asl.json', what: 'way' }, { what: 'way' }, { what: 'state', state: 'Cancelled' }],
        },
      },
    ],
    ['all tests', 'test', { files: ['pay.asl.test.json'], all: true }, { cases: [{ name: 'pays' }, { name: 'is wrong' }] }],
    [
      'a state',
      'test_state',
      { file: 'pay.asl.json', stateName: 'Pay', mock: { errorOutput: { error: 'Declined' } } },
      { status: 'CAUGHT_ERROR', nextState: 'Cancelled' },
    ],
  ])('%s', async (_, name, given, expected) => {
    expect(await call(name, given)).toMatchObject(expected)
  })

  it.each<[string, string, Given, string]>([
    [
      'an unknown argument',
      'run',
      { file: 'pay.asl.json', mockconfig: 'x' },
      'run has no argument "mockconfig". Did you mean "mockConfig"?',
    ],
    [
      "an option of the library that is not an agent's",
      'run',
      { file: 'pay.asl.json', allowRemote: true },
      'run has no argument "allowRemote"',
    ],
    ['an argument of another type', 'run', { file: 7 }, 'file must be string'],
    ['nothing to run', 'run', {}, 'either file or definition'],
    ['no such file', 'validate', { files: ['nowhere.asl.json'] }, 'cannot read nowhere.asl.json'],
    ['no such run', 'history', { runId: 'run-99' }, 'there is no run "run-99"'],
    ['too large a page', 'history', { limit: 100_000 }, 'limit must be <= 200'],
  ])('%s is an error of one sentence', async (_, name, given, message) => {
    expect(await call(name, given)).toEqual({ error: expect.stringContaining(message) })
  })

  it('that are not there are told with the nearest', async () => {
    await expect(client.callTool({ name: 'test-state' })).rejects.toThrow('There is no tool "test-state". Did you mean "test_state"?')
  })
})

describe('history', () => {
  it('goes page by page, filtered', async () => {
    const fresh = await connected()
    expect(await call('history', {}, fresh)).toEqual({ error: expect.stringContaining('there has been no run yet') })
    const { runId, events } = await call(
      'run',
      { file: 'pay.asl.json', mocks: { Pay: { '0': { Throw: { Error: 'Busy' } }, '1': { Return: 7 } } } },
      fresh,
    )
    const page = (await call('history', { limit: 3 }, fresh)) as { events: { id: number }[]; next: number; total: number }
    expect(page).toMatchObject({ runId, total: events, next: 4 })
    expect(page.events).toHaveLength(3)
    const rest = (await call('history', { runId, from: page.next }, fresh)) as { events: { id: number }[] }
    expect(page.events.length + rest.events.length).toBe(events)
    expect(rest).not.toHaveProperty('next')
    expect(await call('history', { errors: true }, fresh)).toMatchObject({
      matched: 1,
      events: [{ state: 'Pay', details: { error: 'Busy' } }],
    })
    expect(await call('history', { types: ['ExecutionSucceeded'] }, fresh)).toMatchObject({ events: [{ details: { output: '7' } }] })
    expect(await call('history', { text: 'BUSY' }, fresh)).toMatchObject({ matched: 1 })
  })

  it('of a run that goes in circles is looked at as fast', async () => {
    const definition = {
      StartAt: 'A',
      States: {
        A: { Type: 'Choice', Choices: [{ Variable: '$.x', IsPresent: true, Next: 'Z' }], Default: 'B' },
        B: { Type: 'Pass', Next: 'A' },
        Z: { Type: 'Succeed' },
      },
    }
    const { status, events, note } = await call('run', { definition })
    expect({ status, events, note }).toEqual({ status: 'FAILED', events: 25_000, note: expect.stringContaining('first 500') })
    expect(await call('history', { errors: true })).toMatchObject({ matched: 1, events: [{ id: 25_000 }] })
    expect(await call('history', { from: 24_000, state: 'B', limit: 1 })).toMatchObject({ events: [{ state: 'B' }] })
    expect(await call('history', { from: 30_000 })).toMatchObject({ events: [], matched: 0, total: 25_000 })
  })

  it('keeps the last runs', async () => {
    const fresh = await connected()
    const ids = []
    for (let i = 0; i < 22; i++) ids.push((await call('run', { definition: pay, mocks: { Pay: { Return: i } } }, fresh)).runId)
    expect(await call('history', { runId: ids[1] }, fresh)).toEqual({ error: expect.stringContaining('no run') })
    expect(await call('history', { runId: ids[2] }, fresh)).toMatchObject({ runId: ids[2] })
  })
})

describe('what is long', () => {
  const long = 'x'.repeat(200_000)

  it('is cut, and the answer says so', async () => {
    const ran = await call('run', { definition: pay, mocks: { Pay: { Return: { long } } } })
    expect(ran).toMatchObject({ status: 'SUCCEEDED', note: expect.stringContaining('outputText') })
    expect(ran).not.toHaveProperty('output')
    expect(JSON.stringify(ran).length).toBeLessThan(12_000)
    const history = await call('history')
    expect(JSON.stringify(history).length).toBeLessThan(60_000)
    const state = await call('test_state', { definition: pay, stateName: 'Pay', mock: { result: { long } } })
    expect(JSON.stringify(state).length).toBeLessThan(12_000)
  })

  it('is cut in tests and problems too', async () => {
    const states = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`S${i}`, { Type: 'Pass', Next: `no ${i}` }]))
    const checked = await call('validate', { definition: { StartAt: 'S0', States: states } })
    expect(checked.left).toBeGreaterThan(0)
    const cases = Array.from({ length: 500 }, (_, i) => ({
      name: `${i}`,
      mocks: { Pay: { Return: long.slice(0, 1500) } },
      expect: { output: '' },
    }))
    writeFileSync(join(folder, 'many.asl.test.json'), JSON.stringify({ definition: 'pay.asl.json', cases }))
    const tested = await call('test', { files: ['many.asl.test.json'] })
    expect(tested).toMatchObject({ failed: 500, left: expect.any(Number) })
    expect(JSON.stringify(tested).length).toBeLessThan(60_000)
  })
})

describe('a hostile project', () => {
  it.each<[string, string, Given]>([
    ['a file', 'run', { file: '../secret.asl.json' }],
    ['an absolute path', 'validate', { files: [join(secret, 'other.asl.json')] }],
    ['a link', 'run', { file: 'link.asl.json' }],
    ['a folder behind a link', 'validate', { files: ['linked'] }],
    ['tests behind a link', 'test', { files: ['linked/other.asl.test.json'] }],
    ['a glob', 'test', { files: ['../*/*.asl.test.json'] }],
    ['an input', 'run', { file: 'pay.asl.json', inputFile: join(secret, 'secret.json') }],
    ['mocks', 'run', { file: 'pay.asl.json', mockConfig: join(secret, 'secret.json'), testCase: 'key' }],
    ['a state', 'test_state', { file: 'linked/other.asl.json', stateName: 'Pay' }],
    ['a URL', 'run', { file: `file://${join(secret, 'other.asl.json')}` }],
  ])('leads to no file outside of the folder: %s', async (_, name, given) => {
    const { error } = await call(name, given)
    expect(error).toMatch(/outside of the folders whose files may be read/)
    expect(error).not.toContain('s3cr3t')
  })

  it('cannot read by its test files', async () => {
    const told = await call('test', { files: ['hostile.asl.test.json'] })
    expect(told).toMatchObject({ passed: 0, failed: 2 })
    expect(JSON.stringify(told)).not.toContain('s3cr3t')
    expect(JSON.stringify(told)).toContain('outside of the folders')
  })

  it('runs no code and calls nothing, unless the user has said who answers', async () => {
    expect(await call('run', { file: 'pay.asl.json' })).toMatchObject({
      status: 'FAILED',
      cause: expect.stringContaining('Nothing answers'),
    })
    expect(await call('test', { files: ['hostile.asl.test.json'] })).toMatchObject({ failed: 2 })
    const http = {
      StartAt: 'H',
      States: {
        H: {
          Type: 'Task',
          Resource: 'arn:aws:states:::http:invoke',
          Parameters: {
            ApiEndpoint: 'http://127.0.0.1:1/',
            Method: 'GET',
            Authentication: { ConnectionArn: 'arn:aws:events:us-east-1:123456789012:connection/a/b' },
          },
          End: true,
        },
      },
    }
    expect(await call('run', { definition: http })).toMatchObject({ status: 'FAILED', cause: expect.stringContaining('Nothing answers') })
    const trusting = await connected('--config', 'stepthrough.json')
    expect(await call('run', { file: 'pay.asl.json' }, trusting)).toMatchObject({ status: 'SUCCEEDED', output: 'real' })
  })

  it('may be allowed more folders', async () => {
    expect(await call('validate', { files: [join(secret, 'other.asl.json')] }, await connected('--root', secret))).toMatchObject({
      valid: true,
    })
  })
})

it('a call that is cancelled ends', async () => {
  const stop = new AbortController()
  const endless = {
    StartAt: 'A',
    States: {
      A: { Type: 'Choice', Choices: [{ Variable: '$.x', IsPresent: true, Next: 'Z' }], Default: 'B' },
      B: { Type: 'Wait', Seconds: 1, Next: 'A' },
      Z: { Type: 'Succeed' },
    },
  }
  const ran = client.callTool({ name: 'run', arguments: { definition: endless } }, undefined, { signal: stop.signal })
  stop.abort()
  await expect(ran).rejects.toThrow()
  expect(await call('validate', { definition: pay })).toMatchObject({ valid: true })
})

describe('stepthrough mcp', () => {
  it('serves over the standard input and output', async () => {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [await built('cli', 'cli'), 'mcp'],
      cwd: folder,
      stderr: 'ignore',
    })
    const served = new Client({ name: 'test', version: '1' })
    await served.connect(transport)
    expect(served.getServerVersion()?.name).toBe('stepthrough')
    await served.listTools()
    expect(await call('run', { file: 'pay.asl.json', mocks: { Pay: { Return: 1 } } }, served)).toMatchObject({
      status: 'SUCCEEDED',
      output: 1,
    })
    expect(await call('history', { limit: 1 }, served)).toMatchObject({ runId: 'run-1', next: 2 })
    await served.close()
  })

  it('is called rightly', async () => {
    expect(await inProcess(['mcp', 'x'], folder)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('mcp takes no FILE') })
    const allowing = parseCall(commands.find(({ name }) => name === 'mcp')!, ['--allow-remote'])
    expect(() => contextOf(allowing, { cwd: folder, err: () => {} })).toThrow(UsageError)
  })
})
