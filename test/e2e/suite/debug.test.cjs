const assert = require('node:assert/strict')
const { example, once, until, vscode } = require('./support.cjs')

const program = () => example('order-processing', 'order-processing.asl.json').fsPath
const order = (more) => ({
  type: 'asl',
  request: 'launch',
  name: 'Order',
  program: program(),
  inputFile: example('order-processing', 'order-processing.input.json').fsPath,
  mockConfig: example('order-processing', 'MockConfigFile.json').fsPath,
  testCase: 'HappyPath',
  ...more,
})
const start = (config, options) => vscode.debug.startDebugging(vscode.workspace.workspaceFolders[0], config, options)

/** Runs to the end and gives the history, as the command exports it. */
async function historyOf(config, options = { noDebug: true }) {
  const ended = once(vscode.debug.onDidTerminateDebugSession, ({ type }) => type === 'asl')
  assert.equal(await start(config, options), true)
  await ended
  await vscode.commands.executeCommand('stepthrough.exportHistory')
  return JSON.parse(vscode.window.activeTextEditor.document.getText()).events
}

describe('debugging', () => {
  afterEach(async () => {
    await vscode.debug.stopDebugging()
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints)
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
  })

  it('runs the order example to its end, with the history of AWS', async () => {
    const events = await historyOf(order())
    assert.equal(events[0].type, 'ExecutionStarted')
    assert.equal(events.at(-1).type, 'ExecutionSucceeded')
    assert.deepEqual(
      events.filter(({ type }) => type === 'TaskStateEntered').map((event) => event.stateEnteredEventDetails.name),
      ['CreateOrder', 'ProcessPayment', 'UpdateInventory', 'SendConfirmationEmail'],
    )
  })

  it('stops at a breakpoint, with the payload in its scopes, and steps', async () => {
    const document = await vscode.workspace.openTextDocument(program())
    const line = document.positionAt(document.getText().indexOf('"ProcessPayment": {')).line
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(new vscode.Location(document.uri, new vscode.Position(line, 0)))])
    assert.equal(await start(order()), true)
    const frame = await until(vscode.debug.onDidChangeActiveStackItem, () => vscode.debug.activeStackItem?.frameId !== undefined && vscode.debug.activeStackItem, 'stopped')
    const session = vscode.debug.activeDebugSession
    const { stackFrames } = await session.customRequest('stackTrace', { threadId: frame.threadId })
    assert.equal(stackFrames[0].name, 'ProcessPayment')
    assert.equal(stackFrames[0].line, line + 1)
    const { scopes } = await session.customRequest('scopes', { frameId: stackFrames[0].id })
    assert.deepEqual(
      scopes.map(({ name }) => name).filter((name) => ['Input', 'Output', 'Variables', 'Context'].includes(name)),
      ['Input', 'Output', 'Variables', 'Context'],
    )
    const { result } = await session.customRequest('evaluate', { expression: '$.order.total', frameId: stackFrames[0].id, context: 'watch' })
    assert.equal(result, '41.97')
  })
})
