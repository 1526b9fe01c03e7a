import { writeFileSync } from 'node:fs'
import type { DebugProtocol as P } from '@vscode/debugprotocol'
import { describe, expect, test } from 'vitest'
import { bindTasks } from '../../hosts/node/tasks/bind'
import { counting, orderMocks, orders, refunds } from './support/machines'
import { placeAnswers as answers, placeFiles as files, input, lambda, everyPlace as machine, pass, placeIn } from './support/places'
import { TestSession } from './support/session'

type Asked = Omit<P.SourceBreakpoint, 'line'>

const text = JSON.stringify(machine, null, 2)

/** Where a thread stands: its state, and behind a colon the place in it. */
async function standsAt(s: TestSession, threadId = 1): Promise<string> {
  const { stackFrames } = await s.request('stackTrace', { threadId })
  const own = stackFrames.slice(
    0,
    stackFrames.findIndex(({ canRestart }) => !canRestart),
  )
  return own
    .map(({ name }) => name)
    .reverse()
    .join(': ')
}

/** Where it stops until the end, and what an expression is there. */
async function stops(set: (s: TestSession) => Promise<unknown>, testCase: string, watch = '$$.State.Name', given: object = files) {
  const s = new TestSession(given as never)
  await s.initialize()
  await s.request('launch', { program: s.path('machine.asl.json'), mockConfig: 'mock.json', testCase, input } as never)
  await set(s)
  await s.request('setExceptionBreakpoints', { filters: [] })
  await s.request('configurationDone')
  const seen: string[] = []
  for (let event = await s.stoppedOrEnded(); event.event === 'stopped'; event = await s.move('continue', event.body.threadId)) {
    const { threadId } = event.body
    const value = await s.evaluate(watch, 'watch', threadId).catch((error: Error) => error.message)
    seen.push(`${await standsAt(s, threadId)} ${value}`)
  }
  return { seen, s }
}

const at =
  (path: string[], more: Asked = {}) =>
  async (s: TestSession) =>
    s.request('setBreakpoints', { source: { path: s.path('machine.asl.json') }, breakpoints: [{ ...placeIn(text, ...path), ...more }] })

