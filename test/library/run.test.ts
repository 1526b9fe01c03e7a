import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { type RunRequest, run, TaskError, UsageError } from '../../library'
import { project } from '../cli/program'

const task = (more: object = {}) => ({ Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:pay', End: true, ...more })
const pay = { StartAt: 'Pay', States: { Pay: task() } }
const wait = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 3600, Next: 'Done' }, Done: { Type: 'Succeed' } } }
const mockConfig = {
  StateMachines: { Pay: { TestCases: { Paid: { Pay: 'Paid' } } } },
  MockedResponses: { Paid: { 0: { Return: { StatusCode: 200, Payload: { paid: true } } } } },
}
const cwd = project({
  'pay.asl.json': JSON.stringify(pay),
  'pay.asl.yaml': 'StartAt: P\nStates:\n  P: { Type: Pass, Result: 7, End: true }\n',
  'broken.asl.json': '{ "StartAt": "A", "States": {} }',
  'mocks.json': JSON.stringify(mockConfig),
  'input.json': '{"amount": 4}\n',
  'configured/pay.asl.json': JSON.stringify(pay),
  'configured/stepthrough.json': JSON.stringify({ mockConfig: '../mocks.json', aws: { endpoint: 'https://aws.example.com' } }),
})

describe('run', () => {
  it.each<[string, RunRequest, object]>([
    ['a file in YAML', { file: 'pay.asl.yaml', cwd }, { status: 'SUCCEEDED', output: 7 }],
    ['a URL', { file: pathToFileURL(join(cwd, 'pay.asl.yaml')) }, { output: 7 }],
    ['a definition itself', { definition: wait, input: { a: 1 } }, { output: { a: 1 }, duration: 3600, path: ['Wait', 'Done'] }],
    ['its JSON text', { definition: JSON.stringify(wait) }, { output: {} }],
    ['a test case of a mock file', { definition: pay, mockConfig, testCase: 'Paid' }, { output: { paid: true } }],
    ['of a file', { file: 'pay.asl.json', cwd, mockConfig: 'mocks.json', testCase: 'Paid' }, { output: { paid: true } }],
    ['of the file that stepthrough.json names', { file: 'configured/pay.asl.json', cwd, testCase: 'Paid' }, { output: { paid: true } }],
    ['an answer in the request', { definition: pay, mocks: { Pay: { Return: 1 } } }, { output: 1, calls: { Pay: [{}] } }],
    ['no answer', { definition: pay }, { status: 'FAILED', error: 'States.Runtime' }],
    ['an echo', { definition: pay, unmocked: 'echo', input: 5 }, { output: 5 }],
    ['a file with the input', { definition: wait, inputFile: 'input.json', cwd }, { output: { amount: 4 } }],
  ])('runs with %s', async (_, request, expected) => {
    expect(await run({ config: request.cwd === undefined ? false : undefined, ...request })).toMatchObject(expected)
  })

  it('gives the history in the shape of the API, with who has answered', async () => {
    const { history, visits } = await run({
      definition: pay,
      mocks: { Pay: { Return: 1 } },
      startTime: '2026-01-01T00:00:00Z',
    })
    expect(history[0]).toMatchObject({ id: 1, type: 'ExecutionStarted', timestamp: '2026-01-01T00:00:00.000Z' })
    expect(history.find(({ answeredBy }) => answeredBy !== undefined)).toMatchObject({
      type: 'LambdaFunctionSucceeded',
      answeredBy: 'mock',
    })
    expect(visits).toEqual({ Pay: 1 })
  })

  it('tells the visits of all states and the variables, as a test file would judge them', async () => {
    const each = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'P',
      States: { P: { Type: 'Pass', End: true } },
    }
    const definition = {
      QueryLanguage: 'JSONata',
      StartAt: 'Each',
      States: {
        Each: { Type: 'Map', ItemProcessor: each, Assign: { count: '{% $count($states.result) %}' }, Next: 'Done' },
        Done: { Type: 'Succeed' },
      },
    }
    const { visits, variables, path } = await run({ definition, input: [1, 2, 3], variables: { before: true } })
    expect({ visits, variables, path }).toEqual({
      visits: { Each: 1, P: 3, Done: 1 },
      variables: { before: true, count: 3 },
      path: ['Each', 'Done'],
    })
  })

  it('says what is wrong with a definition as a value', async () => {
    const { status, diagnostics } = await run({ file: 'broken.asl.json', cwd })
    expect(status).toBe('INVALID')
    expect(diagnostics[0]).toMatchObject({ file: 'broken.asl.json', line: 1, column: expect.any(Number), severity: 'error' })
    expect((await run({ definition: '{' })).diagnostics[0]).not.toHaveProperty('file')
  })

  it.each<[string, unknown, string]>([
    ['an unknown option', { definition: wait, mockconfig: {} }, 'run has no option "mockconfig". Did you mean "mockConfig"?'],
    ['no request', null, 'run needs an object with its options'],
    ['a list', [], 'run needs an object with its options'],
    ['a word that is none', { definition: wait, unmocked: 'constructor' }, 'unmocked is one of fail, echo, not "constructor"'],
    ['a value of another type', { definition: wait, mocks: 5 }, 'mocks is an object, not 5'],
    ['null', { definition: wait, type: null }, 'type is one of STANDARD, EXPRESS, not null'],
    ['a signal that is none', { definition: wait, signal: {} }, 'signal is an AbortSignal'],
    ['a folder that is none', { definition: wait, within: [5] }, 'within is a path, a URL or an array of them'],
    ['nothing to run', {}, 'either file or definition says what is meant'],
    ['two inputs', { definition: wait, input: 1, inputFile: 'a' }, 'either input or inputFile says the input'],
    ['no such file', { file: 'nowhere.asl.json', cwd }, 'cannot read nowhere.asl.json: there is no such file'],
    ['an input that is no JSON', { definition: wait, input: 1n }, 'input is no JSON: Do not know how to serialize a BigInt'],
    [
      'a mock of no state',
      { definition: pay, mocks: { Pya: { Return: 1 } } },
      'mocks has an answer for "Pya", which is no state. Did you mean "Pay"?',
    ],
    ['a wrong mock', { definition: pay, mocks: { Pay: { Retrun: 1 } } }, 'The mock of the state "Pay"'],
    ['a wrong time', { definition: wait, time: 'slow' }, 'time is virtual, real or a scale such as 0.01, not "slow"'],
    ['no such test case', { definition: pay, mockConfig, testCase: 'Pied' }, 'no test case "Pied"'],
    ['a call that would leave this computer', { file: 'configured/pay.asl.json', cwd }, 'allowRemote: true'],
  ])('refuses %s', async (_, request, message) => {
    const error = await run(request as RunRequest).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(UsageError)
    expect((error as UsageError).messages.join('\n')).toContain(message)
  })

  it('keeps hostile names as they are', async () => {
    const name = '__proto__'
    const { visits, calls, output } = await run({
      definition: `{"StartAt":"${name}","States":{"${name}":${JSON.stringify(task())}}}`,
      mocks: JSON.parse(`{"${name}":{"Return":{"${name}":1}}}`),
      input: JSON.parse(`{"${name}":2}`),
    })
    expect(Object.entries(visits)).toEqual([[name, 1]])
    expect(JSON.stringify(calls)).toBe(`{"${name}":[{"${name}":2}]}`)
    expect(JSON.stringify(output)).toBe(`{"${name}":1}`)
  })
})

