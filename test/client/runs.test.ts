import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type * as vscode from 'vscode'
import type { RunNode } from '../../client/runs/runNodes'
import { readerAnswers } from '../../hosts/node/runs/answers'
import type { ReaderAnswer, ReaderQuestion } from '../../hosts/node/runs/protocol'
import type { ToPanel } from '../../webview/messages'
import { inProcess, project } from '../cli/program'
import { editor, settled } from '../support/vscode/editor'
import { FakeSession, offered, run, seen, start } from '../support/vscode/extension'
import type { FakeTab } from '../support/vscode/tab'
import { Uri } from '../support/vscode/values'

/** The reader in this thread. `readers.killed`: how many have been ended. */
const readers = vi.hoisted(() => ({ begun: 0, ended: 0, dies: undefined as string | undefined, hangs: false }))
vi.mock('../../client/runs/worker', () => ({
  startReader(_extension: unknown, answered: (answer: ReaderAnswer) => void, died: (why: string) => void) {
    const answers = readerAnswers(() => new Date(Date.UTC(2026, 0, 2)))
    readers.begun++
    let queue: Promise<void> = Promise.resolve()
    return {
      post({ id, name, args }: ReaderQuestion) {
        if (readers.dies !== undefined) return died(readers.dies)
        if (readers.hangs) return
        queue = queue.then(async () => {
          try {
            answered({ id, body: await (answers[name] as (args: unknown) => unknown)(args) })
          } catch (error) {
            answered({ id, refused: (error as Error).message })
          }
        })
      },
      end: () => void readers.ended++,
    }
  },
}))