describe('a breakpoint stops at the place that it is on', () => {
  test.each<[string[], string, string[]]>([
    [['"Call"', '"InputPath"'], '$', ['Call: InputPath (input) {"in":{"n":1},"list":["a","b"]}']],
    [['"Call"', '"Parameters"'], '$', ['Call: Parameters (afterInputPath) {"n":1}']],
    [['"Call"', '"Resource"'], '$', ['Call: Resource (afterParameters) {"n":1}']],
    [['"Call"', '"arn:'], '$states.result', ['Call: ResultSelector (result) {"value":7}']],
    [['"Call"', '"ResultSelector"'], '$.value', ['Call: ResultSelector (result) 7']],
    [['"Call"', '"Assign"'], '$.r', ['Call: Assign (afterResultSelector) 7']],
    [['"Call"', '"ResultPath"'], '$.r', ['Call: ResultPath (afterResultSelector) 7']],
    [['"Call"', '"Next": "Which"\n    }'], '$.out.r', ['Call: Next (exit) 7']],
    [['"Which"', '"Choices"'], '$v', ['Which: Choices (input) 7']],
    [['"Which": {', '"Default"'], '$v', ['Which: Default (result) 7']],
    [['"Each": {', '"ItemsPath"'], '$.list', ['Each: ItemsPath (input) ["a","b"]']],
    [['"Each": {', '"ItemSelector"'], '$.list', ['Each: ItemSelector (afterItemsPath) ["a","b"]']],
    [['"Each": {', '"ItemProcessor"'], '$.list', ['Each: ItemProcessor (afterItemsPath) ["a","b"]']],
    [['"Each": {', '"StartAt"'], '$.v', ['One "a"', 'One "b"']],
    [['"One": {', '"End"'], '$.v', ['One: End (exit) "a"', 'One: End (exit) "b"']],
    [['"Sleep": {', '"Seconds"'], '$$.State.Name', ['Sleep: Seconds (input) "Sleep"']],
    [['"Both": {', '"Branches"'], '$$.State.Name', ['Both: Branches (input) "Both"']],
    [['"Both": {', '],\n      "Next"'], '$[0][0].v', ['Both: Branches (result) "a"']],
    [['"Done": {', '"Type"'], '$$.State.Name', ['Done: Type (exit) "Done"']],
  ])('%j', async (path, watch, expected) => expect((await stops(at(path), 'Good', watch)).seen).toEqual(expected))

  test('a Retrier before each backoff, a Catcher as it takes the error, and the way out that it leads to', async () => {
    const error = '$states.errorOutput.Error'
    expect((await stops(at(['"Retry"', '"MaxAttempts"']), 'Slow', error)).seen).toEqual([
      'Call: Retry[0] (retry) "Slow"',
      'Call (attempt 2 of 3): Retry[0] (retry) "Slow"',
    ])
    expect((await stops(at(['"Catch"', '"States.ALL"']), 'Bad', error)).seen).toEqual(['Call: Catch[1] (caught) "Broken"'])
    expect((await stops(at(['"Catch"', '"States.ALL"', '"Next"']), 'Bad', '$.error.Error')).seen).toEqual([
      'Call: Catch[1]/Next (exit) "Broken"',
    ])
    expect((await stops(at(['"Catch"', '"Other"']), 'Bad', error)).seen).toEqual([])
    expect((await stops(at(['"Choices"', '"Variable"']), 'Bad', '$.error.Error')).seen).toEqual(['Which: Choices[0] (result) "Broken"'])
    expect((await stops(at(['"Lost": {', '"Error"']), 'Bad', '$.error.Error')).seen).toEqual(['Lost: Error (input) "Broken"'])
  })

  test('at each attempt, where the place is come to again', async () =>
    expect((await stops(at(['"Call"', '"Parameters"']), 'Slow', '$.n')).seen).toEqual([
      'Call: Parameters (afterInputPath) 1',
      'Call (attempt 2 of 3): Parameters (afterInputPath) 1',
      'Call (attempt 3 of 3): Parameters (afterInputPath) 1',
    ]))

  test('in a definition of one line each place has its column', async () => {
    const line = JSON.stringify(machine)
    const s = new TestSession({ 'machine.asl.json': line, 'mock.json': answers })
    await s.initialize()
    await s.request('launch', { program: s.path('machine.asl.json'), mockConfig: 'mock.json', testCase: 'Good', input } as never)
    const source = { path: s.path('machine.asl.json') }
    const { breakpoints: all } = await s.request('breakpointLocations', { source, line: 1 })
    const { breakpoints } = await s.request('setBreakpoints', {
      source,
      breakpoints: all.map(({ line, column }) => ({ line, column: column! })),
    })
    expect(breakpoints.map(({ line, column, verified }) => [line, column, verified])).toEqual(all.map(({ column }) => [1, column, true]))
    await s.request('configurationDone')
    const hit = new Set<number>()
    for (let event = await s.stoppedOrEnded(); event.event === 'stopped'; event = await s.move('continue', event.body.threadId))
      for (const id of event.body.hitBreakpointIds) hit.add(id)
    const names = ({ column, endColumn }: P.Breakpoint) => line.slice(column! - 1, endColumn! - 1)
    expect(breakpoints.filter(({ id }) => !hit.has(id!)).map(names)).toEqual([
      ...['{', '{', '"Next"', '{', '"Next"'],
      ...['{', '"Next"', '{', '"Next"'],
      ...['"Lost"', '"Error"'],
    ])
    expect(hit.size).toBeGreaterThan(30)
  })
})

describe('a condition on a place sees the data there', () => {
  test.each<[string[], Asked, string, string[]]>([
    [['"Call"', '"ResultSelector"'], { condition: '$states.result.value == 7' }, 'Good', ['Call: ResultSelector (result) "Call"']],
    [['"Call"', '"ResultSelector"'], { condition: '$.value == 6' }, 'Good', []],
    [
      ['"Retry"', '"MaxAttempts"'],
      { condition: "$states.errorOutput.Error == 'Slow'", hitCondition: '2' },
      'Slow',
      ['Call (attempt 2 of 3): Retry[0] (retry) "Call"'],
    ],
    [['"Catch"', '"States.ALL"'], { condition: "$states.errorOutput.Cause == 'b'" }, 'Bad', ['Call: Catch[1] (caught) "Call"']],
    [['"One": {', '"End"'], { condition: "$.v == 'b'", hitCondition: '==1' }, 'Good', ['One: End (exit) "One"']],
  ])('%j %j', async (path, more, testCase, expected) => expect((await stops(at(path, more), testCase)).seen).toEqual(expected))

  test('and a condition, a hit count and a message go together', async () => {
    const more = { condition: '$.v', hitCondition: '>1', logMessage: 'item {$.v}' }
    const { seen, s } = await stops(at(['"One": {', '"End"'], more), 'Good')
    expect(seen).toEqual([])
    expect(s.console.split('\n').filter((line) => line.startsWith('item'))).toEqual(['item b'])
  })
})

