// Lists of a million rows, and filters over 25,000 events of 10 KB. Figures are printed.
import assert from 'node:assert/strict'
import path from 'node:path'
import { build } from 'esbuild'
import { makeRun, openPanel, settled } from '../panel.mjs'

const root = path.join(import.meta.dirname, '../../../..')

/** A page with nothing but a list of `count` rows of 22 px. `window.grow` makes it longer, `window.active` chooses a row. */
const source = `
import { h, render } from 'preact'
import { VirtualList } from './webview/shared/virtualList'
let count = 1_000_000, active = -1
const show = () => render(h(VirtualList, {
  label: 'Rows', role: 'grid', count, rowHeight: 22, active, follow: active < 0, list: 1, idOf: (i) => 'row-' + i,
  onActive: (i) => { active = i; show() },
  row: (i, place) => h('div', { ...place, role: 'row', class: 'list-row row' + (i === active ? ' selected' : '') }, h('span', { role: 'gridcell' }, 'Row ' + i)),
}), document.getElementById('root'))
window.grow = (by) => { count += by; show() }
show()`

async function listPage(browser) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: root, loader: 'js' },
    ...{ bundle: true, write: false, format: 'iife', outdir: 'out', jsx: 'automatic', jsxImportSource: 'preact' },
  })
  const [script, style] = ['.js', '.css'].map((end) => outputFiles.find((file) => file.path.endsWith(end)).text)
  const page = await browser.newPage({ viewport: { width: 400, height: 300 } })
  page.setDefaultTimeout(5000)
  await page.setContent(
    `<style>${style} body { margin: 0 } #root { height: 220px; display: flex; flex-direction: column }</style><div id="root"></div>`,
  )
  await page.addScriptTag({ content: script })
  await settled(page)
  return page
}

/** The rows that a person sees whole. */
const inSight = (page) =>
  page.evaluate(() => {
    const { top, bottom } = document.querySelector('.list').getBoundingClientRect()
    return [...document.querySelectorAll('.row')]
      .filter((row) => row.getBoundingClientRect().top >= top - 1 && row.getBoundingClientRect().bottom <= bottom + 1)
      .map((row) => Number(row.id.slice(4)))
  })

const span = (from, count = 10) => Array.from({ length: count }, (_, i) => from + i)

export default async ({ browser, check, shot }) => {
  const page = await listPage(browser)
  const scrollTo = async (share) => {
    await page.evaluate((to) => {
      const list = document.querySelector('.list')
      list.scrollTop = to * (list.scrollHeight - list.clientHeight)
    }, share)
    await settled(page)
  }
  const press = async (...keys) => {
    for (const each of keys) await page.keyboard.press(each)
    await settled(page)
  }

  await check('a million rows: the end is followed, also while it grows', async () => {
    assert.deepEqual(await inSight(page), span(999_990))
    await page.evaluate(() => window.grow(5))
    await settled(page)
    assert.deepEqual(await inSight(page), span(999_995))
    const { rows, height } = await page.evaluate(() => ({
      rows: document.querySelectorAll('.row').length,
      height: document.querySelector('.list-canvas').offsetHeight,
    }))
    assert.ok(rows < 30 && height <= 16_000_000, `${rows} rows, ${height} px`)
  })

  await check('a million rows: scrolled anywhere, and to both ends', async () => {
    await scrollTo(0)
    assert.deepEqual(await inSight(page), span(0))
    await scrollTo(0.5)
    const [middle] = await inSight(page)
    assert.ok(Math.abs(middle - 500_000) < 20, `row ${middle}`)
    await scrollTo(1)
    assert.deepEqual(await inSight(page), span(999_995))
  })

  await check('a million rows: keys go row by row and page by page where the element cannot be scrolled as finely', async () => {
    await page.locator('.list').focus()
    await press('Home')
    assert.deepEqual(await inSight(page), span(0))
    await press(...Array(12).fill('ArrowDown'))
    assert.deepEqual(await inSight(page), span(3))
    await press('PageDown')
    assert.equal(await page.locator('.row.selected').textContent(), 'Row 21')
    assert.deepEqual(await inSight(page), span(12))
    await press('End', 'ArrowUp')
    assert.equal(await page.locator('.row.selected').textContent(), 'Row 1000003')
    assert.deepEqual(await inSight(page), span(999_995))
    assert.equal(await page.locator('.list').getAttribute('aria-activedescendant'), 'row-1000003')
  })
  await page.close()

  const run = await makeRun('heavy25000')
  const panel = await openPanel(browser, { run })
  const box = panel.page.locator('.filter input')
  const taken = async (filter, count) => {
    const begun = Date.now()
    await box.fill(filter)
    await panel.page.locator('.event-count', { hasText: count }).waitFor()
    await panel.page.locator('.notice').waitFor({ state: 'hidden' })
    return `${Date.now() - begun} ms`
  }
  await check('25,000 events of 10 KB: by state', () => taken('state:"Count" type:exited', '6,248 of 24,998'))
  await check('25,000 events of 10 KB: by a text in payloads of which the panel has only the beginning', async () => {
    const time = await taken('text:"\\"round\\":6240"', '4 of 24,998')
    await shot(panel.page, 'events-text')
    return time
  })
  await check('nothing went wrong meanwhile', () => assert.deepEqual(panel.problems, []))
  await panel.close()
}
