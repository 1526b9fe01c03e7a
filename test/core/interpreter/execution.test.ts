import { describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import { createExecution, type Execution, plan, type Snapshot, type Stage, type TaskCall } from '../../../core/interpreter'
import { parseDocument } from '../../../core/model/parse'
import { nodePorts } from '../../../hosts/node/ports'
import { begin, type Definition, ending, eventsOf, machine, run } from './run'

const task = { Type: 'Task', Resource: 'arn:aws:states:::sns:publish' }

/** Steps until the next thread stands in a state at a stage. */
async function until(execution: Execution, name: string, stage: Stage) {
  while (execution.status === 'RUNNING' && !(execution.next?.state?.name === name && execution.next.stage === stage)) await execution.step()
  return execution.next!
}

describe('a thread stands at each stage of a state', () => {
  const states = {
    A: {
      ...task,
      InputPath: '$.in',
      Parameters: { 'p.$': '$.x' },
      ResultSelector: { 'r.$': '$.p' },
      ResultPath: '$.out',
      OutputPath: '$.out',
      End: true,
    },
  }

  test('with its payload, and the records of TestState', async () => {
    const execution = begin(machine(states), { input: { in: { x: 1 } } })
    const seen: [Stage, unknown][] = []
    while (execution.status === 'RUNNING') {
      const { stage, payload } = execution.next!
      seen.push([stage, payload])
      if (stage === 'exit')
        expect(execution.next!.stages).toEqual({
          afterInputPath: { x: 1 },
          afterParameters: { p: 1 },
          result: { p: 1 },
          afterResultSelector: { r: 1 },
          afterResultPath: { in: { x: 1 }, out: { r: 1 } },
        })
      await execution.step()
    }
    expect(seen).toEqual([
      ['enter', { in: { x: 1 } }],
      ['input', { in: { x: 1 } }],
      ['afterInputPath', { x: 1 }],
      ['afterParameters', { p: 1 }],
      ['waiting', { p: 1 }],
      ['result', { p: 1 }],
      ['afterResultSelector', { r: 1 }],
      ['afterResultPath', { in: { x: 1 }, out: { r: 1 } }],
      ['exit', { r: 1 }],
    ])
    expect(execution.output).toEqual({ r: 1 })
  })

  test.each<[Record<string, unknown>, Stage[]]>([
    [{}, ['enter', 'exit']],
    [{ Result: 1 }, ['enter', 'input', 'result', 'exit']],
    [{ ResultPath: '$' }, ['enter', 'exit']],
    [{ OutputPath: '$', InputPath: '$' }, ['enter', 'exit']],
    [{ ResultPath: null }, ['enter', 'input', 'afterResultPath', 'exit']],
    [{ ResultPath: '$.a' }, ['enter', 'input', 'afterResultPath', 'exit']],
    [{ Assign: { a: 1 } }, ['enter', 'input', 'afterResultPath', 'exit']],
    [{ InputPath: null }, ['enter', 'input', 'afterInputPath', 'exit']],
    [{ Parameters: {} }, ['enter', 'input', 'afterParameters', 'exit']],
  ])('only at those that its fields make: %j', async (fields, expected) => {
    const execution = begin(machine({ A: { Type: 'Pass', ...fields, End: true } }))
    const seen: Stage[] = []
    while (execution.status === 'RUNNING') {
      if (execution.next !== undefined && seen.at(-1) !== execution.next.stage) seen.push(execution.next.stage)
      await execution.step()
    }
    expect(seen).toEqual(expected)
  })

  test('where assigning the payload changes what follows', async () => {
    const execution = begin(machine(states), { input: { in: { x: 1 } } })
    execution.next!.payload = { in: { x: 2 }, kept: true }
    const thread = await until(execution, 'A', 'afterResultSelector')
    expect(thread.payload).toEqual({ r: 2 })
    thread.payload = 'mine'
    await until(execution, 'A', 'afterResultPath')
    expect(execution.next!.payload).toEqual({ in: { x: 2 }, kept: true, out: 'mine' })
    await execution.run()
    expect(execution.output).toBe('mine')
  })

  test.each<[string, Record<string, unknown>, Stage, Json]>([
    ['InputPath, for a path of another field', { InputPath: '$.in', TimeoutSecondsPath: '$.t' }, 'afterInputPath', { t: 7 }],
    ['a result, for $states.result', { QueryLanguage: 'JSONata', Output: '{% $states.result.n + 1 %}' }, 'result', { n: 41 }],
    ['Parameters', { Parameters: { p: 1 } }, 'afterParameters', { p: 2 }],
  ])('where a change of the payload is a change of what the stage left: %s', async (_, fields, stage, edited) => {
    let call: TaskCall | undefined
    const execution = begin(machine({ A: { ...task, ...fields, End: true } }), {
      input: { in: { t: 5 } },
      task: (asked) => {
        call = asked
        return { kind: 'succeeded', output: { n: 1 } }
      },
    })
    const thread = await until(execution, 'A', stage)
    thread.payload = edited
    expect(thread.stages[stage]).toEqual(edited)
    await execution.run()
    expect([call!.timeoutSeconds ?? null, execution.output]).toEqual(
      stage === 'result' ? [null, 42] : [stage === 'afterInputPath' ? 7 : null, { n: 1 }],
    )
  })

  test('also at `failed`, before the parent knows', async () => {
    const branch = machine({ F: { Type: 'Fail', Error: 'E', Cause: 'c' } })
    const execution = begin(
      machine({
        P: { Type: 'Parallel', Branches: [branch], Catch: [{ ErrorEquals: ['E'], Next: 'B' }], End: true },
        B: { Type: 'Succeed' },
      }),
    )
    const thread = await until(execution, 'F', 'failed')
    expect(thread).toMatchObject({ kind: 'branch', error: { error: 'E', cause: 'c' } })
    await execution.step()
    expect(execution.next).toMatchObject({ kind: 'machine', stage: 'caught' })
    await execution.run()
    expect(execution.status).toBe('SUCCEEDED')
  })
})

describe('going back', () => {
  const counting = () => {
    const calls: TaskCall[] = []
    return { calls, task: (call: TaskCall) => ({ kind: 'succeeded', output: calls.push(call) }) as const }
  }

  test('asks no task again, unless its input has changed', async () => {
    const { calls, task: answer } = counting()
    const execution = begin(machine({ A: { ...task, End: true } }), { input: 1, task: answer })
    const start = execution.snapshot()
    await execution.run()
    execution.restore(start)
    await execution.run()
    expect([calls.length, execution.output]).toEqual([1, 1])
    execution.restore(start)
    execution.next!.payload = 2
    await execution.run()
    expect([calls.length, execution.output]).toEqual([2, 2])
    execution.restore(start)
    await execution.run()
    expect([calls.length, execution.output]).toEqual([2, 1])
  })

  test('keeps what later snapshots hold, so that one can go forward too', async () => {
    const execution = begin(machine({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', End: true } }))
    const start = execution.snapshot()
    await until(execution, 'B', 'enter')
    const later = execution.snapshot()
    const before = eventsOf(execution)
    execution.restore(start)
    execution.next!.payload = 'other'
    await execution.run()
    expect(execution.output).toBe('other')
    execution.restore(later)
    expect(eventsOf(execution)).toEqual(before)
    await execution.run()
    expect(execution.output).toEqual({})
  })

  test('to after a branch was cut short: it stays so', async () => {
    const branch = (name: string, state: Definition) => machine({ [name]: state })
    const Branches = [branch('F', { Type: 'Wait', Seconds: 1, Next: 'X' }), branch('W', { Type: 'Wait', Seconds: 9, End: true })]
    Object.assign(Branches[0]!.States as Definition, { X: { Type: 'Fail', Error: 'E' } })
    const Catch = [{ ErrorEquals: ['E'], Next: 'Z' }]
    const execution = begin(machine({ P: { Type: 'Parallel', Branches, Catch, End: true }, Z: { Type: 'Pass', End: true } }))
    await until(execution, 'X', 'enter')
    execution.snapshot()
    await until(execution, 'Z', 'enter')
    const later = execution.snapshot()
    await execution.run()
    const whole = eventsOf(execution)
    execution.restore(later)
    expect(execution.threads).toHaveLength(1)
    await execution.run()
    expect(eventsOf(execution)).toEqual(whole)
  })

  test('to between two attempts: a Retrier has as many left as it had then', async () => {
    const retried = { ...task, Retry: [{ ErrorEquals: ['E'], MaxAttempts: 2 }], End: true }
    const execution = begin(machine({ A: retried }), {
      task: ({ attempt }) => (attempt < 2 ? { kind: 'failed', error: 'E' } : { kind: 'succeeded', output: 'third' }),
    })
    while (execution.next?.attempt !== 1) await execution.step()
    const between = execution.snapshot()
    await execution.run()
    for (let i = 0; i < 2; i++) {
      execution.restore(between)
      await execution.run()
      expect(execution.output).toBe('third')
    }
  })

  test('from a wait in real time: its end, when it comes, moves nothing', async () => {
    let elapsed: () => void = () => {}
    const execution = begin(machine({ A: { Type: 'Pass', Next: 'W' }, W: { Type: 'Wait', Seconds: 10, End: true } }), {
      elapse: () => new Promise<void>((resolve) => (elapsed = resolve)),
    })
    const start = execution.snapshot()
    await until(execution, 'W', 'enter')
    let waiting = execution.step()
    while (waiting === undefined) waiting = execution.step()
    const { now } = execution
    execution.restore(start)
    elapsed()
    await waiting
    expect([execution.now, execution.status, execution.next?.state?.name]).toEqual([now, 'RUNNING', 'A'])
    await until(execution, 'W', 'enter')
  })

  describe('gives chance the same answers', () => {
    const drawing = (Output: string) =>
      begin(machine({ A: { Type: 'Pass', Output, End: true } }, { QueryLanguage: 'JSONata' }), { input: { x: true } })
    const again = async (execution: Execution, start: Snapshot, edited?: Json) => {
      execution.restore(start)
      if (edited !== undefined) execution.next!.payload = edited
      await execution.run()
      return ending(execution)
    }

    test('over the same values and over others, as a run that began with them would have', async () => {
      const execution = drawing('{% [$random(), $uuid(), $random()] %}')
      const start = execution.snapshot()
      await execution.run()
      const first = execution.output
      expect(await again(execution, start)).toEqual(first)
      expect(await again(execution, start, { x: false })).toEqual(first)
      expect(await again(execution, start)).toEqual(first)
    })

    test('never the answer to another question: an edited payload asks for a number, not for the UUID of before', async () => {
      const execution = drawing('{% $states.input.x ? $uuid() : $random() + 1 %}')
      const start = execution.snapshot()
      await execution.run()
      expect(execution.output).toMatch(/^[0-9a-f-]{36}$/)
      expect(await again(execution, start, { x: false })).toBeGreaterThanOrEqual(1)
    })

    test('nor with an edited variable', async () => {
      const execution = begin(machine({ A: { Type: 'Pass', Parameters: { 'n.$': 'States.MathRandom($low, 1000000)' }, End: true } }), {
        variables: { low: 1 },
      })
      const start = execution.snapshot()
      await execution.run()
      execution.restore(start)
      execution.next!.setVariable('low', 999_999)
      await execution.run()
      expect(execution.output).toEqual({ n: 999_999 })
    })

    test("a Map's ItemSelector asks for the Map, whichever iteration has just ended", async () => {
      const iteration = machine({ I: { Type: 'Pass', Parameters: { 'in.$': '$.id', 'own.$': 'States.UUID()' }, End: true } })
      const definition = machine({
        M: { Type: 'Map', MaxConcurrency: 1, ItemSelector: { 'id.$': 'States.UUID()' }, ItemProcessor: iteration, End: true },
      })
      const execution = begin(definition, { input: [1, 2, 3] })
      await until(execution, 'I', 'enter')
      const first = execution.snapshot()
      await execution.run()
      const output = execution.output as { in: string; own: string }[]
      expect(new Set(output.flatMap((row) => [row.in, row.own])).size).toBe(6)
      // The last question of the first iteration changes; those of the Map do not.
      execution.restore(first)
      execution.next!.payload = { id: 'edited' }
      await execution.run()
      const edited = execution.output as typeof output
      expect(edited[0]!.in).toBe('edited')
      expect(edited.slice(1)).toEqual(output.slice(1))
    })
  })

  test('asks again what was forgotten: of more than 64 MB of answers the older half', async () => {
    const { calls, task: count } = counting()
    const loop = machine(
      {
        A: { ...task, Arguments: { n: '{% $n %}' }, Assign: { n: '{% $n + 1 %}' }, Output: 1, Next: 'C' },
        C: { Type: 'Choice', Choices: [{ Condition: '{% $n < 70 %}', Next: 'A' }], Default: 'E' },
        E: { Type: 'Succeed' },
      },
      { QueryLanguage: 'JSONata' },
    )
    const execution = begin(loop, {
      variables: { n: 0 },
      limits: { payloadBytes: 2e6 },
      task: (call) => ({ kind: 'succeeded', output: String(count(call).output).padEnd(1e6, 'x') }),
    })
    const start = execution.snapshot()
    while (calls.length < 50) await execution.step()
    const later = execution.snapshot()
    await execution.run()
    expect(calls.length).toBe(70)
    execution.restore(later)
    await execution.run()
    expect(calls.length).toBe(70)
    execution.restore(start)
    await execution.run()
    expect(calls.slice(70, 103).map(({ input }) => input)).toEqual(Array.from({ length: 33 }, (_, n) => ({ n })))
  })

  test('while a task is pending: its answer is taken when it comes', async () => {
    let answer: (output: string) => void = () => {}
    const execution = begin(machine({ A: { ...task, End: true } }), {
      task: () => new Promise((resolve) => (answer = (output) => resolve({ kind: 'succeeded', output }))),
    })
    const start = execution.snapshot()
    await execution.step()
    const stepped = until(execution, 'A', 'result')
    execution.restore(start)
    answer('late')
    await stepped
    await execution.run()
    expect(execution.output).toBe('late')
  })
})

describe('a jump', () => {
  const states = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Result: 'b', End: true }, C: { Type: 'Pass', End: true } }

  test('enters another state of the machine with the payload that is there', async () => {
    const execution = begin(machine(states), { input: 'in' })
    const { machine: own } = execution.next!.state!
    expect(execution.jump(own.states.get('C')!)).toBe(true)
    expect(execution.next).toMatchObject({ state: { name: 'C' }, stage: 'enter', payload: 'in', visit: 1 })
    await execution.run()
    expect(execution.output).toBe('in')
    expect(execution.jump(own.states.get('C')!)).toBe(false)
  })

  test('never leads into another machine', async () => {
    const branch = machine({ C: { Type: 'Pass', End: true } })
    const execution = begin(machine({ A: { Type: 'Pass', Next: 'P' }, P: { Type: 'Parallel', Branches: [branch], End: true } }))
    const inner = execution.next!.state!.machine.states.get('P')!.machines[0]!.states.get('C')!
    expect(execution.jump(inner)).toBe(false)
    expect(execution.next?.state?.name).toBe('A')
  })
})

describe('variables', () => {
  test('are seen in their scopes, own first, and changed where they are declared', async () => {
    const branch = machine({
      I: { Type: 'Pass', Assign: { own: 1 }, Next: 'J' },
      J: { Type: 'Pass', Parameters: { 'x.$': '$x', 'own.$': '$own' }, End: true },
    })
    const execution = begin(
      machine({
        A: { Type: 'Pass', Assign: { x: 1 }, Next: 'P' },
        P: { Type: 'Parallel', Branches: [branch], Next: 'E' },
        E: { Type: 'Pass', Parameters: { 'x.$': '$x' }, ResultPath: '$[0].x2', End: true },
      }),
    )
    const thread = await until(execution, 'J', 'enter')
    expect(thread.scopes).toEqual([{ own: 1 }, { x: 1 }])
    thread.setVariable('x', 5)
    thread.setVariable('own', 6)
    await execution.run()
    expect(ending(execution)).toEqual([{ x: 5, own: 6, x2: { x: 5 } }])
  })
})

describe('the context object', () => {
  test('says who runs what, when', async () => {
    const states = { A: { ...task, Parameters: { 'context.$': '$$' }, End: true } }
    const execution = await run(machine(states), {
      input: { i: 1 },
      stateMachineName: 'M',
      executionName: 'E',
      roleArn: 'role',
      context: { More: true },
    })
    expect(execution.output).toEqual({
      context: {
        Execution: {
          Id: 'arn:aws:states:us-east-1:123456789012:execution:M:E',
          Input: { i: 1 },
          Name: 'E',
          RoleArn: 'role',
          StartTime: '2026-01-01T00:00:00Z',
          RedriveCount: 0,
        },
        StateMachine: { Id: 'arn:aws:states:us-east-1:123456789012:stateMachine:M', Name: 'M' },
        State: { Name: 'A', EnteredTime: '2026-01-01T00:00:00Z', RetryCount: 0 },
        More: true,
      },
    })
  })

  test('has a token for tasks that wait for one, another for each attempt', async () => {
    const tokens: (string | undefined)[] = []
    const states = {
      A: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Parameters: { QueueUrl: 'q', MessageBody: { 't.$': '$$.Task.Token', 'n.$': '$$.State.RetryCount' } },
        Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }],
        End: true,
      },
    }
    await run(machine(states), {
      task: ({ input, taskToken, attempt }) => {
        expect(input).toMatchObject({ MessageBody: { t: taskToken, n: attempt } })
        tokens.push(taskToken)
        return { kind: 'failed', error: 'E' }
      },
    })
    expect(new Set(tokens).size).toBe(2)
  })
})

