import { describe, expect, test } from 'vitest'
import { parseErrorFilter } from '../../../core/conditions/errorFilter'

describe('which errors a person means', () => {
  test.each<[string, string | undefined, boolean]>([
    ['', 'Any', true],
    ['', undefined, true],
    ['Payment.Declined', 'Payment.Declined', true],
    ['Other, Payment.Declined', 'Payment.Declined', true],
    ['Other Payment.Declined', 'Payment.Declined', true],
    ['Other', 'Payment.Declined', false],
    ['Payment.*', 'Payment.Declined', true],
    ['*.Declined', 'Payment.Late', false],
    ['Payment.?', 'Payment.X', true],
    ['*', undefined, true],
    ['States.ALL', 'Payment.Declined', true],
    ['States.TaskFailed', 'States.Timeout', false],
    ['States.ALL', 'States.Runtime', false],
    ['States.Runtime', 'States.Runtime', true],
    ['!Payment.*', 'Payment.Late', false],
    ['!Payment.*', 'Other', true],
    ['Payment.*, !Payment.Late', 'Payment.Late', false],
    ['Payment.* if $.total > 1', 'Payment.Late', true],
    ['if $.total > 1', 'Any', true],
    ['Iffy, notif', 'notif', true],
  ])('%j names %s: %s', (text, error, expected) => {
    const filter = parseErrorFilter(text)
    expect(filter.problem).toBeUndefined()
    expect(filter.names({ error })).toBe(expected)
  })

  test('an alias of an error is a name of it', () =>
    expect(
      parseErrorFilter('States.HeartbeatTimeout').names({ error: 'States.Timeout', traits: { aliases: ['States.HeartbeatTimeout'] } }),
    ).toBe(true))

  test.each([
    ["$.error == 'X'", /^"\$.error" is no error name\. Write error names/],
    ['!', /^"!" is no error name/],
    ['A if', /^There is no condition after "if"/],
    ['A if $.a ==', /^The condition "\$.a ==" cannot be read: /],
    ['A, (B)', /^"\(B\)" is no error name/],
  ])('%j is wrong', (text, message) => expect(parseErrorFilter(text).problem).toMatch(message))

  test.each([
    ['if $count($.a) = 1', true, false],
    ["if $.a == 'x' && $.b", false, true],
    ['if {% $states.errorOutput.Error = "X" %}', false, false],
  ])('a condition that only one language reads is no problem: %s', (text, inPath, inJsonata) => {
    const filter = parseErrorFilter(text)
    expect(filter.problem).toBeUndefined()
    expect([filter.condition('JSONPath')!.problems.length > 0, filter.condition('JSONata')!.problems.length > 0]).toEqual([
      inPath,
      inJsonata,
    ])
  })
})
