import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'
import Ajv from 'ajv'
import { describe, expect, test } from 'vitest'
import { inProcess, project } from './program'

/** The schema of OASIS is one of draft 4: what of it is another in draft 7 is its name. Its formats are checked by the grammars themselves. */
const { $schema: _, id: __, ...draft7 } = schema as Record<string, unknown>
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
const scheme = '[A-Za-z][A-Za-z0-9+.-]*'
const characters = "(?:[A-Za-z0-9\\-._~:/?#[\\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*"
/** RFC 3986, sections 4.1 and 4.2: the first segment of a relative reference has no colon. */
ajv.addFormat('uri', new RegExp(`^${scheme}:${characters}$`))
ajv.addFormat('uri-reference', {
  validate: (text: string) => new RegExp(`^${characters}$`).test(text) && (new RegExp(`^${scheme}:`).test(text) || !/^[^/?#]*:/.test(text)),
})
ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)
const isSarif = ajv.compile(draft7)

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } }
    readonly results: readonly {
      readonly ruleId: string
      readonly ruleIndex: number
      readonly message: { readonly text: string }
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string }
          readonly region: Readonly<Record<string, number>>
        }
      }[]
    }[]
  }[]
}

async function sarif(files: Readonly<Record<string, string>>, operands: readonly string[] = ['.']): Promise<{ text: string; log: Log }> {
  const { out } = await inProcess(['validate', ...operands, '--format', 'sarif'], project(files))
  const log = JSON.parse(out)
  expect([isSarif(log), isSarif.errors]).toEqual([true, null])
  for (const run of log.runs) for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
  return { text: out, log }
}

const wrong = (name: string) => JSON.stringify({ StartAt: name, States: { [name]: { Type: 'Pass', Next: `not ${name}` } } })

test('a log without a result, and one of every kind of file, are SARIF 2.1.0', async () => {
  expect((await sarif({ 'a.asl.json': '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}' })).log.runs[0]!.results).toEqual([])
  const { log } = await sarif({
    'a.asl.json': wrong('A'),
    'b.asl.yaml': 'StartAt: A\nStates:\n  A:\n    Type: Pass\n  A:\n    Type: Pass\n',
    'template.yaml': 'Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      DefinitionUri: nowhere.asl.json\n',
    'main.tf': 'resource "aws_sfn_state_machine" "m" {\n  definition = jsonencode({ States = {} })\n}\n',
    'MockConfigFile.json': '{"StateMachines": {}, "MockedResponses": {"Unused": {"1": {}}}}',
    'stepthrough.json': '{"functoins": {}}',
    'a.asl.test.json': '{"definition": "a.asl.json", "cases": [{"name": "x", "expekt": {}}]}',
    'broken.asl.json': '{"StartAt',
    'empty.asl.json': '',
  })
  const files = new Set(log.runs[0]!.results.map(({ locations }) => locations[0]!.physicalLocation.artifactLocation.uri))
  expect([...files].sort()).toEqual([
    'MockConfigFile.json',
    'a.asl.json',
    'a.asl.test.json',
    'b.asl.yaml',
    'broken.asl.json',
    'empty.asl.json',
    'main.tf',
    'stepthrough.json',
    'template.yaml',
  ])
})

describe('hostile names survive', () => {
  test.each([
    'a b.asl.json',
    'c#d?e.asl.json',
    '100%41.asl.json',
    'Ärger 😀.asl.json',
    'a:b.asl.json',
    'quote \' and " and &.asl.json',
    'back\\slash.asl.json',
    'line\nend.asl.json',
    'brackets [1] {2} <3>.asl.json',
    'folder with #/x.asl.json',
    '__proto__.asl.json',
  ])('the file %j', async (name) => {
    const { log } = await sarif({ [name]: wrong('A') })
    const [result] = log.runs[0]!.results
    const { uri } = result!.locations[0]!.physicalLocation.artifactLocation
    const path = decodeURIComponent(new URL(uri, 'file:///root/').pathname.slice('/root/'.length))
    expect(path).toBe(process.platform === 'win32' ? name.replaceAll('\\', '/') : name)
  })

  test.each(['\u0007\u001b[31mred\u0000', '</script>', ']]>', '__proto__', 'a\nb\r\tc', '😀', '\ud800', '\u2028', '{{x}} [link](y)'])(
    'the state %j',
    async (name) => {
      const { text, log } = await sarif({ 'a.asl.json': wrong(name) })
      const said = log.runs[0]!.results.find(({ ruleId }) => ruleId === 'MISSING_TRANSITION_TARGET')!
      expect(said.message.text).toContain(`not ${name}`)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal would obey is what is looked for
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028]/)
    },
  )
})
