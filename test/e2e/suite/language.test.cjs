const assert = require('node:assert/strict')
const { diagnostics, example, open, replace, vscode } = require('./support.cjs')

const order = () => example('order-processing', 'order-processing.asl.json')
const yaml = () => example('user-onboarding', 'user-onboarding.asl.yaml')
const ask = (command, ...args) => vscode.commands.executeCommand(`vscode.${command}`, ...args)
const texts = (document, range) => document.getText(range)
const revert = async () => {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
}

describe('the language server in the editor', () => {
  afterEach(revert)

  it('finds nothing wrong in the examples', async () => {
    for (const uri of await vscode.workspace.findFiles('**/*.{asl.json,asl.yaml,asl.test.json,asl.test.yaml}')) {
      await open(uri)
      // A symbol answer comes from the server after it has read the document.
      await ask('executeDocumentSymbolProvider', uri)
      const found = vscode.languages.getDiagnostics(uri).filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning)
      assert.deepEqual(
        found.map(({ message }) => message),
        [],
        uri.fsPath,
      )
    }
  })

  it('marks a target that is not there, within its quotes', async () => {
    const editor = await open(order())
    const range = await replace(editor, '"Next": "ProcessPayment"', '"Next": "ProcessPaymant"')
    const found = await diagnostics(order(), (all) => all.some(({ message }) => message.includes('ProcessPaymant')), 'the diagnostic')
    const one = found.find(({ message }) => message.includes('ProcessPaymant'))
    assert.equal(texts(editor.document, one.range), 'ProcessPaymant')
    assert.ok(range.contains(one.range))
    const page = typeof one.code === 'object' ? one.code.target : undefined
    assert.match(String(page), /docs\/rules\/\w+\.md$/)
    assert.ok((await vscode.workspace.fs.stat(page)).size > 100)
  })

  for (const [language, uri] of [
    ['JSON', order],
    ['YAML', yaml],
  ]) {
    it(`completes, finds and names states in ${language}`, async () => {
      const { document } = await open(uri())
      const match = /Next"?: *"?(\w+)/.exec(document.getText())
      const at = document.positionAt(match.index + match[0].length - 1)
      const { items } = await ask('executeCompletionItemProvider', document.uri, at)
      assert.ok(items.some(({ label }) => (label.label ?? label) === match[1]))
      const [definition] = await ask('executeDefinitionProvider', document.uri, at)
      const target = definition.targetSelectionRange ?? definition.range
      assert.equal(texts(document, target).replaceAll('"', ''), match[1])
      const references = await ask('executeReferenceProvider', document.uri, at)
      assert.ok(references.length >= 2)
      const [hover] = await ask('executeHoverProvider', document.uri, at)
      assert.match(hover.contents.map((part) => part.value ?? part).join('\n'), new RegExp(match[1]))
      const symbols = await ask('executeDocumentSymbolProvider', document.uri)
      const names = (all) => all.flatMap(({ name, children }) => [name, ...names(children)])
      assert.ok(names(symbols).includes(match[1]))
      const edit = await ask('executeDocumentRenameProvider', document.uri, at, 'Renamed')
      assert.ok(edit.get(document.uri).length >= 2)
    })
  }

  for (const [language, folder, ending] of [
    ['JSON', 'order-processing', 'json'],
    ['YAML', 'user-onboarding', 'yaml'],
  ]) {
    it(`knows what a test file in ${language} names`, async () => {
      const definition = example(folder, `${folder}.asl.${ending}`)
      const editor = await open(example(folder, `${folder}.asl.test.${ending}`))
      const { document } = editor
      const match = /"?path"?: *\[\s*"?(\w+)/.exec(document.getText()) ?? /path:\s*- (\w+)/.exec(document.getText())
      const offset = match.index + match[0].length - 1
      const at = document.positionAt(offset)
      const { items } = await ask('executeCompletionItemProvider', document.uri, at)
      assert.ok(items.some(({ label }) => (label.label ?? label) === match[1]))
      const [place] = await ask('executeDefinitionProvider', document.uri, at)
      assert.equal((place.targetUri ?? place.uri).toString(), definition.toString())
      const edit = await ask('executeDocumentRenameProvider', document.uri, at, 'Renamed')
      assert.ok(edit.get(document.uri).length >= 1 && edit.get(definition).length >= 1)
      const symbols = await ask('executeDocumentSymbolProvider', document.uri)
      assert.ok(symbols.length >= 1)
      await editor.edit((change) => change.insert(document.positionAt(offset + 1), 'x'))
      // the definition may be open with changes of its own, of which other diagnostics tell
      const isUnknown = ({ source, code }) => source === 'stepthrough' && (code.value ?? code) === 'TEST_UNKNOWN_STATE'
      const found = await diagnostics(document.uri, (all) => all.some(isUnknown), 'the diagnostic')
      assert.deepEqual(
        found.filter(isUnknown).map(({ range }) => document.getText(range).replaceAll('"', '')),
        [`${match[1]}x`],
      )
    })
  }

  it('gives each state machine its Run and Debug', async () => {
    const { document } = await open(order())
    const lenses = (await ask('executeCodeLensProvider', document.uri, 100)).filter(({ command }) =>
      command?.command.startsWith('stepthrough.'),
    )
    assert.deepEqual(
      lenses.map(({ command }) => command.title).filter((title) => ['Run', 'Debug'].includes(title)),
      ['Run', 'Debug'],
    )
    assert.match(document.lineAt(lenses[0].range.start.line).text, /StartAt/)
  })

  it('answers again after it is restarted', async () => {
    const { document } = await open(order())
    await vscode.commands.executeCommand('stepthrough.restartServer')
    const symbols = await ask('executeDocumentSymbolProvider', document.uri)
    assert.ok(symbols.length > 0)
  })

  it('formats a document', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'asl',
      content: '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}',
    })
    await vscode.window.showTextDocument(document)
    const edits = await ask('executeFormatDocumentProvider', document.uri, { tabSize: 2, insertSpaces: true })
    assert.ok(edits?.length)
  })
})
