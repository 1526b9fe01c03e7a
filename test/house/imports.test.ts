import { existsSync, readdirSync, readFileSync } from 'node:fs'
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
  library: ['core', 'hosts'],
  cli: ['core', 'hosts', 'library', '[webview/report/data]'],
  webview: ['core', '[debugger/protocol]'],
  client: [
    'core',
    '[debugger/protocol]',
    '[server/protocol]',
    '[webview/messages]',
    '[hosts/node/runs/protocol]',
    '[hosts/node/tests/protocol]',
  ],
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

/**
 * Where Node is imported: what runs in a web worker too knows nothing of it. The command line is a program of Node; of the others these are the files
 * that start them there.
 */
const ofNode = [
  'hosts/node/',
  'cli/',
  'library/',
  'client/',
  'server/main.ts',
  'debugger/main.ts',
  'debugger/connection/connection.ts',
  'debugger/worker.ts',
  'debugger/connection/workerEngine.ts',
]

test('only hosts/node and the files that start a program on Node import it', () => {
  const wrong = Object.keys(ways)
    .flatMap(sources)
    .filter((file) => !ofNode.some((each) => file.startsWith(each)))
    .flatMap((file) =>
      importsOf(file)
        .filter(({ to }) => to.startsWith('node:') || to.startsWith('hosts/node/'))
        .map(({ to }) => `${file} -> ${to}`),
    )
  expect(wrong).toEqual([])
})

/** The folders of core in the order of their imports: each may import from those before it, and none from those behind it. */
const order = [
  'base',
  'syntax',
  'aws',
  'expressions/regexp',
  'expressions/evaluation',
  'expressions/paths',
  'expressions/intrinsics',
  'expressions/jsonata',
  'expressions/fields',
  'expressions',
  'model',
  'forms',
  'analysis',
  'config',
  'history',
  'interpreter',
  'run',
  'tasks',
  'service',
  'testFiles',
  'language',
  'conditions',
]

const rankOf = (file: string): number =>
  order.indexOf(order.filter((folder) => file.startsWith(`core/${folder}/`)).sort((a, b) => b.length - a.length)[0] ?? '')

/** The file that an import without its ending means. */
const fileOf = (to: string): string => [`${to}.ts`, `${to}.tsx`, `${to}/index.ts`].find((file) => existsSync(path.join(root, file))) ?? to

test('the folders of core import in their order', () => {
  const files = sources('core')
  expect(files.filter((file) => rankOf(file) < 0)).toEqual([])
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .map(({ to }) => fileOf(to))
      .filter((to) => to.startsWith('core/') && rankOf(to) > rankOf(file))
      .map((to) => `${file} -> ${to}`),
  )
  expect(wrong).toEqual([])
})

test('no file imports a value that needs the file itself', () => {
  const graph = new Map(
    Object.keys(ways)
      .flatMap(sources)
      .map((file) => [file, importsOf(file).flatMap(({ to, typeOnly }) => (typeOnly ? [] : [fileOf(to)]))]),
  )
  expect(cyclesIn(graph)).toEqual([])
})

/** Each cycle once, as the files from the first one that is met to itself. */
function cyclesIn(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = []
  const done = new Set<string>()
  const visit = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file)
    if (at >= 0) found.push([...way.slice(at), file].join(' -> '))
    if (at >= 0 || done.has(file)) return
    for (const to of graph.get(file) ?? []) visit(to, [...way, file])
    done.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  return found
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

test('the check finds a cycle', () => {
  expect(
    cyclesIn(
      new Map([
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['b', 'd']],
        ['d', []],
      ]),
    ),
  ).toEqual(['b -> c -> b'])
})

test('the check reads imports', () => {
  expect(importsOf('webview/messages.ts')).toContainEqual({ to: 'debugger/protocol', typeOnly: true })
  expect(importsOf('client/languageServer.ts')).toContainEqual({ to: 'client/languageClient', typeOnly: false })
})
