import { describe, expect, test } from 'vitest'
import { detailsOf, type HistoryEvent } from '../../../core/history/types'
import { begin, type Definition, eventsOf, machine, type RunOptions, run } from '../interpreter/run'

const lambda = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f' }
const pass = { Type: 'Pass' }

/** `Type input` or `Type output` of each event that has a payload. */
const payloads = (events: readonly HistoryEvent[]): string[] =>
  events.flatMap((event) => {
    const details = detailsOf(event)
    return (['input', 'parameters', 'output'] as const).flatMap((name) =>
      details[name] === undefined ? [] : [`${event.type} ${details[name]}`],
    )
  })

const sent = (definition: Definition, inputText: string, options: RunOptions = {}) =>
  run(definition, { input: JSON.parse(inputText), inputText, ...options }).then((execution) => payloads(eventsOf(execution)))

describe('the input is in the history as it was sent', () => {
  test.each(['{ "n": 1.0 }', '[1,  2]', '{\n  "big": 12345678901234567890\n}', '1.0', ' null', '"caf\\u00e9"'])('%s', async (text) => {
    const events = await sent(machine({ A: { ...lambda, End: true } }), text, { task: () => ({ kind: 'succeeded', output: true }) })
    expect(events).toEqual([
      `ExecutionStarted ${text}`,
      `TaskStateEntered ${text}`,
      `LambdaFunctionScheduled ${text}`,
      'LambdaFunctionSucceeded true',
      'TaskStateExited true',
      'ExecutionSucceeded true',
    ])
  })

  test('and wherever it goes on unchanged: through a state, into branches, to an integration', async () => {
    const text = '{ "a":1 }'
    const branch = machine({ B: { ...pass, End: true } })
    const queue = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage' }
    const needed = '{"QueueUrl": "q",  "MessageBody": "m"}'
    expect(await sent(machine({ A: { ...pass, Next: 'P' }, P: { Type: 'Parallel', Branches: [branch], End: true } }), text)).toEqual([
      `ExecutionStarted ${text}`,
      `PassStateEntered ${text}`,
      `PassStateExited ${text}`,
      `ParallelStateEntered ${text}`,
      `PassStateEntered ${text}`,
      `PassStateExited ${text}`,
      'ParallelStateExited [{"a":1}]',
      'ExecutionSucceeded [{"a":1}]',
    ])
    expect((await sent(machine({ Q: { ...queue, End: true } }), needed))[2]).toBe(`TaskScheduled ${needed}`)
  })

  test.each([
    ['Parameters', { Parameters: { 'a.$': '$.a' } }],
    ['InputPath', { InputPath: '$.a' }],
  ])('and nothing that %s has made of it', async (_field, fields) => {
    const events = await sent(machine({ A: { ...lambda, ...fields, End: true } }), '{ "a": [1.0] }')
    expect(events.slice(2)).not.toContainEqual(expect.stringMatching(/ "a"|1\.0/))
  })

  test('a number that is the same by chance is written as a number', async () => {
    const states = { A: { ...pass, Next: 'B' }, B: { ...pass, Result: 1, End: true } }
    expect(await sent(machine(states), '1.0')).toEqual([
      ...['ExecutionStarted 1.0', 'PassStateEntered 1.0', 'PassStateExited 1', 'PassStateEntered 1'],
      ...['PassStateExited 1', 'ExecutionSucceeded 1'],
    ])
  })

  test('without a text it is compact', async () => {
    expect(payloads(eventsOf(await run(machine({ A: { ...pass, End: true } }), { input: { a: [1] } })))[0]).toBe(
      'ExecutionStarted {"a":[1]}',
    )
  })

  test('going back keeps it, and forgets the exits that are gone', () => {
    const execution = begin(machine({ A: { ...pass, Next: 'A' } }), { input: 1, inputText: '1.0' })
    const start = execution.snapshot()
    while (execution.history.length < 4) void execution.step()
    expect(payloads(eventsOf(execution))[3]).toBe('PassStateEntered 1')
    execution.restore(start)
    expect(payloads(eventsOf(execution))).toEqual(['ExecutionStarted 1.0', 'PassStateEntered 1.0'])
  })
})

describe('times of the context object', () => {
  const times = { 'start.$': '$$.Execution.StartTime', 'entered.$': '$$.State.EnteredTime' }
  const inner = machine({ I: { ...pass, Parameters: times, End: true } })
  const distributed = { ...inner, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } }
  const at = (startTime: number, states: Record<string, Definition>, rest: Definition = {}) =>
    run(machine(states, rest), { startTime, input: [1] }).then(({ output }) => output)
  const whole = Date.UTC(2026, 0, 1)

  test.each([
    [whole, '2026-01-01T00:00:00Z'],
    [whole + 7000, '2026-01-01T00:00:07Z'],
    [whole + 500, '2026-01-01T00:00:00.500Z'],
    [whole + 1, '2026-01-01T00:00:00.001Z'],
  ])('at %d are %s', async (startTime, text) => {
    const both = { start: text, entered: text }
    expect(await at(startTime, { A: { ...pass, Parameters: times, End: true } })).toEqual(both)
    expect(await at(startTime, { A: { Type: 'Map', ItemProcessor: distributed, End: true } })).toEqual([both])
    const Output = '{% { "start": $states.context.Execution.StartTime, "entered": $states.context.State.EnteredTime } %}'
    expect(await at(startTime, { A: { ...pass, Output, End: true } }, { QueryLanguage: 'JSONata' })).toEqual(both)
  })

  test('the events keep their milliseconds', async () => {
    expect(eventsOf(await run(machine({ A: { ...pass, End: true } })))[0]!.timestamp).toBe('2026-01-01T00:00:00.000Z')
  })
})
