// npm run test:desktop      The suite of the extension host in a desktop VS Code, which @vscode/test-electron downloads into .vscode-test/.
// VSCODE_VERSION: stable (default), insiders, or a version such as 1.91.0, the oldest that the manifest allows.

import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron'

const here = path.dirname(fileURLToPath(import.meta.url))
const root = path.join(here, '../..')
const scratch = mkdtempSync(path.join(tmpdir(), 'stepthrough-desktop-'))
const resultFile = path.join(scratch, 'suite.json')
const workspace = path.join(scratch, 'examples')
cpSync(path.join(root, 'examples'), workspace, { recursive: true })

for (const script of ['build', 'package']) {
  if (spawnSync(process.execPath, [path.join(root, `scripts/${script}.mjs`)], { cwd: root, stdio: 'inherit' }).status !== 0) process.exit(1)
}

try {
  const vscodeExecutablePath = await downloadAndUnzipVSCode(process.env.VSCODE_VERSION ?? 'stable')
  const folders = [`--user-data-dir=${path.join(scratch, 'user')}`, `--extensions-dir=${path.join(scratch, 'extensions')}`]
  const [cli] = resolveCliArgsFromVSCodeExecutablePath(vscodeExecutablePath)
  const install = ['--install-extension', path.join(root, 'stepthrough.vsix'), '--force', ...folders]
  const { status } = spawnSync(cli, install, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) throw new Error('The VSIX was not installed.')
  // An empty extension carries the run: the extension under test is the installed VSIX.
  const carrier = path.join(scratch, 'carrier')
  mkdirSync(carrier)
  writeFileSync(
    path.join(carrier, 'package.json'),
    JSON.stringify({ name: 'carrier', publisher: 'e2e', version: '0.0.0', engines: { vscode: '*' } }),
  )
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: carrier,
    extensionTestsPath: path.join(here, 'suite/index.cjs'),
    extensionTestsEnv: { E2E_RESULT: resultFile },
    launchArgs: [workspace, ...folders, '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'],
  })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
}
// The exit code proves nothing: the result file does.
const result = existsSync(resultFile) ? JSON.parse(readFileSync(resultFile, 'utf8')) : { passed: 0, failed: 1 }
rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })
console.log(`${result.passed} passed, ${result.failed} failed in a desktop VS Code`)
process.exit(result.failed || !result.passed ? 1 : 0)
