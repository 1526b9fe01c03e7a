import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Client, type Diagnostics } from './client'

const uri = 'file:///project/orders.asl.json'
const orders = `{
  "StartAt": "Create",
  "States": {
    "Create": { "Type": "Pass", "Next": "Pay" },
    "Pay": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "pay" }, "End": true }
  }
}
`
const at = (line: number, character: number) => ({ position: { line, character } })
const codes = ({ diagnostics }: Diagnostics) => diagnostics.map((each) => each.code)

describe('a client that announces nothing', () => {
  let client: Client
  beforeAll(async () => {
    client = await Client.start()
    await client.open(uri, 'asl', orders)
  })
  afterAll(async () => {
    expect(await client.stop()).toBe(0)
  })

  test('is told what the server can do, and that positions are UTF-16', () => {
    expect(client.initialized.capabilities).toMatchObject({
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: 2 },
      hoverProvider: true,
      definitionProvider: true,
      renameProvider: { prepareProvider: true },
      callHierarchyProvider: true,
    })
  })

  test('goes to the definition of a state: a plain Location', async () => {
    expect(await client.request('textDocument/definition', uri, at(3, 42))).toEqual([
      { uri, range: { start: { line: 4, character: 5 }, end: { line: 4, character: 8 } } },
    ])
  })

  test('says what a debugger evaluates at a position, in a block of YAML too', async () => {
    const yaml = 'file:///project/evaluated.asl.yaml'
    const output = '      {% $sum(\n        $states.input.items.price\n      ) %}'
    const text = `QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Type: Pass\n    Output: |-\n${output}\n    End: true\n`
    await client.open(yaml, 'asl-yaml', text)
    const ask = (line: number, character: number) =>
      client.connection.sendRequest('stepthrough/expression', { textDocument: { uri: yaml }, ...at(line, character) })
    expect(await ask(7, 20)).toEqual({
      range: { start: { line: 7, character: 8 }, end: { line: 7, character: 33 } },
      expression: '$states.input.items.price',
    })
    expect(await ask(6, 12)).toMatchObject({ expression: '{% $sum(\n  $states.input.items.price\n) %}' })
    expect(await ask(4, 12)).toBeNull()
    await expect(client.connection.sendRequest('stepthrough/expression', { textDocument: { uri: yaml } })).rejects.toThrow(/position/)
  })

  test('says what the condition of a breakpoint on a line can begin with', async () => {
    const ask = (params: object) => client.connection.sendRequest<{ label: string }[]>('stepthrough/conditionStarts', params)
    const found = await ask({ textDocument: { uri }, ...at(3, 1) })
    expect(found.map(({ label }) => label)).toEqual(expect.arrayContaining(['$$.State.Name', '$', '$states']))
    await expect(ask({ textDocument: { uri } })).rejects.toThrow(/position/)
  })

  test('gets the outline as a flat list', async () => {
    const symbols = await client.request<{ name: string; location: unknown }[]>('textDocument/documentSymbol', uri)
    expect(symbols.map((symbol) => symbol.name)).toEqual(['Create', 'Pay'])
    expect(symbols.every((symbol) => 'location' in symbol)).toBe(true)
  })

  test('gets completion without snippets, and hover as plain text', async () => {
    const items = await client.request<{ label: string; insertTextFormat: number; textEdit: { newText: string } }[]>(
      'textDocument/completion',
      uri,
      at(3, 42),
    )
    expect(items.map((item) => item.label)).toEqual(expect.arrayContaining(['Create', 'Pay']))
    expect(items.every((item) => item.insertTextFormat === 1 && !item.textEdit.newText.includes('${'))).toBe(true)
    expect(await client.request('textDocument/hover', uri, at(3, 17))).toMatchObject({ contents: { kind: 'plaintext' } })
  })

  test('gets problems without the members that it did not ask for', async () => {
    await client.open('file:///project/broken.asl.json', 'asl', orders.replace('"Next": "Pay"', '"Next": "Pya"'))
    const { diagnostics } = await client.problems('file:///project/broken.asl.json')
    expect(diagnostics.map((each) => each.code)).toContain('MISSING_TRANSITION_TARGET')
    for (const each of diagnostics)
      for (const member of ['tags', 'data', 'codeDescription', 'relatedInformation']) expect(each).not.toHaveProperty(member)
  })

  test('renames by plain changes, and is told why a name cannot be taken', async () => {
    expect(await client.request('textDocument/rename', uri, { ...at(3, 42), newName: 'Charge' })).toEqual({
      changes: {
        [uri]: [
          { range: { start: { line: 3, character: 41 }, end: { line: 3, character: 44 } }, newText: 'Charge' },
          { range: { start: { line: 4, character: 5 }, end: { line: 4, character: 8 } }, newText: 'Charge' },
        ],
      },
    })
    await expect(client.request('textDocument/rename', uri, { ...at(3, 42), newName: 'Create' })).rejects.toThrow(
      'There is already a state "Create".',
    )
  })

  test('every request that is announced answers, at every place of a broken text too', async () => {
    const broken = 'file:///project/typing.asl.json'
    const text = '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": '
    await client.open(broken, 'asl', text)
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: text.length } }
    for (const method of ['foldingRange', 'documentSymbol', 'semanticTokens/full', 'codeLens', 'documentLink', 'formatting'])
      await client.request(`textDocument/${method}`, broken, { options: { tabSize: 2, insertSpaces: true } })
    await client.request('textDocument/inlayHint', broken, { range })
    for (let character = 0; character <= text.length; character += 3)
      for (const method of [
        'completion',
        'hover',
        'definition',
        'references',
        'documentHighlight',
        'prepareRename',
        'signatureHelp',
        'prepareCallHierarchy',
      ])
        await client.request(`textDocument/${method}`, broken, { ...at(0, character), context: { includeDeclaration: true } })
    expect(client.logged).toEqual([])
  })

  test('a document that is not open is nothing', async () => {
    expect(await client.request('textDocument/hover', 'file:///nowhere.asl.json', at(0, 0))).toBeNull()
  })
})

