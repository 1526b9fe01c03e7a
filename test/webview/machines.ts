import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Limits } from '../../core/aws/quotas'
import type { Json } from '../../core/base/json'
import type { TaskCall, TaskOutcome } from '../../core/interpreter/api'

/** What a run of the panel's tests is made of. */
export interface PanelMachine {
  /** Its file, as states name it. */
  readonly file: string
  readonly text: string
  readonly input?: Json
  readonly mocks?: { readonly text: string; readonly testCase: string; readonly stateMachineName: string }
  /** Who answers its tasks; default: the mock file, else each with its own input. */
  readonly task?: (call: TaskCall) => TaskOutcome
  readonly limits?: Partial<Limits>
}

const root = join(__dirname.includes('.cache') ? process.cwd() : join(__dirname, '../..'), 'examples')

const example = (name: string, stateMachineName: string, testCase: string, extension = 'json'): PanelMachine => {
  const read = (file: string) => readFileSync(join(root, name, file), 'utf8')
  return {
    file: join(root, name, `${name}.asl.${extension}`),
    text: read(`${name}.asl.${extension}`),
    input: JSON.parse(read(`${name}.input.json`)),
    mocks: { text: read('MockConfigFile.json'), testCase, stateMachineName },
  }
}

const made = (name: string, definition: object, rest: Omit<PanelMachine, 'file' | 'text'> = {}): PanelMachine => ({
  file: `/workspace/${name}.asl.json`,
  text: `${JSON.stringify(definition, undefined, 2)}\n`,
  ...rest,
})

