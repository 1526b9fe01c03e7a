import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import { freshProject } from '../../scripts/freshProject.mjs'

/** The npm package: what is in it, and that a project elsewhere can use it. `npm test` builds it first. */

const root = path.join(__dirname, '../..')
let fresh: ReturnType<typeof freshProject>

beforeAll(() => {
  fresh = freshProject()
}, 120_000)

const below = (folder: string) =>
  readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))

test('the tarball holds the command line, the library and the schemas, and nothing of the extension', () => {
  expect(fresh.files).toEqual(
    [
      ...['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'],
      ...['cli.js', 'library.d.mts', 'library.d.ts', 'library.js', 'library.mjs', 'report.css', 'report.js'].map((name) => `dist/${name}`),
      'dist/ThirdPartyNotices.txt',
      ...['dist/chunks', 'dist/bootstrap', 'schemas'].flatMap(below),
    ].sort(),
  )
  expect(fresh.size).toBeLessThan(2_000_000)
})

test('a new project installs it offline, and runs its tests', () => {
  expect(fresh.steps).toMatchObject({
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    test: expect.stringMatching(/2 passed/),
    mcp: expect.stringContaining('serverInfo'),
  })
})

test('the examples for node:test pass', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--test', 'examples/testing/order.test.mjs'], { cwd: root })
  expect(stdout).toMatch(/pass 4\n(.*\n)*.*fail 0/)
})
