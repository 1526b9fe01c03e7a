import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { listFiles } from '@vscode/vsce'
import { beforeAll, expect, test } from 'vitest'

/** What is delivered: the files of the VSIX, its size, and what a start of each program reads. `npm test` builds it first. */

const root = path.join(__dirname, '../..')
const dist = path.join(root, 'dist')

beforeAll(() => {
  if (!existsSync(path.join(dist, 'extension.js'))) throw new Error('dist/ is not built: npm run build')
})

const chunks = () => readdirSync(path.join(dist, 'chunks')).sort()

test('the VSIX holds the manifest, the bundles, the grammars and the documents, and nothing else', async () => {
  const files = (await listFiles({ cwd: root, packageManager: 0 as never })).map((file) => file.replaceAll('\\', '/'))
  const grammars = readdirSync(path.join(root, 'syntaxes')).filter((name) => name.endsWith('.json'))
  const rules = readdirSync(path.join(root, 'docs/rules'))
  expect(files.sort()).toEqual(
    [
      ...['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'icon.png'],
      ...['extension', 'languageClient', 'server', 'debugAdapter', 'cli', 'webview'].map((name) => `dist/${name}.js`),
      'dist/webview.css',
      ...chunks().map((name) => `dist/chunks/${name}`),
      ...grammars.map((name) => `syntaxes/${name}`),
      ...rules.map((name) => `docs/rules/${name}`),
    ].sort(),
  )
})

test.runIf(existsSync(path.join(root, 'stepthrough.vsix')))('the VSIX is under 1.5 MB', () => {
  expect(statSync(path.join(root, 'stepthrough.vsix')).size).toBeLessThan(1_500_000)
})

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
