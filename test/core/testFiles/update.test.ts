import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import { valuePath } from '../../../core/expressions/valuePath'
import type { History } from '../../../core/history/types'
import type { TaskCall } from '../../../core/interpreter'
import { applyEdits } from '../../../core/language/edit/applied'
import { acceptCame, cameOfFailure } from '../../../core/language/testFiles/update'
import type { Edit } from '../../../core/language/types'
import { machinesOf } from '../../../core/model/graph'
import { loadYaml, parseDocument } from '../../../core/model/parse'
import { beginRun, prepareRun, type Run } from '../../../core/run/prepare'
import { programOf } from '../../../core/run/program'
import { cameOf, judge } from '../../../core/testFiles/judge'
import type { Called, Ran } from '../../../core/testFiles/ran'
import type { Failure } from '../../../core/testFiles/types'
import { anyTask, inputs, machines } from '../../support/anyMachine'
import { casesOf, chain, ports, ranOf, task } from './running'

const document = (text: string) => parseDocument(text, { format: 'json', content: 'test' })
const file = (...cases: object[]) => JSON.stringify({ definition: 'x.asl.json', cases }, undefined, 2)

/** The failures of a case of a file, and the file once all that came is accepted. */
async function accepted(definition: object, text: string, name: string) {
  const test = casesOf(text).find((each) => each.name === name)!
  const ran = await ranOf(definition, test)
  if (!('execution' in ran)) throw new Error(ran[0]!.message)
  const edits = acceptCame(document(text), [{ name, came: cameOf(test.expect, ran, ports) }])
  if (typeof edits === 'string') throw new Error(edits)
  const after = applyEdits(text, edits)
  const again = casesOf(after).find((each) => each.name === name)!
  return { failures: judge(test.expect, ran, ports), text: after, left: judge(again.expect, ran, ports) }
}

const pass = chain({ P: { Type: 'Pass', Result: { total: 2, items: [{ sku: 'A' }, { sku: 'B' }] } } })
const failing = chain({ F: { Type: 'Fail', Error: 'E', Cause: 'C' } })

test('the output is taken over leaf by leaf, and comments stay', async () => {
  const text = `{
  "definition": "x.asl.json",
  "cases": [
    {
      "name": "a",
      "expect": {
        // the whole order
        "output": { "total": 1, "items": [{ "sku": "A" }] } // until June
      }
    }
  ]
}
`
  expect((await accepted(pass, text, 'a')).text).toBe(
    text.replace('"total": 1', '"total": 2').replace('[{ "sku": "A" }]', '[{ "sku": "A" },{ "sku": "B" }]').replace('},{', '}, {'),
  )
})

test('what comes from the defaults is written into the case', async () => {
  const text = JSON.stringify({ definition: 'x.asl.json', defaults: { expect: { output: 1 } }, cases: [{ name: 'a' }] })
  const { text: after, left } = await accepted(pass, text, 'a')
  expect(left).toEqual([])
  expect(JSON.parse(after)).toMatchObject({ defaults: { expect: { output: 1 } }, cases: [{ expect: { output: { total: 2 } } }] })
})

test.each<[string, object, object, object]>([
  ['a failure', failing, { output: 1 }, { error: 'E' }],
  ['a failure where success is written', failing, { status: 'SUCCEEDED' }, { status: 'FAILED', error: 'E' }],
  ['a failure without a name', chain({ F: { Type: 'Fail' } }), { error: 'X', cause: 'y' }, { status: 'FAILED' }],
  ['success', pass, { error: 'X', cause: '/y/' }, {}],
  ['success where failure is written', pass, { status: 'FAILED' }, { status: 'SUCCEEDED' }],
  ['another error', failing, { error: 'X', cause: '/y/' }, { error: 'E', cause: 'C' }],
  ['a cause that matches', failing, { error: 'X', cause: '/c/i' }, { error: 'E', cause: '/c/i' }],
  [
    'parts',
    pass,
    { outputContains: { total: 3, items: [{ sku: 'Z' }, {}, {}], none: 1 } },
    { outputContains: { total: 2, items: [{ sku: 'A' }, {}] } },
  ],
  ['counts and the path', pass, { path: ['Q', 'P'], visits: { P: 3 } }, { path: ['P'], visits: { P: 1 } }],
  ['a duration', chain({ W: { Type: 'Wait', Seconds: 9 } }), { duration: { atMost: 1 } }, { duration: { atMost: 9 } }],
])('%s', async (_, definition, before, after) => {
  const found = await accepted(definition, file({ name: 'other' }, { name: 'a', expect: before }), 'a')
  expect(found.failures.length).toBeGreaterThan(0)
  expect(JSON.parse(found.text).cases).toEqual([{ name: 'other' }, { name: 'a', expect: after }])
  expect(found.left).toEqual([])
})

