import { describe, expect, test } from 'vitest'
import type { StandingBody } from '../../../debugger/protocol'
import type { FromPanel, MenuContext, PanelAction, ToPanel } from '../../../webview/messages'
import { Store } from '../../../webview/store'
import { orderHistory } from '../history'

const rows = orderHistory()
const settled = async () => {
  for (let i = 0; i < 8; i++) await undefined
}

/** A panel on a session that has come so far, and where the debugger stands in the visit that an event names. */
class Opened {
  readonly sent: FromPanel[] = []
  readonly store = new Store(
    undefined,
    () => {},
    (message) => this.sent.push(message),
  )

  constructor(events = rows.length, status: 'RUNNING' | 'SUCCEEDED' = 'RUNNING') {
    this.hear({ type: 'shown', shown: { id: 'one', name: 'Order', kind: 'session' } })
    this.hear({ type: 'history', history: { from: 0, events: rows.slice(0, events), status } })
  }

  hear(message: ToPanel): void {
    this.store.receive(message)
  }

  stand(event: number | undefined, reason = 'step'): void {
    const thread = { threadId: 1, name: 'Machine', stage: 'enter', attempt: 0, event: event! } as const
    const standing: StandingBody | undefined = event === undefined ? undefined : { reason, threadId: 1, events: event, threads: [thread] }
    this.hear({ type: 'standing', standing })
  }

  /** The events that the debugger is taken to, since the last time; each answer has come. */
  async went(): Promise<number[]> {
    const ids: number[] = []
    for (;;) {
      const at = this.sent.findIndex((message) => message.type === 'ask' && message.name === 'goTo')
      if (at < 0) return ids
      const [ask] = this.sent.splice(at, 1) as [Extract<FromPanel, { type: 'ask' }>]
      ids.push((ask.args as { id: number }).id)
      this.hear({ type: 'answer', id: ask.id, body: undefined })
      await settled()
    }
  }

  get selected() {
    return this.store.kept.selected
  }
}

describe('the debugger goes along with the selection', () => {
  test('and the selection with the debugger', async () => {
    const p = new Opened()
    const { store } = p
    p.stand(7)
    expect(p.selected).toBe(7)
    store.set({ selected: 4 })
    expect(await p.went()).toEqual([4])
    // it stands in the visit that event 4 is of: what was chosen stays so
    p.stand(2, 'goto')
    expect(p.selected).toBe(4)
    p.stand(7, 'breakpoint')
    expect(p.selected).toBe(7)
    expect(await p.went()).toEqual([])
    // somebody else has jumped
    p.stand(2, 'goto')
    expect(p.selected).toBe(2)
    // it runs on: nobody has chosen that
    p.stand(undefined)
    expect(p.selected).toBeUndefined()
  })

  test('until somebody does not want it', async () => {
    const p = new Opened()
    p.store.set({ along: false })
    p.stand(7)
    p.store.set({ selected: 4 })
    expect([p.selected, await p.went()]).toEqual([4, []])
    p.stand(2)
    expect(p.selected).toBe(4)
    p.store.goTo(5)
    expect(await p.went()).toEqual([5])
  })

  test('not while it runs', async () => {
    const p = new Opened()
    p.store.set({ selected: 4 })
    p.store.goTo(5)
    expect(await p.went()).toEqual([])
    p.stand(7)
    p.stand(undefined)
    p.store.set({ selected: 6 })
    p.stand(undefined)
    expect([p.selected, await p.went()]).toEqual([6, []])
  })

  test('a refusal is told, until it stands elsewhere', async () => {
    const p = new Opened()
    p.stand(7)
    p.store.goTo(4)
    const ask = p.sent.find((message) => message.type === 'ask' && message.name === 'goTo') as Extract<FromPanel, { type: 'ask' }>
    p.hear({ type: 'refused', id: ask.id, message: 'The execution runs: pause it first.' })
    await settled()
    expect(p.store.said).toBe('The execution runs: pause it first.')
    p.stand(9)
    expect(p.store.said).toBeUndefined()
  })

  test('a run that is over is looked at as it was', () => {
    const p = new Opened(rows.length, 'SUCCEEDED')
    p.store.goTo(6)
    expect([p.store.debug.isPast, p.store.debug.now, p.selected, p.store.place]).toEqual([true, 6, 6, 6])
    expect(p.store.visitsNow.latest).toBeLessThanOrEqual(6)
    p.store.goTo(rows.length)
    expect([p.store.debug.isPast, p.store.visitsNow === p.store.visits]).toEqual([false, true])
    p.store.goTo(6)
    p.store.lookAtAll()
    expect([p.store.debug.isPast, p.sent.filter(({ type }) => type === 'ask')]).toEqual([false, []])
  })

  test('the events of the way ahead stay, and the latest is the last that has happened', () => {
    const p = new Opened(12)
    p.hear({ type: 'history', history: { from: 5, events: [], status: 'RUNNING', ahead: 12 } })
    expect([p.store.timeline.items.length, p.store.debug.now, p.store.selected?.row.event.id]).toEqual([12, 5, 5])
    p.hear({ type: 'history', history: { from: 5, events: [], status: 'RUNNING' } })
    expect([p.store.timeline.items.length, p.store.debug.now]).toEqual([5, 5])
  })
})