describe('a mode says when it stops', () => {
  test.each<[string[], string, string, string[]]>([
    [['"Call"'], 'entry', 'Slow', ['Call 0']],
    [['"Call": {'], 'attempt', 'Slow', ['Call 0', 'Call (attempt 2 of 3) 1', 'Call (attempt 3 of 3) 2']],
    [['"Call": {', '"Parameters"'], 'attempt', 'Slow', ['Call 0', 'Call (attempt 2 of 3) 1', 'Call (attempt 3 of 3) 2']],
    [['"Call": {'], 'exit', 'Slow', ['Call (attempt 3 of 3): Next (exit) 2']],
    [['"Call": {'], 'exit', 'Bad', ['Call: Catch[1]/Next (exit) 0']],
    [['"Call": {'], 'catch', 'Bad', ['Call: Catch[1] (caught) 0']],
    [['"Call": {'], 'catch', 'Good', []],
  ])('%j %s', async (path, mode, testCase, expected) =>
    expect((await stops(at(path, { mode }), testCase, '$$.State.RetryCount')).seen).toEqual(expected),
  )

  test.each<[string[], string, string[]]>([
    [['"Each": {'], 'item', ['One "a"', 'One "b"']],
    [['"Each": {'], 'firstItem', ['One "a"']],
    [['"One": {'], 'item', ['One "a"', 'One "b"']],
    [['"One": {', '"End"'], 'firstItem', ['One: End (exit) "a"']],
    [['"One": {'], 'exit', ['One: End (exit) "a"', 'One: End (exit) "b"']],
  ])('%j %s', async (path, mode, expected) => expect((await stops(at(path, { mode }), 'Good', '$.v')).seen).toEqual(expected))

  test.each<[string[], string, RegExp]>([
    [['"Sleep": {'], 'catch', /^The state "Sleep" has no Catcher\.$/],
    [['"Sleep": {'], 'firstItem', /^"Sleep" is neither a Map nor a state in one/],
    [['"Lost": {'], 'exit', /it has no exit/],
    [['"Lost": {'], 'never', /^There is no breakpoint mode "never": there are entry, exit, attempt, catch, item, firstItem\.$/],
    [['"Lost": {'], '__proto__', /^There is no breakpoint mode/],
  ])('%j cannot be %s, and says so', async (path, mode, message) => {
    let set: P.SetBreakpointsResponse['body'] | undefined
    const asked = at(path, { mode })
    const { seen, s } = await stops(async (session) => (set = (await asked(session)) as never), 'Bad')
    expect(set!.breakpoints[0]).toMatchObject({ verified: false, reason: 'failed', message: expect.stringMatching(message) })
    expect(seen).toEqual([])
    expect(s.console).toContain(set!.breakpoints[0]!.message)
  })
})

const named =
  (...names: string[]) =>
  async (s: TestSession) =>
    s.request('setFunctionBreakpoints', { breakpoints: names.map((name) => ({ name })) })

