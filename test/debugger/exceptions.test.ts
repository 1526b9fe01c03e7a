import { describe, expect, test } from 'vitest'
import { orderMocks, orders } from './support/machines'
import { TestSession } from './support/session'

type Options = { filters?: string[]; filterOptions?: { filterId: string; condition?: string }[] }

/** A session that runs to its first stop, with the filters. */
async function started(files: object, attributes: object, options: Options): Promise<TestSession> {
  const s = new TestSession(files as never)
  await s.initialize()
  await s.request('launch', { program: s.path('machine.asl.json'), ...attributes } as never)
  await s.request('setExceptionBreakpoints', { filters: [], ...options })
  await s.request('configurationDone')
  return s
}

/** Where it stops on errors: the description and the text of each. */
async function stops(s: TestSession): Promise<string[]> {
  const told: string[] = []
  for (;;) {
    const { event, body } = await s.stoppedOrEnded()
    if (event === 'terminated') return told
    told.push(`${body.description}: ${body.text}`)
    await s.request('continue', { threadId: body.threadId })
  }
}

const order = { 'machine.asl.json': orders, 'mock.json': orderMocks }
const mocked = (testCase: string) => ({ mockConfig: 'mock.json', testCase, input: { total: 5 } })

const items = {
  StartAt: 'Items',
  States: {
    Items: {
      Type: 'Map',
      ItemsPath: '$.items',
      MaxConcurrency: 1,
      ToleratedFailureCount: 2,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Item',
        States: { Item: { Type: 'Pass', InputPath: '$.need', Next: 'Bad' }, Bad: { Type: 'Fail', ErrorPath: '$', Cause: 'bad item' } },
      },
      End: true,
    },
  },
}
const several = { input: { items: [{ need: 'One' }, {}, { need: 'Two' }] } }

describe('the filters', () => {
  test.each<[string, object, object, Options, string[]]>([
    ['retried', order, mocked('Slow'), { filters: ['retried'] }, ['Stopped on an error that is tried again: Gateway.Timeout: no answer']],
    ['not retried', order, mocked('Slow'), { filters: ['uncaught', 'caught', 'runtime', 'tolerated'] }, []],
    ['all, of old', order, mocked('Slow'), { filters: ['all'] }, ['Stopped on an error that is tried again: Gateway.Timeout: no answer']],
    [
      'named, by a glob',
      order,
      mocked('Declined'),
      { filterOptions: [{ filterId: 'named', condition: 'Payment.*' }] },
      ['Stopped on an error that is caught: Payment.Declined: The card was declined'],
    ],
    ['named, and not this one', order, mocked('Declined'), { filterOptions: [{ filterId: 'named', condition: '*, !Payment.*' }] }, []],
    [
      'named, with a condition that holds',
      order,
      mocked('Declined'),
      { filterOptions: [{ filterId: 'named', condition: 'Payment.* if $.total == 42 && $states.input.total == 5' }] },
      ['Stopped on an error that is caught: Payment.Declined: The card was declined'],
    ],
    [
      'named, with one that does not',
      order,
      mocked('Declined'),
      { filterOptions: [{ filterId: 'named', condition: 'Payment.* if $.total > 42' }] },
      [],
    ],
    [
      'a condition over the error',
      order,
      mocked('Declined'),
      { filterOptions: [{ filterId: 'caught', condition: "if {% $contains($states.errorOutput.Cause, 'declined') %}" }] },
      ['Stopped on an error that is caught: Payment.Declined: The card was declined'],
    ],
    [
      'tolerated',
      { 'machine.asl.json': items },
      several,
      { filters: ['tolerated', 'uncaught'] },
      [
        'Stopped on an error that is tolerated: One: bad item',
        expect.stringMatching(/^Stopped on an error that is tolerated: States.Runtime: /) as never,
        'Stopped on an error: Two: bad item',
      ],
    ],
    [
      'runtime, also where a Map tolerates it',
      { 'machine.asl.json': items },
      several,
      { filters: ['runtime'] },
      [expect.stringMatching(/^Stopped on an error that is tolerated: States.Runtime: /) as never],
    ],
  ])('%s', async (_, files, attributes, options, expected) => {
    expect(await stops(await started(files, attributes, options))).toEqual(expected)
  })

  test('a condition that cannot be evaluated does not stop, and is told once', async () => {
    const condition = 'if {% $number($states.errorOutput.Error) > 1 %}'
    const s = await started({ 'machine.asl.json': items }, several, { filterOptions: [{ filterId: 'tolerated', condition }] })
    expect(await stops(s)).toEqual([])
    expect(s.console.match(/The condition .* of Tolerated Item Failures cannot be evaluated/g)).toHaveLength(1)
  })

  test('are refused with a reason, and what looks like a member of an object is none', async () => {
    const s = await started(order, mocked('Happy'), {})
    const set = await s.request('setExceptionBreakpoints', {
      filters: ['named', '__proto__', 'toString'],
      filterOptions: [
        { filterId: 'caught', condition: 'A if $.x ==' },
        { filterId: 'retried', condition: 'A if $.x' },
      ],
    })
    expect(set!.breakpoints!.map(({ verified, message }) => message ?? verified)).toEqual([
      expect.stringMatching(/^Write in the condition which errors: /),
      expect.stringMatching(/^There are no errors "__proto__"/),
      expect.stringMatching(/^There are no errors "toString"/),
      expect.stringMatching(/^The condition "\$\.x ==" cannot be read: /),
      true,
    ])
  })

  test('an error that is gone back over is news again', async () => {
    const s = await started(order, mocked('Declined'), { filters: ['caught'] })
    await s.stopped()
    expect((await s.move('stepBack')).body).toMatchObject({ reason: 'step' })
    expect((await s.move('continue')).body).toMatchObject({ reason: 'exception', text: 'Payment.Declined: The card was declined' })
  })
})

