import { expect, test } from 'vitest'
import { signatureHelp } from '../../../core/language/features/signatureHelp'
import { open, withCursor } from '../../support/editor'

/** The signature with the active parameter in brackets. */
function helpAt(marked: string): string | undefined {
  const { text, offset } = withCursor(marked)
  const help = signatureHelp(open(text), offset)
  if (help === undefined) return undefined
  const active = help.parameters[help.activeParameter]?.label
  if (active === undefined) return help.label
  const [from, to] = active
  return `${help.label.slice(0, from)}[${help.label.slice(from, to)}]${help.label.slice(to)}`
}

const intrinsic = (text: string) => `{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Parameters": { "x.$": "${text}" } } } }`
const jsonata = (text: string) =>
  `{ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": { "Type": "Pass", "Output": "${text}" } } }`

test.each([
  ['States.Format(|)', 'States.Format([template], values...): string'],
  ["States.Format('{}, {}', $.a, |)", 'States.Format(template, [values]...): string'],
  ["States.Format('a, |', 1)", 'States.Format([template], values...): string'],
  ["States.Format('{}', States.MathAdd($.a, |", 'States.MathAdd(first, [second]): integer'],
  ["States.Format('{}', States.UUID(), |", 'States.Format(template, [values]...): string'],
  ['States.Nope(|)', undefined],
  ['States.Format|()', undefined],
])('%s', (typed, expected) => {
  const found = helpAt(intrinsic(typed))
  if (typed.includes('MathAdd')) expect(found).toMatch(/^States\.MathAdd\(\w+, \[\w+\]\): integer$/)
  else expect(found).toBe(expected)
})

test.each([
  ['{% $substring(|) %}', '$substring([str], start, length?): string'],
  ["{% $substring('a, b', |", '$substring(str, [start], length?): string'],
  ['{% $substring($join([1, 2]), 1, |) %}', '$substring(str, start, [length]?): string'],
  ['{% $states.input.name ~> $substring(|) %}', '$substring(str, [start], length?): string'],
  ['{% $zip([1], [2], |) %}', '$zip(array1, [arrays]...): array'],
  ['{% $sum({ "a": 1, "b": 2 }.|a) %}'.replaceAll('"', '\\"'), '$sum([array]): number'],
  ['{% $eval(|) %}', undefined],
  ['$sum(|)', undefined],
])('%s', (typed, expected) => expect(helpAt(jsonata(typed))).toBe(expected))

test('YAML', () => {
  expect(helpAt('StartAt: A\nStates:\n  A:\n    Type: Pass\n    Parameters:\n      x.$: States.ArrayLength(|)\n')).toMatch(
    /^States\.ArrayLength\(\[/,
  )
})
