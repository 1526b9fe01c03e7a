import { describe, expect, test } from 'vitest'
import { starters } from '../../core/language/data/starters'
import { editor, settled } from '../support/vscode/editor'
import { type Given, look, run, seen, start, stop } from '../support/vscode/extension'
import { Selection } from '../support/vscode/values'

describe('a new state machine', () => {
  const [first] = starters
  const list = `pick New State Machine: ${starters.map(({ label }) => label).join(' | ')}`
  const file = `${first!.name}.asl.json`

  test.each<[string, Given['files'], string]>([
    ['has the name of its template', {}, first!.name],
    ['has a free name', { [`/w/${file}`]: '' }, `${first!.name}-2`],
    ['has the next free name', { [`/w/${file}`]: '', [`/w/${first!.name}-2.asl.json`]: '' }, `${first!.name}-3`],
  ])('%s', async (_, files, name) => {
    await start({ files: files! })
    editor.says = [first!.label, `${name}.asl.json`]
    await run('newStateMachine')
    expect(seen()).toEqual([list, `input New State Machine: ${name}.asl.json`, `shows /w/${name}.asl.json`])
    expect(editor.selected).toBe(name)
    const { document, selection } = editor.active!
    expect([String(document.uri), document.languageId]).toEqual([`untitled:/w/${name}.asl.json`, 'asl'])
    expect(JSON.parse(document.getText())).toEqual(first!.definition)
    expect(document.getText()).toBe(`${JSON.stringify(first!.definition, undefined, 2)}\n`)
    // the comment is what is typed first
    expect(document.at(selection!)).toBe((first!.definition as { Comment: string }).Comment)
  })

  test('has a name of a definition in JSON that no file has', async () => {
    await start({ files: { '/w/a.asl.json': '' } })
    editor.says = [first!.label, 'a.json', 'b.asl.yaml', 'a.asl.json', 'flows/b.asl.json']
    await run('newStateMachine')
    expect(seen().filter((line) => line.startsWith(' '))).toEqual([
      '  a.json: The name ends with .asl.json.',
      '  b.asl.yaml: The name ends with .asl.json.',
      '  a.asl.json: There is a file a.asl.json already.',
    ])
    expect(editor.active!.document.uri.path).toBe('/w/flows/b.asl.json')
  })

  test.each([[[]], [[first!.label]]])('that is left after %j is none', async (says) => {
    await start()
    editor.says = [...says]
    await run('newStateMachine')
    expect(editor.active).toBeUndefined()
  })

  test('without a workspace has no name yet', async () => {
    await start({ folderless: true })
    editor.says = [first!.label]
    await run('newStateMachine')
    expect(seen().slice(0, 1)).toEqual([list])
    expect([editor.active!.document.languageId, editor.active!.document.uri.scheme]).toEqual(['asl', 'untitled'])
    expect(JSON.parse(editor.active!.document.getText())).toEqual(first!.definition)
  })
})

test('the example is copied once, so that it can be changed', async () => {
  const examples = {
    '/extension/examples/order-processing/order-processing.asl.json': '{}',
    '/extension/examples/order-processing/input.json': '1',
    '/extension/examples/order-processing/functions/deep/pay.ts': 'pay',
  }
  await start({ files: examples })
  await run('openExample')
  expect(seen()).toEqual(['shows /storage/order-processing/order-processing.asl.json'])
  expect(editor.files.get('/storage/order-processing/input.json')).toBe('1')
  expect(editor.files.get('/storage/order-processing/functions/deep/pay.ts')).toBe('pay')
  editor.files.set('/storage/order-processing/input.json', 'mine')
  await run('openExample')
  expect(editor.files.get('/storage/order-processing/input.json')).toBe('mine')
})

