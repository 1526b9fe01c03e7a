import { readFileSync, symlinkSync } from 'node:fs'
import type { DebugProtocol as P } from '@vscode/debugprotocol'
import { describe, expect, test } from 'vitest'
import { counting, failing, hello, orderMocks, orders } from './support/machines'
import { TestSession } from './support/session'

const files = { 'machine.asl.json': counting }

/** Sets the breakpoints of a file before anything is launched. */
async function verified(content: unknown, breakpoints: P.SourceBreakpoint[], name = 'machine.asl.json') {
  const s = new TestSession({ [name]: content })
  await s.initialize()
  const response = await s.request('setBreakpoints', { source: { path: s.path(name) }, breakpoints })
  return response.breakpoints.map(({ verified, reason, line, column, message }) => ({ verified, reason, line, column, message }))
}

describe('a breakpoint is verified before the launch', () => {
  const text = `{
  "StartAt": "A",

  "States": {
    "A": {
      "Type": "Pass",
      "Next": "P"
    },
    "P": {
      "Type": "Parallel",
      "Branches": [
        {
          "StartAt": "B",
          "States": {
            "B": { "Type": "Pass", "End": true }
          }
        }
      ],
      "End": true
    }
  }
}
`
  test.each([
    ['on a key', 5, 5],
    ['on a transition: there', 7, 7],
    ['on the type of a state: its key', 6, 5],
    ['on StartAt: there', 13, 13],
    ['inside a branch, outside its states: where the branches begin', 12, 11],
    ['on the bracket that closes the branches: there', 18, 18],
    ['on a one-line state', 15, 15],
    ['above all states: the first', 3, 5],
    ['below all states: the nearest', 22, 15],
  ])('%s', async (_, line, expected) => {
    expect(await verified(text, [{ line }])).toMatchObject([{ verified: true, line: expected }])
  })

  test.each([24, 500, 0, -3])('not on line %s, which the file does not have', async (line) => {
    expect(await verified(text, [{ line }])).toEqual([{ verified: false, reason: 'failed', message: 'The file has 23 lines.' }])
  })

  test('by column in a file of one line', async () => {
    const line = JSON.stringify(counting)
    const columns = ['Init', 'Add', 'More', 'Done'].map((name) => line.indexOf(`"${name}":`) + 1)
    const rule = line.indexOf('{"Variable"') + 1
    const inside = line.indexOf('NumericLessThan')
    const result = line.indexOf('"Result"') + 1
    expect(
      await verified(
        line,
        [...columns, inside, result + 12, 1].map((column) => ({ line: 1, column })),
      ),
    ).toMatchObject([...columns, rule, result, columns[0]].map((column) => ({ verified: true, line: 1, column })))
  })

  test('in YAML', async () => {
    const yaml = 'StartAt: A\nStates:\n  A:\n    Type: Pass\n    Next: B\n  B:\n    Type: Succeed\n'
    expect(await verified(yaml, [{ line: 5 }, { line: 6 }], 'machine.asl.yaml')).toMatchObject([
      { verified: true, line: 5, column: 5 },
      { verified: true, line: 6, column: 3 },
    ])
  })

  test('in a template', async () => {
    const yaml = `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: A
        States:
          A:
            Type: Pass
            End: true
`
    expect(await verified(yaml, [{ line: 10 }], 'template.yaml')).toMatchObject([{ verified: true, line: 9, column: 11 }])
  })

  test('not where there is no state, no file, or no count', async () => {
    expect(await verified('{}', [{ line: 1 }])).toEqual([{ verified: false, reason: 'failed', message: 'There is no state in this file.' }])
    const s = new TestSession()
    await s.initialize()
    const { breakpoints } = await s.request('setBreakpoints', { source: { path: s.path('none.asl.json') }, breakpoints: [{ line: 1 }] })
    expect(breakpoints[0]).toMatchObject({ verified: false, reason: 'failed', message: 'The file cannot be read: there is no such file.' })
    expect(await verified(counting, [{ line: 4, hitCondition: 'often' }])).toMatchObject([
      { verified: false, reason: 'failed', message: expect.stringMatching(/often/) },
    ])
  })

  test('in a text that is still being typed', async () => {
    expect(await verified('{"States": {\n"A": {"Type": "Pass", "Ne', [{ line: 2 }])).toMatchObject([{ verified: true, line: 2, column: 1 }])
  })
})

