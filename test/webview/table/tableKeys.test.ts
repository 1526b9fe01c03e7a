import { expect, test } from 'vitest'
import { initialLook, type TableLook } from '../../../webview/table/look'
import { rowsOf } from '../../../webview/table/rows'
import { Scale } from '../../../webview/table/scale'
import { TableKeys } from '../../../webview/table/tableKeys'
import type { Table } from '../../../webview/table/useTable'
import { Visits } from '../../../webview/table/visits'
import { orderHistory } from '../history'

const visits = new Visits()
visits.apply({ from: 0, events: orderHistory(), status: 'SUCCEEDED' })
const full = { from: 0, to: 1000 }

type Press = readonly [key: string, at: number, held?: string]

/** Presses keys at times; tells what came of each. */
function pressed(presses: readonly Press[]): string[] {
  const told: string[] = []
  const change = (part: Partial<TableLook>) => told.push(`zoom ${JSON.stringify(part.zoom)}`)
  const table = {
    rows: rowsOf(visits.roots, initialLook),
    scale: new Scale(full, []),
    full,
    change,
    clock: { origin: 0, now: 1000, isReal: false },
  } as unknown as Table
  const keys = new TableKeys()
  let active = 0
  const actions = {
    point: (index: number) => {
      active = index
      told.push(`row ${index}`)
    },
    toggle: (index: number) => told.push(`toggle ${index}`),
    enter: (index: number) => told.push(`enter ${index}`),
    follow: () => told.push('follow'),
  }
  for (const [key, timeStamp, held] of presses) {
    const event = { key, timeStamp, ctrlKey: held === 'ctrl', shiftKey: held === 'shift', altKey: held === 'alt', metaKey: false }
    if (!keys.press(event as KeyboardEvent, table, active, actions)) told.push('not ours')
  }
  return told
}

test.each<[string, Press[], string[]]>([
  [
    'a name is typed, and another one after a while',
    [
      ['c', 0],
      ['o', 100],
      ['f', 2000],
    ],
    ['row 4', 'row 4', 'row 1'],
  ],
  ['what nothing begins with leads nowhere', [['x', 0]], []],
  [
    'a digit in a name does not zoom',
    [
      ['p', 0],
      ['0', 100],
    ],
    ['row 0'],
  ],
  [
    'closer, farther, all',
    [
      ['+', 0],
      ['-', 1],
      ['0', 2],
    ],
    ['zoom {"from":250,"to":750}', 'zoom undefined', 'zoom undefined'],
  ],
  ['what is shown moves', [['ArrowRight', 0, 'shift']], ['zoom undefined']],
  ['opens', [['ArrowRight', 0]], ['toggle 0']],
  [
    'goes to the state, and follows again',
    [
      ['Enter', 0],
      ['Escape', 1],
    ],
    ['enter 0', 'follow'],
  ],
  [
    'what others mean is theirs',
    [
      ['ArrowDown', 0],
      ['a', 1, 'ctrl'],
      ['ArrowRight', 2, 'alt'],
      ['F5', 3],
    ],
    ['not ours', 'not ours', 'not ours', 'not ours'],
  ],
])('%s', (_, presses, expected) => expect(pressed(presses)).toEqual(expected))
