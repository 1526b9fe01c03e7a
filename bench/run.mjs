// node bench/run.mjs [WORKLOAD...]      Measures the interpreter beside its peer and beside the limit, each in a process of its own, one after
// the other, and prints transitions per second of CPU and their ratios. The machine is shared: compare ratios, never single times.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { workloads } from './workloads.mjs'

const only = process.argv.slice(2)
const here = (file) => fileURLToPath(new URL(file, import.meta.url))
const chosen = workloads.filter(({ name }) => only.length === 0 || only.includes(name))
if (chosen.length === 0) {
  console.error(`No such workload. There are: ${workloads.map((w) => w.name).join(', ')}`)
  process.exit(2)
}

const measure = (engine, name) => JSON.parse(execFileSync(process.execPath, [here('measure.mjs'), engine, name], { encoding: 'utf8' }))

const rate = (transitions, { least, wrong, error }) => (error || wrong ? undefined : (transitions / least) * 1000)
const short = (n) =>
  n === undefined ? '-' : n >= 1e6 ? `${(n / 1e6).toFixed(1)}M` : n >= 1e4 ? `${Math.round(n / 1e3)}k` : `${(n / 1e3).toFixed(1)}k`
const times = (n) => (n === undefined ? '-' : `${n.toFixed(n < 10 ? 1 : 0)}x`)
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`)

row('workload', 'als', 'ours', 'limit', 'ours / als', 'limit / ours')
row('---', '---:', '---:', '---:', '---:', '---:')
const ratios = []
for (const { name, transitions, jsonata } of chosen) {
  const ours = rate(transitions, measure('stepthrough', name))
  const als = rate(transitions, measure('als', name))
  const limit = jsonata ? undefined : rate(transitions, measure('limit', name))
  const faster = ours && als && ours / als
  if (faster) ratios.push(faster)
  row(name, als === undefined ? 'wrong' : short(als), short(ours), short(limit), times(faster), times(ours && limit && limit / ours))
  if (ours === undefined) process.exitCode = 1
}
const mean = Math.exp(ratios.reduce((sum, r) => sum + Math.log(r), 0) / ratios.length)
console.log(`\nTransitions per second of CPU, warm, the best of the runs. Geometric mean of ours / als: ${times(mean)}`)

if (only.length === 0) {
  console.log('')
  await import('./language.mjs')
  console.log('')
  await import('./adapter.mjs')
}
