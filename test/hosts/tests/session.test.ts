import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { TestSession } from '../../../hosts/node/tests/session'
import { suitesAt } from '../../../hosts/node/tests/suite'

const folder = mkdtempSync(join(tmpdir(), 'stepthrough-tests-'))
afterAll(() => rmSync(folder, { recursive: true }))

const definition = {
  StartAt: 'Ask',
  States: {
    Ask: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:ask', Next: 'Done' },
    Done: { Type: 'Succeed' },
  },
}

/** What comes of a test file beside that definition, by the names of its cases. */
async function results(file: unknown) {
  writeFileSync(join(folder, 'ask.asl.json'), JSON.stringify(definition))
  const path = join(folder, 'ask.asl.test.json')
  writeFileSync(path, typeof file === 'string' ? file : JSON.stringify(file))
  const session = new TestSession({ root: folder, allowRemote: false, howToAllow: '--allow-remote', print: () => {} })
  const [suite] = await suitesAt(path, session.reader)
  const found: Record<string, unknown> = {}
  await session.run(suite!, { ended: (_, { name }, { failures }) => void (found[name] = failures.map(({ what, path }) => path ?? what)) })
  return suite!.failures.length > 0 ? suite!.failures : found
}

test('cases run with their mocks, and say where they differ', async () => {
  const mocks = { Ask: { Return: { total: 1, items: [1, 2] } } }
  expect(
    await results({
      definition: 'ask.asl.json',
      defaults: { mocks },
      cases: [
        { name: 'right', expect: { output: { total: 1, items: [1, 2] } } },
        { name: 'other', expect: { output: { total: 2, items: [1] } } },
        { name: 'its own mock', mocks: { Ask: { '0': { Throw: { Error: 'No' } } } }, expect: { error: 'No' } },
        { name: 'left out', skip: true },
        { name: 'no status', mocks: { Ask: { '0': { Throw: { Error: 'No' } } } } },
        { input: 1 },
      ],
    }),
  ).toEqual({ right: [], other: ['$.total', '$.items[1]'], 'its own mock': [], 'no status': ['status'], '': ['case'] })
})

test('a file that is no test file says where', async () => {
  expect(await results('{"definition": }')).toMatchObject([{ what: 'file', line: 1, column: 2 }])
})
