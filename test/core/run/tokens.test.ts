import { describe, expect, test } from 'vitest'
import type { TaskOutcome } from '../../../core/interpreter'
import { Activities, activityWorkers } from '../../../core/run/activities'
import type { Answerer } from '../../../core/run/answerer'
import { Answerers } from '../../../core/run/answerers'
import { withCallbacks } from '../../../core/run/callbacks'
import { OpenTasks } from '../../../core/run/openTasks'
import { Tokens } from '../../../core/run/tokens'
import { begin, ending, eventsOf } from '../interpreter/run'
import { settled, TestTime } from './clock'

const arn = 'arn:aws:states:us-east-1:123456789012:activity:pack'
const callback = 'arn:aws:states:::lambda:invoke.waitForTaskToken'

/** An execution of one task, whose worker is the test. */
function started(Resource: string, submit: Answerer, more: object = {}, runs = true) {
  const time = new TestTime()
  const tokens = new Tokens()
  const activities = new Activities(time.after)
  const open = new OpenTasks()
  const wait = { tokens, open, execution: () => execution }
  const workers = activityWorkers(wait, activities)
  const submitted = withCallbacks(wait, submit)
  const answerers = new Answerers(
    { binding: (call, control) => workers(call, control) ?? submitted(call, control) },
    { ...time, sources: new Set(['binding']) },
  )
  const Parameters = Resource === callback ? { FunctionName: 'f', 'Payload.$': '$$.Task.Token' } : {}
  const execution = begin(
    { StartAt: 'A', States: { A: { Type: 'Task', Resource, Parameters, End: true, ...more } } },
    { task: answerers.answer, remember: true },
  )
  const over = runs ? execution.run() : Promise.resolve()
  return {
    execution,
    over,
    time,
    tokens,
    activities,
    open,
    answerers,
    token: () => execution.threads[0]!.context.Task as { Token: string },
  }
}

const told = (execution: ReturnType<typeof started>['execution']) =>
  eventsOf(execution)
    .filter(({ type }) => /^(Task|Activity)[A-Z]/.test(type) && !/Scheduled|TaskStarted|StateE/.test(type))
    .map(({ type }) => type)

const gives =
  (output: string): Answerer =>
  async () => ({ kind: 'succeeded', output })

describe('a callback', () => {
  test('is over when its token comes back; what was submitted is shown', async () => {
    const run = started(callback, gives('submitted'))
    await settled()
    const { Token } = run.token()
    expect(run.tokens.find(Token)?.isWaiting()).toBe(true)
    expect(run.tokens.find('other')).toBeUndefined()
    run.tokens.find(Token)!.answer({ output: { ok: true } })
    expect(run.tokens.find(Token)?.isWaiting()).toBe(false)
    await run.over
    expect(ending(run.execution)).toEqual({ ok: true })
    expect(told(run.execution)).toEqual(['TaskSubmitted', 'TaskSucceeded'])
    expect(eventsOf(run.execution).find(({ type }) => type === 'TaskSubmitted')).toMatchObject({
      taskSubmittedEventDetails: { output: '"submitted"' },
    })
  })

  test('may be answered before the request has its response', async () => {
    const answer: Answerer = async (call) => {
      await settled()
      run.tokens.find(call.taskToken!)!.answer({ error: 'Early' })
      return { kind: 'succeeded', output: 'submitted' }
    }
    const run = started(callback, answer)
    await run.over
    expect(ending(run.execution)).toMatchObject({ error: 'Early' })
    expect(told(run.execution)).toEqual(['TaskSubmitted', 'TaskFailed'])
  })

  test.each<[string, Answerer, string | undefined]>([
    ['a request that fails is the failure', async () => ({ kind: 'failed', error: 'Lambda.Unknown' }), 'Lambda.Unknown'],
    ['a request that throws, too', async () => Promise.reject(new Error('broken')), 'States.TaskFailed'],
    ['a request that is for nobody is left to others', async () => undefined, 'States.Runtime'],
    ['the same, known at once', () => undefined, 'States.Runtime'],
  ])('%s', async (_, submit, error) => {
    const run = started(callback, submit)
    await run.over
    expect(run.execution.error).toBe(error)
    expect(run.open.pending(run.execution.threads)).toEqual([])
  })

  test('a request that fails after the token has come back changes nothing', async () => {
    const run = started(callback, async (call) => {
      await settled()
      run.tokens.find(call.taskToken!)!.answer({ output: 1 })
      return { kind: 'failed', error: 'Late' }
    })
    await run.over
    expect(ending(run.execution)).toBe(1)
  })

  test('the first of a worker and a person counts, and the history says who it was', async () => {
    const sources: (string | undefined)[] = []
    for (const byCode of [true, false]) {
      const run = started(callback, gives('s'))
      await settled()
      const { Token } = run.token()
      const [call] = run.open.pending(run.execution.threads)
      if (byCode) run.tokens.find(Token)!.answer({ output: 'code' })
      run.open.resolve(call!, { output: 'person' })
      expect(run.tokens.find(Token)?.isWaiting()).toBe(false)
      await run.over
      sources.push(run.execution.output as string)
      const at = eventsOf(run.execution).findIndex(({ type }) => type === 'TaskSucceeded')
      sources.push(run.execution.history.answeredBy(at))
    }
    expect(sources).toEqual(['code', 'callback', 'person', 'edit'])
  })

  test('a heartbeat begins HeartbeatSeconds anew; a timeout tells what was submitted', async () => {
    const run = started(callback, gives('s'), { HeartbeatSeconds: 10, TimeoutSeconds: 25 })
    await settled()
    const { Token } = run.token()
    run.time.pass(9000)
    run.tokens.find(Token)!.heartbeat()
    run.time.pass(9000)
    await settled()
    expect(run.execution.status).toBe('RUNNING')
    run.time.pass(2000)
    await run.over
    expect(ending(run.execution)).toMatchObject({ error: 'States.Timeout' })
    expect(told(run.execution)).toEqual(['TaskSubmitted', 'TaskTimedOut'])
    expect(run.tokens.find(Token)?.isWaiting()).toBe(false)
  })

  test('after a step back it is submitted again, and waits again', async () => {
    let requests = 0
    const run = started(callback, async () => ({ kind: 'succeeded', output: ++requests }), {}, false)
    const toTask = async () => {
      while (run.execution.next !== undefined) run.execution.step()
      run.answerers.look(run.execution)
      await settled()
    }
    await toTask()
    const { Token } = run.token()
    run.execution.goTo(0)
    run.answerers.look(run.execution)
    expect(run.tokens.find(Token)?.isWaiting()).toBe(false)
    await toTask()
    expect(run.tokens.find(Token)?.isWaiting()).toBe(true)
    run.tokens.find(Token)!.answer({ output: 'back' })
    await run.execution.run()
    expect(ending(run.execution)).toBe('back')
    expect(requests).toBe(2)
  })
})

