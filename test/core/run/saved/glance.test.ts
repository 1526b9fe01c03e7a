import { expect, test } from 'vitest'
import { glanceAt, isGoing } from '../../../../core/run/saved/glance'

const header = (more: object = {}, options: object = {}) =>
  JSON.stringify({ stepthrough: 'run', version: 1, definition: '{}', ...more, options: { input: {}, ...options } })
const end = (more: object = {}) => JSON.stringify({ kind: 'end', status: 'SUCCEEDED', events: 9, position: 9, duration: 1500, ...more })

function glance(...lines: string[]) {
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''))
  let read = 0
  const found = glanceAt(bytes.length, (from, to) => {
    read += to - from
    return bytes.subarray(from, to).toString()
  })
  return { ...found, read }
}

test.each<[string[], object]>([
  [[header()], { machine: 'State machine', input: '{}', status: undefined, duration: undefined }],
  [[header({ file: '/w/order.asl.json', savedAt: 5, pid: 7 })], { machine: 'order', file: '/w/order.asl.json', savedAt: 5, pid: 7 }],
  [[header({ file: '/w/template.yaml', logicalId: 'Order' })], { machine: 'Order' }],
  [
    [header({}, { stateMachineName: 'Mine', executionName: 'first', type: 'EXPRESS' })],
    { machine: 'Mine', execution: 'first', isExpress: true },
  ],
  [[header({}, { input: 'x'.repeat(300) })], { input: `"${'x'.repeat(199)}…` }],
  [[header(), end()], { status: 'SUCCEEDED', duration: 1500 }],
  [[header(), end({ status: 'FAILED', error: 'E' })], { status: 'FAILED', error: 'E' }],
  [[header(), end(), '{"kind":"redrive","at":9}'], { status: undefined, duration: undefined }],
  [[header(), end({ status: 5, duration: 'x' })], { status: undefined, duration: undefined }],
])('%j', (lines, expected) => expect(glance(...lines)).toMatchObject({ kind: 'run', ...expected }))

test.each([
  ['', 'The saved run has no first line.'],
  ['{}\n', 'This is no saved run.'],
  ['nothing\n', 'This line of the saved run is damaged.'],
  [`${header({ file: { __proto__: null, toString: 1 } })}\n`, 'The member "file" of the saved run is none.'],
  [`${header({ redacted: 'x' })}\n`, 'The patterns by which the saved run was redacted are none.'],
])('%j is none', (text, message) => expect(glanceAt(text.length, (from, to) => text.slice(from, to))).toEqual({ kind: 'wrong', message }))

test('of a large run little is read', () => {
  const answer = JSON.stringify({ at: 1, kind: 'answer', key: 'k', answer: { kind: 'succeeded', output: 'x'.repeat(100_000) } })
  expect(glance(header(), ...Array.from({ length: 100 }, () => answer), end()).read).toBeLessThan(200_000)
})

test('lines that are longer are read all the same', () => {
  const long = 'é'.repeat(300_000)
  expect(glance(header({}, { input: long }), end({ output: long }))).toMatchObject({ kind: 'run', status: 'SUCCEEDED' })
})

test('a run goes on while its process lives and there is no end', () => {
  const at = (status: 'FAILED' | undefined, pid: number | undefined) => isGoing({ status, pid } as never, (each) => each === 1)
  expect([at(undefined, 1), at(undefined, 2), at(undefined, undefined), at('FAILED', 1)]).toEqual([true, false, false, false])
})
