import { describe, expect, test } from 'vitest'
import { Lines } from '../../core/base/lines'
import { preview } from '../../core/base/preview'
import type { Execution, Thread } from '../../core/interpreter/api'
import { kindOf } from '../../core/model/fileKind'
import { loadYaml, parseDocument } from '../../core/model/parse'
import { statesInText } from '../../core/model/placesInText'
import { placeForBreakpoint } from '../../debugger/breakpoints/locate'
import { capabilities } from '../../debugger/capabilities'
import { findThread, isFolded, listThreads, mostShown, ThreadEvents } from '../../debugger/shown/threads'
import { into, nextStage, nextState, outOf, toTheEnd } from '../../debugger/steps/goals'

test('what the adapter says that it can do', () => {
  const { exceptionBreakpointFilters, completionTriggerCharacters, breakpointModes, ...flags } = capabilities
  expect(Object.entries(flags).filter(([, can]) => can !== true)).toEqual([])
  expect(breakpointModes?.map(({ mode }) => mode)).toEqual(['entry', 'exit', 'attempt', 'catch', 'item', 'firstItem'])
  expect(completionTriggerCharacters).toEqual(['$', '.', '{'])
})

/** Each row: a 0-based line and column, and the place that a breakpoint there is for: a state's name alone is its entry. */
describe('the place that a line is for', () => {
  const text = `{
  "Comment": "above",

  "StartAt": "A",
  "States": {
    "A": { "Type": "Pass", "Next": "P" },
    "P": {
      "Type": "Parallel",
      "Branches": [{ "StartAt": "X", "States": {
        "X": { "Type": "Pass", "Next": "Y" }, "Y": {
          "Type": "Pass",
          "End": true
        } } }],
      "End": true
    }

  }
}
`
  const document = parseDocument(text, kindOf('m.asl.json', text))
  const file = { path: 'm.asl.json', document, lines: new Lines(text), states: statesInText(document) }
  const named = (place: ReturnType<typeof placeForBreakpoint>) =>
    typeof place === 'string' ? place : place.at === 'entry' ? place.state.name : `${place.state.name} ${place.at}`

  test.each<[number, number | undefined, string]>([
    [-1, undefined, 'The file has 19 lines.'],
    [0, undefined, 'A'],
    [2, undefined, 'A'],
    [3, undefined, 'A start'],
    [4, undefined, 'A'],
    [5, undefined, 'A'],
    [6, undefined, 'P'],
    [7, undefined, 'P'],
    [8, undefined, 'P work'],
    [9, undefined, 'X'],
    [10, undefined, 'Y'],
    [12, undefined, 'P result'],
    [13, undefined, 'P exit'],
    [15, undefined, 'Y'],
    [18, undefined, 'Y'],
    [19, undefined, 'The file has 19 lines.'],
    [9, 0, 'X'],
    [8, 0, 'P work'],
    [9, 9, 'X'],
    [9, 30, 'X'],
    [9, 46, 'Y'],
    [9, 50, 'Y'],
    [5, 0, 'A'],
    [5, 60, 'A'],
    [13, 8, 'P exit'],
    [0, 0, 'A'],
  ])('%i:%s is for %s', (line, character, name) => expect(named(placeForBreakpoint(file, line, character))).toBe(name))

  test('in YAML is that behind the dash', async () => {
    await loadYaml()
    const yaml = [
      'StartAt: A',
      'States:',
      '  A:',
      '    Type: Choice',
      '    Choices:',
      '      - Variable: $.x',
      '        IsNull: true',
      '        Next: B',
      '  B: {Type: Succeed}',
    ].join('\n')
    const read = parseDocument(yaml, { format: 'yaml', content: 'definition' })
    const own = { path: 'm.asl.yaml', document: read, lines: new Lines(yaml), states: statesInText(read) }
    const at = [0, 6, 7, 8, undefined].map((character) => named(placeForBreakpoint(own, 5, character)))
    expect(at).toEqual(Array(5).fill(at[3]))
    expect(at[3]).toBe('A Choices[0]')
  })

  test('is none where there is no state', () => {
    const empty = { ...file, states: [] }
    expect([placeForBreakpoint(empty, 3), placeForBreakpoint(empty, 3, 1)]).toEqual(Array(2).fill('There is no state in this file.'))
  })
})

