import { describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import { type Execution, plan } from '../../../core/interpreter'
import { dataFlow, recordNames, type Stage } from '../../../core/model/dataflow'
import { type QueryLanguage, stateTypes } from '../../../core/model/machine'
import { parseDocument } from '../../../core/model/parse'
import { begin, type Definition, eventsOf, machine } from './run'

const iteration = machine({ I: { Type: 'Pass', End: true } })
const distributed = { ...iteration, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } }
const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:f'

/** What each type needs to run. */
const needed: Readonly<Record<string, Definition>> = {
  Task: { Resource: lambda },
  Parallel: { Branches: [iteration] },
  Map: { ItemProcessor: distributed },
  Wait: { Seconds: 1 },
  Choice: { Choices: [], Default: 'Z' },
}

/** A field's value for each query language: what it makes is not what it gets. */
const fields: Readonly<Record<string, Json>> = {
  InputPath: '$.l',
  Parameters: { p: 1 },
  Arguments: { p: 1 },
  ItemsPath: '$.l',
  Items: [1],
  ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'JSON' } },
  ItemSelector: { s: 1 },
  ItemBatcher: { MaxItemsPerBatch: 1 },
  Result: { r: 1 },
  ResultSelector: { r: 1 },
  ResultPath: '$.r',
  Assign: { v: 1 },
  OutputPath: '$',
  Output: { o: 1 },
}

async function stagesOf(execution: Execution): Promise<Stage[]> {
  const seen: Stage[] = []
  for (; execution.status === 'RUNNING'; await execution.step()) {
    const { next } = execution
    if (next?.state?.name === 'S' && next.kind === 'machine' && seen.at(-1) !== next.stage) seen.push(next.stage)
  }
  return seen
}

const records: ReadonlySet<string> = new Set(recordNames)
const rows = (['JSONPath', 'JSONata'] as const).flatMap((language) =>
  stateTypes.flatMap((type) =>
    dataFlow[language][type].flatMap(({ stage, field }) =>
      stage !== undefined && records.has(stage) && field !== undefined ? [[language, type, field, stage] as const] : [],
    ),
  ),
)

describe('a field leaves the record of its row', () => {
  test.each(rows)('%s: %s.%s: %s', async (QueryLanguage, Type, field, stage) => {
    const state = { Type, QueryLanguage, ...needed[Type], ...(Type !== 'Choice' && { Next: 'Z' }) }
    const Z = { Type: 'Succeed' }
    const at = async (definition: Definition) => {
      const execution = begin(machine({ S: definition, Z }), { input: { l: [1, 2] }, items: '[1, 2]' })
      let stages: Readonly<Partial<Record<string, Json>>> = {}
      const seen: Stage[] = []
      for (; execution.status === 'RUNNING'; await execution.step())
        if (execution.next?.state?.name === 'S') {
          stages = execution.next.stages
          seen.push(execution.next.stage)
        }
      return { stages, seen, error: execution.error }
    }
    const items =
      Type === 'Map' && field !== 'ItemsPath' && field !== 'InputPath'
        ? QueryLanguage === 'JSONata'
          ? { Items: [1] }
          : { ItemsPath: '$.l' }
        : {}
    const found = await at({ ...state, ...items, [field]: fields[field]! })
    expect(found.error).toBeUndefined()
    expect(Object.keys(found.stages)).toContain(stage)
    expect(found.seen).toContain(stage)
    if (stage === 'afterItemsPath') return
    expect(Object.keys((await at({ ...state, ...items })).stages)).not.toContain(stage)
  })
})

const kinds = (language: QueryLanguage, text: string): Json => (language === 'JSONata' ? { seen: `{% ${text} %}` } : { 'seen.$': text })

/** Each value says which it is. */
const input = { id: 'input', n: 1, e: { id: 'effective', n: 2, items: [7] } }
const task = ({ input }: { input: Json }) => ({ kind: 'succeeded', output: { id: 'result', got: input } }) as const
const whole = { InputPath: '$.e', Parameters: { id: 'arguments', n: 3 }, ResultSelector: { id: 'selected' }, ResultPath: '$.combined' }

