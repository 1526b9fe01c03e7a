import { describe, expect, test } from 'vitest'
import { analyse } from '../../../core/analysis/analyse'
import { createExecution, plan } from '../../../core/interpreter'
import { complete } from '../../../core/language/features/completion'
import { definition } from '../../../core/language/features/definition'
import { hover } from '../../../core/language/features/hover'
import { references } from '../../../core/language/features/references'
import { rename } from '../../../core/language/features/rename'
import { semanticTokens } from '../../../core/language/features/semanticTokens'
import { signatureHelp } from '../../../core/language/features/signatureHelp'
import { nodePorts } from '../../../hosts/node/ports'
import { applyEdits, contextOf, open, withCursor, workspaceOf } from '../../support/editor'

// A variable that has the name of a JSONata function is the variable wherever it has a value, and the function everywhere else.

const machine = (output: string, first = '1') => `{ "QueryLanguage": "JSONata", "StartAt": "Keep", "States": {
  "Keep": { "Type": "Pass", "Assign": { "count": ${first} }, "Next": "Show" },
  "Show": { "Type": "Pass", "Output": "{% ${output} %}", "End": true } } }`

const at = (marked: string) => {
  const { text, offset } = withCursor(marked)
  const document = open(text)
  return { text, offset, document, located: { uri: 'file:///a.asl.json', document } }
}
const codes = (text: string) => analyse(open(text)).map(({ code }) => code)

describe('what a name is', () => {
  const rows: [what: string, text: string, codes: string[]][] = [
    ['the variable, as a value', machine('$count + 1'), []],
    ['the variable, in a call', machine('$string($count)'), []],
    ['the variable, with members', machine('$count.a[0]'), []],
    ['the variable, which cannot be called', machine('$count([1])'), ['VARIABLE_CALLED']],
    ['the variable, which cannot be applied', machine('[1] ~> $count'), ['VARIABLE_CALLED']],
    ['the function, before the variable has a value', machine('1', '"{% $count($states.input.list) %}"'), ['UNUSED_VARIABLE']],
    ['a parameter', machine('$map([1], function($count) { $count + 1 })'), ['UNUSED_VARIABLE']],
    ['a name of a block', machine('($count := 2; $count + 1)'), ['UNUSED_VARIABLE']],
    ['the variable, behind the block', machine('($count := 2; $count + 1) + $count'), []],
  ]
  test.each(rows)('%s', (_what, text, expected) => expect(codes(text)).toEqual(expected))

  test('inside of a distributed Map it is the function again', () => {
    const inner = '{ "Type": "Pass", "Output": "{% $count([1]) %}", "End": true }'
    const text = `{ "QueryLanguage": "JSONata", "StartAt": "Keep", "States": {
      "Keep": { "Type": "Pass", "Assign": { "count": 1 }, "Next": "Each" },
      "Each": { "Type": "Map", "End": true, "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "In", "States": { "In": ${inner} } } } } }`
    expect(codes(text)).toEqual(['UNUSED_VARIABLE'])
  })

  test('one that a JSONPath state assigns', () => {
    const text = `{ "StartAt": "Keep", "States": {
      "Keep": { "Type": "Pass", "Assign": { "count.$": "$.n" }, "Next": "Show" },
      "Show": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $count %}", "End": true } } }`
    expect(codes(text)).toEqual([])
  })

  test('a check after an edit says the same', () => {
    const text = machine('$count + 1')
    for (const each of [text, text.replace('"count":', '"total":'), text]) expect(codes(each)).toEqual(codes(`${each} `))
  })

  test('the interpreter agrees', async () => {
    const run = async (text: string) => {
      const execution = createExecution(plan(open(text).definitions[0]!.machine), {
        input: { list: [7, 8] },
        ports: nodePorts({ task: () => ({ kind: 'succeeded', output: {} }) }),
      })
      await execution.run()
      return execution.output ?? execution.error
    }
    expect(await run(machine('$count + 1', '"{% $count($states.input.list) %}"'))).toBe(3)
    expect(await run(machine('$count([1])'))).toBe('States.QueryEvaluationError')
    expect(await run(machine('$map([5], function($count) { $count + 1 })'))).toBe(6)
    expect(await run(machine('($count := 5; $count + 1) + $count'))).toBe(7)
  })
})