describe('a preview is cut', () => {
  test.each<[unknown, number, string]>([
    [[1, 2, 3], 7, '[1,2,3]'],
    [[1, 2, 3], 4, '[1,2,…]'],
    [[1, 2, 3], 2, '[1,…]'],
    [[], 0, '[]'],
    [{}, 0, '{}'],
    [{ a: 1, b: 2 }, 13, '{"a":1,"b":2}'],
    [{ a: 1, b: 2 }, 7, '{"a":1,…}'],
    [{ a: 1 }, 0, '{…}'],
    ['12345678', 0, '"12345678"'],
    ['123456789', 0, '"12345678…"'],
    ['123456789', 9, '"123456789"'],
    ['1234567890', 9, '"123456789…"'],
    ['1234567😀', 8, '"1234567…"'],
    ['123456😀9', 8, '"123456😀…"'],
    [Object.create({ inherited: 1 }), 10, '{}'],
    [[true, null, 'x'], 100, '[true,null,"x"]'],
  ])('%j to %i characters', (value, limit, text) => expect(preview(value as never, limit)).toBe(text))

  test('after 160 characters where nobody says how many', () => expect(preview('x'.repeat(161))).toBe(`"${'x'.repeat(160)}…"`))
})

// ---- Threads

interface Sketch {
  readonly id: number
  readonly parent?: Thread
  readonly kind?: 'branch' | 'iteration'
  readonly index?: number
  readonly stage?: string
  readonly attempt?: number
  readonly visit?: number
  readonly state?: unknown
}
const machine = { startAt: { target: 'S' } }
const thread = (sketch: Sketch): Thread =>
  ({ stage: 'enter', attempt: 0, visit: 1, index: 0, state: { name: 'S', machine }, ...sketch }) as unknown as Thread
const root = thread({ id: 0, state: { name: 'Owner', machine } })
const children = (count: number, kind: 'branch' | 'iteration') =>
  Array.from({ length: count }, (_, index) => thread({ id: index + 1, parent: root, kind, index }))
const executionOf = (threads: readonly Thread[], next?: Thread) => ({ threads, next }) as unknown as Execution

describe('the list of threads', () => {
  const names = (count: number, kind: 'branch' | 'iteration', wanted?: number, next?: number) => {
    const threads = [root, ...children(count, kind)]
    return listThreads(executionOf(threads, threads[next ?? -1]), 'Machine', wanted)
  }

  test('of nothing that runs is the machine', () => {
    expect(listThreads(undefined, 'M', undefined)).toEqual([{ id: 1, name: 'M' }])
    expect(listThreads(executionOf([]), 'M', undefined)).toEqual([{ id: 1, name: 'M' }])
  })

  test.each<[number, 'branch' | 'iteration', number | undefined, number | undefined, number, string | undefined]>([
    [mostShown - 1, 'branch', undefined, undefined, mostShown, undefined],
    [mostShown, 'branch', undefined, undefined, mostShown + 1, undefined],
    [mostShown + 1, 'branch', undefined, undefined, mostShown + 1, 'Owner: 1 more branches'],
    [mostShown + 5, 'iteration', undefined, undefined, mostShown + 1, 'Owner: 5 more iterations'],
    [mostShown + 5, 'iteration', mostShown + 3, undefined, mostShown + 2, 'Owner: 4 more iterations'],
    [mostShown + 5, 'iteration', undefined, mostShown + 3, mostShown + 2, 'Owner: 4 more iterations'],
    [mostShown + 5, 'iteration', mostShown + 2, mostShown + 3, mostShown + 3, 'Owner: 3 more iterations'],
    [mostShown + 5, 'iteration', 2, 3, mostShown + 1, 'Owner: 5 more iterations'],
  ])('of %i of the kind %s (stopped %s, next %s) has %i rows and %j', (count, kind, wanted, next, shown, folded) => {
    const rows = names(count, kind, wanted, next)
    expect(rows.filter(({ id }) => !isFolded(id))).toHaveLength(shown)
    expect(rows.filter(({ id }) => isFolded(id)).map(({ name }) => name)).toEqual(folded === undefined ? [] : [folded])
    expect(rows.slice(0, 2)).toEqual([
      { id: 1, name: 'Machine' },
      { id: 2, name: 'Owner [0]' },
    ])
  })

  test('leaves out what is inside of a folded one', () => {
    const iterations = children(mostShown + 2, 'iteration')
    const inside = [0, mostShown + 1].map((at, i) => thread({ id: 100 + i, parent: iterations[at]!, kind: 'branch' }))
    const rows = listThreads(executionOf([root, ...iterations, ...inside]), 'M', undefined)
    expect(rows.filter(({ id }) => id === 101 || id === 102).map(({ id }) => id)).toEqual([101])
  })

  test('finds a thread by its id, and the owner by that of the folded row', () => {
    const threads = [root, ...children(mostShown + 5, 'iteration')]
    const folded = listThreads(executionOf(threads), 'M', undefined).at(-1)!.id
    expect([1, 3, folded].map((id) => findThread(executionOf(threads), id).id)).toEqual([0, 2, 0])
    expect(isFolded(1_000_000_000)).toBe(false)
    for (const id of [0, 1000, folded + 1000]) expect(() => findThread(executionOf(threads), id)).toThrow(`thread id ${id} `)
  })
})

