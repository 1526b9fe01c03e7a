import { describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import { createExecution, plan } from '../../../core/interpreter'
import type { ItemRequest, ItemSource } from '../../../core/interpreter/api'
import { parseDocument } from '../../../core/model/parse'
import { nodePorts } from '../../../hosts/node/ports'
import { type Definition, ending, machine, run } from './run'

/** Objects by `bucket/key`: their texts, or the rows of a Parquet file. */
type Objects = Readonly<Record<string, string | readonly Json[]>>

const textOf = (value: Json | undefined) => (typeof value === 'string' ? value : '')

/** S3 with these objects. `asked` collects what was read. */
const bucketOf =
  (objects: Objects, asked: string[] = []) =>
  ({ resource, parameters, readerConfig }: ItemRequest): ItemSource | undefined => {
    const [bucket, key] = [textOf(parameters.Bucket), textOf(parameters.Key)]
    if (resource.endsWith('listObjectsV2')) {
      const prefix = `${bucket}/${textOf(parameters.Prefix)}`
      const names = Object.keys(objects).filter((name) => name.startsWith(prefix))
      return { items: names.map((name) => ({ Key: name.slice(bucket.length + 1), Size: 1 })) }
    }
    asked.push(key)
    const content = objects[`${bucket}/${key}`]
    if (typeof content !== 'object') return content === undefined ? undefined : { text: content }
    return readerConfig.InputType === 'PARQUET' ? { items: content } : undefined
  }

const map = (
  action: string,
  ReaderConfig: Definition,
  rest: Definition = {},
  Parameters: Definition = { Bucket: 'b', Key: 'k', Prefix: 'p/' },
) =>
  machine({
    M: {
      Type: 'Map',
      ItemReader: { Resource: `arn:aws:states:::s3:${action}`, ReaderConfig, Parameters },
      ItemProcessor: {
        ...machine({ I: { Type: 'Pass', End: true } }),
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      },
      End: true,
      ...rest,
    },
  })

const read = async (definition: Definition, objects: Objects, asked?: string[]) =>
  ending(await run(definition, { readItems: bucketOf(objects, asked), input: { most: 2 } }))

const failed = (cause: string) => ({ status: 'FAILED', error: 'States.ItemReaderFailed', cause: expect.stringContaining(cause) })

const flatten = (config: Definition, rest?: Definition) => map('listObjectsV2', { Transformation: 'LOAD_AND_FLATTEN', ...config }, rest)

describe('LOAD_AND_FLATTEN reads the listed objects', () => {
  test.each<[string, Definition, Objects, Json]>([
    [
      'JSON lists and objects',
      { InputType: 'JSON' },
      { 'b/p/1': '[1,[2]]', 'b/p/2': '{"a":3}', 'b/q': '[4]' },
      [1, [2], { Key: 'a', Value: 3 }],
    ],
    ['ItemsPointer, in each', { InputType: 'JSON', ItemsPointer: '/x' }, { 'b/p/1': '{"x":[1]}', 'b/p/2': '{"x":[2]}' }, [1, 2]],
    ['JSON lines', { InputType: 'JSONL' }, { 'b/p/1': '1\n{"a":2}\n', 'b/p/2': '\n3' }, [1, { a: 2 }, 3]],
    ['Parquet', { InputType: 'PARQUET' }, { 'b/p/1': [{ a: 1 }], 'b/p/2': [{ a: 2 }] }, [{ a: 1 }, { a: 2 }]],
    [
      'CSV, whose headers are in the first row of each',
      { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', CSVDelimiter: 'PIPE' },
      { 'b/p/1': 'x|y\n1|2\n', 'b/p/2': 'y|x\n3|4\n' },
      [
        { x: '1', y: '2' },
        { y: '3', x: '4' },
      ],
    ],
    [
      'CSV with given headers',
      { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['x'] },
      { 'b/p/1': '1\n', 'b/p/2': '2\n' },
      [{ x: '1' }, { x: '2' }],
    ],
    ['no objects', { InputType: 'JSON' }, {}, []],
    ['MaxItems over all', { InputType: 'JSON', MaxItems: 3 }, { 'b/p/1': '[1,2]', 'b/p/2': '[3,4]', 'b/p/3': '[5]' }, [1, 2, 3]],
    ['MaxItemsPath', { InputType: 'JSON', MaxItemsPath: '$.most' }, { 'b/p/1': '[1]', 'b/p/2': '[3,4]' }, [1, 3]],
  ])('%s', async (_what, config, objects, expected) => {
    expect(await read(flatten(config), objects)).toEqual(expected)
  })

  test('no more objects than MaxItems needs', async () => {
    const asked: string[] = []
    await read(flatten({ InputType: 'JSON', MaxItems: 2 }), { 'b/p/1': '[1]', 'b/p/2': '[2]', 'b/p/3': '[3]' }, asked)
    expect(asked).toEqual(['p/1', 'p/2'])
  })

  test('each item knows its object', async () => {
    const rest = { ItemSelector: { 'i.$': '$$.Map.Item.Index', 'from.$': '$$.Map.Item.Source', 'v.$': '$$.Map.Item.Value' } }
    expect(await read(flatten({ InputType: 'JSON' }, rest), { 'b/p/1': '["a"]', 'b/p/2': '{"k":"b"}' })).toEqual([
      { i: 0, from: 'S3://b/p/1', v: 'a' },
      { i: 1, from: 'S3://b/p/2', v: 'b' },
    ])
  })

  test('NONE lists', async () => {
    expect(await read(map('listObjectsV2', { Transformation: 'NONE' }), { 'b/p/1': '[1]' })).toEqual([{ Key: 'p/1', Size: 1 }])
  })

  test('in JSONata, also within ReaderConfig', async () => {
    const definition = machine({
      M: {
        QueryLanguage: 'JSONata',
        Type: 'Map',
        ItemReader: {
          Resource: 'arn:aws:states:::s3:listObjectsV2',
          ReaderConfig: { InputType: '{% "JS" & "ON" %}', Transformation: 'LOAD_AND_FLATTEN', MaxItems: '{% $states.input.most %}' },
          Arguments: { Bucket: 'b', Prefix: '{% "p" & "/" %}' },
        },
        ItemSelector: { from: '{% $states.context.Map.Item.Source %}' },
        ItemProcessor: {
          ...machine({ I: { Type: 'Pass', End: true } }),
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        },
        End: true,
      },
    })
    expect(await read(definition, { 'b/p/1': '[1]', 'b/p/2': '[2,3]' })).toEqual([{ from: 'S3://b/p/1' }, { from: 'S3://b/p/2' }])
  })
})

describe('manifests', () => {
  const athena = (config: Definition, rest?: Definition) => map('getObject', { ManifestType: 'ATHENA_DATA', ...config }, rest)
  const manifest = 's3://b/d/1\r\ns3://other/d/2, with a comma\n\n"s3://b/d/3"\n'

  test('ATHENA_DATA names the data files by their URIs, and each item its own', async () => {
    const objects = { 'b/k': manifest, 'b/d/1': '1\n', 'other/d/2, with a comma': '2\n', 'b/d/3': '3\n' }
    const rest = { ItemSelector: { 'v.$': '$$.Map.Item.Value', 'from.$': '$$.Map.Item.Source' } }
    expect(await read(athena({ InputType: 'JSONL' }, rest), objects)).toEqual([
      { v: 1, from: 'S3://b/d/1' },
      { v: 2, from: 'S3://other/d/2, with a comma' },
      { v: 3, from: 'S3://b/d/3' },
    ])
  })

  test('ATHENA_DATA with the other formats', async () => {
    const csv = { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['x'], MaxItems: 1 }
    expect(await read(athena(csv), { 'b/k': 's3://b/1', 'b/1': '1\n2\n' })).toEqual([{ x: '1' }])
    expect(await read(athena({ InputType: 'PARQUET' }), { 'b/k': 's3://b/1', 'b/1': [{ x: 1 }] })).toEqual([{ x: 1 }])
  })

  const inventory = JSON.stringify({ fileFormat: 'CSV', fileSchema: 'Bucket, Key', files: [{ key: 'i/1' }, { key: 'i/2' }] })
  const rows = { 'b/k': inventory, 'b/i/1': '"s","one"\n', 'b/i/2': '"s","two, too"\n' }
  test.each([{ ManifestType: 'S3_INVENTORY' }, { InputType: 'MANIFEST' }])(
    'an inventory has the rows of all its files: %j',
    async (config) => {
      expect(await read(map('getObject', config), rows)).toEqual([
        { Bucket: 's', Key: 'one' },
        { Bucket: 's', Key: 'two, too' },
      ])
      expect(await read(map('getObject', { ...config, MaxItems: 1 }), rows)).toEqual([{ Bucket: 's', Key: 'one' }])
    },
  )

  test.each([
    ['a manifest that is not there', { ManifestType: 'ATHENA_DATA', InputType: 'JSONL' }, {}, 'The object does not exist.'],
    ['a line that is no URI', { ManifestType: 'ATHENA_DATA', InputType: 'JSONL' }, { 'b/k': 'x' }, 'no URI of an object in S3: x'],
    [
      'a data file that is not there',
      { ManifestType: 'ATHENA_DATA', InputType: 'JSONL' },
      { 'b/k': 's3://b/1' },
      'S3://b/1: The object does not exist.',
    ],
    ['no inventory', { ManifestType: 'S3_INVENTORY' }, { 'b/k': '[1]' }, 'no manifest.json of an S3 inventory'],
    ['an inventory that is no JSON', { InputType: 'MANIFEST' }, { 'b/k': '{' }, 'no manifest.json of an S3 inventory'],
    ['an inventory without columns', { InputType: 'MANIFEST' }, { 'b/k': '{"fileFormat":"CSV","files":[]}' }, 'no manifest.json of an S3'],
    [
      'an inventory without files',
      { InputType: 'MANIFEST' },
      { 'b/k': '{"fileFormat":"CSV","fileSchema":"a"}' },
      'no manifest.json of an S3',
    ],
    ['an inventory without a format', { InputType: 'MANIFEST' }, { 'b/k': '{"fileSchema":"a","files":[]}' }, 'has to be CSV.'],
    [
      'another format',
      { ManifestType: 'S3_INVENTORY' },
      { 'b/k': '{"fileSchema":"a","fileFormat":"ORC","files":[]}' },
      'has to be CSV, not ORC',
    ],
    [
      'a file without a key',
      { ManifestType: 'S3_INVENTORY' },
      { 'b/k': '{"fileSchema":"a","fileFormat":"CSV","files":[1]}' },
      'has no key',
    ],
  ] as [string, Definition, Objects, string][])('%s fails', async (_what, config, objects, cause) => {
    expect(await read(map('getObject', config), objects)).toEqual(failed(cause))
  })
})

test.each([
  ['getObject', {}, 'needs the InputType'],
  ['getObject', { InputType: 'JSON', Transformation: 'LOAD_AND_FLATTEN' }, 'belongs to s3:listObjectsV2'],
  ['listObjectsV2', { Transformation: 'LOAD_AND_FLATTEN' }, 'needs the InputType of the objects'],
  ['listObjectsV2', { Transformation: 'LOAD_AND_FLATTEN', InputType: 'MANIFEST' }, 'needs the InputType of the objects'],
  ['listObjectsV2', { ManifestType: 'S3_INVENTORY' }, 'ManifestType belongs to s3:getObject'],
  ['getObject', { ManifestType: 'S3_INVENTORY', InputType: 'CSV' }, 'there is no InputType'],
  ['getObject', { ManifestType: 'ATHENA_DATA' }, 'needs the InputType of the data files'],
  ['getObject', { ManifestType: 'ATHENA_DATA', InputType: 'JSON' }, 'needs the InputType of the data files'],
  ['getObject', { ManifestType: 'ATHENA_DATA', InputType: 'CSV' }, 'give CSVHeaders'],
  ['getObject', { InputType: 'CSV', CSVHeaderLocation: 'GIVEN' }, 'needs CSVHeaders'],
  ['getObject', { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a', 1] }, 'a list of texts'],
  ['getObject', { InputType: 'XML' }, "The field 'InputType' of ReaderConfig should have one of these values"],
  ['getObject', { InputType: 'CSV', CSVDelimiter: ';' }, "The field 'CSVDelimiter'"],
  ['listObjectsV2', { Transformation: 'FLATTEN' }, "The field 'Transformation'"],
] as [string, Definition, string][])('%s with %j is refused in a sentence', async (action, config, cause) => {
  expect(await read(map(action, config), { 'b/k': '[1]' })).toEqual(failed(cause))
})

test('no more of a text is read than MaxItems needs, and no more items than there can be here', async () => {
  const csv = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', MaxItems: 2 }
  expect(await read(map('getObject', csv), { 'b/k': 'a\n1\n2\n"never closed' })).toEqual([{ a: '1' }, { a: '2' }])
  expect(await read(map('getObject', { InputType: 'JSONL', MaxItems: 2 }), { 'b/k': '1\n\n2\nno JSON' })).toEqual([1, 2])
  const many = '1\n'.repeat(1_000_001)
  expect(await read(map('getObject', { InputType: 'JSONL' }), { 'b/k': many })).toEqual(failed('more than 1000000 items'))
  expect(await read(map('getObject', { ...csv, MaxItems: 0 }), { 'b/k': `a\n${many}` })).toEqual(failed('more than 1000000 items'))
})

test('headers that are given do not hide those of the first row', async () => {
  const config = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', CSVHeaders: ['z'] }
  expect(await read(map('getObject', config), { 'b/k': 'a\n1\n' })).toEqual([{ a: '1' }])
})

test('a host that cannot read says why', async () => {
  const config = map('getObject', { InputType: 'JSON' })
  const locked = { readItems: () => ({ problem: 'It is locked.' }) }
  expect(ending(await run(config, locked))).toEqual(failed('It is locked.'))
  expect(ending(await run(map('getObject', { ManifestType: 'S3_INVENTORY' }), locked))).toEqual(failed('It is locked.'))
  expect(ending(await run(flatten({ InputType: 'JSON' }), locked))).toEqual(failed('It is locked.'))
  const throwing = () => {
    throw new Error('no disk')
  }
  expect(ending(await run(config, { readItems: throwing }))).toEqual(failed('no disk'))
  expect(ending(await run(config, { readItems: async () => throwing() }))).toEqual(failed('no disk'))
})

describe('one object of JSON', () => {
  const pointed = { a: [10, { 'x/y': [1], 'x~1': [2] }], '': [3] }
  test.each<[string, Json | undefined]>([
    ['/a/1/x~1y', [1]],
    ['/a/1/x~01', [2]],
    ['/', [3]],
    ['/a', pointed.a],
    ['/a/01', undefined],
    ['/a/-1', undefined],
    ['/a/2', undefined],
    ['/a/0', undefined],
    ['/a/0/x', undefined],
    ['/b', undefined],
  ])('ItemsPointer %s', async (ItemsPointer, expected) => {
    expect(await read(map('getObject', { InputType: 'JSON', ItemsPointer }), { 'b/k': JSON.stringify(pointed) })).toEqual(
      expected ?? failed('Attempting to map over non-iterable node.'),
    )
  })

  test('MaxItems takes the first members, with their names', async () => {
    expect(await read(map('getObject', { InputType: 'JSON', MaxItems: 2 }), { 'b/k': '\uFEFF{"x":1,"y":2,"z":3}' })).toEqual([
      { Key: 'x', Value: 1 },
      { Key: 'y', Value: 2 },
    ])
  })

  test('each item knows it', async () => {
    const rest = { ItemSelector: { 'from.$': '$$.Map.Item.Source' } }
    expect(await read(map('getObject', { InputType: 'JSON' }, rest), { 'b/k': '[1]' })).toEqual([{ from: 'S3://b/k' }])
    expect(await read(map('listObjectsV2', {}, rest), { 'b/p/1': '[1]' })).toEqual([{ from: 'S3://b' }])
  })
})

test.each<[string, Definition, string, string]>([
  ['JSON', { InputType: 'JSON' }, '{', 'Unable to parse the file as JSON.'],
  ['JSON lines', { InputType: 'JSONL' }, '1\n{', 'Unable to parse a line of the file as JSON.'],
  ['CSV', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }, 'a\n"b', 'Unable to parse the file as CSV.'],
  ['two headers', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }, 'a,a\n1,2', 'CSV headers cannot contain duplicates.'],
  ['a text', { InputType: 'PARQUET' }, 'PAR1', 'The object cannot be read as Parquet here.'],
])('what is no %s fails', async (_what, config, text, cause) => {
  const execution = await run(map('getObject', config), { readItems: () => ({ text }) })
  expect(ending(execution)).toEqual(failed(cause))
})

test.each([
  ['getObject', { InputType: 'JSON' }, 'The object does not exist.'],
  ['listObjectsV2', {}, 'The bucket does not exist.'],
  ['listObjectsV2', { Transformation: 'LOAD_AND_FLATTEN', InputType: 'JSON' }, 'The bucket does not exist.'],
] as [string, Definition, string][])('%s with %j: what is not there fails', async (action, config, cause) => {
  expect(ending(await run(map(action, config), { readItems: () => undefined }))).toEqual(failed(cause))
})

test('a manifest that the host has as items is none', async () => {
  const definition = map('getObject', { ManifestType: 'S3_INVENTORY' })
  expect(ending(await run(definition, { readItems: () => ({ items: [1] }) }))).toEqual(failed('The manifest is no text.'))
})

test('rows are filled up with empty texts, and have no more than the headers', async () => {
  const config = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }
  expect(await read(map('getObject', config), { 'b/k': 'a,b\n1\n1,2,3\n' })).toEqual([
    { a: '1', b: '' },
    { a: '1', b: '2' },
  ])
  expect(await read(map('getObject', config), { 'b/k': '' })).toEqual([])
})

test.each([
  ['COMMA', ','],
  ['PIPE', '|'],
  ['SEMICOLON', ';'],
  ['SPACE', ' '],
  ['TAB', '\t'],
])('CSVDelimiter %s', async (CSVDelimiter, delimiter) => {
  const config = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', CSVDelimiter }
  expect(await read(map('getObject', config), { 'b/k': `a${delimiter}b\n1${delimiter}2` })).toEqual([{ a: '1', b: '2' }])
})

test('a program that reads no items says so', async () => {
  const ItemProcessor = {
    ...machine({ I: { Type: 'Pass', End: true } }),
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  }
  const ItemReader = {
    Resource: 'arn:aws:states:::s3:getObject',
    ReaderConfig: { InputType: 'JSON' },
    Parameters: { Bucket: 'b', Key: 'k' },
  }
  const text = JSON.stringify(machine({ M: { Type: 'Map', ItemProcessor, ItemReader, End: true } }))
  const { definitions } = parseDocument(text, { format: 'json', content: 'definition' })
  const execution = createExecution(plan(definitions[0]!.machine), { input: {}, ports: nodePorts({ task: () => ({ kind: 'timedOut' }) }) })
  await execution.run()
  expect(ending(execution)).toMatchObject({ error: 'States.ItemReaderFailed', cause: 'This program reads no items.' })
})
