import { describe, expect, test } from 'vitest'
import type * as vscode from 'vscode'
import type { FromPanel, ToPanel } from '../../webview/messages'
import { editor, settled } from '../support/vscode/editor'
import { FakeSession, type Given, offered, run, seen, start } from '../support/vscode/extension'
import type { LanguageClient } from '../support/vscode/languageClient'
import type { FakeTab } from '../support/vscode/tab'
import { Selection, Uri } from '../support/vscode/values'

const file = '/w/order.asl.json'
const text = '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}'
const machine = (name?: string) => ({
  ...(name && { name }),
  range: { offset: 0, length: 9 },
  graph: { key: '[]', nodes: [], edges: [] },
  marks: [],
})
const found = (machines: object[], files: object[] = []) => ({ machines, files })

const given = (graphs: unknown, more: Given = {}): Given => ({
  files: { [file]: text },
  open: file,
  server: { 'stepthrough/graphs': graphs },
  ...more,
})

/** What the tab has been sent since the last time. */
const sent = (tab = editor.tabs.at(-1)!): ToPanel[] => (tab as FakeTab).received.splice(0) as ToPanel[]
const graphsIn = (messages: readonly ToPanel[]) => messages.flatMap((message) => (message.type === 'graph' ? [message.graphs] : []))

/** The problems of a file have been found anew. */
async function published(path: string): Promise<void> {
  const { middleware } = (editor.clients as LanguageClient[]).at(-1)!.options as {
    middleware: { handleDiagnostics: (...args: unknown[]) => void }
  }
  middleware.handleDiagnostics(Uri.file(path), [], () => undefined)
  await settled()
}

async function open(uri?: Uri): Promise<FakeTab> {
  await run('openGraph', uri)
  const tab = editor.tabs.at(-1)! as FakeTab
  tab.said.fire({ type: 'ready' } satisfies FromPanel)
  await settled()
  return tab
}

describe('the graph of a file beside its editor', () => {
  test('is there with its name, and follows what is typed', async () => {
    let machines = [machine()]
    await start(given(() => found(machines)))
    const tab = await open()
    expect([tab.title, tab.column]).toEqual(['Graph: order.asl.json', -2])
    const first = sent(tab)
    expect(first).toContainEqual({ type: 'shown', shown: expect.objectContaining({ kind: 'preview', name: 'Graph: order.asl.json' }) })
    expect(graphsIn(first).at(-1)).toEqual({ file, ...found([machine()]) })
    machines = []
    await published('/w/other.asl.json')
    expect(sent(tab)).toEqual([])
    await published(file)
    expect(graphsIn(sent(tab))).toEqual([{ file, ...found([]) }])
  })

  test('is asked for only once there is a panel, and never again after it is closed', async () => {
    let asked = 0
    const answer = () => {
      asked++
      return found([machine()])
    }
    await start(given(answer))
    const tab = await open()
    const before = asked
    tab.dispose()
    await published(file)
    expect(asked).toBe(before)
  })

  test('shows where the cursor is', async () => {
    await start(given(found([machine()])))
    const tab = await open()
    sent(tab)
    const textEditor = editor.active!
    textEditor.selection = new Selection(0, 28, 0, 30)
    editor.events.selection.fire({ textEditor })
    expect(sent(tab)).toEqual([{ type: 'cursor', offset: 30 }])
  })

  test('that is there comes into sight again', async () => {
    await start(given(found([machine()])))
    const tab = await open()
    await run('openGraph', Uri.file(file))
    expect([editor.tabs.length, tab.revealed]).toEqual([1, [-2]])
  })

  test('is there again after a reload of the window', async () => {
    await start(given(found([machine()])))
    const { again } = (sent(await open()).find(({ type }) => type === 'shown') as Extract<ToPanel, { type: 'shown' }>).shown!
    const tab = editor.tabs[0]!
    tab.received.length = 0
    await offered('tabs')[0]!.deserializeWebviewPanel(tab as unknown as vscode.WebviewPanel, { again })
    tab.said.fire({ type: 'ready' })
    await settled()
    expect(graphsIn(sent(tab)).at(-1)).toEqual({ file, ...found([machine()]) })
  })

  test('of a template is that of the file that it names', async () => {
    const template = '/w/template.yaml'
    const answer = ({ textDocument }: { textDocument: { uri: string } }) =>
      textDocument.uri.endsWith('.yaml') ? found([], [{ name: 'Order', uri: `file://${file}` }]) : found([machine()])
    await start(given(answer, { files: { [file]: text, [template]: 'Resources: {}' }, open: template }))
    expect(graphsIn(sent(await open())).at(-1)).toEqual({ file, ...found([machine()]) })
  })

  test('of several files of a template is chosen by a person', async () => {
    const files = ['One', 'Two'].map((name) => ({ name, uri: `file://${file}` }))
    await start(
      given(
        ({ textDocument }: { textDocument: { uri: string } }) =>
          textDocument.uri.endsWith('.yaml') ? found([], files) : found([machine()]),
        {
          files: { [file]: text, '/w/template.yaml': 'Resources: {}' },
          open: '/w/template.yaml',
        },
      ),
    )
    const tab = await open()
    expect(graphsIn(sent(tab)).at(-1)).toEqual({ file: '/w/template.yaml', ...found([], files) })
    tab.said.fire({ type: 'openGraph', uri: files[0]!.uri })
    await settled()
    expect(editor.tabs.map(({ title }) => title)).toEqual(['Graph: template.yaml', 'Graph: order.asl.json'])
  })

  test('is told to be none, of what is no definition', async () => {
    await start(given(null))
    expect(graphsIn(sent(await open()))).toEqual([undefined])
  })

  test('needs a definition', async () => {
    await start(given(null, { files: { '/w/notes.md': '' }, open: '/w/notes.md' }))
    await run('openGraph')
    expect(seen()).toEqual([expect.stringContaining('Open a state machine definition (.asl.json, .asl.yaml) or a template first.')])
  })

  test('is saved as an image where a person says', async () => {
    await start(given(found([machine()])))
    const tab = await open()
    editor.says.push('/w/order.svg', '/w/order.png', undefined)
    for (const [name, content, encoding] of [
      ['order.svg', '<svg/>', 'utf8'],
      ['order.png', 'UE5H', 'base64'],
      ['order.svg', 'x', 'utf8'],
    ] as const) {
      tab.said.fire({ type: 'save', name, content, encoding })
      await settled()
    }
    expect(seen().filter((line) => line.startsWith('save'))).toEqual([
      'save Save order.svg: /w/order.svg',
      'save Save order.png: /w/order.png',
      'save Save order.svg: /w/order.svg',
    ])
    expect([editor.files.get('/w/order.svg'), editor.files.get('/w/order.png')]).toEqual(['<svg/>', 'PNG'])
  })
})

test('a run has the graph of its machine, in a template the one that runs', async () => {
  const graphs = found([machine('One'), machine('Two')])
  await start(given(graphs, { files: { '/w/template.yaml': 'Resources: {}' }, open: '/w/template.yaml' }))
  await new FakeSession('1', { program: '/w/template.yaml', stateMachineName: 'Two' }).begin()
  await run('openInEditor')
  const tab = editor.tabs.at(-1)! as FakeTab
  tab.said.fire({ type: 'ready' })
  await settled()
  expect(graphsIn(sent(tab)).at(-1)).toEqual({ file: '/w/template.yaml', name: 'Two', ...graphs })
})
