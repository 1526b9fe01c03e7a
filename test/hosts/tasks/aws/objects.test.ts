import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from '../../../../core/base/json'
import { parseDocument } from '../../../../core/model/parse'
import { prepareRun } from '../../../../core/run/prepare'
import { programIn } from '../../../../core/run/program'
import { begin } from '../../../../hosts/node/begin'
import { type AwsService, awsService } from '../../../../hosts/node/tasks/aws'
import { project } from '../../../cli/program'
import { awsAt, callOf, contextWith, noControl } from '../../../support/aws/calls'
import { type LocalServices, startLocalServices } from '../../../support/aws/index.mjs'

let local: LocalServices
let aws: AwsService

beforeAll(async () => {
  local = await startLocalServices()
  aws = awsService(contextWith(awsAt(local.endpoints)))
  await call('createBucket', { Bucket: 'sales' })
  await call('putObject', { Bucket: 'sales', Key: '2026/a.csv', Body: 'id,total\n1,5\n2,7\n' })
  await call('putObject', { Bucket: 'sales', Key: '2026/b.csv', Body: 'id,total\n3,9\n' })
  await fetch(`${local.endpoints.s3}/sales/zipped.json.gz`, { method: 'PUT', body: gzipSync('[1,2]') })
})
afterAll(async () => {
  await aws.close()
  await local.close()
})

async function call(action: string, input: Json): Promise<Json> {
  const came = await aws.answer(callOf(`aws-sdk:s3:${action}`, input), noControl)
  if (came?.kind !== 'succeeded') throw new Error(JSON.stringify(came))
  return came.output
}

const read = (action: string, parameters: { [name: string]: Json }, readerConfig: { [name: string]: Json } = {}) =>
  aws.readItems({ resource: `arn:aws:states:::s3:${action}`, parameters, readerConfig })

test('objects are read', async () => {
  expect(await read('getObject', { Bucket: 'sales', Key: '2026/b.csv' }, { InputType: 'CSV' })).toEqual({ text: 'id,total\n3,9\n' })
  expect(await read('getObject', { Bucket: 'sales', Key: 'zipped.json.gz' })).toEqual({ text: '[1,2]' })
  expect(await read('getObject', { Bucket: 'sales', Key: 'none' })).toBeUndefined()
  expect(await read('getObject', { Bucket: 'nobucket', Key: 'none' })).toBeUndefined()
  expect(await read('getObject', { Bucket: 'sales' })).toEqual({ problem: "The field 'Key' is required but was missing." })
})

test('a bucket is listed, page by page', async () => {
  const item = (Key: string, Size: number) => ({
    Key,
    Size,
    Etag: expect.stringMatching(/^"\w{32}"$/),
    LastModified: expect.any(Number),
    StorageClass: 'STANDARD',
  })
  const items = [item('2026/a.csv', 17), item('2026/b.csv', 13)]
  expect(await read('listObjectsV2', { Bucket: 'sales', Prefix: '2026/' })).toEqual({ items })
  expect(await read('listObjectsV2', { Bucket: 'sales', Prefix: '2026/', MaxKeys: 1 })).toEqual({ items })
  expect(await read('listObjectsV2', { Bucket: 'nobucket' })).toBeUndefined()
})

test('S3 is asked for nothing where it is not switched on, or may not be', async () => {
  const request = { resource: 'arn:aws:states:::s3:getObject', parameters: { Bucket: 'b', Key: 'k' }, readerConfig: {} }
  const off = awsService(contextWith(undefined))
  expect([await off.readItems(request), await off.writeResults({ bucket: 'b', objects: [] })]).toEqual([undefined, undefined])
  const remote = awsService(contextWith({ services: new Map() }))
  const problem = 'The call of s3 at s3.us-east-1.amazonaws.com would leave this computer: --allow-remote allows it.'
  expect([await remote.readItems(request), await remote.writeResults({ bucket: 'b', objects: [] })]).toEqual([{ problem }, { problem }])
})

test('a Map Run reads its items from S3 and writes its results to it', async () => {
  const definition = {
    StartAt: 'M',
    States: {
      M: {
        Type: 'Map',
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
          Parameters: { Bucket: 'sales', Key: '2026/a.csv' },
        },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'P',
          States: { P: { Type: 'Pass', End: true } },
        },
        ResultWriter: {
          Resource: 'arn:aws:states:::s3:putObject',
          WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSON' },
          Parameters: { Bucket: 'sales', Prefix: 'out' },
        },
        End: true,
      },
    },
  }
  const prepared = prepareRun({ program: programIn(parseDocument(JSON.stringify(definition), { format: 'json', content: 'definition' })) })
  if (prepared.kind === 'refused') throw new Error(JSON.stringify(prepared.problems))
  const { readItems, writeResults } = aws
  const execution = begin(prepared, {
    task: () => ({ kind: 'timedOut' }),
    folder: project({}),
    readItems,
    writeResults,
    seed: undefined,
  })
  await execution.run()
  expect([execution.status, execution.cause]).toEqual(['SUCCEEDED', undefined])
  const { Key } = (execution.output as { ResultWriterDetails: { Key: string } }).ResultWriterDetails
  const manifest = JSON.parse(((await call('getObject', { Bucket: 'sales', Key })) as { Body: string }).Body)
  const results = await call('getObject', { Bucket: 'sales', Key: manifest.ResultFiles.SUCCEEDED[0].Key })
  expect(JSON.parse((results as { Body: string }).Body)).toEqual([
    { id: '1', total: '5' },
    { id: '2', total: '7' },
  ])
})

test('a bucket that is not there fails the Map Run', async () => {
  expect(await aws.writeResults({ bucket: 'nobucket', objects: [{ key: 'k', text: '' }] })).toEqual({
    problem: expect.stringContaining('The specified bucket does not exist (Service: S3'),
  })
})