describe('text', () => {
  test('changes in ranges, one after the other, give what a fresh open gives', async () => {
    const client = await Client.start()
    await client.open(uri, 'asl', orders)
    await client.change(
      uri,
      2,
      { range: { start: { line: 3, character: 41 }, end: { line: 3, character: 44 } }, text: 'Ship' },
      { range: { start: { line: 4, character: 5 }, end: { line: 4, character: 8 } }, text: 'Ship' },
    )
    expect(codes(await client.problems(uri, 2))).toEqual([])
    await client.change(uri, 3, { text: orders.replace('"Next": "Pay"', '"Next": "Pya"') })
    const typed = await client.problems(uri, 3)
    const other = 'file:///project/other.asl.json'
    await client.open(other, 'asl', orders.replace('"Next": "Pay"', '"Next": "Pya"'))
    expect((await client.problems(other)).diagnostics).toEqual(typed.diagnostics)
    await client.stop()
  })

  test('positions are counted as the client counts: in UTF-8 bytes where it knows nothing else', async () => {
    const text = '{ "StartAt": "Größe 😀", "States": { "Größe 😀": { "Type": "Pass", "End": true } } }'
    const answers: Record<string, unknown> = {}
    for (const encoding of ['utf-8', 'utf-16', 'utf-32']) {
      const client = await Client.start({ capabilities: { general: { positionEncodings: [encoding] } } })
      await client.open(uri, 'asl', text)
      await client.change(uri, 2, { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }, text: '{' })
      const [found] = await client.request<{ range: { start: { character: number }; end: { character: number } } }[]>(
        'textDocument/definition',
        uri,
        at(0, 15),
      )
      answers[encoding] = [client.initialized.capabilities.positionEncoding, found?.range.start.character, found?.range.end.character]
      await client.stop()
    }
    expect(answers).toEqual({ 'utf-8': ['utf-8', 42, 54], 'utf-16': ['utf-16', 38, 46], 'utf-32': ['utf-32', 37, 44] })
  })
})

describe("VS Code's own commands", () => {
  const used = { start: { line: 3, character: 40 }, end: { line: 3, character: 45 } }
  const typing = orders.replace(', "Next": "Pay"', ', "N"')

  test.each([
    [{}, '', undefined],
    [{ editorCommands: true }, 'stepthrough.showReferences', 'editor.action.triggerSuggest'],
  ])('a client with %j', async (initializationOptions, lensCommand, itemCommand) => {
    const client = await Client.start({ initializationOptions })
    await client.open(uri, 'asl', orders)
    const lenses = await client.request<{ range: { start: { line: number } }; command: { command: string; arguments?: unknown } }[]>(
      'textDocument/codeLens',
      uri,
    )
    const lens = lenses.find(({ range }) => range.start.line === 4)
    expect(lens?.command.command).toBe(lensCommand)
    if (lensCommand !== '') expect(lens?.command.arguments).toEqual([uri, { line: 4, character: 4 }, [{ uri, range: used }]])
    const other = 'file:///project/typing.asl.json'
    await client.open(other, 'asl', typing)
    const items = await client.request<{ label: string; command?: { command: string } }[]>('textDocument/completion', other, at(3, 33))
    expect(items.find(({ label }) => label === 'Next')?.command?.command).toBe(itemCommand)
    await client.stop()
  })
})

