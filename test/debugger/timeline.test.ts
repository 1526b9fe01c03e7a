import { describe, expect, test } from 'vitest'
import type { Json } from '../../core/base/json'
import type { Execution, Thread } from '../../core/interpreter'
import { type Entry, isAt, Timeline } from '../../debugger/steps/timeline'
import { begin } from '../core/interpreter/run'
import { counting, parallel } from './support/machines'

function entryOf(execution: Execution, thread: Thread): Entry {
  return {
    thread: thread.id,
    key: thread.key,
    owner: thread.parent?.id,
    state: thread.state!,
    visit: thread.visit,
    input: thread.input,
    variables: thread.scopes[0]!,
    position: execution.position,
  }
}

/** Runs to the end and remembers each state that is entered, as the runtime does. `look` sees each thread as it enters. */
async function remember(definition: object, timeline: Timeline, look: (thread: Thread) => void = () => {}): Promise<Execution> {
  const execution = begin(definition as never, { remember: true })
  while (execution.status === 'RUNNING') {
    const { next } = execution
    if (next?.stage === 'enter' && next.state !== undefined) {
      timeline.add(entryOf(execution, next))
      look(next)
    }
    await execution.step()
  }
  return execution
}

const names = ({ entries }: Timeline) => entries.map(({ state, visit }) => `${state.name} ${visit}`)

describe('the timeline', () => {
  test('forgets the oldest beyond its bound, and never the first', async () => {
    const all = new Timeline()
    await remember(counting, all)
    for (const entries of [2, 3, 5, 8]) {
      const timeline = new Timeline({ entries, weight: 1_000_000 })
      await remember(counting, timeline)
      expect(timeline.entries.length).toBeLessThanOrEqual(entries)
      const [first, ...rest] = names(timeline)
      expect([first, rest]).toEqual(['Init 1', names(all).slice(all.entries.length - rest.length)])
    }
  })

  test('counts what its entries hold', async () => {
    const timeline = new Timeline({ entries: 1000, weight: 3000 })
    await remember(counting, timeline)
    expect(timeline.entries.length).toBeLessThanOrEqual(10)
    timeline.back(timeline.entries[0]!.position)
    expect(names(timeline)).toEqual(['Init 1'])
  })

  test('counts payloads, and what they share once', () => {
    const entry = (thread: number, input: Json): Entry => ({
      thread,
      key: `${thread}`,
      owner: undefined,
      state: {} as never,
      visit: 1,
      input,
      variables: {},
      position: 0,
    })
    const bounds = { entries: 1000, weight: 20_000_000 }
    const shared = 'x'.repeat(1_000_000)
    const one = new Timeline(bounds)
    for (let i = 0; i < 150; i++) one.add(entry(i, { i, shared }))
    expect(one.entries.length).toBe(150)
    const other = new Timeline(bounds)
    for (let i = 0; i < 150; i++) other.add(entry(i, { own: `${i}${shared}` }))
    expect(other.entries.length).toBeLessThanOrEqual(20)
    expect(other.latest(149)).toBe(other.entries.at(-1))
    expect(other.latest(1)).toBeUndefined()
  })

  test('a step back from a branch leads to its own state before, and from its first to the owner', async () => {
    const timeline = new Timeline()
    const found: [string, string | undefined][] = []
    await remember(parallel, timeline, (thread) => found.push([thread.state!.name, timeline.before(thread)?.state.name]))
    expect(found).toEqual([
      ['Both', undefined],
      ['Left', 'Both'],
      ['Right', 'Both'],
      ['LeftEnd', 'Left'],
      ['RightEnd', 'Right'],
      ['After', 'Both'],
    ])
  })

  test('a position of it brings the thread to where the entry was', async () => {
    const timeline = new Timeline()
    const execution = await remember(counting, timeline)
    for (const entry of [...timeline.entries].reverse()) {
      execution.goTo(entry.position)
      expect(isAt(execution.next!, entry)).toBe(true)
      expect(execution.next!.input).toEqual(entry.input)
    }
  })
})
