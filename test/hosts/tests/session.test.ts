import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { TestCoverage } from '../../../hosts/node/tests/coverage'
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
async function results(file: unknown, coverage?: TestCoverage) {
  writeFileSync(join(folder, 'ask.asl.json'), JSON.stringify(definition))
  const path = join(folder, 'ask.asl.test.json')
  writeFileSync(path, typeof file === 'string' ? file : JSON.stringify(file))
  const session = new TestSession({
    root: folder,
    allowRemote: false,
    howToAllow: '--allow-remote',
    print: () => {},
    ...(coverage && { coverage }),
  })
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

test('what cases reach is counted, and definitions that no test touches', async () => {
  writeFileSync(join(folder, 'alone.asl.json'), JSON.stringify({ StartAt: 'X', States: { X: { Type: 'Succeed' } } }))
  writeFileSync(join(folder, 'broken.asl.json'), '{')
  const coverage = new TestCoverage((path) => relative(folder, path))
  const cases = [
    { name: 'one', mocks: { Ask: { Return: 1 } } },
    { name: 'fails', mocks: { Ask: { Throw: { Error: 'No' } } } },
  ]
  await results({ definition: 'ask.asl.json', cases }, coverage)
  const paths = ['alone.asl.json', 'broken.asl.json', 'ask.asl.json', 'gone.asl.json'].map((name) => join(folder, name))
  await coverage.addFiles(paths, { root: folder, show: (path) => path })
  const told = coverage.definitions.map(({ file, states }) => [file, ...states.map(({ name, entered }) => `${name}×${entered}`)])
  expect(told).toEqual([
    ['alone.asl.json', 'X×0'],
    ['ask.asl.json', 'Ask×2', 'Done×1'],
  ])
})

test('a fault of ours fails one case, and says whose it is', async () => {
  writeFileSync(join(folder, 'ask.asl.json'), JSON.stringify(definition))
  const path = join(folder, 'ours.asl.test.json')
  const mocks = { Ask: { Return: 1 } }
  const cases = [
    { name: 'first', mocks },
    { name: 'second', mocks },
  ]
  writeFileSync(path, JSON.stringify({ definition: 'ask.asl.json', cases }))
  let calls = 0
  const coverage = {
    ports: {},
    add: () => {},
    ended: () => {
      if (++calls === 1) throw new TypeError('a bug')
    },
  } as unknown as TestCoverage
  const session = new TestSession({ root: folder, allowRemote: false, howToAllow: '--allow-remote', print: () => {}, coverage })
  const found: unknown[] = []
  await session.runAll(await suitesAt(path, session.reader), { ended: (_, { name }, { failures }) => void found.push([name, failures]) })
  const message = expect.stringMatching(/^Stepthrough itself has failed here, which is a bug of Stepthrough: TypeError: a bug/)
  expect(found).toEqual([
    ['first', [{ what: 'case', message }]],
    ['second', []],
  ])
})
