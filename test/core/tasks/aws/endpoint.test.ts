import { expect, test } from 'vitest'
import type { AwsEntry } from '../../../../core/config/types'
import { endpointOf, isOn, ownEndpoint, profileOf } from '../../../../core/tasks/aws/endpoint'
import { serviceNamed } from '../../../../core/tasks/aws/service'
import { noProfile, readSharedConfig } from '../../../../core/tasks/aws/sharedConfig'

const sqs = serviceNamed('sqs')!
const sfn = serviceNamed('sfn')!
const secrets = serviceNamed('secretsmanager')!
const entry = (more: Partial<AwsEntry> = {}): AwsEntry => ({ services: new Map(), ...more })
const own = (name: string, endpoint: string, region?: string): AwsEntry['services'] =>
  new Map([[name, { endpoint, ...(region && { region }) }]])

type Case = [string, AwsEntry | undefined, Record<string, string>, string | undefined]

test.each<Case>([
  [
    'what is said of the service',
    entry({ endpoint: 'http://all', services: own('sqs', 'http://sqs') }),
    { AWS_ENDPOINT_URL: 'http://env' },
    'http://sqs',
  ],
  [
    'what is said of all',
    entry({ endpoint: 'http://all', services: own('sns', 'http://sns') }),
    { AWS_ENDPOINT_URL_SQS: 'http://env' },
    'http://all',
  ],
  ['the environment of the service', entry(), { AWS_ENDPOINT_URL: 'http://env', AWS_ENDPOINT_URL_SQS: 'http://sqs' }, 'http://sqs'],
  ['the environment of all', undefined, { AWS_ENDPOINT_URL: 'http://env' }, 'http://env'],
  ['AWS itself', entry(), {}, undefined],
  [
    'endpoints of the environment that are to be ignored',
    entry(),
    { AWS_ENDPOINT_URL: 'http://env', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
    undefined,
  ],
  ['an empty variable', entry(), { AWS_ENDPOINT_URL_SQS: '' }, undefined],
])('where a service is: %s', (_, aws, environment, url) => {
  expect(endpointOf(sqs, { aws, environment, region: 'r' }, noProfile)).toEqual({ region: 'r', ...(url && { url }) })
})

test('a service is found by each of its names', () => {
  for (const name of ['states', 'sfn']) {
    expect(endpointOf(sfn, { aws: entry({ services: own(name, 'http://s') }), environment: {}, region: 'r' }, noProfile).url).toBe(
      'http://s',
    )
  }
  const environment = { AWS_ENDPOINT_URL_SECRETS_MANAGER: 'http://s' }
  expect(endpointOf(secrets, { aws: undefined, environment, region: 'r' }, noProfile).url).toBe('http://s')
})

test.each<[string, AwsEntry | undefined, Record<string, string>, string]>([
  ['of the service', entry({ region: 'a', services: own('sqs', 'http://s', 'b') }), {}, 'b'],
  ['of all', entry({ region: 'a' }), { AWS_REGION: 'c' }, 'a'],
  ['of the environment', entry(), { AWS_REGION: 'c', AWS_DEFAULT_REGION: 'd' }, 'c'],
  ['of the environment, in its older name', entry(), { AWS_DEFAULT_REGION: 'd' }, 'd'],
  ['of the shared config file', entry(), {}, 'shared'],
])('the region %s', (_, aws, environment, region) => {
  const shared = readSharedConfig('[default]\nregion = shared\n', 'default')
  expect(endpointOf(sqs, { aws, environment, region: 'r' }, shared).region).toBe(region)
})

test.each<[AwsEntry | undefined, Record<string, string>, boolean]>([
  [undefined, {}, false],
  [entry(), {}, true],
  [undefined, { AWS_ENDPOINT_URL: 'http://e' }, true],
  [undefined, { AWS_ENDPOINT_URL_SQS: 'http://e' }, true],
  [undefined, { AWS_ENDPOINT_URL_SNS: 'http://e' }, false],
  [undefined, { AWS_REGION: 'eu-west-1' }, false],
])('whether a service is switched on: %#', (aws, environment, on) => {
  expect(isOn(sqs, { aws, environment })).toBe(on)
})

test('an endpoint of one service is told from that of all', () => {
  expect(ownEndpoint(sfn, { aws: entry({ endpoint: 'http://all' }), environment: { AWS_ENDPOINT_URL: 'http://env' } })).toBeUndefined()
  expect(ownEndpoint(sfn, { aws: undefined, environment: { AWS_ENDPOINT_URL_SFN: 'http://sfn' } })).toBe('http://sfn')
})

test('the profile of the file counts before that of the environment', () => {
  expect(profileOf({ aws: entry({ profile: 'a' }), environment: { AWS_PROFILE: 'b' } })).toBe('a')
  expect(profileOf({ aws: entry(), environment: { AWS_PROFILE: 'b' } })).toBe('b')
})

const shared = `
# a comment = no
[default]
region=eu-west-1

[profile dev]
region = eu-central-1
endpoint_url = http://localhost:4566
services = local
s3 =
  addressing_style = path

[services local]
sqs =
  endpoint_url = http://localhost:9324
secrets_manager =
  endpoint_url = http://localhost:1
`

test('the shared config file has a region and endpoints', () => {
  const dev = readSharedConfig(shared, 'dev')
  expect([dev.region, dev.endpointOf(sqs), dev.endpointOf(secrets), dev.endpointOf(sfn)]).toEqual([
    'eu-central-1',
    'http://localhost:9324',
    'http://localhost:1',
    'http://localhost:4566',
  ])
  expect(readSharedConfig(shared, 'default').region).toBe('eu-west-1')
  expect(readSharedConfig(shared, 'default').endpointOf(sqs)).toBeUndefined()
  expect(readSharedConfig(shared, 'nobody')).toBe(noProfile)
  expect(readSharedConfig('[\0]]] = \n=\n', 'default')).toBe(noProfile)
})