describe('a function breakpoint', () => {
  test.each<[string, string, string[]]>([
    ['One', 'Good', ['One', 'One']],
    ['*e*', 'Good', ['One', 'One', 'Sleep', 'Left', 'Done']],
    ['?ou', 'Good', []],
    ['type:wait', 'Good', ['Sleep']],
    ['type: Succeed', 'Good', ['Done']],
    ['resource:*lambda*', 'Slow', ['Call']],
    [`resource:${lambda}`, 'Slow', ['Call']],
    ['type:Task @attempt', 'Slow', ['Call', 'Call (attempt 2 of 3)', 'Call (attempt 3 of 3)']],
    ['Call @exit', 'Bad', ['Call: Catch[1]/Next (exit)']],
    ['* @catch', 'Bad', ['Call: Catch[1] (caught)']],
    ['type:Map @firstItem', 'Good', ['One']],
    ['error:Slow', 'Slow', ['Call: Retry[0] (retry)', 'Call (attempt 2 of 3): Retry[0] (retry)']],
    ['error:B*', 'Bad', ['Call: Catch[1] (caught)']],
    ['error:States.ALL', 'Bad', ['Call: Catch[1] (caught)', 'Lost (failed)']],
    ['error:Nothing', 'Bad', []],
  ])('%s: %s', async (name, testCase, expected) =>
    expect((await stops(named(name), testCase)).seen.map((each) => each.replace(/ \S+$/, ''))).toEqual(expected),
  )

  test.each<[string, RegExp]>([
    ['Nobody', /^No state is named "Nobody"\.$/],
    ['N*y', /^No state is named "N\*y"\.$/],
    ['type:Lambda', /^There is no type "Lambda": there are Task, Pass, /],
    ['type:Pass @never', /^There is no mode "@never": there are @entry, @exit, /],
    ['resource:lambda', /^No state has the Resource "lambda": "\*lambda\*" is one that contains it\.$/],
    ['error:', /^Write the name of an error/],
    ['Sleep @catch', /has no Catcher/],
    [`${'*'.repeat(50_000)}x`, /^No state is named/],
    ['(a+)+$', /^No state is named/],
    ['__proto__', /^No state is named/],
    ['', /^No state is named ""/],
  ])('%#: %.20s is none, and says why', async (name, message) => {
    const s = new TestSession(files)
    await s.initialize()
    const before = await s.request('setFunctionBreakpoints', { breakpoints: [{ name }] })
    expect(before.breakpoints[0]).toMatchObject({ verified: false, reason: 'pending' })
    await s.request('launch', { program: s.path('machine.asl.json'), mockConfig: 'mock.json', testCase: 'Good', input } as never)
    expect((await s.next('breakpoint')).body.breakpoint).toMatchObject({
      verified: false,
      reason: 'failed',
      message: expect.stringMatching(message),
    })
  })

  test('for an error is one before anything is launched, and takes a condition and a hit count', async () => {
    const s = new TestSession(files)
    await s.initialize()
    const asked = [
      { name: 'error:Slow', condition: '$$.State.RetryCount == 1' },
      { name: 'error:Slow', hitCondition: '%2' },
    ]
    const { breakpoints } = await s.request('setFunctionBreakpoints', { breakpoints: asked })
    expect(breakpoints).toEqual([
      { id: 1, verified: true },
      { id: 2, verified: true },
    ])
    await s.request('launch', { program: s.path('machine.asl.json'), mockConfig: 'mock.json', testCase: 'Slow', input } as never)
    await s.request('configurationDone')
    expect(await s.stopped()).toMatchObject({ reason: 'function breakpoint', hitBreakpointIds: [1, 2] })
    expect((await s.move('continue')).event).toBe('terminated')
  })

  test('means the state whose name all of its text is', async () => {
    const machine = {
      StartAt: 'type:Pass',
      States: { 'type:Pass': pass({ Next: 'B @exit' }), 'B @exit': pass({ Next: 'C*' }), 'C*': pass() },
    }
    const given = { 'machine.asl.json': machine, 'mock.json': answers }
    expect((await stops(named('type:Pass', 'B @exit', 'C*'), 'Good', '1', given)).seen).toEqual(['type:Pass 1', 'B @exit 1', 'C* 1'])
  })
})

test('an error is raised in a branch, and does not stop again as it leaves the states around', async () => {
  const inner = { StartAt: 'Call', States: { Call: { Type: 'Task', Resource: lambda, End: true } } }
  const outer = {
    StartAt: 'P',
    States: { P: { Type: 'Parallel', Branches: [inner], Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 1 }], End: true } },
  }
  const { seen } = await stops(named('error:Broken'), 'Bad', '1', { 'machine.asl.json': outer, 'mock.json': answers })
  expect(seen.map((each) => each.split(' ').slice(0, 2).join(' '))).toEqual(['Call (failed)'])
})

test('the way back stops at places too, and uncounts what it goes over', async () => {
  const s = new TestSession({ 'machine.asl.json': counting })
  const line = s.line('More') + 2
  await s.launch({ input: {} }, [
    { line, hitCondition: '>=3' },
    { line: s.line('Add'), condition: '$.n == 1' },
  ])
  const n = () => s.evaluate('$.n')
  expect([await standsAt(s), await n()]).toEqual(['Add', '1'])
  await s.move('continue')
  expect([await standsAt(s), await n()]).toEqual(['More: Choices (input)', '3'])
  await s.move('continue')
  expect(await n()).toBe('4')
  await s.move('reverseContinue')
  expect([await standsAt(s), await n()]).toEqual(['More: Choices (input)', '3'])
  await s.move('reverseContinue')
  expect([await standsAt(s), await n()]).toEqual(['Add', '1'])
  await s.move('continue')
  expect(await n()).toBe('3')
})

