import { describe, expect, test } from 'vitest'
import { definition } from '../../../core/language/features/definition'
import { highlights, references } from '../../../core/language/features/references'
import { prepareRename, rename } from '../../../core/language/features/rename'
import { kindOf as kindOfFile } from '../../../core/model/fileKind'
import { applyEdits, open, withCursor, workspaceOf } from '../../support/editor'

const at = (marked: string) => {
  const { text, offset } = withCursor(marked)
  return { text, offset, document: open(text) }
}
const uri = 'file:///a.asl.json'

/** The lines on which the places are, each with the text that is selected. */
function check(marked: string): string[] {
  const { text, offset, document } = at(marked)
  const found = definition({ uri, document }, offset)
  return (found?.locations ?? []).map(({ selection, range }) => {
    expect(selection.offset).toBeGreaterThanOrEqual(range.offset)
    expect(selection.offset + selection.length).toBeLessThanOrEqual(range.offset + range.length)
    return `${text.slice(0, selection.offset).split('\n').length}: ${text.slice(selection.offset, selection.offset + selection.length)}`
  })
}

const checkReferences = (marked: string, withDefinition = true): string[] => {
  const { text, offset, document } = at(marked)
  return references({ uri, document }, offset, withDefinition, workspaceOf()).map(
    ({ range }) => `${text.slice(0, range.offset).split('\n').length}: ${text.slice(range.offset, range.offset + range.length)}`,
  )
}

const checkRename = (marked: string, newName: string): string => {
  const { text, offset, document } = at(marked)
  const change = rename({ uri, document }, offset, newName, workspaceOf())
  return 'error' in change ? change.error : applyEdits(text, change.get('') ?? [])
}

const json = {
  startAt: `{ "StartAt": "¦A",
  "States": {
    "A": { "Type": "Pass", "Next": "B" },
    "B": { "Type": "Succeed" } } }`,
  parallel: `{ "StartAt": "P", "States": {
    "P": { "Type": "Parallel", "End": true, "Branches": [
      { "StartAt": "X", "States": {
        "X": { "Type": "Pass", "Next": "¦Y" },
        "Y": { "Type": "Pass", "End": true } } } ] },
    "Z": { "Type": "Pass", "End": true } } }`,
  choice: `{ "StartAt": "C", "States": {
    "C": { "Type": "Choice",
      "Choices": [ { "Variable": "$.a", "IsPresent": true, "Next": "D¦" } ],
      "Default": "D" },
    "D": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish",
      "Catch": [ { "ErrorEquals": ["x"], "Next": "D" } ], "End": true } } }`,
}

describe('definition', () => {
  test.each<[string, string, string[]]>([
    ['StartAt', json.startAt, ['3: A']],
    ['Next in a Parallel branch', json.parallel, ['5: Y']],
    ['Next of a Choice Rule', json.choice, ['5: D']],
    ['Default', json.choice.replace('¦', '').replace('"Default": "D"', '"Default": "¦D"'), ['5: D']],
    ['Next of a Catcher', json.choice.replace('¦', '').replace('["x"], "Next": "D"', '["x"], "Next": "¦D"'), ['5: D']],
    ['a target in another scope is none', json.parallel.replace('¦Y', '¦Z'), []],
    ['the state itself', json.startAt.replace('¦', '').replace('"B": {', '"¦B": {'), ['4: B']],
    ['two states of one name: both', '{ "StartAt": "¦A",\n"States": { "A": {},\n"A": {} } }', ['2: A', '3: A']],
    ['nothing at a value', json.startAt.replace('¦', '').replace('"Pass"', '"P¦ass"'), []],
    ['YAML', 'StartAt: ¦A\nStates:\n  A:\n    Type: Pass\n    Next: B\n  B:\n    Type: Succeed\n', ['3: A']],
    ['YAML, quoted', "StartAt: 'A'\nStates:\n  A:\n    Type: Pass\n    Next: '¦B b'\n  B b:\n    Type: Succeed\n", ['6: B b']],
    [
      'YAML, in an ItemProcessor',
      'StartAt: M\nStates:\n  M:\n    Type: Map\n    End: true\n    ItemProcessor:\n      StartAt: I¦\n      States:\n        I: { Type: Pass, End: true }\n',
      ['9: I'],
    ],
  ])('%s', (_, marked, places) => {
    expect(check(marked)).toEqual(places)
  })

  const variables = (output: string) => `{ "QueryLanguage": "JSONata", "StartAt": "A", "States": {
    "A": { "Type": "Pass",
      "Assign": { "total": 1 }, "Next": "B" },
    "B": { "Type": "Pass", "Output": ${JSON.stringify(output)},
      "End": true } } }`

  test.each<[string, string, string[]]>([
    ['a variable in JSONata', variables('{% $tot¦al + 1 %}'), ['3: total']],
    ['a variable behind an escape', variables('{% "x" & $tot¦al %}'), ['3: total']],
    ['$states is no variable', variables('{% $sta¦tes.input %}'), []],
    [
      'a variable in JSONPath',
      '{ "StartAt": "A", "States": { "A": { "Type": "Pass",\n"Assign": { "total.$": "$.x" }, "Next": "B" },\n"B": { "Type": "Pass", "Parameters": { "y.$": "$to¦tal.z" }, "End": true } } }',
      ['2: total'],
    ],
    [
      'the variable of the outer scope from a branch',
      '{ "StartAt": "A", "States": { "A": { "Type": "Pass",\n"Assign": { "v": 1 }, "Next": "P" },\n"P": { "Type": "Parallel", "End": true, "Branches": [ { "StartAt": "X", "States": { "X": { "Type": "Pass", "InputPath": "$¦v", "End": true } } } ] } } }',
      ['2: v'],
    ],
  ])('%s', (_, marked, places) => {
    expect(check(marked)).toEqual(places)
  })
})

