import { describe, expect, test } from 'vitest'
import type { Execution, TaskCall, TaskOutcome } from '../../../core/interpreter'
import { type Answerer, type Control, type Entries, order } from '../../../core/run/answerer'
import { Answerers } from '../../../core/run/answerers'
import { OpenTasks } from '../../../core/run/openTasks'
import { unmocked, withReasons } from '../../../core/run/unmocked'
import { begin, ending } from '../interpreter/run'
import { settled, TestTime } from './clock'

const call = (key = 'A#1#0', more: Partial<TaskCall> = {}) =>
  ({
    key,
    stateName: 'A',
    resource: 'arn:aws:states:::sns:publish',
    input: { in: 1 },
    attempt: 0,
    state: {},
    thread: {},
    ...more,
  }) as TaskCall
const says =
  (output: string): Answerer =>
  () => ({ kind: 'succeeded', output })
const later =
  (output: string): Answerer =>
  async () => ({ kind: 'succeeded', output })
const nothing: Answerer = () => undefined
const laterNothing: Answerer = async () => undefined

describe('the first that has an answer gives it', () => {
  const all: Entries = Object.fromEntries(order.map((source) => [source, says(source)]))
  test.each<[string, Entries, object]>([
    ['the user before all', all, { output: 'edit', source: 'edit' }],
    ['then the mock file', { ...all, edit: nothing }, { output: 'mock', source: 'mock' }],
    ['then a recorded history', { ...all, edit: undefined, mock: nothing }, { output: 'recorded', source: 'recorded' }],
    ['then a binding', { unmocked: says('u'), binding: says('b') }, { output: 'b', source: 'binding' }],
    ['then what is done without', { unmocked: unmocked.echo }, { kind: 'succeeded', output: { in: 1 }, source: 'unmocked' }],
    ['nobody at all', {}, { kind: 'unanswered', source: 'unmocked', cause: expect.stringContaining('"A"') }],
    ['one that thinks first', { mock: later('m'), binding: says('b') }, { output: 'm', source: 'mock' }],
    [
      'one that thinks and has nothing',
      { edit: laterNothing, mock: laterNothing, binding: later('b') },
      { output: 'b', source: 'binding' },
    ],
    ['one that says itself who it is', { unmocked: () => ({ kind: 'timedOut', source: 'edit' }) }, { kind: 'timedOut', source: 'edit' }],
  ])('%s', async (_, entries, outcome) => {
    expect(await new Answerers(entries).answer(call())).toMatchObject(outcome)
  })

  test('nobody is said to have answered what has not come in time', async () => {
    const work = {
      sources: new Set(['binding'] as const),
      clock: () => 0,
      after: (_: number, then: () => void) => {
        queueMicrotask(then)
        return () => {}
      },
    }
    const waiting = new Answerers({ binding: () => new Promise(() => {}) }, work)
    expect(await waiting.answer(call('A', { timeoutSeconds: 1 }))).toEqual({ kind: 'timedOut', duration: 0, spent: true })
  })

  test('without a promise where none is needed', () => {
    expect(new Answerers({ edit: nothing, mock: says('m') }).answer(call())).toEqual({ kind: 'succeeded', output: 'm', source: 'mock' })
  })

  test('what may be the reason is said where nobody answers, and nowhere else', async () => {
    const reasons = ['Is it "B"?']
    expect(withReasons(unmocked.fail, reasons)(call())).toMatchObject({ cause: expect.stringMatching(/input\. Is it "B"\?$/) })
    expect(withReasons(unmocked.echo, reasons)(call())).toEqual({ kind: 'succeeded', output: { in: 1 } })
  })

  test('a job or a callback that nobody has submitted is told as submitted', () => {
    expect(unmocked.echo(call('A', { resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken' }))).toMatchObject({ submitted: {} })
  })
})

const task = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f' }
const one = (more: object = {}) => ({ StartAt: 'A', States: { A: { ...task, End: true, ...more } } })

/** A worker that is told by the test what to do. */
class Worker {
  readonly begun: {
    readonly call: TaskCall
    readonly control: Control
    give: (outcome?: TaskOutcome) => void
    fail: (error: unknown) => void
  }[] = []
  readonly aborted: string[] = []

  readonly answer: Answerer = (call, control) =>
    new Promise((give, fail) => {
      this.begun.push({ call, control, give, fail })
      control.onAbort(() => this.aborted.push(call.key))
    })

  get last() {
    return this.begun.at(-1)!
  }
}

function working(definition: object, more: Entries = {}) {
  const [time, worker] = [new TestTime(), new Worker()]
  const answerers = new Answerers(
    { binding: worker.answer, ...more },
    { ...time, sources: new Set(['binding']), clock: time.clock, after: time.after },
  )
  const execution = begin(definition as Record<string, unknown>, { task: answerers.answer, meanwhile: answerers.meanwhile, remember: true })
  const done = execution.run()
  return { time, worker, answerers, execution, done }
}

const seconds = (execution: Execution) => (execution.now - Date.UTC(2026, 0, 1)) / 1000

describe('work that takes real time', () => {
  test('takes as long on the clock of the execution', async () => {
    const { time, worker, execution, done } = working(one({ TimeoutSeconds: 9 }))
    time.pass(2500)
    worker.last.give({ kind: 'succeeded', output: 'o' })
    await done
    expect([ending(execution), seconds(execution), time.waiting, worker.aborted]).toEqual(['o', 2.5, 0, []])
  })

  test('unless its answer says how long', async () => {
    const { time, worker, execution, done } = working(one())
    time.pass(2500)
    worker.last.give({ kind: 'succeeded', output: 'o', duration: 1 })
    await done
    expect(seconds(execution)).toBe(1)
  })

  test.each<[string, object, (run: ReturnType<typeof working>) => void, number]>([
    ['TimeoutSeconds', { TimeoutSeconds: 3 }, ({ time }) => time.pass(10_000), 3],
    ['HeartbeatSeconds', { HeartbeatSeconds: 3, TimeoutSeconds: 60 }, ({ time }) => time.pass(10_000), 3],
    [
      'HeartbeatSeconds after the last sign of life',
      { HeartbeatSeconds: 3, TimeoutSeconds: 60 },
      ({ time, worker }) => {
        time.pass(2000)
        worker.last.control.heartbeat()
        time.pass(2000)
        worker.last.control.heartbeat()
        time.pass(10_000)
      },
      7,
    ],
    [
      'TimeoutSeconds in spite of signs of life',
      { HeartbeatSeconds: 3, TimeoutSeconds: 4 },
      ({ time, worker }) => {
        time.pass(2000)
        worker.last.control.heartbeat()
        time.pass(10_000)
      },
      4,
    ],
  ])('times out by %s', async (_, more, act, after) => {
    const run = working(one(more))
    act(run)
    await run.done
    expect([ending(run.execution), seconds(run.execution)]).toEqual([expect.objectContaining({ error: 'States.Timeout' }), after])
    expect([run.worker.aborted, run.time.waiting]).toEqual([['A#1#0'], 0])
    run.worker.last.give({ kind: 'succeeded', output: 'too late' })
    await settled()
    run.worker.last.control.heartbeat()
    expect(run.time.waiting).toBe(0)
  })

  test('that has nothing leaves it to the next', async () => {
    const { worker, execution, done } = working(one(), { unmocked: says('u') })
    worker.last.give(undefined)
    await done
    expect(ending(execution)).toBe('u')
  })

  test('that throws is a task that fails', async () => {
    const { worker, execution, done } = working(one())
    worker.last.fail(new Error('no connection'))
    await done
    expect(ending(execution)).toMatchObject({ error: 'States.TaskFailed', cause: 'no connection' })
  })

  test('is cut short when the execution ends', async () => {
    const { worker, execution, answerers, done } = working(one())
    execution.abort()
    answerers.abort()
    await done
    let late = 0
    worker.last.control.onAbort(() => late++)
    expect([worker.aborted, worker.last.control.aborted, late]).toEqual([['A#1#0'], true, 1])
    answerers.abort()
    expect(worker.aborted).toEqual(['A#1#0'])
  })

  test('is cut short when another branch fails', async () => {
    const branch = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } })
    const branches = [branch('Slow', { ...task, End: true }), branch('Bad', { ...task, End: true })]
    const definition = {
      StartAt: 'P',
      States: {
        P: { Type: 'Parallel', Branches: branches, Catch: [{ ErrorEquals: ['E'], Next: 'Z' }], Next: 'Z' },
        Z: { ...task, End: true },
      },
    }
    const { worker, execution, done } = working(definition)
    worker.last.give({ kind: 'failed', error: 'E' })
    await settled()
    expect(worker.begun.map(({ call }) => call.stateName)).toEqual(['Slow', 'Bad', 'Z'])
    expect(worker.aborted).toEqual(['P#1#0[0]/Slow#1#0'])
    worker.last.give({ kind: 'succeeded', output: 'z' })
    await done
    expect(ending(execution)).toBe('z')
  })

  const branches = {
    Type: 'Parallel',
    Branches: [{ StartAt: 'B', States: { B: { ...task, TimeoutSeconds: 9, End: true } } }],
    OutputPath: '$[0]',
    End: true,
  }
  test.each<[string, object]>([
    ['of the machine', { A: { ...task, TimeoutSeconds: 9, End: true } }],
    ['of a branch, which begins anew too', { A: branches }],
  ])('is cut short by a step back, and begins anew when the execution comes to it again: %s', async (_, states) => {
    const [time, worker] = [new TestTime(), new Worker()]
    const answerers = new Answerers({ binding: worker.answer }, { sources: new Set(['binding']), clock: time.clock, after: time.after })
    const execution = begin({ StartAt: 'A', States: states }, { task: answerers.answer, remember: true })
    const toTask = () => {
      while (execution.next !== undefined) execution.step()
      answerers.look(execution)
    }
    toTask()
    const [first, there] = [worker.last, execution.position]
    time.pass(5000)
    execution.goTo(0)
    answerers.look(execution)
    expect([worker.aborted.length, time.waiting]).toEqual([1, 0])
    first.give({ kind: 'succeeded', output: 'of before' })
    toTask()
    expect([execution.position, worker.begun.length, time.waiting]).toEqual([there, 2, 1])
    expect(worker.last.call.thread).toBe(execution.threads.at(-1))
    time.pass(1000)
    worker.last.give({ kind: 'succeeded', output: 'of now' })
    await execution.run()
    expect([ending(execution), seconds(execution)]).toEqual(['of now', 1])
  })
})

describe('tasks that wait for somebody', () => {
  const waiting = () => {
    const open = new OpenTasks()
    const { answer } = new Answerers({ edit: open.edited, unmocked: open.ask })
    const retry = { Retry: [{ ErrorEquals: ['States.ALL'] }] }
    const execution = begin(one(retry), { task: answer, input: 'in' })
    return { open, execution, done: execution.run() }
  }

  test.each<[string, Parameters<OpenTasks['resolve']>[1], unknown]>([
    ['a result', { output: 1 }, 1],
    ['null', { output: null }, null],
    ['its input', { echo: true }, 'in'],
  ])('get %s', async (_, answer, output) => {
    const { open, execution, done } = waiting()
    const [pending] = open.pending(execution.threads)
    expect(pending).toMatchObject({ key: 'A#1#0' })
    open.resolve(pending!, answer)
    expect(open.hasAnswer(execution.threads[0]!)).toBe(true)
    await done
    expect(ending(execution)).toEqual(output)
  })

  test('and the same for every call of a state', async () => {
    const { open, execution, done } = waiting()
    open.resolve(open.of(execution.threads[0]!)!, { error: 'E', cause: 'c' }, true)
    await done
    expect(ending(execution)).toEqual({ status: 'FAILED', error: 'E', cause: 'c' })
  })
})

describe('real time passes while work is under way', () => {
  const both = (...branches: object[]) => ({ StartAt: 'P', States: { P: { Type: 'Parallel', End: true, Branches: branches } } })
  const named = (name: string, more: object = { End: true }) => ({
    ...task,
    Resource: `arn:aws:lambda:us-east-1:1:function:${name}`,
    ...more,
  })
  const slow = { StartAt: 'Slow', States: { Slow: named('slow') } }
  const chain = { StartAt: 'A', States: { A: named('a', { Next: 'B' }), B: named('b') } }
  const rests = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 5, Next: 'B' }, B: named('b') } }
  const begun = ({ worker }: ReturnType<typeof working>) => worker.begun.map(({ call }) => call.stateName)
  const times = (execution: Execution) =>
    Array.from({ length: execution.history.length }, (_, i) => execution.history.event(i)).flatMap(({ type, timestamp }) =>
      /FunctionSucceeded|WaitStateExited/.test(type) ? [`${type} ${(Date.parse(timestamp) - Date.UTC(2026, 0, 1)) / 1000}`] : [],
    )

  test('so that another branch goes on, and each answer takes as long as it did', async () => {
    const run = working(both(slow, chain))
    run.time.pass(1000)
    run.worker.begun[1]!.give({ kind: 'succeeded', output: 'a' })
    await settled()
    expect(begun(run)).toEqual(['Slow', 'A', 'B'])
    run.time.pass(2000)
    run.worker.last.give({ kind: 'succeeded', output: 'b' })
    await settled()
    run.time.pass(500)
    run.worker.begun[0]!.give({ kind: 'succeeded', output: 'slow' })
    await run.done
    expect(ending(run.execution)).toEqual(['slow', 'b'])
    expect(times(run.execution)).toEqual(['LambdaFunctionSucceeded 1', 'LambdaFunctionSucceeded 3', 'LambdaFunctionSucceeded 3.5'])
  })

  test('so that a Wait of another branch is over', async () => {
    const run = working(both(slow, rests))
    run.time.pass(4900)
    await settled()
    expect(begun(run)).toEqual(['Slow'])
    run.time.pass(200)
    await settled()
    expect(begun(run)).toEqual(['Slow', 'B'])
    for (const { give } of run.worker.begun) give({ kind: 'succeeded', output: 1 })
    await run.done
    expect(times(run.execution)[0]).toBe('WaitStateExited 5')
    expect(run.time.waiting).toBe(0)
  })

  test('so that the execution has its deadline', async () => {
    const run = working({ ...both(slow, chain), TimeoutSeconds: 7 })
    run.time.pass(7000)
    await run.done
    expect(run.execution.status).toBe('TIMED_OUT')
    run.answerers.abort()
    expect([run.worker.aborted.length, run.time.waiting]).toEqual([2, 0])
  })

  test('but not while somebody debugs it', async () => {
    const run = working(both(slow, rests))
    run.worker.last.control.hold()
    run.time.pass(60_000)
    await settled()
    expect(begun(run)).toEqual(['Slow'])
    run.worker.last.give({ kind: 'succeeded', output: 1 })
    await settled()
    expect(begun(run)).toEqual(['Slow', 'B'])
  })

  test('and what came of it is the same after going back', async () => {
    const run = working(both(slow, rests))
    run.time.pass(6000)
    await settled()
    run.worker.last.give({ kind: 'succeeded', output: 'b' })
    await settled()
    const { execution } = run
    const [events, position] = [execution.history.length, execution.position]
    const story = () => Array.from({ length: events }, (_, i) => execution.history.event(i))
    const before = story()
    run.worker.begun[0]!.give({ kind: 'succeeded', output: 'slow' })
    await run.done
    execution.goTo(position)
    expect([story(), execution.history.length]).toEqual([before, events])
    await execution.run()
    expect(ending(execution)).toEqual(['slow', 'b'])
  })
})
