import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HistoryRow } from '../../../core/history/rows'
import type { TaskCall, TaskOutcome } from '../../../core/interpreter'
import { threadsOf, type Visit, type VisitThread } from '../../../webview/table/visit'
import { Visits } from '../../../webview/table/visits'
import { begin, type Definition, machine, type RunOptions } from '../../core/interpreter/run'
import { begunExample } from '../../examples/execute'
import { runs } from '../../examples/runs'
import { anyTask, inputs, machines } from '../../support/anyMachine'
import { longHistory, orderHistory, rowsOf } from '../history'
import { importedRows, machineRows, rowsOfRun } from './machineRows'

const visitsOf = (rows: readonly HistoryRow[]): Visits => {
  const visits = new Visits()
  visits.apply({ from: 0, events: rows, status: 'RUNNING' })
  return visits
}

/** "Pay failed +0-350 [failed 0-350 Boom]", with what is in it below. */
function told(visits: Visits): string[] {
  const { start } = visits.execution
  const when = (time: number | undefined) => (time === undefined ? '' : String(time - start))
  const span = (of: { readonly start: number; readonly end: number | undefined }) => `${when(of.start)}-${when(of.end)}`
  const lines: string[] = []
  const visit = (of: Visit, indent: string) => {
    const attempts = of.attempts.map((a) => `${a.status} ${span(a)}${a.trouble?.error === undefined ? '' : ` ${a.trouble.error}`}`)
    lines.push(`${indent}${of.name} ${of.status} ${span(of)}${attempts.length === 0 ? '' : ` [${attempts.join(', ')}]`}`)
    for (const each of threadsOf(of)) thread(each, `${indent}  `)
  }
  const thread = (of: VisitThread, indent: string) => {
    lines.push(`${indent}${of.kind} ${of.index} ${of.status} ${span(of)}`)
    for (const each of of.visits) visit(each, `${indent}  `)
  }
  for (const each of visits.roots) visit(each, '')
  return [`execution ${visits.execution.status} ${span(visits.execution)}`, ...lines]
}

