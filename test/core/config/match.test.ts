import { describe, expect, test } from 'vitest'
import { matchesGlob } from '../../../core/config/glob'
import {
  functionName,
  type Match,
  matchActivity,
  matchConnection,
  matchFunction,
  matchStateMachine,
  standIn,
} from '../../../core/config/match'
import { type FunctionEntry, noConfig } from '../../../core/config/types'

const entries = <T>(keys: readonly string[], entry: T) => new Map(keys.map((key) => [key, entry]))
const keyOf = (match: Match<unknown>) => (match === undefined ? undefined : 'error' in match ? match.error : match.key)
const entry: FunctionEntry = { folder: '/', environment: {}, handler: 'a.b' }

const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:create-order'

/** What is called, the keys, and the key that answers. */
const functions: [called: string, keys: string[], key: string | undefined][] = [
  ['create-order', ['create-order'], 'create-order'],
  ['create-order', ['Create-Order'], undefined],
  ['create-order', [], undefined],
  ['create-order:live', ['create-order'], 'create-order'],
  [arn, ['create-order'], 'create-order'],
  [`${arn}:live`, ['create-order'], 'create-order'],
  [`${arn}:live`, [arn], arn],
  [`${arn}:live`, ['create-order', arn, `${arn}:live`], `${arn}:live`],
  [`${arn}:live`, ['create-order', 'create-order:live'], 'create-order:live'],
  [`${arn}:live`, [`${arn}:test`], undefined],
  [arn, [`${arn}:live`], undefined],
  [arn, ['create-order:$LATEST'], 'create-order:$LATEST'],
  [arn, ['arn:aws:lambda:us-east-1:111122223333:function:create-order'], undefined],
  [arn, ['arn:aws:lambda:eu-west-1:999999999999:function:create-order'], undefined],
  ['111122223333:function:create-order', [arn], arn],
  ['111122223333:function:create-order:live', ['create-order'], 'create-order'],
  ['111122223333:create-order', ['create-order'], 'create-order'],
  ['eu-west-1:111122223333:function:create-order', ['create-order'], 'create-order'],
  ['999999999999:function:create-order', [arn], undefined],
  ['create-order', [arn], arn],
  ['create-order:live', [arn], arn],
  ['arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:create-order', ['create-order'], 'create-order'],
  ['arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:create-order', [arn], arn],
  ['${CreateOrderArn}', ['${CreateOrderArn}', '*'], '${CreateOrderArn}'],
  ['create-order', ['*', 'create-*', 'create-order'], 'create-order'],
  ['create-order', ['*', 'create-*'], 'create-*'],
  ['create-order', ['*-order', 'c*'], '*-order'],
  ['create-order', ['create-orde?', 'create-??'], 'create-orde?'],
  [`${arn}:live`, ['create-*'], 'create-*'],
  [`${arn}:live`, ['*:live', '*'], '*:live'],
  [`${arn}:live`, ['arn:aws:lambda:*:function:create-*'], 'arn:aws:lambda:*:function:create-*'],
  ['create-order', ['arn:aws:lambda:us-east-1:123456789012:function:*'], 'arn:aws:lambda:us-east-1:123456789012:function:*'],
  ['create-order', ['create-*', '*te-order'], '*te-order'],
  [
    'create-order',
    ['create-*', '*e-order'],
    '"create-*" and "*e-order" of stepthrough.json both match "create-order", and neither is longer.',
  ],
  ['create-order', ['create-*', '*e-order', 'create-order'], 'create-order'],
  ['create-order', ['create-*', '*e-order', 'create-orde*'], 'create-orde*'],
]

describe('functions', () => {
  test.each(functions)('%s of %j', (called, keys, key) => {
    expect(keyOf(matchFunction({ functions: entries(keys, entry) }, called))).toBe(key)
  })

  test('a qualifier beside the name', () => {
    const config = { functions: entries(['f:live', 'f'], entry) }
    expect(keyOf(matchFunction(config, 'f', 'live'))).toBe('f:live')
    expect(keyOf(matchFunction(config, arn.replace('create-order', 'f'), 'test'))).toBe('f')
  })

  test('a bare name is one of the region and account of the run', () => {
    const config = { functions: entries(['arn:*:eu-west-1:*'], entry) }
    expect(keyOf(matchFunction(config, 'f', undefined, { region: 'eu-west-1', account: '1' }))).toBe('arn:*:eu-west-1:*')
    expect(keyOf(matchFunction(config, 'f'))).toBe(undefined)
  })

  test.each([
    ['f', 'f'],
    ['f:live', 'f'],
    [`${arn}:live`, 'create-order'],
    ['111122223333:function:create-order', 'create-order'],
    ['', ''],
  ])('the name of %s', (called, name) => expect(functionName(called)).toBe(name))
})

