// node scripts/mutate.mjs [--count N] [--seed N] [--tests PATH,PATH] [--jobs N] [--seconds N] [--verbose] FOLDER|FILE...
// Changes one place of the sources at a time, in a copy, and runs the unit tests: a change that no test notices is printed. The last line says how
// many were killed; the exit code is 0. The sample is drawn anew with each seed, the same for the same seed and sources.
import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '1' },
    tests: { type: 'string' },
    seconds: { type: 'string', default: '90' },
    verbose: { type: 'boolean', default: false },
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

/** Which tests are asked, the nearest first: what a folder's tests are, those that use it, and without those that need minutes or a build. */
const testsOf = (file) => {
  if (values.tests) return values.tests.split(',')
  const own = [`test/${path.dirname(file)}/${path.basename(file, '.ts')}.test.ts`]
  const [, tests] = related.find(([folder]) => file.startsWith(folder)) ?? ['', ['test']]
  return [...own.filter((test) => existsSync(path.join(root, test))), ...tests]
}
const related = [
  ['client/', ['test/client/']],
  ['core/model/', ['test/core/model/', 'test/core/analysis/', 'test/core/language/']],
  [
    'core/history/',
    ['events', 'wire', 'rows', 'eventLog', 'chains', 'read', 'log', 'sentText', 'archive'].map(
      (name) => `test/core/history/${name}.test.ts`,
    ),
  ],
  [
    'core/interpreter/',
    [
      ...['memory', 'execution', 'map', 'errors', 'choice', 'time', 'history', 'csv', 'itemReader'].map(
        (name) => `test/core/interpreter/${name}.test.ts`,
      ),
      'test/examples/examples.test.ts',
      ...['mapItem', 'resource', 'sentText', 'substitutions'].map((name) => `test/core/interpreter/${name}.test.ts`),
      'test/core/service/testState/',
      'test/core/run/mock/',
      ...['back', 'jumps', 'sameRun', 'timeline', 'threads', 'tasks'].map((name) => `test/debugger/${name}.test.ts`),
      'test/core/interpreter/',
    ],
  ],
  [
    'debugger/',
    [
      ...[
        'units',
        'places',
        'looking',
        'runtime',
        'variableStore',
        'narration',
        'timeline',
        'breakpoints',
        'back',
        'jumps',
        'edited',
        'values',
        'evaluate',
        'threads',
        'tasks',
        'sessions',
        'requests',
        'uris',
      ].map((name) => `test/debugger/${name}.test.ts`),
      ...['connection', 'workerEngine', 'wide', 'launch', 'sameRun', 'hostile', 'walk', 'load'].map(
        (name) => `test/debugger/${name}.test.ts`,
      ),
    ],
  ],
]

/** Answers with the first test that fails with what is in the folder, with null if none does. A run that does not come to an end fails too. */
function testers(folder) {
  let child
  const start = async () => {
    child = fork(path.join(folder, 'scripts/mutantTests.mjs'), {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      detached: true,
    })
    const [code] = await Promise.race([once(child, 'message'), once(child, 'exit')])
    if (code !== 'ready') throw new Error('The tests cannot be run: try node scripts/mutantTests.mjs')
  }
  const end = () => {
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      // it has gone by itself
    }
  }
  const ask = async (changed, tests, again = true) => {
    if (child === undefined) await start()
    child.send({ changed, tests })
    const late = new AbortController()
    const answer = await Promise.race([
      once(child, 'message', late).then(([failed]) => failed),
      once(child, 'exit', late).then(() => '[vitest-pool] the tests have ended'),
      setTimeout(Number(values.seconds) * 1000, 'does not end', late),
    ])
    late.abort()
    // where the process of the tests has died, it may be for another reason than the mutant
    const died = answer?.startsWith('[vitest-pool]')
    if (died || answer === 'does not end') {
      end()
      child = undefined
    }
    return died && again ? ask(changed, tests, false) : answer
  }
  // a mutant may loop for ever: it must not outlive this run
  process.on('exit', () => child && end())
  return { ask, end: () => child && end() }
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))

const all = positionals.flatMap(filesBelow).flatMap((file) => [...mutants(file)])
const chosen = sample(all, Number(values.count), randomOf(Number(values.seed)))
console.log(`${chosen.length} of ${all.length} mutants`)
const queue = [...chosen]
let survivors = 0
let done = 0
await Promise.all(
  Array.from({ length: Number(values.jobs) }, async () => {
    const folder = copy()
    const { ask, end } = testers(folder)
    for (const [, tests] of values.tests
      ? [['', values.tests.split(',')]]
      : related.filter(([folder]) => chosen.some(({ file }) => file.startsWith(folder)))) {
      const failed = await ask([], tests)
      if (failed) throw new Error(`Without a mutant this fails: ${failed}`)
    }
    const changed = []
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      const target = path.join(folder, mutant.file)
      const original = readFileSync(target, 'utf8')
      writeFileSync(target, mutant.text)
      const failed = await ask([...changed.splice(0), mutant.file], testsOf(mutant.file))
      writeFileSync(target, original)
      changed.push(mutant.file)
      done++
      if (!failed) survivors++
      if (!failed || values.verbose)
        console.log(
          `${done} ${failed ? `killed by ${failed}:` : 'survived'} ${mutant.file}:${mutant.line}\n  - ${mutant.before}\n  + ${mutant.after}`,
        )
    }
    end()
    rmSync(folder, { recursive: true, force: true })
  }),
)
console.log(`${chosen.length - survivors} of ${chosen.length} killed (${((1 - survivors / chosen.length) * 100).toFixed(0)} %)`)
