import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { HistoryRow } from '../../core/history/rows'
import { glanceAt } from '../../core/run/saved/glance'
import { readerAnswers } from '../../hosts/node/runs/answers'
import { inProcess, project } from '../cli/program'

const order = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'Pay',
          States: { Pay: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' }, End: true } },
        },
        {
          StartAt: 'Each',
          States: {
            Each: {
              Type: 'Map',
              ItemsPath: '$.items',
              ItemProcessor: { StartAt: 'In', States: { In: { Type: 'Pass', End: true } } },
              End: true,
            },
          },
        },
      ],
      Next: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
}
const mocks = {
  StateMachines: { M: { TestCases: { Good: { Pay: 'Good' }, Bad: { Pay: 'Bad' } } } },
  MockedResponses: { Good: { '0': { Return: { Payload: 'é'.repeat(2000) } } }, Bad: { '0': { Throw: { Error: 'Refused', Cause: 'no' } } } },
}
const files = { 'order.asl.json': JSON.stringify(order, null, 2), 'mocks.json': JSON.stringify(mocks) }

/** A folder with a run that was saved there, and its history in AWS's form. */
async function ran(testCase = 'Good', more: string[] = []) {
  const folder = project(files)
  const options = ['--mock-config', 'mocks.json', '--test-case', testCase, '--input', '{"items": [1, 2], "password": "p"}']
  await inProcess(['run', 'order.asl.json', ...options, '--save', 'runs', '--history', 'h.json', ...more], folder)
  const [name = ''] = readdirSync(join(folder, 'runs'))
  return {
    folder,
    file: join(folder, 'runs', name),
    history: JSON.parse(readFileSync(join(folder, 'h.json'), 'utf8')) as { events: { id: number }[] },
  }
}

async function opened(path: string) {
  const reader = readerAnswers(() => new Date(Date.UTC(2026, 0, 2)))
  const about = await reader.open({ path })
  const rows: HistoryRow[] = []
  for (let from: number | undefined = 0; from !== undefined; ) {
    const body = await reader.rows({ from })
    rows.push(...body.events)
    from = body.next
  }
  return { reader, about, rows, status: (await reader.rows({ from: 0 })).status }
}

const plain = <E extends object>({ answeredBy: _, ...event }: E & { answeredBy?: unknown }) => event
const places = (rows: readonly HistoryRow[]) =>
  rows.map(({ event, state, threadId, threadName, parentId, index }) => [
    event.type,
    state?.name,
    state?.path,
    threadId,
    threadName,
    parentId,
    index,
  ])