test.each<[string, string[], string | undefined]>([
  ['arn:aws:states:us-east-1:123456789012:stateMachine:pay-out', ['pay-out'], 'pay-out'],
  ['arn:aws:states:us-east-1:123456789012:stateMachine:pay-out:PROD', ['pay-out'], 'pay-out'],
  [
    'arn:aws:states:us-east-1:123456789012:stateMachine:pay-out:2',
    ['arn:aws:states:us-east-1:123456789012:stateMachine:pay-out'],
    'arn:aws:states:us-east-1:123456789012:stateMachine:pay-out',
  ],
  ['arn:aws:states:us-east-1:123456789012:stateMachine:pay-out', ['pay-*', '*'], 'pay-*'],
  ['${PayOutArn}', ['pay-out'], undefined],
])('state machine %s of %j', (called, keys, key) => {
  expect(keyOf(matchStateMachine({ stateMachines: entries(keys, 'x.asl.json') }, called))).toBe(key)
})

const connection = 'arn:aws:events:us-east-1:123456789012:connection/Gateway/0f1e2d3c'
test.each<[string, string[], string | undefined]>([
  [connection, ['Gateway'], 'Gateway'],
  [
    connection,
    ['arn:aws:events:us-east-1:123456789012:connection/Gateway', 'Gateway'],
    'arn:aws:events:us-east-1:123456789012:connection/Gateway',
  ],
  [connection, [connection, 'Gateway'], connection],
  [connection, ['arn:aws:events:us-east-1:123456789012:connection/Gateway/other'], undefined],
  [connection, ['Gate*'], 'Gate*'],
  ['Gateway', ['Gateway'], 'Gateway'],
])('connection %s of %j', (called, keys, key) => {
  const added = { headers: {}, queryParameters: {}, bodyParameters: {} }
  expect(keyOf(matchConnection({ connections: entries(keys, added) }, called))).toBe(key)
})

test('an activity', () => {
  const config = { activities: entries(['review', '*'], 'http://127.0.0.1:1') }
  expect(keyOf(matchActivity(config, 'arn:aws:states:us-east-1:123456789012:activity:review'))).toBe('review')
  expect(keyOf(matchActivity(config, 'arn:aws:states:us-east-1:123456789012:activity:other'))).toBe('*')
})

test.each<[string, string | undefined]>([
  ['https://api.example.com/v1/cards?x=1', 'http://127.0.0.1:9099/cards?x=1'],
  ['https://api.example.com/v2', 'http://127.0.0.1:9098/v2'],
  ['http://api.example.com/v2', undefined],
])('%s is asked at %s', (url, expected) => {
  const http = new Map([
    ['https://api.example.com/', 'http://127.0.0.1:9098/'],
    ['https://api.example.com/v1', 'http://127.0.0.1:9099'],
  ])
  expect(standIn({ ...noConfig, http }, url)).toBe(expected)
})

test.each<[string, string, boolean]>([
  ['*', '', true],
  ['**', 'x', true],
  ['?', '', false],
  ['a*b*c', 'aXXbYYc', true],
  ['a*b*c', 'aXXcYYb', false],
  ['*ab', 'aab', true],
  ['a?c', 'abc', true],
  ['[a].+', '[a].+', true],
  ['a', 'ab', false],
])('the glob %s and %s: %s', (glob, text, expected) => expect(matchesGlob(glob, text)).toBe(expected))

test('what is made to be slow is not', () => {
  const glob = `${'*a'.repeat(256)}b`
  expect(matchesGlob(glob, 'a'.repeat(2048))).toBe(false)
  const called = `${'a:'.repeat(150_000)}\${${'b'.repeat(100_000)}`
  expect(keyOf(matchFunction({ functions: entries(['*', glob], entry) }, called))).toBe(undefined)
})
