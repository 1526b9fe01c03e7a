// The built webview in plain Chromium, as VS Code would have it: the same policy, styles, theme variables and API around it, and messages of a
// run that has really run. What the panel asks is answered from that run.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { importBundled } from '../../support/bundle.mjs'

const root = path.join(import.meta.dirname, '../../..')
const origin = 'https://panel.test'

export const themes = ['dark', 'light', 'hc', 'hc-light']
const themeOf = (name) => JSON.parse(readFileSync(path.join(root, 'webview/themes', `${name}.json`), 'utf8'))

/** A run by its name in test/webview/machines.ts, or of a definition's file. */
export async function makeRun(name, options) {
  const { runOf } = await importBundled('test/webview/runs.ts', ['core', 'hosts', 'test', 'debugger', 'webview'])
  return runOf(name, options)
}

/** Only the first `count` events: the run as it was then, and still running. */
export const untilEvent = (bodies, count) =>
  bodies.flatMap(({ from, events }) => (from < count ? [{ from, events: events.slice(0, count - from), status: 'RUNNING' }] : []))

/**
 * Opens the panel on a run, on its definition alone (`preview`), or on none. `beside`: the run that it is compared with. `state`: what VS Code has kept of the panel. `problems` collects errors, violations of the policy, and
 * requests to anywhere else; `sent` what the panel has said.
 */
export async function openPanel(
  browser,
  { run, beside, preview = false, theme = 'dark', width = 1200, height = 500, until, state, media = {} } = {},
) {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce', ...media })
  const page = await context.newPage()
  const problems = []
  const sent = []
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && problems.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => problems.push(`error: ${error.stack ?? error.message}`))
  await context.route('**/*', (route) => {
    const url = new URL(route.request().url())
    const body = url.origin === origin ? served[url.pathname] : undefined
    if (body !== undefined) return route.fulfill(body())
    problems.push(`request: ${url}`)
    return route.abort()
  })
  const post = (messages) =>
    page.evaluate((all) => {
      for (const message of all) window.postMessage(message, '*')
    }, messages)
  const besides = (all) => all.map((message) => ({ type: 'beside', message }))
  const messages = [...messagesOf(run, until, preview), ...(beside ? besides(messagesOf(beside)) : [])]
  const { page: html } = await importBundled('client/panel/page.ts', ['client'])
  const served = files(theme, html)
  await page.exposeBinding('__fromPanel', async (_, message) => {
    sent.push(message)
    if (message.type === 'ready') await post(messages)
    if (message.type === 'ask') await post([await answerTo(run, message)])
    if (message.type === 'askBeside') await post(besides([await answerTo(beside, message.question)]))
  })
  await page.addInitScript((kept) => {
    let state = kept
    window.acquireVsCodeApi = () => ({
      postMessage: (message) => void window.__fromPanel(JSON.parse(JSON.stringify(message))),
      getState: () => state,
      setState: (next) => (state = next),
    })
  }, state)
  await page.goto(`${origin}/`)
  await page.locator('#root > *').first().waitFor()
  if (run) await page.locator('.welcome').waitFor({ state: 'hidden' })
  await settled(page)
  /** As VS Code does when somebody chooses another theme. */
  const dress = (name) => page.evaluate(dressIn, { ...themeOf(name), css: styleOf(name) })
  return { page, problems, sent, post, dress, close: () => context.close() }
}

function dressIn({ css, classes, kind }) {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets = [sheet]
  document.body.className = classes
  document.body.dataset.vscodeThemeKind = kind
}

/** Two frames and an idle moment: what was asked has been drawn. */
export const settled = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(resolve, { timeout: 500 })))),
  )

const messagesOf = (run, until, preview) => {
  if (!run) return [{ type: 'shown', shown: undefined }]
  const graph = { type: 'graph', graphs: run.graphs }
  if (preview) return [{ type: 'shown', shown: { id: run.file, name: path.basename(run.file), kind: 'preview' } }, graph]
  const bodies = until === undefined ? run.bodies : untilEvent(run.bodies, until)
  return [
    { type: 'shown', shown: { id: run.name, name: path.basename(run.name), kind: 'session' } },
    graph,
    ...bodies.map((history) => ({ type: 'history', history })),
    { type: 'pending', tasks: [], stopped: until !== undefined },
    ...(until === undefined ? [] : [standingAt(bodies, until)]),
  ]
}

/** A breakpoint on the state of the last event that is there. */
function standingAt(bodies, until) {
  const rows = bodies.flatMap(({ events }) => events)
  const last = rows.findLast(({ state }) => state)
  const { threadId, threadName: name, state } = last
  const entry = rows.findLast((row) => row.threadId === threadId && row.state?.name === state.name && /StateEntered$/.test(row.event.type))
  const thread = { threadId, name, state, stage: 'enter', attempt: 0, event: entry.event.id }
  const standing = { reason: 'breakpoint', description: 'Paused on breakpoint', threadId, events: until, threads: [thread] }
  return { type: 'standing', standing }
}

/** What the extension would answer. */
const answerTo = (run, question) =>
  (run?.ask(question) ?? Promise.reject(new Error('Nothing is shown.'))).then(
    (body) => ({ type: 'answer', id: question.id, body }),
    (error) => ({ type: 'refused', id: question.id, message: error.message }),
  )

const files = (theme, html) => ({
  '/': () => ({
    contentType: 'text/html',
    headers,
    body: dressed(
      theme,
      html(origin, (name) => `${origin}/${name}`),
    ),
  }),
  '/webview.js': () => ({ contentType: 'text/javascript', path: path.join(root, 'dist/webview.js') }),
  '/webview.css': () => ({ contentType: 'text/css', path: path.join(root, 'dist/webview.css') }),
  '/vscode.css': () => ({ contentType: 'text/css', body: styleOf(theme) }),
})

/** Memory is measured only where nothing of another origin can be in the process. */
const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }

/** Of all themes: what another one has set is unset. */
const allNames = () => [...new Set(themes.flatMap((theme) => Object.keys(themeOf(theme).variables)))]

const styleOf = (theme) => {
  const { variables, styles } = themeOf(theme)
  const lines = allNames().map((name) => `${name}: ${variables[name] ?? 'initial'};`)
  return `html { ${lines.join('\n')} background: var(--vscode-panel-background) }\n${styles}`
}

/** The page as VS Code changes it. */
const dressed = (theme, html) => {
  const { classes, kind } = themeOf(theme)
  return html
    .replace('<link rel', '<link rel="stylesheet" href="/vscode.css"><link rel')
    .replace('<body', `<body class="${classes}" data-vscode-theme-kind="${kind}"`)
}
