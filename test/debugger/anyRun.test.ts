import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../../core/base/json'
import { createExecution, plan } from '../../core/interpreter'
import { parseDocument } from '../../core/model/parse'
import { readMocks } from '../../core/run/mock/answers'
import { nodePorts } from '../../hosts/node/ports'
import { inputs, machines } from '../support/anyMachine'
import { deployable } from '../support/deployable'
import { TestSession } from './support/session'

const limits = { historyEvents: 200 }
const startTime = Date.UTC(2026, 0, 1)

/** Tasks of every state fail now and then, and answer in the end. */
const responses = fc.array(fc.constantFrom({ Throw: { Error: 'Boom', Cause: 'because' } }, { Return: { n: 1 } }, { Return: 'text' }), {
  minLength: 1,
  maxLength: 4,
})
const mockFile = (names: readonly string[], list: readonly Json[]) => ({
  StateMachines: { Any: { TestCases: { Case: Object.fromEntries(names.map((name) => [name, 'R'])) } } },
  MockedResponses: { R: { ...list, [`${list.length}-9999`]: { Return: { done: true } } } },
})

const condition = fc.constantFrom(
  '$.n == 1',
  '!$.n && $$.State.Name != "B"',
  '$v',
  '$nope > 1',
  "States.Format('{}', $.n) == '1'",
  '{% $random() < 0.5 %}',
  '{% $error("no") %}',
  '$.list[?(@.n == 2)]',
  'this is none',
)
const hitCondition = fc.constantFrom('2', '%2', '>1')
const selector = fc.constantFrom(
  '*',
  '?',
  'type:Task @attempt',
  'type:Map @firstItem',
  '* @exit',
  '* @catch',
  'resource:*sqs*',
  'error:*',
  'error:Boom',
)
const settings = fc.record({ name: fc.oneof(fc.nat(), selector), condition, hitCondition }, { requiredKeys: ['name'] })
const mode = fc.constantFrom('entry', 'exit', 'attempt', 'catch', 'item', 'firstItem', 'none')
const source = fc.record(
  { line: fc.nat(200), column: fc.nat(80), mode, condition, hitCondition, logMessage: fc.constantFrom('at {$}', '{$nope > 1}') },
  { requiredKeys: ['line'] },
)
const filter = fc.record(
  {
    filterId: fc.constantFrom('uncaught', 'caught', 'retried', 'runtime', 'tolerated', 'named', 'all'),
    condition: fc.constantFrom('Boom', '*, !Boom', 'States.ALL if $.n == 1', 'if {% $error("no") %}', '$ is none'),
  },
  { requiredKeys: ['filterId'] },
)
const data = fc.record(
  {
    dataId: fc.constantFrom(
      '{"of":"payload","steps":["n"]}',
      '{"of":"payload","steps":[]}',
      '{"of":"variable","name":"v","steps":[]}',
      '{"of":"stage","state":"A","stage":"result","steps":["n"]}',
      'none',
    ),
    accessType: fc.constantFrom('read', 'write', 'readWrite'),
    condition,
    hitCondition: fc.constantFrom('2', '%2'),
  },
  { requiredKeys: ['dataId'] },
)
const move = fc.constantFrom(
  'next',
  'next',
  'stepIn',
  'stepIn',
  'stepOut',
  'continue',
  'stepBack',
  'reverseContinue',
  'stepthrough/restartToHere',
)
const granularity = fc.constantFrom(undefined, 'statement', 'line', 'instruction')
/** What a person looks at meanwhile; none of it is part of the run. */
const look = fc.constantFrom(
  '$',
  '$.n',
  '$v',
  '($v := 5; $v)',
  '{% $random() %}',
  'States.UUID()',
  '$$.State',
  '{% $states.input ~> |$|{"x":1}| %}',
)

