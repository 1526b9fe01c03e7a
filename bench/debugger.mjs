// node bench/debugger.mjs      What a person waits for in a debug session, on the built adapter: from F5 to the first stop, a step at a payload of 200 KB,
// a breakpoint that is asked 5,000 times, a step back over 10,000 steps. Medians; the machine is shared: read them beside the limit in the last column.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DapClient } from './dapClient.mjs'

const folder = mkdtempSync(join(tmpdir(), 'stepthrough-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const program = join(folder, 'machine.asl.json')

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const pass = (next) => ({
  Type: 'Pass',
  ResultPath: '$.last',
  Result: { ok: true },
  ...(next === undefined ? { End: true } : { Next: next }),
})
const chain = (length) => ({
  StartAt: 'S0',
  States: Object.fromEntries(Array.from({ length }, (_, i) => [`S${i}`, pass(i === length - 1 ? undefined : `S${i + 1}`)])),
})
/** Counts to a number, two transitions at a time. */
const counter = (to) => ({
  StartAt: 'Check',
  States: {
    Check: { Type: 'Choice', Choices: [{ Variable: '$.count', NumericLessThan: to, Next: 'Add' }], Default: 'Done' },
    Add: { Type: 'Pass', Parameters: { 'count.$': 'States.MathAdd($.count, 1)' }, Next: 'Check' },
    Done: { Type: 'Succeed' },
  },
})
const raised = { historyEvents: 1e7, payloadBytes: 1e7 }
const large = {
  items: Array.from({ length: 1700 }, (_, i) => ({
    id: i,
    sku: `sku-${i}`,
    note: `what there is to say about item number ${i}, and more of it`,
  })),
}

/** A session at its first stop, or at its end. `before`: what is set before it begins. */
async function session(definition, attributes, before = async () => {}) {
  const text = JSON.stringify(definition, null, 1)
  writeFileSync(program, text)
  const client = new DapClient()
  const initialized = client.next('initialized')
  await client.request('initialize', { adapterID: 'asl', pathFormat: 'path', supportsVariableType: true })
  await initialized
  const launched = client.request('launch', { program, ...attributes })
  await before(client, (wanted) => text.split(wanted)[0].split('\n').length)
  await client.request('setExceptionBreakpoints', { filters: [] })
  const first = Promise.race([client.next('stopped'), client.next('terminated')])
  const begun = performance.now()
  await client.request('configurationDone')
  const response = await launched
  if (!response.success) throw new Error(response.message)
  await first
  return { client, running: performance.now() - begun }
}

/** A request that moves the execution, and all that an editor asks at the stop. */
async function move(client, command, args = {}) {
  const begun = performance.now()
  const stopped = client.next('stopped')
  const { success, message } = await client.request(command, { threadId: 1, ...args })
  if (!success) throw new Error(`${command}: ${message}`)
  await stopped
  await client.request('threads')
  const { body } = await client.request('stackTrace', { threadId: 1, startFrame: 0, levels: 20 })
  const { body: scopes } = await client.request('scopes', { frameId: body.stackFrames[0].id })
  await client.request('variables', { variablesReference: scopes.scopes[0].variablesReference })
  return performance.now() - begun
}

async function firstStop() {
  const times = []
  for (let i = 0; i < 7; i++) {
    const begun = performance.now()
    const { client } = await session(chain(50), { input: large, stopOnEntry: true })
    times.push(performance.now() - begun)
    await client.end()
  }
  return median(times)
}

async function stepping(command, args) {
  const { client } = await session(chain(200), { input: large, stopOnEntry: true })
  const times = []
  if (command === 'stepBack') for (let i = 0; i < 80; i++) await move(client, 'next')
  for (let i = 0; i < 60; i++) times.push(await move(client, command, args))
  await client.end()
  return median(times)
}

async function conditional() {
  const plain = []
  const asked = []
  const run = async (times, before) => {
    const { client, running } = await session(counter(2500), { input: { count: 0 }, limits: raised }, before)
    times.push(running)
    await client.end()
  }
  for (let i = 0; i < 5; i++) {
    await run(plain)
    await run(asked, async (client, line) => {
      const breakpoints = ['"Check": ', '"Add": '].map((wanted) => ({ line: line(wanted), condition: '$.count > 1000000' }))
      await client.request('setBreakpoints', { source: { path: program }, breakpoints })
    })
  }
  return median(asked) / median(plain)
}

/** To the end of 10,000 steps, and back to the beginning by one request, and one step back from there. */
async function back(command) {
  const { client } = await session(counter(5000), { input: { count: 0 }, limits: raised }, async (client, line) => {
    await client.request('setBreakpoints', { source: { path: program }, breakpoints: [{ line: line('"Done": ') }] })
  })
  await client.request('setBreakpoints', { source: { path: program }, breakpoints: [] })
  const time = await move(client, command)
  await client.end()
  return time
}

const rows = [
  ['F5 to the first stop', firstStop, 'ms', 300],
  ['a step, 200 KB', () => stepping('next'), 'ms', 30],
  ['a step by stage, 200 KB', () => stepping('next', { granularity: 'instruction' }), 'ms', 30],
  ['a step back, 200 KB', () => stepping('stepBack'), 'ms', 30],
  ['5,000 transitions with conditions that never hold, beside those without', conditional, 'times', 3],
  ['a step back after 10,000 steps', () => back('stepBack'), 'ms', 100],
  ['back over 10,000 steps (reverse continue)', () => back('reverseContinue'), 'ms', 100],
]
console.log('| a person waits for | median | limit |\n| --- | ---: | ---: |')
for (const [name, measure, unit, limit] of rows) console.log(`| ${name} | ${(await measure()).toFixed(1)} ${unit} | ${limit} |`)
