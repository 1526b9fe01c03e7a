import { describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import { type Execution, type Journal, plan, resumeExecution } from '../../../core/interpreter'
import type { WriteRequest, Written } from '../../../core/interpreter/api'
import { parseDocument } from '../../../core/model/parse'
import { nodePorts } from '../../../hosts/node/ports'
import { begin, type Definition, ending, eventsOf, machine, run } from './run'

/** A Map Run that writes its results; an item that is "bad" fails. */
const map = (WriterConfig: Definition | undefined, rest: Definition = {}) =>
  machine({
    M: {
      Type: 'Map',
      ItemProcessor: {
        ...machine({
          C: { Type: 'Choice', Choices: [{ Variable: '$', StringEquals: 'bad', Next: 'F' }], Default: 'I' },
          I: { Type: 'Pass', End: true },
          F: { Type: 'Fail', Error: 'Bad', Cause: 'It is bad.' },
        }),
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      },
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        Parameters: { Bucket: 'b', Prefix: 'p' },
        ...(WriterConfig && { WriterConfig }),
      },
      ToleratedFailureCount: 1,
      End: true,
      ...rest,
    },
  })

interface Output {
  readonly MapRunArn: string
  readonly ResultWriterDetails: { readonly Bucket: string; readonly Key: string }
}

/** What was written, by the last part of the keys, and where. */
async function written(WriterConfig: Definition | undefined, input: Json) {
  const requests: WriteRequest[] = []
  const writeResults = (request: WriteRequest): Written => {
    requests.push(request)
    return {}
  }
  const output = ending(await run(map(WriterConfig), { input, writeResults, stateMachineName: 'N' })) as unknown as Output
  expect(requests).toHaveLength(1)
  const folder = output.ResultWriterDetails.Key.replace('manifest.json', '')
  const objects = Object.fromEntries(requests[0]!.objects.map(({ key, text }) => [key.replace(folder, ''), text]))
  return { output, folder, objects, bucket: requests[0]!.bucket }
}

const sizeOf = (text: string) => Buffer.byteLength(text)

describe('the objects of a ResultWriter', () => {
  test('are a list for those that have succeeded, one for those that have failed, and a manifest', async () => {
    const { output, folder, objects, bucket } = await written(undefined, ['ä', 'bad'])
    expect(bucket).toBe('b')
    expect(folder).toMatch(/^p\/[0-9a-f-]{36}\/$/)
    expect(JSON.parse(objects['SUCCEEDED_0.json']!)).toEqual([
      {
        ExecutionArn: expect.stringContaining(':execution:N/'),
        Input: '"ä"',
        InputDetails: { Included: true },
        Name: expect.any(String),
        Output: '"ä"',
        OutputDetails: { Included: true },
        RedriveCount: 0,
        RedriveStatus: 'NOT_REDRIVABLE',
        RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
        StartDate: '2026-01-01T00:00:00Z',
        StateMachineArn: expect.stringContaining(':stateMachine:N'),
        Status: 'SUCCEEDED',
        StopDate: '2026-01-01T00:00:00Z',
      },
    ])
    expect(JSON.parse(objects['FAILED_0.json']!)).toMatchObject([{ Input: '"bad"', Status: 'FAILED', Error: 'Bad', Cause: 'It is bad.' }])
    expect(JSON.parse(objects['manifest.json']!)).toEqual({
      DestinationBucket: 'b',
      MapRunArn: output.MapRunArn,
      ResultFiles: {
        FAILED: [{ Key: `${folder}FAILED_0.json`, Size: sizeOf(objects['FAILED_0.json']!) }],
        PENDING: [],
        SUCCEEDED: [{ Key: `${folder}SUCCEEDED_0.json`, Size: sizeOf(objects['SUCCEEDED_0.json']!) }],
      },
    })
  })

  test.each<[Definition, Json, string, string]>([
    [{ Transformation: 'COMPACT', OutputType: 'JSON' }, [[1], [2, 3]], 'SUCCEEDED_0.json', '[[1],[2,3]]'],
    [{ Transformation: 'FLATTEN', OutputType: 'JSON' }, [[1], [2, 3]], 'SUCCEEDED_0.json', '[1,2,3]'],
    [{ Transformation: 'COMPACT', OutputType: 'JSONL' }, [[1], [2, 3]], 'SUCCEEDED_0.jsonl', '[1]\n[2,3]\n'],
    [{ Transformation: 'FLATTEN', OutputType: 'JSONL' }, [[1], 2], 'SUCCEEDED_0.jsonl', '1\n2\n'],
  ])('are made as WriterConfig says: %j', async (WriterConfig, input, name, text) => {
    expect((await written(WriterConfig, input)).objects[name]).toBe(text)
  })

  test('of no items are the manifest alone', async () => {
    const { objects } = await written(undefined, [])
    expect(Object.keys(objects)).toEqual(['manifest.json'])
    expect(JSON.parse(objects['manifest.json']!).ResultFiles).toEqual({ FAILED: [], PENDING: [], SUCCEEDED: [] })
  })
})

