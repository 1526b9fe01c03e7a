import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { Refused } from '../../../core/service/errors'
import type { TestStateRequest, TestStateResponse } from '../../../core/service/testState/types'
import type { Endpoint } from '../../../hosts/node/tasks/endpoint/server'
import { type SessionOptions, TestSession } from '../../../hosts/node/tests/session'
import { suitesAt } from '../../../hosts/node/tests/suite'
import { testStateEndpoint } from '../../support/testState'

const examples = join(__dirname, '../../../examples')
const folder = mkdtempSync(join(tmpdir(), 'stepthrough-aws-'))
afterAll(() => rmSync(folder, { recursive: true }))

let endpoint: Endpoint | undefined
afterEach(async () => {
  vi.unstubAllEnvs()
  await endpoint?.close()
  endpoint = undefined
})

interface Came {
  readonly failures: readonly string[]
  readonly notes: readonly string[]
}

/** What comes of the cases of a file against an endpoint, by their names. */
async function held(
  path: string,
  change?: (response: TestStateResponse, request: TestStateRequest) => object,
  options: Partial<SessionOptions> = {},
  heard?: TestStateRequest[],
): Promise<Record<string, Came>> {
  endpoint = await testStateEndpoint(change, heard)
  vi.stubEnv('AWS_ENDPOINT_URL_SFN', endpoint.url)
  return run(path, options)
}

async function run(path: string, options: Partial<SessionOptions> = {}): Promise<Record<string, Came>> {
  const notes: string[] = []
  const session = new TestSession({
    root: folder,
    config: 'none',
    allowRemote: false,
    howToAllow: '--allow-remote',
    print: (from, line) => void notes.push(`${from}: ${line}`),
    aws: true,
    ...options,
  })
  const [suite] = await suitesAt(path, session.reader)
  expect(suite!.failures).toEqual([])
  const found: Record<string, Came> = {}
  await session.run(suite!, {
    ended: (_, { name }, { failures }) => {
      found[name] = {
        failures: failures.map(({ what, path: at, message }) => `${what}${at ?? ''} ${message}`),
        notes: notes.filter((note) => note.startsWith(`${name}: `)).map((note) => note.slice(name.length + 2)),
      }
    },
  })
  return found
}

let files = 0

/** What comes of one case of these states, the first first. */
async function heldStates(states: Record<string, object>, members: object, ...rest: Tail<Parameters<typeof held>>): Promise<Came> {
  return (await held(fileOf(states, members), ...rest)).one!
}
type Tail<T extends unknown[]> = T extends [unknown, ...infer Rest] ? Rest : never

/** A test file beside a definition of these states. */
function fileOf(states: Record<string, object>, members: object): string {
  const name = `machine${++files}`
  writeFileSync(join(folder, `${name}.asl.json`), JSON.stringify({ StartAt: Object.keys(states)[0], States: states }))
  const path = join(folder, `${name}.asl.test.json`)
  writeFileSync(path, JSON.stringify({ definition: `${name}.asl.json`, cases: [{ name: 'one', ...members }] }))
  return path
}

/** A test file for each test case of an example's mock file. */
function testFileOf(example: string): string {
  const from = join(examples, example)
  const definition = readdirSync(from).find((name) => /\.asl\.(json|yaml)$/.test(name))!
  const mocks = join(from, 'MockConfigFile.json')
  const { StateMachines } = JSON.parse(readFileSync(mocks, 'utf8')) as { StateMachines: Record<string, { TestCases: object }> }
  const [[stateMachineName, { TestCases }]] = Object.entries(StateMachines) as [[string, { TestCases: object }]]
  const path = join(folder, `${example}.asl.test.json`)
  const inputFile = join(from, definition.replace(/\.asl\.\w+$/, '.input.json'))
  const cases = Object.keys(TestCases).map((testCase) => ({ name: testCase, testCase, stateMachineName, inputFile, seed: 1 }))
  writeFileSync(path, JSON.stringify({ definition: join(from, definition), mockConfig: mocks, cases }))
  return path
}