describe('settings', () => {
  const text = orders.replace('"Next": "Pay"', '"Next": "Pya"')

  test('come with the initialization, and from a client without workspace/configuration by a notification', async () => {
    const client = await Client.start({ initializationOptions: { rules: { MISSING_TRANSITION_TARGET: 'off' } } })
    await client.open(uri, 'asl', text)
    expect(codes(await client.problems(uri))).not.toContain('MISSING_TRANSITION_TARGET')
    const next = client.nextProblems(uri)
    await client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { stepthrough: { rules: { MISSING_TRANSITION_TARGET: 'hint', NO_SUCH: 7 } } },
    })
    const { diagnostics } = await next
    expect(diagnostics.find((each) => each.code === 'MISSING_TRANSITION_TARGET')?.severity).toBe(4)
    await client.stop()
  })

  test('are asked for where the client can be asked', async () => {
    const client = await Client.start(
      { capabilities: { workspace: { configuration: true } } },
      { 'workspace/configuration': () => [{ rules: { MISSING_TRANSITION_TARGET: 'warning' } }] },
    )
    await client.open(uri, 'asl', text)
    const { diagnostics } = await client.problems(uri)
    expect(diagnostics.find((each) => each.code === 'MISSING_TRANSITION_TARGET')?.severity).toBe(2)
    await client.stop()
  })
})

