import { describe, expect, test } from 'vitest'
import { codeActions } from '../../../core/language/features/codeActions'
import type { DocumentKind } from '../../../core/model/document'
import { toJson } from '../../../core/syntax/walk'
import { applyEdits, contextOf, kindOf, open } from '../../support/editor'

const templateKind: DocumentKind = { format: 'yaml', content: 'template' }

/** The text after the conversion of what stands at `at`, or why there is none. */
function converted(text: string, at: string, kind: DocumentKind = kindOf(text)) {
  const document = open(text, kind)
  const range = { offset: text.indexOf(at), length: 0 }
  const [action] = codeActions({ uri: 'file:///a', document }, range, [], contextOf(), ['refactor.rewrite']).filter(
    ({ kind }) => kind === 'refactor.rewrite',
  )
  if (action === undefined) throw new Error('no conversion is offered')
  return action.disabled ?? applyEdits(text, action.edits)
}

const readBack = (text: string, kind: DocumentKind = kindOf(text)) => toJson(open(text, kind).definitions[0]!.root)

/** A Pass state with this text in its Parameters, which become its Output. */
const yaml = (rows: string) => `StartAt: A\nStates:\n  A:\n    Type: Pass\n    Parameters:\n${rows}      name.$: $.name\n    End: true\n`