describe('a saved run is opened', () => {
  test('with its history, its threads and the places of its states', async () => {
    const { file, folder, history } = await ran()
    const { about, rows, status, reader } = await opened(file)
    expect([about, status]).toEqual([{ kind: 'saved', name: 'order' }, 'SUCCEEDED'])
    expect(about.note).toBeUndefined()
    expect(await Promise.all(history.events.map(({ id }) => reader.whole({ id })))).toEqual(history.events.map(plain))
    expect(await reader.whole({ id: 0 })).toBeUndefined()
    expect(new Set(rows.map(({ threadName }) => threadName))).toEqual(
      new Set(['Machine', 'Both [0]', 'Both [1]', 'Both [1] > Each [0]', 'Both [1] > Each [1]']),
    )
    const pay = rows.find(({ state }) => state?.name === 'Pay')!
    expect(pay.state).toMatchObject({
      file: join(folder, 'order.asl.json'),
      line: 10,
      column: 13,
      path: ['States', 'Both', 'Branches', 0, 'States', 'Pay'],
    })
    expect(await reader.search({ text: 'ééé', from: 0 })).toMatchObject({ found: expect.arrayContaining([expect.any(Number)]) })
    const pipeline = await reader.visit({ event: rows.find(({ event }) => event.type === 'TaskStateEntered')!.event.id })
    expect(pipeline).toMatchObject({ name: 'Pay', status: 'succeeded', attempts: [{ answeredBy: 'mock' }] })
    expect(await reader.execution(undefined)).toMatchObject({ status: 'SUCCEEDED', events: rows.length })
    expect(await reader.graph(undefined)).toMatchObject({
      file: join(folder, 'order.asl.json'),
      machine: { graph: { nodes: [{ name: 'Both', place: { line: 4 } }, { name: 'Done' }] } },
    })
  })

  test('where its definition has changed since: states are where they are now', async () => {
    const { file, folder } = await ran()
    const { Both, Done } = order.States
    const edited = { Comment: 'new', StartAt: 'Both', States: { Both, Last: Done } }
    writeFileSync(join(folder, 'order.asl.json'), JSON.stringify(edited, null, 2).replace('"Branches"', '\n\n"Branches"'))
    const { about, rows, reader } = await opened(file)
    expect(about.note).toBe('The definition has changed since the run.')
    expect(await reader.graph(undefined)).toMatchObject({
      machine: { graph: { nodes: [{ name: 'Both', place: { line: 5 } }, { name: 'Done' }] } },
    })
    const lineOf = (name: string) => rows.find(({ state }) => state?.name === name)?.state
    expect(lineOf('Pay')).toMatchObject({ line: 13, file: join(folder, 'order.asl.json') })
    expect(lineOf('Done')).toMatchObject({ file: '' })
  })

  test('where its file is gone', async () => {
    const { file, folder } = await ran()
    writeFileSync(join(folder, 'order.asl.json'), '{')
    expect((await opened(file)).rows.find(({ state }) => state)?.state).toMatchObject({ file: '', name: 'Both', line: 4 })
  })

  test.each<[string, (lines: string[]) => string[], string | undefined]>([
    ['that was interrupted', (lines) => lines.slice(0, -1), 'The run was interrupted: it is shown as far as it had come.'],
    [
      'that is damaged',
      (lines) => [...lines.slice(0, -1), '{"at', lines.at(-1)!],
      'Line 3 of the saved run is damaged: it is shown as far as the lines before tell.',
    ],
    [
      'that comes to something else',
      (lines) =>
        lines.map((line) =>
          line.replace('"output":{"items"', '"output":{"others"').replace(/"output":\[.*\],"events"/, '"output":5,"events"'),
        ),
      expect.stringMatching(/^Made anew, the run comes to something else than it did then\./) as never,
    ],
  ])('%s', async (_, change, note) => {
    const { file } = await ran()
    writeFileSync(file, `${change(readFileSync(file, 'utf8').trimEnd().split('\n')).join('\n')}\n`)
    expect((await opened(file)).about.note).toEqual(note)
  })

  test('without the values that were left out', async () => {
    const { file } = await ran('Good', ['--redact', 'passw'])
    expect((await opened(file)).about.note).toMatch(/^Values were left out when the run was saved/)
  })

  test.each([
    ['x.json', '', 'There are no events of an execution in it.'],
    ['x.run.jsonl', '', 'The saved run has no first line.'],
    ['x.run.jsonl', 'x\n', 'This line of the saved run is damaged.'],
    ['x.json', '{"stepthrough":"run"', 'The saved run has no first line.'],
    ['x.json', '{"stepthrough":"run","version":1,"definition":"{","options":{"input":1}}\n', /^Its definition does not run: /],
    ['x.json', '{"events": [5]}', 'Line 1, column 13: An event is an object: events[0].'],
  ])('or is none: %s %j', async (name, text, message) => {
    const folder = project({ [name]: text })
    await expect(opened(join(folder, name))).rejects.toThrow(message)
  })
})

