import { describe, expect, test } from 'vitest'
import { rowOfEvent, showing, treeKey, typeAhead } from '../../../webview/table/finding'
import { itemAt, nextFailed, pageOf, pickShowing } from '../../../webview/table/items'
import { initialLook, type TableLook } from '../../../webview/table/look'
import { rowsOf, type TableRow } from '../../../webview/table/rows'
import { Visits } from '../../../webview/table/visits'
import { nameOf } from '../../../webview/table/words'
import { type Definition, machine } from '../../core/interpreter/run'
import { machineRows } from './machineRows'

const lambda = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f' }
const pass = { Type: 'Pass', End: true }
const boom = { kind: 'failed', error: 'Boom', duration: 1 } as const
const fine = { kind: 'succeeded', output: 1, duration: 5 } as const

async function run(definition: Definition, input: unknown = {}, failing: (index: number, attempt: number) => boolean = () => false) {
  const visits = new Visits()
  const events = await machineRows(definition, {
    input: input as never,
    task: ({ thread, attempt }) => (failing(thread.index, attempt) ? boom : fine),
    limits: { historyEvents: 100_000 },
  })
  visits.apply({ from: 0, events, status: 'RUNNING' })
  return visits
}

const told = (rows: readonly TableRow[]) =>
  rows.map(
    (row) => `${'  '.repeat(row.level - 1)}${row.open === undefined ? '' : row.open ? '- ' : '+ '}${nameOf(row)} ${row.place}/${row.size}`,
  )
const opened = (...ids: readonly string[]): TableLook => ({ ...initialLook, open: Object.fromEntries(ids.map((id) => [id, true])) })
const count = (n: number) => Array.from({ length: n }, (_, i) => i)
const map = (n = 1) => ({
  definition: machine({
    M: {
      Type: 'Map',
      ItemProcessor: machine({ T: { ...lambda, Retry: [{ ErrorEquals: ['Boom'], MaxAttempts: 1 }], ...caught, End: true }, Late: pass }),
      End: true,
    },
  }),
  input: count(n),
})
const caught = { Catch: [{ ErrorEquals: ['Boom'], Next: 'Late' }] }
const failingMap = { M: { Type: 'Map', ItemProcessor: machine({ T: { ...lambda, End: true } }), End: true } }

describe('the rows of', () => {
  test('states, one after the other', async () => {
    const visits = await run(machine({ A: { Type: 'Pass', Next: 'B' }, B: pass }))
    expect(told(rowsOf(visits.roots, initialLook))).toEqual(['A 1/2', 'B 2/2'])
  })

  test('branches are there without being asked for, and can be closed', async () => {
    const visits = await run(machine({ P: { Type: 'Parallel', Branches: [machine({ A: pass }), machine({ B: pass })], End: true } }))
    const all = ['- P 1/1', '  - Branch 0 1/2', '    A 1/1', '  - Branch 1 2/2', '    B 1/1']
    expect(told(rowsOf(visits.roots, initialLook))).toEqual(all)
    expect(told(rowsOf(visits.roots, { ...initialLook, open: { v2: false } }))).toEqual(['+ P 1/1'])
    expect(told(rowsOf(visits.roots, { ...initialLook, open: { t2: false } }))).toEqual(['- P 1/1', '  + Branch 0 1/2', ...all.slice(3)])
  })

  test('a few items', async () => {
    const visits = await run(map().definition, count(2))
    expect(told(rowsOf(visits.roots, initialLook))).toEqual(['- M 1/1', '  - Item 0 1/2', '    T 1/1', '  - Item 1 2/2', '    T 1/1'])
  })

  test('attempts of a task', async () => {
    const visits = await run(map().definition, count(1), (_, attempt) => attempt === 0)
    expect(told(rowsOf(visits.roots, opened('v5')))).toEqual([
      '- M 1/1',
      '  - Item 0 1/1',
      '    - T 1/1',
      '      Attempt 1 1/2',
      '      Attempt 2 2/2',
    ])
  })

  test('attempts of a Parallel, each with its branches', async () => {
    const branches = {
      Type: 'Parallel',
      Branches: [machine({ A: { ...lambda, End: true } })],
      Retry: [{ ErrorEquals: ['Boom'], MaxAttempts: 1 }],
    }
    let calls = 0
    const visits = await run(machine({ P: { ...branches, End: true } }), {}, () => calls++ === 0)
    expect(told(rowsOf(visits.roots, initialLook))).toEqual([
      '- P 1/1',
      '  + Attempt 1 1/2',
      '  - Attempt 2 2/2',
      '    - Branch 0 1/1',
      '      A 1/1',
    ])
  })

  test('many items are folded, and come in pages with a picker above them', async () => {
    const visits = await run(map().definition, count(250), (index) => index % 100 === 7)
    expect(told(rowsOf(visits.roots, initialLook))).toEqual(['+ M 1/1'])
    const first = rowsOf(visits.roots, opened('v2'))
    expect(first).toHaveLength(102)
    expect(told(first.slice(0, 3))).toEqual(['- M 1/1', '  Items 1/251', '  + Item 0 2/251'])
    const last = rowsOf(visits.roots, { ...opened('v2'), picks: { p3: { status: undefined, page: 99 } } })
    expect(told(last.slice(-1))).toEqual(['  + Item 249 251/251'])
    expect(last).toHaveLength(52)
  })

  test('10,000 items cost what is shown', async () => {
    const visits = await run(machine({ M: { Type: 'Map', ItemProcessor: machine({ A: pass }), End: true } }), count(10_000))
    expect(rowsOf(visits.roots, opened('v2'))).toHaveLength(102)
  })
})