describe('in YAML what is not translated keeps its value', () => {
  const rows: [what: string, rows: string, value: unknown][] = [
    [
      'a list of lists in flow style',
      '      rows: [[1, 2], [3, 4]]\n',
      {
        rows: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    [
      'a list of lists in block style',
      '      rows:\n        - - 1\n          - 2\n        - - 3\n          - - 4\n',
      {
        rows: [
          [1, 2],
          [3, [4]],
        ],
      },
    ],
    ['a list at the column of its key', '      rows:\n      - 1\n      - a: b\n        c: d\n', { rows: [1, { a: 'b', c: 'd' }] }],
    [
      'flow within block within flow',
      '      rows:\n        - { a: [1, { b: 2 }], c: }\n        - []\n        - {}\n',
      { rows: [{ a: [1, { b: 2 }], c: null }, [], {}] },
    ],
    [
      'a flow list on several lines',
      '      rows: [\n        [1, 2],\n        [3, 4]\n      ]\n',
      {
        rows: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    ['a literal block', '      text: |\n        one\n          two\n\n        three\n', { text: 'one\n  two\n\nthree\n' }],
    ['a folded block', '      text: >-\n        one\n        two\n', { text: 'one two' }],
    ['a block with an indentation indicator', '      text: |2\n          one\n        two\n', { text: '  one\ntwo\n' }],
    [
      'texts that look like other things',
      '      a: "1"\n      b: "true"\n      c: \'null\'\n      d: "- x"\n      e: "a: b"\n      f: ""\n',
      { a: '1', b: 'true', c: 'null', d: '- x', e: 'a: b', f: '' },
    ],
    ['numbers of all kinds', '      a: 0x1F\n      b: 1e3\n      c: -0.5\n      d: 007\n', { a: 31, b: 1000, c: -0.5, d: 7 }],
    ['comments', '      # first\n      a: 1 # one\n      # second\n      b: 2\n', { a: 1, b: 2 }],
    ['an anchor and its alias', '      a: &x [1, 2]\n      b: *x\n', { a: [1, 2], b: [1, 2] }],
    ['a merge key', '      a: &x { p: 1 }\n      b:\n        <<: *x\n        q: 2\n', { a: { p: 1 }, b: { p: 1, q: 2 } }],
    ['a quoted text on several lines', '      a: "one\n        two"\n', { a: 'one two' }],
    ['a text that looks like an expression', '      a: "{% 1 %}"\n', { a: '{% "{% 1 %}" %}' }],
    [
      'lists with translated values in them',
      '      rows:\n        - a.$: $.a\n          b: [[1], [2]]\n        - - c.$: $.c\n          - 2\n',
      { rows: [{ a: '{% $states.input.a %}', b: [[1], [2]] }, [{ c: '{% $states.input.c %}' }, 2]] },
    ],
    [
      'flow with translated values in it',
      '      rows: [{ a.$: $.a, b: [[1], [2]] }, "x: y"]\n',
      { rows: [{ a: '{% $states.input.a %}', b: [[1], [2]] }, 'x: y'] },
    ],
  ]
  test.each(rows)('%s', (_what, text, value) => {
    const after = {
      StartAt: 'A',
      States: { A: { Type: 'Pass', Output: { ...(value as object), name: '{% $states.input.name %}' }, End: true } },
    }
    expect(readBack(converted(yaml(text), 'Type'))).toEqual({ ...after, States: { A: { QueryLanguage: 'JSONata', ...after.States.A } } })
    expect(readBack(converted(yaml(text), 'StartAt'))).toEqual({ QueryLanguage: 'JSONata', ...after })
  })

  test('and its comments', () => {
    const text = converted(yaml('      # first\n      a: 1 # one\n      # second\n      b: |\n        c\n'), 'Type')
    expect(text).toBe(
      'StartAt: A\nStates:\n  A:\n    Type: Pass\n    QueryLanguage: JSONata\n    Output:\n      a: 1 # one\n      # second\n      b: |\n        c\n      name: "{% $states.input.name %}"\n    End: true\n',
    )
  })

  test('a block scalar that keeps its line breaks stays, or is a reason not to', () => {
    for (const rows of ['      text: |+\n        one\n\n      n: 1\n', '      n: 1\n      text: >+\n        one\n\n\n']) {
      const text = converted(yaml(rows), 'Type')
      if (text.includes('\n')) expect(readBack(text)).toMatchObject({ States: { A: { Output: readBack(yaml(rows)) } } })
      else expect(text).toContain('without changing a value')
    }
  })

  test('an anchor that goes with what is translated is a reason not to', () => {
    const text =
      'StartAt: A\nStates:\n  A:\n    Type: Wait\n    SecondsPath: &p $.s\n    Next: B\n  B:\n    Type: Wait\n    SecondsPath: *p\n    End: true\n'
    expect(converted(text, 'Type')).toContain('without changing a value')
    expect(readBack(converted(text, 'StartAt'))).toMatchObject({
      States: { A: { Seconds: '{% $states.input.s %}' }, B: { Seconds: '{% $states.input.s %}' } },
    })
  })
})

describe('in JSON', () => {
  const json = (rows: string) =>
    `{\n  "StartAt": "A",\n  "States": {\n    "A": {\n      "Type": "Pass",\n      "Parameters": { ${rows}, "name.$": "$.name" },\n      "End": true\n    }\n  }\n}`
  const rows: [what: string, rows: string, value: unknown][] = [
    [
      'lists of lists',
      '"rows": [[1, 2], [3, [4]]]',
      {
        rows: [
          [1, 2],
          [3, [4]],
        ],
      },
    ],
    ['on several lines', '"rows": [\n        [1,\n 2]\n      ]', { rows: [[1, 2]] }],
    ['escapes', '"a": "\\u0041\\n\\"\\\\"', { a: 'A\n"\\' }],
    ['members that objects have of themselves', '"__proto__": 1, "constructor": 2', JSON.parse('{ "__proto__": 1, "constructor": 2 }')],
    ['numbers as they are written', '"a": 1.0e2, "b": -0', { a: 100, b: -0 }],
  ]
  test.each(rows)('%s', (_what, text, value) => {
    const output = Object.assign(Object.create(null), JSON.parse(JSON.stringify(value)), { name: '{% $states.input.name %}' })
    expect(JSON.parse(JSON.stringify(readBack(converted(json(text), 'Type'))))).toEqual({
      StartAt: 'A',
      States: { A: { Type: 'Pass', QueryLanguage: 'JSONata', Output: JSON.parse(JSON.stringify({ ...output })), End: true } },
    })
  })

  test('a substitution without quotes stays', () => {
    const text = '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Parameters": { "n": ${N}, "x.$": "$.x" }, "End": true } } }'
    expect(converted(text, 'Type')).toContain('"Output": { "n": ${N}, "x": "{% $states.input.x %}" }')
  })
})

describe('in a template', () => {
  const template = (state: string) =>
    `Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      Definition:\n        StartAt: A\n        States:\n          A:\n${state.replace(/^(?=.)/gm, '            ')}`

  test('functions keep their text', () => {
    const text = template(
      'Type: Task\nResource: !GetAtt Fn.Arn\nTimeoutSeconds: { "Fn::If": [P, 1, 2] }\nParameters:\n  rows: [[1, 2], !Ref Other]\n  arn: !Sub "${Other}-x"\n  long: { "Fn::Sub": "${Other}" }\n  both:\n    Fn::Join: ["", [a, !Ref B]]\n  id.$: $.id\nEnd: true\n',
    )
    expect(converted(text, 'Type: Task', templateKind)).toBe(
      template(
        'Type: Task\nQueryLanguage: JSONata\nResource: !GetAtt Fn.Arn\nTimeoutSeconds: { "Fn::If": [P, 1, 2] }\nArguments:\n  rows: [[1, 2], !Ref Other]\n  arn: !Sub "${Other}-x"\n  long: { "Fn::Sub": "${Other}" }\n  both:\n    Fn::Join: ["", [a, !Ref B]]\n  id: "{% $states.input.id %}"\nEnd: true\n',
      ),
    )
  })

  const refused: [what: string, state: string, says: string][] = [
    ['a path', 'Type: Wait\nSecondsPath: !Ref Path\nEnd: true\n', 'SecondsPath'],
    ['a path with a part', 'Type: Pass\nParameters:\n  a.$: !Sub "$.${Name}"\nEnd: true\n', 'template'],
    ['Choices', 'Type: Choice\nChoices: !If [P, [], []]\nDefault: A\n', 'Choices'],
    ['what has to become a part of an expression', 'Type: Pass\nParameters:\n  a: !Ref B\nResultPath: $.x\nEnd: true\n', 'template'],
  ]
  test.each(refused)('%s that only the template knows is a reason not to', (_what, state, says) => {
    const text = converted(template(state), /Type: \w+/.exec(state)![0], templateKind)
    expect(text).toContain(says)
    expect(text).not.toContain('\n')
  })
})
