import { mkdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { failure, functions } from './functions'

const root = path.join(__dirname, '../../../..')
const source = `import { more } from './lib/more'
enum Size { Small = 1, Large }
interface Event { n: number }
export const handler = async (event: Event): Promise<unknown> => {
  if (event.n < 0) throw new RangeError('below')
  return { n: more(event.n), size: Size.Large, file: new URL(import.meta.url).pathname.split('/').at(-1) }
}
`
const files = {
  'a.ts': source,
  'functions/deep.ts': 'export const handler = () => {\n  throw new RangeError()\n}\n',
  'lib/more.ts': 'export const more = (n: number): number => n + 1',
  'wrong.ts': 'export const handler = (',
  'needs.ts': "import './not-there'",
}
const entries = {
  a: { handler: 'a.handler', timeout: 10 },
  deep: { handler: 'functions/deep.handler', timeout: 10 },
  wrong: { handler: 'wrong.handler' },
  needs: { handler: 'needs.handler' },
}

test('TypeScript runs by the esbuild that the project has installed, with its own lines in stacks', async () => {
  const f = functions(files, entries)
  mkdirSync(path.join(f.folder, 'node_modules'))
  for (const name of ['esbuild', '@esbuild']) symlinkSync(path.join(root, 'node_modules', name), path.join(f.folder, 'node_modules', name))
  expect(await f.call('a', { n: 1 })).toEqual({ kind: 'succeeded', output: { n: 2, size: 2, file: 'a.ts' }, source: 'function' })
  const failed = failure(await f.call('a', { n: -1 }))
  expect(failed.error).toBe('RangeError')
  expect(failed.trace[1]).toContain('a.ts:5')
  expect(failure(await f.call('deep')).trace[1]).toContain(path.join(f.folder, 'functions/deep.ts:2'))
  expect(await f.call('wrong')).toMatchObject({ error: 'Runtime.UserCodeSyntaxError' })
  expect(await f.call('needs')).toMatchObject({ error: 'Runtime.ImportModuleError' })
})

const nodeCan = process.allowedNodeEnvironmentFlags.has('--experimental-strip-types')

test.skipIf(nodeCan)('where nobody can, it is said what to install', async () => {
  const outcome = failure(await functions(files, entries).call('a'))
  expect(outcome.error).toBe('Runtime.ImportModuleError')
  expect(outcome.errorMessage).toMatch(
    /^Node [\d.]+ cannot run a\.ts: install tsx or esbuild in the project, or put Node 22\.18 or newer on PATH$/,
  )
})

test.runIf(nodeCan)('TypeScript runs by Node itself', async () => {
  const f = functions(
    { 'a.ts': 'export const handler = async (event: number): Promise<number> => event + 1' },
    { a: { handler: 'a.handler' } },
  )
  expect(await f.call('a', 1)).toEqual({ kind: 'succeeded', output: 2, source: 'function' })
})