describe('what an expression sees is what its row says', () => {
  const seen = async (state: Definition) => {
    const execution = begin(machine({ S: { End: true, ...state } }), { input, task })
    await execution.run()
    expect(execution.error).toBeUndefined()
    return { output: execution.output, events: JSON.stringify(eventsOf(execution)) }
  }
  const work = { Type: 'Task', Resource: lambda }

  test.each<[string, Definition, Json]>([
    ['Parameters', { InputPath: '$.e', Parameters: kinds('JSONPath', '$.id'), OutputPath: '$.got' }, { seen: 'effective' }],
    ['ResultSelector', { ...whole, ResultSelector: kinds('JSONPath', '$.id'), OutputPath: '$.combined' }, { seen: 'result' }],
    ['ResultPath', { ...whole, OutputPath: '$.combined' }, { id: 'selected' }],
    ['ResultPath into the input', { ...whole, OutputPath: '$.id' }, 'input'],
    ['OutputPath', { ...whole, ResultPath: '$', OutputPath: '$.id' }, 'selected'],
    ['nothing: the whole result', { InputPath: '$.e', OutputPath: '$.got.id' }, 'effective'],
  ])('%s', async (_field, state, expected) => {
    expect((await seen({ ...work, ...state })).output).toEqual(expected)
  })

  test.each(['TimeoutSeconds', 'HeartbeatSeconds'])('%sPath: the effective input', async (field) => {
    const Resource = 'arn:aws:states:us-east-1:123456789012:activity:a'
    const { events } = await seen({ ...work, ...whole, Resource, [`${field}Path`]: '$.n' })
    expect(events).toContain(field === 'TimeoutSeconds' ? '"timeoutInSeconds":2' : '"heartbeatInSeconds":2')
  })

  test('Credentials: the effective input, in JSONata the input', async () => {
    const path = await seen({ ...work, ...whole, Credentials: { 'RoleArn.$': '$.id' } })
    expect(path.events).toContain('"roleArn":"effective"')
    const jsonata = { QueryLanguage: 'JSONata', Arguments: { id: 'arguments' }, Credentials: { RoleArn: '{% $states.input.id %}' } }
    expect((await seen({ ...work, ...jsonata })).events).toContain('"roleArn":"input"')
  })

  test.each<[Definition, Json]>([
    [{ ...work, ...whole, Assign: kinds('JSONPath', '$.id') }, 'selected'],
    [{ Type: 'Pass', ...whole, ResultSelector: undefined, Result: { id: 'result' }, Assign: kinds('JSONPath', '$.id') }, 'result'],
    [{ Type: 'Wait', Seconds: 1, InputPath: '$.e', Assign: kinds('JSONPath', '$.id') }, 'effective'],
    [{ ...work, QueryLanguage: 'JSONata', Output: 1, Assign: kinds('JSONata', '$states.result.id') }, 'result'],
    [{ Type: 'Pass', QueryLanguage: 'JSONata', Output: 1, Assign: kinds('JSONata', '$states.input.id') }, 'input'],
    [{ Type: 'Map', ItemProcessor: iteration, InputPath: '$.e', ItemsPath: '$.items', Assign: kinds('JSONPath', '$[0]') }, 7],
  ])('Assign of %j: %j', async (state, expected) => {
    const states = { S: { ...state, Next: 'Z' }, Z: { Type: 'Pass', Parameters: { 'v.$': '$seen' }, OutputPath: '$.v', End: true } }
    const execution = begin(machine(states), { input, task })
    await execution.run()
    expect(execution.output).toEqual(expected)
  })

  test('a Choice Rule and Default: the effective input', async () => {
    const rule = (id: string) => ({ Variable: '$.id', StringEquals: id, Assign: { 'rule.$': '$.id' }, Next: 'Z' })
    const Z = { Type: 'Pass', End: true }
    for (const [id, variables] of [
      ['effective', { rule: 'effective' }],
      ['none', { own: 'effective' }],
    ] as const) {
      const S = { Type: 'Choice', InputPath: '$.e', OutputPath: '$.n', Choices: [rule(id)], Assign: { 'own.$': '$.id' }, Default: 'Z' }
      const execution = begin(machine({ S, Z }), { input })
      while (execution.next?.state?.name !== 'Z') await execution.step()
      expect(execution.next.scopes[0]).toEqual(variables)
      expect(execution.next.input).toBe(2)
    }
  })

  test('a Choice Rule and Default in JSONata have Output and Assign of their own', async () => {
    const Z = { Type: 'Succeed' }
    for (const [holds, expected] of [
      ['true', { rule: 'input' }],
      ['false', { own: 'input' }],
    ] as const) {
      const made = (name: string) => ({ Assign: { [name]: '{% $states.input.id %}' }, Output: { [name]: '{% $states.input.id %}' } })
      const S = {
        Type: 'Choice',
        QueryLanguage: 'JSONata',
        Choices: [{ Condition: `{% ${holds} %}`, ...made('rule'), Next: 'Z' }],
        ...made('own'),
        Default: 'Z',
      }
      const execution = begin(machine({ S, Z }), { input })
      while (execution.next?.state?.name !== 'Z') await execution.step()
      expect([execution.next.scopes[0], execution.next.input]).toEqual([expected, expected])
    }
  })
})