describe('a client that can do more', () => {
  const capabilities = {
    textDocument: {
      publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] }, codeDescriptionSupport: true, dataSupport: true },
      definition: { linkSupport: true },
      documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
      hover: { contentFormat: ['markdown'] },
    },
  }

  test('gets related places, data, links and a tree', async () => {
    const client = await Client.start({ capabilities })
    const twice = orders.replace('"Pay": {', '"Create": {')
    await client.open(uri, 'asl', twice)
    const { diagnostics } = await client.problems(uri)
    expect(diagnostics.find((each) => each.code === 'DUPLICATE_STATE_NAME')).toMatchObject({
      source: 'stepthrough',
      relatedInformation: [{ location: { uri, range: { start: { line: 3 } } } }],
    })
    expect(await client.request('textDocument/definition', uri, at(1, 15))).toMatchObject([
      { targetUri: uri, originSelectionRange: { start: { line: 1, character: 14 }, end: { line: 1, character: 20 } } },
      { targetUri: uri },
    ])
    expect(await client.request('textDocument/documentSymbol', uri)).toMatchObject([
      { name: 'Create', detail: 'Pass' },
      { name: 'Create', detail: 'Task' },
    ])
    await client.stop()
  })

  test('every feature answers in its LSP shape', async () => {
    const client = await Client.start({
      capabilities: {
        textDocument: { ...capabilities.textDocument, codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
      },
    })
    const text = `{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Pass", "Parameters": { "x.$": "States.Format('{}', $.y)" }, "Next": "Bee" },
    "Be": { "Type": "Succeed" }
  }
}
`
    await client.open(uri, 'asl', text)
    const whole = { start: { line: 0, character: 0 }, end: { line: 7, character: 0 } }
    const options = { tabSize: 4, insertSpaces: true }
    const answers: readonly [string, object, unknown][] = [
      ['hover', at(3, 12), { contents: { kind: 'markdown' }, range: {} }],
      [
        'signatureHelp',
        at(3, 66),
        { signatures: [{ label: expect.stringContaining('States.Format'), parameters: [{}, {}] }], activeSignature: 0 },
      ],
      ['documentHighlight', at(1, 15), [{ kind: 2 }, { kind: 3 }]],
      [
        'foldingRange',
        {},
        [
          { startLine: 0, endLine: 5 },
          { startLine: 2, endLine: 4 },
        ],
      ],
      [
        'selectionRange',
        { positions: [{ line: 1, character: 15 }] },
        [{ range: { start: { character: 14 } }, parent: { range: { start: { character: 13 } } } }],
      ],
      ['codeLens', {}, [{ command: { title: '1 reference', command: '' } }, { command: { title: 'no references' } }]],
      ['formatting', { options }, expect.arrayContaining([{ range: expect.anything(), newText: expect.stringContaining('    ') }])],
      [
        'rangeFormatting',
        { options, range: { start: { line: 4, character: 0 }, end: { line: 5, character: 0 } } },
        expect.arrayContaining([expect.anything()]),
      ],
      ['onTypeFormatting', { options, ch: '}', position: { line: 4, character: 31 } }, expect.arrayContaining([expect.anything()])],
      ['semanticTokens/full', {}, { data: expect.arrayContaining([3]) }],
      ['prepareCallHierarchy', at(1, 15), [{ name: 'A', detail: 'Pass', uri }]],
      [
        'codeAction',
        { range: { start: { line: 3, character: 90 }, end: { line: 3, character: 90 } }, context: { diagnostics: [] } },
        expect.arrayContaining([expect.objectContaining({ kind: 'quickfix', edit: { changes: { [uri]: expect.anything() } } })]),
      ],
    ]
    for (const [method, params, expected] of answers) {
      expect({ [method]: await client.request(`textDocument/${method}`, uri, params as Readonly<Record<string, unknown>>) }).toMatchObject({
        [method]: expected,
      })
    }
    const [item] = await client.request<object[]>('textDocument/prepareCallHierarchy', uri, at(1, 15))
    expect(await client.connection.sendRequest('callHierarchy/incomingCalls', { item })).toMatchObject([
      { from: { name: 'StartAt' }, fromRanges: [{}] },
    ])
    expect(await client.connection.sendRequest('callHierarchy/outgoingCalls', { item })).toEqual([])
    expect(await client.connection.sendRequest('stepthrough/definitions', { textDocument: { uri } })).toMatchObject([
      { name: null, startAt: { start: { line: 1, character: 2 } } },
    ])
    const template = 'file:///work/template.yaml'
    await client.open(
      template,
      'yaml',
      'Resources:\n  Flow:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      DefinitionUri: flow.asl.json\n',
    )
    expect(await client.connection.sendRequest('stepthrough/definitions', { textDocument: { uri: template } })).toEqual([
      { name: 'Flow', startAt: null, range: { start: { line: 4, character: 21 }, end: { line: 4, character: 34 } } },
    ])
    expect(await client.connection.sendRequest('stepthrough/graphs', { textDocument: { uri } })).toMatchObject({
      machines: [{ graph: { key: '[]', nodes: expect.arrayContaining([expect.objectContaining({ name: 'Bee', doubt: 'missing' })]) } }],
      files: [],
    })
    expect(await client.connection.sendRequest('stepthrough/graphs', { textDocument: { uri: template } })).toEqual({
      machines: [],
      files: [{ name: 'Flow', uri: 'file:///work/flow.asl.json' }],
    })
    const config = 'file:///work/stepthrough.json'
    const tasks = { textDocument: { uri }, config: { uri: config, text: '{ "functions": [] }' } }
    expect(await client.connection.sendRequest('stepthrough/configureTasks', tasks)).toEqual({
      error: 'stepthrough.json has errors: "functions" has to be an object.',
    })
    expect(
      await client.connection.sendRequest('stepthrough/configureTasks', { ...tasks, config: { uri: config, text: '' } }),
    ).toMatchObject({
      added: expect.any(Array),
    })
    await client.open(config, 'jsonc', '{ // who answers\n  "function": {}, "aws": { "services": {  } } }')
    expect(await client.problems(config)).toMatchObject({
      diagnostics: [{ code: 'CONFIG_UNKNOWN_MEMBER', severity: 1, range: { start: { line: 1, character: 2 } } }],
    })
    expect(await client.request('textDocument/completion', config, at(1, 41))).toEqual(
      expect.arrayContaining([expect.objectContaining({ label: 'sqs' })]),
    )
    for (const method of ['hover', 'definition', 'references', 'documentHighlight', 'documentSymbol', 'foldingRange', 'codeLens'])
      expect(
        await client.request(`textDocument/${method}`, config, { ...at(1, 4), context: { includeDeclaration: true } }),
        method,
      ).toSatisfy((answer) => answer === null || (Array.isArray(answer) && (method === 'foldingRange' || answer.length === 0)))
    expect(await client.request('textDocument/inlayHint', uri, { range: whole })).toBeInstanceOf(Array)
    expect(client.logged).toEqual([])
    await client.stop()
  })

  test('a code lens has the command that shows its references where the client says that it runs it', async () => {
    const client = await Client.start({ capabilities, initializationOptions: { editorCommands: true } })
    await client.open(uri, 'asl', orders)
    const [, lens] = await client.request<{ command: unknown }[]>('textDocument/codeLens', uri)
    expect(lens?.command).toEqual({
      title: '1 reference',
      command: 'stepthrough.showReferences',
      arguments: [uri, { line: 4, character: 4 }, [{ uri, range: { start: { line: 3, character: 40 }, end: { line: 3, character: 45 } } }]],
    })
    await client.stop()
  })

  test('documentation of an item comes when it is asked for', async () => {
    const client = await Client.start({ capabilities })
    await client.open(uri, 'asl', orders)
    const items = await client.request<{ label: string; data?: unknown }[]>('textDocument/completion', uri, at(3, 42))
    const item = items.find(({ label }) => label === 'Pay')
    expect(item).toHaveProperty('data')
    expect(await client.connection.sendRequest('completionItem/resolve', item)).toMatchObject({
      label: 'Pay',
      documentation: { kind: 'markdown', value: expect.stringContaining('Task') },
    })
    await client.stop()
  })
})

