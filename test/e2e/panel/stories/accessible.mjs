// Every view of the panel in every theme: what axe-core finds, the contrast of what it does not look at, and the keyboard's way through it.
import assert from 'node:assert/strict'
import { act, showView } from '../act.mjs'
import { findings } from '../axe.mjs'
import { poorPairs, svgPairs } from '../contrast.mjs'
import { walk } from '../keyboard.mjs'
import { makeRun, openPanel, themes } from '../panel.mjs'

/** The debugger stands at an error in a branch, and has gone back: what came later is ahead. */
const paused = {
  type: 'standing',
  standing: {
    ...{ reason: 'exception', description: 'Stopped on an error that is tried again', text: 'Boom', threadId: 1, events: 9 },
    threads: [{ threadId: 1, name: 'Orders [12]', stage: 'retry', attempt: 1, event: 7 }],
  },
}
const back = { type: 'history', history: { from: 9, events: [], status: 'RUNNING', ahead: 20 } }

/** What is looked at: a run, a tab, and what somebody has done there. */
const views = [
  { name: 'nothing', run: undefined },
  { name: 'graph of an order', run: 'retry', view: 'Graph' },
  { name: 'graph of branches', run: 'parallel', view: 'Graph', do: 'click [role=tree]; press ArrowDown ArrowDown' },
  { name: 'graph of 500 states', run: 'states500', view: 'Graph', do: 'wait [role=treeitem]' },
  { name: 'graph without a run', run: 'loan', preview: true },
  { name: 'graph in a side bar', run: 'fail', view: 'Graph', width: 320, height: 700 },
  { name: 'table of waits and retries', run: 'waiting', view: 'Table', do: 'press Tab; click [role=row]:nth-child(2); press ArrowRight' },
  { name: 'table of a Map', run: 'map1000', view: 'Table', do: 'click text=Items; press ArrowRight' },
  { name: 'events of an order', run: 'retry', view: 'Events' },
  { name: 'events, filtered', run: 'fail', view: 'Events', do: 'click text=Filter by' },
  { name: 'events of a Map that stands', run: 'map10', until: 60, view: 'Events' },
  { name: 'a Map that stands, in the table', run: 'map10', until: 60, view: 'Table' },
  { name: 'a Map that stands, as a graph', run: 'map10', until: 60, view: 'Graph' },
  { name: 'events in a side bar', run: 'waiting', view: 'Events', width: 320, height: 700 },
  { name: 'the execution', run: 'fail', view: 'Graph' },
  { name: 'pipeline of a state', run: 'retry', view: 'Table', do: 'click text=ProcessPayment', width: 1100, height: 900 },
  { name: 'variables of a state', run: 'parallel', view: 'Table', do: 'click text=PlanTrip; click role=tab[name="Variables"]' },
  { name: 'attempts of a state', run: 'waiting', view: 'Table', do: 'click text=Charge; click role=tab[name="Retries"]' },
  { name: 'a state in a side bar', run: 'waiting', view: 'Table', do: 'click text=Ask', width: 320, height: 800 },
  {
    name: 'two values, compared',
    run: 'retry',
    view: 'Table',
    do: 'click text=ProcessPayment; click role=tab[name="Input and output"]; click [title^="Mark"] >> nth=0; click [title^="Compare"] >> nth=1',
  },
  { name: 'two runs, compared', run: 'parallel', beside: 'compensate', width: 1100, height: 700 },
  { name: 'two runs in a side bar', run: 'order', beside: 'retry', width: 320, height: 700 },
  {
    name: 'the debugger has gone back',
    run: 'retry',
    until: 20,
    view: 'Events',
    do: `send ${JSON.stringify(paused)}; send ${JSON.stringify(back)}`,
  },
  {
    name: 'the debugger has gone back, in the table',
    run: 'map10',
    until: 60,
    view: 'Table',
    do: `send ${JSON.stringify(paused)}; send ${JSON.stringify(back)}`,
  },
  { name: 'a run as it was', run: 'retry', view: 'Graph', do: 'focus [role=slider]; press PageDown PageDown PageDown' },
  { name: 'limits and cost', run: 'retry', view: 'Limits' },
]

/** Our own colours as texts, on the panel and on what is chosen. Those of the theme alone are the theme's. */
const own = ['--good', '--bad', '--busy', '--wait', '--quiet'].map((name) => [`var(${name})`, 'var(--ground)', 4.5])

export default async ({ browser, check }) => {
  const left = [...views]
  const look = async (view) => {
    const run = view.run && (await makeRun(view.run))
    const beside = view.beside && (await makeRun(view.beside))
    const { page, problems, dress, close } = await openPanel(browser, { ...view, run, beside, theme: themes[0] })
    page.setDefaultTimeout(5000)
    if (view.view) await showView(page, view.view)
    if (view.do) await act(page, view.do)
    for (const theme of themes) {
      await check(`${view.name}, ${theme}`, async () => {
        await dress(theme)
        // What a theme changes is colours: the rest is the same in all of them.
        const found = await findings(page, theme === themes[0] ? {} : { only: ['color-contrast', 'link-in-text-block'] })
        const poor = await page.evaluate(poorPairs, [...own, ...(await page.evaluate(svgPairs))])
        assert.deepEqual([...found, ...poor, ...problems], [])
      })
    }
    await check(`${view.name}: by keyboard, and nothing moves that need not`, async () => {
      assert.equal(await page.evaluate(() => document.getAnimations().length), 0, 'something moves though motion is to be reduced')
      return `${(await walk(page)).length} stops`
    })
    await close()
  }
  // two at once: one waits for its frames while the other works
  const go = async () => {
    for (let view = left.shift(); view; view = left.shift()) await look(view)
  }
  await Promise.all([go(), go()])
}