describe('a Catcher', () => {
  const failing = () => ({ kind: 'failed', error: 'E', cause: 'c' }) as const
  const error = { Error: 'E', Cause: 'c' }
  test.each<[QueryLanguage, Definition, Json, Definition]>([
    ['JSONPath', {}, error, {}],
    ['JSONPath', { ResultPath: '$' }, error, {}],
    ['JSONPath', { ResultPath: null }, { id: 1 }, {}],
    ['JSONPath', { ResultPath: '$.e', Assign: { 'v.$': '$.Error' } }, { id: 1, e: error }, { v: 'E' }],
    ['JSONPath', { Assign: { v: 1 } }, error, { v: 1 }],
    ['JSONata', {}, error, {}],
    ['JSONata', { Output: '{% $states.input.id & $states.errorOutput.Error %}' }, '1E', {}],
    ['JSONata', { Assign: { v: '{% $states.errorOutput.Cause %}' } }, error, { v: 'c' }],
  ])('%s %j', async (QueryLanguage, handler, expected, variables) => {
    const S = { Type: 'Task', QueryLanguage, Resource: lambda, Catch: [{ ErrorEquals: ['States.ALL'], ...handler, Next: 'Z' }], End: true }
    const execution = begin(machine({ S, Z: { Type: 'Succeed' } }), { input: { id: 1 }, task: failing })
    while (execution.next?.state?.name !== 'Z') await execution.step()
    expect([execution.next.input, execution.next.scopes[0]]).toEqual([expected, variables])
  })

  test('forgets what Assign of the state has made, where ResultPath fails behind it', async () => {
    const S = {
      Type: 'Task',
      Resource: lambda,
      Assign: { v: 1 },
      ResultPath: '$.list.x',
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'Z' }],
      End: true,
    }
    const execution = begin(machine({ S, Z: { Type: 'Succeed' } }), { input: { list: [] } })
    while (execution.status === 'RUNNING' && execution.next?.state?.name !== 'Z') await execution.step()
    expect(execution.next?.scopes[0]).toEqual({})
  })

  test('that fails leaves the payload as it was', async () => {
    const S = { Type: 'Task', Resource: lambda, Catch: [{ ErrorEquals: ['E'], Assign: { 'v.$': '$.none' }, Next: 'Z' }], End: true }
    const execution = begin(machine({ S, Z: { Type: 'Succeed' } }), { input: { id: 1 }, task: failing })
    while (execution.next?.stage !== 'failed') await execution.step()
    expect(execution.next.payload).toEqual({ id: 1 })
    await execution.run()
    expect(execution.error).toBe('States.Runtime')
  })
})

test('a distributed Map stands at each stage of its items', async () => {
  const S = {
    Type: 'Map',
    ItemProcessor: distributed,
    ItemReader: fields.ItemReader,
    ItemSelector: { 's.$': '$$.Map.Item.Value' },
    ItemBatcher: { MaxItemsPerBatch: 2 },
    End: true,
  }
  const reading = begin(machine({ S }), { items: '[1, 2]' })
  const rest = ['afterItemSelector', 'afterItemBatcher', 'result', 'exit']
  expect(await stagesOf(reading)).toEqual(['enter', 'input', 'waiting', 'afterItemsPointer', ...rest])
  const given = begin(machine({ S: { ...S, ItemReader: undefined } }), { input: [1, 2] })
  expect(await stagesOf(given)).toEqual(['enter', 'afterItemsPath', ...rest])
  const plain = begin(machine({ S: { ...S, ItemReader: undefined, ItemSelector: undefined, ItemBatcher: undefined } }), { input: [1] })
  expect(await stagesOf(plain)).toEqual(['enter', 'afterItemsPath', 'result', 'exit'])
})

