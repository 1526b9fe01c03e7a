import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { endDifference } from '../../core/run/saved/check'
import { readSavedRun, type SavedRun } from '../../core/run/saved/read'
import { remade } from '../../core/run/saved/resume'
import type { LaunchAttributes } from '../../debugger/protocol'
import { hostPorts } from '../../hosts/node/ports'
import { pass } from './support/at'
import { TestSession } from './support/session'

const task = {
  StartAt: 'Pay',
  States: {
    Pay: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f', 'Payload.$': '$' }, Next: 'B' },
    B: { Type: 'Pass', End: true },
  },
}

const launched = async (machine: object, more: Partial<LaunchAttributes>) => {
  const s = new TestSession({ 'machine.asl.json': machine })
  await s.launch({ input: '{"password": "p", "n": 1}', unmocked: 'echo', save: { folder: 'runs' }, ...more })
  return s
}
const files = (s: TestSession) => readdirSync(s.path('runs')).map((name) => join(s.path('runs'), name))
const told = (s: TestSession) => s.events.filter(({ event }) => event === 'stepthrough/runFile').map(({ body }) => body.path)
const read = (path: string) => readSavedRun(readFileSync(path, 'utf8')) as SavedRun

test.each([false, true])('a run is saved while it runs, noDebug %s', async (noDebug) => {
  const s = await launched(task, { noDebug })
  expect(told(s)).toEqual(files(s))
  const saved = read(files(s)[0]!)
  expect(saved).toMatchObject({ end: { status: 'SUCCEEDED', output: { Payload: { password: 'p', n: 1 } } }, isRedacted: false })
  expect(saved.header).toMatchObject({ file: s.path('machine.asl.json'), pid: process.pid, options: { input: { n: 1 } } })
  const made = remade(saved, hostPorts({}))
  expect(made.kind === 'remade' && endDifference(saved, made.execution)).toBeUndefined()
  // and the panel may save it elsewhere
  expect(s.events.find(({ event }) => event === 'stepthrough/savedRun')?.body.text).toContain('"password":"p"')
})

test('what has been answered is there while it stands', async () => {
  const s = await launched(task, { stopOnEntry: true })
  await s.move('next')
  const saved = read(files(s)[0]!)
  expect(saved.end).toBeUndefined()
  expect(saved.journal.entries).toMatchObject([{ kind: 'answer', key: 'Pay#1#0' }])
  await s.move('stepBack')
  expect(read(files(s)[0]!).journal.entries).toEqual([])
})

test('values are left out by their keys', async () => {
  const s = await launched(task, { save: { folder: 'runs', redact: ['PASSWORD'] } })
  const text = readFileSync(files(s)[0]!, 'utf8')
  expect(text).not.toContain('"p"')
  const saved = read(files(s)[0]!)
  expect(saved).toMatchObject({
    header: { redacted: ['PASSWORD'] },
    isRedacted: true,
    end: { output: { Payload: { password: '[redacted]', n: 1 } } },
  })
  const made = remade(saved, hostPorts({}))
  expect(made.kind === 'remade' && endDifference(saved, made.execution)).toBeUndefined()
})

test('a restart is another run, and what is left before its end says so', async () => {
  const s = await launched(pass, { stopOnEntry: true })
  await s.request('restart')
  await s.stopped()
  await s.request('disconnect')
  const [first, second] = told(s)
  expect(told(s)).toHaveLength(2)
  expect(first).not.toBe(second)
  for (const path of [first, second]) expect(read(path!).end).toMatchObject({ status: 'RUNNING' })
})

test('a run that is ended from outside has its end', async () => {
  const s = await launched(pass, { stopOnEntry: true })
  await s.request('terminate')
  await s.next('terminated')
  expect(read(files(s)[0]!).end).toMatchObject({ status: 'ABORTED' })
})

test('nothing is saved where nobody asks', async () => {
  for (const save of [undefined, false, null] as never[]) {
    const s = await launched(pass, { save })
    expect(told(s)).toEqual([])
  }
})

test('where it cannot be saved it runs, and says so once', async () => {
  const s = await launched(task, { save: { folder: 'machine.asl.json' } })
  expect(s.console).toContain('The run is not saved: there is a file of that name.\n')
  expect(s.events.at(-1)?.event).toBe('terminated')
  let left = 1
  const full = {
    path: '/f',
    about: {},
    close: () => {},
    write: () => {
      if (left-- <= 0) throw new Error('no space left')
    },
  }
  const other = new TestSession({ 'machine.asl.json': task }, undefined, { saveIn: () => full })
  await other.launch({ input: '{}', unmocked: 'echo', save: { folder: 'runs' } })
  expect(other.console.match(/The run is not saved: no space left\./g)).toHaveLength(1)
})

test.each([5, {}, { folder: '' }, { folder: 'x', maxSize: 0 }, { folder: 'x', redact: [1] }, { folder: 'x', more: 1 }] as never[])(
  'the attribute is checked: %j',
  async (save) => {
    await expect(launched(pass, { save })).rejects.toThrow('The launch attribute "save" has to be false, or an object')
  },
)
