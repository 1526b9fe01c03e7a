import { readFileSync } from 'node:fs'

/** When the colours of a theme of VS Code stand: what the reader prefers, as webview/report/scheme.ts asks it too. */
const themes = {
  dark: 'all',
  light: '(prefers-color-scheme: light), print',
  hc: 'screen and (prefers-contrast: more), screen and (forced-colors: active)',
  'hc-light':
    'screen and (prefers-contrast: more) and (prefers-color-scheme: light), screen and (forced-colors: active) and (prefers-color-scheme: light)',
}

const read = (name) => JSON.parse(readFileSync(`webview/themes/${name}.json`, 'utf8')).variables

/** CSS with those of VS Code's theme variables that some texts use: a page outside of VS Code has none. Colours and lines only. */
export function themeStyles(...texts) {
  const used = new Set(texts.flatMap((text) => [...text.matchAll(/--vscode-[\w-]+/g)].map(([name]) => name)))
  const all = Object.keys(themes).map((name) => read(name))
  const known = [...used]
    .filter((name) => !/-font-(family|size|weight)$/.test(name) && all.some((theme) => theme[name] !== undefined))
    .sort()
  return Object.entries(themes)
    .map(([name, query]) => {
      const theme = read(name)
      // What an earlier block has set and this theme does not have is unset.
      const lines = known.map((variable) => `${variable}:${theme[variable] ?? 'initial'}`)
      const scheme = /light/.test(name) ? 'light' : 'dark'
      return `@media ${query}{:root{color-scheme:${scheme};${lines.join(';')}}}`
    })
    .join('\n')
}
