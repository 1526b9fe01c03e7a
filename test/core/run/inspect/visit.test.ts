import { describe, expect, test } from 'vitest'
import { hindsightOf, type TaskCall, type TaskOutcome } from '../../../../core/interpreter'
import { parseDocument } from '../../../../core/model/parse'
import { Inspector } from '../../../../core/run/inspect/inspector'
import type { VisitDetail } from '../../../../core/run/inspect/types'
import { begin, type Definition, machine, run } from '../../interpreter/run'
import { entries, inspectorOf, line, visitOf, whole } from './look'

const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:f'
const Retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2 }]
const retried = machine({
  A: { Type: 'Task', Resource: lambda, Parameters: { 'at.$': '$$.State.RetryCount' }, Retry, Next: 'B' },
  B: { Type: 'Succeed' },
})
const third = ({ attempt }: TaskCall): TaskOutcome =>
  attempt < 2 ? { kind: 'failed', error: 'Busy', cause: `${attempt}` } : { kind: 'succeeded', output: { ok: true }, source: 'mock' }

const startTime = Date.UTC(2026, 0, 1)

describe('the attempts of a state', () => {
  const attempts = [
    { attempt: 0, is: 'failed', start: 0, end: 0, error: 'Busy', cause: '0', event: 3, retrier: 0, backoff: 2000 },
    { attempt: 1, is: 'failed', start: 2000, end: 2000, error: 'Busy', cause: '1', event: 6, retrier: 0, backoff: 4000 },
    { attempt: 2, is: 'succeeded', start: 6000, end: 6000, event: 9, answeredBy: 'mock' },
  ]
  const relative = (detail: Pick<VisitDetail, 'attempts'>) =>
    detail.attempts.map(({ start, end, ...rest }) => ({
      ...rest,
      start: start - startTime,
      ...(end !== undefined && { end: end - startTime }),
    }))

  test('each has its times, its error, its Retrier, and a pipeline of its own', async () => {
    const execution = await run(retried, { task: third, remember: true })
    const inspector = inspectorOf(execution, retried)
    const last = visitOf(inspector, execution, 'A')
    expect(relative(last)).toEqual(attempts)
    expect(last).toMatchObject({ status: 'succeeded', attempt: 2, way: { next: 'B' }, end: startTime + 6000 })
    expect(last.error).toBeUndefined()
    const first = visitOf(inspector, execution, 'A', 0)
    expect(first.pipeline.map(line).slice(2, 5)).toEqual(['Parameters gave {"at":0} +at', 'Task result failed', 'ResultSelector skipped'])
    expect(first.output).toBeUndefined()
    expect(last.pipeline.map(line)[2]).toBe('Parameters gave {"at":2} +at')
  })

  test('the events alone tell as much of them, without who took the error', async () => {
    const execution = await run(retried, { task: third })
    const detail = visitOf(inspectorOf(execution, retried, true), execution, 'A')
    expect(relative(detail)).toEqual(attempts.map(({ retrier, ...rest }) => rest))
    expect(detail).toMatchObject({ eventsAlone: true, status: 'succeeded' })
  })

  test('those to come are told while the state waits', async () => {
    const execution = begin(retried, { task: third, remember: true })
    while (execution.next?.waitingFor === undefined && execution.threads[0]?.waitingFor === undefined) await execution.step()
    const detail = visitOf(inspectorOf(execution, retried), execution, 'A')
    expect(detail).toMatchObject({ status: 'running' })
    expect(relative(detail).map(({ attempt, is, start, backoff }) => [attempt, is, start, backoff])).toEqual([
      [0, 'failed', 0, 2000],
      [1, 'waited for', 2000, undefined],
      [2, 'to come', 6000, undefined],
      [3, 'to come', 14000, undefined],
    ])
  })
})

const failing = (): TaskOutcome => ({ kind: 'failed', error: 'Boom', cause: 'no' })
const task: Definition = { Type: 'Task', Resource: lambda, End: true }
const B: Definition = { Type: 'Pass', End: true }