describe('the features', () => {
  const used = machine('$count + $string($co|unt)')

  test('definition, references, rename', () => {
    const { text, offset, document, located } = at(used)
    const places = (list: readonly { selection: { offset: number; length: number } }[]) =>
      list.map(({ selection }) => text.slice(selection.offset, selection.offset + selection.length))
    expect(places(definition(located, offset)!.locations)).toEqual(['count'])
    expect(places(references(located, offset, true, workspaceOf()))).toEqual(['count', 'count', 'count'])
    for (const place of [offset, text.indexOf('count')]) {
      const change = rename({ uri: '', document }, place, 'total', workspaceOf())
      if ('error' in change) throw new Error(change.error)
      expect(applyEdits(text, change.get('')!)).toBe(text.replaceAll('count', 'total'))
    }
  })

  test('a call of the function, and a parameter, are none of its references', () => {
    const text = machine('$map([1], function($count) { $count })', '"{% $count([1]) %}"')
    const document = open(text)
    const change = rename({ uri: '', document }, text.indexOf('count'), 'total', workspaceOf())
    expect('error' in change ? change.error : change.get('')).toHaveLength(1)
  })

  const told: [what: string, marked: string, says: string | undefined][] = [
    ['the variable', used, '**$count** · variable'],
    ['the variable that is called', machine('$co|unt([1])'), '**$count** · variable'],
    ['the function', machine('1', '"{% $co|unt([1]) %}"'), '$count(array'],
    ['a parameter', machine('$map([1], function($count) { $co|unt + 1 })'), undefined],
    ['the parameter where it is bound', machine('$map([1], function($co|unt) { 1 })'), undefined],
    ['a name of a block', machine('($sum := 2; $su|m + 1)'), undefined],
    ['a function behind a block that hid it', machine('($sum := 2; $sum) + $su|m([1])'), '$sum('],
  ]
  test.each(told)('hover: %s', (_what, marked, says) => {
    const { offset, located } = at(marked)
    const found = hover(located, offset, contextOf())?.markdown
    if (says === undefined) expect(found).toBeUndefined()
    else expect(found).toContain(says)
  })

  const helped: [what: string, marked: string, helps: boolean][] = [
    ['the variable', machine('$count(|)'), false],
    ['the function', machine('1', '"{% $count(|) %}"'), true],
    ['a function of the expression', machine('($sum := function($x) { $x }; $sum(|))'), false],
    ['another function', machine('$sum(|)'), true],
  ]
  test.each(helped)('signature help: %s', (_what, marked, helps) => {
    const { offset, document } = at(marked)
    expect(signatureHelp(document, offset) !== undefined).toBe(helps)
  })

  const offered: [what: string, marked: string, kinds: string[]][] = [
    ['the variable alone', machine('$c|'), ['variable']],
    ['the function alone', machine('1', '"{% $c| %}"'), ['function']],
    ['a parameter alone', machine('$map([1], function($count) { $c| })'), ['variable']],
  ]
  test.each(offered)('completion: %s', (_what, marked, kinds) => {
    const { offset, located } = at(marked)
    const items = complete(located, offset, contextOf()).filter(({ label }) => label === '$count')
    expect(items.map(({ kind }) => kind)).toEqual(kinds)
  })

  test('colours', () => {
    const colours = (text: string) =>
      semanticTokens(open(text))
        .filter(({ offset, length }) => /^\$(count|sum|f)$/.test(text.slice(offset, offset + length)))
        .map(({ type, modifiers = [] }) => [type, ...modifiers].join(' '))
    expect(colours(machine('$count + $count([1])'))).toEqual(['variable', 'variable'])
    expect(colours(machine('$map([1], $sum)', '"{% $count([1]) %}"'))).toEqual(['function defaultLibrary', 'function defaultLibrary'])
    expect(colours(machine('($f := function($x) { $x }; $f(1))'))).toEqual(['variable declaration', 'function'])
  })
})
