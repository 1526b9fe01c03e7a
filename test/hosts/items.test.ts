import { execFileSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../core/base/json'
import { fileItems } from '../../hosts/node/items'
import { project } from '../cli/program'
import { parquetFile } from './parquet'

const folder = project({
  'secret.csv': 'outside of any bucket',
  'data/sales/2026.csv': 'a,b\n1,2\n',
  'data/sales/2025.csv': 'a\n',
  'data/other.json': '[]',
})

const read = (resource: string, parameters: JsonObject, readerConfig: JsonObject = {}) =>
  fileItems(folder)({ resource: `arn:aws:states:::s3:${resource}`, parameters, readerConfig })

const problem = (sentence: string) => ({ problem: expect.stringContaining(sentence) })

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
    expect(await keys({ Bucket: 'data', Prefix: 'sal' })).toEqual(['sales/2025.csv', 'sales/2026.csv'])
    expect(await keys({ Bucket: 'data', Prefix: 'sales/2026' })).toEqual(['sales/2026.csv'])
    expect(await keys({ Bucket: 'data', StartAfter: 'sales/2025.csv' })).toEqual(['sales/2026.csv'])
    expect(await keys({ Bucket: 'data', Delimiter: '/' })).toEqual(['other.json'])
    expect(await keys({ Bucket: 'data', Prefix: 'nothing' })).toEqual([])
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
    expect(await read('getObject', { Bucket: 'data', Key: 'other.json' }, { InputType: 'PARQUET' })).toEqual(problem('Parquet'))
  })

  it('a compressed text is read', () => {
    writeFileSync(join(folder, 'data/rows.csv.gz'), gzipSync('a\n1\n'))
    expect(read('getObject', { Bucket: 'data', Key: 'rows.csv.gz' }, { InputType: 'CSV' })).toEqual({ text: 'a\n1\n' })
  })

  it.each([
    ['a .gz that is none', 'broken.csv.gz', Buffer.from('not compressed'), 'not compressed by GZIP'],
    ['a .gz that unpacks to too much', 'huge.csv.gz', gzipSync(Buffer.alloc(65 * 1024 * 1024), { level: 1 }), 'larger than 64 MiB'],
    ['Zstandard', 'rows.csv.zst', Buffer.from('(\xb5/\xfd'), 'Zstandard'],
  ])('%s is told', (_what, name, bytes, cause) => {
    writeFileSync(join(folder, 'data', name), bytes)
    expect(read('getObject', { Bucket: 'data', Key: name }, { InputType: 'CSV' })).toEqual(problem(cause))
  })
})

describe.skipIf(process.platform === 'win32')('links and special files', () => {
  const outside = project({ 'secret.csv': 'x', 'more/secret.csv': 'y' })
  const place = project({ 'data/a.csv': 'a', 'data/deep/b.csv': 'b', 'fixtures/c.csv': 'c' })
  const at = (resource: string, parameters: JsonObject) =>
    fileItems(place)({ resource: `arn:aws:states:::s3:${resource}`, parameters, readerConfig: { InputType: 'CSV' } })
  symlinkSync(join(outside, 'secret.csv'), join(place, 'data/file-out'))
  symlinkSync(outside, join(place, 'data/folder-out'))
  symlinkSync(outside, join(place, 'bucket-out'))
  symlinkSync('../fixtures/c.csv', join(place, 'data/file-in'))
  symlinkSync('../fixtures', join(place, 'data/folder-in'))
  symlinkSync('nowhere', join(place, 'data/dangling'))
  symlinkSync('.', join(place, 'data/deep/circle'))
  symlinkSync('self', join(place, 'data/self'))
  execFileSync('mkfifo', [join(place, 'data/pipe')])

  it.each([
    ['data', 'file-out'],
    ['data', 'folder-out/secret.csv'],
    ['bucket-out', 'secret.csv'],
  ])('a link out of the folder is not followed: %s/%s', (Bucket, Key) => {
    expect(at('getObject', { Bucket, Key })).toEqual(problem('A link leads out of the folder'))
  })

  it('nor listed', () => {
    expect(at('listObjectsV2', { Bucket: 'bucket-out' })).toEqual(problem('A link leads out of the folder'))
  })

  it('a link within the folder is', () => {
    expect(at('getObject', { Bucket: 'data', Key: 'file-in' })).toEqual({ text: 'c' })
    expect(at('getObject', { Bucket: 'data', Key: 'folder-in/c.csv' })).toEqual({ text: 'c' })
  })

  it('a listing has what can be read, and no link that leads nowhere, in a circle or out', () => {
    const { items } = at('listObjectsV2', { Bucket: 'data' }) as { items: { Key: string }[] }
    expect(items.map(({ Key }) => Key)).toEqual(['a.csv', 'deep/b.csv', 'file-in', 'folder-in/c.csv'])
  })

  it('a link that leads nowhere is no object, one in a circle is told', () => {
    expect(at('getObject', { Bucket: 'data', Key: 'dangling' })).toBeUndefined()
    expect(at('getObject', { Bucket: 'data', Key: 'self' })).toEqual(problem('its links lead in a circle'))
  })

  it('a pipe is not waited for', () => {
    expect(at('getObject', { Bucket: 'data', Key: 'pipe' })).toEqual(problem('it is no plain file'))
  })

  it('a definition below a linked folder has its objects there', () => {
    const linked = join(outside, 'linked')
    symlinkSync(place, linked)
    expect(fileItems(linked)({ resource: 's3:getObject', parameters: { Bucket: 'data', Key: 'a.csv' }, readerConfig: {} })).toEqual({
      text: 'a',
    })
  })
})
