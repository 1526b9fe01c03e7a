import { describe, expect, test } from 'vitest'
import type { Answerer } from '../../core/run/answerer'
import type { BindingRequest, Bound, BoundTasks } from '../../core/run/bound'
import { seededRandom } from '../../hosts/node/ports'
import { bindTasks } from '../../hosts/node/tasks/bind'
import { counting, failing, jsonata, lines, orders, parallel } from './support/machines'
import { TestSession } from './support/session'

/** A Map of Parallels: threads below threads, with a task that fails now and then. */
const nested = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: {
        StartAt: 'Both',
        States: {
          Both: {
            Type: 'Parallel',
            Branches: [
              {
                StartAt: 'Ask',
                States: { Ask: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:Ask', End: true } },
              },
              { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 1, End: true } } },
            ],
            Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Rescue' }],
            End: true,
          },
          Rescue: { Type: 'Pass', End: true },
        },
      },
      End: true,
    },
  },
}

/** Tasks at once, that somebody answers for real, in branches and in executions that they start. */
const working = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Ask', States: { Ask: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:Ask', End: true } } },
        {
          StartAt: 'Start',
          States: {
            Start: {
              Type: 'Task',
              Resource: 'arn:aws:states:::states:startExecution.sync:2',
              Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:child', 'Input.$': '$' },
              Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Rescue' }],
              End: true,
            },
            Rescue: { Type: 'Pass', End: true },
          },
        },
      ],
      Next: 'Later',
    },
    Later: {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution',
      Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:child' },
      End: true,
    },
  },
}
const child = {
  StartAt: 'Pay',
  States: {
    Pay: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:123456789012:function:Pay',
      Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }],
      Next: 'Done',
    },
    Done: { Type: 'Pass', End: true },
  },
}

const machines = { counting, failing, jsonata, lines, orders, parallel, nested, working }
const input = { lines: [{ amount: 1 }, { amount: 2 }], items: [{ price: 1 }], name: 'x' }

/** What a person may press at a stop, in any order. A refusal is an answer; a crash, a hang or a bug's message is none. */
const moves = [
  'next',
  'next',
  'next',
  'stepIn',
  'stepIn',
  'stepOut',
  'stepBack',
  'stepBack',
  'reverseContinue',
  'stepthrough/goToEvent',
  'stepthrough/goToEvent',
  'restartFrame',
  'goto',
  'continue',
  'stepthrough/restartToHere',
] as const
const looks = [
  'setVariable',
  'evaluate',
  'answer',
  'fail',
  'breakpoint',
  'pause',
  'threads',
  'setExpression',
  'answerState',
  'stepBy',
] as const

/** Answers now or some turns later, with a result or an error. */
const bindWork =
  (random: () => number) =>
  async (request: BindingRequest): Promise<Bound> => {
    const bound = await bindTasks(request)
    if ('problems' in bound) return bound
    const work: Answerer = async (call) => {
      for (let i = Math.floor(random() * 20); i > 0; i--) await new Promise(setImmediate)
      return random() < 0.3 ? { kind: 'failed', error: 'Busy' } : { kind: 'succeeded', output: call.input }
    }
    const answerer: BoundTasks['answerer'] = (wait) => (call, control) =>
      call.resource.includes('lambda') ? work(call, control) : bound.tasks.answerer(wait)(call, control)
    return { tasks: { ...bound.tasks, answerer } }
  }

async function walk(machine: keyof typeof machines, seed: number, steps: number): Promise<void> {
  const random = seededRandom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const files = {
    'machine.asl.json': machines[machine],
    'child.asl.json': child,
    'stepthrough.json': { stateMachines: { child: 'child.asl.json' } },
  }
  const s = machine === 'working' ? new TestSession(files, () => 0, { bind: bindWork(random) }) : new TestSession(files)
  let event = await s.launch({
    input: machine === 'nested' ? [1, 2, 3] : input,
    stopOnEntry: true,
    unmocked: 'prompt',
    stepBy: pick(['state', 'stage']),
    stepOthersFirst: random() < 0.3,
  })
  const source = { path: s.path('machine.asl.json') }
  for (let i = 0; i < steps && event.event === 'stopped'; i++) {
    const { threads } = await s.request('threads')
    const threadId = pick(threads).id
    const { stackFrames } = await s.request('stackTrace', { threadId })
    const frameId = pick(stackFrames)?.id
    const { scopes } = frameId === undefined ? { scopes: [] } : await s.request('scopes', { frameId })
    const { variables } = scopes.length === 0 ? { variables: [] } : await s.request('variables', pick(scopes))
    const look = {
      setVariable: () =>
        s.send('setVariable', { ...pick(scopes), name: pick(variables)?.name ?? '$', value: pick(['1', '{"a":[]}', 'null', '$', 'x']) }),
      setExpression: () => s.send('setExpression', { expression: pick(['$.a', '$', '$total', '$.lines[0].amount']), value: '7', frameId }),
      evaluate: () =>
        s.send('evaluate', {
          expression: pick(['$', '$.n', 'Add', '$states.input', '1 +']),
          frameId,
          context: pick(['repl', 'watch', 'hover']),
        }),
      answer: () => s.send('stepthrough/answerTask', { threadId, output: { n: i } }),
      fail: () => s.send('stepthrough/answerTask', { threadId, error: 'Some.Error' }),
      breakpoint: () => s.send('setBreakpoints', { source, breakpoints: random() < 0.5 ? [] : [{ line: Math.floor(random() * 40) + 1 }] }),
      pause: () => s.send('pause', { threadId }),
      threads: () => s.send('threads'),
      stepBy: () => s.send('stepthrough/stepBy', { by: pick(['state', 'stage', 'line']) }),
      answerState: () =>
        s.send('stepthrough/answerState', { state: pick(['Ask', 'Pay', 'CreateOrder']), ...pick([{}, { output: i }, { error: 'E' }]) }),
    } as const
    noBug(await look[pick(looks)]())
    const move = pick(moves)
    const { targets } = await s.request('gotoTargets', { source, line: Math.floor(random() * 40) + 1 })
    const into = frameId === undefined ? [] : (await s.request('stepInTargets', { frameId })).targets
    const granularity = pick([undefined, 'statement', 'line', 'instruction'])
    const args =
      move === 'restartFrame'
        ? { frameId }
        : move === 'goto'
          ? { threadId, targetId: pick([...targets, { id: -1 }, { id: 1e9 }]).id }
          : move === 'stepIn' && random() < 0.5
            ? { threadId, targetId: pick([...into, { id: 77 }]).id }
            : move === 'stepthrough/goToEvent'
              ? { id: Math.floor(random() * 30) }
              : { threadId, granularity }
    const response = await s.send(move, args)
    noBug(response)
    if (response.success) event = await s.stoppedOrEnded()
  }
  await s.request('terminate')
  if (event.event === 'stopped') await s.next('terminated')
  expect(s.console).not.toMatch(/A bug of Stepthrough/)
}

const noBug = (response: { success?: boolean; message?: string }) => expect(response.message ?? '').not.toMatch(/A bug of Stepthrough/)

describe('any order of commands is answered', () => {
  test.each(Object.keys(machines) as (keyof typeof machines)[])('%s', async (machine) => {
    const rounds = Number(process.env.WALKS ?? 6)
    for (let seed = 0; seed < rounds; seed++) await walk(machine, seed, 40)
  })
})
