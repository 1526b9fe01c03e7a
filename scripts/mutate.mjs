// node scripts/mutate.mjs [--count N] [--seed N] [--tests PATH,PATH] [--jobs N] FOLDER|FILE...
// Changes one place of the sources at a time, in a copy, and runs the unit tests: a change that no test notices is printed. The last line says how
// many were killed; the exit code is 0. The sample is drawn anew with each seed, the same for the same seed and sources.
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '2' },
    tests: { type: 'string', default: 'test/core/interpreter,test/core/testState,test/core/mock,test/debugger,test/examples,test/cli' },
  },
})

/** What is changed: an expression and what stands in its place. Each is a change of behaviour that compiles. */
const operators = [
  [/ === /, ' !== '],
  [/ !== /, ' === '],
  [/ < /, ' <= '],
  [/ <= /, ' < '],
  [/ > /, ' >= '],
  [/ >= /, ' > '],
  [/ && /, ' || '],
  [/ \|\| /, ' && '],
  [/ \?\? /, ' && '],
  [/ \+ /, ' - '],
  [/ - /, ' + '],
  [/\+\+/, '--'],
  [/\btrue\b/, 'false'],
  [/\bfalse\b/, 'true'],
  [/\b0\b/, '1'],
  [/\b1\b/, '2'],
  [/\bif \(/, 'if (true || '],
  [/\bif \(/, 'if (false && '],
  [/\bMath\.min\b/, 'Math.max'],
  [/\bMath\.max\b/, 'Math.min'],
  [/\.slice\(\)/, ''],
]
/** A statement that is a call or an assignment: it is left out. */
const statement = /^\s+(?:[\w.!?[\]]+\(.*\)|(?:this|thread|parent|child|execution)\.[\w.!]+ = .*[^,{(])$/
/** Lines whose change nobody can see: comments, types, imports. */
const dull = /^\s*(?:\/\/|\/?\*|import\b|export (?:type|interface)\b|type\b|readonly\b|interface\b|\}?\s*$)/

/** Where a line's code stands, so that no text or comment is changed. */
const inText = (line, at) => (line.slice(0, at).match(/(?<!\\)['`"]/g) ?? []).length % 2 === 1 || /\/\/|\/\*/.test(line.slice(0, at))

function* mutants(file) {
  const lines = readFileSync(path.join(root, file), 'utf8').split('\n')
  for (const [i, line] of lines.entries()) {
    if (dull.test(line)) continue
    const put = (text) => ({
      file,
      line: i + 1,
      before: line.trim(),
      after: text.trim() || '(left out)',
      text: lines.with(i, text).join('\n'),
    })
    if (statement.test(line)) yield put('')
    for (const [from, to] of operators)
      for (const { index, 0: found } of line.matchAll(new RegExp(from, 'g')))
        if (!inText(line, index)) yield put(line.slice(0, index) + to + line.slice(index + found.length))
  }
}

const filesBelow = (name) =>
  statSync(path.join(root, name)).isFile()
    ? [name]
    : readdirSync(path.join(root, name), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
        .map((file) => path.join(name, file))
        .sort()

/** A generator of the well-known kind (mulberry32). */
function randomOf(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

function sample(all, count, random) {
  const left = [...all]
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(Math.floor(random() * left.length), 1)[0])
}

/** A copy of the tracked files, with the packages of this folder. */
function copy() {
  const folder = mkdtempSync(path.join(tmpdir(), 'stepthrough-mutants-'))
  const { stdout } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e8,
  })
  for (const file of stdout.split('\0').filter(Boolean)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    cpSync(path.join(root, file), path.join(folder, file))
  }
  for (const built of ['node_modules', 'dist']) symlinkSync(path.join(root, built), path.join(folder, built))
  return folder
}

/** Whether a test fails, or does not come to an end, with what is in the folder. */
const killed = (folder) =>
  new Promise((resolve) => {
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--bail=1', '--reporter=dot', ...values.tests.split(',')]
    const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore', detached: true })
    const timer = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), 180_000)
    child.on('exit', (code) => {
      clearTimeout(timer)
      resolve(code !== 0)
    })
  })

const all = positionals.flatMap(filesBelow).flatMap((file) => [...mutants(file)])
const chosen = sample(all, Number(values.count), randomOf(Number(values.seed)))
console.log(`${chosen.length} of ${all.length} mutants`)
const whole = copy()
if (await killed(whole)) throw new Error('The tests fail without a mutant.')
rmSync(whole, { recursive: true, force: true })
const queue = [...chosen]
let survivors = 0
await Promise.all(
  Array.from({ length: Number(values.jobs) }, async () => {
    const folder = copy()
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      const target = path.join(folder, mutant.file)
      const original = readFileSync(target, 'utf8')
      writeFileSync(target, mutant.text)
      if (!(await killed(folder))) {
        survivors++
        console.log(`survived ${mutant.file}:${mutant.line}\n  - ${mutant.before}\n  + ${mutant.after}`)
      }
      writeFileSync(target, original)
    }
    rmSync(folder, { recursive: true, force: true })
  }),
)
console.log(`${chosen.length - survivors} of ${chosen.length} killed (${((1 - survivors / chosen.length) * 100).toFixed(0)} %)`)
