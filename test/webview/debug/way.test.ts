import { describe, expect, test } from 'vitest'
import type { HistoryBody, HistoryRow, StandingBody, StandingThread } from '../../../debugger/protocol'
import { DebugModel } from '../../../webview/debug/debugModel'
import { Way } from '../../../webview/debug/way'
import { Visits } from '../../../webview/table/visits'
import { orderHistory } from '../history'

const rows = orderHistory()
const part = (from: number, to: number): readonly HistoryRow[] => rows.slice(from, to)
const body = (from: number, to: number, ahead?: number): HistoryBody => ({
  ...{ from, events: part(from, to), status: 'RUNNING' as const },
  ...(ahead !== undefined && { ahead }),
})

describe('the way of the debugger through the events', () => {
  // what comes: from, to, ahead; what the views hear: from, to; how many have happened, how many are held
  test.each<[string, readonly (readonly [readonly [number, number, number?], readonly [number, number], number, number])[]]>([
    [
      'new events',
      [
        [[0, 4], [0, 4], 4, 4],
        [[4, 9], [4, 9], 9, 9],
      ],
    ],
    [
      'back, and forward over what is known',
      [
        [[0, 9], [0, 9], 9, 9],
        [[3, 3, 9], [9, 9], 3, 9],
        [[7, 7, 9], [9, 9], 7, 9],
        [[9, 9, 9], [9, 9], 9, 9],
      ],
    ],
    [
      'back, and on by steps that come to the same',
      [
        [[0, 9], [0, 9], 9, 9],
        [[3, 3, 9], [9, 9], 3, 9],
        [[3, 5, 9], [9, 9], 5, 9],
        [[5, 9, 9], [9, 9], 9, 9],
        [[9, 11], [9, 11], 11, 11],
      ],
    ],
    [
      'back, and elsewhere',
      [
        [[0, 9], [0, 9], 9, 9],
        [[3, 3, 9], [9, 9], 3, 9],
        [[3, 5], [3, 5], 5, 5],
      ],
    ],
    [
      'on beyond the way at once',
      [
        [[0, 9], [0, 9], 9, 9],
        [[3, 3, 9], [9, 9], 3, 9],
        [[3, 12], [3, 12], 12, 12],
      ],
    ],
    [
      'a way that is shorter than before',
      [
        [[0, 9], [0, 9], 9, 9],
        [[3, 3, 6], [6, 6], 3, 6],
      ],
    ],
    [
      'a restart',
      [
        [[0, 9], [0, 9], 9, 9],
        [[0, 2], [0, 2], 2, 2],
      ],
    ],
  ])('%s', (_, steps) => {
    const way = new Way()
    for (const [comes, [from, to], happened, held] of steps) {
      expect(way.apply(body(...comes))).toEqual(body(from, to))
      expect([way.happened, way.held]).toEqual([happened, held])
    }
  })

  test('the visits as of an event are those of a run that has come so far', () => {
    const debug = new DebugModel()
    const whole = new Visits()
    whole.apply(debug.apply(body(0, rows.length)))
    debug.lookAt(undefined)
    expect(debug.visits(whole, part)).toBe(whole)
    for (const moment of [8, 3, 12, 1, rows.length - 1, 5]) {
      debug.lookAt(moment)
      const as = new Visits()
      as.apply(body(0, moment))
      const now = debug.visits(whole, part)
      expect(now.roots.map(({ event, status, end }) => [event, status, end])).toEqual(
        as.roots.map(({ event, status, end }) => [event, status, end]),
      )
      expect([debug.isAhead(moment), debug.isAhead(moment + 1), debug.isPast]).toEqual([false, true, true])
    }
    // another way from event 4 on
    whole.apply(debug.apply(body(4, 6)))
    debug.lookAt(5)
    expect(debug.visits(whole, part).roots.at(-1)?.event).toBeLessThanOrEqual(5)
  })

  test('the thread that is looked at is the one that has stopped, until another is', () => {
    const debug = new DebugModel()
    const thread = (threadId: number): StandingThread => ({
      threadId,
      name: `T${threadId}`,
      stage: 'enter',
      attempt: 0,
      event: threadId * 10,
    })
    const standing: StandingBody = { reason: 'step', threadId: 2, events: 4, threads: [thread(1), thread(2), thread(3)] }
    debug.stands(standing)
    expect(debug.thread?.threadId).toBe(2)
    debug.focus(3)
    expect(debug.thread?.threadId).toBe(3)
    debug.focus(77)
    expect(debug.thread?.threadId).toBe(2)
    debug.stands(undefined)
    expect(debug.thread).toBeUndefined()
  })
})
