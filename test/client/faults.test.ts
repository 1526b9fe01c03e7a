import { describe, expect, test } from 'vitest'
import { editor, settled } from '../support/vscode/editor'
import { FakeSession, run, seen, start } from '../support/vscode/extension'

const order = '/w/order.asl.json'
const files = { [order]: '{\n  "States": {}\n}' }
const help = { state: 'Pay', skeleton: '{\n  "paid": true\n}', errors: [{ name: 'Declined', doc: 'handled here' }] }
const stack = { stackTrace: { stackFrames: [{ id: 44 }] } }

/** A session that stands, with a row of the Call Stack that is looked at. */
async function standing(answers: object = {}, item: object = { threadId: 2, frameId: 7 }): Promise<FakeSession> {
  await start({ files })
  const session = await new FakeSession('1', { program: order }, { stateHelp: help, ...stack, ...answers }).begin()
  await session.pass({ event: 'stopped' })
  editor.stackItem = { session, ...item }
  seen()
  return session
}

const injected = ({ requests }: FakeSession) => requests.filter(([name]) => name === 'stepthrough/inject').map(([, args]) => args)

describe('what is let happen to the state of a frame', () => {
  test.each<[string, string[], object | undefined]>([
    ['throwError', ['Declined', 'no money'], { kind: 'error', error: 'Declined', cause: 'no money' }],
    ['throwError', ['Declined', ''], { kind: 'error', error: 'Declined' }],
    ['throwError', [], undefined],
    ['timeOut', [], { kind: 'timeout' }],
    ['returnResult', ['{"paid":false}'], { kind: 'result', output: { paid: false } }],
    ['returnResult', [], undefined],
    ['exceedLimit', [], { kind: 'limit' }],
  ])('%s %j', async (command, says, fault) => {
    const session = await standing()
    editor.says = says
    await run(command)
    expect(injected(session)).toEqual(fault === undefined ? [] : [{ threadId: 2, frameId: 7, fault }])
  })

  test.each<[string, unknown[], object]>([
    ['a thread', [3, { sessionId: '1', threadId: 'thread:1:3' }], { threadId: 3 }],
    [
      'a frame',
      ['file:///w/order.asl.json', { sessionId: '1', threadId: 'thread:1:3', frameId: 'stackframe:thread:1:3:1:order.asl.json' }],
      { threadId: 3, frameId: 44 },
    ],
    ['what VS Code has named in another way', ['x', { threadId: 'odd' }], { threadId: 2, frameId: 7 }],
  ])('from the context menu of %s', async (_, args, place) => {
    const session = await standing()
    await run('timeOut', ...args)
    expect(injected(session)).toEqual([{ ...place, fault: { kind: 'timeout' } }])
  })

  test('from a row of a session that is not looked at: its own execution is meant', async () => {
    const session = await standing()
    const other = await new FakeSession('2', { program: order }, stack).begin()
    await other.pass({ event: 'stopped' })
    await run('timeOut', 3, { sessionId: '2', threadId: 'thread:2:3' })
    expect([injected(session), injected(other)]).toEqual([[], [{ threadId: 3, fault: { kind: 'timeout' } }]])
    await run('restartToHere', 3, { sessionId: '2', threadId: 'thread:2:3' })
    expect([session, other].map(({ requests }) => requests.some(([name]) => name === 'stepthrough/restartToHere'))).toEqual([false, true])
  })

  test("from a row of another debugger's session there is nothing", async () => {
    const session = await standing()
    await run('timeOut', 3, { sessionId: 'js', threadId: 'thread:js:2' })
    expect(injected(session)).toEqual([])
    expect(seen()).toEqual(['info: No state machine stands in the debugger: stop it at a state first.'])
  })

  test('what the adapter refuses is told', async () => {
    await standing({ inject: () => Promise.reject(new Error('Pay has failed: step back to before it has.')) })
    await run('exceedLimit')
    expect(seen()).toEqual(['error: Pay has failed: step back to before it has. [Show Output]'])
  })

  test.each([
    ['no row', undefined],
    ['that of another session', { session: { id: '9' }, threadId: 1 }],
  ])('with %s there is nothing', async (_, item) => {
    const session = await standing()
    editor.stackItem = item
    await run('timeOut')
    expect(injected(session)).toEqual([])
    expect(seen()).toEqual(['info: No state machine stands in the debugger: stop it at a state first.'])
  })
})

test('what a task has come to is saved into a mock file', async () => {
  const session = await standing({ recordResult: { edits: [{ offset: 0, length: 0, text: '{"saved": 1}' }], stateMachineName: 'order' } })
  editor.says = ['Mine']
  await run('saveResult')
  await settled()
  expect(session.requests.filter(([name]) => name === 'stepthrough/recordResult').map(([, args]) => args)).toEqual([
    { threadId: 2, frameId: 7, text: '', testCase: 'Mine', forState: false },
  ])
  expect(editor.files.get('/w/MockConfigFile.json')).toBe('{"saved": 1}')
})

describe('a run becomes a test case', () => {
  const record = async (answer: object) => {
    const asked: unknown[] = []
    const recordTest = (params: unknown) => {
      asked.push(params)
      return answer
    }
    await start({ files, server: { 'stepthrough/recordTest': recordTest } } as never)
    const session = await new FakeSession('1', { program: order, seed: 4, stateMachineName: 'OrderOfTheMocks' }, {}).begin()
    const event = { id: 1, previousEventId: 0, timestamp: '', type: 'ExecutionStarted' }
    await session.tell('history', { from: 0, events: [{ event, threadId: 1, threadName: 'Machine' }], status: 'SUCCEEDED' })
    await session.end()
    editor.says = ['a declined card ']
    seen()
    await run('saveTest')
    await settled()
    return asked
  }

  test('in the test file beside the definition', async () => {
    const asked = await record({ edits: [{ offset: 0, length: 0, text: '{"cases": []}' }] })
    expect(asked).toEqual([
      expect.objectContaining({
        definition: 'order.asl.json',
        text: '',
        name: 'a declined card',
        given: expect.objectContaining({ seed: 4 }),
      }),
    ])
    expect(asked[0]).not.toHaveProperty('stateMachineName')
    expect(editor.files.get('/w/order.asl.test.json')).toBe('{"cases": []}')
    expect(seen().at(-1)).toMatch(/^info: The run is the case "a declined card" of .*order\.asl\.test\.json\./)
  })

  test('or why it does not', async () => {
    await record({ problem: 'The case "a" is there already: choose another name.' })
    expect(seen().at(-1)).toBe('error: The case "a" is there already: choose another name. [Show Output]')
  })

  test('where there has been one', async () => {
    await start({ files })
    await run('saveTest')
    expect(seen()).toEqual(['info: There is no run yet that could be saved: run or debug a state machine first.'])
  })
})
