import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { newRunFile, pruneRuns } from '../../hosts/node/savedRuns'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'stepthrough-runs-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

const now = new Date(Date.UTC(2026, 0, 2, 3, 4, 5))
const header = (pid: number) =>
  JSON.stringify({ stepthrough: 'run', version: 1, pid, definition: '{}', options: { input: 'x'.repeat(900) } })
const end = '{"kind":"end","status":"SUCCEEDED","events":1,"position":1}'

test('a run has a file of its own, named by the time and what runs', () => {
  const runs = join(folder(), 'made', 'here')
  const files = ['order', 'order', '../../x y', ''].map((name) => newRunFile(runs, name, now))
  expect(files.map(({ path }) => basename(path))).toEqual([
    '2026-01-02T03-04-05-order.run.jsonl',
    '2026-01-02T03-04-05-order-2.run.jsonl',
    '2026-01-02T03-04-05-.._.._x_y.run.jsonl',
    '2026-01-02T03-04-05-run.run.jsonl',
  ])
  expect(files[0]!.about).toEqual({ savedAt: now.getTime(), pid: process.pid })
  files[0]!.write('a\n')
  files[0]!.write('é\n')
  expect(readFileSync(files[0]!.path, 'utf8')).toBe('a\né\n')
  if (process.platform !== 'win32') expect(statSync(files[0]!.path).mode & 0o077).toBe(0)
  for (const file of files) file.close()
})

test('the oldest go first, never the one that is kept or another that is written', () => {
  const runs = folder()
  const write = (name: string, at: number, text: string) => {
    writeFileSync(join(runs, name), text)
    utimesSync(join(runs, name), at, at)
  }
  const over = `${header(1e9)}\n${end}\n`
  write('a.run.jsonl', 1, over)
  write('live.run.jsonl', 2, `${header(process.pid)}\n`)
  write('ended.run.jsonl', 3, `${header(process.pid)}\n${end}\n`)
  write('damaged.run.jsonl', 4, '\0'.repeat(1000))
  write('b.run.jsonl', 5, over)
  write('c.run.jsonl', 6, over)
  write('other.json', 0, over)
  const prune = (most: number, keep = 'none') => pruneRuns(runs, most, join(runs, keep)).map((path) => basename(path, '.run.jsonl'))
  expect(prune(1e6)).toEqual([])
  expect(prune(5500)).toEqual(['a'])
  expect(prune(3500)).toEqual(['ended', 'damaged'])
  expect(prune(1, 'b.run.jsonl')).toEqual(['c'])
  expect(readdirSync(runs).sort()).toEqual(['b.run.jsonl', 'live.run.jsonl', 'other.json'])
})