describe('many requests', () => {
  const big = (count: number) => {
    const states = Array.from({ length: count }, (_, i) => [
      `S${i}`,
      { Type: 'Pass', ...(i + 1 < count ? { Next: `S${i + 1}` } : { End: true }) },
    ])
    return JSON.stringify({ StartAt: 'S0', States: Object.fromEntries(states) }, null, 2)
  }

  test('one that is cancelled is answered as cancelled, and the others are not', async () => {
    const client = await Client.start()
    await client.open(uri, 'asl', big(3000))
    const { CancellationTokenSource } = await import('vscode-jsonrpc/node')
    const source = new CancellationTokenSource()
    const params = { textDocument: { uri }, ...at(1, 15), context: { includeDeclaration: true } }
    const first = client.connection.sendRequest('textDocument/references', params)
    const cancelled = client.connection.sendRequest('textDocument/references', params, source.token)
    source.cancel()
    await expect(cancelled).rejects.toMatchObject({ code: -32800 })
    expect(await first).toHaveLength(2)
    await client.stop()
  })

  test.each([
    ['textDocument/hover', { position: { line: 'x' } }],
    ['textDocument/rename', { position: { line: 0, character: 0 } }],
    ['textDocument/codeAction', { range: null, context: {} }],
    ['textDocument/selectionRange', { positions: [null] }],
    ['textDocument/formatting', {}],
    ['callHierarchy/incomingCalls', { item: { uri } }],
    ['textDocument/documentSymbol', { textDocument: null }],
  ])('%s with wrong parameters is answered so', async (method, params) => {
    const client = await Client.start()
    await client.open(uri, 'asl', orders)
    const sent = client.connection.sendRequest(method, { textDocument: { uri }, ...params })
    await expect(sent).rejects.toMatchObject({ code: -32602 })
    await client.stop()
  })

  test('a request that is nonsense fails alone, and the server goes on', async () => {
    const client = await Client.start()
    await client.open(uri, 'asl', orders)
    await expect(client.connection.sendRequest('textDocument/hover', { textDocument: { uri } })).rejects.toThrow()
    expect(client.isRunning).toBe(true)
    expect(await client.request('textDocument/hover', uri, at(3, 17))).not.toBeNull()
    await client.stop()
  })
})

