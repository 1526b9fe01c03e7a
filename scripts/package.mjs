// node scripts/package.mjs      Writes stepthrough.vsix: what stands in dist/, the grammars, the rules' pages and the manifest.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const out = 'stepthrough.vsix'
const limit = 4_000_000

if (!existsSync('dist/extension.js')) run('node', ['scripts/build.mjs'])
run('node', ['node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--skip-license', '--out', out])
const { size } = statSync(out)
console.log(`${out}: ${(size / 1000).toFixed(0)} kB of at most ${limit / 1000} kB`)
if (size > limit) process.exit(1)

function run(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status === 0) return
  console.error(stdout + stderr)
  process.exit(status ?? 1)
}
