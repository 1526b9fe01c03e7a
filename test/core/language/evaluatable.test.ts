import { expect, test } from 'vitest'
import { evaluatable } from '../../../core/language/features/evaluatable'
import { kindOf as kindOfFile } from '../../../core/model/fileKind'
import { loadYaml, parseDocument } from '../../../core/model/parse'
import { open, withCursor } from '../../support/editor'

await loadYaml()

const pass = (rest: string) => `{ "StartAt": "A", "States": { "A": { "Type": "Pass", ${rest}, "End": true } } }`
const jsonata = (rest: string) => pass(`"QueryLanguage": "JSONata", ${rest}`)

/** `|` is the mouse, or `¦` where the text has bars. What is found is what stands there, too. */
function at(marked: string, name?: string): string | undefined {
  const { text, offset } = withCursor(marked)
  const document = name === undefined ? open(text) : parseDocument(text, kindOfFile(name, text))
  const found = evaluatable({ document }, offset)
  if (found !== undefined && !found.expression.includes('\n') && !text.slice(found.range.offset).startsWith('\\')) {
    const { range, expression } = found
    const shown = text.slice(range.offset, range.offset + range.length)
    expect(shown.trim().replace(/\s+/g, ' ').replaceAll('\\"', '"')).toBe(expression.replace(/\s+/g, ' '))
  }
  return found?.expression
}

test.each([
  ['"InputPath": "$.order.to|tal"', '$.order.total'],
  ['"InputPath": "|$.order.total"', '$.order.total'],
  ['"InputPath": "$.order.total|"', '$.order.total'],
  ['"Parameters": { "id.$": "$$.Execution.I|d" }', '$$.Execution.Id'],
  ['"Parameters": { "first.$": "$.items[0].pri|ce" }', '$.items[0].price'],
  ['"Parameters": { "cheap.$": "$.items[?(@.price < 10)]..sk|u" }', '$.items[?(@.price < 10)]..sku'],
  ['"Parameters": { "all.$": "$.items[*|]" }', '$.items[*]'],
  ['"Parameters": { "deep": [ { "odd.$": "$[\'a b\'].|c" } ] }', "$['a b'].c"],
  ['"Parameters": { "name.$": "States.Format(\'{} {}\', $.fir|st, $.last)" }', "States.Format('{} {}', $.first, $.last)"],
  ['"Assign": { "v.$": "$cust|omer.name" }', '$customer.name'],
  ['"ResultPath": "$.re|sult"', '$.result'],
  ['"Parameters": { "text": "$.or|der" }', undefined],
  ['"Parameters": { "na|me.$": "$.order" }', undefined],
  ['"Comment": "costs $1|0"', undefined],
])('JSONPath: %s', (rest, expected) => expect(at(pass(rest))).toBe(expected))

test.each([
  ['"Output": "{% $su|m($states.input.items.price) %}"', '{% $sum($states.input.items.price) %}'],
  ['"Output": "{% $sum($states.input.items.pri|ce) %}"', '$states.input.items.price'],
  ['"Output": "{% $net * (1 +| $tax) %}"', '{% $net * (1 + $tax) %}'],
  ['"Output": "{% $net * (1 + $t|ax) %}"', '$tax'],
  ['"Output": "{% $order.lines[sku = $s|ku].price %}"', '$sku'],
  ['"Output": "{% $order.lines.$uppercase(na|me) %}"', '{% $order.lines.$uppercase(name) %}'],
  ['"Output": "{% $map([1], function($x) { $x| + 1 }) %}"', '{% $map([1], function($x) { $x + 1 }) %}'],
  ['"Output": "{% $order.`a b`.c| %}"', '$order.`a b`.c'],
  ['"Output": "{% $a| & \\"$b\\" %}"', '$a'],
  ['"Output": "{% $a & \\"$b|\\" %}"', '{% $a & "$b" %}'],
  ['"Output": "plain $te|xt"', undefined],
])('JSONata: %s', (rest, expected) => expect(at(jsonata(rest))).toBe(expected))

test('a block scalar of YAML, over lines', () => {
  const yaml = (line: string) => `QueryLanguage: JSONata
StartAt: A
States:
  A:
    Type: Pass
    Output:
      total: |-
        {% (
          $net := $sum($states.input.items.price);
          ${line}
        ) %}
    End: true
`
  expect(at(yaml('$net * $ta¦x.rate'))).toBe('$tax.rate')
  expect(at(yaml('$net ¦* $tax.rate'))).toMatch(/^\{% \(\n[\s\S]*\$net \* \$tax\.rate\n\) %\}$/)
})

test('a folded path of YAML', () => {
  expect(at('StartAt: A\nStates:\n  A:\n    Type: Pass\n    InputPath: >-\n      $.order.|total\n    End: true\n')).toBe('$.order.total')
})

test('a definition in a template, and one in a string of a template', () => {
  const template = `Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      Definition:
        StartAt: A
        States:
          A: { Type: Pass, InputPath: $.order.|total, End: true }
`
  expect(at(template, 'template.yaml')).toBe('$.order.total')
  const inString = JSON.stringify({
    Resources: { M: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: pass('"InputPath": "$.order.|total"') } } },
  })
  expect(at(inString, 'template.json')).toBe('$.order.total')
})

test('nothing in a mock file, and nothing where there is no text', () => {
  expect(at('{ "MockedResponses": { "$|.a": {} } }', 'MockConfigFile.json')).toBeUndefined()
  expect(at('|')).toBeUndefined()
})

test('in a long expression of dollars the one at the mouse is found', () => {
  const dollars = Array.from({ length: 2000 }, (_, i) => `$a${i}`).join(' + ')
  expect(at(jsonata(`"Output": "{% ${dollars.replace('$a7 ', '$a|7 ')} %}"`))).toBe('$a7')
})