test('one failure alone', async () => {
  const text = file({ name: 'a', expect: { output: { total: 1, items: [], more: 1 }, error: 'X', assert: ['$'] } })
  const accept = (failure: Failure) => {
    const came = cameOfFailure(document(text), 'a', failure)
    return came === undefined
      ? undefined
      : JSON.parse(applyEdits(text, acceptCame(document(text), [{ name: 'a', came: [came] }]) as [])).cases[0].expect
  }
  const base = { error: 'X', assert: ['$'] }
  const of = (what: Failure['what'], path: string | undefined, actual?: Json): Failure => ({
    what,
    message: '',
    ...(path !== undefined && { path }),
    ...(actual !== undefined && { actual }),
  })
  expect(accept(of('output', '$.total', 2))).toEqual({ output: { total: 2, items: [], more: 1 }, ...base })
  expect(accept(of('output', '$.more'))).toEqual({ output: { total: 1, items: [] }, ...base })
  expect(accept(of('output', "$['odd name']", null))).toEqual({ output: { total: 1, items: [], more: 1, 'odd name': null }, ...base })
  expect(accept(of('error', undefined, 'Y'))).toEqual({ output: { total: 1, items: [], more: 1 }, ...base, error: 'Y' })
  expect(accept(of('assert', '$[0]', false))).toBeUndefined()
  expect(accept(of('mocks', undefined))).toBeUndefined()
  expect(cameOfFailure(document(text), 'b', of('error', undefined, 'Y'))).toBeUndefined()
})

test('a case that is no more, a file that is none', () => {
  expect(acceptCame(document(file()), [{ name: 'a', came: [] }])).toBe('There is no case "a" any more.')
  expect(acceptCame(document('[]'), [])).toBe('The test file has no list of cases.')
  const broken = 'definition: x.asl.json\ncases:\n- name: a\n  input:  *d]}\n  mocks:\n'
  expect(
    acceptCame(parseDocument(broken, { format: 'yaml', content: 'test' }), [{ name: 'a', came: [{ what: 'output', value: 1 }] }]),
  ).toBe('What came cannot be written into the test file while it has syntax errors.')
})

const scalar = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('', 'a', '__proto__', '</script>\n', '\ud800'),
)
const key = fc.constantFrom('a', 'b', '__proto__', 'o\'dd "k', '1')
const value = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 3 }).map((entries) => Object.fromEntries(new Map(entries)) as Json),
  ),
})).value

const machine = chain({
  First: { Type: 'Pass' },
  Ask: task({ Parameters: { 'order.$': '$' }, ResultPath: null, Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }] }),
  Keep: { Type: 'Pass', Assign: { 'kept.$': '$', fixed: [1] } },
})
const mocks = { Ask: { '0': { Throw: { Error: 'Busy' } }, '1': { Return: {} } } }

