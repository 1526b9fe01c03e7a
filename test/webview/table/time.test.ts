import { describe, expect, test } from 'vitest'
import { foldedOf, kindsIn, segmentsOf } from '../../../webview/table/bars'
import { columnsOf, timelineWidth, toldBy } from '../../../webview/table/columns'
import { idleOf } from '../../../webview/table/idle'
import { initialLook } from '../../../webview/table/look'
import { rowsOf } from '../../../webview/table/rows'
import { gridOf, Scale, step, ticksOf } from '../../../webview/table/scale'
import { Visits } from '../../../webview/table/visits'
import { asideOf, barText, countsText, durationText, linesOf } from '../../../webview/table/words'
import { around, between, middleOf, moved, shownRange, zoomed } from '../../../webview/table/zoom'
import { machine } from '../../core/interpreter/run'
import { rowsOf as historyOf, orderHistory } from '../history'
import { machineRows } from './machineRows'

const visitsOf = (events: readonly Parameters<Visits['apply']>[0]['events'][number][]) => {
  const visits = new Visits()
  visits.apply({ from: 0, events, status: 'RUNNING' })
  return visits
}
const lambda = { resourceType: 'lambda', resource: 'invoke' }
const task = (...rest: Parameters<typeof historyOf>[0]) =>
  visitsOf(historyOf([['ExecutionStarted', 0], ['TaskStateEntered', 0, 'T', { name: 'T' }], ...rest]))

/** "failed 0-5, backoff 5-9, work 9-10…" */
function bar(visits: Visits, index = 0): string {
  const { start } = visits.execution
  const about = rowsOf(visits.roots, initialLook)[index]!.about
  return segmentsOf(about, visits.now)
    .map((each) => `${each.kind} ${each.start - start}-${each.end - start}${each.goesOn ? '…' : ''}`)
    .join(', ')
}

describe('the bar of a visit', () => {
  test.each([
    [
      'that takes no time',
      visitsOf(
        historyOf([
          ['PassStateEntered', 5, 'A', { name: 'A' }],
          ['PassStateExited', 5, 'A', { name: 'A' }],
        ]),
      ),
      'work 0-0',
    ],
    [
      'that waits',
      visitsOf(
        historyOf([
          ['WaitStateEntered', 0, 'W', { name: 'W' }],
          ['WaitStateExited', 9, 'W', { name: 'W' }],
        ]),
      ),
      'waiting 0-9',
    ],
    [
      'with attempts, and backoff between them',
      task(
        ['TaskScheduled', 0, 'T', lambda],
        ['TaskStarted', 0, 'T', lambda],
        ['TaskFailed', 5, 'T', { ...lambda, error: 'E' }],
        ['TaskScheduled', 9, 'T', lambda],
        ['TaskStarted', 9, 'T', lambda],
        ['TaskSucceeded', 12, 'T', lambda],
        ['TaskStateExited', 12, 'T', { name: 'T' }],
      ),
      'failed 0-5, backoff 5-9, work 9-12',
    ],
    [
      'in its backoff',
      task(['TaskScheduled', 0, 'T', lambda], ['TaskFailed', 5, 'T', lambda], ['PassStateDelayed', 8, 'T']),
      'failed 0-5, backoff 5-8…',
    ],
    [
      'whose task runs',
      task(['TaskScheduled', 0, 'T', lambda], ['TaskStarted', 2, 'T', lambda], ['PassStateDelayed', 8, 'T']),
      'waiting 0-2, work 2-8…',
    ],
    [
      'that waits for a callback',
      task(
        ['TaskScheduled', 0, 'T', lambda],
        ['TaskStarted', 0, 'T', lambda],
        ['TaskSubmitted', 3, 'T', { output: '{}' }],
        ['TaskSucceeded', 9, 'T', lambda],
      ),
      'work 0-3, waiting 3-9',
    ],
    [
      'whose callback has told a failure',
      task(
        ['TaskScheduled', 0, 'T', lambda],
        ['TaskSubmitted', 3, 'T', { output: '{}' }],
        ['TaskTimedOut', 9, 'T', lambda],
        ['ExecutionFailed', 9],
      ),
      'work 0-3, waiting 3-9, failed 9-9',
    ],
    [
      'that was cut short',
      visitsOf(
        historyOf([
          ['WaitStateEntered', 0, 'W', { name: 'W' }],
          ['WaitStateAborted', 9, 'W'],
        ]),
      ),
      'aborted 0-9',
    ],
  ])('%s', (_, visits, expected) => expect(bar(visits)).toBe(expected))
})