describe('an activity', () => {
  const nobody: Answerer = () => undefined

  test('is given to one worker, whose name the history has', async () => {
    const run = started(arn, nobody)
    const [first, second] = [run.activities.poll(arn, 'w1'), run.activities.poll(arn, 'w2')]
    const task = await first
    expect(task).toMatchObject({ taskToken: run.token().Token, input: '{}' })
    run.tokens.find(task!.taskToken)!.answer({ output: 'packed' })
    await run.over
    expect(ending(run.execution)).toBe('packed')
    expect(told(run.execution)).toEqual(['ActivityStarted', 'ActivitySucceeded'])
    expect(eventsOf(run.execution).find(({ type }) => type === 'ActivityStarted')).toMatchObject({
      activityStartedEventDetails: { workerName: 'w1' },
    })
    run.time.pass(60_000)
    expect(await second).toBeUndefined()
    expect(run.time.waiting).toBe(0)
  })

  test('a worker that is there first gets it when it comes; one that has gone does not', async () => {
    const time = new TestTime()
    const activities = new Activities(time.after)
    let leave = () => {}
    const gone = activities.poll(arn, 'gone', (listener) => (leave = listener))
    const stays = activities.poll(arn, 'stays')
    leave()
    expect(await gone).toBeUndefined()
    const taken: (string | undefined)[] = []
    activities.offer(arn, { taskToken: 't', input: '1', isWaiting: () => true, taken: (name) => taken.push(name) })
    expect(await stays).toMatchObject({ taskToken: 't' })
    expect(taken).toEqual(['stays'])
    expect(time.waiting).toBe(0)
  })

  test('one that waits no longer is given to nobody', async () => {
    const run = started(arn, nobody, { TimeoutSeconds: 5 })
    await settled()
    run.time.pass(5000)
    await run.over
    expect(told(run.execution)).toEqual(['ActivityTimedOut'])
    const poll = run.activities.poll(arn)
    run.time.pass(60_000)
    expect(await poll).toBeUndefined()
  })

  test('HeartbeatSeconds count from when a worker takes it', async () => {
    const run = started(arn, nobody, { HeartbeatSeconds: 5 })
    await settled()
    run.time.pass(100_000)
    await settled()
    expect(run.execution.status).toBe('RUNNING')
    await run.activities.poll(arn, 'w')
    run.time.pass(5000)
    await run.over
    expect(ending(run.execution)).toMatchObject({ error: 'States.Timeout' })
    expect(told(run.execution)).toEqual(['ActivityStarted', 'ActivityTimedOut'])
  })

  test('other tasks are for others', async () => {
    const outcome: TaskOutcome = { kind: 'succeeded', output: 'other' }
    const run = started('arn:aws:lambda:us-east-1:123456789012:function:f', () => outcome)
    await run.over
    expect(run.execution.output).toBe('other')
  })
})