describe('of many items', async () => {
  const visits = await run(machine(failingMap), count(30), (index) => index === 7)
  const [attempt] = visits.roots[0]!.attempts
  const children = attempt!.children!
  const indices = (page: ReturnType<typeof pageOf>) => page.items.map(({ index }) => index)

  test('those of a status are shown', () => {
    expect(indices(pageOf(children, { status: 'failed', page: 0 }))).toEqual([7])
    expect(pageOf(children, { status: 'aborted', page: 3 })).toMatchObject({ total: 29, page: 0, pages: 1 })
    expect(pageOf(children, { status: 'succeeded', page: 0 })).toMatchObject({ total: 0, items: [] })
  })
  test('one is found by its index, and the next that has failed, around the end', () => {
    expect(itemAt(children, 12)?.index).toBe(12)
    expect(itemAt(children, 30)).toBeUndefined()
    expect(itemAt(children, Number.NaN)).toBeUndefined()
    for (const from of [undefined, 3, 7, 20]) {
      const item = from === undefined ? undefined : itemAt(children, from)
      expect(nextFailed(children, item, 1)?.index).toBe(7)
      expect(nextFailed(children, item, -1)?.index).toBe(7)
    }
  })
  test('the page of an item is found, and a filter that hides it goes', () => {
    expect(pickShowing(children, itemAt(children, 7)!, { status: 'failed', page: 0 })).toEqual({ status: 'failed', page: 0 })
    expect(pickShowing(children, itemAt(children, 8)!, { status: 'failed', page: 0 })).toEqual({ status: undefined, page: 0 })
  })
})

test('no item has failed', async () => {
  const visits = await run(machine(failingMap), count(12))
  const { children } = visits.roots[0]!.attempts[0]!
  expect(nextFailed(children!, undefined, 1)).toBeUndefined()
})

describe('an event has the row of', async () => {
  const visits = await run(map().definition, count(250), (index, attempt) => index === 249 && attempt === 0)
  const last = visits.roots[0]!.attempts[0]!.children!.threads.at(-1)!
  const [visit] = last.visits
  const names = (rows: readonly TableRow[], event: number) =>
    rowOfEvent(rows, visits, event) < 0 ? undefined : nameOf(rows[rowOfEvent(rows, visits, event)]!)

  test('what is around it, as long as that is closed', () => {
    const rows = rowsOf(visits.roots, initialLook)
    expect(names(rows, visit!.event)).toBe('M')
    expect(names(rows, 1)).toBeUndefined()
    expect(names(rows, 99_999)).toBeUndefined()
  })
  test('its visit, its attempt or its item, once that has come into the tree', () => {
    const part = showing(initialLook, rowsOf(visits.roots, initialLook), visits, visit!.event)!
    const look = { ...initialLook, ...part }
    const rows = rowsOf(visits.roots, look)
    expect(look.picks).toEqual({ p3: { status: undefined, page: 2 } })
    expect(names(rows, visit!.event)).toBe('T')
    expect(names(rows, last.event)).toBe('Item 249')
    expect(names(rows, visit!.attempts[1]!.event)).toBe('T')
    const withAttempts = rowsOf(visits.roots, { ...look, open: { ...look.open, [`v${visit!.event}`]: true } })
    expect(names(withAttempts, visit!.attempts[1]!.event)).toBe('Attempt 2')
    expect(showing(look, rows, visits, visit!.event)).toBeUndefined()
    expect(showing(look, rows, visits, last.event)).toBeUndefined()
    expect(showing(look, rows, visits, 1)).toBeUndefined()
  })
  test('an item can come into the tree without being opened', () => {
    const part = showing(initialLook, rowsOf(visits.roots, initialLook), visits, last.event)!
    const rows = rowsOf(visits.roots, { ...initialLook, ...part })
    expect(told(rows.filter(({ id }) => id === `t${last.id}`))).toEqual(['  + Item 249 251/251'])
  })
})

describe('keys of a tree', async () => {
  const visits = await run(machine({ P: { Type: 'Parallel', Branches: [machine({ A: pass })], Next: 'B' }, B: pass }))
  const open = rowsOf(visits.roots, initialLook)
  const closed = rowsOf(visits.roots, { ...initialLook, open: { v2: false } })
  test.each([
    ['ArrowRight goes into what is open', open, 'ArrowRight', 0, { to: 1 }],
    ['ArrowRight opens', closed, 'ArrowRight', 0, { toggle: true }],
    ['ArrowRight does nothing at a leaf', open, 'ArrowRight', 2, {}],
    ['ArrowLeft closes', open, 'ArrowLeft', 0, { toggle: true }],
    ['ArrowLeft goes to what a leaf is in', open, 'ArrowLeft', 2, { to: 1 }],
    ['ArrowLeft does nothing at the outermost', closed, 'ArrowLeft', 0, {}],
    ['the space bar opens and closes', closed, ' ', 0, { toggle: true }],
    ['the space bar is nothing to a leaf', open, ' ', 2, undefined],
    ['others are not its own', open, 'ArrowDown', 0, undefined],
    ['no row, no key', open, 'ArrowLeft', -1, undefined],
  ])('%s', (_, rows, key, active, expected) => expect(treeKey(key, rows, active)).toEqual(expected))

  test.each([
    ['b', 0, 1],
    ['b', 1, 3],
    ['branch 0', 1, 1],
    ['bb', 0, -1],
    ['p', -1, 0],
    ['[', 0, -1],
  ])('typing %j at row %i leads to %i', (typed, active, expected) => expect(typeAhead(open, nameOf, active, typed)).toBe(expected))
})