describe('a plain file that is a state machine', () => {
  const flow = '{"StartAt": "A", "States": {}}'
  const files = {
    '/w/flows/a.json': flow,
    '/w/b.yaml': 'StartAt: A\nStates: {}\n',
    '/far/c.json': flow,
    '/w/d.json': '{}',
    '/w/e.txt': flow,
    '/w/f.asl.json': flow,
    '/w/template.json': flow,
  }
  const offer = (name: string) =>
    `info: ${name} is a state machine. Treat it as one, with its diagnostics, completion and debugger? [Yes] [Never in This Workspace]`

  test.each<[string, string | undefined]>([
    ['/w/flows/a.json', 'a.json'],
    ['/w/b.yaml', 'b.yaml'],
    ['/far/c.json', 'c.json'],
    ['/w/d.json', undefined],
    ['/w/e.txt', undefined],
    ['/w/f.asl.json', undefined],
    ['/w/template.json', undefined],
  ])('%s is offered: %s', async (open, name) => {
    await start({ files, open })
    expect(seen()).toEqual(name === undefined ? [] : [offer(name)])
    // once
    await look(open)
    expect(seen()).toEqual([])
    // and the same in an editor that is opened later
    await start({ files })
    await look(open)
    expect(seen()).toEqual(name === undefined ? [] : [offer(name)])
  })

  test.each<[string, string, object | undefined]>([
    ['/w/flows/a.json', 'asl', { '**/flows/a.json': 'asl' }],
    ['/w/b.yaml', 'asl-yaml', { '**/b.yaml': 'asl-yaml' }],
    ['/far/c.json', 'asl', undefined],
  ])('%s is treated as %s, and the workspace remembers %j', async (open, language, associations) => {
    await start({ files })
    editor.presses.add('Yes')
    await look(open)
    expect([editor.active!.document.languageId, editor.settings.get('files.associations')]).toEqual([language, associations])
  })

  test('stands beside what the workspace has already', async () => {
    await start({ files, settings: { 'files.associations': { '*.x': 'y' } } })
    editor.presses.add('Yes')
    await look('/w/b.yaml')
    expect(editor.settings.get('files.associations')).toEqual({ '*.x': 'y', '**/b.yaml': 'asl-yaml' })
  })

  test('is left alone where the person says never', async () => {
    await start({ files })
    editor.presses.add('Never in This Workspace')
    await look('/w/b.yaml')
    await look('/w/flows/a.json')
    await settled()
    expect(seen()).toEqual([offer('b.yaml')])
    expect([editor.active!.document.languageId, editor.settings.get('files.associations')]).toEqual(['json', undefined])
  })
})

describe('the page of a rule', () => {
  const pages = ['README', 'NO_DOLLAR', 'A_RULE'].map((code) => [`/extension/docs/rules/${code}.md`, ''])
  const files: Readonly<Record<string, string>> = { ...Object.fromEntries(pages), '/w/a.asl.json': '{\n\n\n}' }
  const shown = (code: string) => `command markdown.showPreview {"scheme":"file","path":"/extension/docs/rules/${code}.md"}`
  const problem = (code: unknown, from: number, to: number) => ({ code, range: { start: { line: from }, end: { line: to } } })

  test('of a code', async () => {
    await start({ files })
    await run('showRule', 'NO_DOLLAR')
    await run('showRule', 'README')
    expect(seen()).toEqual([shown('NO_DOLLAR'), 'error: There is no rule README. [Show Output]'])
  })

  test('of one that is picked', async () => {
    await start({ files })
    editor.says = ['A_RULE']
    await run('showRule', 5)
    await run('showRule')
    expect(seen()).toEqual(['pick : A_RULE | NO_DOLLAR', shown('A_RULE'), 'pick : A_RULE | NO_DOLLAR'])
  })

  test.each<[unknown[], string | undefined]>([
    [[problem('NO_DOLLAR', 1, 2)], 'NO_DOLLAR'],
    [[problem({ value: 'NO_DOLLAR' }, 2, 3)], 'NO_DOLLAR'],
    [[problem(7, 2, 2), problem('OTHER', 2, 2), problem('A_RULE', 0, 5)], 'A_RULE'],
    [[problem('A_RULE', 0, 1)], undefined],
    [[problem('A_RULE', 3, 3)], undefined],
    [[], undefined],
  ])('of the problem at the cursor: %j gives %s', async (problems, code) => {
    await start({ files, open: '/w/a.asl.json' })
    editor.active!.selection = new Selection(2, 0, 2, 0)
    editor.diagnostics.set('/w/a.asl.json', problems)
    await run('showRule')
    expect(seen()).toEqual([code === undefined ? 'pick : A_RULE | NO_DOLLAR' : shown(code)])
  })
})

test('an extension that is deactivated hears nothing any more, and offers nothing', async () => {
  await start({ files: { '/w/a.asl.json': '{}' }, open: '/w/a.asl.json' })
  const listeners = () => Object.entries(editor.events).filter(([, { size }]) => size > 0)
  expect([listeners().length > 5, editor.registered > 10]).toEqual([true, true])
  await stop()
  expect([listeners(), editor.registered]).toEqual([[], 0])
  expect(seen()).toEqual(['the language server ends'])
})

test('a failure is told once and logged, and a press shows the log', async () => {
  await start()
  await run('showOutput')
  await run('openExample')
  expect(seen()).toEqual(['shows the output', 'error: There is no folder /extension/examples/order-processing [Show Output]'])
  expect(editor.log[0]).toMatch(/^stepthrough\.openExample: Error: There is no folder .*\n +at /)
})