const second = { kind: 'succeeded', output: 1, duration: 1 } as const
const lambdaTask = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f' }
const map = machine({ M: { Type: 'Map', MaxConcurrency: 2, ItemProcessor: machine({ T: { ...lambdaTask, End: true } }), End: true } })

describe('what a row folds', () => {
  test('is drawn one by one where it is little', async () => {
    const visits = visitsOf(await machineRows(map, { input: [1, 2], task: () => second }))
    const folded = foldedOf(visits.roots[0]!.attempts[0]!, visits.now)
    expect(folded).toMatchObject({ kind: 'lanes', lanes: [{ status: 'succeeded' }, { status: 'succeeded' }] })
  })
  test('is how much ran at each time where it is much, and where it failed', async () => {
    const visits = visitsOf(
      await machineRows(map, {
        input: [1, 2, 3, 4, 5, 6],
        task: ({ thread }) => (thread.index === 5 ? { ...second, kind: 'failed', error: 'E' } : second),
      }),
    )
    const folded = foldedOf(visits.roots[0]!.attempts[0]!, visits.now)
    expect(folded).toMatchObject({ kind: 'activity', failed: [47] })
    expect(new Set(folded?.kind === 'activity' ? folded.heights : [])).toEqual(new Set([1]))
    expect(bar(visits)).toBe('children 0-3000')
  })
  test('is nothing where no time has passed', async () => {
    const visits = visitsOf(await machineRows(map, { input: [1, 2, 3, 4, 5, 6] }))
    expect(foldedOf(visits.roots[0]!.attempts[0]!, visits.now)).toBeUndefined()
  })
  test('the legend has what there is', async () => {
    const visits = visitsOf(orderHistory())
    expect([...kindsIn(rowsOf(visits.roots, initialLook), visits.now)].sort()).toEqual(['backoff', 'children', 'failed', 'waiting', 'work'])
  })
})

describe('the timeline', () => {
  const day = 86_400_000
  test('is even without idle time', () => {
    const scale = new Scale({ from: 100, to: 200 }, [])
    expect([50, 100, 150, 200, 300].map((time) => scale.at(time))).toEqual([0, 0, 0.5, 1, 1])
    expect([0, 0.25, 1].map((x) => scale.timeAt(x))).toEqual([100, 125, 200])
    expect(scale.breaks).toEqual([])
  })
  test('draws days of waiting short', () => {
    const scale = new Scale({ from: 0, to: 3 * day + 200 }, [{ from: 100, to: 3 * day + 100 }])
    expect(scale.breaks).toHaveLength(1)
    expect(scale.at(100)).toBeCloseTo(0.475)
    expect(scale.at(3 * day + 100)).toBeCloseTo(0.525)
    expect(scale.at(3 * day + 200)).toBe(1)
    expect(scale.timeAt(0.5)).toBeCloseTo(1.5 * day + 100)
  })
  test('draws several stretches short, but not a little one', () => {
    const idle = [
      { from: 10, to: 10_000 },
      { from: 10_010, to: 20_000 },
      { from: 20_010, to: 20_015 },
    ]
    expect(new Scale({ from: 0, to: 20_030 }, idle).breaks.map(({ from }) => from)).toEqual([10, 10_010])
  })
  test.each([
    ['backoffs of which one is longer than the others', [2300, 250], 0, []],
    ['a wait beside little work and a backoff', [120_000, 2000], 700, [120_000]],
    ['days and hours beside seconds', [3 * day, 7_200_000], 10_000, [3 * day, 7_200_000]],
    ['waits that take half of the time', [20, 30], 50, []],
  ])('of %s', (_, gaps, work, expected) => {
    let at = work
    const idle = gaps.map((length) => ({ from: at, to: (at += length) }))
    expect(new Scale({ from: 0, to: at }, idle).breaks.map(({ from, to }) => to - from)).toEqual(expected)
  })
  test('where all of it is idle it is even', () => {
    expect(new Scale({ from: 0, to: 100 }, [{ from: 0, to: 100 }]).breaks).toEqual([])
    expect(new Scale({ from: 20, to: 30 }, [{ from: 0, to: 100 }]).breaks).toEqual([])
  })
  test('of no length has all in its middle', () => {
    const scale = new Scale({ from: 5, to: 5 }, [])
    expect(scale.at(5)).toBe(0.5)
    expect(scale.timeAt(0.7)).toBe(5)
    expect(ticksOf(scale, 5, 0.1)).toEqual([{ time: 5, x: 0.5, isNamed: true }])
  })
  test('idle is what nobody works in', () => {
    expect(idleOf(visitsOf(orderHistory())).map(({ from, to }) => to - from)).toEqual([2000, 120_000])
    expect(idleOf(new Visits())).toEqual([])
  })
  test.each([
    [0.4, 1],
    [3, 5],
    [400, 500],
    [1100, 2000],
    [40_000, 60_000],
    [3_000_000, 3_600_000],
    [50_000_000, day],
    [600 * day, 600 * day],
  ])('at least %i ms are counted by %i', (least, expected) => expect(step(least)).toBe(expected))
  test('has marks at round times since the beginning, none in breaks', () => {
    const scale = new Scale({ from: 1000, to: 1100 }, [])
    expect(ticksOf(scale, 1000, 0.2).map(({ time }) => time - 1000)).toEqual([0, 20, 40, 60, 80, 100])
    expect(ticksOf(scale, 1000, 0.2).map(({ isNamed }) => isNamed)).toEqual([true, true, true, true, true, false])
    const broken = new Scale({ from: 0, to: day + 200 }, [{ from: 100, to: day + 100 }])
    expect(ticksOf(broken, 0, 0.2).every(({ time }) => time <= 100 || time >= day + 100)).toBe(true)
  })
  test('its marks go through all rows', () => {
    expect(gridOf([{ time: 0, x: 0.5, isNamed: true }], [{ from: 0, to: 1, left: 0.25, right: 0.5 }])).toBe(
      'linear-gradient(var(--tick), var(--tick)) 50% 0 / 1px 100% no-repeat, linear-gradient(var(--break), var(--break)) 33.33% 0 / 25% 100% no-repeat',
    )
    expect(gridOf([], [])).toBe('none')
  })
})