test('the places where a breakpoint can be', async () => {
  const s = new TestSession(files)
  await s.initialize({ linesStartAt1: false, columnsStartAt1: false })
  const source = { path: s.path('machine.asl.json') }
  const { breakpoints } = await s.request('breakpointLocations', { source, line: 0, endLine: 100 })
  const text = readFileSync(source.path, 'utf8').split('\n')
  expect(breakpoints.map(({ line, column, endLine, endColumn }) => [line === endLine, text[line]!.slice(column, endColumn)])).toEqual(
    ['StartAt', 'Init', 'Result', 'Next', 'Add', 'Parameters', 'Next', 'More', 'Choices', '{', 'Next', 'Default', 'Done', 'Done', 'Type']
      .map((name) => (name === '{' ? name : `"${name}"`))
      .map((part) => [true, part]),
  )
  const one = await s.request('breakpointLocations', { source, line: s.line('Add') - 1 })
  expect(one.breakpoints).toHaveLength(1)
  const { breakpoints: within } = await s.request('breakpointLocations', { source, line: s.line('Done') - 2, column: 6, endColumn: 12 })
  expect(within).toEqual([])
})

test('a breakpoint by column stops in a definition of one line', async () => {
  const text = JSON.stringify(counting)
  const s = new TestSession({ 'machine.asl.json': text })
  const column = text.indexOf('"Done":') + 1
  await s.launch({ input: {} }, [{ line: 1, column }])
  const { stackFrames } = await s.request('stackTrace', { threadId: 1 })
  expect(stackFrames[0]).toMatchObject({ name: 'Done', line: 1, column, endLine: 1, endColumn: column + 6 })
})

/** The payload's `n` at each stop until the end. */
async function stops(breakpoint: Omit<P.SourceBreakpoint, 'line'>, state = 'Add'): Promise<unknown[]> {
  const s = new TestSession(files)
  const found: unknown[] = []
  let event = await s.launch({ input: {} }, [{ line: s.line(state), ...breakpoint }])
  while (event.event === 'stopped') {
    expect(event.body).toMatchObject({ reason: 'breakpoint', hitBreakpointIds: [1] })
    found.push(Number(await s.evaluate('$.n')))
    event = await s.move('continue')
  }
  return found
}

describe('a breakpoint stops', () => {
  test.each([
    ['at each visit', {}, [0, 1, 2, 3, 4]],
    ['where a JSONata condition holds', { condition: '{% $states.input.n >= 3 %}' }, [3, 4]],
    ['where a comparison of a path holds', { condition: '$.n == 2' }, [2]],
    ['where a path finds something true', { condition: '$.n' }, [1, 2, 3, 4]],
    ['where an intrinsic function gives something', { condition: 'States.MathAdd($.n, -1)' }, [0, 2, 3, 4]],
    ['at the third visit', { hitCondition: '3' }, [2]],
    ['from the fourth visit on', { hitCondition: '>= 4' }, [3, 4]],
    ['at each second visit', { hitCondition: '%2' }, [1, 3]],
    ['at the second time that the condition holds', { condition: '$.n > 1', hitCondition: '2' }, [3]],
    ['where all of a condition holds', { condition: '$.n >= 1 && ($.n < 3 || $.n == 4) && !($.n == 2)' }, [1, 4]],
    ['by the context object', { condition: "$$.State.Name == 'Add' && $.n == 3" }, [3]],
    ['where a path finds nothing: never', { condition: '$.missing' }, []],
    ['where values of two types are compared: never', { condition: "$.n >= '0'" }, []],
    ['never where the condition never holds', { condition: '$.n > 100' }, []],
  ])('%s', async (_, breakpoint, expected) => expect(await stops(breakpoint)).toEqual(expected))

  test('not where its condition cannot be evaluated over these values, and says so once', async () => {
    const s = new TestSession(files)
    const condition = 'States.ArrayGetItem(States.Array(1), $.n) > 1'
    expect((await s.launch({ input: {} }, [{ line: s.line('Add'), condition }])).event).toBe('terminated')
    expect(s.console.split('\n').filter((line) => line.startsWith('The condition'))).toEqual([
      expect.stringMatching(/^The condition "States\.ArrayGetItem.* > 1" cannot be evaluated: /),
    ])
  })

  test('not at all without debugging', async () => {
    const s = new TestSession(files)
    const end = await s.launch({ input: {}, noDebug: true, stopOnEntry: true }, [{ line: s.line('Add') }], ['all'])
    expect(end.event).toBe('terminated')
  })
})

