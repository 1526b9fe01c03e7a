import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

/**
 * Imports go only the ways that docs/architecture.md draws. A folder may import from those listed, and types alone from those in
 * brackets.
 */
const ways: Record<string, readonly string[]> = {
  core: [],
  hosts: ['core'],
  server: ['core', 'hosts'],
  debugger: ['core', 'hosts'],
  cli: ['core', 'hosts'],
  webview: ['core', '[debugger/protocol]'],
  client: ['core', '[debugger/protocol]', '[server/protocol]', '[webview/messages]'],
}

const root = path.join(__dirname, '../..')
const sources = (folder: string) =>
  readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))

const statement = /(?:^|\n)\s*(import|export)\s(type\s)?[^'";]*?from\s*'([^']+)'|import\('([^']+)'\)|(?:^|\n)import\s*'([^']+)'/g

interface Import {
  readonly to: string
  readonly typeOnly: boolean
}

function importsOf(file: string): Import[] {
  return [...readFileSync(path.join(root, file), 'utf8').matchAll(statement)].map((match) => {
    const name = match[3] ?? match[4] ?? match[5]!
    return { to: name.startsWith('.') ? path.join(path.dirname(file), name) : name, typeOnly: match[2] !== undefined }
  })
}

const isOwn = (to: string) => Object.keys(ways).some((folder) => to === folder || to.startsWith(`${folder}/`))

test.each(Object.entries(ways))('%s imports only from %j', (folder, allowed) => {
  const wrong = sources(folder).flatMap((file) =>
    importsOf(file)
      .filter(({ to }) => isOwn(to) && to.split('/')[0] !== folder)
      .filter(({ to, typeOnly }) => !allowed.includes(to.split('/')[0]!) && !(typeOnly && allowed.includes(`[${to}]`)))
      .map(({ to, typeOnly }) => `${file} -> ${to}${typeOnly ? ' (types)' : ''}`),
  )
  expect(wrong).toEqual([])
})

test.each([
  ['core', /^(node:|vscode|@vscode)/],
  ['webview', /^(node:|vscode|@vscode)/],
  ['server', /^(vscode$|@vscode)/],
  ['debugger', /^vscode/],
  ['cli', /^(vscode|@vscode)/],
  ['hosts', /^(vscode|@vscode)/],
])('%s imports no package like %s', (folder, forbidden) => {
  const wrong = sources(folder).flatMap((file) =>
    importsOf(file)
      .filter(({ to }) => forbidden.test(to))
      .map(({ to }) => `${file} -> ${to}`),
  )
  expect(wrong).toEqual([])
})

test('the check reads imports', () => {
  expect(importsOf('webview/messages.ts')).toContainEqual({ to: 'debugger/protocol', typeOnly: true })
  expect(importsOf('client/languageServer.ts')).toContainEqual({ to: 'client/languageClient', typeOnly: false })
})
