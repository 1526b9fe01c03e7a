import { describe, expect, test } from 'vitest'
import { knownData } from '../../../core/language/shapes/flowShapes'
import { referenceBefore, wholeReference } from '../../../core/language/shapes/reference'
import { describeShape, merge, navigate, shapeOfJson, withMember } from '../../../core/language/shapes/shape'
import { open } from '../../support/editor'

describe('shapes', () => {
  test('a member is put where ResultPath says, and nothing else changes', () => {
    const before = shapeOfJson({ a: { b: 1 } })
    expect(describeShape(withMember(before, [{ name: 'a' }, { name: 'c' }], shapeOfJson('x')))).toBe(
      '{\n  "a": {\n    "b": 1\n    "c": "x"\n  }\n}',
    )
    expect(describeShape(before)).toBe('{\n  "a": {\n    "b": 1\n  }\n}')
  })

  test('what two branches make is merged', () => {
    expect(describeShape(merge(shapeOfJson({ a: 1, b: 1 }), shapeOfJson({ a: 2, c: [true] })))).toBe(
      '{\n  "a": number\n  "b": 1\n  "c": boolean[]\n}',
    )
  })

  test('names that objects inherit are no members', () => {
    expect(navigate(shapeOfJson({}), [{ name: 'constructor' }]).kind).toBe('any')
  })
})

describe('references as far as they are typed', () => {
  test.each([
    ['$.a.b', '$', 'a', 'b'],
    ['$.a.', '$', 'a', ''],
    ["$['a']['b", '$', 'a', 'b'],
    ['$$.Execution.In', '$$', 'Execution', 'In'],
    ['1 + $states.input.it', '$states', 'input', 'it'],
    ['$a.b[0].c', '$a', 'b|0', 'c'],
    ['$.a[?(@.b == 1)].c', '$', 'a|*', 'c'],
    ['$x.`odd name`.c', '$x', 'odd name', 'c'],
  ])('%s', (text, root, steps, partial) => {
    const found = referenceBefore(text)!
    expect([found.root, found.steps.map((s) => (s === '*' ? '*' : 'name' in s ? s.name : s.index)).join('|'), found.partial]).toEqual([
      root,
      steps,
      partial,
    ])
  })

  test('what is no path as a whole', () => {
    for (const text of ['a.b', '$.a + 1', '$..a..', '', 'States.UUID()']) expect(wholeReference(text), text).toBeUndefined()
  })
})

/** What flows into each state. */
function inputs(text: string): Record<string, string> {
  const document = open(text)
  const known = knownData(document)
  const found: Record<string, string> = {}
  for (const state of document.definitions[0]!.machine.states.values()) {
    const data = known.of(state)
    found[state.name] = data === undefined ? 'unreachable' : describeShape(data.input).replace(/\s+/g, ' ')
  }
  return found
}

describe('data from state to state', () => {
  test('through a Choice, a Catcher and back together', () => {
    const text = `{ "StartAt": "A", "States": {
      "A": { "Type": "Pass", "Result": { "n": 1 }, "Next": "C" },
      "C": { "Type": "Choice", "Choices": [ { "Variable": "$.n", "NumericEquals": 1, "Next": "T" } ], "Default": "Z" },
      "T": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "ResultPath": "$.sent", "ResultSelector": { "id.$": "$.MessageId" },
             "Catch": [ { "ErrorEquals": [ "States.ALL" ], "ResultPath": "$.error", "Next": "Z" } ], "Next": "Z" },
      "Z": { "Type": "Succeed" },
      "Lost": { "Type": "Succeed" } } }`
    expect(inputs(text)).toEqual({
      A: 'any',
      C: '{ "n": 1 }',
      T: '{ "n": 1 }',
      Z: '{ "n": 1 "error": { "Error": string "Cause": string } "sent": { "id": string } }',
      Lost: 'unreachable',
    })
  })

  test('JSONata: Output, variables and the errors of a Catcher', () => {
    const text = `{ "QueryLanguage": "JSONata", "StartAt": "A", "States": {
      "A": { "Type": "Pass", "Assign": { "v": { "k": 1 } }, "Next": "B" },
      "B": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Output": { "seen": "{% $v.k %}", "code": "{% $states.result.StatusCode %}" },
             "Catch": [ { "ErrorEquals": [ "States.ALL" ], "Next": "D" } ], "Next": "C" },
      "C": { "Type": "Succeed" }, "D": { "Type": "Succeed" } } }`
    expect(inputs(text)).toMatchObject({ C: '{ "seen": 1 "code": number }', D: '{ "Error": string "Cause": string }' })
  })

  test('items of a distributed Map: of an object, of a reader, in batches', () => {
    const inner = (text: string): string => {
      const document = open(text)
      const [machine] = document.definitions[0]!.machine.states.get('M')!.machines
      return describeShape(knownData(document).of(machine!.states.get('I')!)!.input).replace(/\s+/g, ' ')
    }
    const map = (rest: string) => `{ "StartAt": "S", "States": {
      "S": { "Type": "Pass", "Result": { "o": { "a": { "n": 1 } } }, "Next": "M" },
      "M": { "Type": "Map", ${rest}, "End": true, "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "I", "States": { "I": { "Type": "Succeed" } } } } } }`
    const reader = (resource: string, config: string) =>
      `"ItemReader": { "Resource": "arn:aws:states:::s3:${resource}", "ReaderConfig": ${config}, "Parameters": { "Bucket": "b" } }`
    expect(inner(map('"ItemsPath": "$.o"'))).toBe('{ "Key": string "Value": { "n": 1 } }')
    expect(
      inner(
        map('"ItemsPath": "$.o", "ItemSelector": { "k.$": "$$.Map.Item.Key", "v.$": "$$.Map.Item.Value", "s.$": "$$.Map.Item.Source" }'),
      ),
    ).toBe('{ "k": string "v": { "n": 1 } "s": string }')
    expect(inner(map('"QueryLanguage": "JSONata", "Items": "{% $states.input.o %}"'))).toBe('{ "Key": string "Value": { "n": 1 } }')
    expect(inner(map(`${reader('listObjectsV2', '{}')}, "ItemBatcher": { "MaxItemsPerBatch": 2, "BatchInput": { "x": 1 } }`))).toContain(
      '"Items"',
    )
    expect(inner(map(reader('getObject', '{ "InputType": "CSV", "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["c"] }')))).toBe(
      '{ "c": string }',
    )
    expect(inner(map(reader('getObject', '{ "InputType": "JSON" }')))).toBe('any')
  })

  test('a loop that grows its data comes to an end, and so do thousands of states', () => {
    expect(inputs('{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Parameters": { "deeper.$": "$" }, "Next": "A" } } }').A).toContain(
      'deeper',
    )
    const states = Array.from({ length: 5000 }, (_, i) => `"S${i}": { "Type": "Pass", "ResultPath": "$.r${i}", "Next": "S${i + 1}" }`).join(
      ',',
    )
    const found = inputs(`{ "StartAt": "S0", "States": { ${states}, "S5000": { "Type": "Succeed" } } }`)
    expect(found.S5000).toContain('"r0"')
  })
})
