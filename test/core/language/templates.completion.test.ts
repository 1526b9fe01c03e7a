import { describe, expect, test } from 'vitest'
import { analyse } from '../../../core/analysis/analyse'
import { codeActions } from '../../../core/language/features/codeActions'
import { codeLenses } from '../../../core/language/features/codeLens'
import { complete } from '../../../core/language/features/completion'
import { hover } from '../../../core/language/features/hover'
import { semanticTokens } from '../../../core/language/features/semanticTokens'
import type { DocumentKind } from '../../../core/model/document'
import { applyEdits, applyItem, contextOf, open, withCursor } from '../../support/editor'

const yaml: DocumentKind = { format: 'yaml', content: 'template' }
const json: DocumentKind = { format: 'json', content: 'template' }

/** A SAM template with a definition in YAML. */
const sam = (a: string) => `Resources:
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: A
        States:
          A:
            ${a}
          B:
            Type: Succeed
`
/** A definition in JSON, in a text of the template. */
const sub = (a: string) => `Resources:
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: !Sub |
        {
          "StartAt": "A",
          "States": {
            "A": {
              ${a}
            },
            "B": { "Type": "Succeed" }
          }
        }
`
/** A definition in a string of a JSON template: every quote is escaped. */
const escaped = (a: string) =>
  `{ "Resources": { "M": { "Type": "AWS::StepFunctions::StateMachine", "Properties": { "DefinitionString": "{\\"StartAt\\": \\"A\\", \\"States\\": {\\"A\\": {${a}}, \\"B\\": {\\"Type\\": \\"Succeed\\"}}}" } } } }`

function check(kind: DocumentKind, marked: string, label: string, after: string) {
  const { text, offset } = withCursor(marked)
  const items = complete({ uri: 'file:///t', document: open(text, kind) }, offset, contextOf())
  const item = items.find((i) => i.label === label)
  expect(
    item,
    `${label} among ${items
      .map((i) => i.label)
      .slice(0, 20)
      .join(', ')}`,
  ).toBeDefined()
  expect(applyItem(text, item!)).toBe(after)
}

function mend(kind: DocumentKind, text: string, title: string, after: string) {
  const document = open(text, kind)
  const actions = codeActions({ uri: 'file:///t', document }, { offset: 0, length: 0 }, analyse(document), contextOf())
  const action = actions.find((a) => a.title === title)
  expect(action, `${title} among ${actions.map((a) => a.title).join(' | ')}`).toBeDefined()
  expect(applyEdits(text, action!.edits)).toBe(after)
}

describe('a definition in YAML', () => {
  test('completion', () => {
    check(yaml, sam('Type: Pass\n            Next: ¦'), 'B', sam('Type: Pass\n            Next: B'))
    check(yaml, sam('Type: Task\n            ¦'), 'Next', sam('Type: Task\n            Next: "$1"'))
    check(yaml, sam('Type: ¦'), 'Map', sam('Type: Map'))
  })
  test('quick fixes', () => mend(yaml, sam('Type: Pass'), 'Add "Next": "B"', sam('Type: Pass\n            Next: B')))
  test('nothing outside of it', () => {
    const { text, offset } = withCursor(sam('Type: Pass').replace('Properties:', 'Properties:\n      ¦'))
    expect(complete({ uri: 'file:///t', document: open(text, yaml) }, offset, contextOf())).toEqual([])
  })
})

describe('a definition in a block of text', () => {
  test('completion', () => {
    check(yaml, sub('"Type": "Pass", "Next": "¦"'), 'B', sub('"Type": "Pass", "Next": "B"'))
    check(yaml, sub('"Type": "Pass", "Next": ¦'), 'B', sub('"Type": "Pass", "Next": "B"'))
    check(yaml, sub('"Type": "Pass", ¦'), 'End', sub('"Type": "Pass", "End": true'))
    check(
      yaml,
      sub('"Type": "Pass", "Result": { "k": 1 }, "OutputPath": "$.¦"'),
      'k',
      sub('"Type": "Pass", "Result": { "k": 1 }, "OutputPath": "$.k"'),
    )
  })
  test('quick fixes', () => mend(yaml, sub('"Type": "Pass"'), 'Add "Next": "B"', sub('"Type": "Pass",\n              "Next": "B"')))
})

describe('a definition in a string of JSON', () => {
  test('completion', () => {
    check(json, escaped('\\"Type\\": \\"Pass\\", \\"Next\\": \\"¦\\"'), 'B', escaped('\\"Type\\": \\"Pass\\", \\"Next\\": \\"B\\"'))
    check(json, escaped('\\"Type\\": \\"Pass\\", \\"¦\\"'), 'End', escaped('\\"Type\\": \\"Pass\\", \\"End\\": true'))
    check(
      json,
      escaped('\\"Type\\": \\"Pass\\", \\"Result\\": {\\"k\\": 1}, \\"OutputPath\\": \\"$.¦\\"'),
      'k',
      escaped('\\"Type\\": \\"Pass\\", \\"Result\\": {\\"k\\": 1}, \\"OutputPath\\": \\"$.k\\"'),
    )
  })
  test('quick fixes', () => {
    mend(json, escaped('\\"Type\\": \\"Pass\\"'), 'Add "Next": "B"', escaped('\\"Type\\": \\"Pass\\", \\"Next\\": \\"B\\"'))
    mend(
      json,
      escaped('\\"Type\\": \\"Pass\\", \\"Next\\": \\"b\\"'),
      "Change to 'B'",
      escaped('\\"Type\\": \\"Pass\\", \\"Next\\": \\"B\\"'),
    )
  })
})

test('hover, CodeLens and semantic tokens are at their place in the template', () => {
  for (const [kind, text] of [
    [yaml, sam('Type: Pass\n            InputPath: $.a.b\n            Next: B')],
    [yaml, sub('"Type": "Pass", "InputPath": "$.a.b", "Next": "B"')],
    [json, escaped('\\"Type\\": \\"Pass\\", \\"InputPath\\": \\"$.a.b\\", \\"Next\\": \\"B\\"')],
  ] as const) {
    const document = open(text, kind)
    const part = ({ offset, length }: { offset: number; length: number }) => text.slice(offset, offset + length)
    expect(codeLenses(document).map(({ range, title }) => `${part(range).replace(/[\\"]/g, '')} ${title}`)).toEqual([
      'A 1 reference',
      'B 1 reference',
    ])
    expect(semanticTokens(document).map(part)).toEqual(expect.arrayContaining(['$', 'b']))
    const found = hover({ uri: 'file:///t', document }, text.indexOf('Next') + 1, contextOf())
    expect(part(found!.range).replace(/[\\"]/g, '')).toBe('Next')
  }
})

describe('a definition that Fn::Join puts together', () => {
  const join = (a: string) => `Resources:
  M:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: !Join
        - ''
        - - '{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"'
          - !GetAtt F.Arn
          - '"${a}},"B":{"Type":"Succeed"}}}'
`
  test('what is in one piece is mended, what spans two is left alone', () => {
    mend(yaml, join(',"Next":"b"'), "Change to 'B'", join(',"Next":"B"'))
    const text = join(',"Xyzzy":1,"Next":"B"')
    for (const start of [text.indexOf('Xyzzy'), text.indexOf('"Type"') + 2]) {
      const document = open(text, yaml)
      for (const action of codeActions({ uri: 'file:///t', document }, { offset: start, length: 30 }, analyse(document), contextOf())) {
        const after = open(applyEdits(text, action.edits), yaml)
        expect(after.syntaxProblems, action.title).toEqual([])
        expect(after.definitions, action.title).toHaveLength(1)
      }
    }
  })
})