describe('exceptionInfo', () => {
  const info = async (s: TestSession) => {
    const { body } = await s.stoppedOrEnded()
    const { description, details, breakMode } = await s.request('exceptionInfo', { threadId: body.threadId })
    const stack = details?.stackTrace?.replaceAll(s.folder, 'FOLDER').split('\n')
    return { description, breakMode, message: details?.message, stack, inner: details?.innerException }
  }

  test('of an error that is tried again', async () => {
    const s = await started(order, mocked('Slow'), { filters: ['retried'] })
    expect(await info(s)).toEqual({
      description: 'no answer\nRetry[0] tries again: retry 1 of 3, in up to 2 seconds.',
      breakMode: 'always',
      message: 'no answer',
      stack: ['at ProcessPayment FOLDER/machine.asl.json:10:5', 'retried by Retry[0] of ProcessPayment FOLDER/machine.asl.json:16:9'],
      inner: undefined,
    })
  })

  test('of an error that is caught: what a function threw, with its stack', async () => {
    const Cause = JSON.stringify({
      errorType: 'Payment.Declined',
      errorMessage: 'no money',
      trace: ['Error: no money', '    at handler (/app/pay.js:3:11)'],
    })
    const mocks = structuredClone(orderMocks)
    mocks.MockedResponses.Declined[0].Throw.Cause = Cause
    const s = await started({ ...order, 'mock.json': mocks }, mocked('Declined'), { filters: ['caught'] })
    expect(await info(s)).toEqual({
      description: 'no money\nCatch[0] takes it and goes on with CancelOrder.',
      breakMode: 'always',
      message: 'no money',
      stack: [
        'Payment.Declined: no money',
        '    at handler (/app/pay.js:3:11)',
        'at ProcessPayment FOLDER/machine.asl.json:10:5',
        expect.stringMatching(/^caught by Catch\[0\] of ProcessPayment FOLDER\/machine\.asl\.json:\d+:9$/),
      ],
      inner: [
        {
          typeName: 'Payment.Declined',
          fullTypeName: 'Payment.Declined',
          message: 'no money',
          stackTrace: 'at handler (/app/pay.js:3:11)',
        },
      ],
    })
  })

  test('of a cause that is the JSON of an error with no more than a name', async () => {
    const mocks = structuredClone(orderMocks)
    mocks.MockedResponses.Declined[0].Throw.Cause = JSON.stringify({ Error: 'Payment.Late', Status: 'FAILED' })
    const s = await started({ ...order, 'mock.json': mocks }, mocked('Declined'), { filters: ['caught'] })
    expect(await info(s)).toMatchObject({ message: 'Payment.Late', description: expect.stringMatching(/^Payment\.Late\nCatch/) })
  })

  test('of an error that a Map tolerates', async () => {
    const s = await started({ 'machine.asl.json': items }, several, { filters: ['tolerated'] })
    expect(await info(s)).toMatchObject({
      description: 'bad item\nItems tolerates it (ToleratedFailureCount).',
      breakMode: 'always',
      stack: expect.arrayContaining([expect.stringMatching(/^tolerated by ToleratedFailureCount of Items FOLDER/)]),
    })
  })
})
