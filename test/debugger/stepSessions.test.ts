import { writeFileSync } from 'node:fs'
import { describe, test } from 'vitest'
import { bindTasks } from '../../hosts/node/tasks/bind'
import * as machines from './support/machines'
import { TestSession } from './support/session'
import { expectGolden } from './support/transcript'

type Open = (files: object) => TestSession

/** What a state makes of its input, field by field. */
const flow = {
  StartAt: 'Shape',
  States: {
    Shape: {
      Type: 'Pass',
      InputPath: '$.order',
      Parameters: { 'total.$': '$.total', currency: 'EUR' },
      ResultPath: '$.shaped',
      Next: 'Tell',
    },
    Tell: { Type: 'Pass', Parameters: { 'text.$': "States.Format('{} {}', $.shaped.total, $.shaped.currency)" }, End: true },
  },
}

const iterations = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemProcessor: {
        StartAt: 'Price',
        States: { Price: { Type: 'Pass', Parameters: { 'p.$': '$.n' }, Next: 'Kept' }, Kept: { Type: 'Pass', End: true } },
      },
      Next: 'After',
    },
    After: { Type: 'Succeed' },
  },
}
const items = { items: [{ n: 1 }, { n: 2 }, { n: 3 }] }

const waits = {
  StartAt: 'Soon',
  States: {
    Soon: { Type: 'Wait', Seconds: 60, Next: 'Late' },
    Late: { Type: 'Wait', Seconds: 3600, Next: 'Done' },
    Done: { Type: 'Succeed' },
  },
}

const targets = async (s: TestSession, threadId = 1) => {
  const found = (await s.request('stepInTargets', { frameId: await s.frame(threadId) })).targets
  s.tell(`  targets: ${found.map(({ id, label }) => `${id} ${label}`).join('; ')}`)
  return found
}
const into = async (s: TestSession, targetId: number, threadId = 1) => {
  await s.request('stepIn', { threadId, targetId })
  await s.stopped()
}
const jumpTargets = async (s: TestSession, state: string) => {
  const found = (await s.request('gotoTargets', { source: { path: s.path('machine.asl.json') }, line: s.line(state) })).targets
  s.tell(`  jump to ${found.map(({ label }) => label).join(', or to ')}`)
  return found
}
const jump = async (s: TestSession, targetId: number) => {
  await s.request('goto', { threadId: 1, targetId })
  await s.stopped()
}
const toHere = async (s: TestSession, machine: object) => {
  writeFileSync(s.path('machine.asl.json'), JSON.stringify(machine, null, 2))
  s.tell('  the definition is edited')
  await s.request('stepthrough/restartToHere')
  await s.stoppedOrEnded()
}
const refused = async (s: TestSession, command: string, args: object) => void (await s.send(command, args))