test('what came passes; with any leaf changed it fails there, and what came is accepted again', async () => {
  await fc.assert(
    fc.asyncProperty(value, value, fc.nat(), async (data, other, at) => {
      const input = { data }
      const expected = {
        status: 'SUCCEEDED',
        output: input,
        outputContains: input,
        path: ['First', 'Ask', 'Keep'],
        visits: { Ask: 1, First: 1 },
        attempts: { Ask: 2 },
        calls: { Ask: [{ order: input }, { order: input }] },
        variables: { kept: input },
      }
      const given = { name: 'a', input, mocks, expect: expected }
      const text = JSON.stringify({ definition: 'x.asl.json', cases: [given] })
      const right = await accepted(machine, text, 'a')
      expect(right.failures).toEqual([])
      expect(right.text).toBe(text)
      const leaves = leavesOf(expected.output, ['output']).concat(
        leavesOf(expected.calls.Ask[1]!, ['calls', 'Ask', 1]),
        leavesOf(expected.visits, ['visits']),
      )
      const [path, leaf] = leaves[at % leaves.length]!
      fc.pre(JSON.stringify(leaf) !== JSON.stringify(other) && (typeof other !== 'object' || other === null))
      const changedText = JSON.stringify({
        definition: 'x.asl.json',
        cases: [{ ...given, expect: put(expected as unknown as Json, path, path[0] === 'visits' ? 77 : other) }],
      })
      const changed = await accepted(machine, changedText, 'a')
      expect(changed.failures.length).toBe(1)
      expect(changed.failures[0]).toMatchObject({ what: path[0], path: valuePath('JSONPath', '$', path.slice(1)) })
      expect(changed.left).toEqual([])
      expect(casesOf(changed.text)[0]!.expect).toEqual(casesOf(text)[0]!.expect)
    }),
    { numRuns: 60 },
  )
})

test('of any machine what came passes, whatever was expected before', async () => {
  await fc.assert(
    fc.asyncProperty(machines, inputs, fc.boolean(), async (definition, input, fails) => {
      const run = prepareRun({
        program: programOf(JSON.stringify(definition)),
        input: { value: input },
        checked: true,
        limits: { historyEvents: 300 },
      })
      fc.pre(run.kind === 'run')
      const calls: Called[] = []
      const within: History[] = []
      const task = (call: TaskCall) => {
        calls.push({ state: call.state, input: call.input, events: 0 })
        return anyTask(call)
      }
      const execution = beginRun(run as Run, { task, over: (history) => void within.push(history), ...ports })
      await execution.run()
      const ran: Ran = { run: run as Run, execution, calls, within, unanswered: undefined }
      const names = machinesOf((run as Run).definition.machine).flatMap(({ states }) => [...states.keys()])
      const each = <T>(of: T) => Object.fromEntries(names.map((name) => [name, of]))
      const bogus = {
        ...(fails ? { error: 'none', cause: '/none/' } : { output: { none: 1 } }),
        outputContains: { none: [] },
        path: ['none'],
        visits: each(99),
        attempts: each(99),
        calls: each([{ none: 1 }]),
        variables: { none: 1 },
        duration: { atMost: -1 },
      }
      const text = file({ name: 'a', expect: bogus })
      const edits = acceptCame(document(text), [{ name: 'a', came: cameOf(bogus, ran, ports) }])
      expect(typeof edits).not.toBe('string')
      const { expect: now } = JSON.parse(applyEdits(text, edits as readonly Edit[])).cases[0]
      expect(judge(now ?? {}, ran, ports)).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('YAML is taken over in its own style', async () => {
  await loadYaml()
  const text = `# tests
definition: x.asl.json
cases:
  - name: a # the first
    expect:
      # what comes
      output:
        total: 1 # net
        items: []
  - name: b
`
  const document = parseDocument(text, { format: 'yaml', content: 'test' })
  const came = [{ what: 'output', value: { total: 2, items: [{ sku: 'A' }] } }] as const
  const edits = acceptCame(document, [
    { name: 'a', came },
    { name: 'b', came: [{ what: 'error', value: 'No: "x"' }] },
  ])
  expect(applyEdits(text, edits as readonly Edit[])).toBe(`# tests
definition: x.asl.json
cases:
  - name: a # the first
    expect:
      # what comes
      output:
        total: 2 # net
        items:
          - sku: A
  - name: b
    expect:
      error: "No: \\"x\\""
`)
})

function leavesOf(value: Json, path: (string | number)[]): [(string | number)[], Json][] {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  const entries: [string | number, Json][] = Array.isArray(value) ? value.map((each, i) => [i, each]) : Object.entries(value)
  return entries.length === 0 ? [[path, value]] : entries.flatMap(([step, each]) => leavesOf(each, [...path, step]))
}

function put(value: Json, [step, ...rest]: readonly (string | number)[], leaf: Json): Json {
  if (step === undefined) return leaf
  if (Array.isArray(value)) return value.map((each, i) => (i === step ? put(each, rest, leaf) : each))
  return Object.fromEntries(Object.entries(value as object).map(([key, each]) => [key, key === step ? put(each, rest, leaf) : each]))
}
