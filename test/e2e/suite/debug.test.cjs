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
  let id
  const started = vscode.debug.onDidStartDebugSession((session) => (id = session.id))
  const ended = once(vscode.debug.onDidTerminateDebugSession, (session) => session.id === id)
  assert.equal(await start(config, options), true)
  await ended
  started.dispose()
  await vscode.commands.executeCommand('stepthrough.exportHistory')
  return JSON.parse(vscode.window.activeTextEditor.document.getText()).events
}

describe('debugging', () => {
  afterEach(async () => {
    const session = vscode.debug.activeDebugSession
    if (session) {
      const ended = once(vscode.debug.onDidTerminateDebugSession, ({ id }) => id === session.id)
      await vscode.debug.stopDebugging(session)
      await ended
    }
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints)
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
  })

  it('runs the order example to its end, with the history of AWS', async () => {
    const events = await historyOf(order())
    assert.equal(events[0].type, 'ExecutionStarted')
    assert.equal(events.at(-1).type, 'ExecutionSucceeded')
    assert.deepEqual(
      events.filter(({ type }) => type === 'TaskStateEntered').map((event) => event.stateEnteredEventDetails.name),
      ['CreateOrder', 'ProcessPayment', 'UpdateInventory', 'SendConfirmationEmail', 'SaveOrder', 'QueueShipment', 'AnnounceOrder'],
    )
  })

  it('stops at a breakpoint, with the payload in its scopes, and steps', async () => {
    const document = await vscode.workspace.openTextDocument(program())
    const line = document.positionAt(document.getText().indexOf('"ProcessPayment": {')).line
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(new vscode.Location(document.uri, new vscode.Position(line, 0)))])
    assert.equal(await start(order()), true)
    const frame = await until(
      vscode.debug.onDidChangeActiveStackItem,
      () => vscode.debug.activeStackItem?.frameId !== undefined && vscode.debug.activeStackItem,
      'stopped',
    )
    const session = vscode.debug.activeDebugSession
    const { stackFrames } = await session.customRequest('stackTrace', { threadId: frame.threadId })
    assert.equal(stackFrames[0].name, 'ProcessPayment')
    assert.equal(stackFrames[0].line, line + 1)
    const { scopes } = await session.customRequest('scopes', { frameId: stackFrames[0].id })
    assert.deepEqual(
      scopes.map(({ name }) => name).filter((name) => ['Input', 'Output', 'Context'].includes(name)),
      ['Input', 'Output', 'Context'],
    )
    const { result } = await session.customRequest('evaluate', {
      expression: '$.order.total',
      frameId: stackFrames[0].id,
      context: 'watch',
    })
    assert.equal(result, '41.97')
  })

  const launch = vscode.workspace.getConfiguration('launch', vscode.workspace.workspaceFolders[0].uri).get('configurations')
  for (const { name } of launch.filter(({ type, unmocked }) => type === 'asl' && unmocked !== 'prompt')) {
    it(`runs the launch configuration "${name}" of the examples to its end`, async () => {
      // By its name, as F5 does: VS Code resolves the variables.
      const events = await historyOf(name)
      assert.match(events.at(-1).type, /^Execution(Succeeded|Failed)$/)
    })
  }

  it('stops in a YAML definition', async () => {
    const uri = example('user-onboarding', 'user-onboarding.asl.yaml')
    const config = {
      ...order(),
      program: uri.fsPath,
      inputFile: example('user-onboarding', 'user-onboarding.input.json').fsPath,
      mockConfig: undefined,
      testCase: undefined,
      stopOnEntry: true,
    }
    assert.equal(await start(config), true)
    const frame = await until(
      vscode.debug.onDidChangeActiveStackItem,
      () => vscode.debug.activeStackItem?.frameId !== undefined && vscode.debug.activeStackItem,
      'stopped',
    )
    const { stackFrames } = await vscode.debug.activeDebugSession.customRequest('stackTrace', { threadId: frame.threadId })
    const document = await vscode.workspace.openTextDocument(uri)
    assert.match(document.lineAt(stackFrames[0].line - 1).text, new RegExp(`${stackFrames[0].name}:`))
  })

  for (const [what, wrong, message] of [
    ['a definition', { program: '/no/such/file.asl.json' }, undefined],
    ['a mock file', { mockConfig: '/no/such/mock.json' }, /mock file .*mock\.json.* no such file/],
    ['a test case', { testCase: 'NoSuchCase' }, /no test case "NoSuchCase".*"HappyPath"/],
    ['an input file', { inputFile: '/no/such/input.json' }, /input file .*input\.json.* no such file/],
  ]) {
    it(`does not start without ${what}, and says so`, async () => {
      // VS Code shows what the adapter says in a dialog, which a test run turns into an error.
      const said = await start(order(wrong)).catch((error) => error.message)
      if (message) assert.match(String(said), message)
      else assert.equal(said, false)
      assert.equal(vscode.debug.activeDebugSession, undefined)
    })
  }
})
