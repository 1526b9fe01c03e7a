import { describe, expect, test } from 'vitest'
import type { JournalEntry } from '../../../../core/interpreter'
import { prepareRun } from '../../../../core/run/prepare'
import { programOf } from '../../../../core/run/program'
import { glanceAt } from '../../../../core/run/saved/glance'
import { readSavedRun, type SavedRun } from '../../../../core/run/saved/read'
import { remade } from '../../../../core/run/saved/resume'
import { headerOf, RunWriter } from '../../../../core/run/saved/write'
import { hostPorts } from '../../../../hosts/node/ports'
import { begin } from '../../interpreter/run'

const machine = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemProcessor: {
        StartAt: 'Pay',
        States: {
          Pay: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Parameters: { FunctionName: 'f', 'Payload.$': '$' },
            Retry: [{ ErrorEquals: ['Busy'] }],
            End: true,
          },
        },
      },
      Next: 'Draw',
    },
    Draw: { Type: 'Pass', Parameters: { 'id.$': 'States.UUID()', snowman: '☃𝄞' }, End: true },
  },
}

/** What was written, line by line, and how many entries had been acknowledged with each. */
const { bytes, acknowledged, original } = await (async () => {
  const run = prepareRun({ program: programOf(JSON.stringify(machine)), input: { value: { items: ['é', '𝄞', 3] } } })
  if (run.kind === 'refused') throw new Error('refused')
  let text = ''
  const known: { readonly bytes: number; readonly entries: readonly JournalEntry[] }[] = []
  const entries: JournalEntry[] = []
  const writer = new RunWriter((lines) => (text += lines), undefined)
  const acknowledge = () => known.push({ bytes: Buffer.byteLength(text), entries: [...entries] })
  writer.begin(headerOf(run, { file: '/w/é.asl.json', savedAt: 1, pid: 1 }))
  acknowledge()
  const keep = {
    add: (entry: JournalEntry) => {
      writer.add(entry)
      entries.push(entry)
      acknowledge()
    },
    back: (length: number) => writer.back(length),
  }
  const execution = begin(machine, {
    ...run.options,
    remember: true,
    keep,
    task: ({ attempt, input }) =>
      attempt === 0 ? { kind: 'failed', error: 'Busy', cause: 'x' } : { kind: 'succeeded', output: { Payload: [input, '☃'] } },
  })
  await execution.run()
  writer.end(execution)
  return { bytes: Buffer.from(text), acknowledged: known, original: execution }
})()

const lines = bytes.toString().trimEnd().split('\n')
const fileText = (all: Buffer) => (from: number, to: number) => all.subarray(from, to).toString()

describe('a file that is cut', () => {
  test('at any byte is readable, with all that was acknowledged before', () => {
    const firstLine = bytes.indexOf('\n') + 1
    for (let length = 0; length <= bytes.length; length++) {
      const cut = bytes.subarray(0, length)
      const saved = readSavedRun(cut.toString())
      const glance = glanceAt(length, fileText(cut))
      if (length < firstLine) {
        expect(saved).toMatchObject({ kind: 'wrong', message: 'The saved run has no first line.' })
        expect(glance).toEqual({ kind: 'wrong', message: 'The saved run has no first line.' })
        continue
      }
      const known = acknowledged.findLast((each) => each.bytes <= length)!
      expect((saved as SavedRun).journal.entries).toEqual(known.entries)
      expect(glance).toMatchObject({ kind: 'run', machine: 'é', status: length === bytes.length ? 'SUCCEEDED' : undefined })
    }
    expect(acknowledged.length).toBeGreaterThan(7)
  })

  test('at any line runs again as far as it had come', () => {
    for (let count = 1; count <= lines.length; count++) {
      const saved = readSavedRun(`${lines.slice(0, count).join('\n')}\n`) as SavedRun
      const made = remade(saved, hostPorts({}))
      if (made.kind === 'refused') throw new Error('refused')
      expect(made.execution.position).toBeGreaterThanOrEqual(saved.journal.position)
      expect(made.execution.history.length).toBeLessThanOrEqual(original.history.length)
      for (let i = 0; i < made.execution.history.length; i++) expect(made.execution.history.event(i)).toEqual(original.history.event(i))
    }
  })
})

describe('a file with damaged bytes in the middle', () => {
  test.each(lines.map((_, i) => i).slice(1, -1))('says that line %i is damaged; what is before it opens', (i) => {
    const damaged = lines.with(i, lines[i]!.replace('"at"', '\0\0\uFFFD"'))
    const text = `${damaged.join('\n')}\n`
    const saved = readSavedRun(text)
    expect(saved).toMatchObject({ kind: 'wrong', message: 'This line of the saved run is damaged.' })
    if (saved.kind !== 'wrong') return
    expect(text.slice(0, saved.offset).split('\n').length - 1).toBe(i)
    expect(saved.before).toEqual(readSavedRun(`${lines.slice(0, i).join('\n')}\n`))
    expect(remade(saved.before!, hostPorts({})).kind).toBe('remade')
  })

  test('in the first line has nothing before it', () => {
    const saved = readSavedRun(`${lines.with(0, lines[0]!.slice(1)).join('\n')}\n`)
    expect(saved).toEqual({ kind: 'wrong', message: 'This line of the saved run is damaged.', offset: 0, length: lines[0]!.length - 1 })
  })

  test('in the last is seen at a glance', () => {
    const text = Buffer.from(`${lines.with(-1, '{').join('\n')}\n`)
    expect(glanceAt(text.length, fileText(text))).toEqual({ kind: 'wrong', message: 'The last line of the saved run is damaged.' })
  })
})
