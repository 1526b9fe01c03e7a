import { expect, test } from 'vitest'
import { jsonata, ports } from '../paths/support'

const shared = (make: string) => `$reduce([1..60], function($a, $b) { ${make} }, [])`
const tree = '{"a": $a, "b": $a}'
const lists = '[[$a], [$a]]'

/** Everything that walks a value stops at the budget, also where no clock tells the time. */
test.each([
  shared(tree),
  shared('[$a, [$a], [$a]]'),
  `$string(${shared(tree)})`,
  `$string(${shared(tree)}, true)`,
  `"x" & ${shared(tree)}`,
  `${shared(tree)} = ${shared(tree)}`,
  `${shared(tree)}.**`,
  `${shared(lists)}.*.*.*`,
  `$boolean(${shared(lists)})`,
  `$keys(${shared(lists)})`,
  `$lookup(${shared(lists)}, "x")`,
  `$spread(${shared(lists)})`,
  `$distinct([${shared(lists)}, ${shared(lists)}])`,
  `${shared(tree)} ~> |**|{"x": 1}|`,
  '$reduce([1..800000], $append)',
  '$map([1..800000], function($x) { $sum([1..800000]) })',
  '($a := [1..800000]; $count([1..1000].$a))',
  '($a := [1..800000]; $a[$a])',
  '$join($map([1..10000], function($x) { $pad("", 4000, "y") }))',
  '$zip([1..800000], [1..800000], [1..800000])',
  '$replace($pad("", 100000, "a"), /a/, "$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0")',
  '$fromMillis(0, "[Y,500000000]")',
  '$formatInteger(1e15, "I")',
  '(function($a)<n+n+n+n+n+n+n+n+n+n+n+n+s:n>{1})(1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1)',
])('%s ends', (text) => {
  const { clock: _, ...withoutClock } = ports
  expect(jsonata(`{% ${text} %}`, {}, { ports: withoutClock })).toMatch(/memory limit exceeded|evaluation timeout|T0410/)
})

/** What the package fails at with an exception of JavaScript, or for ever, or with a wrong answer. */
test.each([
  ['$formatNumber(1, "abc")', 'D3086'],
  ['$formatNumber(1, "")', 'D3085'],
  ['$formatNumber(0, "0.0e0")', '0.0e0'],
  ['$formatNumber(-5, "0.0e0")', '-5.0e0'],
  ['$fromMillis(1e20)', 'D1001'],
  ['$fromMillis(0, "[Y]", "here")', 'T0410'],
  ['$toMillis("2020-19-39")', 'D3110'],
  ['$formatInteger(1/0, "A")', 'D1001'],
  ['$sift({"a": 1})', 'T1006'],
  ['$map([1], $nope)', 'T0410'],
  ['$reduce([1, 2], $nope)', 'T0410'],
  ['$contains("a", $nope)', 'T0410'],
  ['$replace("a", "a", $nope)', 'T0410'],
  ['$replace("aa", "a", function($m) { "b" })', 'D3012'],
  ['$sum(?)("x")', 'T0412'],
  ['$string(?, true)({"a": []})', '{\n  "a": []\n}'],
  ['$error("{{stack}}")', 'D3137: {{stack}}'],
  ['$match("a", function($s) { {"start": 0} })', 'T1010'],
  ['$hash("", "MD5")', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['$max([1..800000])', 800_000],
] as const)('%s gives %s', (text, value) => {
  const result = jsonata(`{% ${text} %}`)
  if (typeof value === 'string' && /^[TD]\d{4}/.test(value)) expect(result).toContain(value)
  else expect(result).toBe(value)
})

test('a long list is put together, grouped and sorted in time to the number of its items', () => {
  const grouped = jsonata('{% $map([1..20000], function($i) { {"k": $string($i % 2), "i": $i} }){k: $count($)} %}')
  expect(grouped).toEqual({ '0': 10_000, '1': 10_000 })
  expect(
    jsonata('{% $count($sort([1..100000], function($a, $b) { false })) %}', {}, { ports: { ...ports, limits: { jsonataTime: 20_000 } } }),
  ).toBe(100_000)
})