test('a logpoint writes its message and does not stop', async () => {
  const s = new TestSession(files)
  const end = await s.launch({ input: {} }, [
    { line: s.line('More'), logMessage: 'n={$.n}, {$.n > 1}, twice {% $.n * 2 %}, {States.ArrayGetItem($.n, 0)}, {$.missing}' },
  ])
  expect(end.event).toBe('terminated')
  const lines = s.console.split('\n').filter((line) => line.startsWith('n='))
  expect(lines).toHaveLength(5)
  expect(lines[1]).toMatch(/^n=2, true, twice 4, \{The function 'States\.ArrayGetItem.*\}, undefined$/)
})

describe('function breakpoints', () => {
  test('stop at states by name, in branches too', async () => {
    const s = new TestSession({ 'machine.asl.json': failing })
    await s.initialize()
    const before = await s.request('setFunctionBreakpoints', { breakpoints: [{ name: 'Inner' }, { name: 'Nobody' }] })
    expect(before.breakpoints.map(({ verified }) => verified)).toEqual([false, false])
    await s.request('launch', { program: s.path('machine.asl.json') } as never)
    expect((await s.next('breakpoint')).body.breakpoint).toMatchObject({ id: 1, verified: true, line: s.line('Inner') })
    expect((await s.next('breakpoint')).body.breakpoint).toMatchObject({ id: 2, verified: false, message: 'No state is named "Nobody".' })
    await s.request('configurationDone')
    expect(await s.stopped()).toMatchObject({ reason: 'function breakpoint', hitBreakpointIds: [1], threadId: 2 })
  })
})

test.each(['setFunctionBreakpoints', 'setBreakpoints'] as const)(
  '%s: those that stay keep their numbers and their hits',
  async (command) => {
    const s = new TestSession(files)
    await s.launch({ input: {}, stopOnEntry: true })
    const set = async (...names: string[]) => {
      const each = (name: string) => (command === 'setBreakpoints' ? { line: s.line(name) } : { name })
      const breakpoints = names.map((name) => ({ ...each(name), ...(name === 'Add' && { hitCondition: '3' }) }))
      const source = { path: s.path('machine.asl.json') }
      const response = await s.request(command, { source, breakpoints } as never)
      return (response as { breakpoints: { id: number }[] }).breakpoints.map(({ id }) => id)
    }
    expect(await set('Add', 'More')).toEqual([1, 2])
    await s.move('continue')
    await s.move('continue')
    expect(await set('Done', 'Add')).toEqual([3, 1])
    await s.move('continue')
    expect([await s.stack(), await s.evaluate('$.n')]).toEqual([[`Add:${s.line('Add')}`], '2'])
  },
)

describe('a breakpoint that is not verified', () => {
  test.each([
    ['a condition', { condition: '$.n >' }, /^The condition "\$\.n >" cannot be read: After > comes .* \(column 6\)\.$/],
    ['JSONata without {% %}', { condition: '$sum($.n) > 1' }, /a JSONata expression stands in \{% %\} \(column 5\)\.$/],
    ['JSONata in {% %}', { condition: '{% $nonsense() %}' }, /There is no function \$nonsense \(column 4\)\.$/],
    ['a log message', { logMessage: 'n is {$.n +}' }, /^\{\$\.n \+\} in the log message cannot be read: .*\(column 5\)\.$/],
    ['a hit count', { hitCondition: 'often' }, /^The hit count "often" is never met/],
  ])('for %s says where, and does not stop', async (_, settings, message) => {
    const s = new TestSession(files)
    await s.initialize()
    await s.request('launch', { program: s.path('machine.asl.json') } as never)
    const source = { path: s.path('machine.asl.json') }
    const set = await s.request('setBreakpoints', { source, breakpoints: [{ line: s.line('Add'), ...settings }] })
    expect(set.breakpoints[0]).toMatchObject({ verified: false, reason: 'failed', line: s.line('Add') })
    expect(set.breakpoints[0]!.message).toMatch(message)
    if (!('logMessage' in settings)) {
      const named = await s.request('setFunctionBreakpoints', { breakpoints: [{ name: 'Add', ...settings }] })
      expect(named.breakpoints[0]).toMatchObject({ verified: false, reason: 'failed', message: set.breakpoints[0]!.message })
    }
    await s.request('configurationDone')
    expect((await s.stoppedOrEnded()).event).toBe('terminated')
    const said = `The breakpoint at Add does not stop. ${set.breakpoints[0]!.message}\n`
    expect(s.console).toContain(said)
    expect(s.console).toMatch(/Execution succeeded\n\{"n":5\}\n$/)
  })

  test('in another file is pending until that file runs', async () => {
    const s = new TestSession({ 'machine.asl.json': counting, 'other.asl.json': hello })
    await s.initialize()
    const set = () => s.request('setBreakpoints', { source: { path: s.path('other.asl.json') }, breakpoints: [{ line: 4 }] })
    expect((await set()).breakpoints[0]).toMatchObject({ id: 1, verified: true })
    await s.request('launch', { program: s.path('machine.asl.json') } as never)
    const pending = { id: 1, verified: false, reason: 'pending', message: expect.stringMatching(/^This file is not part of the run/) }
    expect((await s.next('breakpoint')).body).toMatchObject({ reason: 'changed', breakpoint: pending })
    expect((await set()).breakpoints[0]).toMatchObject(pending)
    await s.request('configurationDone')
    expect((await s.stoppedOrEnded()).event).toBe('terminated')
    await s.request('restart', { arguments: { program: s.path('other.asl.json') } } as never)
    expect((await s.next('breakpoint')).body).toMatchObject({ breakpoint: { id: 1, verified: true, line: 4 } })
    expect(await s.stopped()).toMatchObject({ reason: 'breakpoint', hitBreakpointIds: [1] })
  })

  test('counts no hits', async () => {
    const s = new TestSession(files)
    const breakpoints = [{ line: s.line('Add'), condition: '$.n > 2', hitCondition: '1' }]
    await s.launch({ input: {} }, breakpoints)
    expect(await s.evaluate('$.n')).toBe('3')
  })

  test('nor does its file offer a place to jump to', async () => {
    const s = new TestSession({ 'machine.asl.json': counting, 'other.asl.json': hello })
    await s.launch({ input: {}, stopOnEntry: true })
    const targets = async (name: string, line: number) =>
      (await s.request('gotoTargets', { source: { path: s.path(name) }, line })).targets.map(({ label }) => label)
    expect(await targets('machine.asl.json', s.line('More'))).toEqual(['More'])
    expect(await targets('other.asl.json', 4)).toEqual([])
    expect(await targets('machine.asl.json', 5000)).toEqual([])
  })
})

test.each([
  ['a condition', { condition: '$.n >= 3' }, [3, 4]],
  ['a hit count', { hitCondition: '2' }, [1]],
  ['both', { condition: '$.n >= 2', hitCondition: '% 2' }, [3]],
])('a function breakpoint takes %s', async (_, settings, expected) => {
  const s = new TestSession(files)
  await s.initialize()
  await s.request('launch', { program: s.path('machine.asl.json') } as never)
  const set = await s.request('setFunctionBreakpoints', { breakpoints: [{ name: 'Add', ...settings }] })
  expect(set.breakpoints[0]).toMatchObject({ verified: true, line: s.line('Add') })
  await s.request('configurationDone')
  const found: number[] = []
  for (let event = await s.stoppedOrEnded(); event.event === 'stopped'; event = await s.move('continue'))
    found.push(Number(await s.evaluate('$.n')))
  expect(found).toEqual(expected)
})

describe('changes while it runs', () => {
  test('a breakpoint that is set at a stop holds, one that is removed does not', async () => {
    const s = new TestSession(files)
    await s.launch({ input: {} }, [{ line: s.line('Init') }])
    const set = await s.request('setBreakpoints', { source: { path: s.path('machine.asl.json') }, breakpoints: [{ line: s.line('Done') }] })
    expect(set.breakpoints[0]).toMatchObject({ id: 2, verified: true })
    await s.move('continue')
    expect(await s.stack()).toEqual([`Done:${s.line('Done')}`])
  })

  test('hits on the way back are uncounted', async () => {
    const s = new TestSession(files)
    await s.launch({ input: {} }, [{ line: s.line('Add'), hitCondition: '3' }])
    expect(await s.evaluate('$.n')).toBe('2')
    await s.move('reverseContinue')
    expect(await s.stack()).toEqual([`Init:${s.line('Init')}`])
    await s.move('continue')
    expect(await s.evaluate('$.n')).toBe('2')
  })
})

describe('errors', () => {
  const launch = async (filters: string[], testCase: string) => {
    const s = new TestSession({ 'machine.asl.json': orders, 'mock.json': orderMocks })
    const event = await s.launch({ mockConfig: 'mock.json', testCase, input: {} }, [], filters)
    return event.event === 'stopped' ? (await s.stack())[0] : event.event
  }
  test.each([
    ['uncaught', 'Declined', 'terminated'],
    ['caught', 'Declined', 'Catch[0] (caught):27'],
    ['uncaught', 'NoStock', 'UpdateInventory (failed):37'],
    ['caught', 'NoStock', 'terminated'],
    ['all', 'Slow', 'Retry[0] (retry):16'],
    ['caught', 'Slow', 'terminated'],
    ['', 'NoStock', 'terminated'],
  ])('%s: %s', async (filter, testCase, expected) => {
    expect(await launch(filter === '' ? [] : [filter], testCase)).toBe(expected)
  })

  test('an error that is tried again stops once', async () => {
    const s = new TestSession({ 'machine.asl.json': orders, 'mock.json': orderMocks })
    await s.launch({ mockConfig: 'mock.json', testCase: 'Slow', input: {} }, [], ['all'])
    expect((await s.move('continue')).event).toBe('terminated')
  })

  test('tell the field that raised them', async () => {
    const machine = { StartAt: 'A', States: { A: { Type: 'Pass', Parameters: { deep: { 'x.$': '$.missing' } }, End: true } } }
    const s = new TestSession({ 'machine.asl.json': machine })
    await s.launch({ input: {} })
    const info = await s.request('exceptionInfo', { threadId: 1 })
    expect(info.exceptionId).toBe('States.Runtime')
    expect(info.details!.stackTrace!.split('\n')).toEqual([
      expect.stringMatching(/^at .*machine\.asl\.json:8:18$/),
      expect.stringMatching(/^at A .*machine\.asl\.json:4:5$/),
    ])
  })

  test('can be limited to names', async () => {
    for (const [condition, expected] of [
      ['Payment.Declined', 'stopped'],
      ['Other, Payment.Declined', 'stopped'],
      ['Other', 'terminated'],
    ] as const) {
      const s = new TestSession({ 'machine.asl.json': orders, 'mock.json': orderMocks })
      await s.initialize()
      await s.request('launch', { program: s.path('machine.asl.json'), mockConfig: 'mock.json', testCase: 'Declined' } as never)
      await s.request('setExceptionBreakpoints', { filters: [], filterOptions: [{ filterId: 'caught', condition }] })
      await s.request('configurationDone')
      expect((await s.stoppedOrEnded()).event).toBe(expected)
    }
  })

  test('a filter that cannot hold says why, and stops nothing', async () => {
    const s = new TestSession({ 'machine.asl.json': failing })
    await s.initialize()
    await s.request('launch', { program: s.path('machine.asl.json') } as never)
    const filterOptions = [
      { filterId: 'uncaught', condition: "$.error == 'Custom.Broken'" },
      { filterId: 'caught', condition: 'Custom.Broken, Other' },
      { filterId: 'nonsense' },
    ]
    const set = await s.request('setExceptionBreakpoints', { filters: ['all-of-them'], filterOptions })
    expect(set?.breakpoints).toEqual([
      {
        verified: false,
        reason: 'failed',
        message: 'There are no errors "all-of-them": there are uncaught, caught, retried, runtime, tolerated, named.',
      },
      { verified: false, reason: 'failed', message: expect.stringMatching(/^"\$.error" is no error name. Write error names/) },
      { verified: true },
      { verified: false, reason: 'failed', message: expect.stringMatching(/^There are no errors "nonsense"/) },
    ])
    await s.request('configurationDone')
    expect((await s.stoppedOrEnded()).event).toBe('terminated')
  })

  test("a Parallel that catches its branch makes the branch's error a caught one", async () => {
    const caught = structuredClone(failing) as never as { States: { Outer: Record<string, unknown> } }
    caught.States.Outer.Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Rescue' }]
    ;(caught.States as Record<string, unknown>).Rescue = { Type: 'Succeed' }
    const s = new TestSession({ 'machine.asl.json': caught })
    expect((await s.launch({ input: {} }, [], ['uncaught'])).event).toBe('terminated')
    const t = new TestSession({ 'machine.asl.json': caught })
    expect((await t.launch({ input: {} }, [], ['caught'])).body).toMatchObject({ reason: 'exception', threadId: 2 })
    // The Parallel fails with the same error: no second stop.
    expect((await t.move('continue', 2)).event).toBe('terminated')
  })
})

test('a hello world without breakpoints runs to its end', async () => {
  const s = new TestSession({ 'machine.asl.json': hello })
  expect((await s.launch({ input: { name: 'x' } })).event).toBe('terminated')
  expect(s.console).toBe('Hello entered\nHello exited\nWorld entered\nWorld exited\nExecution succeeded\n{"text":"Hello x"}\n')
})

test('a breakpoint that names the file through a link is one of the program', async () => {
  const s = new TestSession({ 'real/machine.asl.json': counting })
  symlinkSync(s.path('real'), s.path('link'))
  const line = s.line('Add', 'real/machine.asl.json')
  await s.initialize()
  await s.request('launch', { program: s.path('real/machine.asl.json') } as P.LaunchRequestArguments)
  const { breakpoints } = await s.request('setBreakpoints', { source: { path: s.path('link/machine.asl.json') }, breakpoints: [{ line }] })
  expect(breakpoints[0]).toMatchObject({ verified: true, line })
  await s.request('configurationDone')
  expect((await s.stoppedOrEnded()).body).toMatchObject({ reason: 'breakpoint' })
})
