// Every view of the panel in every theme: what axe-core finds, the contrast of what it does not look at, and the keyboard's way through it.
import assert from 'node:assert/strict'
import { act, showView } from '../act.mjs'
import { findings } from '../axe.mjs'
import { poorPairs, svgTexts } from '../contrast.mjs'
import { walk } from '../keyboard.mjs'
import { makeRun, openPanel, themes } from '../panel.mjs'

/** What is looked at: a run, a tab, and what somebody has done there. */
const views = [
  { name: 'nothing', run: undefined },
  { name: 'events of an order', run: 'retry' },
  { name: 'events of a failed run', run: 'fail' },
  { name: 'events of a Map that stands', run: 'map10', until: 60 },
  { name: 'events in a side bar', run: 'waiting', width: 320, height: 700 },
]

/** Our own colours as texts, on the panel and on what is chosen. Those of the theme alone are the theme's. */
const own = ['--good', '--bad', '--busy', '--wait', '--quiet'].map((name) => [`var(${name})`, 'var(--ground)', 4.5])

export default async ({ browser, check }) => {
  for (const view of views) {
    const run = view.run && (await makeRun(view.run))
    for (const theme of themes) {
      const panel = await openPanel(browser, { ...view, run, theme })
      const { page, problems } = panel
      page.setDefaultTimeout(5000)
      await check(`${view.name}, ${theme}`, async () => {
        if (view.view) await showView(page, view.view)
        if (view.do) await act(page, view.do)
        // What a theme changes is colours: the rest is the same in all of them.
        const found = await findings(page, theme === 'dark' ? {} : { only: ['color-contrast', 'link-in-text-block'] })
        const poor = await page.evaluate(poorPairs, [...own, ...(await page.evaluate(svgTexts))])
        assert.deepEqual([...found, ...poor, ...problems], [])
        assert.equal(await page.evaluate(() => document.getAnimations().length), 0, 'something moves though motion is to be reduced')
      })
      if (theme === 'dark') await check(`${view.name}: by keyboard`, async () => (await walk(page)).join(', '))
      await panel.close()
    }
  }
}
