import { describe, expect, it } from 'vitest'
import { inProcess, project, root, stepthrough } from './program'

const good = '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "End": true } } }'
const bad = `{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Pass", "Next": "Missing" },
    "Ä": { "Type": "Succeed" }
  }
}
`
const yaml = `StartAt: A
States:
  A:
    Type: Pass
    Next: Missing
`
const folder = project({
  'good.asl.json': good,
  'bad.asl.json': bad,
  'flows/bad.asl.yaml': yaml,
  'flows/node_modules/x/y.asl.json': bad,
  'texts/notes.txt': 'no definition',
  'broken.asl.json': '{ "StartAt": ',
  'binary.asl.json': '\u0000\u0001\ufffd',
  'empty.asl.json': '',
  'MockConfigFile.json': '{ "StateMachines": {}, "MockedResponses": { "Unused": { "1": {} } } }',
})
const validate = (...args: string[]) => inProcess(['validate', ...args], folder)

describe('validate', () => {
  it('a right definition: 0, and says so', async () => {
    expect(await validate('good.asl.json')).toEqual({ code: 0, out: 'No problem in 1 file.\n', err: '' })
  })

  it('a wrong one: 1, each problem with its line', async () => {
    const { code, out } = await validate('bad.asl.json')
    expect(code).toBe(1)
    expect(out).toContain('bad.asl.json:4:37 error ')
    expect(out).toContain('  4 |     "A": { "Type": "Pass", "Next": "Missing" },\n    |                                     ^^^^^^^\n')
  })

  it('--format json gives rows counted from 1', async () => {
    const { code, out } = await validate('bad.asl.json', 'good.asl.json', '--format', 'json')
    const rows = JSON.parse(out)
    expect(code).toBe(1)
    expect(Object.keys(rows[0])).toEqual(['file', 'line', 'column', 'endLine', 'endColumn', 'severity', 'code', 'message'])
    expect(rows[0]).toMatchObject({ file: 'bad.asl.json', line: 4, column: 37, endLine: 4, endColumn: 44, severity: 'error' })
    expect(rows.map((row: { line: number }) => row.line)).toEqual([4, 5])
  })

  it('a file without a problem is an empty array', async () => {
    expect(JSON.parse((await validate('good.asl.json', '--format=json')).out)).toEqual([])
  })

  it('--format sarif gives a log of SARIF 2.1.0 whose indices are right', async () => {
    const log = JSON.parse((await validate('bad.asl.json', '--format', 'sarif')).out)
    expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif-2.1.0') })
    const [run] = log.runs
    expect(run.tool.driver.name).toBe('Stepthrough')
    for (const result of run.results) {
      const rule = run.tool.driver.rules[result.ruleIndex]
      expect(rule).toEqual({
        id: result.ruleId,
        shortDescription: { text: expect.any(String) },
        defaultConfiguration: { level: result.level },
      })
      expect(['error', 'warning', 'note']).toContain(result.level)
    }
    expect(run.results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'bad.asl.json' },
      region: { startLine: 4, startColumn: 37, endLine: 4, endColumn: 44 },
    })
  })

  it('a folder stands for the definitions in it, packages left out', async () => {
    const rows = JSON.parse((await validate('flows', '--format', 'json')).out)
    expect(rows).toContainEqual(expect.objectContaining({ line: 5, column: 11, code: 'MISSING_TRANSITION_TARGET' }))
    expect(new Set(rows.map((row: { file: string }) => row.file))).toEqual(new Set(['flows/bad.asl.yaml']))
  })

  it('--severity changes what fails', async () => {
    const { out } = await validate('bad.asl.json', '--format', 'json')
    const codes = [...new Set<string>(JSON.parse(out).map((row: { code: string }) => row.code))]
    const softer = await validate('bad.asl.json', '--format', 'json', ...codes.flatMap((code) => ['--severity', `${code}=warning`]))
    expect(softer.code).toBe(0)
    expect(JSON.parse(softer.out).every((row: { severity: string }) => row.severity === 'warning')).toBe(true)
    const silent = await validate('bad.asl.json', ...codes.flatMap((code) => ['--severity', `${code}=off`]))
    expect(silent).toEqual({ code: 0, out: 'No problem in 1 file.\n', err: '' })
  })

  it('texts that are no definition have problems, not crashes', async () => {
    for (const file of ['broken.asl.json', 'binary.asl.json', 'empty.asl.json']) {
      const { code, out } = await validate(file)
      expect([file, code, out.includes(`${file}:1:`)]).toEqual([file, 1, true])
    }
  })

  it('a mock file is checked as one', async () => {
    const { code, out } = await validate('MockConfigFile.json', '--format', 'json')
    expect(code).toBe(1)
    expect(
      JSON.parse(out)
        .map((row: { code: string }) => row.code)
        .sort(),
    ).toEqual(['MOCK_INDEX_GAP', 'MOCK_RETURN_OR_THROW', 'MOCK_UNUSED_RESPONSE'])
  })

  it('a definition and the template that refers to it know of each other', async () => {
    const sam = project({
      'template.yaml': `Resources:
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: flows/flow.asl.json
      DefinitionSubstitutions:
        Table: orders
        Unused: nothing
  Lost:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: flows/lost.asl.json
`,
      'flows/flow.asl.json': '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Result": ["${Table}", "${Tabel}"], "End": true } } }',
    })
    const { code, out } = await inProcess(['validate', 'template.yaml', 'flows', '--format', 'json'], sam)
    const rows = JSON.parse(out).map(({ file, line, code }: Record<string, unknown>) => `${file}:${line} ${code}`)
    expect([code, rows]).toEqual([
      1,
      ['template.yaml:8 UNUSED_SUBSTITUTION', 'template.yaml:12 MISSING_DEFINITION_FILE', 'flows/flow.asl.json:1 UNDECLARED_SUBSTITUTION'],
    ])
  })

  it('a folder stands for its definitions, templates and mock files', async () => {
    const states = { A: { Type: 'Pass', Next: 'Nowhere' } }
    const template = (Type: string, more: object) => JSON.stringify({ Resources: { M: { Type, Properties: more } } })
    const mixed = project({
      'a.asl.json': bad,
      'infra/main.yaml': `Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      Definition:\n        StartAt: A\n        States: { A: { Type: Pass, Next: B } }\n`,
      'infra/other.json': template('AWS::Serverless::StateMachine', { Definition: { StartAt: 'A', States: states } }),
      'infra/bucket.json': template('AWS::S3::Bucket', {}),
      'serverless.yml':
        'service: s\nstepFunctions:\n  stateMachines:\n    m:\n      definition:\n        StartAt: A\n        States: { A: { Type: Pass, Next: B } }\n',
      'tests/MockConfigFile.json': '{ "StateMachines": { "M": { "TestCases": {} } }, "MockedResponses": { "R": { "0": {} } } }',
      'tests/mocks.json': '{ "StateMachines": {}, "MockedResponses": { "R": { "0": {} } } }',
      'package.json': '{ "name": "x" }',
      'broken.json': '{',
      'notes.yaml': 'a: [',
      'node_modules/x/template.json': template('AWS::StepFunctions::StateMachine', { Definition: { StartAt: 'A', States: states } }),
    })
    const { out } = await inProcess(['validate', '.', '--format', 'json'], mixed)
    const files = new Set(JSON.parse(out).map(({ file }: { file: string }) => file))
    expect([...files]).toEqual([
      'a.asl.json',
      'serverless.yml',
      'infra/main.yaml',
      'infra/other.json',
      'tests/MockConfigFile.json',
      'tests/mocks.json',
    ])
    expect((await inProcess(['validate', '.'], mixed)).out).toContain('in 6 files.')
  })

  it('colours are for terminals', async () => {
    const coloured = await inProcess(['validate', 'bad.asl.json'], folder, true)
    expect(coloured.out).toContain('\u001b[31m')
    expect((await validate('bad.asl.json')).out).not.toContain('\u001b')
  })

  it('what a terminal would obey is not shown', async () => {
    const evil = project({ 'evil.asl.json': '{ "StartAt": "A", "\u001b[2J\u202e": 1, "States": { "A": { "Type": "Succeed" } } }' })
    const { out } = await inProcess(['validate', 'evil.asl.json'], evil)
    expect(out).toContain('\ufffd[2J')
    expect(out).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u)
  })

  it('a very long line is cut around the place', async () => {
    const long = project({
      'long.asl.json': `{ "Comment": "${'x'.repeat(5000)}", "StartAt": "B", "States": { "A": { "Type": "Succeed" } } }`,
    })
    const { out } = await inProcess(['validate', 'long.asl.json'], long)
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThan(300)
    expect(out).toContain('"StartAt": "B"')
  })
})

