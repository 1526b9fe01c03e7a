import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyEdits } from '../../../core/language/edit/applied'
import { recordTest } from '../../../core/language/testFiles/recordTest'
import { childEvents, runEvents } from '../../../core/language/testFiles/runEvents'
import { isMockName } from '../../../core/model/fileNames'
import { loadYaml } from '../../../core/model/parse'
import type { Ran } from '../../../core/testFiles/ran'
import { fileItems } from '../../../hosts/node/items'
import { hostPorts } from '../../../hosts/node/ports'
import { TestSession } from '../../../hosts/node/tests/session'
import { type Suite, suitesAt } from '../../../hosts/node/tests/suite'

// A test that is made of a run passes when it runs: each test case of each example's mock file, in JSON and in YAML.

const folder = mkdtempSync(join(tmpdir(), 'stepthrough-record-'))
const examples = join(__dirname, '../../../examples')
cpSync(examples, folder, { recursive: true })
beforeAll(loadYaml)
afterAll(() => rmSync(folder, { recursive: true }))

const session = new TestSession({ root: folder, allowRemote: false, howToAllow: '--allow-remote', print: () => {} })

interface TestRan extends Ran {
  readonly name: string
}

/** The runs of a suite that began, and what failed. */
async function results(suite: Suite) {
  const ran: TestRan[] = []
  const failures: string[] = []
  await session.run(suite, {
    ended: (_, { name }, ended) => {
      failures.push(...ended.failures.map(({ message, path }) => `${name}: ${path ?? ''} ${message}`))
      if (ended.ran) ran.push({ name, ...ended.ran })
    },
  })
  return { ran, failures: [...suite.failures.map(({ message }) => message), ...failures] }
}

const ports = (of: string) => ({ hash: hostPorts({}).hash, readItems: fileItems(of), writeResults: () => ({}) })

const mockFiles = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isMockName)

describe.each(mockFiles)('%s', (mocks) => {
  test.each(['json', 'yaml'] as const)('in %s', async (format) => {
    const suites = await suitesAt(join(folder, mocks), session.reader)
    let count = 0
    for (const [index, suite] of suites.entries()) {
      // what is counted within an execution is kept
      const { ran } = await results({ ...suite, cases: suite.cases.map((each) => ({ ...each, expect: { ...each.expect, visits: {} } })) })
      const definition = relative(dirname(suite.path), suite.definition!)
      let text = format === 'yaml' ? `definition: ${definition}\ncases:\n` : ''
      for (const { name, run, execution, within } of ran) {
        const { document, definition: found } = run
        const recorded = await recordTest(
          text,
          {
            format,
            definition,
            logicalId: suite.file.stateMachine,
            name,
            ran: { document, definition: found },
            given: {},
            isForeign: false,
            events: runEvents(execution.history),
            within: childEvents(within, found),
          },
          ports(dirname(suite.definition!)),
        )
        if (typeof recorded === 'string') throw new Error(recorded)
        expect(recorded.note, name).toBeUndefined()
        text = applyEdits(text, recorded.edits)
        count++
      }
      if (ran.length === 0) continue
      const path = join(dirname(suite.path), `${basename(suite.definition!)}-${index}.asl.test.${format}`)
      writeFileSync(path, text)
      const [again] = await suitesAt(path, session.reader)
      expect((await results(again!)).failures, readFileSync(path, 'utf8')).toEqual([])
      rmSync(path)
    }
    expect(count).toBeGreaterThan(0)
  })
})
