import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'

/** What is delivered: the files of the VSIX, its size, and what a start of each program reads. `npm test` builds it first. */

const root = path.join(__dirname, '../..')
const dist = path.join(root, 'dist')
const vsix = path.join(root, 'stepthrough.vsix')

beforeAll(() => {
  if (!existsSync(vsix)) throw new Error('There is no stepthrough.vsix: npm run build && npm run package')
})

const chunks = () => readdirSync(path.join(dist, 'chunks')).sort()
const bootstraps = () => readdirSync(path.join(root, 'hosts/node/tasks/lambda/bootstrap')).filter((name) => /\.(cjs|py)$/.test(name))

/** The files of a folder and of those in it, from the root. */
const filesBelow = (folder: string) =>
  readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))

test('the VSIX holds the manifest, the bundles, the grammars and the documents, and nothing else', () => {
  const grammars = readdirSync(path.join(root, 'syntaxes')).filter((name) => name.endsWith('.json'))
  const rules = readdirSync(path.join(root, 'docs/rules'))
  expect(filesOf(vsix)).toEqual(
    [
      ...['package.json', 'readme.md', 'changelog.md', 'LICENSE.txt', 'icon.png'],
      ...[
        'extension',
        'languageClient',
        'server',
        'debugAdapter',
        'debugSession',
        'runReader',
        'testRunner',
        'cli',
        'webview',
        'report',
      ].map((name) => `dist/${name}.js`),
      'dist/webview.css',
      'dist/report.css',
      'dist/ThirdPartyNotices.txt',
      ...chunks().map((name) => `dist/chunks/${name}`),
      ...bootstraps().map((name) => `dist/bootstrap/${name}`),
      ...grammars.map((name) => `syntaxes/${name}`),
      ...rules.map((name) => `docs/rules/${name}`),
      ...['media', 'examples/order-processing'].flatMap(filesBelow),
      ...filesBelow('schemas').filter((file) => path.dirname(file) === 'schemas'),
    ].sort(),
  )
})

test('the VSIX is under 4 MB', () => {
  expect(statSync(vsix).size).toBeLessThan(4_000_000)
})

test('the notices hold the licence of every package that is delivered', () => {
  const text = readFileSync(path.join(dist, 'ThirdPartyNotices.txt'), 'utf8')
  const { dependencies, devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  // all is bundled: who installs the npm package installs nothing else
  expect(dependencies).toBeUndefined()
  const delivered = importedPackages().filter((name) => !notInBundles.includes(name))
  expect(delivered.length).toBeGreaterThan(15)
  for (const name of delivered) expect(text).toContain(`\n${name} ${devDependencies[name]} (`)
  expect(
    text
      .split(/^-{80}\n.*\n-{80}$/m)
      .slice(1)
      .every((licence) => /copyright|Blue Oak/i.test(licence)),
  ).toBe(true)
})

/** Types only, what VS Code has, and what is only in the bundle for a web worker. */
const notInBundles = ['@vscode/debugprotocol', 'vscode', 'events']

/** The packages that the sources import, by the names of package.json. */
function importedPackages(): string[] {
  const sources = ['core', 'hosts', 'server', 'debugger', 'client', 'webview', 'cli', 'library'].flatMap(filesBelow)
  const names = sources
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => [
      ...readFileSync(path.join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?'((?:@[\w-]+\/)?[a-z][\w-]*)(?:\/[^']*)?'/g),
    ])
    .map(([, name]) => name!)
  return [...new Set(names)].filter((name) => !builtinModules.includes(name)).sort()
}

/** The names in a zip's central directory, below extension/. Source: PKWARE's APPNOTE, 4.3.12. */
function filesOf(zip: string): string[] {
  const bytes = readFileSync(zip)
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  const names: string[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [number, number, number]
    names.push(bytes.toString('utf8', at + 46, at + 46 + name))
    at += 46 + name + extra + comment
  }
  const prefix = 'extension/'
  return names
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
    .sort()
}

/** The files of dist/ that Node reads while a program runs. */
function filesReadBy(program: string, args: readonly string[] = [], input = ''): string[] {
  const output = path.join(mkdtempSync(path.join(tmpdir(), 'stepthrough-')), 'read.json')
  const argv = ['--require', path.join(__dirname, 'watch.cjs'), path.join(dist, program), ...args]
  const { error } = spawnSync(process.execPath, argv, { cwd: root, input, env: { ...process.env, WATCH_OUTPUT: output }, timeout: 20_000 })
  if (error) throw error
  return JSON.parse(readFileSync(output, 'utf8'))
}

test.each<[string, string, string[], string[]]>([
  ['VS Code loads the extension', 'extension.js', [], []],
  ['the language server waits for a client', 'server.js', ['--stdio'], []],
  ['the debug adapter waits for a client', 'debugAdapter.js', [], []],
  ['hello world runs', 'cli.js', ['run', 'examples/hello-world/hello-world.asl.json'], []],
])('when %s, nothing is read that it does not need', (_, program, args, chunks) => {
  expect(filesReadBy(program, args)).toEqual([program, ...chunks.map((name) => `chunks/${name}`)])
})

test('YAML is read when a definition is YAML', () => {
  const [file] = readdirSync(path.join(root, 'examples'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.asl.yaml'),
  )
  expect(filesReadBy('cli.js', ['validate', path.join('examples', file!)])).toContain('chunks/yaml.js')
})
