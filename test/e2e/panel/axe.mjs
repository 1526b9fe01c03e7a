// axe-core in a page: put in by the debugging protocol, so that the page's policy stays as strict as it is.
import { readFileSync } from 'node:fs'
import path from 'node:path'

const source = readFileSync(path.join(import.meta.dirname, '../../../node_modules/axe-core/axe.min.js'), 'utf8')

/** What of a page's structure a part of a page does not have: landmarks, a heading of the first level. */
const ofWholePages = ['region', 'landmark-one-main', 'page-has-heading-one', 'bypass']

/** A line for each fault that is at least moderate. `only`: the rules that are asked; default all. */
export async function findings(page, { only } = {}) {
  const session = await page.context().newCDPSession(page)
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }
  await evaluate(`if (window.axe === undefined) { ${source} }`)
  const rules = Object.fromEntries(ofWholePages.map((id) => [id, { enabled: false }]))
  const options = { resultTypes: ['violations'], ...(only ? { runOnly: only } : { rules }) }
  const found = await evaluate(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations.map(({ id, impact, help, nodes }) =>
      ({ id, impact, help, nodes: nodes.map(({ html, failureSummary }) => html.slice(0, 160) + ' — ' + failureSummary.split('\\n').slice(1).join('; ')) })))`,
  )
  await session.detach()
  return found
    .filter(({ impact }) => impact !== 'minor')
    .map(({ id, impact, help, nodes }) => `${impact} ${id}: ${help} (${nodes.length}): ${nodes.slice(0, 3).join(' | ')}`)
}
