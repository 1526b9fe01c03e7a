import { describe, expect, it } from 'vitest'
import { test as runTests, testState, UsageError, validate } from '../../library'
import { project } from '../cli/program'

const good = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }
const lost = { StartAt: 'P', States: { P: { Type: 'Pass', Next: 'Q' } } }
const tested = {
  definition: 'good.asl.json',
  cases: [
    { name: 'keeps its input', input: 1, expect: { output: 1 } },
    { name: 'is wrong', input: 1, expect: { output: 2 } },
    { name: 'is left out', skip: true },
  ],
}
const cwd = project({
  'good.asl.test.json': JSON.stringify(tested),
  'good.asl.json': JSON.stringify(good),
  'lost.asl.json': JSON.stringify(lost),
  'task.asl.yaml':
    'StartAt: T\nStates:\n  T: { Type: Task, Resource: "arn:aws:states:::sqs:sendMessage", Parameters: { QueueUrl: u, MessageBody: m }, End: true }\n',
})

describe('validate', () => {
  it('gives what is wrong, with places', async () => {
    const [first] = await validate({ files: ['good.asl.json', 'lost.asl.json'], cwd })
    expect(first).toMatchObject({
      file: 'lost.asl.json',
      line: 1,
      column: expect.any(Number),
      severity: 'error',
      message: expect.any(String),
    })
    expect(await validate({ files: 'good.asl.json', cwd })).toEqual([])
  })

  it('takes a folder, or a definition itself', async () => {
    expect((await validate({ files: '.', cwd })).map(({ file }) => file)).toContain('lost.asl.json')
    const [first] = await validate({ definition: lost })
    expect(first).toMatchObject({ line: expect.any(Number), severity: 'error' })
    expect(first).not.toHaveProperty('file')
  })

  it('changes the severity of rules', async () => {
    const code = (await validate({ definition: lost }))[0]!.code
    expect((await validate({ definition: lost, severity: { [code]: 'off' } })).map((each) => each.code)).not.toContain(code)
  })

  it.each([
    ['no such file', { files: 'nowhere.asl.json', cwd }, 'cannot read nowhere.asl.json'],
    ['no such rule', { files: [], cwd, severity: { nothing: 'off' as const } }, 'there is no rule "nothing"'],
    ['nothing', {}, 'either files or definition'],
  ])('refuses %s', async (_, request, message) => {
    await expect(validate(request as Parameters<typeof validate>[0])).rejects.toThrow(UsageError)
    await expect(validate(request as Parameters<typeof validate>[0])).rejects.toThrow(message)
  })
})

describe('testState', () => {
  it('answers as the API does', async () => {
    const state = { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $name & $states.input.text %}', End: true }
    expect(await testState({ definition: state, input: { text: '!' }, variables: { name: 'you' } })).toEqual({
      status: 'SUCCEEDED',
      output: '"you!"',
    })
  })

  it('takes a state of a file, and a mock', async () => {
    const mock = { result: { MessageId: '1' }, fieldValidationMode: 'NONE' as const }
    expect(await testState({ file: 'task.asl.yaml', cwd, stateName: 'T', mock })).toEqual({
      status: 'SUCCEEDED',
      output: '{"MessageId":"1"}',
    })
  })

  it('gives what the API refuses as a value', async () => {
    expect(await testState({ definition: lost, stateName: 'P' })).toMatchObject({ status: 'INVALID', error: 'InvalidDefinition' })
  })

  it('refuses an unknown option', async () => {
    await expect(testState({ definition: good, state: 'P' } as never)).rejects.toThrow('testState has no option "state"')
  })
})

describe('test', () => {
  it('gives the report of the command line', async () => {
    const report = await runTests({ files: 'good.asl.test.json', cwd })
    expect(report).toMatchObject({ passed: 1, failed: 1, skipped: 1 })
    expect(report.cases).toMatchObject([
      { file: 'good.asl.test.json', name: 'keeps its input', definition: 'good.asl.json', status: 'passed', failures: [] },
      {
        name: 'is wrong',
        status: 'failed',
        failures: [{ what: 'output', path: '$', expected: 2, actual: 1, message: expect.any(String) }],
      },
    ])
  })

  it('tells what the tests reach', async () => {
    const { coverage } = await runTests({ files: 'good.asl.test.json', cwd, coverage: true })
    expect(coverage).toMatchObject({
      summary: { states: { total: 1, reached: 1, percent: 100 } },
      definitions: [{ file: 'good.asl.json', notReached: [] }],
    })
  })

  it('runs only what the filter lets through', async () => {
    expect(await runTests({ cwd, filter: 'KEEPS' })).toMatchObject({ passed: 1, failed: 0, skipped: 0 })
  })

  it.each([
    ['no such file', { files: 'nowhere.asl.test.json', cwd }, 'cannot read nowhere.asl.test.json'],
    ['no test', { cwd, filter: 'nothing' }, 'there is no test whose name contains "nothing"'],
    ['a filter that is no text', { cwd, filter: /keeps/ }, 'filter is a text'],
    ['a contract that is none', { cwd, contract: 'stritc' }, 'contract is one of strict, present, not "stritc"'],
    ['a list in the place of options', [], 'test needs an object with its options'],
    ['an unknown option', { reporter: 'json' }, 'test has no option "reporter"'],
  ])('refuses %s', async (_, request, message) => {
    await expect(runTests(request as Parameters<typeof runTests>[0])).rejects.toThrow(message)
    await expect(runTests(request as Parameters<typeof runTests>[0])).rejects.toThrow(UsageError)
  })
})