const machine = {
  StartAt: 'Pay',
  States: { Pay: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' }, End: true } },
}
const mocks = {
  StateMachines: { M: { TestCases: { Good: { Pay: 'Good' }, Bad: { Pay: 'Bad' } } } },
  MockedResponses: { Good: { '0': { Return: { Payload: 1 } } }, Bad: { '0': { Throw: { Error: 'Refused', Cause: 'no' } } } },
}

/** A folder with runs that have really run, saved by the command line. */
const folder = project({ 'order.asl.json': JSON.stringify(machine), 'mocks.json': JSON.stringify(mocks) })
const program = join(folder, 'order.asl.json')
const saved = new Map<string, string>()
for (const [testCase, input] of [
  ['Good', '{"n": 1, "password": "p"}'],
  ['Bad', '{"n": 2}'],
] as const) {
  const { err } = await inProcess(
    [
      'run',
      'order.asl.json',
      '--mock-config',
      'mocks.json',
      '--test-case',
      testCase,
      '--input',
      input,
      '--save',
      'saved',
      '--history',
      'h.json',
      '--redact',
      'password',
    ],
    folder,
  )
  saved.set(testCase, readFileSync(join(folder, /saved in (\S+)/.exec(err)![1]!), 'utf8'))
}
const history = readFileSync(join(folder, 'h.json'), 'utf8')

let runs: string
const write = (name: string, text: string) => writeFileSync(join(runs, name), text)

/** The editor with these runs in its folder. */
async function begin(files: { readonly [name: string]: string }, more: { settings?: object; remembered?: object; open?: string } = {}) {
  runs = join(project({}), 'runs')
  mkdirSync(runs)
  for (const [name, text] of Object.entries(files)) write(name, text)
  const memory = await start({
    files: { [program]: '{}', '/w/x.asl.json': '{}' },
    settings: { 'stepthrough.runs.folder': runs, ...more.settings },
    ...(more.remembered && { remembered: more.remembered as never }),
    ...(more.open && { open: more.open }),
  })
  await busy()
  seen()
  return memory
}

const good = () => saved.get('Good')!
const bad = () => saved.get('Bad')!
/** What reads files has come to its end: questions to the file system are answered about in their order, and each asks the next. */
const busy = async () => {
  for (let i = 0; i < 30; i++) {
    await stat(runs)
    await settled()
  }
}

const tree = () => offered('tree')[0]!
const provider = () => tree().treeDataProvider as vscode.TreeDataProvider<RunNode>
const nodes = async (node?: RunNode) => (await provider().getChildren(node)) as RunNode[]
const item = (node: RunNode) => provider().getTreeItem(node) as vscode.TreeItem
const told = (node: RunNode) => {
  const { label, description, iconPath, contextValue } = item(node)
  return [
    label,
    String(description).replace(/\d\d:\d\d:\d\d( [AP]M)?|\d+\/\d+\/\d+ /g, 'T'),
    (iconPath as vscode.ThemeIcon).id,
    contextValue,
  ]
}
const list = async (node?: RunNode) => (await nodes(node)).map(told)

class View {
  readonly received: ToPanel[] = []
  visible = true
  readonly webview = {
    options: {},
    html: '',
    cspSource: '',
    asWebviewUri: (uri: unknown) => uri,
    onDidReceiveMessage: () => ({ dispose: () => undefined }),
    postMessage: (message: ToPanel) => this.received.push(message),
  }
  onDidChangeVisibility = () => ({ dispose: () => undefined })
  onDidDispose = () => ({ dispose: () => undefined })
  show = () => undefined
}
const panel = () => {
  const view = new View()
  offered('view')[0]!.resolveWebviewView(view as never, {} as never, {} as never)
  return view
}
const shown = (received: readonly unknown[]) => (received as ToPanel[]).flatMap((each) => (each.type === 'shown' ? [each.shown] : []))
const types = (received: readonly unknown[]) =>
  (received as ToPanel[]).flatMap((each) => (each.type === 'history' ? each.history.events.map(({ event }) => event.type) : []))
const all = [
  'ExecutionStarted',
  'TaskStateEntered',
  'TaskScheduled',
  'TaskStarted',
  'TaskSucceeded',
  'TaskStateExited',
  'ExecutionSucceeded',
]

beforeEach(() => Object.assign(readers, { begun: 0, ended: 0, dies: undefined, hangs: false }))

describe('the list of runs', () => {
  const header = (more: object, options: object = {}) =>
    `${JSON.stringify({ stepthrough: 'run', version: 1, definition: '{}', ...more, options: { input: {}, ...options } })}\n`
  const hostile = '<img src=x>\n$(trash)\u202E__proto__'

  test('says what each was, the latest first', async () => {
    await begin({
      '2026-01-01T01.run.jsonl': good(),
      '2026-01-01T02.run.jsonl': bad(),
      '2026-01-01T03.run.jsonl': bad().split('\n').slice(0, 2).join('\n'),
      '2026-01-01T04.run.jsonl': 'damaged',
      '2026-01-01T05.run.jsonl': header({ file: `/x/${hostile}.asl.json`, savedAt: 1 }, { input: hostile, stateMachineName: hostile }),
      'other.json': '{}',
    })
    expect(await list()).toEqual([
      ['<img src=x> $(trash) __proto__', expect.stringMatching(/^Not finished · "<img src=x>.* · T+$/), 'debug-disconnect', 'run saved'],
      ['2026-01-01T04.run.jsonl', 'Damaged: The saved run has no first line.', 'warning', 'run damaged'],
      ['order', expect.stringMatching(/^Not finished · {"n":2} · T+$/), 'debug-disconnect', 'run saved'],
      ['order', expect.stringMatching(/^Failed: Refused · {"n":2} · T+$/), 'error', 'run saved redrivable'],
      ['order', expect.stringMatching(/^Succeeded · {"n":1,"password":"\[redacted\]"} · T+$/), 'pass', 'run saved'],
    ])
    expect(editor.context.get('stepthrough.hasRuns')).toBe(true)
    // a list looks at files, and opens none
    expect(readers.begun).toBe(0)
  })

  test('is grouped by machines, which is remembered', async () => {
    const memory = await begin({
      '1.run.jsonl': good(),
      '2.run.jsonl': header({ file: '/x/pay.asl.json' }),
      '3.run.jsonl': bad(),
      '4.run.jsonl': 'x',
    })
    await run('runs.group')
    const groups = await nodes()
    expect(groups.map(told)).toEqual([
      ['order', `2 runs · ${program}`, 'symbol-structure', 'machine'],
      ['pay', '1 run · /x/pay.asl.json', 'symbol-structure', 'machine'],
      ['4.run.jsonl', 'Damaged: The saved run has no first line.', 'warning', 'run damaged'],
    ])
    expect((await list(groups[0])).map(([, description]) => description)).toEqual([
      expect.stringContaining('Failed'),
      expect.stringContaining('Succeeded'),
    ])
    expect(memory.values.get('runs.grouped')).toBe(true)
    await run('runs.ungroup')
    expect(await nodes()).toHaveLength(4)
  })

  test('has those that go on first, and knows when they stand', async () => {
    await begin({ '1.run.jsonl': good(), '2.run.jsonl': header({ file: '/x/order.asl.json' }, { input: { n: 9 } }) })
    const session = await new FakeSession('1', { program }).begin()
    await session.tell('runFile', { path: join(runs, '2.run.jsonl') })
    expect((await list())[0]).toEqual(['order', 'Running · {"n":9}', 'play-circle', 'run live'])
    await session.pass({ event: 'stopped' })
    expect((await list())[0]).toEqual(['order', 'Paused · {"n":9}', 'debug-pause', 'run live'])
    await session.end()
    expect((await list()).map(([, description]) => description)).toEqual([
      expect.stringContaining('Not finished'),
      expect.stringContaining('Succeeded'),
    ])
  })

  test('shows the first of many, and more of them when asked', async () => {
    await begin(Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`${1000 + i}.run.jsonl`, header({ file: `/x/m${i}.asl.json` })])))
    const first = await nodes()
    expect(first).toHaveLength(201)
    expect(item(first.at(-1)!).label).toBe('Show more (50)')
    await run('runs.showMore')
    expect(await nodes()).toHaveLength(250)
  })

  test('is empty where there is no folder', async () => {
    await begin({}, { settings: { 'stepthrough.runs.folder': '/nowhere' } })
    expect(await nodes()).toEqual([])
    expect(editor.context.has('stepthrough.hasRuns')).toBe(false)
  })

  test('hears of files that come', async () => {
    await begin({})
    let times = 0
    provider().onDidChangeTreeData!(() => times++)
    write('1.run.jsonl', good())
    editor.filesChanged.fire(Uri.file('x'))
    await busy()
    expect(times).toBeGreaterThan(0)
    expect(editor.context.get('stepthrough.hasRuns')).toBe(true)
  })
})

