import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { HistoryRow } from '../../core/history/rows'
import { readReport } from '../support/report'
import { machines } from '../webview/machines'
import { inProcess, project } from './program'

const hostile = machines.hostile!()
const order = machines.order!()
const folder = project({
  '<img src=x>.asl.json': hostile.text,
  'input.json': JSON.stringify(hostile.input),
  'order.asl.json': order.text,
  'order.input.json': JSON.stringify(order.input),
  'mocks.json': order.mocks!.text,
  'items.asl.json': JSON.stringify({
    StartAt: 'Items',
    States: {
      Items: { Type: 'Map', ItemProcessor: { StartAt: 'Each', States: { Each: { Type: 'Pass', End: true } } }, Next: 'Both' },
      Both: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'Left', States: { Left: { Type: 'Fail', Error: 'No' } } }],
        End: true,
      },
    },
  }),
})
const run = (...args: string[]) => inProcess(['run', ...args], folder)
const report = (name: string) => readReport(readFileSync(join(folder, name), 'utf8'))
const rows = (name: string): readonly HistoryRow[] =>
  report(name).messages.flatMap((message) => (message.type === 'history' ? message.history.events : []))

it('a run is written as one page that holds its events', async () => {
  const mocks = ['--mock-config', 'mocks.json', '--test-case', 'HappyPath', '--state-machine-name', 'OrderProcessing']
  const { code, err } = await run('order.asl.json', '--input', '@order.input.json', ...mocks, '--report', 'order.html')
  expect([code, err]).toEqual([0, ''])
  const { title, facts, notes } = report('order.html')
  expect({ title, notes, facts: Object.fromEntries(facts) }).toMatchObject({
    title: 'order.asl.json',
    notes: [],
    facts: { Status: 'SUCCEEDED', Events: '39', Started: '2026-01-01T00:00:00.000Z' },
  })
  expect(rows('order.html').at(-1)?.event).toMatchObject({ id: 39, type: 'ExecutionSucceeded' })
})

it('what the panel asks of a run is answered by the page', async () => {
  const mocks = ['--mock-config', 'mocks.json', '--test-case', 'RetryThenSuccess', '--state-machine-name', 'OrderProcessing']
  await run('order.asl.json', '--input', '@order.input.json', ...mocks, '--report', 'retry.html')
  const { answers } = report('retry.html')
  expect(answers.map(({ name, args }) => `${name} ${JSON.stringify(args) ?? ''}`).slice(0, 6)).toEqual([
    'execution ',
    'visit {"event":2}',
    'visit {"event":7}',
    'visit {"event":7,"attempt":0}',
    'visit {"event":7,"attempt":1}',
    'visit {"event":7,"attempt":2}',
  ])
  const [, , visit] = answers
  expect(visit?.name === 'visit' && visit.body?.pipeline.map(({ title }) => title)).toContain('ResultSelector')
})

it('the same run gives the same page', async () => {
  const page = async () => {
    await run('items.asl.json', '--input', '[1, 2]', '--report', 'again.html')
    return readFileSync(join(folder, 'again.html'), 'utf8')
  }
  expect(await page()).toBe(await page())
})

it('branches and items that are over are known by their names', async () => {
  expect((await run('items.asl.json', '--input', '[1, 2]', '--report', 'items.html')).code).toBe(1)
  const threads = new Set(rows('items.html').map(({ threadName, parentId, index }) => [threadName, parentId, index].join()))
  expect([...threads]).toEqual(['Machine,,', 'Items [0],1,0', 'Items [1],1,1', 'Both [0],1,0'])
})

it('no name and no payload comes out of its place', async () => {
  await run('<img src=x>.asl.json', '--input', '@input.json', '--report', 'hostile.html')
  const { head, title } = report('hostile.html')
  expect([head, title]).toEqual(['&lt;img src=x&gt;.asl.json', '<img src=x>.asl.json'])
  expect(rows('hostile.html').map(({ state }) => state?.name)).toContain('</script><script>alert(2)</script>')
})

it('a file that cannot be written is told', async () => {
  const { code, err } = await run('items.asl.json', '--report', 'none/page.html')
  expect(code).toBe(2)
  expect(err).toContain('cannot write none/page.html')
})

it('a long run has the beginning of its payloads, and says so', async () => {
  const pass = (i: number) => ({ Type: 'Pass', Parameters: { i, 'text.$': '$.text' }, ...(i < 59 ? { Next: `S${i + 1}` } : { End: true }) })
  const states = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`S${i}`, pass(i)]))
  writeFileSync(join(folder, 'long.asl.json'), JSON.stringify({ StartAt: 'S0', States: states }))
  writeFileSync(join(folder, 'long.json'), JSON.stringify({ text: 'x'.repeat(100_000) }))
  await run('long.asl.json', '--input', '@long.json', '--report', 'long.html')
  expect(report('long.html').notes).toEqual(['Long payloads are cut: together they are more than a page should hold.'])
  expect(readFileSync(join(folder, 'long.html')).length).toBeLessThan(1_000_000)
})