describe('YAML and templates', () => {
  test('a YAML definition gets the same answers', async () => {
    const client = await Client.start()
    const yaml = 'file:///project/orders.asl.yaml'
    await client.open(yaml, 'asl-yaml', 'StartAt: Create\nStates:\n  Create:\n    Type: Pass\n    Next: Pya\n')
    expect(codes(await client.problems(yaml))).toContain('MISSING_TRANSITION_TARGET')
    expect(await client.request('textDocument/definition', yaml, at(0, 10))).toMatchObject([
      { range: { start: { line: 2, character: 2 } } },
    ])
    await client.stop()
  })

  test('a YAML file that has nothing to do with Step Functions is left alone', async () => {
    const client = await Client.start()
    const compose = 'file:///project/compose.yaml'
    await client.open(compose, 'yaml', 'services:\n  web: { image: nginx }\n')
    expect((await client.problems(compose)).diagnostics).toEqual([])
    await client.stop()
  })

  test('several files that could each say something about the others are open at once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stepthrough-lsp-'))
    const place = (name: string) => pathToFileURL(join(folder, name)).href
    const machine = '{ "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }'
    const texts = {
      'template.yaml':
        'Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties: { DefinitionUri: first.statemachine.json }\n',
      'other.template.yaml': 'Resources: {}\n',
      'MockConfigFile.json': '{ "StateMachines": {}, "MockedResponses": {} }',
      'first.statemachine.json': machine,
      'statemachine.second.json': machine,
    }
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text)
    const client = await Client.start({ workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'project' }] })
    for (const [name, text] of Object.entries(texts)) await client.open(place(name), name.endsWith('yaml') ? 'yaml' : 'json', text)
    for (const name of Object.keys(texts)) expect(await client.request('textDocument/documentSymbol', place(name))).toBeInstanceOf(Array)
    expect(client.logged).toEqual([])
    await client.stop()
  })

  test('a file that changes is a reason to check those documents again that it can be a part of', async () => {
    const client = await Client.start()
    const template = 'file:///project/template.yaml'
    await client.open(uri, 'asl', orders)
    await client.open(template, 'yaml', 'Resources: {}\n')
    await Promise.all([client.problems(uri), client.problems(template)])
    const before = client.publishedOf(uri)
    const again = client.nextProblems(template)
    const changed = { changes: [{ uri: 'file:///project/node_modules/x/package.json', type: 2 }] }
    for (let i = 0; i < 20; i++) await client.connection.sendNotification('workspace/didChangeWatchedFiles', changed)
    await again
    expect(client.publishedOf(uri)).toBe(before)
    await client.stop()
  })

  test('a definition is checked against the template of the workspace that refers to it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stepthrough@lsp-'))
    const template = [
      'Resources:',
      '  Machine:',
      '    Type: AWS::Serverless::StateMachine',
      '    Properties:',
      '      DefinitionUri: machine.asl.json',
      '      DefinitionSubstitutions:',
      '        QueueUrl: !Ref Queue',
      '        Unused: x',
      '',
    ].join('\n')
    const machine = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', Result: ['${QueueUrl}', '${Missing}'], End: true } } })
    writeFileSync(join(folder, 'template.yaml'), template)
    writeFileSync(join(folder, 'machine.asl.json'), machine)
    const place = (name: string) => pathToFileURL(join(folder, name)).href
    // VS Code escapes more than Node does.
    const file = (name: string) => place(name).replaceAll('@', '%40')
    const client = await Client.start({ workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'project' }] })
    await client.open(file('template.yaml'), 'yaml', template)
    const published = await client.problems(file('template.yaml'))
    expect(published.diagnostics).toMatchObject([{ code: 'UNUSED_SUBSTITUTION', range: { start: { line: 7, character: 8 } } }])
    await client.open(file('machine.asl.json'), 'asl', machine)
    expect(codes(await client.problems(file('machine.asl.json')))).toContain('UNDECLARED_SUBSTITUTION')
    expect(await client.request('textDocument/definition', file('machine.asl.json'), at(0, machine.indexOf('QueueUrl')))).toMatchObject([
      { uri: place('template.yaml'), range: { start: { line: 6, character: 8 }, end: { line: 6, character: 16 } } },
    ])
    const next = client.nextProblems(file('machine.asl.json'))
    await client.change(file('template.yaml'), 2, { text: template.replace('Unused', 'Missing') })
    expect(codes(await next)).not.toContain('UNDECLARED_SUBSTITUTION')
    expect((await client.problems(file('template.yaml'), 2)).diagnostics).toEqual([])
    expect(await client.request('textDocument/documentLink', file('template.yaml'))).toMatchObject([{ target: place('machine.asl.json') }])
    await client.stop()
  })
})

