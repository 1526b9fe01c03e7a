import { expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import type { Subject } from '../../../core/conditions/subject'
import { compileWatch, stateNameIn } from '../../../core/conditions/watch'
import { Failure } from '../../../core/expressions/evaluation/failure'
import type { ExpressionPorts } from '../../../core/expressions/evaluation/scope'
import { languages } from '../../../core/expressions/language'

const ports: ExpressionPorts = { random: () => 0, uuid: () => '', hash: () => '', now: () => 0 }
const subject: Subject = {
  payload: { a: 1, items: [{ n: 1 }, { n: 2 }] },
  input: { was: 0 },
  scope: { context: { State: { Name: 'S' } }, variables: { v: { n: 3 }, and: 4 }, ports },
}

/** A text in a state of a language: the language that reads it, and what it gives, or why it gives nothing. */
test.each<['JSONPath' | 'JSONata', string, 'JSONPath' | 'JSONata', Json | RegExp | undefined]>([
  ['JSONPath', '$.a', 'JSONPath', 1],
  ['JSONPath', ' $.items[*].n ', 'JSONPath', [1, 2]],
  ['JSONPath', '$.a == 1', 'JSONPath', true],
  ['JSONPath', '$states.input.was', 'JSONPath', 0],
  ['JSONPath', '$$.State.Name', 'JSONPath', 'S'],
  ['JSONPath', 'States.ArrayLength($.items)', 'JSONPath', 2],
  ['JSONPath', '$sum($.items.n)', 'JSONata', 3],
  ['JSONPath', '{% $v.n + 1 %}', 'JSONata', 4],
  ['JSONPath', 'v', 'JSONata', { n: 3 }],
  ['JSONPath', 'and', 'JSONata', 4],
  ['JSONPath', '$.nothing', 'JSONPath', /^\$\.nothing finds nothing$/],
  ['JSONPath', '$nobody', 'JSONPath', /^There is no variable \$nobody$/],
  ['JSONPath', '$.a ==', 'JSONPath', /^After == comes a path/],
  ['JSONPath', '$count($$.State)', 'JSONata', /^In JSONata \$\$ is not the context object/],
  ['JSONata', '$.a', 'JSONata', 1],
  ['JSONata', '$v.n', 'JSONata', 3],
  ['JSONata', 'States.ArrayLength($.items)', 'JSONPath', 2],
  ['JSONata', 'nobody', 'JSONata', undefined],
  ['JSONata', '$number("x")', 'JSONata', /^The evaluation failed\. D3030: /],
  ['JSONata', '$sum', 'JSONata', /^The expression returned an unsupported result type\.$/],
])('in %s %s is read as %s', (state, text, read, expected) => {
  const watch = compileWatch(text, languages[state])
  const value = watch.evaluate(subject)
  const found = value instanceof Failure ? value.reason : (value ?? watch.missing(subject))
  expect(watch.language.name).toBe(read)
  if (expected instanceof RegExp) expect(found).toMatch(expected)
  else expect(found).toEqual(expected)
})

test.each([
  ['Pay', 'Pay'],
  [' "Pay out" ', 'Pay out'],
  ['$.a', undefined],
  ['{% 1 %}', undefined],
])('%j may be the state %s', (text, name) => expect(stateNameIn(text)).toBe(name))
