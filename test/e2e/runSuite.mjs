import { closeSync, cpSync, existsSync, mkdirSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { installVsix, makeProfile, newPage, remote, startServer, workbenchUrl } from './vscode.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))

/** Runs suite/index.cjs in the extension host of a server with the VSIX installed, on a copy of the examples. */
export async function runSuite({ vscode, browser, vsix, examples, shots, log, keep, limit = 180_000 }) {
  const profile = makeProfile()
  const out = path.join(profile.root, 'suite.out')
  const resultFile = path.join(profile.root, 'suite.json')
  const workspace = path.join(profile.root, 'examples')
  cpSync(examples, workspace, { recursive: true })
  await installVsix(vscode, profile, vsix)
  let finish
  const ended = new Promise((resolve) => (finish = resolve))
  const server = await startServer(vscode, profile, {
    env: { E2E_OUTPUT: out, E2E_RESULT: resultFile },
    log: (text) => {
      log(text)
      if (/<\d+> Extension Host Process exited with code/.test(text)) setTimeout(finish, 4000, 'the extension host died')
    },
  })
  const show = follow(out)
  const ticker = setInterval(show, 200)
  const { page } = await newPage(browser, { log })
  try {
    await page.exposeFunction('codeAutomationLog', (type, args) => log(`workbench ${type}: ${args.join(' ')}`))
    await page.exposeFunction('codeAutomationExit', (code) => finish(`the suite ended with ${code}`))
    await page.goto(
      workbenchUrl(server, {
        folder: workspace,
        payload: [
          ['extensionDevelopmentPath', remote(server, carrier(profile))],
          ['extensionTestsPath', remote(server, path.join(here, 'suite/index.cjs'))],
          ['skipWelcome', 'true'],
          ['skipReleaseNotes', 'true'],
        ],
      }),
    )
    const why = await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, limit, `no end within ${limit / 1000} s`))])
    show()
    // The exit code proves nothing: a killed extension host and an empty run both give 0.
    if (!existsSync(resultFile)) {
      mkdirSync(shots, { recursive: true })
      await page.screenshot({ path: path.join(shots, 'fail-suite.png') })
      throw new Error(`The suite left no result: ${why}`)
    }
    return JSON.parse(readFileSync(resultFile, 'utf8'))
  } finally {
    clearInterval(ticker)
    await page.context().close()
    await server.stop()
    if (keep) console.log(`the profile is kept in ${profile.root}`)
    else profile.dispose()
  }
}

/** An empty extension that carries the test run: the extension under test is the installed VSIX. */
function carrier(profile) {
  const dir = path.join(profile.root, 'carrier')
  mkdirSync(dir)
  writeFileSync(
    path.join(dir, 'package.json'),
    JSON.stringify({ name: 'carrier', publisher: 'e2e', version: '0.0.0', engines: { vscode: '*' } }),
  )
  return dir
}

/** Prints what a file has gained since the last call. */
function follow(file) {
  let seen = 0
  return () => {
    if (!existsSync(file)) return
    const descriptor = openSync(file, 'r')
    const buffer = Buffer.alloc(65_536)
    for (let n; (n = readSync(descriptor, buffer, 0, buffer.length, seen)) > 0; seen += n) process.stdout.write(buffer.subarray(0, n))
    closeSync(descriptor)
  }
}