describe('an endpoint that speaks TestState says the same', () => {
  const untested: Record<string, readonly string[]> = {
    'sales-report': [
      '"SumUpSales" is not tested by AWS: it reads its items from S3: TestState takes them as the text of the object, which a run does not keep.',
      '"MergeRegions" is not tested by AWS: it reads the context object, which TestState takes for no Pass state.',
    ],
    'user-onboarding': ['"WaitForConfirmation" is not tested by AWS: it waits for longer than the 300 seconds of a call of TestState.'],
  }
  test.each(['order-processing', 'expense-approval', 'invoice', 'loan-application', 'trip-booking', 'user-onboarding', 'sales-report'])(
    'of %s',
    async (example) => {
      const heard: TestStateRequest[] = []
      const found = Object.values(await held(testFileOf(example), undefined, {}, heard))
      // a test case may be one whose execution fails
      expect(found.flatMap(({ failures }) => failures.filter((each) => !each.startsWith('status The execution')))).toEqual([])
      expect([...new Set(found.flatMap(({ notes }) => notes))]).toEqual(untested[example] ?? [])
      expect(heard.length).toBeGreaterThan(3)
    },
  )
})

const invoke = 'arn:aws:states:::lambda:invoke'
const charge = {
  Charge: {
    Type: 'Task',
    Resource: invoke,
    Parameters: { FunctionName: 'f', 'Payload.$': '$' },
    ResultSelector: { 'paid.$': '$.Payload.paid' },
    Assign: { 'seen.$': '$.paid' },
    Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }],
    Catch: [{ ErrorEquals: ['Declined'], ResultPath: '$.error', Next: 'Sorry' }],
    Next: 'Done',
  },
  Sorry: { Type: 'Pass', Next: 'Done' },
  Done: { Type: 'Succeed' },
}
const paid = { Charge: { '0': { Throw: { Error: 'Busy', Cause: 'later' } }, '1': { Return: { StatusCode: 200, Payload: { paid: 5 } } } } }

test('each attempt is asked with what the run has had', async () => {
  const heard: TestStateRequest[] = []
  const given = { input: { amount: 5 }, variables: { before: 1 }, context: { Execution: { Name: 'e-1' } }, mocks: paid }
  expect(await heldStates(charge, given, undefined, {}, heard)).toEqual({ failures: [], notes: [] })
  expect(heard.map(({ stateName, mock, stateConfiguration, variables }) => [stateName, mock, stateConfiguration, variables])).toEqual([
    ['Charge', { errorOutput: { error: 'Busy', cause: 'later' } }, undefined, '{"before":1}'],
    ['Charge', { result: '{"StatusCode":200,"Payload":{"paid":5}}', fieldValidationMode: 'NONE' }, undefined, '{"before":1}'],
    ['Done', undefined, undefined, '{"before":1,"seen":5}'],
  ])
  expect(JSON.parse(heard[0]!.context!)).toMatchObject({ Execution: { Name: 'e-1' }, State: { Name: 'Charge', RetryCount: 0 } })
  expect(JSON.parse(heard[1]!.context!)).toMatchObject({ State: { RetryCount: 1 } })
})

describe('what differs is said of its state, visit and attempt', () => {
  const of = (state: string, change: (response: TestStateResponse) => object) => (response: TestStateResponse, request: TestStateRequest) =>
    request.stateName === state && request.mock?.errorOutput === undefined ? change(response) : response
  test.each<[what: string, change: Parameters<typeof held>[1], failures: string[]]>([
    [
      'status',
      of('Charge', () => ({ status: 'FAILED', error: 'E', cause: 'c' })),
      ['status "Charge" (visit 1, attempt 2): AWS says FAILED (E: c), here it is SUCCEEDED.'],
    ],
    [
      'output',
      of('Charge', (response) => ({ ...response, output: '{"paid":6,"more":[1]}' })),
      [
        'output$.paid "Charge" (visit 1, attempt 2): the output differs at $.paid: AWS has 6, here it is 5.',
        'output$.more "Charge" (visit 1, attempt 2): the output differs at $.more: AWS has [1], here it is nothing.',
      ],
    ],
    [
      'next state',
      of('Charge', (response) => ({ ...response, nextState: 'Sorry' })),
      ['path "Charge" (visit 1, attempt 2): AWS has the next state "Sorry", here it is "Done".'],
    ],
    [
      'variables',
      of('Charge', (response) => ({ ...response, inspectionData: { variables: '{"seen":6}' } })),
      ['variables$.seen "Charge" (visit 1, attempt 2): the value of the variables differs at $.seen: AWS has 6, here it is 5.'],
    ],
    [
      'error of an attempt that is retried',
      (response, { mock }) => (mock?.errorOutput ? { ...response, error: 'Other', cause: undefined } : response),
      [
        'error "Charge" (visit 1, attempt 1): AWS has the error "Other", here it is "Busy".',
        'cause "Charge" (visit 1, attempt 1): AWS has the cause not at all, here it is "later".',
      ],
    ],
  ])('%s', async (_, change, failures) => {
    expect(await heldStates(charge, { mocks: paid }, change)).toEqual({ failures, notes: [] })
  })
})