describe('what can be done with an event or a visit', () => {
  const entered = rows.findIndex(({ event }) => event.type === 'TaskStateEntered') + 1
  const [name, key] = [rows[entered - 1]!.state!.name, JSON.stringify(rows[entered - 1]!.state!.path)]
  const event: MenuContext = { webviewSection: 'event', event: entered, state: key }
  const visit: MenuContext = { webviewSection: 'visit', event: entered, state: key }
  const node: MenuContext = { webviewSection: 'node', state: key }

  const done = async (action: PanelAction, on: MenuContext | undefined): Promise<unknown> => {
    const p = new Opened(rows.length, 'SUCCEEDED')
    p.sent.length = 0
    p.hear({ type: 'act', action, on })
    await settled()
    const [message] = p.sent
    if (message === undefined) return p.store.said ?? p.store.kept.filter
    return message.type === 'copy' ? message.text : message.type
  }

  test.each<[PanelAction, MenuContext | undefined, unknown]>([
    ['goToState', event, 'reveal'],
    ['goToState', node, 'reveal'],
    ['toggleBreakpoint', visit, 'breakpoint'],
    ['copyName', event, name],
    ['copyName', node, name],
    ['copyName', { webviewSection: 'event', event: 1 }, 'ExecutionStarted'],
    ['copyPath', node, `States.${name}`],
    ['filterByState', visit, `state:"${name}"`],
    ['filterByThread', event, 'This event is of no branch or item.'],
    ['filterByState', { webviewSection: 'event', event: 1 }, 'This event is of no state.'],
    ['copyOutput', event, 'There is no output here.'],
    ['goToState', { webviewSection: 'event', event: 999 }, ''],
    ['copyEvent', { webviewSection: 'event' }, ''],
  ])('%s of %j', async (action, on, what) => expect(await done(action, on)).toEqual(what))

  test('copies payloads as the history has them, of a visit those of its entry and its exit', async () => {
    const [input, output] = [await done('copyInput', event), await done('copyOutput', visit)] as string[]
    expect(JSON.parse(input!)).toEqual(JSON.parse(rows[entered - 1]!.event.stateEnteredEventDetails!.input!))
    expect(typeof JSON.parse(output!)).toBe('object')
    expect(JSON.parse((await done('copyEvent', event)) as string)).toEqual(rows[entered - 1]!.event)
  })

  test('of no element, what is chosen is meant', async () => {
    const p = new Opened(rows.length, 'SUCCEEDED')
    p.store.set({ selected: entered })
    p.sent.length = 0
    p.hear({ type: 'act', action: 'copyName', on: undefined })
    expect(p.sent).toEqual([{ type: 'copy', text: name }])
  })
})
