import { describe, expect, test } from 'vitest'
import type * as vscode from 'vscode'
import { editor } from '../support/vscode/editor'
import { FakeSession, offered, run, seen, start } from '../support/vscode/extension'
import { Range, Uri } from '../support/vscode/values'

const order = '/w/order.asl.json'
const files = { [order]: '{\n  "States": {}\n}' }
const place = { source: { name: 'order.asl.json', path: order }, line: 2, column: 3, endLine: 2, endColumn: 11 }
const origin = {
  name: '$.total',
  rows: [
    { text: 'OutputPath: $.loaded', kind: 'read', state: 'Load', event: 1, ...place },
    { text: 'the result of the task', kind: 'answered', state: 'Load', thread: 'Each [0]' },
  ],
}

/** What VS Code hands to a command of the Variables view. */
const row = (more: object = {}) => ({
  sessionId: '1',
  container: { name: 'Input', variablesReference: 5 },
  variable: { name: 'total', value: '42' },
  ...more,
})

async function standing(answers: object = {}): Promise<FakeSession> {
  await start({ files })
  const session = await new FakeSession('1', { program: order }, { whoWrote: origin, copyValue: { text: 'copied' }, ...answers }).begin()
  await session.tell('history', {
    from: 0,
    events: [{ event: { id: 1, type: 'PassStateEntered' }, threadId: 1, threadName: 'Machine' }],
    status: 'RUNNING',
  })
  await session.pass({ event: 'stopped' })
  seen()
  return session
}

const asked = ({ requests }: FakeSession, name: string) =>
  requests.filter(([each]) => each === `stepthrough/${name}`).map(([, args]) => args)

describe('a value is copied', () => {
  test.each([
    ['copyJson', 'json'],
    ['copyPath', 'path'],
    ['copyMock', 'mock'],
  ])('%s', async (command, as) => {
    const session = await standing()
    await run(command, row())
    expect(asked(session, 'copyValue')).toEqual([{ variablesReference: 5, name: 'total', as }])
    expect(editor.clipboard).toBe('copied')
  })

  test.each([undefined, {}, row({ sessionId: '9' }), row({ container: {} }), row({ variable: null })])('not from %j', async (from) => {
    const session = await standing()
    await run('copyJson', from)
    expect(asked(session, 'copyValue')).toEqual([])
  })
})

describe('who wrote a value', () => {
  const question = 'pick Who wrote $.total: $(symbol-field) OutputPath: $.loaded | $(reply) the result of the task'

  test('is a list, whose rows go to their places and events', async () => {
    const session = await standing()
    editor.says = ['OutputPath']
    await run('whoWrote', row())
    expect(asked(session, 'whoWrote')).toEqual([{ variablesReference: 5, name: 'total' }])
    expect(editor.list).toMatchObject([{ description: 'Load', detail: 'Event 1: PassStateEntered' }, { description: 'Load in Each [0]' }])
    expect(seen()).toEqual([question, `shows ${order}`, 'command stepthrough.execution.focus {"preserveFocus":true}'])
    expect(editor.active!.decorated).toMatchObject([{ start: { line: 1, character: 2 } }])
  })

  test('of an expression is asked for, in the frame that is looked at', async () => {
    const session = await standing()
    editor.stackItem = { session, threadId: 1, frameId: 7 }
    editor.says = ['$.total', undefined]
    await run('whoWrote')
    expect(asked(session, 'whoWrote')).toEqual([{ expression: '$.total', frameId: 7 }])
    editor.says = [undefined]
    await run('whoWrote')
    expect(asked(session, 'whoWrote')).toHaveLength(1)
  })

  test('cannot be told where nothing stands, or nobody knows', async () => {
    const session = await standing({ whoWrote: () => Promise.reject(new Error('Nobody knows where x comes from.')) })
    await run('whoWrote', row())
    expect(seen()).toEqual(['error: Nobody knows where x comes from. [Show Output]'])
    await session.pass({ event: 'continued' })
    await run('whoWrote', row())
    expect(seen()).toEqual(['info: No state machine stands in the debugger: stop it at a state first.'])
  })
})

describe('values behind the lines', () => {
  const shown = async (path: string, lines: [number, number] = [0, 99]) => {
    const viewport = new Range(lines[0], 0, lines[1], 0) as unknown as vscode.Range
    const document = { uri: Uri.file(path) } as unknown as vscode.TextDocument
    const values = await offered('inlineValues')[0]!.provideInlineValues(document, viewport, { frameId: 3 } as never, {} as never)
    return (values as vscode.InlineValueText[] | undefined)?.map(({ range, text }) => [range.start.line, text])
  }

  test('are those of the file and of the lines that are seen, while the debugger stands', async () => {
    const session = await standing({ inlineValues: { values: [{ ...place, text: '42' }] } })
    expect(await shown(order)).toEqual([[1, '42']])
    expect(await shown(order, [5, 9])).toEqual([])
    expect(await shown('/w/other.asl.json')).toEqual([])
    expect(asked(session, 'inlineValues')).toContainEqual({ frameId: 3 })
    await session.pass({ event: 'continued' })
    expect(await shown(order)).toBeUndefined()
  })
})
