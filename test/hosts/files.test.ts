import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readText, reason } from '../../hosts/node/files'
import { FileWorkspace } from '../../hosts/node/workspace'
import { project } from '../cli/program'

const folder = project({ 'a.asl.json': '\uFEFF{}', 'big.json': '' })

function said(path: string): string {
  try {
    return readText(path)
  } catch (error) {
    return reason(error)
  }
}

describe('only plain files are read', () => {
  it('without the mark of the byte order', () => {
    expect(readText(join(folder, 'a.asl.json'))).toBe('{}')
  })

  it.each([
    ['nothing', 'nowhere', 'there is no such file'],
    ['a folder', '.', 'it is a folder'],
    ['a part of the path that is no folder', 'a.asl.json/b', 'a part of its path is no folder'],
    ['a name that no file can have', 'a\0b', 'there can be no such file'],
    ['a name that is too long', 'x'.repeat(5000), 'its name is too long'],
  ])('%s is said', (_what, name, words) => {
    expect(said(join(folder, name))).toBe(words)
  })

  it('a file without an end of its own is not', () => {
    truncateSync(join(folder, 'big.json'), 65 * 1024 * 1024)
    expect(said(join(folder, 'big.json'))).toBe('it is too large')
  })

  it.skipIf(process.platform === 'win32')('a pipe, a device and links to them are no plain files', () => {
    execFileSync('mkfifo', [join(folder, 'pipe.asl.json')])
    symlinkSync('pipe.asl.json', join(folder, 'link.asl.json'))
    symlinkSync('/dev/zero', join(folder, 'zero.asl.json'))
    symlinkSync('self', join(folder, 'self'))
    for (const name of ['pipe.asl.json', 'link.asl.json', 'zero.asl.json']) expect(said(join(folder, name))).toBe('it is no plain file')
    expect(said(join(folder, 'self'))).toBe('its links lead in a circle')
  })

  it.skipIf(process.platform === 'win32')('the language server reads none of them either', () => {
    const workspace = new FileWorkspace()
    const uri = (name: string) => pathToFileURL(join(folder, name)).href
    for (const name of ['pipe.asl.json', 'zero.asl.json', '.']) {
      expect(workspace.exists(uri(name))).toBe(false)
      expect(workspace.text(uri(name))).toBeUndefined()
    }
    expect(workspace.text(uri('a.asl.json'))).toBe('{}')
  })

  it.skipIf(process.platform === 'win32')('what a file names is read beside it and in the workspace, wherever links lead', async () => {
    const place = project({
      'infra/template.yaml': '',
      'infra/flows/a.asl.json': '{}',
      'flows/b.asl.json': '{}',
      'outside/c.asl.json': '{}',
    })
    symlinkSync(join(place, 'outside'), join(place, 'infra/out'))
    symlinkSync('../flows', join(place, 'infra/in'))
    const uri = (name: string) => pathToFileURL(join(place, name)).href
    const named = (workspace: FileWorkspace, path: string) => workspace.resolve(uri('infra/template.yaml'), path) !== undefined
    const alone = new FileWorkspace()
    const paths = ['flows/a.asl.json', 'nowhere.asl.json', 'in/b.asl.json', '../flows/b.asl.json', 'out/c.asl.json', '/etc/passwd']
    expect(paths.filter((path) => named(alone, path))).toEqual(['flows/a.asl.json', 'nowhere.asl.json'])
    const both = new FileWorkspace()
    await both.scan([uri('infra'), uri('flows')])
    expect(paths.filter((path) => named(both, path))).toEqual([
      'flows/a.asl.json',
      'nowhere.asl.json',
      'in/b.asl.json',
      '../flows/b.asl.json',
    ])
  })

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('what may not be read is said', () => {
    mkdirSync(join(folder, 'locked'))
    writeFileSync(join(folder, 'secret.json'), '{}')
    chmodSync(join(folder, 'secret.json'), 0)
    expect(said(join(folder, 'secret.json'))).toBe('permission denied')
  })
})