describe('a run is opened', () => {
  test('in the panel, with its rows in parts and what is asked of it', async () => {
    await begin({ '1.run.jsonl': good() })
    const view = panel()
    await run('runs.open', (await nodes())[0])
    await busy()
    expect(shown(view.received).at(-1)).toMatchObject({
      kind: 'saved',
      name: 'order',
      again: { kind: 'run', path: join(runs, '1.run.jsonl') },
    })
    expect(shown(view.received).at(-1)?.note).toMatch(/^Values were left out/)
    expect(types(view.received)).toEqual(all)
    expect(seen()).toEqual(['command stepthrough.execution.focus'])
    // another session takes the panel over
    await new FakeSession('1', { program }).begin()
    expect(shown(view.received).at(-1)).toMatchObject({ kind: 'session' })
    expect(readers).toMatchObject({ begun: 1, ended: 1 })
  })

  test('beside the editor, each once and each with a reader of its own', async () => {
    await begin({ '1.run.jsonl': good(), '2.run.jsonl': bad() })
    const both = await nodes()
    await run('runs.openBeside', both[0], both)
    await run('runs.openBeside', both[0])
    await busy()
    expect(editor.tabs.map(({ title, column, revealed }) => [title, column, revealed])).toEqual([
      ['order', -2, [-2]],
      ['order', -2, []],
    ])
    expect(editor.tabs.map(({ received }) => types(received).length)).toEqual([6, 7])
    editor.tabs[0]!.dispose()
    expect(readers).toMatchObject({ begun: 2, ended: 2 - 1 })
  })

  test.each([
    ['dies', () => (readers.dies = 'it takes more memory than there is'), 'The run cannot be read: it takes more memory than there is.'],
    ['is damaged', () => write('1.run.jsonl', 'x\n'), 'This line of the saved run is damaged.'],
  ])('and says so where it %s', async (_, happens, note) => {
    await begin({ '1.run.jsonl': good() })
    const [node] = await nodes()
    happens()
    await run('runs.openBeside', node)
    await busy()
    expect(shown(editor.tabs[0]!.received).at(-1)?.note).toContain(note)
  })

  test('again after a reload: a tab, and the panel', async () => {
    await begin({ '1.run.jsonl': good() })
    const path = join(runs, '1.run.jsonl')
    const memory = await start({ settings: { 'stepthrough.runs.folder': runs }, remembered: { 'panel.last': { kind: 'run', path } } })
    const view = panel()
    await busy()
    expect(types(view.received)).toEqual(all)
    const [serializer] = offered('tabs')
    const back = async (state: unknown) => {
      const { createWebviewPanel } = (await import('../support/vscode/window')).window
      const tab = createWebviewPanel('x', 'x', 1, {})
      await serializer!.deserializeWebviewPanel(tab as never, state)
      await busy()
      return tab as FakeTab
    }
    expect(types((await back({ again: { kind: 'run', path } })).received)).toEqual(all)
    for (const state of [
      undefined,
      null,
      5,
      {},
      { again: { kind: 'run' } },
      { again: { kind: 'run', path: '/gone' } },
      { again: { kind: 'constructor' } },
    ])
      expect((await back(state)).closed).toBe(true)
    expect(memory.values.get('panel.last')).toEqual({ kind: 'run', path })
  })

  test('a session that is over answers out of its file', async () => {
    await begin({ '1.run.jsonl': good() })
    const session = await new FakeSession('1', { program }).begin()
    await session.tell('runFile', { path: join(runs, '1.run.jsonl') })
    await run('openInEditor')
    await session.end()
    const [tab] = editor.tabs
    tab!.said.fire({ type: 'ask', id: 7, name: 'whole', args: { id: 2 } })
    await busy()
    expect(tab!.received.at(-1)).toMatchObject({ type: 'answer', id: 7, body: { type: 'TaskStateEntered' } })
  })
})