test('ten thousand breakpoints on a definition of one line', async () => {
  const states = Object.fromEntries(
    Array.from({ length: 5000 }, (_, i) => [
      `State number ${i}`,
      pass({ Comment: 'y'.repeat(110), ...(i < 4999 ? { Next: `State number ${i + 1}` } : { End: true }) }),
    ]),
  )
  const text = JSON.stringify({ StartAt: Object.keys(states)[0], States: states })
  const s = new TestSession({ 'machine.asl.json': text })
  await s.initialize()
  const source = { path: s.path('machine.asl.json') }
  const { breakpoints: all } = await s.request('breakpointLocations', { source, line: 1 })
  expect(all).toHaveLength(10_001)
  const breakpoints = all.slice(1).map(({ column }) => ({ line: 1, column: column! }))
  const set = async () => (await s.request('setBreakpoints', { source, breakpoints })).breakpoints.filter(({ verified }) => verified).length
  expect([await set(), await set()]).toEqual([10_000, 10_000])
  await s.request('setFunctionBreakpoints', { breakpoints: breakpoints.map((_, i) => ({ name: `State number ${i}*` })).slice(0, 200) })
  await s.request('launch', { program: source.path } as never)
  await s.request('configurationDone')
  expect((await s.stopped()).hitBreakpointIds).toEqual([1, 10_001])
})

test('places of a nested execution are in its own file', async () => {
  const s = new TestSession(refunds, () => 0, { bind: bindTasks })
  await s.initialize()
  const source = { path: s.path('refund.asl.json') }
  const text = JSON.stringify(refunds['refund.asl.json'], null, 2)
  const breakpoints = [placeIn(text, '"StartAt"'), placeIn(text, '"Parameters"'), { ...placeIn(text, '"Check": {'), mode: 'exit' }]
  await s.request('setBreakpoints', { source, breakpoints })
  await s.request('launch', { program: s.path('machine.asl.json'), input: { amount: 7 } } as never)
  await s.request('configurationDone')
  const seen: unknown[] = []
  for (let event = await s.stoppedOrEnded(); event.event === 'stopped'; event = await s.move('continue', 2))
    seen.push([event.body.hitBreakpointIds, (await s.places(2))[0]])
  const line = (...path: string[]) => placeIn(text, ...path).line
  expect(seen).toEqual([
    [[1], `Check at refund.asl.json:${line('"Check": {')}`],
    [[3], `Next (exit) at refund.asl.json:${line('"Next"')}`],
    [[2], `Parameters (input) at refund.asl.json:${line('"Parameters"')}`],
  ])
})

test('places of an edited file go by its text', async () => {
  const s = new TestSession(files)
  await s.initialize()
  await s.request('launch', {
    program: s.path('machine.asl.json'),
    mockConfig: 'mock.json',
    testCase: 'Good',
    input,
    stopOnEntry: true,
  } as never)
  await s.request('configurationDone')
  await s.stopped()
  const { Call, ...rest } = machine.States
  const edited = {
    ...machine,
    Comment: 'new',
    States: { Call: { ...Call, Comment: 'c', TimeoutSeconds: 3, OutputPath: '$.out' }, ...rest },
  }
  const now = JSON.stringify(edited, null, 2)
  writeFileSync(s.path('machine.asl.json'), now)
  const source = { path: s.path('machine.asl.json') }
  const places = [placeIn(now, '"ResultPath"'), placeIn(now, '"OutputPath"'), placeIn(now, '"TimeoutSeconds"')]
  const { breakpoints } = await s.request('setBreakpoints', { source, breakpoints: places.map(({ line }) => ({ line })) })
  expect(breakpoints).toMatchObject([
    { verified: true, line: places[0]!.line },
    { verified: false, reason: 'pending', line: places[1]!.line, message: expect.stringMatching(/^This place is not part of the run/) },
    // what the call asks for stops at the call
    { verified: true, line: placeIn(now, '"Resource"').line },
  ])
  expect((await s.move('continue')).body).toMatchObject({ hitBreakpointIds: [3] })
  expect((await s.move('continue')).body).toMatchObject({ hitBreakpointIds: [1] })
  expect((await s.move('continue')).event).toBe('terminated')
})

test('orders still stop by name', async () => {
  const s = new TestSession({ 'machine.asl.json': orders, 'mock.json': orderMocks })
  await s.launch({ mockConfig: 'mock.json', testCase: 'Slow', input: {} }, [{ line: s.line('ProcessPayment'), mode: 'attempt' }])
  expect((await s.move('continue')).body).toMatchObject({ reason: 'breakpoint', hitBreakpointIds: [1] })
  expect((await s.move('continue')).event).toBe('terminated')
})