test.each(['Pass', 'Wait', 'Choice', 'Succeed'])('a %s has no $$.Task', async (Type) => {
  const fields = { Wait: { Seconds: 1 }, Choice: { Choices: [{ Variable: '$', IsPresent: true, Next: 'B' }] } }[Type] ?? {}
  const states = { A: { Type, ...fields, OutputPath: '$$.Task', ...(/Pass|Wait/.test(Type) && { Next: 'B' }) }, B: { Type: 'Succeed' } }
  expect(ending(await run(machine(states)))).toMatchObject({ error: 'States.Runtime' })
})

test('fields of the other query language say nothing', async () => {
  const paths = { InputPath: '$.a', Parameters: {}, ResultPath: null, OutputPath: '$.a' }
  const jsonata = { ...task, QueryLanguage: 'JSONata', TimeoutSecondsPath: '$.t', HeartbeatSecondsPath: '$.t', ...paths, End: true }
  let call: TaskCall | undefined
  const execution = await run(machine({ A: jsonata }), {
    input: { a: 1, t: 5 },
    task: (asked) => {
      call = asked
      return { kind: 'succeeded', output: 'done' }
    },
  })
  expect([ending(execution), call!.input, call!.timeoutSeconds, call!.heartbeatSeconds]).toEqual([
    'done',
    { a: 1, t: 5 },
    undefined,
    undefined,
  ])
  const jsonPath = { Type: 'Pass', Arguments: '{% 1 %}', Output: '{% 2 %}', End: true }
  expect(ending(await run(machine({ A: jsonPath }), { input: { b: 1 } }))).toEqual({ b: 1 })
})