test('what is shown is what is saved and exported: a run in its file, or the session', async () => {
  await begin({ '1.run.jsonl': good() })
  editor.files.set(join(runs, '1.run.jsonl'), good())
  await new FakeSession('1', { program }, { saveRun: { text: 'x', name: 'n', redrivable: false } }).begin()
  await run('runs.open', (await nodes()).at(-1))
  expect(editor.context.get('stepthrough.showsFile')).toBe(true)
  editor.says = ['/w/a.run.jsonl', join(runs, 'out.json')]
  await run('saveRun')
  await run('exportHistory')
  expect(editor.files.get('/w/a.run.jsonl')).toBe(good())
  expect(JSON.parse(readFileSync(join(runs, 'out.json'), 'utf8')).events).toHaveLength(7)
  await new FakeSession('2', { program }, { saveRun: { text: 'x', name: 'n', redrivable: false } }).begin()
  expect(editor.context.get('stepthrough.showsFile')).toBe(false)
  editor.says = ['/w/b.run.jsonl']
  await run('saveRun')
  expect(editor.files.get('/w/b.run.jsonl')).toBe('x')
})

test('a session that is over answers with all that it was, also where its file lacks it', async () => {
  await begin({ '1.run.jsonl': good() })
  const session = await new FakeSession('1', { program }).begin()
  const text = good().replaceAll('[redacted]', 'told')
  await session.tell('savedRun', { text, name: 'order', redrivable: false })
  await run('openInEditor')
  await session.end()
  editor.tabs[0]!.said.fire({ type: 'ask', id: 7, name: 'whole', args: { id: 1 } })
  await busy()
  expect(JSON.stringify(editor.tabs[0]!.received.at(-1))).toContain('told')
})

