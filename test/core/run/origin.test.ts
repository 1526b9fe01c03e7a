import { describe, expect, test } from 'vitest'
import type { Execution } from '../../../core/interpreter'
import { hindsightOf } from '../../../core/interpreter/hindsight'
import { type Held, originOfHeld } from '../../../core/run/origin/origin'
import type { Step } from '../../../core/run/origin/said'
import { nested } from '../../support/nestedMachines'
import { begin, type Definition, machine, type RunOptions } from '../interpreter/run'

const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:f'
const task = (more: Definition = {}): Definition => ({ Type: 'Task', Resource: lambda, End: true, ...more })
const pass = (more: Definition = {}): Definition => ({ Type: 'Pass', End: true, ...more })

/** Runs to the first time that a thread stands at a state and stage. */
async function standAt(definition: Definition, options: RunOptions, state: string, stage = 'exit'): Promise<Execution> {
  const execution = begin(definition, { remember: true, ...options })
  while (execution.next !== undefined && !(execution.next.state?.name === state && execution.next.stage === stage)) await execution.step()
  expect(execution.next?.state?.name).toBe(state)
  return execution
}

/** "state: what (event)" of each step back from a part of the payload where the execution stands; or from a variable. */
function origin(execution: Execution, steps: readonly Step[], variable?: string): string[] {
  const hindsight = hindsightOf(execution)!
  const { next, history } = execution
  const { id } = next!
  const held: Held = variable === undefined ? { thread: id, of: 'payload' } : { thread: id, of: 'variable', name: variable }
  return originOfHeld({ hindsight, history }, held, steps).map((step) => {
    const event = step.event === undefined ? '' : ` (${history.event(step.event - 1).type})`
    return `${step.visit.state.name} ${step.kind}: ${step.text}${event}`
  })
}