describe('a function that stands for a task', () => {
  const retried = { StartAt: 'Pay', States: { Pay: task({ Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 60 }] }) } }

  it('is called for each attempt, and its errors are tried again', async () => {
    const Pay = vi.fn().mockRejectedValueOnce(new TaskError('Busy', 'Later.')).mockResolvedValue({ paid: true })
    expect(await run({ definition: retried, input: { a: 1 }, mocks: { Pay } })).toMatchObject({ output: { paid: true }, duration: 60 })
    expect(Pay.mock.calls.map(([input, { state, attempt }]) => [input, state, attempt])).toEqual([
      [{ a: 1 }, 'Pay', 0],
      [{ a: 1 }, 'Pay', 1],
    ])
  })

  it('fails the task with its error and cause', async () => {
    const Pay = () => {
      throw new TaskError('Declined', 'No money.')
    }
    expect(await run({ definition: retried, mocks: { Pay } })).toMatchObject({ status: 'FAILED', error: 'Declined', cause: 'No money.' })
  })

  it('rejects the run with any other error, such as that of an assertion', async () => {
    const wrong = new TypeError('a mistake of the test')
    const Pay = () => Promise.reject(wrong)
    await expect(run({ definition: retried, mocks: { Pay } })).rejects.toBe(wrong)
  })

  it('may change what it gets', async () => {
    const Pay = (input: unknown) => {
      Object.assign(input as object, { a: 'changed' })
      return null
    }
    const { calls } = await run({ definition: retried, input: { a: 1 }, mocks: { Pay } })
    expect(calls).toEqual({ Pay: [{ a: 1 }] })
  })
})

describe('a signal', () => {
  it('ends a run that would never end', async () => {
    const stop = new AbortController()
    const again = { Type: 'Choice', Choices: [{ Variable: '$.enough', IsPresent: true, Next: 'Done' }], Default: 'Ask' }
    const loop = { StartAt: 'Ask', States: { Ask: task({ Next: 'Again', End: undefined }), Again: again, Done: { Type: 'Succeed' } } }
    const mocks = {
      Ask: (_: unknown, { before }: { before: number }) => {
        if (before === 3) stop.abort()
        return {}
      },
    }
    expect((await run({ definition: loop, mocks, signal: stop.signal })).status).toBe('ABORTED')
  })

  it('ends a wait in real time, and the wait for a function that never answers', async () => {
    const waits = new AbortController()
    const ended = run({ definition: wait, time: 'real', signal: waits.signal })
    setImmediate(() => setImmediate(() => waits.abort()))
    expect((await ended).status).toBe('ABORTED')
    const asks = new AbortController()
    const Pay = () => {
      queueMicrotask(() => asks.abort())
      return new Promise(() => {})
    }
    expect((await run({ definition: pay, mocks: { Pay }, signal: asks.signal })).status).toBe('ABORTED')
  })

  it('that has come before lets nothing run', async () => {
    const Pay = vi.fn()
    expect((await run({ definition: pay, mocks: { Pay }, signal: AbortSignal.abort() })).status).toBe('ABORTED')
    expect(Pay).not.toHaveBeenCalled()
  })
})

it('writes nothing where it is told so', async () => {
  const folder = project({ 'items/.keep': '' })
  const definition = {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'P',
          States: { P: { Type: 'Pass', End: true } },
        },
        ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'results', Prefix: 'a' } },
        End: true,
      },
    },
  }
  writeFileSync(join(folder, 'map.asl.json'), JSON.stringify(definition))
  const { readdirSync } = await import('node:fs')
  const request = { file: 'map.asl.json', cwd: folder, input: [1, 2] }
  expect((await run({ ...request, readOnly: true })).status).toBe('SUCCEEDED')
  expect(readdirSync(folder)).not.toContain('results')
  expect((await run(request)).status).toBe('SUCCEEDED')
  expect(readdirSync(folder)).toContain('results')
})