describe('a part of the time', () => {
  const full = { from: 0, to: 1000 }
  const scale = (from: number, to: number) => new Scale({ from, to }, [])
  test.each([
    ['closer', zoomed(scale(0, 1000), full, 2), { from: 250, to: 750 }],
    ['closer around its left', zoomed(scale(0, 1000), full, 2, 0), { from: 0, to: 500 }],
    ['farther', zoomed(scale(250, 500), full, 0.5), { from: 125, to: 625 }],
    ['farther than all of it is all', zoomed(scale(250, 750), full, 0.25), undefined],
    ['never closer than a millisecond', zoomed(scale(500, 501), full, 2), { from: 500, to: 501 }],
    ['to the right', moved(scale(250, 500), full, 0.2), { from: 300, to: 550 }],
    ['not beyond the end', moved(scale(700, 990), full, 1), { from: 710, to: 1000 }],
    ['drawn, from whichever side', between(scale(0, 1000), full, 0.6, 0.2), { from: 200, to: 600 }],
    ['around a row', around(full, 100, 200), { from: 90, to: 210 }],
    ['around a point', around(full, 100, 100), { from: 99, to: 101 }],
    ['around all', around(full, 0, 1000), undefined],
  ])('%s', (_, range, expected) => expect(range).toEqual(expected))
  test('is looked at around the bar of a row, as far as that is to be seen', () => {
    expect(middleOf(scale(0, 1000), 100, 300)).toBe(0.2)
    expect(middleOf(scale(200, 400), 100, 300)).toBe(0.25)
    expect(middleOf(scale(200, 400), 500, 600)).toBe(0.5)
  })
  test('that is not there is all of it', () => {
    expect(shownRange(full, { from: 2000, to: 3000 })).toBe(full)
    expect(shownRange(full, { from: 900, to: 3000 })).toEqual({ from: 900, to: 1000 })
  })
})

