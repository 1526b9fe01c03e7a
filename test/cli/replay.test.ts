import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { begin, type Definition, eventsOf } from '../core/interpreter/run'
import { readReport } from '../support/report'
import { inProcess, project, stepthrough } from './program'

const task = (next: object) => ({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' }, ...next })
const machine: Definition = {
  StartAt: 'Pay',
  States: { Pay: task({ Next: 'Done' }), Done: { Type: 'Pass', Parameters: { 'paid.$': '$.Payload', currency: 'EUR' }, End: true } },
}
const hostile = '</pre><script>alert(1)</script>&"\''

async function recorded(payload: string) {
  const execution = begin(machine, { task: () => ({ kind: 'succeeded', output: { Payload: payload } }) })
  await execution.run()
  return eventsOf(execution)
}

const events = await recorded(hostile)
const arn = (name: string) => `arn:aws:states:us-east-1:123456789012:express:Pay:${name}:4b9ae1e3`
/** As CloudWatch Logs has them. */
const logged = (name: string) =>
  events.map(({ id, type, previousEventId, timestamp, ...details }) => ({
    id: String(id),
    type,
    details: Object.values(details)[0] ?? {},
    previous_event_id: String(previousEventId),
    event_timestamp: String(Date.parse(timestamp)),
    execution_arn: arn(name),
    redrive_count: '0',
  }))
const lines = (...names: string[]) => names.flatMap(logged).map((each) => JSON.stringify(each))
const csv = (text: string) => `"${text.replaceAll('"', '""')}"`
const changed = JSON.parse(JSON.stringify(machine).replace('EUR', 'USD'))

const folder = project({
  'pay.asl.json': JSON.stringify(machine, null, 2),
  'changed.asl.json': JSON.stringify(changed, null, 2),
  'history.json': JSON.stringify({ events }),
  'list.json': JSON.stringify(events),
  'reversed.json': JSON.stringify({ events: [...events].reverse() }),
  'pages.json': JSON.stringify([{ events: events.slice(0, 3), nextToken: 'x' }, { events: events.slice(3) }]),
  'appended.json': `${JSON.stringify({ events: events.slice(0, 3) })}\n${JSON.stringify({ events: events.slice(3) }, null, 2)}\n`,
  'parts/1.json': JSON.stringify({ events: events.slice(0, 3) }),
  'parts/2.json': JSON.stringify({ events: events.slice(3) }),
  'parts/describe.json': JSON.stringify({ executionArn: 'arn:aws:states:us-east-1:123456789012:execution:Pay:one', name: 'one' }),
  'lines.log': lines('a').join('\n'),
  'two.log': lines('a', 'b').join('\n'),
  'filtered.json': JSON.stringify({ events: lines('a').map((message) => ({ logStreamName: 's', timestamp: 1, message })) }),
  'results.json': JSON.stringify({
    results: lines('a').map((value) => [
      { field: '@timestamp', value: '1' },
      { field: '@message', value },
    ]),
    status: 'Complete',
  }),
  'export.json': JSON.stringify(lines('a').map((message) => ({ '@timestamp': '1', '@message': JSON.parse(message) }))),
  'export.csv': ['@timestamp,@message', ...lines('a').map((message) => `2026-01-01,${csv(message)}`)].join('\r\n'),
  'running.json': JSON.stringify({ events: events.slice(0, 4) }),
})
const replay = (...args: string[]) => inProcess(['replay', ...args], folder)

describe('an execution agrees with its history', () => {
  it.each([
    'history.json',
    'list.json',
    'reversed.json',
    'pages.json',
    'appended.json',
    'parts',
    'lines.log',
    'filtered.json',
    'results.json',
    'export.json',
    'export.csv',
  ])('%s', async (file) =>
    expect(await replay(file, '--definition', 'pay.asl.json')).toEqual({
      code: 0,
      out: `agrees: all ${events.length} events, SUCCEEDED\n`,
      err: '',
    }),
  )
  it('of which several are in a log', async () =>
    expect((await replay('two.log', '--definition', 'pay.asl.json', '--execution', 'b')).out).toContain('agrees'))
  it('that runs still', async () =>
    expect((await replay('running.json', '--definition', 'pay.asl.json')).out).toBe('agrees: all 4 events\n'))
})

const [started, ...others] = events
const withInput = (input: string) => JSON.stringify([{ ...started, executionStartedEventDetails: { input } }, ...others])

describe('what is no history is wrong usage', () => {
  it.each([
    [
      'time.json',
      JSON.stringify(events.map((event) => ({ ...event, timestamp: 1e300 }))),
      'The timestamp of an event is seconds since the epoch',
    ],
    [
      'year.json',
      JSON.stringify(events.map((event) => ({ ...event, timestamp: 9e12 }))),
      'The timestamp of an event is seconds since the epoch',
    ],
    ['input.json', withInput('{'), 'The input in the history is no JSON.'],
    ['id.json', JSON.stringify(events.map((event) => ({ ...event, id: hostile }))), 'The id of an event is a number'],
  ])('%s', async (name, text, message) => {
    writeFileSync(join(folder, name), text)
    const { code, err } = await replay(name, '--definition', 'pay.asl.json', '--report', 'none.html')
    expect([code, err]).toEqual([2, expect.stringContaining(message)])
  })
  it('but a payload may be nested as deep as it likes', async () => {
    writeFileSync(join(folder, 'deep.json'), withInput('['.repeat(50_000) + ']'.repeat(50_000)))
    for (const more of [['--json'], ['--report', 'deep.html']])
      expect((await replay('deep.json', '--definition', 'pay.asl.json', ...more)).code).toBe(1)
  })
})

describe('an execution that differs', () => {
  const differing = ['history.json', '--definition', 'changed.asl.json']
  it('says where, with the line', async () => {
    const { code, out } = await replay(...differing)
    expect(code).toBe(1)
    expect(out).toContain(
      'differs: The definition does not fit the history at event 8 of Done: output.currency is "USD", and "EUR" is recorded.',
    )
    expect(out).toMatch(/changed\.asl\.json:\d+:\d+\n/)
  })
  it('as JSON', async () => {
    const { code, out } = await replay(...differing, '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toEqual({
      agrees: false,
      events: 7,
      recorded: events.length,
      status: 'RUNNING',
      divergence: {
        event: 8,
        type: 'PassStateExited',
        state: 'Done',
        path: 'output.currency',
        expected: 'EUR',
        actual: 'USD',
        message: 'The definition does not fit the history at event 8 of Done: output.currency is "USD", and "EUR" is recorded.',
      },
    })
  })
  it('agrees up to the event before', async () =>
    expect(await replay(...differing, '--until', '7')).toEqual({ code: 0, out: `agrees: events up to 7 of ${events.length}\n`, err: '' }))
  it('as a page that takes nothing for more than text', async () => {
    expect((await replay(...differing, '--report', 'report.html')).code).toBe(1)
    const { verdict, facts, messages } = readReport(readFileSync(join(folder, 'report.html'), 'utf8'))
    expect(verdict).toEqual({
      agrees: false,
      events: 7,
      recorded: events.length,
      text: 'The definition does not fit the history at event 8 of Done: output.currency is "USD", and "EUR" is recorded.',
      expected: '"EUR"',
      actual: '"USD"',
    })
    expect(Object.fromEntries(facts)).toMatchObject({ Status: 'RUNNING', Agrees: `7 of ${events.length} recorded events` })
    expect(JSON.stringify(messages)).toContain('</pre><script>')
  })
})

describe('a wrong call says what is wrong', () => {
  it.each([
    [['history.json'], 'which has no definition: name it with --definition'],
    [['two.log', '--definition', 'pay.asl.json'], `one of which has to be named: ${arn('a')}, ${arn('b')}. (--execution NAME)`],
    [['two.log', '--definition', 'pay.asl.json', '--execution', 'c'], 'There is no execution c in it'],
    [['history.json', '--definition', 'pay.asl.json', '--until', '99'], '--until is the id of an event, 1 to 9, not "99"'],
    [['nothing.json', '--definition', 'pay.asl.json'], 'cannot read nothing.json: there is no such file'],
    [['pay.asl.json', '--definition', 'pay.asl.json'], 'This is neither what GetExecutionHistory answers'],
    [[], 'replay needs one RUN or HISTORY'],
  ])('%j', async (args, message) => {
    const { code, err } = await replay(...args)
    expect(err).toContain(message)
    expect(code).toBe(2)
  })
})

it('is a command of the program', async () => {
  writeFileSync(join(folder, 'own.json'), (await stepthrough(['run', 'pay.asl.json', '--unmocked', 'echo', '--history', '-'], folder)).out)
  expect(await stepthrough(['replay', 'own.json', '--definition', 'pay.asl.json'], folder)).toMatchObject({ code: 0, err: '' })
})
