import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Command, parseCall } from '../../../cli/command'
import { commandHelp } from '../../../cli/help'
import { writeCoverage } from '../../../cli/test/coverage'
import { coverageOptions, coverageRequest } from '../../../cli/test/coverageOptions'
import { parseDocument } from '../../../core/model/parse'
import { Tally } from '../../../core/run/coverage/tally'
import { readLcov } from '../../support/lcov'
import { inProcess, project } from '../program'

const command: Command = {
  name: 'test',
  summary: '',
  operands: '',
  options: coverageOptions,
  load: () => Promise.reject(),
}

const text = '{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"::error::\\u001b"},"::error::\\u001b":{"Type":"Succeed"}}}'

/** A definition of which the first state is reached. */
function coverage() {
  const tally = new Tally()
  tally.add({
    file: 'a.asl.json',
    stateMachine: undefined,
    text,
    machine: parseDocument(text, { format: 'json', content: 'definition' }).definitions[0]!.machine,
  })
  return tally.coverage().map((each) => ({ ...each, states: each.states.map((state, i) => ({ ...state, entered: i === 0 ? 1 : 0 })) }))
}

function written(args: readonly string[]) {
  const request = coverageRequest(parseCall(command, args))
  if (request === undefined) return undefined
  const folder = project({ 'a.asl.json': text })
  let [told, err] = ['', '']
  const terminal = { cwd: folder, colours: false, out: () => {}, err: (line: string) => (err += line) }
  return { holds: writeCoverage(coverage(), request, terminal, (line) => (told += line)), told, err, folder }
}

describe('stepthrough test --coverage', () => {
  test.each<[string[], string[], string[]]>([
    [['--coverage'], ['text'], []],
    [['--coverage', 'orders'], ['text'], ['orders']],
    [['--coverage', '--coverage', 'lcov'], ['text', 'lcov'], []],
    [['--coverage', 'json', 'lcov'], ['json'], ['lcov']],
    [['--coverage=lcov', '--coverage', 'json', 'a'], ['lcov', 'json'], ['a']],
    [['a', '--coverage', '--', '--b'], ['text'], ['a', '--b']],
  ])('%j', (args, kinds, operands) => {
    const call = parseCall(command, args)
    expect([call.all('coverage'), call.operands]).toEqual([kinds, operands])
  })

  test('is in the help with its kinds', () => {
    expect(commandHelp(command)).toContain('--coverage [text|lcov|json] ...')
  })

  test('refuses what is no kind and no percentage', () => {
    expect(() => written(['--coverage=xml'])).toThrow('--coverage is one of text, lcov, json, not "xml"')
    for (const wrong of ['', 'most', '101', '-1', 'NaN', '1e9'])
      expect(() => written([`--min-coverage=${wrong}`])).toThrow('a percentage from 0 to 100')
  })

  test('is counted where it is asked for', () => {
    expect(written([])).toBeUndefined()
    expect(written(['--min-coverage', '50'])).toMatchObject({ holds: true, told: '', err: '' })
  })

  test('is told as a table', () => {
    const { told, err } = written(['--coverage'])!
    expect(told).toContain('a.asl.json  50% 1/2')
    expect(told).not.toContain('\u001b')
    expect(err).toBe('')
  })

  test('is written into files, in a folder that is made', () => {
    const { told, folder } = written(['--coverage', 'lcov', '--coverage', 'json', '--coverage-dir', 'out/of/tests'])!
    expect(told).toBe('')
    expect(readLcov(readFileSync(join(folder, 'out/of/tests/lcov.info'), 'utf8'))[0]!.file).toBe('a.asl.json')
    expect(JSON.parse(readFileSync(join(folder, 'out/of/tests/coverage.json'), 'utf8')).summary.states.percent).toBe(50)
    expect(() => written(['--coverage', 'lcov', '--coverage-dir', 'a.asl.json'])).toThrow(
      'cannot make the folder a.asl.json: there is a file of that name',
    )
  })

  test('that is too little says what is missed', () => {
    expect(written(['--min-coverage', '50.1'])).toMatchObject({
      holds: false,
      told: '',
      err: 'stepthrough: The tests reach 50% of the states (1 of 2), which is less than 50.1%. They do not reach\n  a.asl.json:1:71 the state "::error::\\u001b"\n',
    })
  })
})

test('the tests of a folder are counted, and its definitions and templates that no test touches', async () => {
  const template = (definition: object) => ({
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: { Alone: { Type: 'AWS::Serverless::StateMachine', Properties: { Definition: definition } } },
  })
  const alone = { StartAt: 'X', States: { X: { Type: 'Succeed' } } }
  const folder = project({
    'a.asl.json': JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Succeed' } } }),
    'a.asl.test.json': JSON.stringify({ definition: 'a.asl.json', cases: [{ name: 'one' }, { name: 'two' }] }),
    'nested/b.asl.json': JSON.stringify(alone),
    'template.json': JSON.stringify(template(alone)),
    'sample.json': JSON.stringify(alone),
  })
  const { code, out, err } = await inProcess(
    ['test', '--reporter', 'json', '--coverage', 'lcov', '--coverage', '--min-coverage', '34'],
    folder,
  )
  expect(JSON.parse(out)).toMatchObject({ passed: 2, failed: 0 })
  expect(err).toContain('a.asl.json             100% 1/1')
  expect(err).toContain('The tests reach 33.33% of the states (1 of 3), which is less than 34%.')
  expect(code).toBe(1)
  const records = readLcov(readFileSync(join(folder, 'coverage/lcov.info'), 'utf8'))
  expect(records.map(({ file, functions }) => [file, [...functions.keys()]])).toEqual([
    ['a.asl.json', ['A']],
    ['nested/b.asl.json', ['X']],
    ['template.json', ['Alone.X']],
  ])
  const named = await inProcess(['test', 'a.asl.test.json', '--coverage', '--min-coverage', '100'], folder)
  expect(named).toMatchObject({ code: 0, err: '' })
  expect(named.out).toContain('2 passed')
  expect(named.out).toMatch(/\n\nCoverage +states/)
})

test('state machines of one template are in its order, whichever runs first', async () => {
  const machine = (name: string) => ({
    Type: 'AWS::Serverless::StateMachine',
    Properties: { Definition: { StartAt: name, States: { [name]: { Type: 'Succeed' } } } },
  })
  const folder = project({
    'template.json': JSON.stringify({ Transform: 'AWS::Serverless-2016-10-31', Resources: { One: machine('A'), Two: machine('B') } }),
    'a.asl.test.json': JSON.stringify({ definition: 'template.json', stateMachine: 'Two', cases: [{ name: 'two' }] }),
    'b.asl.test.json': JSON.stringify({ definition: 'template.json', stateMachine: 'One', cases: [{ name: 'one' }] }),
  })
  const { out } = await inProcess(['test', '--coverage'], folder)
  expect(out.match(/template\.json \w+/g)).toEqual(['template.json One', 'template.json Two'])
})
