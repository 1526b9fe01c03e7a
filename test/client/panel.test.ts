import { describe, expect, test, vi } from 'vitest'
import type * as vscode from 'vscode'
import { usualAssumptions } from '../../core/aws/assumptions'
import type { FromPanel, ToPanel } from '../../webview/messages'
import { editor, settled } from '../support/vscode/editor'
import { FakeSession, type Given, offered, run, seen, start } from '../support/vscode/extension'
import { EventEmitter } from '../support/vscode/values'

/** The panel as it has been opened: what is sent to it, and what it says. */
class Panel {
  readonly received: ToPanel[] = []
  readonly said = new EventEmitter<FromPanel>()
  readonly visibility = new EventEmitter<void>()
  readonly disposed = new EventEmitter<void>()
  visible = true
  readonly webview = {
    options: {} as vscode.WebviewOptions,
    html: '',
    cspSource: 'https://here',
    asWebviewUri: (uri: unknown) => uri,
    onDidReceiveMessage: this.said.event,
    postMessage: (message: ToPanel) => this.received.push(message),
  }
  readonly onDidChangeVisibility = this.visibility.event
  readonly onDidDispose = this.disposed.event
  show(preserveFocus: boolean): void {
    editor.shown.push(`shows the panel${preserveFocus ? ' beside' : ''}`)
  }

  async say(message: FromPanel): Promise<void> {
    this.said.fire(message)
    await settled()
  }

  /** What has been sent since the last time, but for the graph: graph.test.ts. */
  sent(): ToPanel[] {
    return this.received.splice(0).filter(({ type }) => type !== 'graph')
  }
}

function open(): Panel {
  const panel = new Panel()
  offered('view')[0]!.resolveWebviewView(panel as unknown as vscode.WebviewView, {} as never, {} as never)
  panel.sent()
  return panel
}

const row = (id: number, more: object = {}) => ({ event: { id, type: 'PassStateEntered' }, threadId: 1, threadName: 'Machine', ...more })
const rows = (...ids: number[]) => ids.map((id) => row(id))
const history = (from: number, events: object[], status = 'RUNNING') => ({ from, events, status })
const execution = (id: string) => ({ type: 'shown', shown: { id, name: `run ${id}`, kind: 'session' } })
const pending = (stopped: boolean, tasks: object[] = []) => ({ type: 'pending', tasks, stopped })
const standing = (body?: object) => ({ type: 'standing', standing: body })
const all = (id: string, events: object[], status = 'RUNNING', stopped = false) => [
  execution(id),
  { type: 'history', history: history(0, events, status) },
  { type: 'history', history: history(events.length, [], status) },
  pending(stopped),
  standing(),
  { type: 'breakpoints', places: [] },
]
const state = (events: number, stopped: boolean, status = 'RUNNING') => [
  { type: 'history', history: history(events, [], status) },
  pending(stopped),
  standing(),
]