describe('an endpoint that is no good is one failure', () => {
  const refusing = (name: string, message: string) => () => {
    throw new Refused(name as 'InvalidArn', message)
  }
  test.each<[what: string, change: Parameters<typeof held>[1], failure: string]>([
    [
      'throttling',
      refusing('ThrottlingException', 'Rate exceeded'),
      'case "Charge" (visit 1, attempt 1): TestState has not answered: Sfn.SfnException: Rate exceeded',
    ],
    [
      'a bug',
      () => {
        throw new Error('oops')
      },
      'case "Charge" (visit 1, attempt 1): TestState has not answered: Sfn.SfnException: A bug of Stepthrough: oops',
    ],
  ])('%s', async (_, change, failure) => {
    const { failures } = await heldStates(charge, { mocks: paid }, change)
    expect(failures).toHaveLength(1)
    expect(failures[0]).toContain(failure)
  })

  test('nobody is there', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_SFN', 'http://127.0.0.1:9')
    const { one } = await run(fileOf(charge, { mocks: paid }))
    expect(one!.failures).toEqual([
      expect.stringContaining('case "Charge" (visit 1, attempt 1): TestState has not answered: Sfn.SdkClientException'),
    ])
  })

  test('AWS is not called without permission', async () => {
    const { one } = await run(fileOf(charge, { mocks: paid }))
    expect(one!.failures).toEqual([
      'case The call of states at states.us-east-1.amazonaws.com would leave this computer: --allow-remote allows it.',
    ])
  })
})

test('who ends the tests ends what is asked', async () => {
  const controller = new AbortController()
  const heard: TestStateRequest[] = []
  const change = (response: TestStateResponse) => {
    controller.abort()
    return response
  }
  expect(await held(fileOf(charge, { mocks: paid }), change, { signal: controller.signal }, heard)).toEqual({})
  // what is under way comes to its end unheard
  await endpoint!.close()
  expect(heard).toHaveLength(1)
})

describe('an answer may be anything', () => {
  const hostile: readonly [answer: object, failure: string][] = [
    [{}, 'has no status'],
    [{ status: 5 }, ''],
    [{ status: '\u001b[31m</script>]]>\n' }, 'AWS says '],
    [{ status: 'SUCCEEDED', nextState: 'Done', output: '{' }, 'is no JSON text'],
    [{ status: 'SUCCEEDED', nextState: 'Done' }, 'AWS has no output'],
    [{ status: 'SUCCEEDED', nextState: 'Done', output: '['.repeat(20_000) + ']'.repeat(20_000) }, 'the output differs at $'],
    [{ status: 'SUCCEEDED', nextState: 'Done', output: '{"__proto__":{"paid":1}}' }, 'the output differs at $'],
    [{ status: 'SUCCEEDED', nextState: 'Done', output: '{"paid":5}', inspectionData: { variables: 'null' } }, 'variables'],
  ]
  test.each(hostile.map(([answer, failure], i) => [i, failure, answer] as const))('%i: %s', async (_i, failure, answer) => {
    const { failures } = await heldStates(charge, { mocks: { Charge: paid.Charge['1'] } }, (_, { stateName }) =>
      stateName === 'Charge' ? answer : { status: 'SUCCEEDED', output: '{"paid":5}', inspectionData: { variables: '{"seen":5}' } },
    )
    expect(failures.join()).toContain(failure)
    expect(failures.length).toBeGreaterThan(0)
  })
})