test('a reader that hangs is given up', async () => {
  await begin({ '1.run.jsonl': good() })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  readers.hangs = true
  await run('runs.openBeside', (await nodes())[0])
  await busy()
  vi.runAllTimers()
  vi.useRealTimers()
  await busy()
  expect(shown(editor.tabs[0]!.received).at(-1)?.note).toBe('The run takes too long to be read.')
  expect(readers.ended).toBe(1)
})

describe('two runs are compared in a tab', () => {
  const beside = (tab: FakeTab) => (tab.received as ToPanel[]).flatMap((each) => (each.type === 'beside' ? [each.message] : []))
  const isCompared = (tab: FakeTab) => {
    expect(types(tab.received)).toHaveLength(7)
    // the rows of the other one may begin anew
    const rows = types(beside(tab))
    expect(rows.slice(-6)).toEqual([...all.slice(0, 4), 'TaskFailed', 'ExecutionFailed'])
    expect(shown(tab.received).at(-1)).toMatchObject({
      again: { kind: 'compare', paths: [join(runs, '1.run.jsonl'), join(runs, '2.run.jsonl')] },
    })
  }

  test('those that are chosen, the older on the left', async () => {
    await begin({ '1.run.jsonl': good(), '2.run.jsonl': bad() })
    const both = await nodes()
    await run('runs.compare', both[0], both)
    await busy()
    const [tab] = editor.tabs
    expect(tab!.title).toMatch(/^order .* ↔ order/)
    isCompared(tab!)
    tab!.dispose()
    expect(readers).toMatchObject({ begun: 2, ended: 2 })
  })

  test('one with another that is asked for', async () => {
    await begin({ '1.run.jsonl': good(), '2.run.jsonl': bad(), '3.run.jsonl': 'damaged' })
    editor.says = ['order']
    await run('runs.compare', (await nodes())[2])
    await busy()
    expect(seen()).toEqual(['pick Compare order with: order'])
    isCompared(editor.tabs[0]!)
  })

  test('again after a reload, where both are there', async () => {
    await begin({ '1.run.jsonl': good(), '2.run.jsonl': bad() })
    const { createWebviewPanel } = (await import('../support/vscode/window')).window
    const back = async (...paths: string[]) => {
      const tab = createWebviewPanel('x', 'x', 1, {})
      await offered('tabs')[0]!.deserializeWebviewPanel(tab as never, { again: { kind: 'compare', paths } })
      await busy()
      return tab as FakeTab
    }
    isCompared(await back(join(runs, '1.run.jsonl'), join(runs, '2.run.jsonl')))
    expect((await back(join(runs, '1.run.jsonl'), '/gone')).closed).toBe(true)
    expect((await back(join(runs, '1.run.jsonl'))).closed).toBe(true)
  })
})

