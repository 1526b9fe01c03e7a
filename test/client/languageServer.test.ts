import { describe, expect, test } from 'vitest'
import type * as vscode from 'vscode'
import { editor, openDocument, settled } from '../support/vscode/editor'
import { type Given, look, offered, run, seen, start } from '../support/vscode/extension'
import type { LanguageClient } from '../support/vscode/languageClient'
import { Position, Uri } from '../support/vscode/values'

const order = '/w/order.asl.json'
const files = {
  [order]: '{"StartAt": "A"}',
  '/w/template.yaml': 'Resources: {}',
  '/w/my-stack.json': '{}',
  '/w/order.mocks.json': '{}',
  '/w/readme.json': '{}',
  '/w/notes.md': '',
}
const place = (line: number) => ({ start: { line, character: 2 }, end: { line, character: 9 } })
const token = {} as vscode.CancellationToken
const clients = () => editor.clients as LanguageClient[]

describe('the language server', () => {
  test.each([
    [order, 1],
    ['/w/template.yaml', 1],
    ['/w/my-stack.json', 1],
    ['/w/order.mocks.json', 1],
    ['/w/readme.json', 0],
    ['/w/notes.md', 0],
  ])('starts with %s: %i', async (open, started) => {
    await start({ files, open })
    expect(clients().length).toBe(started)
  })

  test('starts once, with the first document that it serves', async () => {
    await start({ files, open: '/w/readme.json' })
    expect(clients()).toEqual([])
    await look('/w/template.yaml')
    await look(order)
    expect(clients().length).toBe(1)
    expect(clients()[0]).toMatchObject({
      id: 'stepthrough',
      server: { run: { module: '/extension/dist/server.js', transport: 1 } },
      options: {
        synchronize: { configurationSection: 'stepthrough' },
        markdown: { supportHtml: false },
        initializationOptions: { editorCommands: true },
      },
    })
  })

  test('starts again by the command', async () => {
    await start({ files, open: order })
    await run('restartServer')
    expect([clients().length, seen()]).toEqual([2, ['the language server ends']])
  })

  test('that does not start is told, and can be tried again', async () => {
    let broken = true
    const begin = () => (broken ? Promise.reject(new Error('no such file')) : undefined)
    await start({ files, server: { start: begin } })
    const told = 'error: The language server for state machines did not start. [Show Output] [Try Again]'
    await look(order)
    expect([seen(), editor.log]).toEqual([[told], ['Error: no such file']])
    expect(await lenses()).toEqual([])
    editor.presses.add('Show Output')
    await run('restartServer')
    expect(seen()).toEqual([told, 'shows the output'])
    broken = false
    await run('restartServer')
    expect([seen(), clients().length]).toEqual([[], 3])
  })

  test('is tried again from its message', async () => {
    let tries = 0
    const begin = () => (++tries === 1 ? Promise.reject(new Error('no')) : undefined)
    await start({ files, server: { start: begin } })
    editor.presses.add('Try Again')
    await look(order)
    await settled()
    expect([tries, seen().length]).toEqual([2, 1])
  })
})

async function lenses(file = order): Promise<[string, string, number, unknown[]][]> {
  const provider = offered('lens').at(-1)!
  const found = (await provider.provideCodeLenses(openDocument(file) as never, token)) ?? []
  return found.map(({ command, range }) => [command!.title, command!.command, range.start.line, command!.arguments!.map(String)])
}

describe('Run and Debug stand above each state machine', () => {
  const definitions = [
    { name: 'One', startAt: place(3), range: place(1) },
    { name: null, startAt: null, range: place(7) },
  ]
  const given: Given = { files, open: order, server: { 'stepthrough/definitions': definitions } }

  test('at its StartAt, or where it begins', async () => {
    await start(given)
    expect(await lenses()).toEqual([
      ['Run', 'stepthrough.run', 3, [`file://${order}`, 'One']],
      ['Debug', 'stepthrough.debug', 3, [`file://${order}`, 'One']],
      ['Run', 'stepthrough.run', 7, [`file://${order}`, 'undefined']],
      ['Debug', 'stepthrough.debug', 7, [`file://${order}`, 'undefined']],
    ])
  })

  test('unless a setting says otherwise', async () => {
    await start({ ...given, settings: { 'stepthrough.codeLens': false } })
    expect(await lenses()).toEqual([])
  })

  test('and are asked for again when that may have changed', async () => {
    await start({ ...given, open: '/w/readme.json' })
    let changes = 0
    offered('lens').at(-1)!.onDidChangeCodeLenses!(() => void changes++)
    await look(order)
    expect(changes).toBe(1)
    editor.events.configuration.fire({ affectsConfiguration: (name) => name === 'stepthrough.codeLens' })
    expect(changes).toBe(2)
    editor.events.configuration.fire({ affectsConfiguration: () => false })
    expect(changes).toBe(2)
  })
})

test('the place of references is what VS Code takes', async () => {
  await start({ files, open: order })
  const { provideCodeLenses } = (clients()[0]!.options as { middleware: { provideCodeLenses: Provide } }).middleware
  const lens = (command: string, ...args: unknown[]) => ({ command: { title: '2 references', command, arguments: args } })
  const references = lens('stepthrough.showReferences', `file://${order}`, { line: 1, character: 2 }, [
    { uri: 'file:///w/b', range: place(4) },
  ])
  const other = lens('stepthrough.run', 1)
  const made = await provideCodeLenses({}, token, async () => [references, other, {}])
  expect(made).toEqual([
    lens('editor.action.showReferences', Uri.file(order), new Position(1, 2), [
      { uri: Uri.file('/w/b'), range: { start: new Position(4, 2), end: new Position(4, 9) } },
    ]),
    lens('stepthrough.run', 1),
    {},
  ])
  expect(await provideCodeLenses({}, token, async () => undefined)).toBeUndefined()
})

