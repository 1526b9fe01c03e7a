// node bench/pairwise.mjs COMMIT [WORKLOAD...]   Measures the interpreter beside itself at a commit: each workload by turns, in processes of their
// own, and prints how many times as fast it is now. The machine is shared: the best of three turns counts.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { workloads } from './workloads.mjs'

const [commit, ...only] = process.argv.slice(2)
const chosen = workloads.filter(({ name }) => only.length === 0 || only.includes(name))
if (commit === undefined || chosen.length === 0) {
  console.error('node bench/pairwise.mjs COMMIT [WORKLOAD...]')
  process.exit(2)
}

const here = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(path.join(tmpdir(), 'stepthrough-bench-'))
const there = path.join(folder, 'then')
const git = (...args) => execFileSync('git', args, { cwd: here, encoding: 'utf8' })
const turns = 3

const measure = (root, name) =>
  JSON.parse(execFileSync(process.execPath, [path.join(root, 'bench/measure.mjs'), 'stepthrough', name], { cwd: root, encoding: 'utf8' }))
    .least

try {
  git('worktree', 'add', '--detach', there, commit)
  symlinkSync(path.join(here, 'node_modules'), path.join(there, 'node_modules'))
  console.log('| workload | then | now | now / then |\n| --- | ---: | ---: | ---: |')
  for (const { name, transitions } of chosen) {
    const times = { before: [], now: [] }
    for (let turn = 0; turn < turns; turn++) {
      times.before.push(measure(there, name))
      times.now.push(measure(here, name))
    }
    const rate = (list) => (transitions / Math.min(...list)) * 1000
    const [then, now] = [rate(times.before), rate(times.now)]
    console.log(`| ${name} | ${Math.round(then / 1000)}k | ${Math.round(now / 1000)}k | ${(now / then).toFixed(2)} |`)
  }
} finally {
  git('worktree', 'remove', '--force', there)
  rmSync(folder, { recursive: true, force: true })
}
