import { readFileSync } from 'node:fs'
import type { DebugProtocol as P } from '@vscode/debugprotocol'
import type { LaunchAttributes } from '../../../debugger/protocol'
import { bindTasks } from '../../../hosts/node/tasks/bind'
import { type Files, TestSession } from './session'
import { expectGolden } from './transcript'

/**
 * A debug session as a row: the files (a machine alone is machine.asl.json), how it is launched, and what the person does, a line each. The lines before
 * `start` are sent before the execution begins; without one it begins at once.
 */
export interface Story {
  readonly files: Files
  readonly launch?: Partial<LaunchAttributes>
  /** What the client says of itself, beside what is usual. */
  readonly client?: Partial<P.InitializeRequestArguments>
  readonly steps: readonly string[]
}

/** A machine as the files of a story. */
export const machine = (definition: unknown, more: Files = {}): Files => ({ 'machine.asl.json': definition, ...more })

const moves = ['continue', 'next', 'stepIn', 'stepOut', 'stepBack', 'reverseContinue'] as const

/**
 * What a line may say: a verb, and the rest of the line. `[T]` is a thread, default 1. Texts of the definition are told by what stands there first:
 * `break "Pay": ` is a breakpoint at the line and column of that text; a JSON object behind ` :: ` has what else the request takes.
 */
type Verb = (s: Teller, rest: string, more: object) => Promise<unknown>

/** A session that is told, and what the story says of it. */
interface Teller {
  readonly session: TestSession
  readonly breakpoints: Map<string, P.SourceBreakpoint[]>
  start(): Promise<unknown>
}

const threadOf = (rest: string): number => Number(rest || 1)

const verbs: { readonly [verb: string]: Verb } = {
  start: (s) => s.start(),
  ...Object.fromEntries(
    moves.map((command): [string, Verb] => [
      command,
      ({ session }, rest, more) => moved(session, command, { threadId: threadOf(rest), ...more }),
    ]),
  ),
  // the next event of a kind
  await: ({ session }, rest) => session.next(rest),
  wait: ({ session }) => session.stoppedOrEnded(),
  stack: ({ session }, rest) => session.stack(threadOf(rest)),
  places: ({ session }, rest) => session.places(threadOf(rest)),
  threads: async ({ session }) =>
    session.tell(`  threads: ${(await session.request('threads')).threads.map(({ id, name }) => `${id} ${name}`).join(', ')}`),
  scopes: async ({ session }, rest) => {
    const { scopes } = await session.request('scopes', { frameId: await session.frame(threadOf(rest)) })
    session.tell(`  scopes: ${scopes.map(({ name }) => name).join(', ')}`)
  },
  // `scope Input`, `scope Input in 2`
  scope: async ({ session }, rest) => {
    const [name = '', thread = ''] = rest.split(' in ')
    const scope = name.replaceAll('_', ' ')
    if ((await session.scopeReference(scope, threadOf(thread))) > 0) await session.scope(scope, threadOf(thread))
    else session.tell(`  no scope ${scope}`)
  },
  watch: ({ session }, rest) => evaluated(session, rest, 'watch'),
  hover: ({ session }, rest) => evaluated(session, rest, 'hover'),
  repl: ({ session }, rest) => evaluated(session, rest, 'repl'),
  copy: ({ session }, rest) => evaluated(session, rest, 'clipboard'),
  // `frames 1 2`: from the second on, two of them
  frames: async ({ session }, rest) => {
    const [startFrame = 0, levels = 1] = rest.split(' ').map(Number)
    const { stackFrames, totalFrames } = await session.request('stackTrace', { threadId: 2, startFrame, levels })
    session.tell(`  frames from ${startFrame}: ${stackFrames.map(({ name }) => name).join(', ')} of ${totalFrames}`)
  },
  // `event 5`: goes to it
  event: async ({ session }, rest) => {
    const { success } = await session.send('stepthrough/goToEvent', { id: Number(rest) })
    if (success) await session.stopped()
  },
  // `set Input total = 5`
  set: async ({ session }, rest) => {
    const [, scope = '', name = '', value = ''] = /^(\S+) (\S+) = (.*)$/.exec(rest) ?? []
    const variablesReference = await session.scopeReference(scope.replaceAll('_', ' '))
    return told(session, 'setVariable', { variablesReference, name, value })
  },
  setExpression: async ({ session }, rest) => {
    const [expression = '', value = ''] = rest.split(' = ')
    return told(session, 'setExpression', { expression, value, frameId: await session.frame() })
  },
  // more than one on a file add up; `break in FILE: TEXT` is in another file
  break: async ({ session, breakpoints }, rest, more) => {
    const { file, line, column } = placeOf(session, rest)
    const all = [...(breakpoints.get(file) ?? []), { line, column, ...more }]
    breakpoints.set(file, all)
    return session.request('setBreakpoints', { source: { path: session.path(file) }, breakpoints: all })
  },
  clear: ({ session, breakpoints }) => {
    breakpoints.clear()
    return session.request('setBreakpoints', { source: { path: session.path('machine.asl.json') }, breakpoints: [] })
  },
  locations: ({ session }, rest) => {
    const { file, line } = placeOf(session, rest)
    return told(session, 'breakpointLocations', { source: { path: session.path(file) }, line })
  },
  functions: ({ session }, rest) =>
    session.request('setFunctionBreakpoints', {
      breakpoints: rest.split(' | ').map((text) => (text.startsWith('{') ? JSON.parse(text) : { name: text })),
    }),
  // `errors uncaught caught`, with conditions behind ::
  errors: ({ session }, rest, more) => told(session, 'setExceptionBreakpoints', { filters: rest === '' ? [] : rest.split(' '), ...more }),
  info: ({ session }, rest) => told(session, 'exceptionInfo', { threadId: threadOf(rest) }),
  // `data Input total` is set from the Variables view
  data: async ({ session }, rest, more) => {
    const [scope = '', name = ''] = rest.split(' ')
    const variablesReference = await session.scopeReference(scope.replaceAll('_', ' '))
    const body = await told(session, 'dataBreakpointInfo', { variablesReference, name })
    const { dataId } = body as P.DataBreakpointInfoResponse['body']
    return told(session, 'setDataBreakpoints', { breakpoints: dataId === null ? [] : [{ dataId, ...more }] })
  },
  goto: async ({ session }, rest, more) => {
    const { file, line, column } = placeOf(session, rest)
    const { targets } = await session.request('gotoTargets', { source: { path: session.path(file) }, line, column })
    session.tell(`  targets: ${targets.map(({ label }) => label).join(', ') || 'none'}`)
    const { target = 0 } = more as { target?: number }
    if (targets[target] === undefined) return
    return moved(session, 'goto', { threadId: 1, targetId: targets[target].id })
  },
  targets: async ({ session }, rest) => {
    const { targets } = await session.request('stepInTargets', { frameId: await session.frame(threadOf(rest)) })
    session.tell(`  targets: ${targets.map(({ label }) => label).join(', ') || 'none'}`)
  },
  // `into 1`: the second of the targets
  into: async ({ session }, rest) => {
    const { targets } = await session.request('stepInTargets', { frameId: await session.frame() })
    return moved(session, 'stepIn', { threadId: 1, targetId: targets[Number(rest)]?.id ?? 0 })
  },
  restartFrame: async ({ session }, rest) => {
    const { stackFrames } = await session.request('stackTrace', { threadId: 1 })
    return moved(session, 'restartFrame', { frameId: stackFrames[Number(rest || 0)]?.id ?? 0 })
  },
  restart: ({ session }, _, more) => moved(session, 'restart', more),
  complete: async ({ session }, rest) => {
    const frameId = await session.frame()
    const { targets } = await session.request('completions', { frameId, text: rest, column: rest.length + 1 })
    session.tell(`  completions: ${targets.map(({ label }) => label).join(', ') || 'none'}`)
  },
  // any request; what it gives is told. `ask! ...` waits for the next stop or end too.
  ask: ({ session }, rest, more) => told(session, rest, more),
  'ask!': ({ session }, rest, more) => moved(session, rest, more),
}

