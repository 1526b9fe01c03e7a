import { pathToFileURL } from 'node:url'
import type { DebugProtocol as P } from '@vscode/debugprotocol'
import { describe, expect, test } from 'vitest'
import { TestSession } from './support/session'

const task = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f' }
const machine = {
  StartAt: 'Begin',
  States: {
    Begin: { Type: 'Pass', Result: { items: [{ n: 1 }, { n: 2 }] }, Next: 'Each' },
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemProcessor: {
        StartAt: 'One',
        States: {
          One: { Type: 'Pass', Parameters: { 'twice.$': 'States.MathAdd($.n, $.n)' }, Next: 'Two' },
          Two: { Type: 'Pass', End: true },
        },
      },
      ResultPath: '$.done',
      Next: 'Call',
    },
    Call: { ...task, Retry: [{ ErrorEquals: ['A'], MaxAttempts: 1 }], Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Nap' }], End: true },
    Nap: { Type: 'Wait', Seconds: 60, Next: 'Bad' },
    Bad: { Type: 'Fail', Error: 'Bad', Cause: 'in the end' },
  },
}

/** How a client counts and names files, and what it can do. */
interface Client extends Partial<P.InitializeRequestArguments> {
  readonly from?: 0 | 1
}

interface Said {
  /** Every event and response, as it came, without what is our own. */
  readonly messages: unknown[]
  /** What the client was asked. */
  readonly asked: string[]
}

/** One long session that asks for everything that a client may ask for. Lines and columns in it are counted from 0. */
async function talk({ from = 1, pathFormat = 'path', ...more }: Client): Promise<Said> {
  const asked: string[] = []
  const s = new TestSession(
    { 'machine.asl.json': machine },
    () => 0,
    {},
    (command) => {
      asked.push(command)
      return undefined
    },
  )
  const messages: unknown[] = []
  const program = s.path('machine.asl.json')
  const path = pathFormat === 'uri' ? pathToFileURL(program).href : program
  const source = { path }
  const line = (state: string) => s.line(state) - 1 + from
  const ask = async (command: string, args?: object) => {
    const response = await s.send(command, args)
    messages.push({ command, success: response.success, message: response.message, body: response.body })
    return response.body as never
  }
  const look = async (threadId = 1) => {
    const { stackFrames } = (await ask('stackTrace', { threadId })) as P.StackTraceResponse['body']
    const frameId = stackFrames[0]!.id
    const { scopes } = (await ask('scopes', { frameId })) as P.ScopesResponse['body']
    for (const { variablesReference } of scopes) await ask('variables', { variablesReference })
    await ask('stepInTargets', { frameId })
    await ask('evaluate', { expression: '$', frameId, context: 'watch' })
    await ask('completions', { text: '$.', column: 2 + from, line: from, frameId })
    return frameId
  }
  const go = async (command: string, args: object = { threadId: 1 }) => {
    await ask(command, args)
    return s.stoppedOrEnded()
  }
  await ask('initialize', {
    adapterID: 'asl',
    pathFormat,
    ...(from === 0 && { linesStartAt1: false, columnsStartAt1: false }),
    ...more,
  })
  await s.next('initialized')
  await ask('launch', { program, input: {}, unmocked: 'prompt', stopOnEntry: true })
  await ask('setBreakpoints', {
    source,
    breakpoints: [{ line: line('Each') }, { line: line('Two'), condition: '$.' }, { line: line('One'), logMessage: 'n={$.n}' }],
  })
  await ask('setFunctionBreakpoints', { breakpoints: [{ name: 'Nap' }] })
  await ask('setExceptionBreakpoints', { filters: ['uncaught'] })
  await ask('breakpointLocations', { source, line: from, endLine: line('Bad') + 3 })
  await ask('configurationDone')
  await s.stopped()
  await ask('threads')
  await ask('loadedSources')
  await look()
  await go('continue')
  await go('stepIn')
  await ask('threads')
  await look(2)
  await go('next', { threadId: 2, granularity: 'instruction' })
  await go('stepBack', { threadId: 2 })
  await go('stepOut', { threadId: 2 })
  await go('continue')
  await look()
  await ask('evaluate', { expression: 'throw B: no', context: 'repl' })
  await s.stopped()
  await ask('gotoTargets', { source, line: line('Bad') })
  const frameId = await look()
  await go('restartFrame', { frameId })
  await go('reverseContinue')
  await ask('setFunctionBreakpoints', { breakpoints: [] })
  await ask('setBreakpoints', { source, breakpoints: [] })
  await go('continue')
  await ask('exceptionInfo', { threadId: 1 })
  await go('continue')
  await ask('disconnect')
  const events = s.events.filter(({ event }) => !event.startsWith('stepthrough/')).map(({ event, body }) => ({ event, body }))
  return { messages: plain([...messages, ...events], s.folder) as unknown[], asked }
}

/** Without what differs from session to session: the folder. */
const plain = (value: unknown, folder: string): unknown =>
  JSON.parse(
    JSON.stringify(value).replaceAll(pathToFileURL(folder).href, 'FOLDER').replaceAll(JSON.stringify(folder).slice(1, -1), 'FOLDER'),
  )

/** The same message with each line and column moved. */
function moved(value: unknown, by: number): unknown {
  if (Array.isArray(value)) return value.map((each) => moved(each, by))
  if (typeof value !== 'object' || value === null) return value
  const places = new Set(['line', 'column', 'endLine', 'endColumn', 'start'])
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, places.has(key) && typeof each === 'number' ? each + by : moved(each, by)]),
  )
}

describe('a client', () => {
  test('that counts from 0 is told the same places, a line and a column less', async () => {
    const [one, zero] = [await talk({}), await talk({ from: 0 })]
    expect(moved(zero.messages, 1)).toEqual(one.messages)
    expect(one.messages).not.toEqual(zero.messages)
  })

  test('that names files by URI is told the same of them', async () => {
    const [path, uri] = [await talk({}), await talk({ pathFormat: 'uri' })]
    expect(uri.messages).toEqual(path.messages)
  })

  test('that can do nothing beyond the protocol gets along: it stops where any other does, and is asked nothing', async () => {
    const able = {
      supportsVariableType: true,
      supportsVariablePaging: true,
      supportsRunInTerminalRequest: true,
      supportsMemoryReferences: true,
      supportsProgressReporting: true,
      supportsInvalidatedEvent: true,
      supportsMemoryEvent: true,
      supportsArgsCanBeInterpretedByShell: true,
      supportsStartDebuggingRequest: true,
      supportsANSIStyling: true,
    }
    const stops = ({ messages }: Said) => messages.filter((each) => ['stopped', 'exited', 'terminated'].includes((each as P.Event).event))
    const [bare, rich] = [await talk({}), await talk(able)]
    expect(stops(bare)).toEqual(stops(rich))
    expect(stops(bare).length).toBeGreaterThan(10)
    expect([bare.asked, rich.asked]).toEqual([[], []])
    const optional = ['invalidated', 'memory', 'progressStart', 'progressUpdate', 'progressEnd']
    expect(bare.messages.filter((each) => optional.includes((each as P.Event).event))).toEqual([])
  })
})