describe('who wrote a value', () => {
  test('it came with the input, through fields and states', async () => {
    const definition = machine({
      A: { Type: 'Pass', InputPath: '$.order', ResultPath: '$.kept', Next: 'B' },
      B: pass({ Parameters: { 'sum.$': '$.kept.total' }, OutputPath: '$.sum' }),
    })
    const execution = await standAt(definition, { input: { order: { total: 7 } } }, 'B')
    expect(origin(execution, [])).toEqual([
      'B read: OutputPath: $.sum (PassStateEntered)',
      'B read: Parameters: $.kept.total (PassStateEntered)',
      'A read: ResultPath: $.kept (PassStateExited)',
      'A read: InputPath: $.order (PassStateEntered)',
      'A given: the input of the execution (ExecutionStarted)',
    ])
  })

  test('a task answered it', async () => {
    const A = task({ ResultSelector: { 'id.$': '$.body.id' }, ResultPath: '$.answer' })
    const answer = () => ({ kind: 'succeeded', output: { body: { id: 5 } }, source: 'mock' }) as const
    const execution = await standAt(machine({ A }), { task: answer, input: { x: 1 } }, 'A')
    expect(origin(execution, ['answer', 'id'])).toEqual([
      'A read: ResultPath: $.answer (TaskStateEntered)',
      'A read: ResultSelector: $.body.id (TaskStateEntered)',
      'A answered: the result of the task, answered by the mock file (LambdaFunctionSucceeded)',
    ])
    expect(origin(execution, ['x'])).toEqual(['A given: the input of the execution (ExecutionStarted)'])
    expect(origin(execution, [])).toEqual(['A joined: ResultPath: $.answer: put together of several values (TaskStateEntered)'])
  })

  test('a field has it as a text, or makes it', async () => {
    const A = pass({ Parameters: { a: { b: ['x'] }, 'c.$': "States.Format('{}', $.n)", d: { 'e.$': '$.n' } } })
    const execution = await standAt(machine({ A }), { input: { n: 1 } }, 'A')
    expect(origin(execution, ['a', 'b', 0])).toEqual(['A written: Parameters: written in the definition (PassStateEntered)'])
    expect(origin(execution, ['c'])).toEqual(["A computed: Parameters: States.Format('{}', $.n) (PassStateEntered)"])
    expect(origin(execution, ['d'])).toEqual(['A joined: Parameters: put together of several values (PassStateEntered)'])
    expect(origin(execution, ['d', 'e']).map((row) => row.split(' (')[0])).toEqual([
      'A read: Parameters: $.n',
      'A given: the input of the execution',
    ])
    const constant = await standAt(machine({ A: pass({ Result: { x: 1 } }) }), {}, 'A')
    expect(origin(constant, ['x'])).toEqual(['A written: Result: written in the definition (PassStateEntered)'])
  })

  test('a branch or an iteration has it from around, and gives it back', async () => {
    const Inner = pass({ Parameters: { 'price.$': '$.value.price', 'rate.$': '$.rate' } })
    const Each = {
      Type: 'Map',
      ItemsPath: '$.list',
      ItemSelector: { 'value.$': '$$.Map.Item.Value', 'rate.$': '$.rate', 'at.$': '$$.Map.Item.Index' },
      ItemProcessor: machine({ Inner }),
      Next: 'Both',
    }
    const Both = { Type: 'Parallel', Branches: [machine({ L: pass() })], End: true }
    const definition = machine({ Each, Both })
    const input = { list: [{ price: 1 }, { price: 2 }], rate: 3 }
    const plain = (execution: Execution, steps: readonly Step[]) => origin(execution, steps).map((row) => row.replace(/ \(\w+\)$/, ''))
    const inner = await standAt(definition, { input }, 'Inner')
    expect(plain(inner, ['price'])).toEqual([
      'Inner read: Parameters: $.value.price',
      'Each handed: the input of the iteration Each [0]',
      'Each read: ItemSelector: $$.Map.Item.Value',
      'Each read: ItemsPath: $.list',
      'Each given: the input of the execution',
    ])
    expect(plain(inner, ['rate']).slice(-2)).toEqual(['Each read: ItemSelector: $.rate', 'Each given: the input of the execution'])
    const both = await standAt(definition, { input }, 'Both')
    expect(plain(both, [0, 1, 'price'])).toEqual([
      'L handed: the output of Both [0]',
      'Both handed: the input of the branch Both [0]',
      'Inner handed: the output of Each [1]',
      'Inner read: Parameters: $.value.price',
      'Each handed: the input of the iteration Each [1]',
      'Each read: ItemSelector: $$.Map.Item.Value',
      'Each read: ItemsPath: $.list',
      'Each given: the input of the execution',
    ])
    expect(plain(both, [])).toEqual(['Both joined: the outputs of all together'])
  })

  test('it was in a batch of a distributed Map, whose items are members', async () => {
    const Each = {
      Type: 'Map',
      ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { fixed: 1 } },
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...machine({ I: pass() }) },
      End: true,
    }
    const inner = begin(machine({ Each }), { remember: true, input: { a: 1, b: 2, c: { d: 3 } } })
    while (!(inner.next?.state?.name === 'I' && inner.next.index === 1)) await inner.step()
    const plain = (steps: readonly Step[]) => origin(inner, steps).map((row) => row.replace(/ \(\w+\)$/, ''))
    expect(plain(['Items', 0, 'Value', 'd'])).toEqual([
      'Each handed: the input of the iteration Each [1]',
      'Each given: the input of the execution',
    ])
    expect(plain(['Items', 0, 'Key']).at(-1)).toBe('Each made: the name of a member, which the Map state gives')
    expect(plain(['BatchInput', 'fixed']).at(-1)).toBe('Each computed: ItemBatcher')
  })

  test('a variable was assigned, in this scope or around it, or given at the launch', async () => {
    const definition = machine(
      {
        Set: pass({
          End: undefined,
          Next: 'Each',
          Assign: { total: '{% $states.input.order.total %}', twice: '{% $states.input.order.total * 2 %}' },
        }),
        Each: { Type: 'Map', Items: [1], ItemProcessor: machine({ I: pass() }), End: true },
      },
      { QueryLanguage: 'JSONata' },
    )
    const execution = await standAt(definition, { input: { order: { total: 2 } }, variables: { given: 1 } }, 'I', 'enter')
    expect(origin(execution, [], 'total')).toEqual([
      'Set read: Assign $total: {% $states.input.order.total %} (PassStateExited)',
      'Set given: the input of the execution (ExecutionStarted)',
    ])
    expect(origin(execution, [], 'twice')).toEqual(['Set computed: Assign $twice: {% $states.input.order.total * 2 %} (PassStateExited)'])
    expect(origin(execution, [], 'given')).toEqual(['I given: the variable $given that the execution began with'])
  })

  test('a Catcher has put an error into it', async () => {
    const A = task({ Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'B' }] })
    const failing = () => ({ kind: 'failed', error: 'E', cause: 'c' }) as const
    const execution = await standAt(machine({ A, B: pass() }), { task: failing, input: { x: 1 } }, 'B', 'enter')
    expect(origin(execution, ['error', 'Cause'])).toEqual([
      'A read: Catch[0]/ResultPath: $.error (TaskStateExited)',
      'A failed: the error that was caught (LambdaFunctionFailed)',
    ])
    expect(origin(execution, ['x'])).toEqual(['A given: the input of the execution (ExecutionStarted)'])
  })

  test('a Choice Rule has made the output, or read it from the end of a list', async () => {
    const Choices = [{ Condition: '{% true %}', Output: { last: '{% $states.input.list[-1] %}' }, Next: 'B' }]
    const definition = machine({ A: { Type: 'Choice', Choices }, B: pass() }, { QueryLanguage: 'JSONata' })
    const execution = await standAt(definition, { input: { list: [1, { x: 2 }] } }, 'B', 'enter')
    expect(origin(execution, ['last', 'x'])).toEqual([
      'A read: Choices[0]/Output: {% $states.input.list[-1] %} (ChoiceStateExited)',
      'A given: the input of the execution (ExecutionStarted)',
    ])
  })

  test('another state machine gave it, to which a task gave it', async () => {
    const Parameters = { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:echo', Input: { 'n.$': '$.n' }, Name: 'one' }
    const A = { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync:2', Parameters, End: true }
    const execution = begin(machine({ A }), { remember: true, input: { n: 1 }, ...nested({ echo: machine({ I: pass() }) }) })
    while (execution.next?.stage !== 'exit' || execution.next.kind !== 'machine') await execution.step()
    expect(origin(execution, ['Output', 'n'])).toEqual([
      'I handed: the output of echo (one)',
      'A handed: the input of echo (one) (TaskStateEntered)',
      'A read: Parameters: $.n (TaskStateEntered)',
      'A given: the input of the execution (ExecutionStarted)',
    ])
    expect(origin(execution, ['Status'])).toEqual([
      'A answered: the result of the task, answered by an execution on this computer (TaskSucceeded)',
    ])
  })

  test('somebody has changed it in the debugger: this part of it, or another', async () => {
    const execution = begin(machine({ A: { Type: 'Pass', Next: 'B' }, B: pass() }), { remember: true, input: { a: 1, b: 2 } })
    execution.next!.payload = { a: 5, b: 2 }
    execution.next!.setVariable('v', 1)
    while (execution.next?.state?.name !== 'B') await execution.step()
    expect(origin(execution, ['a'])).toEqual(['A edited: changed in the debugger'])
    expect(origin(execution, ['b'])).toEqual(['A given: the input of the execution (ExecutionStarted)'])
    expect(origin(execution, [], 'v')).toEqual(['B edited: changed in the debugger'])
  })

  test('somebody has changed it at a later stage, jumped there with another input, or given the result', async () => {
    const A = { Type: 'Task', Resource: lambda, Parameters: { 'n.$': '$.a' }, Next: 'B' }
    const definition = machine({ A, B: pass() })
    const stages = async (stage: string) => {
      const execution = await standAt(definition, { input: { a: 1 } }, 'A', stage)
      execution.next!.payload = { n: 9 }
      while (execution.next?.state?.name !== 'B') await execution.step()
      return origin(execution, ['n']).map((row) => row.split(' (')[0])
    }
    expect(await stages('afterParameters')).toEqual(['A answered: the result of the task'])
    expect(await stages('result')).toEqual(['A edited: changed in the debugger'])
    expect(await stages('exit')).toEqual(['A edited: changed in the debugger'])

    const jumped = await standAt(definition, { input: { a: 1 } }, 'A', 'afterParameters')
    const B = jumped.next!.state!.machine.states.get('B')!
    jumped.jump(B)
    expect(origin(jumped, ['n']).map((row) => row.split(' (')[0])).toEqual([
      'A read: Parameters: $.a',
      'A given: the input of the execution',
    ])
    jumped.jump(B, { n: 3 })
    expect(origin(jumped, ['n'])).toEqual(['B edited: changed in the debugger'])

    const injected = await standAt(definition, { input: { a: 1 } }, 'A', 'enter')
    injected.inject(injected.next!, { kind: 'result', output: { n: 4 } })
    while (injected.next?.state?.name !== 'B') await injected.step()
    expect(origin(injected, ['n'])).toEqual(['A edited: changed in the debugger'])
  })

  test('it was handed on in a loop, thousands of times', async () => {
    const definition = machine({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', ResultPath: '$.x.y', InputPath: '$.x.y', Next: 'A' } })
    const execution = begin(definition, { remember: true, input: { x: { y: 1 } } })
    for (let i = 0; i < 12_000; i++) await execution.step()
    expect(origin(execution, ['x', 'y']).length).toBe(200)
  })
})

test('looking back changes nothing, and asks nobody', async () => {
  const asked: string[] = []
  const answer: RunOptions['task'] = ({ key, input }) => {
    asked.push(key)
    return { kind: 'succeeded', output: input }
  }
  const definition = machine({ A: { ...task(), Next: 'B', End: undefined }, B: { ...task(), Next: 'C', End: undefined }, C: pass() })
  const execution = await standAt(definition, { input: { a: 1 }, task: answer }, 'C')
  const before = JSON.stringify([execution.position, execution.journal, execution.history.length])
  const hindsight = hindsightOf(execution)!
  expect(hindsight.visits.map(({ state, stage }) => `${state.name} ${stage}`)).toEqual(['A exit', 'B exit', 'C exit'])
  for (const visit of [...hindsight.visits, ...hindsight.visits.toReversed()])
    expect(hindsight.look(visit)).toMatchObject({ stage: 'exit', state: visit.state })
  expect(JSON.stringify([execution.position, execution.journal, execution.history.length])).toBe(before)
  expect(asked).toHaveLength(2)
})

test('nothing is known of an execution that keeps no journal', () => expect(hindsightOf(begin(machine({ A: pass() })))).toBeUndefined())
