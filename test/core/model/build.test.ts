import { describe, expect, test } from 'vitest'
import type { Machine } from '../../../core/model/machine'
import { open } from '../../support/editor'

/** The machine of a text. */
const check = (text: string): Machine => open(text).definitions[0]!.machine
const targets = (machine: Machine, state: string) => machine.states.get(state)!.transitions.map(({ kind, target }) => `${kind} ${target}`)

describe('the model', () => {
  test('transitions in the order of the text, of Choice Rules and Catchers too', () => {
    const machine = check(`{ "StartAt": "C", "States": {
      "C": { "Type": "Choice", "Default": "T", "Choices": [ { "Next": "T" }, { "And": [ { "Next": "no" } ], "Next": "E" } ] },
      "T": { "Type": "Task", "Catch": [ { "Next": "E" } ], "Next": "C" },
      "E": { "Type": "Fail" } } }`)
    expect(machine.startAt?.target).toBe('C')
    expect(targets(machine, 'C')).toEqual(['Default T', 'Choice T', 'Choice E'])
    expect(targets(machine, 'T')).toEqual(['Catch E', 'Next C'])
  })

  test('machines in Branches, ItemProcessor and Iterator, with their paths', () => {
    const machine = check(`{ "StartAt": "P", "States": {
      "P": { "Type": "Parallel", "Branches": [ {}, { "StartAt": "M", "States": { "M": { "Type": "Map", "Iterator": { "StartAt": "I", "States": { "I": { "Type": "Pass" } } } } } } ] } } }`)
    const branches = machine.states.get('P')!.machines
    expect(branches.map(({ path }) => path)).toEqual([
      ['States', 'P', 'Branches', 0],
      ['States', 'P', 'Branches', 1],
    ])
    const [inner] = branches[1]!.states.get('M')!.machines
    expect(inner).toMatchObject({
      path: ['States', 'P', 'Branches', 1, 'States', 'M', 'Iterator'],
      startAt: { target: 'I' },
      owner: { name: 'M' },
    })
  })

  test('the query language: a state may choose its own, the machines in it have that of the outermost machine', () => {
    const machine = check(
      '{ "States": { "P": { "QueryLanguage": "JSONata", "Type": "Parallel", "Branches": [ { "QueryLanguage": "JSONata", "States": { "X": {} } } ] } } }',
    )
    const state = machine.states.get('P')!
    expect([
      machine.queryLanguage,
      state.queryLanguage,
      state.machines[0]!.queryLanguage,
      state.machines[0]!.states.get('X')!.queryLanguage,
    ]).toEqual(['JSONPath', 'JSONata', 'JSONPath', 'JSONPath'])
    expect(check('{ "QueryLanguage": "JSONata", "States": { "P": {} } }').states.get('P')!.queryLanguage).toBe('JSONata')
  })

  test.each([
    ['a name that is misspelt means the nearest', '{"QueryLanguage": "jsonata", "States": {"A": {}}}', 'JSONata JSONata'],
    ['one of a state too', '{"States": {"A": {"QueryLanguage": "JSONpath"}}, "QueryLanguage": "JSONata"}', 'JSONata JSONPath'],
    ['only the deployment knows: as it is written', '{"QueryLanguage": ${L}, "States": {"B": 1, "A": {"Output": 1}}}', 'JSONata JSONata'],
    ['and else the default', '{"QueryLanguage": ${L}, "States": {"A": {"Parameters": {}}}}', 'JSONPath JSONPath'],
    ['a text of no language is JSONPath without states', '{"QueryLanguage": 5, "States": 5}', 'JSONPath undefined'],
    ['that of a state as it is written', '{"States": {"A": {"QueryLanguage": ${L}, "Arguments": 1}}}', 'JSONPath JSONata'],
    ['that of a state as its machine', '{"QueryLanguage": "JSONata", "States": {"A": {"QueryLanguage": ${L}}}}', 'JSONata JSONata'],
  ])('the query language: %s', (_, text, expected) => {
    const machine = check(text)
    expect(`${machine.queryLanguage} ${machine.states.get('A')?.queryLanguage}`).toBe(expected)
  })

  test.each<[string, string | undefined]>([
    ['{}', 'INLINE'],
    ['{"ProcessorConfig": {}}', 'INLINE'],
    ['{"ProcessorConfig": {"Mode": "INLINE"}}', 'INLINE'],
    ['{"ProcessorConfig": {"Mode": "DISTRIBUTED"}}', 'DISTRIBUTED'],
    ['{"ProcessorConfig": {"Mode": "Distributed"}}', undefined],
    ['{"ProcessorConfig": {"Mode": 5}}', undefined],
    ['{"ProcessorConfig": ${Config}}', undefined],
    ['{"ProcessorConfig": {"Fn::Transform": {}, "A": 1}}', undefined],
    ['{"Fn::Transform": {}, "A": 1}', undefined],
  ])('the mode of the processor %s is %s', (processor, mode) => {
    const modes = (field: string, value: string) =>
      check(`{"States": {"M": {"${field}": ${value}}}}`)
        .states.get('M')!
        .machines.map(({ processorMode }) => processorMode)
    expect([...modes('ItemProcessor', processor), ...modes('Iterator', processor), ...modes('Branches', `[${processor}]`)]).toEqual([
      mode,
      mode,
      undefined,
    ])
    expect(check(processor).processorMode).toBeUndefined()
  })

  test.each<[string, boolean, string[], string[]]>([
    ['{"States": {"A": {}}}', false, ['A'], []],
    ['{"States": ${States}}', true, [], []],
    ['{"States": 5}', false, [], []],
    ['{"Fn::Transform": {}, "States": {"A": {}}}', true, ['A'], []],
    ['{"States": {"A": {}, "${Name}": {}}}', true, ['A', '${Name}'], []],
    ['{"States": {"A": {}, "Fn::ForEach::B": {}}}', true, ['A'], []],
    ['{"States": {"A": ${State}, "B": {}}}', false, ['B'], ['A']],
  ])('%s may have more states: %s', (text, isOpen, states, unknown) => {
    const machine = check(text)
    expect([machine.isOpen, [...machine.states.keys()], [...machine.unknown.keys()]]).toEqual([isOpen, states, unknown])
  })

  test('of two that are one field the first counts', () => {
    const machine = check('{"StartAt": "A", "StartAt": "B", "States": {"A": {"Type": "Pass", "Type": "Wait"}}}')
    expect([machine.startAt?.target, machine.states.get('A')!.type]).toEqual(['A', 'Pass'])
  })

  test('of two states with one name the first counts, and the other is kept', () => {
    const machine = check('{ "States": { "A": { "Type": "Pass" }, "A": { "Type": "Wait" } } }')
    expect([machine.states.get('A')?.type, machine.duplicates.map(({ type }) => type)]).toEqual(['Pass', ['Wait']])
  })

  test('names of every object are names', () => {
    expect([...check('{ "States": { "__proto__": {}, "constructor": {} } }').states.keys()]).toEqual(['__proto__', 'constructor'])
  })

  test.each([
    '{}',
    '{"States": 5}',
    '{"States": {"A": 5}}',
    '{"StartAt": null, "States": {"A": {"Type": 5, "Next": [], "Choices": {}, "Catch": [1], "Branches": [null]}}}',
  ])('anything is a machine as far as it goes: %s', (text) => {
    expect(check(text).startAt).toBeUndefined()
  })

  test('ten thousand machines in one another', () => {
    let depth = 0
    for (let at: Machine | undefined = check('{"States":{"P":{"Branches":['.repeat(10_000)); at; at = at.states.get('P')?.machines[0])
      depth++
    expect(depth).toBe(10_000)
  })
})