test('the file that an action has changed is what VS Code opens', async () => {
  await start({ files, open: order })
  type Actions = (document: unknown, range: unknown, actions: unknown, token: unknown, next: () => Promise<unknown>) => Promise<unknown>
  const { provideCodeActions } = (clients()[0]!.options as { middleware: { provideCodeActions: Actions } }).middleware
  const action = (command: string, argument: unknown) => ({ title: 'Create', command: { title: 'Open', command, arguments: [argument] } })
  const plain = { title: 'Run', command: 'stepthrough.run' }
  const given = [action('stepthrough.openFile', `file://${order}`), action('stepthrough.run', 1), plain, { title: 'Fix' }]
  expect(await provideCodeActions({}, {}, {}, token, async () => given)).toEqual([
    action('vscode.open', Uri.file(order)),
    action('stepthrough.run', 1),
    plain,
    { title: 'Fix' },
  ])
  expect(await provideCodeActions({}, {}, {}, token, async () => undefined)).toBeUndefined()
})
type Provide = (document: unknown, token: unknown, next: () => Promise<unknown>) => Promise<unknown>

test.each<[unknown, unknown]>([
  [null, undefined],
  [undefined, undefined],
  [
    { range: place(5), expression: '$.a' },
    { expression: '$.a', range: place(5) },
  ],
])('where the server answers %j, %j is evaluated', async (found, expected) => {
  const asked: unknown[] = []
  const expression = (params: unknown) => {
    asked.push(params)
    return found
  }
  await start({ files, open: order, server: { 'stepthrough/expression': expression } })
  const [provider] = offered('evaluatable')
  const result = await provider!.provideEvaluatableExpression(openDocument(order) as never, new Position(5, 3) as never, token)
  expect(result).toEqual(expected)
  expect(asked).toEqual([{ textDocument: { uri: `file://${order}` }, position: { line: 5, character: 3 } }])
})

test("the box of a breakpoint's condition asks at the first column of its line: it is offered what a condition can begin with", async () => {
  const asked: unknown[] = []
  const answers = {
    'stepthrough/conditionStarts': (params: unknown) => {
      asked.push(params)
      return [
        { label: '$.order', kind: 'path', detail: 'object' },
        { label: '$sum', kind: 'function' },
      ]
    },
  }
  await start({ files: { [order]: '{"StartAt": "A"}\n  \n' }, open: order, server: answers })
  const { middleware } = clients()[0]!.options as { middleware: { provideCompletionItem: (...args: unknown[]) => Promise<unknown> } }
  const complete = (line: number, character: number) =>
    middleware.provideCompletionItem(openDocument(order), new Position(line, character), {}, token, () => 'as ever')
  expect([await complete(0, 1), await complete(1, 0)]).toEqual(['as ever', 'as ever'])
  expect(await complete(0, 0)).toMatchObject([
    { label: '$.order', kind: 4, detail: 'object', sortText: '0000' },
    { label: '$sum', kind: 2, sortText: '0001' },
  ])
  expect(asked).toEqual([{ textDocument: { uri: `file://${order}` }, position: { line: 0, character: 0 } }])
})

describe('a template in the active editor', () => {
  const keys = () => ['stepthrough.template', 'stepthrough.startsTemplate'].map((key) => editor.context.get(key))
  const definitions = ({ textDocument: { uri } }: { textDocument: { uri: string } }) =>
    uri.endsWith('template.yaml') ? [{ name: 'One', startAt: null, range: place(1) }] : []
  const given: Given = { files, server: { 'stepthrough/definitions': definitions } }

  test('with a state machine can be run, also by F5', async () => {
    await start({ ...given, open: '/w/template.yaml' })
    expect(keys()).toEqual([true, true])
    for (const other of ['/w/my-stack.json', order, '/w/readme.json']) {
      await look(other)
      expect(keys()).toEqual([false, false])
      await look('/w/template.yaml')
      expect(keys()).toEqual([true, true])
    }
  })

  test('is told of from the beginning', async () => {
    await start({ ...given, open: '/w/readme.json' })
    expect(keys()).toEqual([false, false])
  })

  test('leaves F5 to the launch configurations of the workspace', async () => {
    await start({ ...given, open: '/w/template.yaml', settings: { 'launch.configurations': [{}] } })
    expect(keys()).toEqual([true, false])
    editor.settings.set('launch.configurations', [])
    editor.events.configuration.fire({ affectsConfiguration: (name) => name === 'editor' })
    await settled()
    expect(keys()).toEqual([true, false])
    editor.events.configuration.fire({ affectsConfiguration: (name) => name === 'launch' })
    await settled()
    expect(keys()).toEqual([true, true])
  })

  test('is looked at again when it is saved', async () => {
    let found: unknown[] = []
    await start({ files, open: '/w/template.yaml', server: { 'stepthrough/definitions': () => found } })
    expect(keys()).toEqual([false, false])
    found = [{ name: 'One', startAt: null, range: place(1) }]
    editor.active!.document.save()
    await settled()
    expect(keys()).toEqual([true, true])
  })

  test('that has gone meanwhile is not told of', async () => {
    let answer = (_: unknown): void => undefined
    const slow = new Promise((resolve) => (answer = resolve))
    await start({ files, open: '/w/template.yaml', server: { 'stepthrough/definitions': () => slow } })
    await look('/w/readme.json')
    expect(keys()).toEqual([false, false])
    answer([{ name: 'One', startAt: null, range: place(1) }])
    await settled()
    expect(keys()).toEqual([false, false])
  })
})
