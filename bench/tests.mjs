// node bench/tests.mjs [CASES]      Runs so many cases (1,000) of the order workflow by `stepthrough test`, and the same cases by a shell loop of
// `stepthrough run`, of which it runs a part and scales it; prints seconds of CPU, with the start of each process. Needs dist/cli.js (npm run build).
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const count = Number(process.argv[2] ?? 1000)
/** How many cases the loop really runs. */
const part = 20
const example = fileURLToPath(new URL('../examples/order-processing', import.meta.url))
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'stepthrough-bench-'))

const errors = { PaymentDeclined: 'PaymentDeclined', OutOfStock: 'OutOfStock' }
const testCases = ['HappyPath', 'PaymentDeclined', 'RetryThenSuccess', 'OutOfStock', 'EmailFails']
const cases = Array.from({ length: count }, (_, i) => {
  const testCase = testCases[i % testCases.length]
  return {
    name: `${testCase} ${i}`,
    inputFile: 'input.json',
    testCase,
    expect: errors[testCase] ? { error: errors[testCase] } : { status: 'SUCCEEDED' },
  }
})

/** Seconds of CPU of a script and all that it starts, and the last line that it prints. */
function cpuOf(script) {
  const timed = `TIMEFORMAT='%U %S'; { time { ${script}; } 2>/dev/null; } 2>cpu`
  const printed = execFileSync('bash', ['-c', timed], { cwd: folder, encoding: 'utf8' })
  const [user, system] = readFileSync(join(folder, 'cpu'), 'utf8').trim().split(' ').map(Number)
  return { seconds: user + system, last: printed.trim().split('\n').at(-1) }
}

try {
  copyFileSync(join(example, 'order-processing.asl.json'), join(folder, 'order.asl.json'))
  copyFileSync(join(example, 'order-processing.input.json'), join(folder, 'input.json'))
  copyFileSync(join(example, 'MockConfigFile.json'), join(folder, 'MockConfigFile.json'))
  writeFileSync(
    join(folder, 'order.asl.test.json'),
    JSON.stringify({ definition: 'order.asl.json', mockConfig: 'MockConfigFile.json', cases }),
  )
  const node = `${process.execPath} ${cli}`
  const tests = cpuOf(`${node} test || true`)
  const runs = cases
    .slice(0, part)
    .map(
      ({ testCase }) => `${node} run order.asl.json --input @input.json --mock-config MockConfigFile.json --test-case ${testCase} --json`,
    )
  const loop = (cpuOf(`${runs.join('; ')}; true`).seconds * count) / part
  console.log(`| ${count} cases of the order workflow | seconds of CPU |`)
  console.log('| --- | ---: |')
  console.log(`| stepthrough test (${tests.last}) | ${tests.seconds.toFixed(1)} |`)
  console.log(`| a shell loop of stepthrough run, ${part} of them, scaled | ${loop.toFixed(0)} |`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