describe('a run is run again', () => {
  const started = () => editor.started.splice(0)
  const first = async () => (await nodes())[0]!
  const base = { type: 'asl', request: 'launch', program }

  test.each([
    ['runs.rerun', 'Bad', { input: '{"n": 2}' }, true],
    ['runs.debug', 'Bad', { input: '{"n": 2}' }, false],
    ['runs.replay', 'Bad', { historyFile: '1.run.jsonl', stopOnEntry: true }, undefined],
    ['runs.redrive', 'Bad', { redrive: '1.run.jsonl', stopOnEntry: true }, undefined],
  ])('%s', async (command, which, config, noDebug) => {
    await begin({ '1.run.jsonl': saved.get(which)! })
    await run(command, await first())
    const file = (value: unknown) => (value === '1.run.jsonl' ? join(runs, '1.run.jsonl') : value)
    const whole = Object.fromEntries(Object.entries(config).map(([name, value]) => [name, file(value)]))
    expect(started()).toMatchObject([{ config: { ...base, ...whole }, options: noDebug === undefined ? {} : { noDebug } }])
  })

  test('with what answered its tasks then', async () => {
    const [line = '', ...rest] = bad().split('\n')
    const launch = { mockConfig: join(folder, 'mocks.json'), testCase: 'Bad' }
    await begin({ '1.run.jsonl': [JSON.stringify({ ...JSON.parse(line), launch }), ...rest].join('\n') })
    await run('runs.debug', await first())
    expect(started()).toMatchObject([{ config: { ...base, ...launch } }])
  })

  test('on an input without some values where the person says so', async () => {
    await begin({ '1.run.jsonl': good() })
    await run('runs.rerun', await first())
    expect(started()).toEqual([])
    expect(seen()).toEqual([
      'warning: Values were left out of the input when it was saved: [redacted] stands in their place. [Run All the Same]',
    ])
    editor.presses.add('Run All the Same')
    await run('runs.rerun', await first())
    expect(started()).toMatchObject([{ config: { input: '{"n":1,"password":"[redacted]"}' } }])
  })

  test('with another definition where its own is gone', async () => {
    await begin({ '1.run.jsonl': bad() })
    editor.files.delete(program)
    editor.presses.add('Choose the Definition...')
    editor.says = ['/w/x.asl.json']
    await run('runs.rerun', await first())
    expect(started()).toMatchObject([{ config: { program: '/w/x.asl.json', input: '{"n": 2}' } }])
  })
})

describe('a run becomes a case of the test file beside its definition', () => {
  const file = join(folder, 'order.asl.test.json')
  const cases = () => JSON.parse(editor.files.get(file) ?? '{"cases": []}').cases

  test('from the view', async () => {
    await begin({ '1.run.jsonl': good() })
    editor.files.set(program, JSON.stringify(machine))
    const [node] = await nodes()
    editor.says = [' paid ']
    await run('runs.saveTest', node)
    await settled()
    expect(cases()).toEqual([
      {
        name: 'paid',
        input: { n: 1, password: '[redacted]' },
        mocks: { Pay: { Return: { Payload: 1 } } },
        expect: { status: 'SUCCEEDED', output: { Payload: 1 }, path: ['Pay'] },
      },
    ])
    expect(seen().at(-1)).toMatch(/^info: The run is the case "paid" of .*order\.asl\.test\.json\./)
    expect(readers.ended).toBe(readers.begun)
  })

  test('a name is offered that no case has', async () => {
    await begin({ '1.run.jsonl': good() })
    editor.files.set(program, JSON.stringify(machine))
    editor.files.set(file, JSON.stringify({ definition: 'order.asl.json', cases: [{ name: 'Recorded' }] }))
    const [node] = await nodes()
    editor.says = [undefined]
    await run('runs.saveTest', node)
    expect(seen()).toContain('input Test Case in order.asl.test.json: Recorded2')
    editor.files.delete(file)
  })

  test('from the panel, and a session out of what is kept of it', async () => {
    await begin({ '1.run.jsonl': good() })
    editor.files.set(program, JSON.stringify(machine))
    await run('runs.open', (await nodes()).at(-1))
    editor.says = ['shown']
    await run('saveTest')
    await settled()
    expect(cases().map(({ name }: { name: string }) => name)).toEqual(['shown'])
    const session = await new FakeSession('1', { program }).begin()
    const event = { id: 1, previousEventId: 0, timestamp: '', type: 'ExecutionStarted' }
    await session.tell('history', { from: 0, events: [{ event, threadId: 1, threadName: 'Machine' }], status: 'SUCCEEDED' })
    await session.tell('savedRun', { text: good(), name: 'order', redrivable: false })
    await session.end()
    editor.files.delete(file)
    editor.says = ['mine']
    await run('saveTest')
    await settled()
    expect(cases().map(({ name, mocks }: { name: string; mocks: object }) => [name, mocks])).toEqual([
      ['mine', { Pay: { Return: { Payload: 1 } } }],
    ])
  })

  test('where its definition is known', async () => {
    await begin({ '1.run.jsonl': good().replaceAll('order.asl.json', 'gone.asl.json') })
    await run('runs.saveTest', (await nodes())[0])
    expect(seen().at(-1)).toMatch(/^error: The definition of this run is not known/)
  })
})

