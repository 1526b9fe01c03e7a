import { describe, expect, test } from 'vitest'
import type { AslError } from '../../core/expressions/evaluation/failure'
import { errorText } from '../../debugger/breakpoints/exceptions'
import { readAnswer } from '../../debugger/tasks/answerTask'
import { at, pass } from './support/at'
import { parallel } from './support/machines'
import { TestSession } from './support/session'

const files = { 'machine.asl.json': pass }

/** Each row: a request, and the number of its refusal; whether the client shows that in a dialog. */
describe('a refusal has a number of its own', () => {
  test.each<[string, unknown, number, boolean]>([
    ['attach', {}, 2008, true],
    ['launch', {}, 2001, true],
    ['launch', { program: '/no/such.asl.json' }, 2002, true],
    ['nonsense', {}, 1014, false],
    ['toString', {}, 1014, false],
    ['__proto__', {}, 1014, false],
    ['next', {}, 1015, false],
    ['next', { threadId: 1 }, 3002, false],
    ['variables', { variablesReference: 1 }, 3002, false],
    ['stepthrough/pendingTasks', undefined, 3002, false],
  ])('before a launch: %s %j', async (command, args, id, showUser) => {
    const s = new TestSession(files)
    await s.initialize()
    const { success, body, message } = await s.send(command, args)
    expect(success).toBe(false)
    expect(body).toEqual({ error: { id, format: '{text}', variables: { text: message }, showUser } })
  })

  test.each<[string, object, number, boolean]>([
    ['next', { threadId: 9 }, 3004, false],
    ['restartFrame', { frameId: 999 }, 3005, false],
    ['variables', { variablesReference: 999 }, 3006, false],
    ['stepBack', { threadId: 1 }, 3008, true],
    ['exceptionInfo', { threadId: 1 }, 3011, false],
    ['stepthrough/answerTask', { threadId: 1, output: 1 }, 4006, true],
  ])('at the first state: %s %j', async (command, args, id, showUser) => {
    const s = await at({})
    expect((await s.send(command, args)).body).toMatchObject({ error: { id, showUser } })
  })
})

test.each([[['launch', 'configurationDone']], [['configurationDone', 'launch']]])('it begins when both have come: %j', async (order) => {
  const s = new TestSession(files)
  await s.initialize()
  const args = { launch: { program: s.path('machine.asl.json'), stopOnEntry: true }, configurationDone: {} }
  const begun = () => s.events.filter(({ event }) => event === 'stopped').length
  expect((await s.send(order[0]!, args[order[0] as keyof typeof args])).success).toBe(true)
  await s.request('threads')
  expect(begun()).toBe(0)
  expect((await s.send(order[1]!, args[order[1] as keyof typeof args])).success).toBe(true)
  expect(await s.stopped()).toMatchObject({ reason: 'entry', threadId: 1 })
  expect(begun()).toBe(1)
})

test('continue is for all threads', async () => {
  const s = await at({})
  expect(await s.request('continue', { threadId: 1 })).toEqual({ allThreadsContinued: true })
  expect((await s.stoppedOrEnded()).event).toBe('terminated')
})

test('before a launch there is one thread and no source, and a file that cannot be read has no places', async () => {
  const s = new TestSession(files)
  await s.initialize()
  expect(await s.request('threads')).toEqual({ threads: [{ id: 1, name: 'Machine' }] })
  expect(await s.request('loadedSources')).toEqual({ sources: [] })
  const locations = async (name: string) =>
    (await s.request('breakpointLocations', { source: { path: s.path(name) }, line: 1, endLine: 99 })).breakpoints.map(({ line }) => line)
  expect([await locations('missing.asl.json'), await locations('machine.asl.json')]).toEqual([
    [],
    [2, s.line('A'), s.line('A') + 2, s.line('B'), s.line('B') + 2],
  ])
})

test.each<[number | undefined, number | undefined, string[]]>([
  [undefined, undefined, ['Left', 'Both [0]', 'Both', 'machine']],
  [0, 0, ['Left', 'Both [0]', 'Both', 'machine']],
  [0, 1, ['Left']],
  [1, 1, ['Both [0]']],
  [1, undefined, ['Both [0]', 'Both', 'machine']],
  [2, 5, ['Both', 'machine']],
  [4, 5, []],
])('a stack from frame %s, %s levels, is %j', async (startFrame, levels, names) => {
  const s = await at({}, parallel)
  await s.move('stepIn')
  const { stackFrames, totalFrames } = await s.request('stackTrace', {
    threadId: 2,
    ...(startFrame !== undefined && { startFrame }),
    ...(levels !== undefined && { levels }),
  })
  expect([stackFrames.map(({ name }) => name), totalFrames]).toEqual([names, 4])
})

describe('an error in a line', () => {
  test.each([
    [{ error: 'E', cause: 'c' }, 'E: c'],
    [{ error: 'E', cause: '' }, 'E'],
    [{ error: 'E' }, 'E'],
    [{ cause: 'c' }, '(no error name): c'],
    [{}, '(no error name)'],
  ])('%j reads %s', (error, text) => expect(errorText(error as AslError)).toBe(text))
})

describe('an answer has one form', () => {
  test.each<[Parameters<typeof readAnswer>[0], ReturnType<typeof readAnswer>]>([
    [{ output: null }, { output: null }],
    [{ output: { a: 1 } }, { output: { a: 1 } }],
    [{ error: 'E' }, { error: 'E' }],
    [
      { error: 'E', cause: '' },
      { error: 'E', cause: '' },
    ],
    [
      { error: 'E', cause: 'why' },
      { error: 'E', cause: 'why' },
    ],
    [{ echo: true }, { echo: true }],
    [{ output: 1, cause: 'why' }, { output: 1 }],
  ])('%j', (given, answer) => expect(readAnswer(given)).toEqual(answer))

  test.each([{}, { cause: 'why' }, { echo: false }, { output: 1, error: 'E' }, { output: 1, echo: true }, { error: 'E', echo: true }])(
    '%j has none, or several',
    (given) => expect(() => readAnswer(given)).toThrow('The answer needs either'),
  )
})

test.each<[boolean, number]>([
  [true, 1],
  [false, 0],
])('what is said of a breakpoint that never stops has its place, also in the first line (lines from 1: %s)', async (fromOne, first) => {
  const text = JSON.stringify(pass)
  const s = new TestSession({ 'machine.asl.json': text })
  await s.initialize({ linesStartAt1: fromOne, columnsStartAt1: fromOne })
  const source = { path: s.path('machine.asl.json') }
  await s.request('setBreakpoints', { source, breakpoints: [{ line: first, condition: '$.a ==' }] })
  await s.request('launch', { program: source.path } as never)
  await s.request('configurationDone')
  await s.next('terminated')
  const said = s.events.filter(({ event, body }) => event === 'output' && body.category === 'important').map(({ body }) => body)
  expect(said).toMatchObject([{ line: first, column: text.indexOf('"A":') + first, source }])
})
