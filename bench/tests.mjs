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
const many = { visits: { CreateOrder: 1 }, attempts: { CreateOrder: 1 }, calls: { CreateOrder: [{}] } }
const asserts = ['{% $states.output.order.total > 40 %}', '$.items[0].sku']
/** The same, each with as much expected as one may write. */
const strict = cases.map(({ expect, ...rest }) => ({
  ...rest,
  expect: { ...expect, ...many, ...(expect.error === undefined && { assert: asserts }) },
}))

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
  const write = (name, own) =>
    writeFileSync(join(folder, name), JSON.stringify({ definition: 'order.asl.json', mockConfig: 'MockConfigFile.json', cases: own }))
  write('order.asl.test.json', cases)
  write('strict.asl.test.json', strict)
  const node = `${process.execPath} ${cli}`
  const tests = cpuOf(`${node} test order.asl.test.json`)
  const more = cpuOf(`${node} test strict.asl.test.json --coverage lcov`)
  const runs = cases
    .slice(0, part)
    .map(
      ({ testCase }) => `${node} run order.asl.json --input @input.json --mock-config MockConfigFile.json --test-case ${testCase} --json`,
    )
  const loop = (cpuOf(`${runs.join('; ')}; true`).seconds * count) / part
  console.log(`| ${count} cases of the order workflow | seconds of CPU |`)
  console.log('| --- | ---: |')
  console.log(`| stepthrough test (${tests.last}) | ${tests.seconds.toFixed(1)} |`)
  console.log(`| with visits, attempts, calls and assertions, and coverage (${more.last}) | ${more.seconds.toFixed(1)} |`)
  console.log(`| a shell loop of stepthrough run, ${part} of them, scaled | ${loop.toFixed(0)} |`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
