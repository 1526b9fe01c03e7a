import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import type { VisitDetail } from '../../../core/run/inspect/types'
import type { Question, ToPanel } from '../../../webview/messages'
import { Answers, type ReportData, unpacked } from '../../../webview/report/data'
import { orderHistory } from '../history'

const long = Array.from({ length: 300 }, (_, i) => ({ i }))
const visit = (event: number): VisitDetail => ({
  event,
  name: 'ProcessPayment',
  type: 'Task',
  queryLanguage: 'JSONPath',
  status: 'succeeded',
  start: 0,
  attempt: 0,
  input: { ref: { event, name: 'input' }, shown: { whole: { __proto__: null, total: 44 } }, bytes: 12 },
  output: { ref: { event, name: 'output' }, shown: { of: 'array', size: 300, bytes: 3000, from: 0, items: [] }, bytes: 3000 },
  pipeline: [],
  attempts: [],
  variables: [],
  events: [2],
})
const data: ReportData = {
  title: 'order.asl.json',
  facts: [],
  notes: [],
  messages: [{ type: 'history', history: { from: 0, events: orderHistory(), status: 'SUCCEEDED' } }],
  answers: [
    { name: 'visit', args: { event: 2 }, body: visit(2) },
    { name: 'visit', args: { event: 2, attempt: 0 }, body: undefined },
  ],
  values: [[{ event: 2, name: 'output' }, JSON.stringify(long)]],
}
const answers = new Answers(data)
const ask = (question: object): ToPanel => answers.to({ type: 'ask', id: 7, ...question } as Question)
const ref = (name: string) => ({ event: 2, name })

it.each<[string, object, unknown]>([
  ['a visit', { name: 'visit', args: { event: 2 } }, visit(2)],
  ['an attempt, whatever comes first', { name: 'visit', args: { attempt: 0, event: 2 } }, undefined],
  ['a part of a value that is there', { name: 'value', args: { ref: ref('input'), steps: ['total'] } }, { whole: 44 }],
  ['the text of one', { name: 'valueText', args: { ref: ref('input'), steps: [] } }, '{\n  "total": 44\n}'],
  [
    'a page of a long one',
    { name: 'value', args: { ref: ref('output'), steps: [], from: 299 } },
    expect.objectContaining({ size: 300, from: 299, items: [{ whole: { i: 299 } }] }),
  ],
  ['a text in payloads', { name: 'search', args: { text: 'captured', from: 0 } }, { found: [8, 9, 10] }],
])('%s', (_, question, body) => expect(ask(question)).toEqual({ type: 'answer', id: 7, body }))

it.each<[string, object]>([
  ['a visit that is left out', { name: 'visit', args: { event: 9 } }],
  ['a member that no value has', { name: 'value', args: { ref: ref('input'), steps: ['__proto__', 'x'] } }],
  ['a value that is left out', { name: 'valueText', args: { ref: ref('item'), steps: [] } }],
  ['an event that came cut', { name: 'whole', args: { id: 2 } }],
])('%s is refused', (_, question) => expect(ask(question)).toEqual({ type: 'refused', id: 7, message: 'The report has no more of this.' }))

it('the data come out as they went in', async () => {
  const text = gzipSync(JSON.stringify(data)).toString('base64')
  expect(await unpacked(`\n${text}\n`)).toEqual(JSON.parse(JSON.stringify(data)))
})
