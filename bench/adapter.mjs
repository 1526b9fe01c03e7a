// node bench/adapter.mjs [WORKLOAD...]      Debug sessions under load, on the built adapter: wall time beside the command line's for the same
// machine, the adapter's peak memory, and what it sent. The machine is shared: read the ratios, the memory and the ends.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DapClient } from './dapClient.mjs'

const folder = mkdtempSync(join(tmpdir(), 'stepthrough-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))

const leaf = (id) => ({
  StartAt: `${id} A`,
  States: { [`${id} A`]: { Type: 'Pass', Next: `${id} B` }, [`${id} B`]: { Type: 'Pass', End: true } },
})
const branches = (id, count, branch) => ({
  StartAt: id,
  States: { [id]: { Type: 'Parallel', Branches: Array.from({ length: count }, (_, i) => branch(`${id}.${i}`)), End: true } },
})
const map = (config) => ({
  StartAt: 'M',
  States: {
    M: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemProcessor: { ...config, StartAt: 'A', States: { A: { Type: 'Pass', End: true } } },
      ResultPath: null,
      End: true,
    },
  },
})
/** Turns until the history is full, or for ever where it has no end. */
const loop = (output, language = 'JSONata') => ({
  QueryLanguage: language,
  StartAt: 'A',
  States: {
    A: { Type: 'Pass', Output: output, Next: 'C' },
    C: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.n < 0 %}', Next: 'E' }], Default: 'A' },
    E: { Type: 'Succeed' },
  },
})
const next = "'n': $states.input.n + 1"
const big = 'x'.repeat(255_000)
const items = Array.from({ length: 100_000 }, (_, i) => i)
const raised = { historyEvents: 1e7, payloadBytes: 1e7 }

/** `ends`: the status that is right. `cli`: the command line runs it too, within AWS's quotas. */
const workloads = [
  { name: '4,096 parallel leaves', definition: branches('P', 64, (id) => branches(id, 64, leaf)), ends: 'SUCCEEDED', cli: true },
  { name: 'Map of 100,000 items', definition: map({}), attributes: { input: { items }, limits: raised }, ends: 'SUCCEEDED' },
  {
    name: 'distributed Map of 100,000 items',
    definition: map({ ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } }),
    attributes: { input: { items }, limits: raised },
    ends: 'SUCCEEDED',
  },
  {
    name: '25,000 events, a small payload',
    definition: loop(`{% { ${next} } %}`),
    attributes: { input: { n: 0 } },
    ends: 'FAILED',
    cli: true,
  },
  {
    name: '25,000 events of 256 KB, one text',
    definition: loop(`{% { ${next}, 'b': $states.input.b } %}`),
    attributes: { input: { n: 0, b: big } },
    ends: 'FAILED',
  },
  {
    name: '25,000 events of 256 KB, each its own',
    definition: loop(`{% { ${next}, 'b': $string($states.input.n) & $substring($states.input.b, 5) & 'xxxxx' } %}`),
    attributes: { input: { n: 10_000, b: big } },
    ends: 'FAILED',
  },
  {
    name: 'the same, to a slow client',
    definition: loop(`{% { ${next}, 'b': $string($states.input.n) & $substring($states.input.b, 5) & 'xxxxx' } %}`),
    attributes: { input: { n: 10_000, b: big } },
    ends: 'FAILED',
    pause: 20,
  },
  {
    name: 'an endless loop without debugging',
    definition: loop(`{% { ${next} } %}`),
    attributes: { input: { n: 0 }, limits: { historyEvents: 1e9 }, noDebug: true },
    stop: true,
  },
  {
    name: 'an expression that does not end',
    definition: loop('{% ( $f := function($n) { $f($n + 1) }; $f(1) ) %}'),
    attributes: { input: { n: 0 }, limits: { jsonataTime: 600_000 } },
    stop: true,
  },
]

async function measure({ definition, attributes = {}, pause, stop }) {
  const program = join(folder, 'machine.asl.json')
  writeFileSync(program, JSON.stringify(definition))
  const client = new DapClient({ pause })
  const begun = performance.now()
  const terminated = client.next('terminated')
  await client.launch({ program, ...attributes })
  const answers = {}
  if (stop) {
    await new Promise((resolve) => setTimeout(resolve, 3000))
    for (const command of ['pause', 'terminate']) {
      const asked = performance.now()
      await client.request(command, { threadId: 1 })
      answers[command] = performance.now() - asked
    }
  }
  await terminated
  const seconds = (performance.now() - begun) / 1000
  await client.end()
  return { seconds, ...answers, client, program }
}

function commandLine(program) {
  const begun = performance.now()
  spawnSync(process.execPath, [cli, 'run', program, '--input', '{"n":0}', '--json'])
  return (performance.now() - begun) / 1000
}

const only = process.argv.slice(2)
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`)
const ms = (value) => (value === undefined ? '-' : `${Math.round(value)} ms`)
row('debug session', 'seconds', 'of the CLI', 'peak MB', 'sent MB', 'largest message', 'pause', 'terminate', 'ends')
row('---', '---:', '---:', '---:', '---:', '---:', '---:', '---:', '---')
for (const workload of workloads) {
  if (only.length > 0 && !only.some((word) => workload.name.includes(word))) continue
  const { seconds, pause, terminate, client, program } = await measure(workload)
  const right = workload.ends === undefined || client.status === workload.ends
  if (!right) process.exitCode = 1
  row(
    workload.name,
    seconds.toFixed(1),
    workload.cli ? `${(seconds / commandLine(program)).toFixed(1)}x` : '-',
    client.memory === undefined ? '-' : Math.round(client.memory),
    (client.bytes / 1e6).toFixed(1),
    `${Math.round(client.largest / 1000)} kB`,
    ms(pause),
    ms(terminate),
    right ? (client.status ?? '-') : `wrong: ${client.status}`,
  )
}
