import { describe, expect, test } from 'vitest'
import { parseDocument } from '../../../../core/model/parse'
import { Answerers } from '../../../../core/run/answerers'
import { mergeCoverage } from '../../../../core/run/coverage/merge'
import { notReached } from '../../../../core/run/coverage/notReached'
import { Tally } from '../../../../core/run/coverage/tally'
import type { Coverage } from '../../../../core/run/coverage/types'
import { beginRun, prepareRun } from '../../../../core/run/prepare'
import { programIn } from '../../../../core/run/program'
import { nodePorts } from '../../../../hosts/node/ports'
import { type Definition, machine } from '../../interpreter/run'

const task = (more: object = {}) => ({ Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', ...more })
const done = { Type: 'Succeed' }
const rule = (value: unknown, next: string) => ({ Variable: '$.n', NumericEquals: value, Next: next })

/** Runs; each task fails with the next of `errors`, and then succeeds. `timeout`: it does not answer. */
async function covered(definition: Definition, input: object = {}, errors: readonly string[] = []): Promise<Coverage> {
  const text = JSON.stringify(definition)
  const program = programIn(parseDocument(text, { format: 'json', content: 'definition' }))
  const run = prepareRun({ program, input: { value: input as never }, checked: true })
  if (run.kind === 'refused') throw new Error('refused')
  const left = [...errors]
  const { answer } = new Answerers({
    edit: () => {
      const error = left.shift()
      if (error === undefined) return { kind: 'succeeded', output: 1 }
      return error === 'timeout' ? { kind: 'timedOut' } : { kind: 'failed', error }
    },
  })
  const tally = new Tally()
  tally.add({ file: 'm.asl.json', stateMachine: undefined, text, machine: run.definition.machine })
  const execution = beginRun(run, nodePorts({ task: answer, ...tally.ports }))
  await execution.run()
  tally.ended(execution.history)
  return tally.coverage()[0]!.states
}

/** `State×entered kind[index]>target×count...` of what was reached; `?n` of retries that the history does not explain. */
const told = (coverage: Coverage) =>
  coverage
    .filter(({ entered }) => entered > 0)
    .map(({ name, entered, branches, unexplained }) => {
      const ways = branches.filter(({ count }) => count > 0)
      const said = ways.map(({ kind, index, target, count }) => ` ${kind}[${index}]${target === undefined ? '' : `>${target}`}×${count}`)
      return `${name}×${entered}${said.join('')}${unexplained > 0 ? ` ?${unexplained}` : ''}`
    })
    .join(', ')

const choice = (more: object = {}) =>
  machine({ C: { Type: 'Choice', Choices: [rule(1, 'A'), rule(2, 'A'), rule(3, 'B')], Default: 'A', ...more }, A: done, B: done })
const jsonata = {
  ...machine({
    C: { Type: 'Choice', Choices: [1, 2].map((n) => ({ Condition: `{% $states.input.n = ${n} %}`, Next: 'A' })), Default: 'A' },
    A: done,
  }),
  QueryLanguage: 'JSONata',
}
const retriers = [{ ErrorEquals: ['A', 'States.Timeout'] }, { ErrorEquals: ['B'], MaxAttempts: 1 }, { ErrorEquals: ['States.ALL'] }]
const catchers = [
  { ErrorEquals: ['B'], Next: 'Z' },
  { ErrorEquals: ['States.ALL'], Next: 'Z' },
]
const handled = (state: object) => machine({ T: { ...state, Retry: retriers, Catch: catchers, Next: 'Z' }, Z: done })
const parallel = { Type: 'Parallel', Branches: [machine({ In: task({ End: true }) })] }
const raising = { Type: 'Parallel', Branches: [machine({ F: { Type: 'Fail', Error: 'A' } })] }
const map = { Type: 'Map', ItemsPath: '$.items', ItemProcessor: machine({ In: task({ End: true }) }) }

describe('coverage tells', () => {
  test.each<[string, Definition, object, string[], string]>([
    [
      'the states entered, and the transition',
      machine({ A: { Type: 'Pass', Next: 'B' }, B: done, C: done }),
      {},
      [],
      'A×1 Next[0]>B×1, B×1',
    ],
    ['the first rule', choice(), { n: 1 }, [], 'C×1 Choice[0]>A×1, A×1'],
    ['another rule that leads there too', choice(), { n: 2 }, [], 'C×1 Choice[1]>A×1, A×1'],
    ['a rule that leads elsewhere', choice(), { n: 3 }, [], 'C×1 Choice[2]>B×1, B×1'],
    ['the Default', choice(), { n: 4 }, [], 'C×1 Default[0]>A×1, A×1'],
    ['a rule before an OutputPath', choice({ OutputPath: '$.n' }), { n: 2 }, [], 'C×1 Choice[1]>A×1, A×1'],
    ['a rule in JSONata', jsonata, { n: 2 }, [], 'C×1 Choice[1]>A×1, A×1'],
    ['the Default in JSONata', jsonata, { n: 3 }, [], 'C×1 Default[0]>A×1, A×1'],
    [
      'a Choice of which nothing is right',
      machine({ C: { Type: 'Choice', Choices: 'no', Default: 3, Next: 'Z' }, Z: done }),
      {},
      [],
      'C×1',
    ],
    ['nothing of a Choice that fails', choice({ Default: undefined }), { n: 9 }, [], 'C×1'],
    ['the Retrier that took an error', handled(task()), {}, ['A', 'B', 'X'], 'T×1 Next[0]>Z×1 Retry[0]×1 Retry[1]×1 Retry[2]×1, Z×1'],
    ['and then the Catcher', handled(task()), {}, ['A', 'B', 'B'], 'T×1 Catch[0]>Z×1 Retry[0]×1 Retry[1]×1, Z×1'],
    ['the last Catcher', handled(task({ Retry: undefined })), {}, ['X', 'X', 'X', 'X'], 'T×1 Catch[1]>Z×1 Retry[2]×3, Z×1'],
    ['a Retrier of timeouts', handled(task({ TimeoutSeconds: 5 })), {}, ['timeout'], 'T×1 Next[0]>Z×1 Retry[0]×1, Z×1'],
    [
      'a Retrier of missed heartbeats',
      machine({ T: task({ HeartbeatSeconds: 5, TimeoutSeconds: 9, Retry: [{ ErrorEquals: ['States.HeartbeatTimeout'] }], End: true }) }),
      {},
      ['timeout'],
      'T×1 Retry[0]×1',
    ],
    ['a Retrier of a Parallel', handled(parallel), {}, ['A', 'B'], 'T×1 Next[0]>Z×1 Retry[0]×1 Retry[1]×1, Z×1, In×3'],
    ['a Catcher of a Parallel', handled(parallel), {}, ['B', 'B'], 'T×1 Catch[0]>Z×1 Retry[1]×1, Z×1, In×2'],
    ['what a Fail state raised', handled(raising), {}, [], 'T×1 Catch[1]>Z×1 Retry[0]×3, Z×1, F×4'],
    ['a Retrier of a Map', handled(map), { items: [1, 2] }, ['A'], 'T×1 Next[0]>Z×1 Retry[0]×1, Z×1, In×4'],
    [
      'the states of child executions, also of those that fail and are cut short',
      machine({
        M: {
          Type: 'Map',
          ItemsPath: '$.items',
          MaxConcurrency: 2,
          ItemProcessor: {
            ...machine({
              C: { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 1, Next: 'F' }], Default: 'W' },
              F: { Type: 'Fail', Error: 'A' },
              W: { Type: 'Wait', Seconds: 9, Next: 'In' },
              In: task({ Retry: [{ ErrorEquals: ['B'] }], End: true }),
            }),
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          },
          ToleratedFailureCount: 1,
          Next: 'Z',
        },
        Z: done,
      }),
      { items: [1, 2, 3, 4, 1, 2] },
      ['B'],
      'M×1, C×5 Choice[0]>F×2 Default[0]>W×3, F×2, W×3 Next[0]>In×2, In×2 Retry[0]×1',
    ],
    [
      'a Catcher; attempts of which nothing was logged are not known',
      handled({ ...map, ItemsPath: '$.none' }),
      {},
      [],
      'T×1 Catch[1]>Z×1, Z×1',
    ],
    [
      'visits',
      machine({
        A: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'C' },
        C: { Type: 'Choice', Choices: [rule(3, 'Z')], Default: 'A' },
        Z: done,
      }),
      { n: 0 },
      [],
      'A×3 Next[0]>C×3, C×3 Choice[0]>Z×1 Default[0]>A×2, Z×1',
    ],
    [
      'states with the names of members of objects',
      machine({ __proto__x: { Type: 'Pass', Next: 'constructor' }, constructor: done }),
      {},
      [],
      '__proto__x×1 Next[0]>constructor×1, constructor×1',
    ],
  ])('%s', async (_, definition, input, errors, expected) => {
    expect(told(await covered(definition, input, errors))).toBe(expected)
  })

  test('where a state and its branches stand', async () => {
    const definition = machine({ M: { ...map, Next: 'Z' }, Z: done })
    const text = JSON.stringify(definition)
    const coverage = await covered(definition, { items: [] })
    expect(coverage.map(({ path }) => path.join('/'))).toEqual(['States/M', 'States/Z', 'States/M/ItemProcessor/States/In'])
    expect(coverage[0]).toMatchObject({ offset: text.indexOf('"M"', 15), branches: [{ offset: text.indexOf('"Z"') }] })
  })
})

describe('coverage of several runs', () => {
  const runs = () => Promise.all([1, 1, 3].map((n) => covered(choice(), { n })))

  test('adds up', async () => {
    const all = await runs()
    const before = JSON.stringify(all)
    expect(told(mergeCoverage(all))).toBe('C×3 Choice[0]>A×2 Choice[2]>B×1, A×2, B×1')
    expect(JSON.stringify(all)).toBe(before)
    expect(mergeCoverage([])).toEqual([])
  })

  test('tells what none has reached', async () => {
    const said = (coverage: Coverage) => {
      const found = notReached(coverage)
      return found.map(({ state, way }) => (way === undefined ? state.name : `${state.name} ${way.kind}[${way.index}]`))
    }
    expect(said(mergeCoverage(await runs()))).toEqual(['C Choice[1]', 'C Default[0]'])
    expect(said(await covered(choice(), { n: 1 }))).toEqual(['C Choice[1]', 'C Choice[2]', 'C Default[0]', 'B'])
    expect(said(await covered(handled(task())))).toEqual(['T Retry[0]', 'T Retry[1]', 'T Retry[2]', 'T Catch[0]', 'T Catch[1]'])
  })
})
