import { expect, test } from 'vitest'
import { chosenValues, termsOf, toggled, withoutTerm, withTerm, written } from '../../../webview/events/terms'

/** A term as a text: its field, its values (whole ones in angle brackets), what it takes of the filter. */
const shown = (filter: string) =>
  termsOf(filter).map(({ field, values, not, from, to }) => [
    `${not ? 'not ' : ''}${field ?? '*'}: ${values.map(({ text, whole }) => (whole ? `<${text}>` : text)).join(' | ')}`,
    filter.slice(from, to),
  ])

test.each([
  ['', []],
  ['   ', []],
  ['pay', [['*: pay', 'pay']]],
  [
    '  pay  order ',
    [
      ['*: pay', 'pay'],
      ['*: order', 'order'],
    ],
  ],
  ['type:TaskFailed', [['type: TaskFailed', 'type:TaskFailed']]],
  ['TYPE:TaskFailed', [['type: TaskFailed', 'TYPE:TaskFailed']]],
  [
    'type:TaskFailed,TaskTimedOut x',
    [
      ['type: TaskFailed | TaskTimedOut', 'type:TaskFailed,TaskTimedOut'],
      ['*: x', 'x'],
    ],
  ],
  ['state:"Pay order",Ship', [['state: <Pay order> | Ship', 'state:"Pay order",Ship']]],
  ['-item:12', [['not item: 12', '-item:12']]],
  ['-"no funds"', [['not *: <no funds>', '-"no funds"']]],
  ['state:"say \\"hi\\" \\\\ there"', [['state: <say "hi" \\ there>', 'state:"say \\"hi\\" \\\\ there"']]],
  ['state:"not closed', [['state: <not closed>', 'state:"not closed']]],
  ['state:', [['state: ', 'state:']]],
  [
    'state:, x',
    [
      ['state: ', 'state:,'],
      ['*: x', 'x'],
    ],
  ],
  ['-', [['*: -', '-']]],
  [
    '- x',
    [
      ['*: -', '-'],
      ['*: x', 'x'],
    ],
  ],
  ['arn:aws:states', [['*: arn:aws:states', 'arn:aws:states']]],
  ['a,b', [['*: a,b', 'a,b']]],
  [
    '__proto__:x constructor:y',
    [
      ['*: __proto__:x', '__proto__:x'],
      ['*: constructor:y', 'constructor:y'],
    ],
  ],
  ['state:__proto__', [['state: __proto__', 'state:__proto__']]],
  ['text:{"a":1}', [['text: {"a":1}', 'text:{"a":1}']]],
] as const)('%j', (filter, expected) => expect(shown(filter)).toEqual(expected))

test('whatever is typed makes terms that stand one behind the other', () => {
  for (const filter of ['""""', '-"', 'state:"', 'state:"a"b', ':::', '"a"b"c', 'type:,,,', '\\', '-state:-"x"']) {
    let at = 0
    for (const { from, to } of termsOf(filter)) {
      expect(from).toBeGreaterThanOrEqual(at)
      expect(to).toBeGreaterThan(from)
      at = to
    }
  }
})

test.each([
  ['', 'type', 'TaskFailed', 'type:TaskFailed'],
  ['pay ', 'type', 'TaskFailed', 'pay type:TaskFailed'],
  ['type:TaskFailed x', 'type', 'TaskTimedOut', 'type:TaskFailed,TaskTimedOut x'],
  ['type:TaskFailed,TaskTimedOut x', 'type', 'TaskFailed', 'type:TaskTimedOut x'],
  ['a type:TaskFailed b', 'type', 'TaskFailed', 'a b'],
  ['type:', 'type', 'TaskFailed', 'type:TaskFailed'],
  ['-type:TaskFailed', 'type', 'TaskFailed', '-type:TaskFailed type:TaskFailed'],
  ['state:"A b"', 'state', 'C "d"', 'state:"A b","C \\"d\\""'],
  ['state:"A b","C d"', 'state', 'A b', 'state:"C d"'],
  ['', 'item', '12', 'item:12'],
] as const)('%j with %s %j in the menu is %j', (filter, field, value, expected) => expect(toggled(filter, field, value)).toBe(expected))

test.each([
  ['a b c', 1, 'a c'],
  ['a', 0, ''],
  ['state:"x y" b', 0, 'b'],
  ['a  b', 1, 'a'],
])('%j without its term %i', (filter, index, expected) => expect(withoutTerm(filter, termsOf(filter)[index]!)).toBe(expected))

test('what is written means the same when it is read', () => {
  for (const value of ['Pay', 'Pay order', 'a"b', 'a\\b', 'a,b', '-x', 'item:1', '<b>', '__proto__', ' '])
    expect(termsOf(`state:${written('state', value)}`)[0]!.values).toMatchObject([{ text: value, whole: true }])
  expect(written('type', 'TaskFailed')).toBe('TaskFailed')
  expect(withTerm('', 'a')).toBe('a')
  expect([...chosenValues('type:A,"B" -type:C type:D', 'type')]).toEqual(['A', 'B', 'D'])
})
