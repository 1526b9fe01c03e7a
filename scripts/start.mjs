// npm start: builds the extension and opens VS Code on examples/ with it. A desktop's `code` where there is one, else the VS Code
// server of test/e2e on loopback, whose address is printed. Stays in the foreground; Ctrl+C ends it.
// node scripts/start.mjs [FOLDER] [--server] [--port N]
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values: options, positionals } = parseArgs({
  options: { server: { type: 'boolean' }, port: { type: 'string', default: '0' } },
  allowPositionals: true,
})
const folder = path.resolve(positionals[0] ?? path.join(root, 'examples'))
if (!existsSync(folder)) fail(`There is no folder ${folder}.`)

step('Building the extension')
run(process.execPath, [path.join(root, 'scripts/build.mjs')])
const code = process.platform === 'win32' ? 'code.cmd' : 'code'
if (!options.server && isDesktopCode()) openDesktop()
else await serve()

/** Remote shells have a `code` too, which opens windows elsewhere: `--version` works, but there is no screen. */
function isDesktopCode() {
  const hasScreen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  return hasScreen && spawnSync(code, ['--version'], { shell: process.platform === 'win32' }).status === 0
}

function openDesktop() {
  step(`Opening VS Code on ${folder}; this command ends with its window`)
  run(code, ['--new-window', '--wait', `--extensionDevelopmentPath=${root}`, folder])
}

async function serve() {
  step('Packaging it')
  run(process.execPath, [path.join(root, 'scripts/package.mjs')])
  step('There is no desktop VS Code here: starting a VS Code server')
  const { prepare } = await import('../test/e2e/prepare.mjs')
  const { installVsix, installation, makeProfile, startServer, workbenchUrl } = await import('../test/e2e/vscode.mjs')
  await prepare()
  const vscode = installation()
  const profile = makeProfile({
    settings: { 'security.workspace.trust.enabled': false, 'workbench.startupEditor': 'none', 'telemetry.telemetryLevel': 'off' },
  })
  process.on('exit', () => profile.dispose())
  await installVsix(vscode, profile, path.join(root, 'stepthrough.vsix'))
  const server = await startServer(vscode, profile, { port: Number(options.port) }).catch((error) => fail(error.message))
  let stopping = false
  const stop = () => {
    stopping = true
    return server.stop().then(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  console.log(
    `\n  Open ${workbenchUrl(server, { folder })}\n\n  Then open order-processing/order-processing.asl.json and press F5. Ctrl+C ends the server.\n`,
  )
  await server.exited
  if (!stopping) fail('The VS Code server has ended.')
}

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' && command === code })
  if (status !== 0) process.exit(status ?? 1)
}

function step(text) {
  console.log(`stepthrough: ${text}`)
}

function fail(message) {
  console.error(`stepthrough: ${message}`)
  process.exit(1)
}
