import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileResults } from '../../hosts/node/results'
import { project } from '../cli/program'

const text = (file: string) => readFileSync(file, 'utf8')
const one = (bucket: string, key: string, body = '{}') => ({ bucket, objects: [{ key, text: body }] })

describe('results of a distributed Map as files', () => {
  it('the object KEY is the file BUCKET/KEY, of the latest run', async () => {
    const folder = project({})
    const write = fileResults(folder, undefined)
    expect(await write(one('results', 'a/b/manifest.json', '1'))).toEqual({})
    expect(await write(one('results', 'a/b/manifest.json', '2'))).toEqual({})
    expect(text(join(folder, 'results/a/b/manifest.json'))).toBe('2')
  })

  it('others are asked first where no folder stands for the bucket', async () => {
    const folder = project({ 'here/x.json': '1' })
    const asked: string[] = []
    const write = fileResults(folder, async ({ bucket }) => {
      asked.push(bucket)
      return bucket === 'theirs' ? {} : undefined
    })
    for (const bucket of ['here', 'theirs', 'nobodys']) expect(await write(one(bucket, 'k'))).toEqual({})
    expect(asked).toEqual(['theirs', 'nobodys'])
    expect(readdirSync(folder).sort()).toEqual(['here', 'nobodys'])
  })

  it.each(['', '..', '.', '.git', 'a', 'UPPER', 'a/b', '/tmp/x', 'node_modules', 'a\0b'])('"%s" is no bucket', async (bucket) => {
    const folder = project({})
    expect(await fileResults(folder, undefined)(one(bucket, 'k'))).toEqual({
      problem: expect.stringContaining('cannot be the name of a bucket'),
    })
    expect(readdirSync(folder)).toEqual([])
  })

  it.each(['../../outside.json', '../x', '', '/../../x', 'a\0b'])('the key "%s" leads out of the bucket', async (key) => {
    const folder = project({ 'in/side/results/x': '' })
    expect(await fileResults(join(folder, 'in/side'), undefined)(one('results', key))).toEqual({
      problem: expect.stringContaining('leads out'),
    })
    expect(readdirSync(join(folder, 'in/side/results'))).toEqual(['x'])
  })

  it('links lead nowhere', async () => {
    const [folder, outside] = [project({}), mkdtempSync(join(tmpdir(), 'outside-'))]
    writeFileSync(join(outside, 'kept.json'), 'kept')
    symlinkSync(outside, join(folder, 'linked'))
    mkdirSync(join(folder, 'bucket'))
    symlinkSync(outside, join(folder, 'bucket/sub'))
    symlinkSync(join(outside, 'kept.json'), join(folder, 'bucket/file.json'))
    const write = fileResults(folder, undefined)
    expect(await write(one('linked', 'x.json'))).toEqual({ problem: expect.stringContaining('link') })
    expect(await write(one('bucket', 'sub/deep/x.json'))).toEqual({ problem: expect.stringContaining('link') })
    expect(await write(one('bucket', 'file.json', 'new'))).toEqual({})
    expect([text(join(folder, 'bucket/file.json')), text(join(outside, 'kept.json')), existsSync(join(outside, 'deep'))]).toEqual([
      'new',
      'kept',
      false,
    ])
  })

  it('a file in the place of a folder is a problem', async () => {
    const folder = project({ results: 'a file' })
    expect(await fileResults(folder, undefined)(one('results', 'a/b'))).toEqual({ problem: expect.stringContaining('cannot be written') })
  })
})
