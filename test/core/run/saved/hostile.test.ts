import { describe, expect, test } from 'vitest'
import type { Json } from '../../../../core/base/json'
import { prepareRun } from '../../../../core/run/prepare'
import { programOf } from '../../../../core/run/program'
import { endDifference } from '../../../../core/run/saved/check'
import { readSavedRun } from '../../../../core/run/saved/read'
import { remade } from '../../../../core/run/saved/resume'
import { savedText } from '../../../../core/run/saved/write'
import { hostPorts } from '../../../../hosts/node/ports'
import { begin } from '../../interpreter/run'

const machine = {
  StartAt: 'Draw',
  States: {
    Draw: { Type: 'Pass', Parameters: { 'id.$': 'States.UUID()', 'n.$': 'States.MathRandom(1, 9)' }, Next: 'Call' },
    Call: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'f', 'Payload.$': '$' },
      Retry: [{ ErrorEquals: ['Busy'] }],
      Next: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
}
const wrongs: readonly Json[] = [null, -1, 1e300, '__proto__', [], [null], {}, { kind: 'failed', error: 5 }, { kind: 'succeeded' }]

const saved = await (async () => {
  const run = prepareRun({ program: programOf(JSON.stringify(machine)) })
  if (run.kind === 'refused') throw new Error('refused')
  const execution = begin(machine, {
    remember: true,
    task: ({ attempt }) => (attempt === 0 ? { kind: 'failed', error: 'Busy', cause: 'x' } : { kind: 'succeeded', output: { Payload: 1 } }),
  })
  for (let i = 0; execution.status === 'RUNNING'; i++) {
    if (i === 2) execution.threads[0]!.payload = { edited: true }
    await execution.step()
  }
  return savedText(run, {}, execution, undefined)
})()
const lines = saved.trimEnd().split('\n')

/** Reads it, and makes it anew: whatever it is, nothing throws. */
function reads(text: string): string {
  const read = readSavedRun(text)
  if (read.kind === 'wrong') return read.message
  const made = remade(read, hostPorts({}))
  if (made.kind === 'refused') return made.problems[0]!.message
  return endDifference(read, made.execution)?.path ?? 'same'
}

/** A text with one value in it that is another one, at each place of each line. */
function* changed(value: Json, wrong: Json): Generator<Json> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    const copy = (now: Json): Json => (Array.isArray(value) ? value.with(Number(key), now) : { ...value, [key]: now }) as Json
    yield copy(wrong)
    for (const each of changed(inner as Json, wrong)) yield copy(each)
  }
}

describe('a saved run that somebody has damaged', () => {
  test('is the same where nobody has', () => expect(reads(saved)).toBe('same'))

  test.each(wrongs.map((wrong) => [wrong]))('with %j in the place of any of its values is read or refused', (wrong) => {
    for (const [i, line] of lines.entries())
      for (const each of changed(JSON.parse(line) as Json, wrong)) reads(`${lines.with(i, JSON.stringify(each)).join('\n')}\n`)
  })

  test('is read up to any place', () => {
    for (let end = 0; end <= saved.length; end += 7) reads(saved.slice(0, end))
  })

  test.each([
    [{ at: 3, kind: 'answer', key: 'Call#1#0', answer: null }],
    [{ at: 3, kind: 'answer', key: 'Call#1#0', answer: { kind: 'failed', error: 5 } }],
    [{ at: 3, kind: 'answer', key: 'Call#1#0', answer: { kind: '__proto__' } }],
    [{ at: 3, kind: 'inject', thread: 0, fault: { kind: 'nothing' } }],
    [{ at: 3, kind: 'payload', thread: '0', value: 1 }],
    [{ at: 3, kind: 'constructor' }],
    [{ kind: 'machine', id: 'x', definition: 5 }],
  ])('by %j says which line that is', (line) => {
    const [first = ''] = lines
    expect(readSavedRun(`${first}\n${JSON.stringify(line)}\n`)).toMatchObject({
      kind: 'wrong',
      message: 'This line of the saved run says nothing that is known.',
      offset: first.length + 1,
    })
  })

  test('that follows no recording says so', () => {
    const header = JSON.parse(lines[0]!)
    for (const recording of [null, 5, {}, { events: [] }, { events: [null] }])
      expect(reads(`${JSON.stringify({ ...header, recording })}\n`)).toBe('The recording that the saved run follows is none.')
  })
})
