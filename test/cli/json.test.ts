import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../../cli/commands'
import { outputSchemas, schemaFiles } from '../../cli/schemas'
import { page } from '../../scripts/cliDocs.mjs'
import { inProcess, project } from './program'

/** What a terminal would obey. */
const control = '\u001b'
const pay = {
  StartAt: 'Pay',
  States: {
    Pay: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:123456789012:function:pay',
      Catch: [{ ErrorEquals: ['Declined'], Next: 'No' }],
      End: true,
    },
    No: { Type: 'Fail', Error: `No ${control}[31m::error::`, Cause: 'because' },
  },
}
const mockConfig = {
  StateMachines: { pay: { TestCases: { Paid: { Pay: 'Paid' }, Declined: { Pay: 'Declined' } } } },
  MockedResponses: { Paid: { 0: { Return: { __proto__x: [1, null] } } }, Declined: { 0: { Throw: { Error: 'Declined' } } } },
}
const cases = [
  { name: 'pays', testCase: 'Paid' },
  { name: 'is declined </script>]]>', testCase: 'Declined', expect: { output: { a: 1 } } },
  { name: 'asks for more', testCase: 'Paid', expect: { output: { __proto__x: [2] } } },
  { name: 'is wrong', testCase: 'Piad' },
]
const cwd = project({
  'pay.asl.json': JSON.stringify(pay),
  'pass.asl.json': JSON.stringify({ StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }),
  'broken.asl.json': '{ "StartAt": "A", "States": { "B": { "Type": "Pass", "Next": "A" } } }',
  'MockConfigFile.json': JSON.stringify(mockConfig),
  'pay.asl.test.json': JSON.stringify({ definition: 'pay.asl.json', mockConfig: 'MockConfigFile.json', cases }),
  'broken.asl.test.json': '{ "definition": ',
})

beforeAll(async () => {
  await inProcess(['run', 'pass.asl.json', '--history', 'agrees.json'], cwd)
  const text = readFileSync(join(cwd, 'agrees.json'), 'utf8')
  writeFileSync(join(cwd, 'differs.json'), text.replace('"PassStateExited"', '"FailStateEntered"'))
})

const ajv = new Ajv({ strict: true, allowUnionTypes: true })
/** Says of a value what is not as the schema has it; of objects also members that it does not have. */
const validators = Object.fromEntries(
  Object.entries(schemaFiles()).map(([name, schema]) => [
    name.replace(/^cli\/|\.schema\.json$/g, ''),
    ajv.compile(closed(schema) as object),
  ]),
)

/** A published schema lets later members through. Here there are none but those that it describes. */
function closed(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema
  if (Array.isArray(schema)) return schema.map(closed)
  const inner = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]))
  // where the difference is told, its members are those of the kind of difference
  const isOpen = JSON.stringify(Object.keys((inner.properties as object | undefined) ?? {})) === '["event","message"]'
  return 'properties' in inner && !isOpen ? { ...inner, additionalProperties: false } : inner
}

const mocked = ['--mock-config', 'MockConfigFile.json', '--test-case']

describe('--json', () => {
  it.each<[string, number, string[], string[]?]>([
    ['validate', 0, ['pass.asl.json']],
    ['validate', 1, ['broken.asl.json', 'pay.asl.json']],
    ['run', 0, ['pay.asl.json', ...mocked, 'Paid']],
    ['run', 1, ['pay.asl.json', ...mocked, 'Declined']],
    ['run', 1, ['pay.asl.json']],
    ['run', 1, ['broken.asl.json']],
    ['test', 1, []],
    ['test', 0, ['pay.asl.test.json', '--filter', 'pays']],
    ['replay', 0, ['agrees.json', '--definition', 'pass.asl.json']],
    ['replay', 1, ['differs.json', '--definition', 'pass.asl.json']],
    ['replay', 1, ['agrees.json', '--definition', 'broken.asl.json']],
    ['test-state', 0, ['pass.asl.json', '--state-name', 'P', '--inspection-level', 'DEBUG']],
    ['test-state', 1, ['pay.asl.json', '--state-name', 'Pay', '--mock', '{"errorOutput":{"error":"Other"}}']],
    ['test-state', 1, ['broken.asl.json', '--state-name', 'B']],
  ])('%s prints what its schema says, with exit code %i: %j', async (command, code, args) => {
    const ran = await inProcess([command, ...args, '--json'], cwd)
    const value = JSON.parse(ran.out)
    validators[command]!(value)
    expect(validators[command]!.errors ?? []).toEqual([])
    expect([ran.code, ran.out.includes(control)]).toEqual([code, false])
  })

  it.each<[string[], RegExp]>([
    [['validate'], /^validate needs at least one FILE/],
    [['validate', 'nowhere.asl.json'], /^cannot read nowhere.asl.json/],
    [['validate', 'pay.asl.json', '--format', 'sarif'], /^--json is --format json, not --format sarif/],
    [['run', 'pay.asl.json', '--inptu', '1'], /Did you mean --input\?/],
    [['run', 'pay.asl.json', '--input', '{'], /^--input is no JSON/],
    [['run', 'pay.asl.json', ...mocked, 'Piad'], /Piad/],
    [['test', 'pay.asl.test.json', '--filter', 'nothing'], /^there is no test/],
    [['test', '--reporter', 'pretty'], /^the standard output has one report/],
    [['replay', 'nowhere.json'], /^cannot read/],
    [['test-state', 'nowhere.json'], /^cannot read/],
    [['tset'], /^there is no command "tset"/],
  ])('%j called wrongly prints why, with exit code 2', async (args, why) => {
    const { code, out } = await inProcess([...args, '--json'], cwd)
    const value = JSON.parse(out)
    validators['usage-error']!(value)
    expect(validators['usage-error']!.errors ?? []).toEqual([])
    expect([code, value.usageError[0]]).toEqual([2, expect.stringMatching(why)])
  })

  it('coverage.json is what its schema says', async () => {
    const { code } = await inProcess(['test', 'pay.asl.test.json', '--filter', 'pays', '--coverage', 'json', '--json'], cwd)
    validators.coverage!(JSON.parse(readFileSync(join(cwd, 'coverage/coverage.json'), 'utf8')))
    expect([code, validators.coverage!.errors ?? []]).toEqual([0, []])
  })

  it('is an option of each command that has a result, and each of these has a schema', () => {
    const withJson = commands.filter(({ options }) => options.some(({ name }) => name === 'json')).map(({ name }) => name)
    expect(withJson).toEqual(commands.map(({ name }) => name).filter((name) => name !== 'mcp'))
    expect(Object.keys(outputSchemas).sort()).toEqual([...withJson].sort())
  })
})

it('docs/cli.md is up to date: run node scripts/cliDocs.mjs', async () => {
  const { made, kept } = await page()
  expect(kept).toBe(made)
})
