import { describe, test } from 'vitest'
import { bindTasks } from '../../hosts/node/tasks/bind'
import * as machines from './support/machines'
import { TestSession } from './support/session'
import { expectGolden } from './support/transcript'

const mocked = { mockConfig: 'mock.json', stateMachineName: 'Orders' }

/** Whole sessions, told as the client sees them in golden/NAME.txt. */
const stories: { readonly [name: string]: (tell: (files: object) => TestSession) => Promise<TestSession> } = {
  'hello world, state by state': async (open) => {
    const s = open({ 'machine.asl.json': machines.hello })
    await s.launch({ input: { name: 'World' }, stopOnEntry: true })
    await s.stack()
    await s.scope('Input')
    await s.move('next')
    await s.stack()
    await s.scope('Input')
    await s.move('next')
    return s
  },
  'an order, with a breakpoint and a mock file': async (open) => {
    const s = open({ 'machine.asl.json': machines.orders, 'mock.json': machines.orderMocks })
    await s.launch({ ...mocked, testCase: 'Happy', input: { customer: 'C-1' } }, [{ line: s.line('UpdateInventory') }])
    await s.stack()
    await s.scope('Input')
    await s.move('continue')
    return s
  },
  'a payment is tried again, and no task is asked again after stepping back': async (open) => {
    const s = open({ 'machine.asl.json': machines.orders, 'mock.json': machines.orderMocks })
    await s.launch({ ...mocked, testCase: 'Slow', input: {} }, [{ line: s.line('SendConfirmationEmail') }])
    await s.scope('Input')
    await s.move('stepBack')
    await s.scope('Input')
    await s.move('stepBack')
    await s.scope('Input')
    await s.move('next')
    await s.scope('Input')
    await s.move('reverseContinue')
    await s.scope('Input')
    await s.move('continue')
    await s.move('continue')
    return s
  },
  'a declined payment is caught': async (open) => {
    const s = open({ 'machine.asl.json': machines.orders, 'mock.json': machines.orderMocks })
    await s.launch({ ...mocked, testCase: 'Declined', input: {} }, [], ['caught', 'uncaught'])
    await s.stack()
    await s.scope('Error')
    await s.move('continue')
    return s
  },
  'an uncaught error stops at the state that failed': async (open) => {
    const s = open({ 'machine.asl.json': machines.failing })
    await s.launch({ input: {} })
    await s.stack(2)
    await s.scope('Error', 2)
    s.tell(`  exceptionInfo: ${JSON.stringify(await s.request('exceptionInfo', { threadId: 2 }))}`)
    await s.move('continue')
    return s
  },
  'branches of a Parallel are threads': async (open) => {
    const s = open({ 'machine.asl.json': machines.parallel })
    await s.launch({ input: {}, stopOnEntry: true })
    await s.move('stepIn')
    s.tell(`  threads: ${JSON.stringify((await s.request('threads')).threads)}`)
    await s.stack(2)
    await s.stack(3)
    await s.move('next', 2)
    await s.stack(2)
    await s.stack(3)
    await s.move('next', 3)
    await s.stack(3)
    s.tell(`  threads: ${JSON.stringify((await s.request('threads')).threads)}`)
    await s.move('stepBack', 3)
    await s.stack(2)
    await s.stack(3)
    await s.move('stepOut', 3)
    await s.stack(1)
    await s.scope('Output')
    await s.move('next')
    await s.scope('Input')
    await s.move('continue')
    return s
  },
  'iterations of a Map are threads': async (open) => {
    const s = open({ 'machine.asl.json': machines.lines })
    await s.launch({ input: { lines: [{ amount: 1 }, { amount: 2 }] }, stopOnEntry: true })
    await s.move('stepIn')
    s.tell(`  threads: ${JSON.stringify((await s.request('threads')).threads)}`)
    await s.scope('Input', 2)
    await s.move('next', 2)
    await s.move('next', 2)
    await s.stack(3)
    await s.move('stepOut', 3)
    await s.stack()
    await s.move('continue')
    return s
  },
  'a task asks for its result': async (open) => {
    const s = open({ 'machine.asl.json': machines.orders })
    await s.launch({ unmocked: 'prompt', input: {} })
    await s.stack()
    s.tell(`  ${await s.evaluate('{"id": "A-2", "total": 7}', 'repl')}`)
    await s.stopped()
    s.tell(`  ${await s.evaluate('throw Payment.Declined: no money', 'repl')}`)
    await s.next('terminated')
    return s
  },
  'one of two machines in a SAM template in YAML': async (open) => {
    const s = open({ 'template.yaml': machines.template })
    await s.launch({ program: 'template.yaml', stateMachineName: 'Second', input: {} }, [{ line: 24 }])
    await s.stack()
    await s.move('next')
    return s
  },
  'a distributed Map over a file': async (open) => {
    const s = open({ 'machine.asl.json': machines.distributed, 'data/items.csv': 'sku,price\nA,1\nB,2\n' })
    await s.launch({ input: {} }, [{ line: s.line('Row'), condition: "$.sku == 'B'" }])
    await s.stack(3)
    await s.scope('Input', 3)
    await s.move('continue')
    return s
  },
  'breakpoints with conditions in both query languages': async (open) => {
    const states = {
      Path: { Type: 'Pass', Next: 'Jsonata' },
      Jsonata: { QueryLanguage: 'JSONata', Type: 'Pass', Next: 'End' },
      End: { Type: 'Succeed' },
    }
    const s = open({ 'machine.asl.json': { StartAt: 'Path', States: states }, 'other.asl.json': machines.hello })
    await s.initialize({ supportsVariableType: true })
    await s.request('launch', { program: s.path('machine.asl.json'), input: { total: 120, tags: ['a'] } } as never)
    await s.request('setBreakpoints', {
      source: { path: s.path('machine.asl.json') },
      breakpoints: [
        { line: s.line('Path'), condition: "$.total > 100 && $$.State.Name == 'Path'" },
        { line: s.line('Path'), condition: '$.total > ' },
        { line: s.line('Path'), logMessage: '{$.total} is more than 100: {$.total > 100}, {$.missing}' },
        { line: s.line('Jsonata'), condition: '$count($states.input.tags) = 1' },
        { line: s.line('Jsonata'), condition: '$states.input.total == 120' },
        { line: s.line('End'), condition: '$.missing.path' },
        { line: 99 },
      ],
    })
    await s.request('setBreakpoints', { source: { path: s.path('other.asl.json') }, breakpoints: [{ line: 4 }] })
    await s.request('setFunctionBreakpoints', {
      breakpoints: [
        { name: 'End', condition: "$.tags[0] == 'a'" },
        { name: 'End', condition: '$.tags[' },
      ],
    })
    await s.request('configurationDone')
    await s.stopped()
    for (let i = 0; i < 3; i++) await s.move('continue')
    return s
  },
  'a nested execution is stepped into and out of, in its own file': async (open) => {
    const s = open(machines.refunds)
    await s.launch({ input: { amount: 7 }, stopOnEntry: true })
    await s.move('stepIn')
    s.tell(`  threads: ${JSON.stringify((await s.request('threads')).threads)}`)
    await s.places(2)
    await s.scope('Input', 2)
    await s.move('next', 2)
    await s.places(2)
    await s.scope('Variables', 2)
    await s.move('stepBack', 2)
    await s.move('stepBack', 2)
    await s.places()
    await s.move('stepIn')
    await s.move('stepOut', 2)
    await s.places()
    await s.move('next')
    await s.scope('Input')
    s.tell(`  sources: ${JSON.stringify((await s.request('loadedSources')).sources.map(({ name }) => name))}`)
    await s.move('continue')
    return s
  },
  'breakpoints in the file of a nested execution': async (open) => {
    const s = open(machines.refunds)
    const source = { path: s.path('refund.asl.json') }
    await s.initialize({ supportsVariableType: true })
    await s.request('setBreakpoints', { source, breakpoints: [{ line: s.line('Pay', 'refund.asl.json') }] })
    await s.request('setFunctionBreakpoints', { breakpoints: [{ name: 'Check' }, { name: 'Tell' }] })
    await s.request('launch', { program: s.path('machine.asl.json'), input: { amount: 7 } } as never)
    await s.request('setBreakpoints', {
      source,
      breakpoints: [
        { line: s.line('Pay', 'refund.asl.json'), condition: '$amount == 7' },
        { line: s.line('Pay', 'refund.asl.json'), logMessage: 'pays {$amount} to {$$.Execution.Name}' },
      ],
    })
    await s.request('configurationDone')
    await s.stopped()
    await s.places(2)
    await s.move('continue')
    await s.places(2)
    await s.move('continue')
    await s.places()
    await s.move('reverseContinue')
    await s.places(2)
    await s.move('continue')
    await s.move('continue')
    return s
  },
  'a JSONata machine with variables': async (open) => {
    const s = open({ 'machine.asl.json': machines.jsonata })
    await s.launch({ input: { items: [{ price: 10 }, { price: 20 }] }, stopOnEntry: true })
    await s.move('next')
    await s.scope('Variables')
    for (const text of ['$total', '$states.input.items[price > 10]', '{% $total * 2 %}', 'Sum'])
      s.tell(`  ${text} = ${await s.evaluate(text)}`)
    await s.move('next')
    return s
  },
}

describe('a session as the client sees it', () => {
  test.each(Object.entries(stories))('%s', async (name, tell) => {
    const session = await tell((files) => new TestSession(files as never, () => 0, { bind: bindTasks }))
    await session.request('disconnect')
    expectGolden(name, session.transcript)
  })
})