describe('how a visit has ended', () => {
  const rows: readonly [string, Definition, TaskOutcome | undefined, string, Record<string, unknown>][] = [
    ['it has succeeded', task, undefined, 'succeeded', {}],
    ['it has failed', task, failing(), 'failed', { error: { error: 'Boom', cause: 'no' } }],
    [
      'it has been caught',
      { ...task, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }] },
      failing(),
      'caught',
      { error: { error: 'Boom', cause: 'no' } },
    ],
    ['it has timed out', { ...task, TimeoutSeconds: 5 }, { kind: 'timedOut' }, 'timedOut', { error: { error: 'States.Timeout' } }],
  ]
  for (const [title, A, outcome, status, more] of rows)
    test(title, async () => {
      const definition = machine({ A, B })
      const execution = await run(definition, { remember: true, ...(outcome && { task: () => outcome }) })
      for (const alone of [false, true])
        expect(visitOf(inspectorOf(execution, definition, alone), execution, 'A')).toMatchObject({ status, ...more })
    })

  test('it was cut short with the branch beside it', async () => {
    const slow = machine({ Slow: { Type: 'Wait', Seconds: 100, End: true } })
    const definition = machine({ P: { Type: 'Parallel', Branches: [slow, machine({ Bad: { Type: 'Fail', Error: 'E' } })], End: true } })
    const execution = await run(definition, { remember: true })
    const inspector = inspectorOf(execution, definition)
    expect(visitOf(inspector, execution, 'Slow').status).toBe('aborted')
    expect(visitOf(inspector, execution, 'Bad').status).toBe('failed')
    expect(visitOf(inspector, execution, 'P')).toMatchObject({ status: 'failed', error: { error: 'E' } })
  })

  test('of each round of a loop there is a visit of its own', async () => {
    const definition = machine({
      A: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'C' },
      C: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericLessThan: 3, Next: 'A' }], Default: 'D' },
      D: { Type: 'Succeed' },
    })
    const execution = await run(definition, { input: { n: 0 }, remember: true })
    const inspector = inspectorOf(execution, definition)
    expect(entries(execution, 'A').map((id) => whole(inspector.visit(id)?.output?.shown))).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
    expect(entries(execution, 'C').map((id) => inspector.visit(id)?.way)).toMatchObject([
      { by: 'Choices[0]', next: 'A' },
      { by: 'Choices[0]' },
      { by: 'Default', next: 'D' },
    ])
  })
})

test('variables are told as they were before and after', async () => {
  const definition = machine({
    A: { Type: 'Pass', Assign: { kept: 1, changed: { x: 1, y: 1 } }, Next: 'B' },
    B: { Type: 'Pass', Assign: { changed: { x: 1, y: 2 }, made: true }, End: true },
  })
  const execution = await run(definition, { remember: true })
  const { variables } = visitOf(inspectorOf(execution, definition), execution, 'B')
  const shown = variables.map(({ name, before, after, differences }) => [
    name,
    whole(before?.shown),
    whole(after?.shown),
    differences?.list.map(({ steps }) => steps),
  ])
  expect(shown).toEqual([
    ['changed', { x: 1, y: 1 }, { x: 1, y: 2 }, [['y']]],
    ['made', undefined, true, undefined],
    ['kept', 1, undefined, undefined],
  ])
  expect(variables[0]!.before!.path).toBe('$changed')
})

test('what is no entry of a state has no visit', async () => {
  const definition = machine({ B })
  const execution = await run(definition, { remember: true })
  const inspector = inspectorOf(execution, definition)
  for (const id of [0, 1, 3, 99, -1, 1.5]) expect(inspector.visit(id)).toBeUndefined()
  for (const attempt of [-1, 9]) expect(inspector.visit(2, attempt)?.attempt).toBe(0)
})

describe('an execution at a glance', () => {
  test('with its names, times and error', async () => {
    const definition = machine({ A: task })
    const execution = await run(definition, { remember: true, task: failing, input: { a: 1 } })
    expect(inspectorOf(execution, definition).execution()).toMatchObject({
      status: 'FAILED',
      error: 'Boom',
      cause: 'no',
      input: { shown: { whole: { a: 1 } }, path: '$' },
      events: 6,
      transitions: 1,
      start: startTime,
      end: startTime,
      redrives: 0,
    })
  })

  test('while it runs it has no end', () => {
    const definition = machine({ A: task })
    const detail = inspectorOf(begin(definition, { remember: true }), definition).execution()
    expect(detail.status).toBe('RUNNING')
    expect(detail.end).toBeUndefined()
  })
})

test('a state that goes on is told by its own thread, stage by stage, and nothing is done again for it', async () => {
  const definition = machine({
    A: { Type: 'Task', Resource: lambda, Parameters: { 'x.$': '$.a' }, ResultPath: '$.r', Next: 'B' },
    B,
  })
  const execution = begin(definition, { input: { a: 1 }, remember: true })
  let asked = 0
  const document = parseDocument(JSON.stringify(definition), { format: 'json', content: 'definition' })
  const hindsight = () => {
    asked++
    return hindsightOf(execution)
  }
  const inspector = new Inspector({ execution, document, hindsight, threads: () => execution.threads })
  const seen: string[][] = []
  while (execution.next?.state?.name !== 'B') {
    const detail = execution.history.length > 1 ? inspector.visit(2) : undefined
    if (detail !== undefined) seen.push(detail.pipeline.filter(({ did }) => did === 'gave').map(({ title }) => title))
    if (detail !== undefined) expect(detail.status).toBe('running')
    await execution.step()
  }
  expect(seen.at(0)).toEqual(['State input'])
  expect(seen.at(-1)).toEqual(['State input', 'Parameters', 'Task result', 'ResultPath', 'State output'])
  expect(asked).toBe(0)
  expect(inspector.visit(2)?.status).toBe('succeeded')
  expect(asked).toBe(1)
})
