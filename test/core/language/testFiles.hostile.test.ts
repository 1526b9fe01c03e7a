import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../../core/language/edit/applied'
import { codeActions } from '../../../core/language/features/codeActions'
import { completeTest } from '../../../core/language/testFiles/completion'
import { testHover } from '../../../core/language/testFiles/hover'
import { testProblems } from '../../../core/language/testFiles/problems'
import { recordTest } from '../../../core/language/testFiles/recordTest'
import { testRename } from '../../../core/language/testFiles/rename'
import { runEvents } from '../../../core/language/testFiles/runEvents'
import { kindOf } from '../../../core/model/fileKind'
import { loadYaml, parseDocument } from '../../../core/model/parse'
import { Answerers } from '../../../core/run/answerers'
import { toJson } from '../../../core/syntax/walk'
import { contextOf, workspaceOf } from '../../support/editor'
import { begin, machine } from '../interpreter/run'

// Any text is a name of a state or of a case, and comes back as it was, in JSON and in YAML.

await loadYaml()

const names = [
  '__proto__',
  'constructor',
  '</script>',
  ']]>',
  'two\nlines',
  '\u001b[31mred',
  '\u0000\u0007',
  '😀',
  '\ud800',
  'a: b # c',
  "it's",
  '"quoted"',
  '\\',
  'true',
  'null',
  '1e3',
  '-',
  '- a',
  '{}',
  '[x',
  '$1 ${2:x}',
  '*a',
  '&a',
  '!tag',
  '%',
  '@',
  ' ',
  ' lead',
  'trail ',
  '|',
  '>',
  '?',
  'é\u2028x',
]
const folder = 'file:///project/'
const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:f'

describe.each(['json', 'yaml'] as const)('in %s', (format) => {
  const uri = `${folder}order.asl.test.${format}`
  const parsed = (text: string) => parseDocument(text, kindOf(uri, text))
  const whole = (name: string) => {
    const file = {
      definition: 'order.asl.json',
      cases: [{ name, mocks: { [name]: { Return: name } }, expect: { path: [name], visits: { Old: 0 } } }],
    }
    return JSON.stringify(file, null, 2)
  }
  const contextWith = (name: string, text: string) => {
    const states = Object.fromEntries([
      [name, { Type: 'Task', Resource: lambda, Next: 'Old' }],
      ['Old', { Type: 'Succeed' }],
    ])
    const files = { [`${folder}order.asl.json`]: JSON.stringify({ StartAt: name, States: states }), [uri]: text }
    return contextOf({ workspace: workspaceOf(files, (each) => kindOf(each, files[each]!)) })
  }

  test.each(names)('the state %j', (name) => {
    const text = whole(name)
    const context = contextWith(name, text)
    const located = { uri, document: parsed(text) }
    expect(testProblems(located, context.workspace).map(({ code }) => code)).toEqual(['TEST_PATH'])
    testHover(located, text.indexOf('"path"') + 1, context)
    testHover(located, text.indexOf('"name"') + 9, context)
    codeActions(located, { offset: text.indexOf('"name"'), length: 0 }, [], context)
    const at = text.indexOf('"visits": {') + 11
    for (const item of completeTest(located, at, context)) expect(item.label === '' ? undefined : item.text).toBeDefined()
    const change = testRename(located, text.indexOf('"Old"') + 1, `${name}x`.slice(0, 70), context.workspace)
    if ('error' in change) return
    const after = toJson(parsed(applyEdits(text, change.get('') ?? [])).root!) as { cases: { expect: { visits: object } }[] }
    expect(Object.keys(after.cases[0]!.expect.visits)).toEqual([`${name}x`.slice(0, 70)])
  })

  test('a run with all of them', async () => {
    const flow = machine(
      Object.fromEntries([
        ...names.map((name, i) => [name, { Type: 'Task', Resource: lambda, ResultPath: `$.r${i}`, Next: names[i + 1] ?? 'Last' }] as const),
        ['Last', { Type: 'Succeed' }] as const,
      ]) as never,
    )
    const task = new Answerers({
      mock: ({ stateName }) => ({ kind: 'succeeded', output: { [stateName]: [stateName, { deep: stateName }] } }),
    }).answer
    const execution = begin(flow, { input: Object.fromEntries(names.map((name) => [name, name])), task })
    while (execution.status === 'RUNNING') await execution.step()
    const document = parseDocument(JSON.stringify(flow), { format: 'json', content: 'definition' })
    let text = format === 'yaml' ? 'definition: a.asl.json\ncases:\n' : ''
    const some = names.filter((_, i) => i % 8 === 0)
    for (const name of some) {
      const recorded = await recordTest(text, {
        format,
        definition: 'a.asl.json',
        logicalId: undefined,
        name,
        ran: { document, definition: document.definitions[0]! },
        given: {},
        isForeign: false,
        events: runEvents(execution.history),
        within: [],
      })
      if (typeof recorded === 'string') throw new Error(recorded)
      expect(recorded.note).toBeUndefined()
      text = applyEdits(text, recorded.edits)
    }
    const read = parsed(text)
    expect(read.syntaxProblems).toEqual([])
    const { cases } = toJson(read.root!) as {
      cases: { name: string; input: object; mocks: object; expect: { path: string[]; output: object } }[]
    }
    expect(cases.map(({ name }) => name)).toEqual(some)
    for (const each of cases) {
      expect(each.expect.path).toEqual([...names, 'Last'])
      expect(Object.keys(each.mocks).sort()).toEqual([...names].sort())
      expect(JSON.stringify(each.expect.output)).toBe(JSON.stringify(execution.output))
      expect(JSON.stringify(each.input)).toBe(JSON.stringify(Object.fromEntries(names.map((name) => [name, name]))))
    }
  })
})
