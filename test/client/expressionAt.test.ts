import { expect, test } from 'vitest'
import { expressionAt } from '../../client/expressionAt'

/** `|` is the mouse. */
test.each([
  ['"total.$": "$.order.to|tal"', '$.order.total'],
  ['"total.$": "|$.order.total"', '$.order.total'],
  ['"id.$": "$$.Execution.I|d"', '$$.Execution.Id'],
  ['"first.$": "$.items[0].pri|ce",', '$.items[0].price'],
  ['"cheap.$": "$.items[?(@.price < 10)]..sk|u"', '$.items[?(@.price < 10)]..sku'],
  ['"all.$": "$.items[*|]"', '$.items[*]'],
  ['"name.$": "States.Format(\'{} {}\', $.fir|st, $.last)"', "States.Format('{} {}', $.first, $.last)"],
  ['"sum": "{% $su|m($states.input.items.price) %}"', '{% $sum($states.input.items.price) %}'],
  ['"sum": "{% $sum($states.input.items.pri|ce) %}"', '$states.input.items.price'],
  ['"sum": "{% $net * (1 +| $tax) %}"', '{% $net * (1 + $tax) %}'],
  ['"sum": "{% $net * (1 + $t|ax) %}"', '$tax'],
  ['"one": "{% $order.lines[sku = $s|ku].price %}"', '$sku'],
  ['"names": "{% $order.lines.$uppercase(na|me) %}"', '{% $order.lines.$uppercase(name) %}'],
  ['"a": "{% $a| %}", "b": "{% $b %}"', '$a'],
  ['"Output.$": "$cust|omer.name"', '$customer.name'],
  ['"Resource": "arn:aws:states:::lam|bda:invoke"', undefined],
  ['|', undefined],
])('%s', (line, expected) => {
  expect(expressionAt(line.replace('|', ''), line.indexOf('|'))?.text).toBe(expected)
})

test('in a long line of dollars the one at the mouse is found', () => {
  expect(expressionAt('$['.repeat(20_000), 5)).toEqual({ start: 4, end: 5, text: '$' })
})
