import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hostileTexts } from '../support/hostile'
import { readJunit } from '../support/junit'
import { readTap } from '../support/tap'
import { inProcess, project } from './program'

const definition = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } })
/** A case has a name. */
const names = hostileTexts.filter((text) => text !== '')
const count = names.length

test('names and values of strangers go through all reporters', async () => {
  const cases = names.map((name) => ({ name, input: { [name]: name }, expect: { output: { [name]: `${name}!` } } }))
  const folder = project({ 'a.asl.json': definition, 'a.asl.test.json': JSON.stringify({ definition: 'a.asl.json', cases }) })
  const files = ['junit', 'json', 'tap'].flatMap((name) => ['--reporter', name, '--output', `out/${name}`])
  const { code, out, err } = await inProcess(['test', '--reporter', 'pretty', ...files], folder)
  const read = (name: string) => readFileSync(join(folder, 'out', name), 'utf8')
  expect([code, err]).toEqual([1, ''])
  expect(out).toContain(`${count} failed in 1 file`)
  expect(readJunit(read('junit')).attributes).toMatchObject({ tests: String(count), failures: String(count), errors: '0' })
  expect(readTap(read('tap')).filter(({ ok }) => !ok)).toHaveLength(count)
  const report = JSON.parse(read('json'))
  expect(report).toMatchObject({ passed: 0, failed: count, skipped: 0 })
  expect(report.cases.map(({ name }: { name: string }) => name)).toEqual(names)
  for (const [i, { failures }] of report.cases.entries())
    expect(failures).toEqual([expect.objectContaining({ what: 'output', expected: `${names[i]}!`, actual: names[i] })])
})

test('values of any depth are told, and 10,000 cases at once', async () => {
  const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
  const cases = Array.from({ length: 10_000 }, (_, i) => `{ "name": "${i}" }`)
  const folder = project({
    'a.asl.json': definition,
    'a.asl.test.json': `{ "definition": "a.asl.json", "cases": [{ "name": "deep", "input": ${deep}, "expect": { "output": 1 } }, ${cases} ] }`,
  })
  const { code, out } = await inProcess(['test', '--reporter', 'json'], folder)
  expect([code, JSON.parse(out).passed, JSON.parse(out).failed]).toEqual([1, 10_000, 1])
  for (const reporter of ['pretty', 'junit', 'tap'])
    expect((await inProcess(['test', '--reporter', reporter, '--filter', 'deep'], folder)).code).toBe(1)
})