const lambda = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`
const retry = { ErrorEquals: ['Stock.Busy'], IntervalSeconds: 2, MaxAttempts: 2, BackoffRate: 2 }

/** Each item is reserved or ordered; some are tried again, some caught. */
const items = (count: number) =>
  made(
    `map${count}`,
    {
      Comment: `Reserves ${count} items.`,
      StartAt: 'Items',
      States: {
        Items: {
          Type: 'Map',
          ItemsPath: '$.items',
          MaxConcurrency: 40,
          ItemProcessor: {
            StartAt: 'InStock?',
            States: {
              'InStock?': {
                Type: 'Choice',
                Choices: [{ Variable: '$.stock', NumericGreaterThan: 0, Next: 'Reserve' }],
                Default: 'Order',
              },
              Reserve: {
                Type: 'Task',
                Resource: lambda('reserve'),
                Retry: [retry],
                Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Order' }],
                End: true,
              },
              Order: { Type: 'Pass', Result: { ordered: true }, End: true },
            },
          },
          ResultPath: '$.reserved',
          Next: 'Done',
        },
        Done: { Type: 'Succeed' },
      },
    },
    {
      input: {
        items: Array.from({ length: count }, (_, i) => ({ sku: `SKU-${String(i).padStart(5, '0')}`, stock: i % 4, price: i / 100 })),
      },
      task: ({ thread, attempt, input }) => {
        const { index } = thread
        if (index % 97 === 5 && attempt < 2) return { kind: 'failed', error: 'Stock.Busy', cause: 'The table is locked.', duration: 1 }
        if (index % 101 === 7)
          return { kind: 'failed', error: 'Stock.Gone', cause: `{"errorMessage":"item ${index} is gone"}`, duration: 2 }
        return { kind: 'succeeded', output: { ...(input as object), reserved: true }, duration: 1 + (index % 7) }
      },
      limits: { historyEvents: 1_000_000, payloadBytes: 16_000_000 },
    },
  )

/** `count` states: a chain with Choices, and a Parallel and a Map every fifty states. */
const states = (count: number) => {
  const all: Record<string, object> = {}
  const name = (i: number) => `Step ${String(i).padStart(3, '0')}`
  let made_ = 0
  let i = 0
  const small = (prefix: string, n: number) => {
    made_ += n
    return {
      StartAt: `${prefix} 0`,
      States: Object.fromEntries(
        Array.from({ length: n }, (_, k) => [
          `${prefix} ${k}`,
          { Type: 'Pass', ...(k < n - 1 ? { Next: `${prefix} ${k + 1}` } : { End: true }) },
        ]),
      ),
    }
  }
  while (made_ < count - 1) {
    const next = { Next: name(i + 1) }
    made_++
    if (i % 25 === 10)
      all[name(i)] = { Type: 'Parallel', Branches: [small(`Left ${i}`, 3), small(`Right ${i}`, 4)], ResultPath: null, ...next }
    else if (i % 25 === 20)
      all[name(i)] = { Type: 'Map', ItemsPath: '$.items', ItemProcessor: small(`Each ${i}`, 3), ResultPath: null, ...next }
    else if (i % 7 === 3) {
      const far = `Aside ${i}`
      made_++
      all[name(i)] = { Type: 'Choice', Choices: [{ Variable: '$.n', NumericGreaterThan: i * 3, Next: far }], Default: name(i + 1) }
      all[far] = { Type: 'Pass', ...next }
    } else all[name(i)] = i % 11 === 6 ? { Type: 'Wait', Seconds: 5, ...next } : { Type: 'Pass', ...next }
    i++
  }
  all[name(i)] = { Type: 'Succeed' }
  return made(`states${count}`, { StartAt: name(0), States: all }, { input: { n: 700, items: [1, 2, 3] } })
}

/** A loop of about `events` events, whose states hand on a payload of `bytes`. */
const loop = (events: number, bytes: number) => {
  const rounds = Math.floor((events - 6) / 4)
  return made(
    `events${events}`,
    {
      QueryLanguage: 'JSONata',
      StartAt: 'Begin',
      States: {
        Begin: { Type: 'Pass', Assign: { round: 0 }, Next: 'Count' },
        Count: {
          Type: 'Pass',
          Assign: { round: '{% $round + 1 %}' },
          Output: `{% {'round': $round, 'text': $states.input.text} %}`,
          Next: 'Enough',
        },
        Enough: { Type: 'Choice', Choices: [{ Condition: `{% $round < ${rounds} %}`, Next: 'Count' }], Default: 'Done' },
        Done: { Type: 'Succeed' },
      },
    },
    { input: { text: 'x'.repeat(bytes) }, limits: { historyEvents: 1_000_000 } },
  )
}

/** Names and payloads that would break out of a page, if they could. */
const hostile = () => {
  const names = [
    '<img src=x onerror=alert(1)>',
    '__proto__',
    '</script><script>alert(2)</script>',
    '" onmouseover="alert(3)',
    "'-->]]>",
    'constructor',
    '\u202Egnp.exe',
    '${alert(4)} {{5}}',
    `a very long name ${'of a state that goes on '.repeat(2)}`.slice(0, 80),
  ]
  const pass = (i: number) => ({
    Type: 'Pass',
    Comment: names[i],
    Result: { html: names[i], hasOwnProperty: 1, deep: [names] },
    ...(i < names.length - 1 ? { Next: names[i + 1] } : { End: true }),
  })
  const entries = names.map((name, i) => `${JSON.stringify(name)}: ${JSON.stringify(pass(i))}`)
  return {
    file: '/workspace/<b>bold<b>/hostile.asl.json',
    text: `{ "Comment": "</title></style><script>alert(6)</script>", "StartAt": ${JSON.stringify(names[0])}, "States": { ${entries.join(', ')} } }`,
    input: JSON.parse('{ "__proto__": { "a": 1 }, "</script>": "<!--", "toString": "x" }') as Json,
  }
}

/** A task that is tried again, one that times out, a Wait, and branches that take different times. */
const waiting = () =>
  made(
    'waiting',
    {
      StartAt: 'Charge',
      States: {
        Charge: {
          Type: 'Task',
          Resource: lambda('charge'),
          Retry: [{ ErrorEquals: ['Gateway.Timeout'], IntervalSeconds: 3, MaxAttempts: 3, BackoffRate: 2 }],
          ResultPath: '$.payment',
          Next: 'Cool Down',
        },
        'Cool Down': { Type: 'Wait', Seconds: 20, Next: 'Ship' },
        Ship: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Pack', States: { Pack: { Type: 'Task', Resource: lambda('pack'), End: true } } },
            {
              StartAt: 'Label',
              States: {
                Label: { Type: 'Task', Resource: lambda('label'), Next: 'Hand Over' },
                'Hand Over': { Type: 'Wait', Seconds: 8, End: true },
              },
            },
          ],
          ResultPath: '$.shipped',
          Next: 'Ask',
        },
        Ask: {
          Type: 'Task',
          Resource: lambda('ask'),
          TimeoutSeconds: 30,
          Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: '$.asked', Next: 'Nobody' }],
          End: true,
        },
        Nobody: { Type: 'Fail', Error: 'Order.NobodyAnswered', Cause: 'Nobody has confirmed the order within 30 seconds.' },
      },
    },
    {
      input: { order: 'A-1001', total: 44 },
      task: ({ stateName, attempt }) => {
        if (stateName === 'Ask') return { kind: 'timedOut' }
        if (stateName === 'Charge' && attempt < 2)
          return { kind: 'failed', error: 'Gateway.Timeout', cause: 'The card network did not answer.', duration: 4 }
        return { kind: 'succeeded', output: { done: stateName }, duration: { Charge: 2, Pack: 12, Label: 3 }[stateName] ?? 1 }
      },
    },
  )

/** The machines by the names that the harness and the tests know them by. */
export const machines: Readonly<Record<string, () => PanelMachine>> = {
  order: () => example('order-processing', 'OrderProcessing', 'HappyPath'),
  retry: () => example('order-processing', 'OrderProcessing', 'RetryThenSuccess'),
  fail: () => example('order-processing', 'OrderProcessing', 'PaymentDeclined'),
  parallel: () => example('trip-booking', 'TripBooking', 'Booked'),
  compensate: () => example('trip-booking', 'TripBooking', 'NoRooms'),
  loan: () => example('loan-application', 'LoanApplication', 'Approved'),
  onboarding: () => example('user-onboarding', 'UserOnboarding', 'ConfirmsOnTheSecondDay', 'yaml'),
  report: () => example('sales-report', 'SalesReport', 'Published'),
  waiting,
  map10: () => items(10),
  map1000: () => items(1000),
  map10000: () => items(10_000),
  states50: () => states(50),
  states500: () => states(500),
  events20000: () => loop(20_000, 20),
  heavy25000: () => loop(25_000, 10_000),
  hostile,
}
