import { expect, onTestFinished, test } from 'vitest'
import { applyEdits } from '../../core/language/edit/applied'
import { recordRun } from '../../core/language/mockFiles/recordRun'
import { parseDocument } from '../../core/model/parse'
import type { LaunchAttributes } from '../../debugger/protocol'
import { bindTasks } from '../../hosts/node/tasks/bind'
import { Gate } from './support/gate'
import { TestSession } from './support/session'

const ends = { End: true }
const invoke = (FunctionName: string, more: object = ends, pattern = '') => ({
  Type: 'Task',
  Resource: `arn:aws:states:::lambda:invoke${pattern}`,
  Parameters: { FunctionName, Payload: { 'input.$': '$', ...(pattern && { 'token.$': '$$.Task.Token' }) } },
  ...more,
})
const start = (how: string, more: object) => ({
  Type: 'Task',
  Resource: `arn:aws:states:::states:startExecution${how}`,
  Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:child', 'Input.$': '$' },
  ...more,
})
const each = {
  StartAt: 'Pack',
  States: { Pack: invoke('pack', { ResultSelector: { 'box.$': '$.Payload' }, Next: 'Ship' }), Ship: invoke('ship') },
}
const machine = {
  StartAt: 'Each',
  States: {
    Each: { Type: 'Map', ItemsPath: '$.list', ItemProcessor: each, ResultPath: '$.shipped', Next: 'Ask' },
    Ask: invoke('ask', { ResultPath: '$.asked', Next: 'Child' }, '.waitForTaskToken'),
    Child: start('.sync:2', { ResultPath: '$.child', ResultSelector: { 'output.$': '$.Output' }, Next: 'Broken' }),
    Broken: start('.sync', {
      Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:broken' },
      ResultPath: '$.broken',
      Catch: [{ ErrorEquals: ['States.TaskFailed'], ResultPath: '$.error', Next: 'Work' }],
      Next: 'Work',
    }),
    Work: { Type: 'Task', Resource: 'arn:aws:states:us-east-1:123456789012:activity:work', ResultPath: '$.work', Next: 'Last' },
    Last: {
      Type: 'Pass',
      Parameters: {
        'shipped.$': '$.shipped[*].Payload',
        'asked.$': '$.asked',
        'child.$': '$.child',
        'error.$': '$.error.Error',
        'work.$': '$.work',
      },
      End: true,
    },
  },
}
const child = { StartAt: 'Pay', States: { Pay: invoke('pay', { ResultSelector: { 'paid.$': '$.Payload' }, ...ends }) } }
const broken = { StartAt: 'Break', States: { Break: { Type: 'Fail', Error: 'Broken', Cause: 'it broke' } } }

/** What a run has come to, and the rows of its history. */
async function run(s: TestSession, attributes: Partial<LaunchAttributes>) {
  await s.initialize()
  await s.request('launch', { program: s.path('machine.asl.json'), input: { list: [3, 1, 2] }, ...attributes } as never)
  await s.request('configurationDone')
  return async () => {
    await s.next('terminated')
    const { events: rows, status } = await s.request('stepthrough/getHistory')
    const { events } = await s.request('stepthrough/getEvents', { from: 0 })
    const told = events.map((event, i) => ({ event, ...(rows[i]!.state && { state: rows[i]!.state.name }) }))
    const end = events.at(-1) as { executionSucceededEventDetails?: { output: string } }
    return { status, output: JSON.parse(end.executionSucceededEventDetails?.output ?? 'null'), told }
  }
}

test('the answers of a run with functions, a callback, executions and a person make another one the same', async () => {
  const gate = await Gate.open()
  const files = gate.files({ stateMachines: { child: 'child.asl.json', broken: 'broken.asl.json' } })
  const s = new TestSession({ 'machine.asl.json': machine, 'child.asl.json': child, 'broken.asl.json': broken, ...files }, undefined, {
    bind: bindTasks,
  })
  onTestFinished(() => s.hangUp())
  const ended = await run(s, { unmocked: 'prompt' })
  // the first item comes last to where it is shipped
  const packs = new Map<unknown, (output: string) => void>()
  for (let i = 0; i < 3; i++) {
    const { event, gives } = await gate.next()
    packs.set((event as { input: unknown }).input, gives)
  }
  for (const item of [2, 1, 3]) {
    packs.get(item)!(`box of ${item}`)
    const ship = await gate.next()
    ship.gives(['shipped', (ship.event as { input: never }).input])
  }
  const ask = await gate.next()
  ask.gives('handed over')
  await s.next('stepthrough/taskPending')
  await s.request('stepthrough/answerTask', { threadId: 1, output: 'yes' })
  ;(await gate.next()).gives('paid')
  await s.next('stepthrough/taskPending')
  await s.request('stepthrough/answerTask', { threadId: 1, output: 'worked' })
  const first = await ended()
  expect(first.output).toMatchObject({ asked: 'yes', child: { output: { paid: 'paid' } }, error: 'States.TaskFailed', work: 'worked' })

  const { definitions } = parseDocument(JSON.stringify(machine), { format: 'json', content: 'definition' })
  const names = { stateMachineName: 'machine', testCase: 'Saved' }
  const recorded = recordRun('', { ...names, events: first.told, machine: definitions[0]!.machine })
  if (typeof recorded === 'string') throw new Error(recorded)
  const mocks = applyEdits('', recorded.edits)
  const again = new TestSession({ 'machine.asl.json': machine, 'mocks.json': mocks })
  const second = await (await run(again, { mockConfig: again.path('mocks.json'), testCase: 'Saved', unmocked: 'fail' }))()
  expect([second.status, second.output]).toEqual([first.status, first.output])
})