describe('wrong usage is one line and exit code 2', () => {
  const cases: [args: string[], message: string][] = [
    [['validate'], 'validate needs at least one FILE; see stepthrough validate --help'],
    [['validate', 'nowhere.json'], 'cannot read nowhere.json: there is no such file'],
    [['validate', 'texts'], 'texts has no definition'],
    [['validate', 'good.asl.json', '--format', 'xml'], '--format is one of pretty, json, sarif, not "xml"'],
    [
      ['validate', 'good.asl.json', '--severity', 'X'],
      '--severity is CODE=LEVEL with LEVEL one of error, warning, information, hint, off, not "X"',
    ],
    [['validate', 'good.asl.json', '--severity', 'X=loud'], 'not "X=loud"'],
    [
      ['validate', 'good.asl.json', '--severity', 'NO_DOLAR=off'],
      '--severity: there is no rule NO_DOLAR. Did you mean NO_DOLLAR? See docs/rules',
    ],
    [['validate', '--frmat', 'json'], "Unknown option '--frmat'. Did you mean --format? See stepthrough validate --help"],
    [['validate', '--format'], "Option '--format' argument missing; see stepthrough validate --help"],
    [['valdate'], 'there is no command "valdate". Did you mean validate? See stepthrough --help'],
  ]
  for (const [args, message] of cases)
    it(args.join(' '), async () => {
      const { code, out, err } = await inProcess(args, folder)
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toMatch(/^stepthrough: [^\n]+\n$/)
      expect(err).toContain(message)
    })
})

