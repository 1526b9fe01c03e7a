import { describe, expect, test } from 'vitest'
import { compileItemsPath, compileOptionalPath, compilePathField } from '../../../../core/expressions/fields/pathField'
import { evaluate, scope, shown, stringNode } from './support'

const order = {
  id: 7,
  none: null,
  customer: { name: 'Ada', 'first name': 'Ada' },
  lines: [
    { sku: 'a', price: 5, tags: ['x', 'y'] },
    { sku: 'b', price: 20, tags: [], discount: null },
    { sku: 'c', price: 11, gift: false },
  ],
  codes: ['1', 1, 2],
  odd: { 'a\\b': 1, '\\': 2, "it's": 3, 'c\\\\d': 4 },
}

test.each([
  ['$.id', 7],
  ['$.none', null],
  ["$.customer['first name']", 'Ada'],
  ['$.lines[1].sku', 'b'],
  ['$.lines[-1].sku', 'c'],
  ['$.lines[(@.length-1)].sku', 'c'],
  ['$.lines[( @.length - 2 )].sku', 'b'],
  ['$.lines[(@.length-9)]', null],
  ['$.lines[9]', null],
  ["$.odd['a\\b']", 1],
  ["$.odd['\\']", 2],
  ["$.odd['it\\'s']", 3],
  ['$.odd["it\'s"]', 3],
  ["$.odd['\\','c\\\\d']", { '\\': 2, 'c\\\\d': 4 }],
  ['$.id ', 7],
  ['$$.Execution.Id\n', 'arn:x'],
  ['States.Array($.id , $.lines[(@.length-1)].sku )', [7, 'c']],
  ["States.Format('a\\'b {}', $.odd['a\\b'])", "a'b 1"],
  ['$.lines[-9]', null],
  ["$['id','none','missing']", { id: 7, none: null }],
  ['$.lines.length()', 3],
  ['$.customer.name.length()', 3],
  ['$.customer.keys()', ['name', 'first name']],
  ['$.lines.first().sku', 'a'],
  ['$.lines.index(1).sku', 'b'],
  ['$$.Execution.Id', 'arn:x'],
  ['$v.deep[0]', 'var'],
])('%s gives one value', (path, value) => {
  expect(evaluate(path, order, { variables: { v: { deep: ['var'] } } })).toEqual(value)
})

test.each([
  ['$.lines[*].sku', ['a', 'b', 'c']],
  ['$.customer.*', ['Ada', 'Ada']],
  ['$.lines[1:].sku', ['b', 'c']],
  ['$.lines[:-1].sku', ['a', 'b']],
  ['$.lines[0,2].sku', ['a', 'c']],
  ['$..sku', ['a', 'b', 'c']],
  ['$.lines[0:1].tags[(@.length-1)]', ['y']],
  ["$.lines[?(@.tags[(@.length-1)] == 'y')].sku ", ['a']],
  ['$.lines..tags[*]', ['x', 'y']],
  ['$.lines[*].missing', []],
  ['$..missing', []],
  ['$.missing[*].a', []],
  ['$.missing[1:5]', []],
  ['$.missing[?(@.a)]', []],
  ['$.id[*]', []],
  ['$.id[0:1]', []],
  ['$.lines[?(@.price > 10)].sku', ['b', 'c']],
  ['$.lines[?(@.price > 10 && @.price < 20)].sku', ['c']],
  ["$.lines[?(@.sku == 'a' || @.sku == 'c')].price", [5, 11]],
  ['$.lines[?(@.gift)].sku', ['c']],
  ['$.lines[?(@.discount)].sku', ['b']],
  ['$.lines[?(!@.discount)].sku', ['a', 'b', 'c']],
  ['$.lines[?(@.discount == null)].sku', ['b']],
  ['$.lines[?(@.price != 5)].sku', ['b', 'c']],
  ["$.lines[?(@.sku in ['a', 'b'])].sku", ['a', 'b']],
  ["$.lines[?(@.sku nin ['a', 'b'])].sku", ['c']],
  ["$.lines[?(@.tags contains 'x')].sku", ['a']],
  ['$.lines[?(@.tags empty true)].sku', ['b']],
  ['$.lines[?(@.tags size 2)].sku', ['a']],
  ['$.lines[?(@.sku =~ /[AB]/i)].sku', ['a', 'b']],
  ['$.lines[?(@.price > $.id)].sku', ['b', 'c']],
  ['$.lines[?(@.sku == b)].price', [20]],
  ['$.codes[?(@ == 1)]', ['1', 1]],
  ['$.customer[?(@.name)]', [{ name: 'Ada', 'first name': 'Ada' }]],
  ["$..[?(@.sku == 'c')].price", [11]],
])('%s gives a list', (path, list) => {
  expect(evaluate(path, order)).toEqual(list)
})

