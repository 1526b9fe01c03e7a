import type { HistoryRow } from '../../debugger/protocol'

/** Histories written for the panel's tests: AWS's shapes, our own machines. */

type Details = { readonly [name: string]: unknown }
type Draft = readonly [
  type: string,
  after: number,
  state?: string | undefined,
  details?: Details,
  thread?: readonly [id: number, name: string],
]

const start = Date.UTC(2026, 0, 1, 9, 0, 0)
const text = (value: unknown) => JSON.stringify(value)

const detailsName = (type: string): string => {
  const family = type.replace(/^\w+State(Entered|Exited)$/, 'state$1')
  return `${family[0]!.toLowerCase()}${family.slice(1)}EventDetails`
}

export const rowsOf = (drafts: readonly Draft[]): HistoryRow[] =>
  drafts.map(([type, after, state, details, thread = [1, 'Machine']], i) => ({
    event: {
      id: i + 1,
      previousEventId: i,
      timestamp: new Date(start + after).toISOString(),
      type,
      ...(details ? { [detailsName(type)]: details } : {}),
    },
    ...(state
      ? {
          state: {
            name: state,
            path: ['States', state],
            file: '/orders.asl.json',
            key: { offset: 10 * i, length: 8 },
            range: { offset: 10 * i, length: 80 },
            line: i + 1,
            column: 5,
          },
        }
      : {}),
    threadId: thread[0],
    threadName: thread[1],
  }))

const order = {
  orderId: 'A-1001',
  customer: { name: 'Ada', tier: 'gold' },
  items: [
    { sku: 'K-1', quantity: 2, price: 19.5 },
    { sku: 'K-2', quantity: 1, price: 5 },
  ],
  total: 44,
  express: false,
  note: null,
}
const paid = { ...order, payment: { id: 'P-7', status: 'CAPTURED' } }
const lambda = { resourceType: 'lambda', resource: 'invoke' }
const each = (i: number): [number, string] => [i + 2, `ForEach[${i}]`]

/** An order: a task that is retried once, a Map of two iterations, a Wait of two minutes. */
export const orderHistory = (): HistoryRow[] =>
  rowsOf([
    [
      'ExecutionStarted',
      0,
      undefined,
      { input: text(order), inputDetails: { truncated: false }, roleArn: 'arn:aws:iam::123456789012:role/Orders' },
    ],
    ['TaskStateEntered', 0, 'ProcessPayment', { name: 'ProcessPayment', input: text(order), inputDetails: { truncated: false } }],
    [
      'TaskScheduled',
      0,
      'ProcessPayment',
      { ...lambda, region: 'us-east-1', parameters: text({ FunctionName: 'charge', Payload: order }) },
    ],
    ['TaskStarted', 0, 'ProcessPayment', lambda],
    [
      'TaskFailed',
      350,
      'ProcessPayment',
      { ...lambda, error: 'PaymentTimeout', cause: text({ errorMessage: 'The card network did not answer', errorType: 'PaymentTimeout' }) },
    ],
    [
      'TaskScheduled',
      2350,
      'ProcessPayment',
      { ...lambda, region: 'us-east-1', parameters: text({ FunctionName: 'charge', Payload: order }) },
    ],
    ['TaskStarted', 2350, 'ProcessPayment', lambda],
    ['TaskSucceeded', 2700, 'ProcessPayment', { ...lambda, output: text({ id: 'P-7', status: 'CAPTURED' }) }],
    [
      'TaskStateExited',
      2700,
      'ProcessPayment',
      { name: 'ProcessPayment', output: text(paid), assignedVariables: { paymentId: text('P-7') } },
    ],
    ['MapStateEntered', 2700, 'ForEach', { name: 'ForEach', input: text(paid) }],
    ['MapStateStarted', 2700, 'ForEach', { length: 2 }],
    ['MapIterationStarted', 2700, 'ForEach', { name: 'ForEach', index: 0 }, each(0)],
    ['PassStateEntered', 2700, 'Reserve', { name: 'Reserve', input: text(order.items[0]) }, each(0)],
    ['PassStateExited', 2700, 'Reserve', { name: 'Reserve', output: text({ reserved: true }) }, each(0)],
    ['MapIterationStarted', 2700, 'ForEach', { name: 'ForEach', index: 1 }, each(1)],
    ['PassStateEntered', 2700, 'Reserve', { name: 'Reserve', input: text(order.items[1]) }, each(1)],
    ['PassStateExited', 2700, 'Reserve', { name: 'Reserve', output: text({ reserved: true }) }, each(1)],
    ['MapIterationSucceeded', 2700, 'ForEach', { name: 'ForEach', index: 0 }, each(0)],
    ['MapIterationSucceeded', 2700, 'ForEach', { name: 'ForEach', index: 1 }, each(1)],
    ['MapStateSucceeded', 2700, 'ForEach'],
    ['MapStateExited', 2700, 'ForEach', { name: 'ForEach', output: text([{ reserved: true }, { reserved: true }]) }],
    ['WaitStateEntered', 2700, 'CoolDown', { name: 'CoolDown', input: text([{ reserved: true }, { reserved: true }]) }],
    ['WaitStateExited', 122_700, 'CoolDown', { name: 'CoolDown', output: text([{ reserved: true }, { reserved: true }]) }],
    ['ExecutionSucceeded', 122_700, undefined, { output: text({ status: 'DONE' }) }],
  ])

/** `count` Pass states, one after the other. */
export const longHistory = (count: number): HistoryRow[] =>
  rowsOf(
    Array.from({ length: count }, (_, i): Draft => {
      const name = `Step${i >> 1}`
      return i % 2
        ? ['PassStateExited', i * 10, name, { name, output: text({ i }) }]
        : ['PassStateEntered', i * 10, name, { name, input: text({ i }) }]
    }),
  )
