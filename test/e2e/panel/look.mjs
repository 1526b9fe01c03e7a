// Looks at the panel: a screenshot of the built webview in plain Chromium on a run that has really run. See the usage below.
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { launchBrowser } from '../browser.mjs'
import { act, showView } from './act.mjs'
import { makeRun, openPanel, themes } from './panel.mjs'

const usage = `node test/e2e/panel/look.mjs [options]
  --run NAME    order retry fail parallel compensate loan onboarding report waiting map10 map1000 map10000 states50 states500
                events20000 heavy25000 hostile, or the FILE of a definition (--input JSON), or none   (default order)
  --view NAME   the tab that is chosen: graph, table, events...
  --theme NAME  dark light hc hc-light, or all: the theme's name is put into the file's
  --beside NAME the run that it is compared with
  --preview     only the definition, without the run
  --until N     only the first N events, and still running
  --width 1200 --height 500
  --do "..."    click SELECTOR; dblclick S; menu S; hover S; focus S; press KEY KEY; type TEXT; fill S = TEXT; scroll S = PIXELS;
                wheel PIXELS; drag S = X,Y; wait S; size WxH; send JSON
  --state JSON  what VS Code has kept of the panel
  --out FILE    the screenshot (default /tmp/panel.png)
  --aria        prints what a screen reader is told
  --axe         prints what axe-core finds
  --sent        prints what the panel has said to the extension
Prints errors, violations of the policy and foreign requests; 1 where there is one.`

const { values: options } = parseArgs({
  options: {
    run: { type: 'string', default: 'order' },
    input: { type: 'string' },
    view: { type: 'string' },
    theme: { type: 'string', default: 'dark' },
    preview: { type: 'boolean' },
    beside: { type: 'string' },
    until: { type: 'string' },
    width: { type: 'string', default: '1200' },
    height: { type: 'string', default: '500' },
    do: { type: 'string', default: '' },
    state: { type: 'string' },
    out: { type: 'string', default: '/tmp/panel.png' },
    aria: { type: 'boolean' },
    axe: { type: 'boolean' },
    sent: { type: 'boolean' },
    help: { type: 'boolean' },
  },
})
if (options.help) {
  console.log(usage)
  process.exit(0)
}
if (!existsSync(path.join(import.meta.dirname, '../../../dist/webview.js'))) throw new Error('First: node scripts/build.mjs webview')

const [run, beside, browser] = await Promise.all([
  options.run === 'none' ? undefined : makeRun(options.run, { input: options.input }),
  options.beside && makeRun(options.beside),
  launchBrowser(),
])
mkdirSync(path.dirname(path.resolve(options.out)), { recursive: true })
const chosen = options.theme === 'all' ? themes : [options.theme]
let bad = false
for (const theme of chosen) {
  const panel = await openPanel(browser, {
    run,
    theme,
    preview: options.preview ?? false,
    ...(beside && { beside }),
    width: Number(options.width),
    height: Number(options.height),
    ...(options.until && { until: Number(options.until) }),
    ...(options.state && { state: JSON.parse(options.state) }),
  })
  const { page, problems, sent } = panel
  page.setDefaultTimeout(5000)
  const out = chosen.length === 1 ? options.out : options.out.replace(/(\.png)?$/, `-${theme}.png`)
  try {
    if (options.view) await showView(page, options.view)
    await act(page, options.do)
  } catch (error) {
    problems.push(error.message)
  }
  await page.screenshot({ path: out })
  console.log(out)
  if (options.aria) console.log(await page.locator('body').ariaSnapshot())
  if (options.axe) {
    const { findings } = await import('./axe.mjs')
    for (const finding of await findings(page)) console.log(finding)
  }
  if (options.sent) for (const message of sent) console.log(JSON.stringify(message).slice(0, 500))
  for (const problem of problems) console.log(`! ${problem}`)
  bad ||= problems.length > 0
  await panel.close()
}
await browser.close()
process.exit(bad ? 1 : 0)