describe('test files', () => {
  const machine = JSON.stringify(
    {
      StartAt: 'Pay',
      States: { Pay: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Next: 'Done' }, Done: { Type: 'Succeed' } },
    },
    null,
    2,
  )
  const text = 'definition: order.asl.json\ncases:\n  - name: paid\n    expect:\n      visits:\n        Pya: 1\n      path: [Pay, Done]\n'
  const creating = { workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } } }
  const codeAction = { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } }

  /** A folder with a definition, and a client that has it open. */
  async function opened(capabilities: object = { textDocument: codeAction, ...creating }, more: object = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'stepthrough-lsp-'))
    const place = (name: string) => pathToFileURL(join(folder, name)).href
    writeFileSync(join(folder, 'order.asl.json'), machine)
    const client = await Client.start({ capabilities, ...more, workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'project' }] })
    await client.open(place('order.asl.json'), 'asl', machine)
    return { client, place, definition: place('order.asl.json'), file: place('order.asl.test.yaml') }
  }
  const titles = (found: unknown) => (found as { title: string }[]).map(({ title }) => title)
  const whole = (line: number, character: number) => ({
    range: { start: { line, character }, end: { line, character } },
    context: { diagnostics: [] },
  })

  test('are checked, completed and renamed with their definition', async () => {
    const { client, definition, file } = await opened()
    writeFileSync(fileURLToPath(file), text)
    await client.open(file, 'yaml', text)
    const { diagnostics } = await client.problems(file)
    expect(diagnostics).toMatchObject([
      { code: 'TEST_UNKNOWN_STATE', range: { start: { line: 5, character: 8 }, end: { line: 5, character: 11 } } },
    ])
    expect(titles(await client.request('textDocument/codeAction', file, whole(5, 9)))).toContain("Change to 'Pay'")
    const items = (await client.request('textDocument/completion', file, at(6, 13))) as { label: string }[]
    expect(items.map(({ label }) => label)).toContain('Pay')
    expect(await client.request('textDocument/hover', file, at(6, 14))).toMatchObject({
      contents: { value: expect.stringContaining('Pay') },
    })
    expect(await client.request('textDocument/prepareRename', file, at(6, 14))).toMatchObject({ placeholder: 'Pay' })
    const { changes } = (await client.request('textDocument/rename', file, { ...at(6, 14), newName: 'Charge' })) as { changes: object }
    expect(Object.keys(changes).sort()).toEqual([definition, file])
    expect(await client.request('textDocument/documentSymbol', file)).toMatchObject([{ name: 'paid' }])
    expect(await client.request('textDocument/documentLink', file)).toMatchObject([{ target: definition }])
    expect(client.logged).toEqual([])
    await client.stop()
  })

  test('are made at a state that has no test, by a client that can', async () => {
    const title = "Create a test case through 'Done'"
    const { client, definition, place } = await opened()
    const actions = (await client.request('textDocument/codeAction', definition, whole(8, 6))) as { title: string; edit: object }[]
    expect(actions.find((each) => each.title === title)?.edit).toMatchObject({
      documentChanges: [
        { kind: 'create', uri: place('order.asl.test.json') },
        {
          textDocument: { uri: place('order.asl.test.json'), version: null },
          edits: [{ newText: expect.stringContaining('"path": ["Pay", "Done"]') }],
        },
      ],
    })
    await client.stop()
    const opening = await opened(undefined, { initializationOptions: { editorCommands: true } })
    expect(await opening.client.request('textDocument/codeAction', opening.definition, whole(8, 6))).toContainEqual(
      expect.objectContaining({
        title,
        command: { title: 'Open', command: 'stepthrough.openFile', arguments: [opening.place('order.asl.test.json')] },
      }),
    )
    await opening.client.stop()
    const other = await opened({ textDocument: codeAction })
    expect(titles(await other.client.request('textDocument/codeAction', other.definition, whole(8, 6)))).not.toContain(title)
    await other.client.stop()
  })

  test('a run becomes a case', async () => {
    const { client, definition } = await opened()
    const event = { id: 1, type: 'ExecutionStarted', timestamp: 0, executionStartedEventDetails: { input: '{"total": 1}' } }
    const asked = { definition: 'order.asl.json', text: 'cases: []\n', format: 'yaml', name: 'mine', given: {}, events: [{ event }] }
    expect(await client.request('stepthrough/recordTest', definition, asked)).toEqual({
      edits: [{ offset: 6, length: 3, text: '\n  - name: mine\n    input:\n      total: 1' }],
    })
    expect(await client.request('stepthrough/recordTest', definition, { ...asked, text: '[' })).toMatchObject({
      problem: expect.stringContaining('YAML'),
    })
    await client.stop()
  })
})
