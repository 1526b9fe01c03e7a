import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { testProblems } from '../../core/language/testFiles/problems'
import { isTestName } from '../../core/model/fileNames'
import { loadYaml } from '../../core/model/parse'
import { FileWorkspace } from '../../hosts/node/workspace'
import { inProcess } from '../cli/program'
import { documentOf } from './execute'
import { examples, runs } from './runs'

const files = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((name) => isTestName(name))

beforeAll(loadYaml)

it('all tests pass, and reach every state', async () => {
  const { code, out, err } = await inProcess(['test', '.', '--reporter', 'json', '--coverage', 'text', '--min-coverage', '100'], examples)
  const { passed, failed, skipped, cases } = JSON.parse(out)
  expect(cases.filter(({ status }: { readonly status: string }) => status === 'failed')).toEqual([])
  expect({ failed, skipped, code }).toEqual({ failed: 0, skipped: 0, code: 0 })
  expect(passed).toBeGreaterThanOrEqual(40)
  expect(err).toMatch(/^all +100% /m)
  // a mock file's test case that no test file uses would be there by its own name
  expect(cases.map(({ file }: { readonly file: string }) => file).filter((file: string) => !isTestName(file))).toEqual([])
  const tested = new Set(cases.map(({ definition }: { readonly definition: string }) => definition))
  const named = new Set(
    runs()
      .map(({ definition }) => definition)
      .filter((definition) => !definition.startsWith('image-pipeline/statemachine')),
  )
  for (const definition of named) expect([...tested]).toContain(definition)
})

it.each(files)('%s has no problem', async (file) => {
  const workspace = new FileWorkspace()
  await workspace.scan([`file://${examples}`])
  const document = await documentOf(file)
  expect(document.content).toBe('test')
  expect([...document.syntaxProblems, ...testProblems({ uri: `file://${join(examples, file)}`, document }, workspace)]).toEqual([])
})
