import { expect, test } from 'vitest'
import { valuePath } from '../../../core/expressions/valuePath'

test.each<[language: 'JSONPath' | 'JSONata', root: string, steps: (string | number)[], path: string]>([
  ['JSONPath', '$', [], '$'],
  ['JSONPath', '$', ['order', 'items', 0, 'sku'], '$.order.items[0].sku'],
  ['JSONPath', '$', ['a key', "it's"], "$['a key'][\"it's\"]"],
  ['JSONPath', '$total', ['x'], '$total.x'],
  ['JSONata', '$states.input', ['order', 'items', 0, 'sku'], '$states.input.order.items[0].sku'],
  ['JSONata', '$states.result', ['a key', 'and'], '$states.result.`a key`.`and`'],
  ['JSONata', '$states.input', ['a`b', 'c'], '$lookup($states.input, "a`b").c'],
])('%s: %s and %j is %s', (language, root, steps, path) => expect(valuePath(language, root, steps)).toBe(path))