describe('what is wrong with a definition fails where it is reached, with its place', () => {
  test.each([
    [{ StartAt: 'X', States: {} }, "The state 'X' does not exist."],
    [machine({ A: { Type: 'Pass', Next: 'X' } }), "The state 'X' does not exist."],
    [machine({ A: { Type: 'Odd' } }), 'The state has no valid Type.'],
    [{ States: {} }, 'The state machine has no StartAt.'],
    [machine({ A: { Type: 'Map', End: true } }), 'The Map state has no ItemProcessor.'],
  ])('%j', async (definition, cause) => {
    const execution = await run(definition, { input: [1] })
    expect(ending(execution)).toEqual({ status: 'FAILED', error: 'States.Runtime', cause })
    expect(execution.errorNode).toBeDefined()
    expect(eventsOf(execution).at(-1)!.type).toBe('ExecutionFailed')
  })

  test('names of every object are plain names', async () => {
    const states = JSON.parse(
      '{"__proto__":{"Type":"Pass","Assign":{"constructor":1,"__proto__":2},"Next":"toString"},"toString":{"Type":"Pass","Parameters":{"a.$":"$constructor"},"End":true}}',
    )
    expect(ending(await run({ StartAt: '__proto__', States: states }))).toEqual({ a: 1 })
    const missing = machine({ A: { Type: 'Pass', Parameters: { 'a.$': '$valueOf' }, End: true } })
    expect((await run(missing)).status).toBe('FAILED')
  })
})

test('machines in machines, thousands deep, fail and do not end the process', async () => {
  let text = '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}'
  const depth = 8000
  const open = '{"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":['
  text = open.repeat(depth) + text + ']}}}'.repeat(depth)
  const document = parseDocument(text, { format: 'json', content: 'definition' })
  const execution = createExecution(plan(document.definitions[0]!.machine), {
    input: {},
    ports: nodePorts({ task: () => ({ kind: 'timedOut' }) }),
  })
  await execution.run()
  expect(execution.status).toBe('FAILED')
})
