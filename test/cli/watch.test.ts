import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { main } from '../../cli/main'
import { nodeWatching, type WatchEvent } from '../../cli/test/watch/watching'
import { project } from './program'

const pass = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } })
const file = (definition: string, output: number) =>
  JSON.stringify({ definition, cases: [{ name: `of ${definition}`, inputFile: 'in.json', expect: { output } }, { name: 'other' }] })

const files = {
  'a.asl.json': pass,
  'b.asl.json': pass,
  'a.asl.test.json': file('a.asl.json', 1),
  'b.asl.test.json': file('b.asl.json', 1),
  'in.json': '1',
}

/** What runs at each event: what is done before it, and the event. Each entry of what comes is the cases that have run, with their ends. */
async function story(
  steps: readonly { readonly write?: Record<string, string>; readonly remove?: string; readonly key?: string }[],
  all: Record<string, string> = files,
) {
  const folder = project(all)
  let ran: string[] = []
  const log: string[][] = []
  const left = [...steps]
  const errors: string[] = []
  const next = async (): Promise<WatchEvent> => {
    log.push(ran)
    ran = []
    const step = left.shift()
    if (step === undefined) return { kind: 'end' }
    for (const [name, text] of Object.entries(step.write ?? {})) writeFileSync(join(folder, name), text)
    if (step.remove !== undefined) rmSync(join(folder, step.remove))
    if (step.key !== undefined) return { kind: 'key', key: step.key }
    const names = [...Object.keys(step.write ?? {}), ...(step.remove === undefined ? [] : [step.remove])]
    return { kind: 'changed', paths: new Set(names.map((name) => join(folder, name))) }
  }
  const code = await main(['test', '--watch', '--reporter', 'tap'], {
    cwd: folder,
    colours: false,
    out: (text) =>
      ran.push(...text.split('\n').flatMap((line) => /^(not )?ok \d+ - (.*)/.exec(line)?.slice(1).filter(Boolean).join('') ?? [])),
    err: (text) => errors.push(text),
    watching: () => ({ hasKeys: true, look: () => {}, next, end: () => {}, close: () => {} }),
  })
  return { code, log, errors: errors.join('') }
}

const [a, b, others] = [
  'a.asl.test.json: of a.asl.json',
  'b.asl.test.json: of b.asl.json',
  (name: string) => `${name}.asl.test.json: other`,
]
const ofA = [a, others('a')]
const ofB = [b, others('b')]

test('only what is affected runs again', async () => {
  const { code, log, errors } = await story([
    { write: { 'notes.txt': '' } },
    { write: { 'a.asl.json': pass } },
    { write: { 'b.asl.test.json': file('b.asl.json', 2) } },
    { write: { 'b.asl.test.json': file('b.asl.json', 1) } },
    { write: { 'in.json': '1' } },
    { write: { 'stepthrough.json': '{}' } },
    { write: { 'f.ts': '' } },
  ])
  expect(log).toEqual([[...ofA, ...ofB], [], ofA, [`not ${b}`, others('b')], ofB, [...ofA, ...ofB], [...ofA, ...ofB], [...ofA, ...ofB]])
  expect(code).toBe(0)
  expect(errors).toContain('\nChanged: a.asl.json\n')
  expect(errors.match(/Waits for changes/g)).toHaveLength(7)
})

test('keys: all, those that have failed, the end', async () => {
  const wrong = { ...files, 'b.asl.test.json': file('b.asl.json', 2) }
  const { code, log, errors } = await story(
    [{ key: '\r' }, { key: 'f' }, { key: 'x' }, { write: { 'in.json': '2' } }, { key: 'f' }, { key: 'q' }, { key: '\r' }],
    wrong,
  )
  const before = [...ofA, `not ${b}`, others('b')]
  const after = [`not ${a}`, others('a'), ...ofB]
  expect(log).toEqual([before, before, [`not ${b}`], [], after, [`not ${a}`]])
  expect(code).toBe(1)
  expect(errors).toContain('Enter runs all tests, f those that have failed, q ends.')
})

test('tests come and go', async () => {
  const { 'b.asl.test.json': gone, ...rest } = files
  const nothing = { 'a.asl.json': pass, 'b.asl.json': pass, 'in.json': '1' }
  const { log, errors } = await story(
    [
      { write: { 'a.asl.test.json': rest['a.asl.test.json'] } },
      { write: { 'b.asl.test.json': gone } },
      { remove: 'a.asl.test.json' },
      { remove: 'b.asl.test.json' },
    ],
    nothing,
  )
  expect(log).toEqual([[], ofA, ofB, [], []])
  expect(errors.match(/there is no test in this folder/g)).toHaveLength(2)
})

test('the files of this computer', async () => {
  const folder = project({ 'a/x.json': '', 'b/y.json': '' })
  const watching = nodeWatching()
  try {
    watching.look([join(folder, 'a'), join(folder, 'nowhere')])
    writeFileSync(join(folder, 'b/y.json'), '1')
    writeFileSync(join(folder, 'a/x.json'), '1')
    expect(await watching.next()).toEqual({ kind: 'changed', paths: new Set([join(folder, 'a/x.json')]) })
    watching.end()
    expect(await watching.next()).toEqual({ kind: 'end' })
  } finally {
    watching.close()
  }
})