describe('runs are kept elsewhere, and deleted', () => {
  test('a copy, and its history in the form of AWS', async () => {
    await begin({ '1.run.jsonl': good() })
    const [node] = await nodes()
    editor.files.set(join(runs, '1.run.jsonl'), good())
    editor.says = ['/w/copy.run.jsonl', join(runs, 'out.json')]
    await run('runs.saveAs', node)
    expect(editor.files.get('/w/copy.run.jsonl')).toBe(good())
    await run('runs.export', node)
    expect(JSON.parse(readFileSync(join(runs, 'out.json'), 'utf8')).events).toHaveLength(7)
    expect(seen()).toEqual([
      `save Save Run As: ${join(folder, 'order.run.jsonl')}`,
      `save Export Execution History: ${join(folder, 'order.history.json')}`,
      `info: The history is in ${join(runs, 'out.json')}, as GetExecutionHistory answers it.`,
    ])
    expect(readers.ended).toBe(readers.begun)
  })

  test('once a person has said yes', async () => {
    await begin({ '1.run.jsonl': good(), '2.run.jsonl': 'damaged' })
    const both = await nodes()
    await run('runs.delete', both[0])
    editor.presses.add('Delete')
    await run('runs.delete', both[0], both)
    await run('runs.deleteAll')
    const gone = [`deletes ${join(runs, '2.run.jsonl')}`, `deletes ${join(runs, '1.run.jsonl')}`]
    expect(seen()).toEqual([
      'warning: Delete the damaged run? [Delete]',
      'warning: Delete 2 runs? [Delete]',
      ...gone,
      'warning: Delete 2 runs? [Delete]',
      ...gone,
    ])
  })
})

describe('a history is imported', () => {
  const imported = () => existsSync(runs) && nodes().then((all) => all.map(told))
  const row = ['Imported history', expect.stringMatching(/^Imported · Failed: Refused · {"n": 2} · T+$/), 'error', 'run imported']

  test('from files', async () => {
    await begin({})
    editor.files.set('/w/h.json', history)
    editor.says = ['/w/h.json', 'Without a definition']
    await run('runs.import')
    await busy()
    expect(seen()).toEqual([
      'file Import: /w',
      'pick Definition of the Imported Execution: $(folder-opened) Choose a file... | $(list-unordered) Without a definition',
      'command stepthrough.execution.focus',
    ])
    expect(await imported()).toEqual([row])
  })

  test('from the clipboard, with the definition in the editor', async () => {
    await begin({}, { open: program })
    editor.clipboard = history
    editor.says = ['order.asl.json']
    await run('runs.importClipboard')
    await busy()
    expect((await imported()) as unknown).toEqual([['order', expect.stringContaining('Imported'), 'error', 'run imported']])
  })

  test('dropped onto the list', async () => {
    await begin({})
    editor.files.set('/w/h.json', history)
    const drop = (data: { readonly [type: string]: string }) =>
      tree().dragAndDropController!.handleDrop!(
        undefined,
        { get: (type: string) => (data[type] === undefined ? undefined : { asString: async () => data[type] }) } as never,
        {} as never,
      )
    editor.says = ['Without a definition', 'Without a definition']
    await drop({ 'text/uri-list': '# files\r\nfile:///w/h.json\r\n' })
    await drop({ 'text/plain': history })
    await busy()
    expect(await imported()).toEqual([row, row])
  })

  test('or refused, with a sentence', async () => {
    await begin({})
    editor.clipboard = '<html>'
    await run('runs.importClipboard')
    expect(seen()[0]).toBe('error: Line 1, column 1: A value is expected: a string needs double quotes. [Show Output]')
    expect(await imported()).toEqual([])
  })

  test('or left', async () => {
    await begin({})
    editor.clipboard = history
    await run('runs.importClipboard')
    expect(await imported()).toEqual([])
    expect(readers.ended).toBe(readers.begun)
  })
})