/** A request that moves the execution, and where it leads; one that is refused moves nothing. */
async function moved(session: TestSession, command: string, args: object): Promise<void> {
  const { success } = await session.send(command, args)
  if (success) await session.stoppedOrEnded()
}

async function evaluated(session: TestSession, expression: string, context: string): Promise<void> {
  const { success, body, message } = await session.send('evaluate', { expression, context, frameId: await session.frame() })
  session.tell(`  = ${success ? (body as unknown as P.EvaluateResponse['body']).result : `refused: ${message}`}`)
}

async function told(session: TestSession, command: string, args: object): Promise<unknown> {
  const { success, body } = await session.send(command, args)
  if (success && body !== undefined) session.tell(`  = ${JSON.stringify(body)}`)
  return body
}

function placeOf(session: TestSession, rest: string): { file: string; line: number; column: number } {
  const [, file = 'machine.asl.json', wanted = ''] = /^(?:in (\S+): )?(.*)$/.exec(rest) ?? []
  const before = readFileSync(session.path(file), 'utf8').split(wanted)[0]!.split('\n')
  return { file, line: before.length, column: before.at(-1)!.length + 1 }
}

/** Tells a story to its end, and holds it against golden/NAME.txt. */
export async function tellStory(name: string, { files, launch = {}, client, steps }: Story): Promise<void> {
  const session = new TestSession(files, () => 0, { bind: bindTasks })
  await session.initialize({ supportsInvalidatedEvent: true, supportsVariableType: true, ...client })
  let begun: Promise<unknown> | undefined
  const teller: Teller = {
    session,
    breakpoints: new Map(),
    start: () => (begun ??= session.request('configurationDone').then(() => session.stoppedOrEnded())),
  }
  const { success } = await session.send('launch', { input: {}, ...launch, program: session.path(launch.program ?? 'machine.asl.json') })
  if (success && !steps.includes('start')) await teller.start()
  for (const step of success ? steps : []) {
    const [line = '', more = '{}'] = step.split(' :: ')
    const [verb = '', ...rest] = line.split(' ')
    const act = verbs[verb]
    if (act === undefined) throw new Error(`No verb of a story: ${verb}`)
    await act(teller, rest.join(' '), JSON.parse(more) as object)
  }
  if (!steps.some((step) => step.includes('disconnect'))) await session.request('disconnect')
  expectGolden(name, session.transcript)
}
