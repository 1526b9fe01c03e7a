// node scripts/replays.mjs
// Replays every execution that ../shared/conformance has recorded of AWS from its own history alone. Where one does not agree, it has to be in
// test/conformance/expected-replay-failures.txt, with a reason; one there that agrees is an error, so that the list only shrinks.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { importBundled } from '../test/support/bundle.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const shared = process.env.STEPTHROUGH_SHARED ?? path.join(root, '../shared')
const folder = path.join(shared, 'conformance/dev/executions')
if (!existsSync(folder)) process.exit(0)

const expected = new Set(
  readFileSync(path.join(root, 'test/conformance/expected-replay-failures.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#')),
)
const { replayed } = await importBundled('test/conformance/replays.ts')
let agreed = 0
let known = 0
const wrong = []
for (const file of readdirSync(folder).filter((name) => name.endsWith('.jsonl'))) {
  for (const line of readFileSync(path.join(folder, file), 'utf8').split('\n').filter(Boolean)) {
    const recorded = JSON.parse(line)
    const left = await replayed(recorded)
    if (left === undefined) continue
    const isExpected = expected.delete(recorded.id)
    if (left === null && isExpected) wrong.push(`${recorded.id} agrees now: remove it from the list`)
    else if (left === null) agreed++
    else if (isExpected) known++
    else wrong.push(`${recorded.id} ${JSON.stringify(left)}`)
  }
}
for (const id of expected) wrong.push(`${id} is in the list, and is no recorded execution with a history`)
for (const line of wrong) console.log(line)
console.log(`replays: ${agreed} agree with their histories, ${known} are known not to, ${wrong.length} wrong`)
process.exit(wrong.length === 0 ? 0 : 1)