describe('help', () => {
  it('lists the commands', async () => {
    for (const word of ['--help', '-h', 'help'])
      expect((await inProcess([word])).out).toMatch(/^Usage: stepthrough COMMAND[\s\S]* validate +[\s\S]* run +/)
    expect((await inProcess([])).code).toBe(2)
  })
  it('lists every option of a command', async () => {
    const { code, out } = await inProcess(['run', '--help'])
    expect(code).toBe(0)
    for (const option of [
      '--input JSON|@FILE',
      '--mock-config FILE',
      '--test-case NAME',
      '--unmocked fail|echo',
      '--history FILE|-',
      '--json',
    ])
      expect(out).toContain(option)
  })
})

describe('the built program', () => {
  it('says its version', async () => {
    expect(await stepthrough(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\S*\n$/), err: '' })
  })
  it('validates all examples', async () => {
    const { code, out, err } = await stepthrough(['validate', 'examples', '--format', 'json'], root)
    expect({ code, err, serious: JSON.parse(out).filter((row: { severity: string }) => row.severity !== 'hint') }).toEqual({
      code: 0,
      err: '',
      serious: [],
    })
  })
  it('reads YAML', async () => {
    expect((await stepthrough(['validate', 'flows/bad.asl.yaml'], folder)).out).toContain('flows/bad.asl.yaml:5:11 error')
  })
  it('ends with 1 and 2, and never a stack trace', async () => {
    expect((await stepthrough(['validate', 'bad.asl.json'], folder)).code).toBe(1)
    const { code, err } = await stepthrough(['validate', 'nowhere'], folder)
    expect({ code, err }).toEqual({ code: 2, err: 'stepthrough: cannot read nowhere: there is no such file\n' })
  })
})
