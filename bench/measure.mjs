// node bench/measure.mjs ENGINE WORKLOAD    One line of JSON: CPU milliseconds of a warm run (the least, and the median), or the error.
import { workloads } from './workloads.mjs'

const [engine, name] = process.argv.slice(2)
const { definition, input, tasks, expected } = workloads.find((w) => w.name === name)
/** Long enough to be warm, short enough to be done. */
const budget = 4000
const most = 1000

async function measure() {
  const { build, run } = await import(`./engines/${engine}.mjs`)
  const handlers = tasks?.() ?? {}
  const machine = await build(definition)
  const times = []
  const begun = performance.now()
  do {
    const before = process.cpuUsage()
    const output = await run(machine, input, handlers)
    const { user, system } = process.cpuUsage(before)
    times.push((user + system) / 1000)
    if (times.length === 1 && !expected(output)) return { wrong: true }
  } while (performance.now() - begun < budget && times.length < most)
  // the first half is what the compiler needs to get warm
  const warm = times.slice(times.length >> 1).sort((a, b) => a - b)
  return { median: warm[warm.length >> 1], least: warm[0], megabytes: Math.round(process.resourceUsage().maxRSS / 1024) }
}

const silent = console.log
console.log = console.error = () => {}
const result = await measure().catch((error) => ({ error: String(error?.message ?? error) }))
silent(JSON.stringify(result))
process.exit(0)