describe('what cannot be evaluated fails with its own error', () => {
  const map = { Type: 'Map', ItemProcessor: iteration, End: true }
  test.each<[Definition, string, string]>([
    [{ ...map, ItemsPath: '$.none' }, 'States.ReferencePathConflict', 'Unable to apply step "none" to input {}'],
    [{ ...map, ItemsPath: '$' }, 'States.Runtime', 'Reference path "$" must point to array.'],
    [{ ...map, QueryLanguage: 'JSONata', Items: "{% 'x' + 1 %}" }, 'States.QueryEvaluationError', 'must evaluate to a number'],
    [{ ...map, QueryLanguage: 'JSONata', Items: '{% 1 %}' }, 'States.QueryEvaluationError', "Expected 'array'"],
    [{ ...map, QueryLanguage: 'JSONata' }, 'States.QueryEvaluationError', 'Map state input must be an array but was: {}'],
    [{ Type: 'Pass', OutputPath: '$.none', End: true }, 'States.Runtime', "Invalid path '$.none'"],
    [{ Type: 'Pass', InputPath: '$.none', End: true }, 'States.Runtime', "Invalid path '$.none'"],
    [{ Type: 'Pass', Assign: { 'v.$': '$.none' }, ResultPath: '$.r', End: true }, 'States.Runtime', "The JSONPath '$.none'"],
    [
      { Type: 'Pass', QueryLanguage: 'JSONata', Output: "{% 'x' + 1 %}", Assign: { v: 1 }, End: true },
      'States.QueryEvaluationError',
      'number',
    ],
    [
      { Type: 'Pass', QueryLanguage: 'JSONata', Output: 1, Assign: { v: "{% 'x' + 1 %}" }, End: true },
      'States.QueryEvaluationError',
      'number',
    ],
  ])('%j', async (S, error, cause) => {
    const execution = begin(machine({ S }))
    await execution.run()
    expect(execution.error).toBe(error)
    expect(execution.cause).toContain(cause)
  })
})

describe('a step that refers to no state', () => {
  const planned = (definition: Definition) => {
    const document = parseDocument(JSON.stringify(definition), { format: 'json', content: 'definition' })
    return plan(document.definitions[0]!.machine).machine.states
  }
  const same = (path: string | null) => ({ Type: 'Pass', ResultPath: path, Next: 'Z' })
  const definition = machine({ A: same('$.r'), B: same('$.r'), C: same('$.other'), D: same(null), E: same(null), Z: { Type: 'Succeed' } })

  test('is there once in a plan', () => {
    const states = planned(definition)
    const enter = (name: string) => states.get(name)!.enter
    expect(enter('A')).toBe(enter('B'))
    expect(enter('A')).not.toBe(enter('C'))
    expect(enter('D')).not.toBe(enter('E'))
  })

  test('is not shared with another plan', () => {
    expect(planned(definition).get('A')!.enter).not.toBe(planned(definition).get('A')!.enter)
  })
})

test.each<[string, Definition, boolean]>([
  ['a Task is aborted', { Type: 'Task', Resource: lambda, End: true }, true],
  ['a Fail state is over at once', { Type: 'Fail', Error: 'E' }, false],
  ['a Wait too', { Type: 'Wait', QueryLanguage: 'JSONata', Seconds: "{% 'x' + 1 %}", End: true }, false],
])('where a branch fails: %s', async (_what, I, aborted) => {
  const execution = begin(machine({ S: { Type: 'Parallel', Branches: [machine({ I })], End: true } }), {
    task: () => ({ kind: 'failed', error: 'E' }),
  })
  await execution.run()
  expect(eventsOf(execution).some(({ type }) => type.endsWith('StateAborted'))).toBe(aborted)
})

test('a text of a name that only the deployment knows is missing where a number is wanted, and not in a comment', async () => {
  const run = async (fields: Definition) => {
    const execution = begin(machine({ S: { Type: 'Wait', Seconds: 0, ...fields, End: true } }))
    await execution.run()
    return execution.cause ?? execution.status
  }
  expect(await run({ Comment: 'for ${Name}' })).toBe('SUCCEEDED')
  expect(await run({ Seconds: '${Name}' })).toContain('known only after deployment')
})

test('what came in has been measured before: a state that hands it on does not find it too large', async () => {
  const limits = { payloadBytes: 10 }
  const long = { text: 'longer than ten bytes' }
  const handed = begin(machine({ S: { Type: 'Pass', End: true } }), { input: long, limits })
  await handed.run()
  expect(handed.output).toEqual(long)
  const made = begin(machine({ S: { Type: 'Pass', Result: long, End: true } }), { limits })
  await made.run()
  expect(made.error).toBe('States.DataLimitExceeded')
})
