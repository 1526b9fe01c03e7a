const assert = require('node:assert/strict')
const { example, id, open, until, vscode } = require('./support.cjs')

/** The bundles of the extension that this extension host has read. */
const loaded = () => Object.keys(require.cache).flatMap((file) => /stepthrough[^/\\]*[/\\]dist[/\\](.*)$/.exec(file)?.[1] ?? [])

describe('activation', () => {
  it('loads the extension alone; the language client comes with the first definition', async () => {
    const extension = vscode.extensions.getExtension(id)
    assert.ok(extension, 'the VSIX is installed')
    await extension.activate()
    assert.deepEqual(loaded(), ['extension.js'])
    await open(example('hello-world', 'hello-world.asl.json'))
    await until(vscode.languages.onDidChangeDiagnostics, () => loaded().includes('languageClient.js') || undefined, 'the language client')
    assert.deepEqual(loaded().sort(), ['extension.js', 'languageClient.js'])
  })

  it('registers every command of the manifest', async () => {
    const { contributes } = vscode.extensions.getExtension(id).packageJSON
    const known = new Set(await vscode.commands.getCommands(true))
    const missing = contributes.commands.map(({ command }) => command).filter((command) => !known.has(command))
    assert.deepEqual(missing, [])
  })

  it('gives the files the language ids of the AWS Toolkit', async () => {
    const languages = {}
    for (const file of ['hello-world/hello-world.asl.json', 'user-onboarding/user-onboarding.asl.yaml']) {
      languages[file] = (await vscode.workspace.openTextDocument(example(file))).languageId
    }
    assert.deepEqual(Object.values(languages), ['asl', 'asl-yaml'])
  })
})
