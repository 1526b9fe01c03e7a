import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

/**
 * Outside of core/ nobody knows the language: no name of a field, of a state type or of an error, no sign of an expression stands in a text or
 * a pattern there. A query language is handed on, never asked.
 */
const folders = ['server', 'debugger', 'client', 'webview', 'cli', 'library', 'hosts']

const words =
  /\$states|JSONata|JSONPath|\bStates\.|\{%|^(StartAt|States|QueryLanguage|ErrorEquals|MockedResponses|StateMachines|TestCases|Resource|InputPath|ResultPath|OutputPath|Parameters|Arguments|Output|Assign|Task|Pass|Choice|Wait|Succeed|Fail|Parallel|Map)$|AWS::/

/** What stands there all the same, and why. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  // what a line of the Debug Console says
  'debugger/shown/narration.ts': ['States.Timeout'],
  // captions of payloads
  'webview/limits/stateTable.tsx': ['Output'],
  'webview/detail/eventDetails.ts': ['Parameters', 'Output'],
  'webview/detail/overview.tsx': ['Output'],
  'webview/detail/sections.tsx': ['Output'],
  'webview/compare/pairDetail.tsx': ['Output'],
  'webview/report/printed.tsx': ['Output'],
  // the name of a scope of the Variables view
  'debugger/values/scopes.ts': ['Output'],
}

const root = path.join(__dirname, '../..')

interface Found {
  readonly file: string
  readonly text: string
}

/** Comments, texts and patterns. */
const tokens =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"|`((?:\\.|[^`\\])*)`|(?<=[(,=:[!&|?{};]\s*)(\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*)/g

/** The texts and patterns of a source that know the language. */
function aslIn(file: string, source: string): Found[] {
  return [...source.matchAll(tokens)].flatMap(([, single, double, template, pattern]) => {
    const text = single ?? double ?? template ?? pattern?.replaceAll('\\', '')
    if (text === undefined || allowed[file]?.some((each) => text.includes(each))) return []
    return words.test(text) ? [{ file, text }] : []
  })
}

const sources = (folder: string) =>
  readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))

test.each(folders)('%s knows nothing of the language', (folder) => {
  expect(sources(folder).flatMap((file) => aslIn(file, readFileSync(path.join(root, file), 'utf8')))).toEqual([])
})

test('what is allowed is there', () => {
  for (const [file, texts] of Object.entries(allowed))
    for (const text of texts) expect(readFileSync(path.join(root, file), 'utf8'), file).toContain(text)
})

test('the check finds what it looks for', () => {
  const source =
    "const a = state.queryLanguage === 'JSONata'; const b = '$states.input'; const c = `${x}.States.ALL`; const d = /\\{%/; const e = 'Map'; const f = 'A Map' // 'Map'"
  expect(aslIn('a.ts', source).map(({ text }) => text)).toEqual(['JSONata', '$states.input', '${x}.States.ALL', '/{%/', 'Map'])
})
