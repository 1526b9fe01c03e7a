import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../core/json'
import { fileItems } from '../../hosts/items'
import { project } from '../cli/program'
import { parquetFile } from './parquet'

const folder = project({
  'secret.csv': 'outside of any bucket',
  'data/sales/2026.csv': 'a,b\n1,2\n',
  'data/sales/2025.csv': 'a\n',
  'data/other.json': '[]',
  'inventory/manifest.json': JSON.stringify({
    fileFormat: 'CSV',
    fileSchema: 'Bucket, Key',
    files: [{ key: 'part/1.csv' }, { key: 'part/2.csv' }],
  }),
  'inventory/part/1.csv': '"images","one.png"\n',
  'inventory/part/2.csv': '"images","two, too.png"\n',
  'inventory/broken.json': '{',
})

const read = (resource: string, parameters: JsonObject, readerConfig: JsonObject = {}) =>
  fileItems(folder)({ resource: `arn:aws:states:::s3:${resource}`, parameters, readerConfig })

describe('items of a distributed Map from files', () => {
  it('an object is the file BUCKET/KEY', () => {
    expect(read('getObject', { Bucket: 'data', Key: 'sales/2026.csv' }, { InputType: 'CSV' })).toEqual({ text: 'a,b\n1,2\n' })
  })

  it('nothing outside of the bucket is read', () => {
    const outside = [
      ['data', 'nothing.csv'],
      ['data', '../secret.csv'],
      ['.', 'secret.csv'],
      ['..', 'x'],
      ['data', '/etc/passwd'],
      ['data', 'sales'],
      ['data', 'a\0b'],
      ['', ''],
    ]
    for (const [Bucket, Key] of outside)
      expect([Bucket, Key, read('getObject', { Bucket: Bucket!, Key: Key! })]).toEqual([Bucket, Key, undefined])
    expect(read('listObjectsV2', { Bucket: '..' })).toBeUndefined()
  })

  it('a listing has the objects with a prefix, in the order of their keys', async () => {
    const keys = async (parameters: JsonObject) =>
      ((await read('listObjectsV2', parameters)) as { items: { Key: string }[] }).items.map(({ Key }) => Key)
    expect(await keys({ Bucket: 'data' })).toEqual(['other.json', 'sales/2025.csv', 'sales/2026.csv'])
    expect(await keys({ Bucket: 'data', Prefix: 'sales/' })).toEqual(['sales/2025.csv', 'sales/2026.csv'])
  })

  it('an inventory has the rows of all its files', async () => {
    expect(await read('getObject', { Bucket: 'inventory', Key: 'manifest.json' }, { InputType: 'MANIFEST' })).toEqual({
      items: [
        { Bucket: 'images', Key: 'one.png' },
        { Bucket: 'images', Key: 'two, too.png' },
      ],
    })
    expect(read('getObject', { Bucket: 'inventory', Key: 'broken.json' }, { InputType: 'MANIFEST' })).toBeUndefined()
  })

  it('a Parquet file has its rows as objects', async () => {
    writeFileSync(join(folder, 'data/orders.parquet'), parquetFile({ id: ['A-1', 'Ä-2'], amount: [5n, 7n] }))
    expect(await read('getObject', { Bucket: 'data', Key: 'orders.parquet' }, { InputType: 'PARQUET' })).toEqual({
      items: [
        { id: 'A-1', amount: 5 },
        { id: 'Ä-2', amount: 7 },
      ],
    })
  })

  it('a file that is no Parquet is one that cannot be read', async () => {
    expect(await read('getObject', { Bucket: 'data', Key: 'other.json' }, { InputType: 'PARQUET' })).toBeUndefined()
  })

  it('a compressed text is read', () => {
    writeFileSync(join(folder, 'data/rows.csv.gz'), gzipSync('a\n1\n'))
    expect(read('getObject', { Bucket: 'data', Key: 'rows.csv.gz' }, { InputType: 'CSV' })).toEqual({ text: 'a\n1\n' })
    writeFileSync(join(folder, 'data/broken.csv.gz'), 'not compressed')
    expect(read('getObject', { Bucket: 'data', Key: 'broken.csv.gz' }, { InputType: 'CSV' })).toBeUndefined()
  })
})