describe('a history is imported', () => {
  const imported = async (testCase: string, more: object = {}) => {
    const one = await ran(testCase)
    const { folder, history } = one
    const text = JSON.stringify({ events: history.events.map(plain) })
    const reader = readerAnswers(() => new Date(Date.UTC(2026, 0, 2)))
    const body = await reader.import({ texts: [text], folder: join(folder, 'kept'), ...more })
    return { ...one, path: body.path, text }
  }

  test('and kept in the form of AWS, with what a list needs in its first line', async () => {
    const { path, history } = await imported('Bad')
    const text = readFileSync(path)
    expect(JSON.parse(text.toString()).events).toEqual(history.events.map(plain))
    let read = 0
    const glance = glanceAt(text.length, (from, to) => {
      read += to - from
      return text.subarray(from, to).toString()
    })
    expect(glance).toMatchObject({
      kind: 'history',
      machine: 'Imported history',
      status: 'FAILED',
      error: 'Refused',
      input: '{"items": [1, 2], "password": "p"}',
    })
    expect(read).toBeLessThanOrEqual(text.length)
    expect(path).toMatch(/2026-01-02T00-00-00-history\.history\.json$/)
  })

  test('without a definition it is shown as events, with their threads and states', async () => {
    const { path, file } = await imported('Good')
    const told = await opened(path)
    expect(told.about).toMatchObject({
      kind: 'history',
      note: expect.stringContaining('No definition is known of the recorded execution.'),
    })
    const own = await opened(file)
    const bare = (rows: readonly HistoryRow[]) =>
      places(rows).map(([type, name, path, , thread, , index]) => [type, name, path, thread, index])
    expect(bare(told.rows)).toEqual(bare(own.rows))
    expect(await told.reader.graph(undefined)).toBeUndefined()
    const entered = told.rows.find(({ event }) => event.type === 'TaskStateEntered')!.event.id
    expect(await told.reader.visit({ event: entered })).toMatchObject({ name: 'Pay', eventsAlone: true })
    expect(await told.reader.execution(undefined)).toMatchObject({ status: 'SUCCEEDED', eventsAlone: true })
  })

  test('with its definition it is run along', async () => {
    const { folder, file } = await ran('Good')
    const { path } = await (async () => {
      const reader = readerAnswers(() => new Date(0))
      const text = readFileSync(join(folder, 'h.json'), 'utf8')
      return await reader.import({ texts: [text], folder, file: join(folder, 'order.asl.json') })
    })()
    const along = await opened(path)
    expect(along.about.note).toBeUndefined()
    expect(places(along.rows)).toEqual(places((await opened(file)).rows))
    // and where that does not fit, the events are as they were
    writeFileSync(
      join(folder, 'order.asl.json'),
      files['order.asl.json'].replace('"Done": {', '"Finish": {').replace('"Next": "Done"', '"Next": "Finish"'),
    )
    const other = await opened(path)
    expect(other.about.note).toMatch(/^The definition does not fit the history at event .* It is shown by its events alone/)
    expect(other.rows.map(({ event }) => event.type)).toEqual(along.rows.map(({ event }) => event.type))
    expect(other.rows.find(({ state }) => state?.name === 'Pay')?.state).toMatchObject({ file: join(folder, 'order.asl.json'), line: 10 })
  })

  const task = { resourceType: 'lambda', resource: 'invoke' }
  const failure = { error: 'Boom', cause: 'it did' }
  const machine = (S: object, more: object = {}) => ({ StartAt: 'S', States: { S, ...more } })
  const entered = (type: string, name = 'S') => [`${type}StateEntered`, { name, input: '{}' }] as const
  const ends = ['ExecutionFailed', failure] as const
  const noSeconds =
    "An error occurred while executing the state 'S' (entered at the event id #2). The SecondsPath parameter does not reference an input value: $.s"

  // seconds since the start; a second lies between two events
  test.each<[string, object, (readonly [string, object])[], string, object]>([
    [
      'a task that fails',
      machine({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' }, End: true }),
      [
        entered('Task'),
        ['TaskScheduled', { ...task, region: 'us-east-1', parameters: '{"FunctionName":"f"}' }],
        ['TaskStarted', task],
        ['TaskFailed', { ...task, ...failure }],
        ends,
      ],
      'S',
      { status: 'failed', end: 4, tried: [4] },
    ],
    [
      'a Fail state',
      machine({ Type: 'Pass', Next: 'F' }, { F: { Type: 'Fail', Error: 'Boom', Cause: 'it did' } }),
      [entered('Pass'), ['PassStateExited', { name: 'S', output: '{}' }], entered('Fail', 'F'), ends],
      'F',
      { status: 'failed' },
    ],
    [
      'a state of which nothing tells that it fails',
      machine({ Type: 'Wait', SecondsPath: '$.s', End: true }),
      [entered('Wait'), ['ExecutionFailed', { error: 'States.Runtime', cause: noSeconds }]],
      'S',
      { status: 'failed' },
    ],
  ])('and each state stands as it did then: %s', async (_, definition, told, name, expected) => {
    const folder = project({ 'm.asl.json': JSON.stringify(definition) })
    const began = Date.UTC(2026, 0, 1)
    const events = [['ExecutionStarted', { input: '{}', roleArn: 'arn:aws:iam::1:role/r' }] as const, ...told].map(
      ([type, details], i) => ({
        id: i + 1,
        previousEventId: i < 2 ? 0 : i,
        timestamp: new Date(began + 1000 * i).toISOString(),
        type,
        [`${/^\w+State(Entered|Exited)$/.test(type) ? type.replace(/^\w+State/, 'state') : type[0]!.toLowerCase() + type.slice(1)}EventDetails`]:
          details,
      }),
    )
    for (const file of ['', join(folder, 'm.asl.json')]) {
      const reader = readerAnswers(() => new Date(0))
      const { path } = await reader.import({ texts: [JSON.stringify({ events })], folder, ...(file && { file }) })
      const { rows, reader: looked, about } = await opened(path)
      if (file) expect(about.note).toBeUndefined()
      const event = rows.find((row) => row.event.type.endsWith('StateEntered') && row.state?.name === name)!.event.id
      const { status, end = 0, attempts } = (await looked.visit({ event }))!
      const { tried } = { tried: attempts.map((each) => (each.end! - began) / 1000) }
      expect({ status, end: (end - began) / 1000, tried }).toMatchObject(expected)
    }
  })

  test('that is one of several', async () => {
    const events = (n: number) => [
      { id: 1, type: 'ExecutionStarted', event_timestamp: '1', details: {}, execution_arn: `arn:aws:states:us-east-1:1:express:M:e${n}:x` },
    ]
    const log = [...events(1), ...events(2)].map((each) => JSON.stringify(each)).join('\n')
    const folder = project({})
    const reader = readerAnswers(() => new Date(0))
    expect(await reader.check({ texts: [log] })).toEqual({
      executions: ['arn:aws:states:us-east-1:1:express:M:e1:x', 'arn:aws:states:us-east-1:1:express:M:e2:x'],
    })
    expect(await reader.import({ texts: [log], folder, execution: 'e2' })).toEqual({ path: expect.any(String) })
  })

  test.each([
    ['5', /neither what GetExecutionHistory answers/],
    ['{"events": [{}]}', 'Line 1, column 13: The id of an event is a number: events[0].'],
    ['', 'There are no events of an execution in it.'],
  ])('or refused: %j', async (text, message) => {
    const reader = readerAnswers(() => new Date(0))
    await expect(async () => reader.import({ texts: [text], folder: project({}) })).rejects.toThrow(message)
  })

  test('types of events that nobody knows, and details that are none, are shown', async () => {
    const text = JSON.stringify({
      events: [
        { id: 1, timestamp: 1, type: 'ExecutionStarted', executionStartedEventDetails: { input: '{' } },
        { id: 2, previousEventId: 1, timestamp: 2, type: 'LambdaDreamt', lambdaDreamtEventDetails: { of: '<b>sheep</b>' } },
        { id: 3, previousEventId: 2, timestamp: 3, type: 'PassStateEntered', stateEnteredEventDetails: { name: '__proto__', input: '1' } },
      ],
    })
    const folder = project({ 'x.json': text })
    const { rows, status } = await opened(join(folder, 'x.json'))
    expect(rows.map(({ event }) => event.type)).toEqual(['ExecutionStarted', 'LambdaDreamt', 'PassStateEntered'])
    expect(rows[2]!.state).toMatchObject({ name: '__proto__', path: ['States', '__proto__'], file: '' })
    expect(status).toBe('RUNNING')
  })
})

test('a history is exported in the form of AWS', async () => {
  const { folder, file, history } = await ran()
  const { reader } = await opened(file)
  await reader.export({ to: join(folder, 'out.json') })
  expect(JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8'))).toEqual({ events: history.events.map(plain) })
})

describe('a run becomes a case of a test file', () => {
  const asked = { text: '', format: 'json', name: 'mine', definition: 'order.asl.json', logicalId: undefined } as const
  const made = ({ edits }: { readonly edits: readonly { readonly text: string }[] }) => JSON.parse(edits[0]!.text).cases[0]

  test('a saved one', async () => {
    const { reader } = await opened((await ran('Bad')).file)
    const body = await reader.test(asked)
    expect(body.note).toBeUndefined()
    expect(made(body)).toEqual({
      name: 'mine',
      input: { items: [1, 2], password: 'p' },
      mocks: { Pay: { Throw: { Error: 'Refused', Cause: 'no' } } },
      expect: { status: 'FAILED', error: 'Refused', cause: 'no', path: ['Both'] },
    })
  })

  test('an imported one', async () => {
    const { folder, history } = await ran()
    const reader = readerAnswers(() => new Date(Date.UTC(2026, 0, 2)))
    const { path } = await reader.import({ texts: [JSON.stringify(history)], folder, file: join(folder, 'order.asl.json') })
    const again = await opened(path)
    expect(made(await again.reader.test(asked))).toMatchObject({
      mocks: { Pay: { Return: { Payload: 'é'.repeat(2000) } } },
      expect: { status: 'SUCCEEDED', path: ['Both', 'Done'] },
    })
  })

  test('or why not', async () => {
    const { reader } = await opened((await ran()).file)
    await expect(Promise.resolve(reader.test({ ...asked, text: '{"cases": [{"name": "mine"}]}' }))).rejects.toThrow('is there already')
    expect((await reader.test({ ...asked, format: 'yaml', text: 'cases:\n' })).edits[0]!.text).toContain('name: mine')
  })
})