describe('references and highlights', () => {
  test('a state: everything that goes to it, in the order of the text', () => {
    expect(checkReferences(json.choice)).toEqual(['3: D', '4: D', '5: D', '6: D'])
    expect(checkReferences(json.choice, false)).toEqual(['3: D', '4: D', '6: D'])
  })

  test('only its own scope', () => {
    const text =
      '{ "StartAt": "A", "States": { "A": { "Type": "Parallel", "Next": "¦B", "Branches": [ { "StartAt": "B", "States": { "B": { "Type": "Pass", "End": true } } } ] },\n"B": { "Type": "Pass", "End": true } } }'
    expect(checkReferences(text)).toEqual(['1: B', '2: B'])
  })

  test('definitions are written, references read', () => {
    const { document, offset } = at(json.startAt)
    expect(highlights(document, offset).map((each) => each.kind)).toEqual(['read', 'write'])
  })

  test('a variable: where it is assigned and read, in JSONata and below a Catch', () => {
    const text = `{ "QueryLanguage": "JSONata", "StartAt": "A", "States": {
      "A": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Assign": { "¦v": 1 },
        "Catch": [ { "ErrorEquals": ["x"], "Assign": { "v": 2 }, "Next": "B" } ], "Next": "B" },
      "B": { "Type": "Pass", "Output": { "a": "{% $v + $v %}" }, "End": true } } }`
    expect(checkReferences(text)).toEqual(['2: v', '3: v', '4: v', '4: v'])
  })

  test('`${Name}`, with and without quotes', () => {
    const text =
      '{ "StartAt": "A", "TimeoutSeconds": ${Seconds},\n"States": { "A": { "Type": "Wait", "Timestamp": "x-${Sec¦onds}", "End": true } } }'
    expect(checkReferences(text)).toEqual(['1: ${Seconds}', '2: ${Seconds}'])
  })

  test('an alias of YAML shows its anchor once', () => {
    const text = 'StartAt: ¦A\nStates:\n  A: &a\n    Type: Pass\n    Next: A\n  B: *a\n'
    expect(checkReferences(text)).toEqual(['1: A', '3: A', '5: A'])
  })
})