const lambda = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f' }
const pass = { Type: 'Pass', End: true }
const retry = (MaxAttempts: number) => [{ ErrorEquals: ['Boom'], IntervalSeconds: 2, MaxAttempts, BackoffRate: 1 }]
const caught = { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Late' }] }
const boom: TaskOutcome = { kind: 'failed', error: 'Boom', cause: 'no', duration: 1 }
const fine: TaskOutcome = { kind: 'succeeded', output: 1, duration: 5 }
const failing = (...keys: readonly string[]) => ({ task: ({ key }: TaskCall) => (keys.includes(key) ? boom : fine) })
const three = { input: [1, 2, 3] }
const jsonata = { QueryLanguage: 'JSONata' }
const map = (ItemProcessor: Definition, rest: Definition = {}) => ({ Type: 'Map', ItemProcessor, ...rest })

const cases: readonly (readonly [name: string, definition: Definition, options: RunOptions, told: string])[] = [
  [
    'states one after the other',
    machine({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Wait', Seconds: 3, End: true } }),
    {},
    `
      execution succeeded 0-3000
      A succeeded 0-0
      B succeeded 0-3000
    `,
  ],
  [
    'a task that is tried again',
    machine({ T: { ...lambda, Retry: retry(2), End: true } }),
    failing('T#1#0', 'T#1#1'),
    `
      execution succeeded 0-11000
      T succeeded 0-11000 [failed 0-1000 Boom, failed 3000-4000 Boom, succeeded 6000-11000]
    `,
  ],
  [
    'a task that fails',
    machine({ T: { ...lambda, Retry: retry(1), End: true } }),
    failing('T#1#0', 'T#1#1'),
    `
      execution failed 0-4000
      T failed 0-4000 [failed 0-1000 Boom, failed 3000-4000 Boom]
    `,
  ],
  [
    'an error that is caught',
    machine({ T: { ...lambda, ...caught, End: true }, Late: pass }),
    failing('T#1#0'),
    `
      execution succeeded 0-1000
      T caught 0-1000 [failed 0-1000 Boom]
      Late succeeded 1000-1000
    `,
  ],
  [
    'a task that takes too long',
    machine({ T: { ...lambda, TimeoutSeconds: 2, End: true } }),
    { task: () => ({ kind: 'succeeded', output: 1, duration: 9 }) },
    `
      execution failed 0-2000
      T timedOut 0-2000 [timedOut 0-2000 States.Timeout]
    `,
  ],
  [
    'parameters that cannot be evaluated',
    machine({ T: { ...lambda, Arguments: '{% $nothing() %}', ...caught, End: true }, Late: pass }, jsonata),
    {},
    `
      execution succeeded 0-0
      T caught 0-0 [failed 0-0 States.QueryEvaluationError]
      Late succeeded 0-0
    `,
  ],
  [
    'an output that cannot be evaluated',
    machine({ T: { ...lambda, Output: '{% $nothing() %}', ...caught, End: true }, Late: pass }, jsonata),
    {},
    `
      execution succeeded 0-0
      T caught 0-0 [succeeded 0-0]
      Late succeeded 0-0
    `,
  ],
  [
    'branches',
    machine({
      P: {
        Type: 'Parallel',
        Branches: [machine({ A: { ...lambda, Next: 'B' }, B: pass }), machine({ W: { Type: 'Wait', Seconds: 9, End: true } })],
        End: true,
      },
    }),
    {},
    `
      execution succeeded 0-9000
      P succeeded 0-9000 [succeeded 0-9000]
        branch 0 succeeded 0-0
          A succeeded 0-0 [succeeded 0-0]
          B succeeded 0-0
        branch 1 succeeded 0-9000
          W succeeded 0-9000
    `,
  ],
  [
    'a branch that fails, is tried again and caught',
    machine({
      P: {
        ...{ Type: 'Parallel', Retry: retry(1), ...caught, Next: 'Late' },
        Branches: [
          machine({ A: { ...lambda, End: true } }),
          machine({ W: { Type: 'Wait', Seconds: 5, Next: 'X' }, X: pass }),
          machine({ Q: { Type: 'Parallel', Branches: [machine({ B: { ...lambda, End: true } })], End: true } }),
        ],
      },
      Late: { Type: 'Fail', Error: 'E' },
    }),
    failing('P#1#0[0]/A#1#0', 'P#1#1[0]/A#1#0'),
    `
      execution failed 0-4000
      P caught 0-4000 [failed 0-1000 Boom, failed 3000-4000 Boom]
        branch 0 failed 0-1000
          A failed 0-1000 [failed 0-1000 Boom]
        branch 1 aborted 0-1000
          W aborted 0-1000
        branch 2 aborted 0-1000
          Q aborted 0-1000 [aborted 0-1000]
            branch 0 aborted 0-1000
              B aborted 0-1000 [aborted 0-1000]
        branch 0 failed 3000-4000
          A failed 3000-4000 [failed 3000-4000 Boom]
        branch 1 aborted 3000-4000
          W aborted 3000-4000
        branch 2 aborted 3000-4000
          Q aborted 3000-4000 [aborted 3000-4000]
            branch 0 aborted 3000-4000
              B aborted 3000-4000 [aborted 3000-4000]
      Late failed 4000-4000
    `,
  ],
  [
    'a branch that ends with a Fail',
    machine({
      P: {
        Type: 'Parallel',
        Branches: [machine({ F: { Type: 'Fail' } }), machine({ W: { Type: 'Wait', Seconds: 5, End: true } })],
        End: true,
      },
    }),
    {},
    `
      execution failed 0-0
      P failed 0-0 [failed 0-0]
        branch 0 failed 0-0
          F failed 0-0
        branch 1 aborted 0-0
          W aborted 0-0
    `,
  ],
  [
    'items',
    machine({ M: { ...map(machine({ T: { ...lambda, End: true } })), End: true } }),
    three,
    `
      execution succeeded 0-0
      M succeeded 0-0 [succeeded 0-0]
        item 0 succeeded 0-0
          T succeeded 0-0 [succeeded 0-0]
        item 1 succeeded 0-0
          T succeeded 0-0 [succeeded 0-0]
        item 2 succeeded 0-0
          T succeeded 0-0 [succeeded 0-0]
    `,
  ],
  [
    'an item that fails',
    machine({ M: { ...map(machine({ T: { ...lambda, End: true } })), End: true } }),
    { ...three, ...failing('M#1#0[1]/T#1#0') },
    `
      execution failed 0-1000
      M failed 0-1000 [failed 0-1000 Boom]
        item 0 aborted 0-1000
          T aborted 0-1000 [aborted 0-1000]
        item 1 failed 0-1000
          T failed 0-1000 [failed 0-1000 Boom]
        item 2 aborted 0-1000
          T aborted 0-1000 [aborted 0-1000]
    `,
  ],
  [
    'no items',
    machine({ M: { ...map(machine({ T: { ...lambda, End: true } })), End: true } }),
    { input: [] },
    `
      execution succeeded 0-0
      M succeeded 0-0 [succeeded 0-0]
    `,
  ],
  [
    'items within items',
    machine({ M: { ...map(machine({ N: { ...map(machine({ I: pass })), End: true } })), End: true } }),
    { input: [[1, 2], [3]] },
    `
      execution succeeded 0-0
      M succeeded 0-0 [succeeded 0-0]
        item 0 succeeded 0-0
          N succeeded 0-0 [succeeded 0-0]
            item 0 succeeded 0-0
              I succeeded 0-0
            item 1 succeeded 0-0
              I succeeded 0-0
        item 1 succeeded 0-0
          N succeeded 0-0 [succeeded 0-0]
            item 0 succeeded 0-0
              I succeeded 0-0
    `,
  ],
  [
    'a loop',
    machine(
      {
        A: { Type: 'Pass', Assign: { n: '{% $states.input.n %}' }, Next: 'B' },
        B: { Type: 'Pass', Output: { n: '{% $states.input.n + 1 %}' }, Next: 'C' },
        C: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.n < 2 %}', Next: 'A' }], Default: 'Late' },
        Late: { Type: 'Succeed' },
      },
      jsonata,
    ),
    { input: { n: 0 } },
    `
      execution succeeded 0-0
      A succeeded 0-0
      B succeeded 0-0
      C succeeded 0-0
      A succeeded 0-0
      B succeeded 0-0
      C succeeded 0-0
      Late succeeded 0-0
    `,
  ],
  [
    'a Map Run',
    machine({
      M: {
        ...map(machine({ T: { ...lambda, End: true } }, { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } })),
        End: true,
      },
    }),
    three,
    `
      execution succeeded 0-0
      M succeeded 0-0 [succeeded 0-0]
    `,
  ],
]

test.each(cases)('%s', async (_, definition, options, expected) => {
  expect(told(visitsOf(await machineRows(definition, options)))).toEqual(lines(expected))
})

/** Without the indent of the table. */
function lines(text: string): string[] {
  const all = text.split('\n').slice(1, -1)
  const indent = all[0]!.search(/\S/)
  return all.map((line) => line.slice(indent))
}

const redriven: readonly (readonly [name: string, definition: Definition, failing: readonly string[], told: string])[] = [
  [
    'a task',
    machine({ T: { ...lambda, End: true } }),
    ['T#1#0'],
    `
      execution succeeded 0-6000
      T succeeded 0-6000 [failed 0-1000 Boom, succeeded 1000-6000]
    `,
  ],
  [
    'the items that have not succeeded',
    machine({ M: { ...map(machine({ T: { ...lambda, End: true } })), End: true } }),
    ['M#1#0[1]/T#1#0'],
    `
      execution succeeded 0-6000
      M succeeded 0-6000 [succeeded 0-6000]
        item 0 succeeded 0-6000
          T succeeded 0-6000 [aborted 0-1000, succeeded 1000-6000]
        item 1 succeeded 0-6000
          T succeeded 0-6000 [failed 0-1000 Boom, succeeded 1000-6000]
        item 2 succeeded 0-6000
          T succeeded 0-6000 [aborted 0-1000, succeeded 1000-6000]
    `,
  ],
  [
    'a branch',
    machine({ P: { Type: 'Parallel', Branches: [machine({ A: { ...lambda, Next: 'B' }, B: pass }), machine({ C: pass })], End: true } }),
    ['P#1#0[0]/A#1#0'],
    `
      execution succeeded 0-6000
      P succeeded 0-6000 [succeeded 0-6000]
        branch 0 succeeded 0-6000
          A succeeded 0-6000 [failed 0-1000 Boom, succeeded 1000-6000]
          B succeeded 6000-6000
        branch 1 succeeded 0-0
          C succeeded 0-0
    `,
  ],
  [
    'a Fail state, which fails again',
    machine({ F: { Type: 'Fail' } }),
    [],
    `
      execution failed 0-0
      F failed 0-0
    `,
  ],
]

test.each(redriven)('a redrive goes on with %s', async (_, definition, keys, expected) => {
  const rows = await rowsOfRun(begin(definition, { ...three, ...failing(...keys), redrivable: true, remember: true }), 1)
  const visits = visitsOf(rows)
  expect(told(visits)).toEqual(lines(expected))
  expect(visits.execution.redrives).toHaveLength(1)
})

test('what belongs to an event is found, and what to a state', async () => {
  const visits = visitsOf(await machineRows(machine({ M: { ...map(machine({ T: { ...lambda, End: true } })), End: true } }), three))
  const item = visits.threadOf(6)!
  expect(item).toMatchObject({ kind: 'item', index: 1, owner: { name: 'M' } })
  expect(visits.byEvent(6)?.name).toBe('M')
  expect(visits.byEvent(7)).toBe(item.visits[0])
  expect(visits.byEvent(1)).toBeUndefined()
  const key = JSON.stringify(['States', 'M', 'ItemProcessor', 'States', 'T'])
  expect(visits.ofState(key).map(({ thread }) => thread.index)).toEqual([0, 1, 2])
  expect(visits.countsOf(key)).toMatchObject({ running: 0, succeeded: 3 })
  expect([...visits.keys]).toEqual([JSON.stringify(['States', 'M']), key])
  expect(visits.ofState('__proto__')).toEqual([])
  const [attempt] = visits.roots[0]!.attempts
  expect(attempt?.children).toMatchObject({ length: 3, counts: { succeeded: 3, running: 0 } })
})

test('a task tells when somebody began, since when it waits, and who answered', () => {
  const task = { resourceType: 'sqs', resource: 'sendMessage.waitForTaskToken' }
  const rows = rowsOf([
    ['ExecutionStarted', 0],
    ['TaskStateEntered', 0, 'T', { name: 'T' }],
    ['TaskScheduled', 10, 'T', task],
    ['TaskStarted', 20, 'T', task],
    ['TaskSubmitted', 30, 'T', { ...task, output: '{}' }],
    ['TaskSucceeded', 90, 'T', { ...task, output: '{}' }],
  ])
  const visits = visitsOf(rows.map((row) => (row.event.id === 6 ? { ...row, answeredBy: 'callback' } : row)))
  const { start } = visits.execution
  const [attempt] = visits.roots[0]!.attempts
  expect(attempt).toMatchObject({ start: start + 10, started: start + 20, submitted: start + 30, end: start + 90, answeredBy: 'callback' })
  expect(visits.roots[0]).toMatchObject({ status: 'running', events: [2, 3, 4, 5, 6] })
})

test('a Map Run is known by what the history tells of it', async () => {
  const rows = rowsOf([
    ['ExecutionStarted', 0],
    ['MapStateEntered', 0, 'M', { name: 'M' }],
    ['MapStateStarted', 0, 'M', { length: 0 }],
    ['MapRunStarted', 0, 'M', { mapRunArn: 'arn:1' }],
    ['MapRunFailed', 50, 'M', { error: 'States.ExceedToleratedFailureThreshold' }],
    ['MapStateFailed', 50, 'M'],
    ['ExecutionFailed', 50],
    ['ExecutionRedriven', 60, undefined, { redriveCount: 1 }],
    ['MapRunRedriven', 60, 'M', { mapRunArn: 'arn:1', redriveCount: 1 }],
    ['MapRunSucceeded', 90, 'M'],
    ['MapStateSucceeded', 90, 'M'],
    ['MapStateExited', 90, 'M', { name: 'M' }],
  ])
  const at = (length: number) => visitsOf(rows.slice(0, length)).roots[0]
  expect(at(5)).toMatchObject({
    mapRun: { event: 4, arn: 'arn:1', status: 'failed' },
    trouble: { error: 'States.ExceedToleratedFailureThreshold' },
  })
  expect(at(7)).toMatchObject({ status: 'failed', mapRun: { status: 'failed' } })
  expect(at(9)).toMatchObject({ status: 'running', mapRun: { event: 4, status: 'running', redrives: 1, end: undefined } })
  expect(at(12)).toMatchObject({ status: 'succeeded', mapRun: { status: 'succeeded' }, trouble: undefined })
})

test('a state that the debugger has jumped out of was cut short, with all that was in it', () => {
  const branch = [2, 'P [0]'] as const
  const rows = rowsOf([
    ['ExecutionStarted', 0],
    ['ParallelStateEntered', 0, 'P', { name: 'P' }],
    ['ParallelStateStarted', 0, 'P'],
    ['WaitStateEntered', 0, 'W', { name: 'W' }, branch],
    ['PassStateEntered', 7, 'A', { name: 'A' }],
  ])
  const visits = visitsOf(rows.map((row) => (row.threadId === 2 ? { ...row, parentId: 1, index: 0 } : row)))
  expect(told(visits)).toEqual([
    'execution running 0-',
    'P aborted 0-7 [aborted 0-7]',
    '  branch 0 aborted 0-7',
    '    W aborted 0-7',
    'A running 7-',
  ])
})

describe('going back', () => {
  const everything = (visits: Visits) => [
    told(visits),
    [...visits.keys].map((key) => [key, visits.ofState(key).map(({ events }) => events), visits.countsOf(key)]),
  ]

  test('to any event is as if nothing had come after it, for any machine', () =>
    fc.assert(
      fc.asyncProperty(machines, inputs, fc.nat(), async (definition, input, seed) => {
        const rows = await machineRows(definition, { input, task: anyTask, limits: { historyEvents: 200 } })
        const visits = visitsOf(rows)
        const to = seed % (rows.length + 1)
        visits.apply({ from: to, events: [], status: 'RUNNING' })
        expect(everything(visits)).toEqual(everything(visitsOf(rows.slice(0, to))))
        visits.apply({ from: to, events: rows.slice(to), status: 'RUNNING' })
        expect(everything(visits)).toEqual(everything(visitsOf(rows)))
      }),
      { numRuns: 150 },
    ))

  test('by one event does not read the others again', () => {
    const rows = longHistory(25_000)
    const visits = visitsOf(rows)
    const first = visits.roots[0]
    for (let length = 24_999; length > 20_000; length--) visits.apply({ from: length, events: [], status: 'RUNNING' })
    expect(visits.roots).toHaveLength(10_001)
    expect(visits.roots[0]).toBe(first)
  })
})

test('the branches and items of any machine are counted as they stand, and nothing runs when it has ended', () =>
  fc.assert(
    fc.asyncProperty(machines, inputs, async (definition, input) => {
      const visits = visitsOf(await machineRows(definition, { input, task: anyTask, limits: { historyEvents: 300 } }))
      const isRunning = visits.execution.status === 'running'
      for (const key of visits.keys) {
        const all = visits.ofState(key)
        for (const status of ['running', 'succeeded', 'failed', 'timedOut', 'aborted', 'caught'] as const)
          expect(visits.countsOf(key)[status]).toBe(all.filter((each) => each.status === status).length)
        for (const { attempts, status } of all) {
          if (!isRunning) expect(status).not.toBe('running')
          for (const { children } of attempts)
            for (const each of children?.threads ?? [])
              expect(children!.counts[each.status]).toBe(children!.threads.filter((t) => t.status === each.status).length)
        }
      }
    }),
    { numRuns: 150 },
  ))

test('a history without its beginning, with types that nobody knows and threads of nobody harms nothing', () => {
  const rows = orderHistory()
  for (let from = 0; from < rows.length; from++) visitsOf(rows.slice(from))
  const visits = visitsOf(
    rowsOf([
      ['MapStateSucceeded', 0, 'M', {}, [7, 'M [0]']],
      ['__proto__', 0, '__proto__'],
      ['MapIterationStarted', 0, 'M', { index: 0 }, [9, 'constructor']],
      ['TaskSubmitted', 0, 'T'],
      ['PassStateEntered', 0, '__proto__', { name: '__proto__' }],
      ['TaskSucceeded', 0, 'T'],
    ]),
  )
  expect(visits.roots.map(({ name, status }) => `${name} ${status}`)).toEqual(['__proto__ running'])
})

describe('a history of AWS, of which only the events are known, has the same visits:', () => {
  test.each(runs().map((each) => [`${each.definition} ${each.input} ${each.testCase}`, each] as const))('%s', async (_, each) => {
    const execution = await begunExample(each)
    const own = visitsOf(await rowsOfRun(execution))
    expect(told(visitsOf(importedRows(execution)))).toEqual(told(own))
  })
})