test('each thread is told once as it begins, and once as it ends', () => {
  const told: string[] = []
  const events = new ThreadEvents((reason, id) => told.push(`${reason} ${id}`))
  const [a, b, c] = children(3, 'branch') as [Thread, Thread, Thread]
  const after = (...threads: Thread[]) => {
    told.length = 0
    events.update(executionOf(threads), undefined)
    return [...told]
  }
  expect(after(root, a)).toEqual(['started 1', 'started 2'])
  expect(after(root, a)).toEqual([])
  expect(after(root, b, c)).toEqual(['started 3', 'started 4', 'exited 2'])
  expect(after()).toEqual(['exited 1', 'exited 3', 'exited 4'])
})

test('no more than a hundred threads are told of at a time', () => {
  const told: string[] = []
  const events = new ThreadEvents((reason, id) => told.push(`${reason} ${id}`))
  // six owners of eighteen branches each: none is folded
  const owners = children(6, 'branch')
  const inner = owners.flatMap((parent, at) =>
    Array.from({ length: 18 }, (_, i) => thread({ id: 100 + 18 * at + i, parent, kind: 'branch' })),
  )
  events.update(executionOf([root, ...owners, ...inner]), undefined)
  expect(told).toHaveLength(100)
  events.update(executionOf([root, ...owners, ...inner.slice(10)]), undefined)
  expect(told.filter((each) => each.startsWith('exited'))).toHaveLength(10)
  expect(told.filter((each) => each.startsWith('started'))).toHaveLength(110)
})

describe('where a step leads', () => {
  const [a, b] = children(2, 'branch') as [Thread, Thread]
  const later = { stage: 'exit' }
  const live = executionOf([root, a, b])
  const gone = executionOf([root, b])
  const first = thread({ id: 9, parent: root, kind: 'branch' })
  const second = thread({ id: 9, parent: root, state: { name: 'T', machine } })
  test.each<[string, (next: Thread) => boolean, Thread, boolean]>([
    ['to the end', toTheEnd, root, false],
    ['next: its next state', nextState(live, a), a, true],
    ['next: another stage', nextState(live, a), thread({ id: 1, parent: root, ...later }), false],
    ['next: another attempt', nextState(live, a), thread({ id: 1, parent: root, attempt: 1 }), false],
    ['next: a sibling, while it lives', nextState(live, a), first, false],
    ['next: a sibling that begins behind its end', nextState(gone, a), first, true],
    ['next: a later state of a sibling', nextState(gone, a), second, false],
    ['next: a second visit of a sibling', nextState(gone, a), thread({ id: 9, parent: root, visit: 2 }), false],
    ['next: a sibling in the middle of a state', nextState(gone, a), thread({ id: 9, parent: root, ...later }), false],
    ['next: its owner', nextState(live, a), root, true],
    ['next: from the machine to a branch', nextState(live, root), a, false],
    ['next stage: any of its own', nextStage(live, a), thread({ id: 1, parent: root, ...later }), true],
    ['next stage: a sibling', nextStage(live, a), b, false],
    ['into: a branch', into(root, toTheEnd), b, true],
    ['into: a stage of a branch', into(root, toTheEnd), thread({ id: 9, parent: root, ...later }), false],
    ['into: another branch than asked', into(root, toTheEnd, 1), a, false],
    ['into: the branch asked for', into(root, toTheEnd, 1), b, true],
    ['into: else as the step', into(root, (next) => next === root), root, true],
    ['out: the owner', outOf(a), root, true],
    ['out: itself', outOf(a), a, false],
    ['out: a sibling', outOf(a), b, false],
  ])('%s', (_, goal, next, there) => expect(goal(next)).toBe(there))
})
