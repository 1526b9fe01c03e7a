import assert from 'node:assert/strict'

/** What a person does in VS Code, by keyboard and mouse. Every wait is for something to be seen; nothing sleeps. */
export function workbench(page) {
  const key = (...keys) => keys.reduce((before, k) => before.then(() => page.keyboard.press(k)), Promise.resolve())
  const editorInput = () => page.locator('.editor-instance.active-editor, .editor-group-container.active .editor-instance').first()
  const quickInput = page.locator('.quick-input-widget input.input')

  async function command(title) {
    await key('F1')
    await quickInput.waitFor()
    await quickInput.fill(`>${title}`)
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title }).first().waitFor()
    await key('Enter')
  }
  /** Chooses the row with this text in the quick pick that is open. */
  async function pick(text) {
    const row = page.locator('.quick-input-widget .monaco-list-row', { hasText: text }).first()
    await row.waitFor()
    await row.click()
  }
  async function open(file) {
    await key('Control+P')
    await quickInput.waitFor()
    await quickInput.fill(file)
    await page
      .locator('.quick-input-list .monaco-list-row.focused', { hasText: file.split('/').pop() })
      .first()
      .waitFor()
    await key('Enter')
    await quickInput.waitFor({ state: 'hidden' })
    await page.locator('.tab.active', { hasText: file.split('/').pop() }).waitFor()
    await page.locator('.editor-group-container.active .view-line').first().waitFor()
  }
  async function goTo(line, column = 1) {
    await key('Control+G')
    await quickInput.waitFor()
    await quickInput.fill(`:${line}:${column}`)
    await key('Enter')
    await quickInput.waitFor({ state: 'hidden' })
    await position(line, column)
  }
  const position = (line, column) =>
    page
      .locator('.statusbar-item', {
        hasText: column === undefined ? new RegExp(`Ln ${line}, `) : new RegExp(`Ln ${line}, Col ${column}\\b`),
      })
      .first()
      .waitFor()
  /** A CodeLens that is in sight. */
  const lens = (text) => page.locator('.codelens-decoration a', { hasText: text }).filter({ visible: true }).first()
  /** The document inside the n-th visible webview. */
  const webview = (n = 0) => page.locator('iframe.webview.ready').nth(n).contentFrame().locator('iframe#active-frame').contentFrame()
  /** Row of the Variables view by its name. */
  const variable = (name) =>
    page.locator('.debug-variables .monaco-list-row', {
      has: page.locator('.name', { hasText: new RegExp(`^\\s*${name}\\s*(:|=)?\\s*$`) }),
    })
  const scope = (name) =>
    page.locator('.debug-variables .monaco-list-row', { has: page.locator('.scope', { hasText: new RegExp(`^\\s*${name}\\s*$`) }) })
  /** A view that is still being filled moves its rows: a click may have met another one. */
  const expand = async (row) => {
    await row.waitFor()
    for (let tries = 1; (await row.getAttribute('aria-expanded')) === 'false'; tries++) {
      await row.locator('.monaco-tl-twistie').click()
      const expanded = row.and(page.locator('[aria-expanded="true"]'))
      await expanded.waitFor({ timeout: 3000 }).catch((error) => {
        if (tries === 4) throw error
      })
    }
  }
  /** VS Code fills a view anew some time after each stop, with all of it folded: what a person had opened until then they open again. */
  const persistently = async (steps) => {
    for (let tries = 1; ; tries++) {
      try {
        return await steps({ timeout: 4000 })
      } catch (error) {
        if (tries === 4) throw error
      }
    }
  }
  /**
   * F9 at the cursor, where there is no breakpoint yet. Where something runs, F5 would be past the line before the adapters know of it: the
   * glyph is grey until one has set it.
   */
  const breakpoint = async () => {
    const set = page.locator('.editor-group-container.active .editor-instance .codicon-debug-breakpoint')
    const before = await set.count()
    await key('F9')
    await set.nth(before).waitFor()
  }
  const stopped = (line) =>
    page
      .locator('.debug-top-stack-frame-line')
      .first()
      .waitFor()
      .then(() => (line ? position(line) : undefined))
  /**
   * The debugger is idle: the execution's end is told some time before VS Code has ended the session, and until then F5 means
   * Continue. A person sees the toolbar go.
   */
  const idle = () => page.locator('.debug-toolbar').waitFor({ state: 'hidden' })
  /** F5 that starts: nothing may be left of the session before. */
  const start = async () => {
    await idle()
    await key('F5')
  }
  const stop = async () => {
    await page.locator('.debug-toolbar').waitFor()
    await key('Shift+F5')
    await idle()
  }
  return {
    key,
    command,
    pick,
    open,
    goTo,
    position,
    webview,
    lens,
    variable,
    scope,
    expand,
    persistently,
    breakpoint,
    stopped,
    idle,
    start,
    stop,
    editorInput,
    quickInput,
    assert,
  }
}