describe('columns', () => {
  const all = { types: true, times: true }
  test.each([
    ['a wide table has all', 900, all, 'state type status start duration timeline'],
    ['types are the first to go', 600, all, 'state status duration timeline'],
    ['a side bar has the timeline', 320, all, 'state status timeline'],
    ['where no time passes there is none', 900, { types: true, times: false }, 'state type status'],
    ['and room for others', 500, { types: true, times: false }, 'state type status'],
    ['one type is no information', 900, { types: false, times: true }, 'state status start duration timeline'],
  ])('%s', (_, width, told, expected) =>
    expect(
      columnsOf(width, told, 0.5)
        .map(({ id }) => id)
        .join(' '),
    ).toBe(expected),
  )
  test('leave the timeline its share of what others do not need', () => {
    const widthAt = (width: number) => timelineWidth(width, columnsOf(width, all, 0.5), 0.5)
    expect(widthAt(1000)).toBe((1000 - 64 - 100 - 84 - 76 - 5 * 8 - 14) / 2)
    expect(widthAt(320)).toBe((320 - 18 - 2 * 8 - 14) / 2)
    expect(timelineWidth(320, columnsOf(320, { types: true, times: false }, 0.5), 0.5)).toBe(0)
  })
  test('have something to tell', () => {
    expect(toldBy(visitsOf(orderHistory()))).toEqual({ types: true, times: true })
    expect(toldBy(visitsOf(historyOf([['PassStateEntered', 0, 'A', { name: 'A' }]])))).toEqual({ types: false, times: false })
    expect(toldBy(new Visits())).toEqual({ types: false, times: false })
  })
})

describe('words', () => {
  const visits = visitsOf(orderHistory())
  const rows = rowsOf(visits.roots, initialLook)
  const clock = { origin: visits.execution.start, now: visits.now, isReal: false }
  test('tell no time of day on the clock of this computer', () =>
    expect(linesOf(rows[0]!, { ...clock, isReal: true }).slice(1, 3)).toMatchObject([
      { name: 'Start', text: '+0 ms' },
      { name: 'End', text: '+2.7 s' },
    ]))
  test('tell the times and attempts of a visit', () => {
    expect(linesOf(rows[0]!, clock)).toMatchObject([
      { name: 'Status', text: 'Succeeded' },
      { name: 'Start', text: '+0 ms (09:00:00.000)' },
      { name: 'End', text: '+2.7 s (09:00:02.700)' },
      { name: 'Duration', text: '2.7 s' },
      { name: 'Attempt 1', text: 'failed with PaymentTimeout, 350 ms' },
      { name: 'Attempt 2', text: 'after 2 s of backoff, succeeded, 350 ms' },
    ])
  })
  test('tell those who do not see the bar the same', () => expect(barText(rows[1]!, clock)).toMatch(/^Status: Succeeded; Start: \+2\.7 s/))
  test('tell that something goes on', () => expect(durationText({ start: 0, end: undefined }, 1500)).toBe('1.5 s…'))
  test('tell how many items stand how', async () => {
    const running = visitsOf((await machineRows(map, { input: [1, 2, 3, 4, 5, 6], task: () => second })).slice(0, 20))
    expect(countsText(running.roots[0]!.attempts[0]!.children!)).toBe('2 running, 1 succeeded, 3 to come')
  })
  test('tell a redrive', () => {
    const redriven = task(
      ['TaskScheduled', 0, 'T', lambda],
      ['TaskFailed', 5, 'T', { ...lambda, error: 'E' }],
      ['ExecutionFailed', 5],
      ['ExecutionRedriven', 1000, undefined, { redriveCount: 1 }],
      ['TaskScheduled', 1000, 'T', lambda],
      ['TaskSucceeded', 1009, 'T', lambda],
    )
    const [row] = rowsOf(redriven.roots, initialLook)
    expect(asideOf(row!)).toBe('redriven')
    expect(linesOf(row!, clock).at(-1)).toEqual({ name: 'Attempt 2', text: 'redriven, succeeded, 9 ms' })
  })
  test('tell a Map Run and its items', () => {
    const run = visitsOf(
      historyOf([
        ['MapStateEntered', 0, 'M', { name: 'M' }],
        ['MapStateStarted', 0, 'M', { length: 1200 }],
        ['MapRunStarted', 0, 'M', { mapRunArn: 'arn' }],
      ]),
    )
    expect(asideOf(rowsOf(run.roots, initialLook)[0]!)).toBe('Map Run, 1,200 items')
  })
  test('tell a loop by its visits', () => {
    const pass = (name: string, at: number) =>
      [
        ['PassStateEntered', at, name, { name }],
        ['PassStateExited', at, name, { name }],
      ] as const
    const loop = visitsOf(historyOf([...pass('A', 0), ...pass('B', 1), ...pass('A', 2), ...pass('A', 3)]))
    expect(rowsOf(loop.roots, initialLook).map(asideOf)).toEqual(['', '', 'visit 2', 'visit 3'])
  })
})