describe('states around others', () => {
  const fail = { Type: 'Fail', Error: 'Inner', Cause: 'c' }
  const each = (processor: object, more: object) => ({
    Each: { Type: 'Map', ItemsPath: '$.items', ItemProcessor: { StartAt: 'In', States: { In: processor } }, ...more, End: true },
  })
  test.each<[what: string, states: Record<string, object>, members: object, heard: (string | undefined)[], notes: string[]]>([
    [
      'a Map and its iterations',
      each({ Type: 'Pass', End: true }, { ResultPath: '$.out' }),
      { input: { items: [1, 2, 1] } },
      // what is the same is asked once
      ['Each', 'In', 'In'],
      [],
    ],
    [
      'a Parallel whose branch fails',
      {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Bad', States: { Bad: fail } },
            { StartAt: 'Slow', States: { Slow: { Type: 'Wait', Seconds: 400, End: true } } },
          ],
          Catch: [{ ErrorEquals: ['Inner'], Next: 'End' }],
          End: true,
        },
        End: { Type: 'Succeed' },
      },
      {},
      ['Both', 'Bad', 'End'],
      [],
    ],
    [
      'a Map without items',
      each({ Type: 'Pass', End: true }, { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }] }),
      { input: {}, expect: { status: 'FAILED' } },
      ['Each', 'Each'],
      [],
    ],
    [
      'what TestState cannot do',
      {
        A: { Type: 'Pass', Parameters: { 'id.$': 'States.UUID()' }, Next: 'B' },
        B: { Type: 'Pass', Parameters: { 'name.$': '$$.Execution.Name' }, Next: 'C' },
        C: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $now() %}', End: true },
      },
      {},
      [],
      [
        '"A" is not tested by AWS: it reads the clock, or draws what is different each time.',
        '"B" is not tested by AWS: it reads the context object, which TestState takes for no Pass state.',
        '"C" is not tested by AWS: it reads the clock, or draws what is different each time.',
      ],
    ],
  ])('%s', async (_, states, members, names, notes) => {
    const heard: TestStateRequest[] = []
    expect(await heldStates(states, members, undefined, {}, heard)).toEqual({ failures: [], notes })
    expect(heard.map(({ stateName }) => stateName)).toEqual(names)
  })
})

describe('mocked results against their APIs', () => {
  const states = {
    Send: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:sqs:sendMessage', Parameters: {}, ResultPath: null, Next: 'Charge' },
    Charge: { Type: 'Task', Resource: invoke, Parameters: { FunctionName: 'f' }, End: true },
  }
  const mocks = (Return: object, Payload: unknown = {}) => ({ mocks: { Send: { Return }, Charge: { '0': { Return: { Payload } } } } })

  test('what is wrong is said once here, and by AWS too where it has the same model', async () => {
    const heard: TestStateRequest[] = []
    const { failures } = await heldStates(states, mocks({ MessageId: 1 }), undefined, { contract: 'STRICT' }, heard)
    expect(failures).toEqual([
      'mocks$.mocks.Send.Return.MessageId The mock of "Send" is none that its API answers with: "MessageId" has to be a string.',
      expect.stringContaining(
        `mocks "Send" (visit 1, attempt 1): TestState has not answered: Sfn.ValidationException: Mock result schema validation error: Field 'MessageId' must be a string`,
      ),
    ])
    expect(heard.map(({ mock }) => mock?.fieldValidationMode)).toEqual(['STRICT', 'NONE'])
  })

  test.each<[given: object, mode: 'STRICT' | 'PRESENT', failures: string[]]>([
    [mocks({ MessageId: 'm' }), 'STRICT', []],
    [
      mocks({ MesageId: 'm' }),
      'PRESENT',
      [
        'mocks$.mocks.Send.Return.MesageId The mock of "Send" is none that its API answers with: sqs:sendMessage has no "MesageId". Did you mean "MessageId"?',
      ],
    ],
    [mocks({ Newer: 'm' }), 'PRESENT', []],
    [
      mocks({ Newer: 'm' }),
      'STRICT',
      ['mocks$.mocks.Send.Return.Newer The mock of "Send" is none that its API answers with: sqs:sendMessage has no "Newer".'],
    ],
  ])('%j %s', async (given, contract, failures) => {
    expect((await run(fileOf(states, given), { aws: false, contract })).one).toEqual({ failures, notes: [] })
  })

  test('those of a mock file have their places in it', async () => {
    const path = fileOf(states, { testCase: 'T', mocks: { Charge: { Return: { Payload: 1 } } } })
    const mockConfig = {
      StateMachines: { M: { TestCases: { T: { Send: 'Sent', Charge: 'Sent' } } } },
      MockedResponses: { Sent: { '0': { Return: { MessageId: 1, "it's": 2 } } } },
    }
    writeFileSync(join(folder, 'mocks.json'), JSON.stringify(mockConfig))
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), mockConfig: 'mocks.json' }))
    const { one } = await run(path, { aws: false, contract: 'STRICT' })
    expect(one!.failures.map((each) => each.split(' ')[0])).toEqual([
      `mocks$.MockedResponses.Sent['0'].Return["it's"]`,
      `mocks$.MockedResponses.Sent['0'].Return.MessageId`,
    ])
  })
})