describe('rename', () => {
  test.each<[string, string, string, string]>([
    [
      'a state everywhere in its scope',
      '{ "StartAt": "¦A", "States": { "A": { "Type": "Pass", "Next": "A" } } }',
      'B b',
      '{ "StartAt": "B b", "States": { "B b": { "Type": "Pass", "Next": "B b" } } }',
    ],
    [
      'to a name that JSON has to escape',
      '{ "StartAt": "¦A", "States": { "A": {} } }',
      'say "hi"',
      '{ "StartAt": "say \\"hi\\"", "States": { "say \\"hi\\"": {} } }',
    ],
    [
      'in YAML without quotes',
      'StartAt: ¦A\nStates:\n  A: { Type: Pass, Next: "A" }\n',
      'B b',
      'StartAt: B b\nStates:\n  B b: { Type: Pass, Next: "B b" }\n',
    ],
    ['in YAML to what would not be a text', 'StartAt: ¦A\nStates:\n  A: {}\n', 'true', 'StartAt: "true"\nStates:\n  "true": {}\n'],
    ['in YAML with single quotes', "StartAt: '¦A'\nStates:\n  'A': {}\n", "it's", "StartAt: 'it''s'\nStates:\n  'it''s': {}\n"],
    ['not to a name that is taken in another branch', json.parallel, 'Z', 'There is already a state "Z".'],
    ['not to nothing', json.startAt, '', 'A state needs a name.'],
    ['not to a name that is too long', json.startAt, 'x'.repeat(81), 'The name of a state has at most 80 characters.'],
    [
      'a variable, its dollar signs and `.$` kept',
      '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Assign": { "v¦.$": "$.x" }, "Next": "B" }, "B": { "Type": "Pass", "Parameters": { "y.$": "$v.z", "w.$": "States.Format(\'{}\', $v)" }, "End": true } } }',
      'total',
      '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Assign": { "total.$": "$.x" }, "Next": "B" }, "B": { "Type": "Pass", "Parameters": { "y.$": "$total.z", "w.$": "States.Format(\'{}\', $total)" }, "End": true } } }',
    ],
    [
      'a variable in JSONata of YAML',
      'QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Type: Pass\n    Assign: { v: 1 }\n    Next: B\n  B:\n    Type: Pass\n    Output: >-\n      {% $map([1,2],\n      function($x) { $x + $¦v }) %}\n    End: true\n',
      'n',
      'QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Type: Pass\n    Assign: { n: 1 }\n    Next: B\n  B:\n    Type: Pass\n    Output: >-\n      {% $map([1,2],\n      function($x) { $x + $n }) %}\n    End: true\n',
    ],
    [
      'not to the reserved variable',
      '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Assign": { "¦v": 1 }, "End": true } } }',
      'states',
      '"states" is reserved.',
    ],
    [
      'not to what is no identifier',
      '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Assign": { "¦v": 1 }, "End": true } } }',
      'a-b',
      'The name of a variable is an identifier: letters, digits and _, not beginning with a digit.',
    ],
  ])('%s', (_, marked, name, after) => {
    expect(checkRename(marked, name)).toBe(after)
  })

  test('a state in the mock files of its definition too', () => {
    const text = '{ "StartAt": "Pay", "States": { "Pay": { "Type": "Task", "Resource": "x", "End": true } } }'
    const mock =
      '{ "StateMachines": { "Order": { "TestCases": { "Good": { "Pay": "Paid" } } }, "Other": { "TestCases": { "Good": { "Pay": "Paid" } } } }, "MockedResponses": {} }'
    const files = { 'file:///p/order.asl.json': text, 'file:///p/other.asl.json': text, 'file:///p/MockConfigFile.json': mock }
    const workspace = workspaceOf(files, (each) => kindOfFile(each, ''))
    const located = { uri: 'file:///p/order.asl.json', document: workspace.document('file:///p/order.asl.json')! }
    const change = rename(located, text.indexOf('Pay'), 'Charge', workspace)
    if ('error' in change) throw new Error(change.error)
    expect([...change.keys()]).toEqual(['', 'file:///p/MockConfigFile.json'])
    expect(applyEdits(mock, change.get('file:///p/MockConfigFile.json')!)).toBe(mock.replace('"Pay"', '"Charge"'))
    expect(references(located, text.indexOf('Pay'), true, workspace).map((each) => each.uri)).toEqual([
      undefined,
      undefined,
      'file:///p/MockConfigFile.json',
    ])
  })

  test('only a name that somebody defines can be renamed', () => {
    const place = (marked: string) => {
      const { text, offset, document } = at(marked)
      const found = prepareRename(document, offset)
      return found && text.slice(found.range.offset, found.range.offset + found.range.length)
    }
    expect(place(json.startAt)).toBe('A')
    expect(place('{ "StartAt": "¦Missing", "States": { "A": {} } }')).toBeUndefined()
    expect(place(json.startAt.replace('¦', '').replace('"Type"', '"Ty¦pe"'))).toBeUndefined()
  })
})
