import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import type { Archive } from '../../../core/history/archive'
import { ArchivedText } from '../../../core/history/archive'
import { createExecution, plan } from '../../../core/interpreter'
import { parseDocument } from '../../../core/model/parse'
import { fileArchive } from '../../../hosts/node/archive'
import { nodePorts } from '../../../hosts/node/ports'
import { eventsOf, machine } from '../interpreter/run'

const long = 250_000

/** A loop whose payload is large: new at each turn, or with one text that all share. */
const loop = (payload: string, turns: number) =>
  machine(
    {
      A: { Type: 'Pass', Assign: { n: '{% $n + 1 %}' }, Output: payload, Next: 'C' },
      C: { Type: 'Choice', Choices: [{ Condition: `{% $n < ${turns} %}`, Next: 'A' }], Default: 'E' },
      E: { Type: 'Succeed' },
    },
    { QueryLanguage: 'JSONata' },
  )

/** Each payload begins with its turn and is of its own; made of a text that is there, since padding takes long. */
const distinct = '{% { "n": $n, "b": $join([$string($n), $text]) } %}'
const shared = '{% { "n": $n, "b": $text } %}'

function begin(payload: string, turns: number, archive?: Archive) {
  const document = parseDocument(JSON.stringify(loop(payload, turns)), { format: 'json', content: 'definition' })
  const ports = nodePorts({ task: () => ({ kind: 'timedOut' }), ...(archive && { archive }) })
  const variables = { n: 0, text: 'x'.repeat(long) }
  return createExecution(plan(document.definitions[0]!.machine), { input: {}, ports, variables, limits: { payloadBytes: 1e6 } })
}

function counting(archive: Archive) {
  const sizes: number[] = []
  return {
    sizes,
    put: (text: string) => {
      sizes.push(text.length)
      return archive.put(text)
    },
    get: archive.get,
  }
}

test('payloads that are too much for memory leave it, each once, and are told whole all the same', async () => {
  const archive = counting(fileArchive())
  const execution = begin(distinct, 400, archive)
  await execution.run()
  const plain = begin(distinct, 400)
  await plain.run()
  // what stays is less than half of the 100 MB
  expect(archive.sizes.length).toBeGreaterThan(200)
  expect(archive.sizes.length).toBeLessThan(410)
  expect(execution.status).toBe('SUCCEEDED')
  for (const i of [0, 1, 2, 3, 50, 51, 400, execution.history.length - 1])
    expect(execution.history.event(i)).toEqual(plain.history.event(i))
})

test('what payloads share is in memory once, and stays there', async () => {
  const archive = counting(fileArchive())
  const execution = begin(shared, 400, archive)
  await execution.run()
  expect([execution.status, archive.sizes.length]).toEqual(['SUCCEEDED', 0])
})

test('going back and on again tells the same events', async () => {
  const execution = begin(distinct, 300, fileArchive())
  const snapshots = []
  while (execution.status === 'RUNNING') {
    if (execution.history.length % 250 === 0) snapshots.push(execution.snapshot())
    await execution.step()
  }
  const [length, last] = [execution.history.length, execution.history.event(execution.history.length - 1)]
  for (const snapshot of snapshots.reverse()) {
    execution.restore(snapshot)
    await execution.run()
    expect(execution.history.length).toBe(length)
    expect(execution.history.event(length - 1)).toEqual(last)
  }
})

test('where the disk is full, an event says that its payload is cut', async () => {
  const execution = begin(distinct, 400, fileArchive(1_000_000))
  await execution.run()
  expect(execution.status).toBe('SUCCEEDED')
  const cut = eventsOf(execution).filter((event) => event.stateExitedEventDetails?.outputDetails?.truncated)
  expect(cut.length).toBeGreaterThan(100)
  expect(JSON.stringify(cut[0]).length).toBeLessThan(2000)
})

test('the file of an archive has no name that anybody could open', () => {
  const before = new Set(readdirSync(tmpdir()))
  const archive = fileArchive()
  const handles = ['', 'ä€😀', 'x'.repeat(1_000_000)].map((text) => archive.put(text))
  expect(handles.map((handle) => archive.get(handle!)?.length)).toEqual([0, 4, 1_000_000])
  expect(archive.get(7)).toBeUndefined()
  const left = readdirSync(tmpdir()).filter((name) => !before.has(name) && /^stepthrough-\w{6}$/.test(name))
  expect(left.filter((name) => existsSync(`${tmpdir()}/${name}/payloads`))).toEqual([])
})

test('an archived text knows how long it is, and how it began where the archive is full', () => {
  const text = 'x'.repeat(600)
  const kept = new ArchivedText({ put: () => 3, get: (handle) => `${handle}` }, text)
  const cut = new ArchivedText({ put: () => undefined, get: () => 'never' }, text)
  expect([kept.length, kept.whole, kept.read()]).toEqual([600, true, '3'])
  expect([cut.length, cut.whole, cut.read()]).toEqual([600, false, `${'x'.repeat(500)}…`])
})