async function plainRun(definition: unknown, input: Json, mockFile: Json): Promise<unknown[]> {
  const { machine } = parseDocument(JSON.stringify(definition), { format: 'json', content: 'definition' }).definitions[0]!
  const read = readMocks(mockFile, { testCase: 'Case', machine, stateMachineName: 'Any' })
  if (read.kind === 'wrong') throw new Error(read.message)
  const ports = nodePorts({ task: (call) => read.answer(call) ?? { kind: 'failed', error: 'No.Mock' }, seed: 3 })
  const execution = createExecution(plan(machine), { input, ports, startTime, limits, stateMachineName: 'Any' })
  await execution.run()
  return Array.from({ length: execution.history.length }, (_, i) => execution.history.event(i))
}

/** Something else happens to a thread, and is taken back by going to the beginning. Undefined: nothing could. */
async function letHappen(s: TestSession, threadId: number, which: number) {
  const faults = [{ kind: 'error', error: 'Boom' }, { kind: 'result', output: { n: 1 } }, { kind: 'limit' }] as const
  const { success } = await s.send('stepthrough/inject', { threadId, fault: faults[which % faults.length] })
  if (!success) return undefined
  let event = await s.stoppedOrEnded()
  // to the beginning, over whatever stops it on the way
  while (event.event === 'stopped' && (await s.send('reverseContinue', { threadId: 1 })).success) event = await s.stoppedOrEnded()
  return event
}

test('a random machine that is debugged at random has the history of one that nobody watches', () =>
  fc.assert(
    fc.asyncProperty(
      machines,
      inputs,
      responses,
      fc.array(settings, { maxLength: 4 }),
      fc.array(fc.tuple(move, look, fc.nat(), granularity), { maxLength: 25 }),
      fc.constantFrom('state', 'stage'),
      fc.array(filter, { maxLength: 3 }),
      fc.array(data, { maxLength: 3 }),
      fc.array(source, { maxLength: 6 }),
      async (any, input, answers, breakpoints, moves, stepBy, filterOptions, dataBreakpoints, places) => {
        const names: string[] = []
        const definition = deployable(any, names)
        const mocks = mockFile(names, answers)
        const s = new TestSession({ 'machine.asl.json': definition, 'mocks.json': mocks })
        await s.initialize()
        const launched = await s.send('launch', {
          program: s.path('machine.asl.json'),
          input: JSON.stringify(input),
          mockConfig: s.path('mocks.json'),
          testCase: 'Case',
          stateMachineName: 'Any',
          stopOnEntry: true,
          seed: 3,
          startTime,
          stepBy,
          limits,
        })
        fc.pre(launched.success === true)
        await s.request('setFunctionBreakpoints', {
          breakpoints: breakpoints.map(({ name, ...each }) => ({
            ...each,
            name: typeof name === 'string' ? name : names[name % names.length]!,
          })),
        })
        const file = { path: s.path('machine.asl.json') }
        await s.request('setBreakpoints', { source: file, breakpoints: places })
        await s.request('setExceptionBreakpoints', { filters: [], filterOptions })
        await s.request('setDataBreakpoints', { breakpoints: dataBreakpoints })
        await s.request('configurationDone')
        let event = await s.stoppedOrEnded()
        for (const [command, expression, which, granularity] of moves) {
          if (event.event !== 'stopped') break
          const { threads } = await s.request('threads')
          await s.send('evaluate', { expression, context: 'watch' })
          const threadId = threads[which % threads.length]!.id
          if (which % 5 === 0) event = (await letHappen(s, threadId, which)) ?? event
          // it has ended before the turn of the thread to which something was let happen
          if (event.event !== 'stopped') return
          const response = await s.send(command, { threadId, granularity })
          if (response.success) event = await s.stoppedOrEnded()
        }
        await s.request('setFunctionBreakpoints', { breakpoints: [] })
        await s.request('setBreakpoints', { source: file, breakpoints: [] })
        await s.request('setExceptionBreakpoints', { filters: [] })
        await s.request('setDataBreakpoints', { breakpoints: [] })
        while (event.event === 'stopped') event = await s.move('continue')
        const { events } = await s.request('stepthrough/getHistory')
        expect(events.map((row) => row.event)).toEqual(await plainRun(definition, input, mocks))
      },
    ),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 60) },
  ))
