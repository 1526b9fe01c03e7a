import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDocument } from '../../../../core/model/parse'
import { mergeDefinitions } from '../../../../core/run/coverage/merge'
import { Tally } from '../../../../core/run/coverage/tally'
import type { DefinitionCoverage } from '../../../../core/run/coverage/types'
import { coverageJson } from '../../../../core/run/coverage/writers/json'
import { coverageLcov } from '../../../../core/run/coverage/writers/lcov'
import { coverageText, missedStates } from '../../../../core/run/coverage/writers/text'
import { beginRun, prepareRun } from '../../../../core/run/prepare'
import { programIn } from '../../../../core/run/program'
import { nodePorts } from '../../../../hosts/node/ports'
import { anyTask, inputs, machines } from '../../../support/anyMachine'
import { hostileTexts } from '../../../support/hostile'
import { readLcov } from '../../../support/lcov'
import { arnOf, children, nested } from '../../../support/nestedMachines'
import type { Definition } from '../../interpreter/run'

interface Counted {
  readonly file?: string
  readonly stateMachine?: string
  readonly text: string
}

/** What runs with these inputs reach, counted by one tally for all. */
async function covered({ file = 'm.asl.json', stateMachine, text }: Counted, inputs: readonly unknown[], task: typeof anyTask = anyTask) {
  const content = stateMachine === undefined ? 'definition' : 'template'
  const program = programIn(parseDocument(text, { format: 'json', content }, { running: true }), stateMachine)
  if (typeof program.definition === 'string') throw new Error(program.definition)
  const tally = new Tally()
  tally.add({ file, stateMachine, text, machine: program.definition.machine })
  for (const input of inputs) {
    const run = prepareRun({ program, input: { value: input as never }, checked: true, limits: { historyEvents: 200 } })
    if (run.kind === 'refused') throw new Error(JSON.stringify(run.problems))
    const execution = beginRun(run, nodePorts({ task, machine: children.machine, ...tally.ports }))
    await execution.run()
    tally.ended(execution.history)
  }
  return tally.coverage()
}

const order = `{
  "StartAt": "Kind",
  "QueryLanguage": "JSONata",
  "States": {
    "Kind": {
      "Type": "Choice",
      "Choices": [
        { "Condition": "{% $states.input.n = 1 %}", "Next": "One" },
        { "Condition": "{% $states.input.n = 2 %}", "Next": "Two" }
      ],
      "Default": "One"
    },
    "One": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:1:function:f",
      "Output": "{% $states.input.n > 0 ? 'some' : 'none' %}",
      "Retry": [{ "ErrorEquals": ["A"] }],
      "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Two" }],
      "End": true
    },
    "Two": {
      "Type": "Succeed"
    }
  }
}`
const works: typeof anyTask = ({ input }) => ({ kind: 'succeeded', output: input })
const orders = (...ns: number[]) =>
  covered(
    { file: 'order.asl.json', text: order },
    ns.map((n) => ({ n })),
    works,
  )

