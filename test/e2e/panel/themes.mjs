// node test/e2e/panel/themes.mjs      Writes what VS Code gives a webview, for each of its themes, into webview/themes: once for a version of VS Code.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { launchBrowser } from '../browser.mjs'
import { prepare } from '../prepare.mjs'
import { installation, installVsix, makeProfile, newPage, startServer, workbenchUrl } from '../vscode.mjs'
import { workbench } from '../workbench.mjs'

const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  hc: 'Default High Contrast',
  'hc-light': 'Default High Contrast Light',
}
const root = path.join(import.meta.dirname, '../../..')

await prepare()
const vscode = installation()
const browser = await launchBrowser()
for (const [name, theme] of Object.entries(themes)) {
  const profile = makeProfile({ extra: { 'workbench.colorTheme': theme } })
  await installVsix(vscode, profile, path.join(root, 'stepthrough.vsix'))
  const server = await startServer(vscode, profile)
  const { page } = await newPage(browser)
  const { webview, command } = workbench(page)
  await page.goto(workbenchUrl(server, { folder: path.join(root, 'examples/hello-world') }))
  await page.locator('.monaco-workbench .statusbar').waitFor({ timeout: 60_000 })
  await command('Focus on Execution History View')
  await webview().locator('#root').waitFor()
  const found = await webview()
    .locator('body')
    .evaluate((body) => {
      const { style } = document.documentElement
      const variables = Object.fromEntries([...style].map((name) => [name, style.getPropertyValue(name)]))
      const { vscodeThemeKind, vscodeThemeId, vscodeThemeName } = body.dataset
      return {
        classes: body.className,
        kind: vscodeThemeKind,
        id: vscodeThemeId,
        name: vscodeThemeName,
        variables,
        styles: document.getElementById('_defaultStyles')?.textContent,
      }
    })
  writeFileSync(path.join(root, 'webview/themes', `${name}.json`), `${JSON.stringify(found, undefined, 1)}\n`)
  console.log(`${name}: ${Object.keys(found.variables).length} variables`)
  await page.context().close()
  await server.stop()
  profile.dispose()
}
await browser.close()
