// node scripts/recorded.mjs conformance|definitions [OPTIONS...]
// Runs the recorded cases that may lie beside the project, in ../shared, through our adapters; the options go to their checker.
// The project needs none of them: where they are not there, it says so and ends well.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [kind, ...options] = process.argv.slice(2)
const adapter = `test/${kind}/adapter.mjs`
if (!['conformance', 'definitions'].includes(kind)) fail('Say conformance or definitions.')

const shared = process.env.STEPTHROUGH_SHARED ?? path.join(root, '../shared')
const checker = path.join(shared, kind, 'check.mjs')
if (!existsSync(checker)) {
  console.log(`There are no recorded cases beside this project (../shared/${kind}): nothing to run.`)
  process.exit(0)
}
if (!existsSync(path.join(root, adapter))) fail(`There is no ${adapter}.`)

const failures = `test/${kind}/expected-failures.txt`
const expected = existsSync(path.join(root, failures)) && kind === 'conformance' ? ['--expected-failures', path.join(root, failures)] : []
const { status } = spawnSync(process.execPath, [checker, '--adapter', path.join(root, adapter), ...expected, ...options], {
  cwd: root,
  stdio: 'inherit',
})
if (status !== 0 || kind !== 'conformance' || options.length > 0) process.exit(status ?? 1)
// each recorded execution is also replayed from its own history alone
process.exit(spawnSync(process.execPath, [path.join(root, 'scripts/replays.mjs')], { cwd: root, stdio: 'inherit' }).status ?? 1)

function fail(message) {
  console.error(message)
  process.exit(2)
}