describe('the panel', () => {
  test('is told nothing where nothing has run', async () => {
    await start()
    const panel = open()
    await panel.say({ type: 'ready' })
    expect(panel.sent()).toEqual([{ type: 'shown', shown: undefined }])
    expect(panel.webview.options).toMatchObject({ enableScripts: true, localResourceRoots: [{ path: '/extension/dist' }] })
  })

  test('runs our own script and nothing else', async () => {
    await start()
    const [one, two] = [open().webview.html, open().webview.html]
    const nonce = /script-src 'nonce-([\w+/=]{24})'/.exec(one)![1]
    expect(one).toContain(
      `content="default-src 'none'; script-src 'nonce-${nonce}'; style-src https://here; font-src https://here; img-src blob:; worker-src blob:"`,
    )
    expect(one).toContain(`<script nonce="${nonce}" src="file:///extension/dist/webview.js"></script>`)
    expect(one).toContain('href="file:///extension/dist/webview.css"')
    expect(two).not.toContain(nonce)
  })

  test('follows an execution', async () => {
    await start()
    const panel = open()
    const session = await new FakeSession('1').begin()
    expect(panel.sent()).toEqual(all('1', []))
    expect(editor.context.get('stepthrough.hasHistory')).toBeUndefined()
    await session.tell('history', history(0, rows(1, 2)))
    expect(panel.sent()).toEqual([{ type: 'history', history: history(0, rows(1, 2)) }])
    expect(editor.context.get('stepthrough.hasHistory')).toBe(true)
    // a history comes in many parts
    const { contextSent } = editor
    for (let from = 2; from < 9; from++) await session.tell('history', history(from, rows(from + 1)))
    expect(editor.contextSent).toBe(contextSent)
    await session.tell('history', history(2, []))
    panel.sent()
    await session.pass({ event: 'stopped' })
    await session.pass({ event: 'output' })
    expect(panel.sent()).toEqual(state(2, true))
    for (const command of ['continue', 'next', 'stepIn', 'stepOut']) {
      await session.pass({ command: 'threads' })
      await session.pass({ command })
      expect(panel.sent()).toEqual(state(2, false))
      await session.pass({ event: 'output' })
      await session.pass({ event: 'stopped' })
      expect(panel.sent()).toEqual(state(2, true))
    }
    await session.pass({ event: 'continued' })
    expect(panel.sent()).toEqual(state(2, false))
    // a step back takes events away
    await session.tell('history', history(1, rows(2, 3), 'SUCCEEDED'))
    await panel.say({ type: 'ready' })
    expect(panel.sent().slice(1)).toEqual(all('1', rows(1, 2, 3), 'SUCCEEDED'))
    await session.tell('history', history(0, []))
    expect(editor.context.get('stepthrough.hasHistory')).toBe(false)
  })

  test('shows an event that has written a value, once it is loaded', async () => {
    await start()
    const answers = { whoWrote: { name: '$.a', rows: [{ text: 'the input', kind: 'given', state: 'A', event: 1 }] } }
    const session = await new FakeSession('1', {}, answers).begin()
    await session.tell('history', history(0, rows(1)))
    await session.pass({ event: 'stopped' })
    const ask = async () => {
      editor.says = ['the input']
      await run('whoWrote', { container: { variablesReference: 1 }, variable: { name: 'a' } })
    }
    await ask()
    const panel = open()
    await panel.say({ type: 'ready' })
    expect(panel.sent().at(-1)).toEqual({ type: 'choose', id: 1 })
    await ask()
    expect(panel.sent()).toEqual([{ type: 'choose', id: 1 }])
    panel.visible = false
    seen()
    await ask()
    expect(panel.sent()).toEqual([])
    expect(seen()).toContain('shows the panel beside')
    await panel.say({ type: 'ready' })
    expect(panel.sent().at(-1)).toEqual({ type: 'choose', id: 1 })
  })

  test('is told of the tasks that wait', async () => {
    await start()
    const panel = open()
    const session = await new FakeSession('1', {}, { taskHelp: () => new Promise(() => undefined) }).begin()
    panel.sent()
    const task = { key: 'A#1#0', stateName: 'A', threadId: 1 }
    await session.tell('taskPending', task)
    expect(panel.sent()[1]).toEqual(pending(false, [task]))
    await session.tell('taskAnswered', { threadId: 1, key: 'A#1#0' })
    expect(panel.sent()[1]).toEqual(pending(false))
    await session.tell('somethingElse', {})
    expect(panel.sent()).toEqual([])
  })

  test('keeps the history of an execution that has ended', async () => {
    await start()
    const panel = open()
    const session = await new FakeSession('1').begin()
    await session.tell('history', history(0, rows(1)))
    await session.pass({ event: 'stopped' })
    panel.sent()
    await session.end()
    expect(panel.sent()).toEqual(state(1, false, 'ABORTED'))
    await session.pass({ event: 'stopped' })
    await session.end()
    expect(panel.sent()).toEqual([])
    const other = await new FakeSession('2').begin()
    await other.tell('history', history(0, rows(1), 'FAILED'))
    panel.sent()
    await other.end()
    expect(panel.sent()).toEqual(state(1, false, 'FAILED'))
  })

  test('shows the one of two sessions that is looked at', async () => {
    await start()
    const panel = open()
    const one = await new FakeSession('1').begin()
    await one.tell('history', history(0, rows(1)))
    panel.sent()
    const two = new FakeSession('2')
    await two.tell('history', history(0, rows(1, 2)))
    // it has begun, and is not looked at yet
    expect(panel.sent()).toEqual([])
    await two.begin()
    expect(panel.sent()).toEqual(all('2', rows(1, 2)))
    await two.look()
    await one.tell('history', history(1, rows(2)))
    await one.pass({ event: 'stopped' })
    expect(panel.sent()).toEqual([])
    await one.look()
    expect(panel.sent()).toEqual(all('1', rows(1, 2), 'RUNNING', true))
    editor.events.sessionActive.fire(undefined)
    expect(panel.sent()).toEqual([])
  })

  test('has nothing to do with the sessions of others', async () => {
    await start()
    const panel = open()
    const other = await new FakeSession('9', {}, {}, 'node').begin()
    await other.tell('history', history(0, rows(1)))
    await other.end()
    expect(panel.sent()).toEqual([])
    const own = await new FakeSession('1').begin()
    expect(own.requests).toEqual([])
    expect(panel.sent()).toEqual(all('1', []))
  })

  test('has payloads whole where the session still has them', async () => {
    await start()
    const panel = open()
    const event = { id: 2, type: 'PassStateEntered', whole: true }
    const session = await new FakeSession(
      '1',
      {},
      { getEvents: ({ from }: { from: number }) => ({ events: from === 1 ? [event] : [] }) },
    ).begin()
    panel.sent()
    await panel.say({ type: 'ask', id: 7, name: 'whole', args: { id: 2 } })
    expect(session.requests).toEqual([['stepthrough/getEvents', { from: 1, count: 1 }]])
    expect(panel.sent()).toEqual([{ type: 'answer', id: 7, body: event }])
    await session.end()
    panel.sent()
    await panel.say({ type: 'ask', id: 7, name: 'whole', args: { id: 2 } })
    expect(panel.sent()).toEqual([{ type: 'answer', id: 7, body: undefined }])
    expect(session.requests.length).toBe(1)
  })

  test('has what is asked of a run from its session, as long as that is there', async () => {
    await start()
    const panel = open()
    const answers = {
      visit: { visit: { event: 2 } },
      execution: { status: 'RUNNING' },
      value: { value: { whole: 1 } },
      valueText: { text: '1' },
    }
    const session = await new FakeSession('1', {}, answers).begin()
    panel.sent()
    const at = { ref: { event: 2, name: 'input' }, steps: [] }
    await panel.say({ type: 'ask', id: 1, name: 'visit', args: { event: 2 } })
    await panel.say({ type: 'ask', id: 2, name: 'execution', args: undefined })
    await panel.say({ type: 'ask', id: 3, name: 'value', args: at })
    await panel.say({ type: 'ask', id: 4, name: 'valueText', args: at })
    const bodies = [{ event: 2 }, { status: 'RUNNING' }, { whole: 1 }, '1']
    expect(panel.sent()).toEqual(bodies.map((body, i) => ({ type: 'answer', id: i + 1, body })))
    await session.end()
    panel.sent()
    await panel.say({ type: 'ask', id: 5, name: 'visit', args: { event: 2 } })
    expect(panel.sent()).toEqual([{ type: 'refused', id: 5, message: 'The debug session is over.' }])
  })

  test('opens the diff editor on two values', async () => {
    await start()
    const panel = open()
    await panel.say({ type: 'diff', left: { label: 'Input of A/B', text: '1' }, right: { label: 'Output', text: '2' } })
    const [shown = ''] = seen()
    const [left, right] = [...shown.matchAll(/\{"scheme":"stepthrough-value","path":"([^"]+)"\}/g)].map(([, path]) => ({ path }))
    expect([left?.path, right?.path]).toEqual(['/1/Input of A∕B.json', '/2/Output.json'])
    expect(shown).toContain('Input of A/B ↔ Output')
    const texts = [left, right].map((uri) => offered('content')[0]!.provideTextDocumentContent(uri as never, {} as never))
    expect(texts).toEqual(['1', '2'])
  })

  test('is not told of an event of the execution before', async () => {
    await start()
    const panel = open()
    let answer = (_: unknown): void => undefined
    const slow = new Promise((resolve) => (answer = resolve))
    await new FakeSession('1', {}, { getEvents: () => slow }).begin()
    await panel.say({ type: 'ask', id: 7, name: 'whole', args: { id: 1 } })
    await new FakeSession('2', {}, { getEvents: () => Promise.reject(new Error('gone')) }).begin()
    panel.sent()
    answer({ events: [{ id: 1 }] })
    await settled()
    expect(panel.sent()).toEqual([])
    await panel.say({ type: 'ask', id: 7, name: 'whole', args: { id: 1 } })
    expect(panel.sent()).toEqual([{ type: 'answer', id: 7, body: undefined }])
  })

  test('is told where the debugger stands, and of the frame that is looked at', async () => {
    await start()
    const panel = open()
    const session = await new FakeSession(
      '1',
      {},
      { frameThread: ({ frameId }: { frameId: number }) => ({ threadId: frameId + 1 }) },
    ).begin()
    const body = { reason: 'step', threadId: 2, events: 1, threads: [] }
    await session.tell('standing', body)
    await session.pass({ event: 'stopped' })
    expect(panel.sent().at(-1)).toEqual(standing(body))
    const look = async (item: object) => {
      editor.events.stackItem.fire(item)
      await settled()
    }
    await look({ session, threadId: 5 })
    await look({ session, threadId: 5, frameId: 7 })
    await look({ session: { id: '9' }, threadId: 5 })
    expect(panel.sent()).toEqual([
      { type: 'focus', threadId: 5 },
      { type: 'focus', threadId: 8 },
    ])
    await session.pass({ command: 'next' })
    expect(panel.sent().at(-1)).toEqual(standing())
    await look({ session, threadId: 5 })
    expect(panel.sent()).toEqual([])
  })

  test('keeps the way ahead, also where it is loaded again', async () => {
    await start()
    const panel = open()
    const session = await new FakeSession('1').begin()
    const bodies = async () => {
      panel.sent()
      await panel.say({ type: 'ready' })
      return panel.sent().flatMap((message) => (message.type === 'history' ? [message.history] : []))
    }
    await session.tell('history', history(0, rows(1, 2, 3, 4, 5)))
    await session.tell('history', { ...history(2, []), ahead: 5 })
    expect((await bodies()).slice(0, 2)).toEqual([history(0, rows(1, 2, 3, 4, 5)), { ...history(2, []), ahead: 5 }])
    await session.tell('history', { ...history(4, []), ahead: 5 })
    expect((await bodies())[1]).toEqual({ ...history(4, []), ahead: 5 })
    await session.tell('history', { ...history(1, []), ahead: 5 })
    await session.tell('history', { ...history(1, rows(2, 3)), ahead: 5 })
    expect((await bodies()).slice(0, 2)).toEqual([history(0, rows(1, 2, 3, 4, 5)), { ...history(3, []), ahead: 5 }])
    await session.tell('history', history(3, rows(9)))
    expect((await bodies()).slice(0, 2)).toEqual([history(0, rows(1, 2, 3, 9)), history(4, [])])
  })

  test('takes the debugger to an event, and has the keyboard again where it had it', async () => {
    await start()
    const panel = open()
    const session = await new FakeSession('1').begin()
    const go = async () => {
      await panel.say({ type: 'ask', id: 1, name: 'goTo', args: { id: 4 } })
      editor.events.stackItem.fire(undefined)
      editor.events.stackItem.fire({ session, threadId: 1 })
      editor.events.stackItem.fire({ session, threadId: 1, frameId: 3 })
      editor.events.stackItem.fire({ session, threadId: 1, frameId: 3 })
      await settled()
      return seen()
    }
    expect(await go()).toEqual([])
    await panel.say({ type: 'keyboard', isHere: true })
    const now = vi.spyOn(Date, 'now').mockReturnValue(1000)
    const selected = (kind?: number) => editor.events.selection.fire({ textEditor: undefined as never, kind } as never)
    expect(await go()).toEqual(['command stepthrough.execution.focus'])
    // an editor that is shown late has the keyboard then, once
    selected()
    selected()
    expect(seen()).toEqual(['command stepthrough.execution.focus'])
    // a person who selects something stays there
    for (const [kind, time] of [
      [2, 1100],
      [undefined, 9000],
    ] as const) {
      now.mockReturnValue(1000)
      await go()
      now.mockReturnValue(time)
      selected(kind)
      expect(seen()).toEqual([])
    }
    now.mockRestore()
    await panel.say({ type: 'keyboard', isHere: false })
    expect(await go()).toEqual([])
    expect(session.requests.filter(([name]) => name === 'stepthrough/goToEvent').length).toBe(5)
    await panel.say({ type: 'debug', command: 'stepBack', threadId: 3 })
    expect(seen()).toEqual(['command workbench.action.debug.stepBack undefined {"sessionId":"1","threadId":"thread:1:3"}'])
  })

  test('has breakpoints set and taken away, and is told of all in its file', async () => {
    const text = '{\n  "States": {\n    "A": {},\n    "B": {}\n  }\n}'
    await start({ files: { '/w/a.asl.json': text } })
    const panel = open()
    const place = (name: string) =>
      ({ name, path: [], file: '/w/a.asl.json', key: { offset: text.indexOf(`"${name}"`), length: 3 } }) as never
    await new FakeSession('1', { program: 'file:///w/a.asl.json' }).begin()
    panel.sent()
    const [a, b] = ['A', 'B'].map((name) => ({ offset: text.indexOf(`    "${name}"`), enabled: true }))
    for (const [name, offsets, places] of [
      ['A', [], [a]],
      ['B', [], [a, b]],
      ['A', [a!.offset], [b]],
      ['B', [b!.offset], []],
    ] as const) {
      await panel.say({ type: 'breakpoint', place: place(name), offsets })
      expect(panel.sent()).toEqual([{ type: 'breakpoints', places }])
    }
  })

  test('does what commands ask for, in the panel that a person was in last', async () => {
    await start()
    const [one, two] = [open(), open()]
    await run('copyInput')
    await one.say({ type: 'keyboard', isHere: true })
    expect(editor.context.get('stepthrough.panel')).toBe(true)
    await two.say({ type: 'keyboard', isHere: true })
    await two.say({ type: 'keyboard', isHere: false })
    const on = { webviewSection: 'event', event: 3, state: 'x' }
    await run('filterByState', on)
    await run('copyInput')
    await run('breakHere', { scheme: 'file' })
    expect([one.sent(), two.sent()]).toEqual([
      [],
      [
        { type: 'act', action: 'filterByState', on },
        { type: 'act', action: 'copyInput', on: undefined },
        { type: 'act', action: 'toggleBreakpoint', on: undefined },
      ],
    ])
    two.disposed.fire()
    expect(editor.context.get('stepthrough.panel')).toBe(false)
    await run('copyInput')
    expect(one.sent()).toEqual([])
  })

  test('looks for a text in the payloads of a session, as long as it is there', async () => {
    await start()
    const panel = open()
    const session = await new FakeSession('1', {}, { searchEvents: { found: [3], next: 9 } }).begin()
    panel.sent()
    await panel.say({ type: 'ask', id: 7, name: 'search', args: { text: 'x', from: 0 } })
    expect(session.requests).toContainEqual(['stepthrough/searchEvents', { text: 'x', from: 0 }])
    expect(panel.sent()).toEqual([{ type: 'answer', id: 7, body: { found: [3], next: 9 } }])
    await session.end()
    panel.sent()
    await panel.say({ type: 'ask', id: 8, name: 'search', args: { text: 'x', from: 9 } })
    expect(panel.sent()).toMatchObject([{ type: 'refused', id: 8, message: expect.stringContaining('session') }])
  })

  test('knows what an estimate of costs assumes, and leads to the settings', async () => {
    await start({ settings: { 'stepthrough.cost.executionsPerMonth': 500, 'stepthrough.cost.requestPrice': 'dear' } })
    const panel = open()
    await panel.say({ type: 'costs' })
    expect(panel.sent()).toEqual([{ type: 'costs', costs: { ...usualAssumptions, executionsPerMonth: 500 } }])
    await panel.say({ type: 'settings', query: 'stepthrough.cost' })
    expect(seen()).toContain('command workbench.action.openSettings stepthrough.cost')
  })

  test('copies, opens values, and answers tasks', async () => {
    await start()
    const panel = open()
    await panel.say({ type: 'copy', text: '{"a": 1}' })
    expect(editor.clipboard).toBe('{"a": 1}')
    await panel.say({ type: 'open', text: '[2]' })
    expect([editor.active!.document.languageId, editor.active!.document.getText()]).toEqual(['json', '[2]'])
    seen()
    await panel.say({ type: 'answerTask', key: 'A#1#0' })
    expect(seen()).toEqual(['info: No task waits for a result.'])
  })

  test('that is closed is told nothing more', async () => {
    await start()
    const panel = open()
    panel.disposed.fire()
    await new FakeSession('1').begin()
    expect(panel.sent()).toEqual([])
  })

  test.each<[string, Given['settings'], boolean, string[]]>([
    [
      'is opened at a start',
      { 'stepthrough.executionHistory.open': 'onStart' },
      false,
      ['command stepthrough.execution.focus {"preserveFocus":true}'],
    ],
    ['comes to the front at a start', { 'stepthrough.executionHistory.open': 'onStart' }, true, ['shows the panel beside']],
    ['stays where it is', { 'stepthrough.executionHistory.open': 'never' }, true, []],
    ['stays where it is without a setting', {}, false, []],
  ])('%s', async (_, settings, opened, shown) => {
    await start({ settings: settings! })
    if (opened) open()
    const session = await new FakeSession('1').begin()
    await session.pass({ event: 'stopped' })
    expect(seen()).toEqual(shown)
  })

  test('is opened by its command', async () => {
    await start()
    await run('openExecution')
    expect(seen()).toEqual(['command stepthrough.execution.focus'])
  })
})

describe('a state that is shown from the panel', () => {
  const text = '{\n  "States": {\n    "A": {}\n  }\n}'
  const place = {
    name: 'A',
    path: ['States', 'A'],
    file: '/w/a.asl.json',
    key: { offset: text.indexOf('"A"'), length: 3 },
    range: { offset: text.indexOf('"A"'), length: 7 },
    line: 3,
    column: 5,
  }
  const reveal = (focus: boolean) => ({ type: 'reveal', place, focus }) as unknown as FromPanel

  test('is marked in its editor', async () => {
    await start({ files: { '/w/a.asl.json': text } })
    const panel = open()
    await panel.say(reveal(false))
    const { active } = editor
    const shown = () => active!.decorated.map((range) => active!.document.at(range))
    expect(shown()).toEqual(['"A": {}'])
    expect(active!.document.at(active!.revealed!)).toBe('"A": {}')
    expect([active!.selection.start, seen()]).toEqual([{ line: 0, character: 0 }, ['shows /w/a.asl.json beside']])
    await panel.say(reveal(true))
    expect(active!.selection!.start).toEqual({ line: 2, character: 4 })
    expect([shown(), seen()]).toEqual([['"A": {}'], ['shows /w/a.asl.json']])
    expect([shown(), seen()]).toEqual([['"A": {}'], []])
    // seen is seen
    panel.visibility.fire()
    expect(shown()).toEqual(['"A": {}'])
    panel.visible = false
    panel.visibility.fire()
    expect(shown()).toEqual([])
    await panel.say(reveal(false))
    await new FakeSession('1').begin()
    expect(shown()).toEqual([])
  })
})

describe('the history as a document', () => {
  const none = ['info: There is no execution history yet: run or debug a state machine first.']
  const cutWarning =
    'warning: Long payloads are cut, and marked "truncated": `stepthrough run --history` writes a history of any size whole.'
  const exported = () => (JSON.parse(editor.active!.document.getText()) as { events: object[] }).events

  test('is not there before a run', async () => {
    await start()
    await run('exportHistory')
    await new FakeSession('1').begin()
    await run('exportHistory')
    expect(seen()).toEqual([...none, ...none])
  })

  test('has its payloads whole', async () => {
    await start()
    const getEvents = ({ from }: { from: number }) => ({ events: [{ id: from + 1, whole: true }] })
    const session = await new FakeSession('1', {}, { getEvents }).begin()
    await session.tell('history', history(0, [row(1), row(2, { cut: true }), row(3, { cut: true }), row(4)]))
    await run('exportHistory')
    expect(editor.active!.document.languageId).toBe('json')
    expect(editor.active!.document.getText()).toBe(`${JSON.stringify({ events: exported() }, undefined, 2)}\n`)
    expect(exported()).toEqual([row(1).event, { id: 2, whole: true }, { id: 3, whole: true }, row(4).event])
    expect(seen().filter((line) => !line.startsWith('shows'))).toEqual([])
    // and cut once nobody has them any more
    await session.end()
    await run('exportHistory')
    expect(exported()).toEqual([1, 2, 3, 4].map((id) => row(id).event))
    expect(seen()[0]).toBe(cutWarning)
  })

  test('does not become larger than an editor opens', async () => {
    await start()
    const getEvents = ({ from }: { from: number }) => ({ events: [{ id: from + 1, text: 'x'.repeat(20_000_000) }] })
    const session = await new FakeSession('1', {}, { getEvents }).begin()
    await session.tell(
      'history',
      history(
        0,
        [1, 2, 3, 4].map((id) => row(id, { cut: true })),
      ),
    )
    await run('exportHistory')
    expect(session.requests.length).toBe(2)
    expect(exported().map((event) => 'text' in event)).toEqual([true, true, false, false])
    expect(seen()[0]).toBe(cutWarning)
  })
})

test('every execution is told of a file that is saved, until it ends', async () => {
  await start({ files: { '/w/a.asl.json': '{}' }, open: '/w/a.asl.json' })
  const one = await new FakeSession('1').begin()
  const two = await new FakeSession('2', {}, { programSaved: () => Promise.reject(new Error('It ends.')) }).begin()
  const other = await new FakeSession('3', {}, {}, 'node').begin()
  editor.active!.document.save()
  await settled()
  await one.end()
  editor.active!.document.save()
  await settled()
  const saves = ({ requests }: FakeSession) => requests.filter(([name]) => name === 'stepthrough/programSaved').length
  expect([one, two, other].map(saves)).toEqual([1, 2, 0])
})