describe('coverage is written', () => {
  test('as a table', async () => {
    const other = { file: 'two.asl.json', text: '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}' }
    expect(coverageText([...(await orders(1)), ...(await covered(other, []))])).toBe(
      [
        'Coverage            states  transitions  retriers  conditionals',
        'order.asl.json  66.66% 2/3      25% 1/4    0% 0/1       50% 1/2',
        'two.asl.json        0% 0/1            -         -             -',
        'all                50% 2/4      25% 1/4    0% 0/1       50% 1/2',
        '',
        'No test reaches',
        '  order.asl.json:9:9 "Kind": Choices[1] to "Two"',
        '  order.asl.json:11:18 "Kind": Default to "One"',
        '  order.asl.json:16:52 "One": a conditional whose condition does not hold',
        '  order.asl.json:17:17 "One": Retry[0]',
        '  order.asl.json:18:17 "One": Catch[0] to "Two"',
        '  order.asl.json:21:5 the state "Two"',
        '  two.asl.json:1:26 the state "A"',
        '',
      ].join('\n'),
    )
    expect(missedStates(await orders(1))).toEqual(['  order.asl.json:21:5 the state "Two"'])
    expect(coverageText(await orders(1, 2))).toContain('states')
    expect(coverageText([])).toBe('Coverage: there is no definition to count.\n')
  })

  test('for lcov', async () => {
    const text = coverageLcov(await orders(1))
    expect(text).toBe(
      `TN:
SF:order.asl.json
FN:5,Kind
FN:13,One
FN:21,Two
FNDA:1,Kind
FNDA:1,One
FNDA:0,Two
FNF:3
FNH:2
BRDA:8,0,0,1
BRDA:9,0,1,0
BRDA:11,0,2,0
BRDA:16,3,0,1
BRDA:16,3,1,0
BRDA:17,2,0,0
BRDA:18,1,0,0
BRF:7
BRH:2
DA:5,1
DA:8,1
DA:9,0
DA:11,0
DA:13,1
DA:16,1
DA:17,0
DA:18,0
DA:21,0
LF:9
LH:4
end_of_record
`,
    )
    expect(readLcov(text)).toHaveLength(1)
    const [none] = readLcov(coverageLcov(await orders()))
    expect([...none!.branches.values()]).toEqual(none!.lines.size > 0 ? new Array(7).fill(undefined) : [])
    expect(coverageLcov([])).toBe('')
    const two = [...(await orders(1)), ...(await orders(2)).map((each) => ({ ...each, file: 'two.asl.json' }))]
    expect(readLcov(coverageLcov(two)).map(({ file }) => file)).toEqual(['order.asl.json', 'two.asl.json'])
  })

  test('as JSON', async () => {
    const told = JSON.parse(coverageJson(await orders(2)))
    expect(told.summary).toEqual({
      states: { total: 3, reached: 2, percent: 66.66 },
      transitions: { total: 4, reached: 1, percent: 25 },
      retriers: { total: 1, reached: 0, percent: 0 },
      conditionals: { total: 2, reached: 0, percent: 0 },
    })
    const [definition] = told.definitions
    expect(definition).toMatchObject({ file: 'order.asl.json', summary: told.summary })
    expect(definition.states[0]).toEqual({
      name: 'Kind',
      path: ['States', 'Kind'],
      line: 5,
      column: 5,
      entered: 1,
      branches: [
        { kind: 'Choice', index: 0, target: 'One', line: 8, column: 9, count: 0 },
        { kind: 'Choice', index: 1, target: 'Two', line: 9, column: 9, count: 1 },
        { kind: 'Default', index: 0, target: 'One', line: 11, column: 18, count: 0 },
      ],
    })
    expect(definition.notReached).toEqual([
      { what: 'way', state: 'Kind', kind: 'Choice', index: 0, target: 'One', line: 8, column: 9 },
      { what: 'way', state: 'Kind', kind: 'Default', index: 0, target: 'One', line: 11, column: 18 },
      { what: 'state', state: 'One', line: 13, column: 5 },
    ])
  })

  test('of a template, whose machines share a file', async () => {
    const state = {
      Type: 'AWS::Serverless::StateMachine',
      Properties: { Definition: { StartAt: 'A', States: { A: { Type: 'Succeed' } } } },
    }
    const text = JSON.stringify({ Transform: 'AWS::Serverless-2016-10-31', Resources: { One: state, Two: state } }, null, 1)
    const both = [
      ...(await covered({ file: 't.json', stateMachine: 'One', text }, [{}])),
      ...(await covered({ file: 't.json', stateMachine: 'Two', text }, [])),
    ]
    const [record, ...others] = readLcov(coverageLcov(both))
    expect(others).toEqual([])
    expect([...record!.functions]).toEqual([
      ['One.A', { line: 10, count: 1 }],
      ['Two.A', { line: 23, count: 0 }],
    ])
    expect(coverageText(both)).toContain('t.json Two')
  })

  test('whatever states and files are called', async () => {
    const states = Object.fromEntries(hostileTexts.map((name) => [name, { Type: 'Succeed' }]))
    const definition = { StartAt: hostileTexts[0], States: { ...states } }
    Object.defineProperty(definition.States, '__proto__', { value: { Type: 'Succeed' }, enumerable: true })
    const text = JSON.stringify(definition)
    for (const file of hostileTexts) {
      const coverage = await covered({ file, text }, [{}])
      const { states } = coverage[0]!
      const [record] = file === '' ? [] : readLcov(coverageLcov(coverage))
      if (record !== undefined) expect(record.functions.size).toBe(states.length)
      expect(JSON.parse(coverageJson(coverage)).definitions[0].states.map(({ name }: { name: string }) => name)).toEqual(
        states.map(({ name }) => name),
      )
      expect(missedStates(coverage)).toHaveLength(states.length - 1)
      expect(coverageText(coverage).split('\n')).toHaveLength(5 + states.length - 1)
    }
  })
})

describe('coverage of runs', () => {
  const other: Definition = { StartAt: 'X', States: { X: { Type: 'Pass', Next: 'Y' }, Y: { Type: 'Succeed' } } }

  test('counts executions within for their own definitions', async () => {
    const { machine, task } = nested({ Other: other })
    const starts = {
      StartAt: 'S',
      States: {
        S: {
          Type: 'Task',
          Resource: 'arn:aws:states:::states:startExecution.sync',
          Parameters: { StateMachineArn: arnOf('Other') },
          End: true,
        },
      },
    }
    const program = programIn(parseDocument(JSON.stringify(starts), { format: 'json', content: 'definition' }))
    const run = prepareRun({ program, checked: true })
    if (run.kind === 'refused') throw new Error('refused')
    const tally = new Tally()
    const add = (file: string, found: typeof run.definition.machine) =>
      tally.add({ file, stateMachine: undefined, text: '', machine: found })
    add('starts', run.definition.machine)
    add('other', machine('Other')!.plan.machine.machine)
    add('other', machine('Other')!.plan.machine.machine)
    const execution = beginRun(run, nodePorts({ task, machine, ...tally.ports }))
    await execution.run()
    tally.ended(execution.history)
    expect(tally.coverage().map(({ file, states }) => [file, states.map(({ name, entered }) => `${name}${entered}`).join()])).toEqual([
      ['starts', 'S1'],
      ['other', 'X1,Y1'],
    ])
  })

  test('is the same counted at once and merged from parts', async () => {
    await fc.assert(
      fc.asyncProperty(machines, fc.array(inputs, { maxLength: 4 }), async (definition, inputs) => {
        const text = JSON.stringify(definition)
        const once = await covered({ text }, inputs)
        const parts: DefinitionCoverage[] = await covered({ text }, [])
        for (const input of inputs) parts.push(...(await covered({ text }, [input])))
        expect(mergeDefinitions(parts)).toEqual(once)
      }),
      { numRuns: 40 },
    )
  })
})