/** Sessions that step, told as the client sees them in golden/NAME.txt. */
const stories: { readonly [name: string]: (open: Open) => Promise<TestSession> } = {
  'stage by stage, and back': async (open) => {
    const s = open({ 'machine.asl.json': flow })
    await s.launch({ input: { order: { total: 42 } }, stopOnEntry: true, stepBy: 'stage' })
    for (let i = 0; i < 3; i++) {
      await s.move('next')
      await s.stack()
    }
    for (let i = 0; i < 3; i++) {
      await s.move('stepBack')
      await s.stack()
    }
    await refused(s, 'stepBack', { threadId: 1 })
    return s
  },
  'the toggle between states and stages': async (open) => {
    const s = open({ 'machine.asl.json': flow })
    await s.launch({ input: { order: { total: 42 } }, stopOnEntry: true })
    await s.request('stepthrough/stepBy', { by: 'stage' })
    await s.move('next')
    await s.stack()
    await s.request('stepthrough/stepBy', { by: 'state' })
    await s.move('next')
    await s.stack()
    await s.request('stepBack', { threadId: 1, granularity: 'instruction' })
    await s.stopped()
    await s.stack()
    return s
  },
  'into a state through its stages, and out of it': async (open) => {
    const s = open({ 'machine.asl.json': flow })
    await s.launch({ input: { order: { total: 42 } }, stopOnEntry: true })
    await s.move('stepIn')
    await s.stack()
    await s.move('stepIn')
    await s.stack()
    await s.move('stepOut')
    await s.stack()
    await s.move('stepOut')
    return s
  },
  'into the iteration that is asked for, which is followed to its end': async (open) => {
    const s = open({ 'machine.asl.json': iterations })
    await s.launch({ input: items, stopOnEntry: true })
    await targets(s)
    await into(s, 2)
    await s.stack(4)
    await s.move('next', 4)
    await s.stack(4)
    await s.move('next', 4)
    await s.stack()
    return s
  },
  'into the stages of a Map': async (open) => {
    const s = open({ 'machine.asl.json': iterations })
    await s.launch({ input: items, stopOnEntry: true })
    await into(s, 1_000_000_000)
    await s.stack()
    await targets(s)
    await s.move('stepIn')
    await s.stack()
    return s
  },
  'a step over a Map stops at a breakpoint in an iteration': async (open) => {
    const s = open({ 'machine.asl.json': iterations })
    await s.launch({ input: items, stopOnEntry: true }, [{ line: s.line('Kept'), condition: '$.p == 2' }])
    await s.move('next')
    await s.stack(3)
    await s.move('stepOut', 3)
    await s.stack()
    await s.move('next')
    return s
  },
  'the others go first': async (open) => {
    const s = open({ 'machine.asl.json': machines.parallel })
    await s.launch({ input: {}, stopOnEntry: true, stepOthersFirst: true })
    await s.move('stepIn')
    await s.move('next', 2)
    await s.stack(2)
    await s.stack(3)
    await s.move('stepBack', 2)
    await s.stack(3)
    return s
  },
  'reverse stops where conditions and hit counts stopped': async (open) => {
    const s = open({ 'machine.asl.json': machines.counting })
    await s.launch({ input: {} }, [
      { line: s.line('Add'), hitCondition: '% 2' },
      { line: s.line('More'), condition: '$.n == 5' },
    ])
    for (let i = 0; i < 2; i++) await s.move('continue')
    for (let i = 0; i < 3; i++) {
      await s.move('reverseContinue')
      await s.stack()
    }
    return s
  },
  'reverse over an edit and a jump': async (open) => {
    const s = open({ 'machine.asl.json': machines.counting })
    await s.launch({ input: {}, stopOnEntry: true })
    await s.move('next')
    await s.request('setVariable', { variablesReference: await s.scopeReference('Input'), name: 'n', value: '3' })
    await s.move('next')
    await jump(s, (await jumpTargets(s, 'Done'))[0]!.id)
    await s.scope('Input')
    await s.move('stepBack')
    await s.scope('Input')
    await s.move('stepBack')
    await s.scope('Input')
    await s.move('reverseContinue')
    await s.scope('Input')
    return s
  },
  'a jump with the input of the last time': async (open) => {
    const s = open({ 'machine.asl.json': machines.counting })
    await s.launch({ input: {} }, [{ line: s.line('Done') }])
    const [asItIs, lastTime] = await jumpTargets(s, 'Init')
    await jump(s, lastTime!.id)
    await s.scope('Input')
    await s.move('stepBack')
    await jump(s, asItIs!.id)
    await s.scope('Input')
    return s
  },
  'a frame is restarted, that of the owner too': async (open) => {
    const s = open({ 'machine.asl.json': machines.parallel })
    await s.launch({ input: {} }, [{ line: s.line('LeftEnd') }])
    const { stackFrames } = await s.request('stackTrace', { threadId: 2 })
    for (const name of ['LeftEnd', 'Both']) {
      await s.request('restartFrame', {
        frameId: (await s.request('stackTrace', { threadId: 2 })).stackFrames.find((f) => f.name === name)!.id,
      })
      await s.stopped()
    }
    s.tell(`  frames that were there: ${stackFrames.map(({ name }) => name).join(', ')}`)
    await s.stack()
    return s
  },
  'a Wait in real time is paused and skipped': async (open) => {
    const s = open({ 'machine.asl.json': waits })
    await s.launch({ input: {}, time: 'real', stopOnEntry: true })
    await s.request('stepthrough/skipTimer')
    await s.stopped()
    await s.stack()
    await s.request('stepthrough/skipTimer')
    await s.stopped()
    await s.stack()
    await s.move('stepBack')
    await s.stack()
    return s
  },
  'restarted to here, and on in the new text': async (open) => {
    const s = open({ 'machine.asl.json': machines.counting })
    await s.launch({ input: {} }, [{ line: s.line('Add'), hitCondition: '3' }])
    const edited = structuredClone(machines.counting)
    edited.States.Add.Parameters['n.$'] = 'States.MathAdd($.n, 10)'
    edited.States.More.Choices[0]!.NumericLessThan = 100
    await toHere(s, edited)
    await s.stack()
    await s.scope('Input')
    await s.move('next')
    await s.scope('Input')
    return s
  },
  'restarted to here, where the ways part': async (open) => {
    const s = open({ 'machine.asl.json': machines.counting })
    await s.launch({ input: {} }, [{ line: s.line('Done') }])
    const edited = structuredClone(machines.counting) as { States: { More: { Default: string }; Done?: object; Finish?: object } }
    edited.States.More.Default = 'Finish'
    edited.States.Finish = edited.States.Done!
    delete edited.States.Done
    await toHere(s, edited)
    await s.stack()
    return s
  },
  'into the execution that a task starts, and its stages': async (open) => {
    const s = open(machines.refunds)
    await s.launch({ input: { amount: 5 }, stopOnEntry: true })
    await targets(s)
    await into(s, 1_000_000_001)
    await s.places(2)
    await s.request('stepBack', { threadId: 2, granularity: 'instruction' })
    await s.stopped()
    await s.places()
    await into(s, 1_000_000_000)
    await s.places()
    return s
  },
}

describe('a session that steps, as the client sees it', () => {
  for (const [name, story] of Object.entries(stories))
    test(name, async () => {
      const s = await story((files) => new TestSession(files as never, () => 0, { bind: bindTasks }))
      await s.request('disconnect', {})
      expectGolden(name, s.transcript)
    })
})
