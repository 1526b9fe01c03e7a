import { describe, expect, test } from 'vitest'
import { type Definition, ending, eventsOf, machine, type RunOptions, run } from './run'

const echo = { I: { Type: 'Pass', End: true } }
const processor = (Mode: string, states: Record<string, Definition> = echo) => ({
  ...machine(states),
  ProcessorConfig: { Mode, ...(Mode === 'DISTRIBUTED' && { ExecutionType: 'STANDARD' }) },
})
const map = (rest: Definition, Mode = 'DISTRIBUTED') => machine({ M: { Type: 'Map', ItemProcessor: processor(Mode), End: true, ...rest } })
const item = { ItemSelector: { 'item.$': '$$.Map.Item' } }
const jsonata = { QueryLanguage: 'JSONata', ItemSelector: { item: '{% $states.context.Map.Item %}' } }
const of = async (definition: Definition, options: RunOptions) => ending(await run(definition, options))

describe('$$.Map.Item', () => {
  test.each(['INLINE', 'DISTRIBUTED'])('says that items of the state are STATE_DATA: %s', async (mode) => {
    const expected = [{ item: { Index: 0, Value: 'a', Source: 'STATE_DATA' } }, { item: { Index: 1, Value: null, Source: 'STATE_DATA' } }]
    expect(await of(map(item, mode), { input: ['a', null] })).toEqual(expected)
    expect(await of(map({ ItemsPath: '$.l', ...item }, mode), { input: { l: ['a', null] } })).toEqual(expected)
    expect(await of(map(jsonata, mode), { input: ['a', null] })).toEqual(expected)
  })

  test('is seen by the states of an inline iteration, of the nearest Map', async () => {
    const inner = map({ ItemProcessor: processor('INLINE', { I: { Type: 'Pass', Parameters: { 'item.$': '$$.Map.Item' }, End: true } }) })
    const states = (inner as { States: Record<string, Definition> }).States
    expect(await of(map({ ItemProcessor: processor('INLINE', states) }), { input: [['x'], ['y', 'z']] })).toEqual([
      [{ item: { Index: 0, Value: 'x', Source: 'STATE_DATA' } }],
      [{ item: { Index: 0, Value: 'y', Source: 'STATE_DATA' } }, { item: { Index: 1, Value: 'z', Source: 'STATE_DATA' } }],
    ])
  })

  const read = (action: string, ReaderConfig?: Definition) => ({
    ItemReader: {
      Resource: `arn:aws:states:::s3:${action}`,
      Parameters: { Bucket: 'b', Key: 'a/k' },
      ...(ReaderConfig && { ReaderConfig }),
    },
    ItemSelector: { 'from.$': '$$.Map.Item.Source' },
  })
  test('names the object in S3, or the bucket that is listed', async () => {
    expect(await of(map(read('getObject', { InputType: 'JSON' })), { items: '[1]' })).toEqual([{ from: 'S3://b/a/k' }])
    const listed = { Key: 'x', Size: 1 }
    expect(await of(map(read('listObjectsV2')), { readItems: () => ({ items: [listed] }) })).toEqual([{ from: 'S3://b' }])
  })
})

describe('a distributed Map takes an object', () => {
  const object = { b: 1, __proto__x: { c: 2 } }
  const members = [
    { Key: 'b', Value: 1 },
    { Key: '__proto__x', Value: { c: 2 } },
  ]
  const contexts = members.map(({ Key, Value }, Index) => ({ item: { Index, Key, Value, Source: 'STATE_DATA' } }))

  test('an iteration gets a member, with its name', async () => {
    expect(await of(map({}), { input: object })).toEqual(members)
    expect(await of(map({ ItemsPath: '$.o' }), { input: { o: object } })).toEqual(members)
    expect(await of(map({ QueryLanguage: 'JSONata' }), { input: object })).toEqual(members)
    expect(await of(map({ QueryLanguage: 'JSONata', Items: '{% $states.input.o %}' }), { input: { o: object } })).toEqual(members)
    expect(await of(map({ QueryLanguage: 'JSONata', Items: object }), {})).toEqual(members)
  })

  test('the ItemSelector sees the name as Map.Item.Key', async () => {
    expect(await of(map(item), { input: object })).toEqual(contexts)
    expect(await of(map(jsonata), { input: object })).toEqual(contexts)
  })

  test('__proto__ is a plain name', async () => {
    const input = JSON.parse('{"__proto__":1}')
    expect(await of(map({}), { input })).toEqual([{ Key: '__proto__', Value: 1 }])
  })

  test('members are batched, and counted in the history', async () => {
    const execution = await run(map({ ...item, ItemBatcher: { MaxItemsPerBatch: 5 } }), { input: object })
    expect(ending(execution)).toEqual([{ Items: contexts }])
    expect(eventsOf(execution).find(({ type }) => type === 'MapStateStarted')).toMatchObject({ mapStateStartedEventDetails: { length: 2 } })
    expect(await of(map({}), { input: {} })).toEqual([])
  })

  test('from a file, also within it', async () => {
    const reader = (ReaderConfig: Definition) => ({
      ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig, Parameters: { Bucket: 'b', Key: 'k' } },
    })
    const items = JSON.stringify({ in: object })
    const pointed = reader({ InputType: 'JSON', ItemsPointer: '/in' })
    expect(await of(map(pointed), { items })).toEqual(members)
    expect(await of(map({ ...pointed, ...item }), { items })).toEqual(
      contexts.map(({ item }) => ({ item: { ...item, Source: 'S3://b/k' } })),
    )
    expect(await of(map(reader({ InputType: 'JSON', MaxItems: 1 })), { items: '{"a":1,"b":2}' })).toEqual([{ Key: 'a', Value: 1 }])
  })

  test('what is neither list nor object is refused as before, and an inline Map takes lists only', async () => {
    const cause = expect.stringContaining('Reference path "$.o" must point to array.')
    expect(await of(map({ ItemsPath: '$.o' }), { input: { o: 1 } })).toMatchObject({ error: 'States.Runtime', cause })
    expect(await of(map({ ItemsPath: '$.o' }, 'INLINE'), { input: { o: object } })).toMatchObject({ error: 'States.Runtime', cause })
    const items = map({ QueryLanguage: 'JSONata', Items: '{% $states.input.o %}' }, 'INLINE')
    expect(await of(items, { input: { o: object } })).toMatchObject({ error: 'States.QueryEvaluationError' })
  })
})