/** AWS reads the functions that calculate, and finds nothing with them. */
test.each(['$.codes.sum()', '$.codes.max()', '$.codes.avg()'])('%s finds nothing', (path) => {
  expect(evaluate(path, order)).toMatch(/^States.Runtime: The JSONPath '.*' specified for the field 'value.\$' could not be found/)
})

test.each([
  ['$.nope', "No results for path: $['nope']"],
  ['$.customer.nope', "No results for path: $['customer']['nope']"],
  ['$.nope.deep', "Missing property in path $['nope']"],
  ['$.lines[9].sku', "Expected to find an object with property ['sku'] in path $['lines'][9] but found 'null'."],
  ['$.id[0]', 'Filter: [0] can only be applied to arrays. Current context is: 7'],
  ['$.none.x', "Expected to find an object with property ['x'] in path $['none'] but found 'null'."],
  ['$.id.x', "Expected to find an object with property ['x'] in path $['id'] but found 'com.fasterxml.jackson.databind.node.IntNode'."],
])('InputPath %s fails and says why', (path, why) => {
  const result = shown(compilePathField(stringNode(path))(order, scope()))
  expect(result).toContain(`States.Runtime: Invalid path '${path}' : ${why}`)
})

test('a failure of a template knows the field, the path and the input', () => {
  expect(evaluate('$.a.b', { a: {} })).toBe(
    `States.Runtime: The JSONPath '$.a.b' specified for the field 'value.$' could not be found in the input '{"a":{}}'`,
  )
})

test('ItemsPath names the step that cannot be made', () => {
  const run = (path: string) => shown(compileItemsPath(stringNode(path))({ a: { b: 1 } }, scope()))
  expect(run('$.a.items')).toBe('States.ReferencePathConflict: Unable to apply step "items" to input {"b":1}')
  expect(run('$.a')).toEqual({ b: 1 })
})

test('a Choice Rule may ask for what is not there', () => {
  expect(compileOptionalPath(stringNode('$.a.b'))({}, scope())).toBeUndefined()
  expect(compileOptionalPath(stringNode('$.a'))({ a: null }, scope())).toBeNull()
  expect(compileOptionalPath(stringNode('$.a[0]'))({ a: [] }, scope())).toBeUndefined()
})

describe('hostile data', () => {
  const payload = JSON.parse('{"__proto__": 1, "constructor": {"name": 2}, "list": [{"toString": 3}]}')
  test.each([
    ['$.__proto__', 1],
    ['$.constructor.name', 2],
    ['$..toString', [3]],
    ['$.list[?(@.toString == 3)].toString', [3]],
    ["$['__proto__','constructor']", JSON.parse('{"__proto__": 1, "constructor": {"name": 2}}')],
  ])('%s is a plain key', (path, value) => {
    expect(JSON.stringify(evaluate(path, payload))).toBe(JSON.stringify(value))
  })

  test.each(['$.toString', '$.list.length', '$.list.map', '$.hasOwnProperty.call'])('%s is not inherited', (path) => {
    expect(evaluate(path, payload)).toMatch(/could not be found/)
  })

  test('values nested 100,000 deep end in an error', () => {
    let deep: unknown = 1
    for (let i = 0; i < 100_000; i++) deep = [deep]
    const run = compilePathField(stringNode('$..a'))
    expect(shown(run({ deep } as never, scope()))).toBe('States.Runtime: The value is nested too deep to be evaluated')
  })
})
