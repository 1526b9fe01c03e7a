import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { installVsix, makeProfile, newPage, startServer, workbenchUrl } from './vscode.mjs'
import { workbench } from './workbench.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))

/**
 * Runs one script of ui/: its default export gets a workbench with the VSIX installed and `check(name, f)`; its `workspace` names the
 * folder of examples/ that is opened, as a copy, and `files` are written into it; `setUp` starts what the script needs, and gives more `files`
 * and `tearDown`; `extensions` are folders beside this file that are installed too; `settings` are added to the user's; with `dialogs` VS Code
 * shows its modal dialogs. Screenshots go to shots/.
 */
export async function runUi({ vscode, browser, vsix, examples, shots, log, keep, script, limit = 180_000 }) {
  const module = await import(pathToFileURL(script))
  const profile = makeProfile({ extra: module.settings ?? {} })
  const workspace = path.join(realpathSync(profile.root), path.basename(path.join(examples, module.workspace ?? '')))
  cpSync(path.join(examples, module.workspace ?? ''), workspace, { recursive: true })
  const { files, tearDown } = (await module.setUp?.()) ?? {}
  for (const [name, text] of Object.entries({ ...module.files, ...files })) {
    mkdirSync(path.dirname(path.join(workspace, name)), { recursive: true })
    writeFileSync(path.join(workspace, name), text)
  }
  await installVsix(vscode, profile, vsix)
  for (const folder of module.extensions ?? []) await installVsix(vscode, profile, pack(path.join(here, folder), profile.root))
  const server = await startServer(vscode, profile, { log, dialogs: module.dialogs })
  const { page, refused } = await newPage(browser, { log })
  page.setDefaultTimeout(15_000)
  mkdirSync(shots, { recursive: true })
  const shot = (name) => page.screenshot({ path: path.join(shots, `${name}.png`) })
  const name = path.basename(script, '.mjs')
  const result = { passed: 0, failed: 0 }
  const check = async (title, f) => {
    const t = Date.now()
    try {
      await f()
      result.passed++
      console.log(`  ok    ${title} (${Date.now() - t} ms)`)
    } catch (error) {
      result.failed++
      console.log(`  FAIL  ${title}: ${error.message}`)
      await shot(`fail-${name}`).catch(() => {})
      // A script is one story: what comes after a step that failed proves nothing.
      throw new Error('The rest was not tried.')
    }
  }
  let timer
  try {
    const skip = [
      ['skipWelcome', 'true'],
      ['skipReleaseNotes', 'true'],
    ]
    await page.goto(workbenchUrl(server, { folder: workspace, payload: skip }))
    await page.locator('.monaco-workbench .statusbar').waitFor({ timeout: 60_000 })
    const late = new Promise((_, reject) => (timer = setTimeout(reject, limit, new Error(`no end within ${limit / 1000} s`))))
    await Promise.race([
      module.default({
        ...workbench(page),
        page,
        check,
        shot,
        workspace,
        lineOf: (file, text) => lineOf(path.join(workspace, file), text),
      }),
      late,
    ])
    // The extension and its panel ask nothing of the network.
    const asked = refused.filter((url) => !url.includes('vscode-cdn.net') && !url.includes('vscode-unpkg.net'))
    if (asked.length) throw new Error(`requests to the network: ${asked.slice(0, 5).join(' ')}`)
    return result
  } catch (error) {
    if (result.failed) return result
    await shot(`fail-${name}`).catch(() => {})
    return { ...result, failed: 1, error }
  } finally {
    clearTimeout(timer)
    await page.context().close()
    await server.stop()
    await tearDown?.()
    if (keep) console.log(`the profile is kept in ${profile.root}`)
    else profile.dispose()
  }
}

/** The 1-based line that holds a text first. */
function lineOf(file, text) {
  const index = readFileSync(file, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text))
  if (index < 0) throw new Error(`${text} is not in ${file}`)
  return index + 1
}

/** Makes a VSIX of a folder. */
function pack(folder, into) {
  const out = path.join(into, `${path.basename(folder)}.vsix`)
  const vsce = path.join(here, '../../node_modules/@vscode/vsce/vsce')
  const { status, stderr } = spawnSync(
    process.execPath,
    [vsce, 'package', '--no-dependencies', '--skip-license', '--allow-missing-repository', '--out', out],
    { cwd: folder },
  )
  if (status !== 0) throw new Error(`${folder} was not packed: ${stderr}`)
  return out
}