test.each<[string, () => Written | Promise<Written>, string]>([
  ['a reason', () => ({ problem: 'The bucket is full.' }), 'The bucket is full.'],
  ['a reason that comes later', async () => ({ problem: 'The bucket is full.' }), 'The bucket is full.'],
  ['a host that throws', () => Promise.reject(new Error('oops')), 'The results cannot be written: oops'],
])('results that cannot be written fail the Map Run: %s', async (_, writeResults, cause) => {
  const execution = await run(map(undefined), { input: ['x'], writeResults })
  expect(execution).toMatchObject({ status: 'FAILED', error: 'States.ResultWriterFailed', cause })
  expect(eventsOf(execution).map(({ type }) => type)).toContain('MapRunFailed')
  const caught = map(undefined, { Catch: [{ ErrorEquals: ['States.ResultWriterFailed'], Next: 'E' }] })
  const states = { ...(caught.States as Definition), E: { Type: 'Pass', Result: 'caught', End: true } }
  expect(ending(await run({ ...caught, States: states }, { input: ['x'], writeResults }))).toBe('caught')
})

test('an export is the same execution whether it is answered at once or later', async () => {
  const events = async (writeResults: () => Written | Promise<Written>) =>
    eventsOf(await run(map(undefined), { input: ['x', 'y'], writeResults, seed: 1 })).map(({ id, previousEventId, type }) => [
      id,
      previousEventId,
      type,
    ])
  expect(await events(async () => ({}))).toEqual(await events(() => ({})))
})

test('nothing is written twice: neither after a step back, nor by one that follows the journal', async () => {
  let asked = 0
  const writeResults = async (): Promise<Written> => {
    asked++
    return {}
  }
  const execution = begin(map(undefined), { input: ['x', 'y'], writeResults, remember: true, seed: 3 })
  await execution.run()
  const { position } = execution
  // an answer that is known takes no turn of its own: positions are not compared
  const seen = (one: Execution) => ({ output: one.output, events: eventsOf(one) })
  const first = seen(execution)
  for (let at = position; at >= 0; at -= 3) {
    execution.goTo(at)
    await execution.run()
    expect(seen(execution)).toEqual(first)
  }
  const { machine: parsed } = parseDocument(JSON.stringify(map(undefined)), { format: 'json', content: 'definition' }).definitions[0]!
  const ports = nodePorts({ task: () => ({ kind: 'timedOut' }), writeResults, seed: '3' })
  const options = { input: ['x', 'y'], startTime: Date.UTC(2026, 0, 1), ports }
  const again = resumeExecution(plan(parsed), options, JSON.parse(JSON.stringify(execution.journal)) as Journal)
  await again.run()
  expect(seen(again)).toEqual(first)
  expect(again.position).toBe(execution.position)
  expect(asked).toBe(1)
})
