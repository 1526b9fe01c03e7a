import type { DebugProtocol as P } from '@vscode/debugprotocol'
import { describe, test } from 'vitest'
import { everyPlace, input, placeFiles, placeIn } from './support/places'
import { TestSession } from './support/session'
import { expectGolden } from './support/transcript'

const text = JSON.stringify(everyPlace, null, 2)
const on = (path: string, more: Omit<P.SourceBreakpoint, 'line'> = {}): P.SourceBreakpoint => ({
  ...placeIn(text, ...path.split(' > ')),
  ...more,
})

interface Story {
  readonly testCase: 'Good' | 'Slow' | 'Bad'
  readonly breakpoints?: readonly P.SourceBreakpoint[]
  readonly names?: readonly P.FunctionBreakpoint[]
  /** Evaluated at each stop. */
  readonly watch?: string
  /** How often it goes back at the last stop. */
  readonly back?: number
}

/** Sessions that go from stop to stop, told as the client sees them in golden/NAME.txt. */
const stories: { readonly [name: string]: Story } = {
  'each field of a task stops before it is evaluated': {
    testCase: 'Good',
    breakpoints: ['InputPath', 'Parameters', 'Resource', 'ResultSelector', 'Assign', 'ResultPath'].map((name) =>
      on(`"Call": { > "${name}"`),
    ),
    watch: '$',
    back: 7,
  },
  'the result of a task stops at its value': { testCase: 'Good', breakpoints: [on('"Call": { > "arn:')], watch: '$states.result' },
  'a Retrier stops before each backoff': { testCase: 'Slow', breakpoints: [on('"Retry" > "Slow"')], watch: '$states.errorOutput', back: 2 },
  'a Catcher stops as it takes the error, and where it leads': {
    testCase: 'Bad',
    breakpoints: [on('"Catch" > "States.ALL"'), on('"States.ALL" > "Next"')],
    watch: '$',
    back: 1,
  },
  'a Choice stops at the rules, and at the one that is taken': {
    testCase: 'Bad',
    breakpoints: [on('"Which": { > "Choices"'), on('"Which": { > "Variable"'), on('"Which": { > "Default"')],
    watch: '$.error.Error',
  },
  'Default stops when no rule holds': { testCase: 'Good', breakpoints: [on('"Which": { > "Default"')], watch: '$.in.n' },
  'a Map stops at its items, its selector, its processor, and as each iteration begins': {
    testCase: 'Good',
    breakpoints: ['ItemsPath', 'ItemSelector', 'ItemProcessor', 'StartAt'].map((name) => on(`"Each": { > "${name}"`)),
    watch: '$',
    back: 3,
  },
  'branches stop as they begin and when all have ended': {
    testCase: 'Good',
    breakpoints: [on('"Both": { > "Branches"'), on('"Both": { > "StartAt"'), on('"Both": { > ],\n      "Next"')],
    watch: '$',
  },
  'a wait, an end and a failure': {
    testCase: 'Bad',
    breakpoints: [on('"Sleep": { > "Seconds"'), on('"Done": { > "Type"'), on('"Lost": { > "Error"')],
  },
  'every attempt, the exit and the catch of a task': {
    testCase: 'Slow',
    breakpoints: [on('"Call": {', { mode: 'attempt' }), on('"Call": {', { mode: 'exit' }), on('"Call": {', { mode: 'catch' })],
    watch: '$$.State.RetryCount',
    back: 2,
  },
  'the catch of a task': { testCase: 'Bad', breakpoints: [on('"Call": {', { mode: 'catch' }), on('"Call": {', { mode: 'exit' })] },
  'each item and the first item of a Map': {
    testCase: 'Good',
    breakpoints: [on('"Each": {', { mode: 'item', hitCondition: '2' }), on('"One": { > "End"', { mode: 'firstItem' })],
    watch: '$.v',
  },
  'modes that cannot be': {
    testCase: 'Good',
    breakpoints: ['catch', 'firstItem', 'sometimes'].map((mode) => on('"Sleep": {', { mode })),
  },
  'conditions, hit counts and messages on places': {
    testCase: 'Slow',
    breakpoints: [
      on('"Call": { > "ResultSelector"', { condition: '$states.result.value == 8' }),
      on('"Retry" > "Slow"', { hitCondition: '2', logMessage: 'attempt {$$.State.RetryCount} failed: {$states.errorOutput.Error}' }),
      on('"Call": { > "Parameters"', { condition: '$.n > 5' }),
      on('"One": { > "End"', { condition: "$.v == 'b'", hitCondition: '==1', logMessage: '{$.v} is left' }),
    ],
    watch: '$states.result',
  },
  'function breakpoints by a glob, a type and a resource, with modes': {
    testCase: 'Good',
    names: [
      { name: 'O*' },
      { name: 'type:Wait' },
      { name: 'resource:*lambda* @exit' },
      { name: 'type:Map @firstItem' },
      { name: 'Nobody' },
    ],
  },
  'function breakpoints at errors, whoever handles them': {
    testCase: 'Slow',
    names: [{ name: 'error:Slow', hitCondition: '2' }, { name: 'error:States.*' }, { name: 'error:' }],
    watch: '$states.errorOutput',
  },
}

describe('a session that goes from stop to stop', () => {
  test.each(Object.entries(stories))('%s', async (name, { testCase, breakpoints = [], names = [], watch = '$$.State.Name', back = 0 }) => {
    const s = new TestSession(placeFiles, () => 0)
    await s.initialize()
    const program = s.path('machine.asl.json')
    await s.request('setFunctionBreakpoints', { breakpoints: [...names] })
    await s.request('launch', { program, mockConfig: 'mock.json', testCase, input } as never)
    await s.request('setBreakpoints', { source: { path: program }, breakpoints: [...breakpoints] })
    await s.request('setExceptionBreakpoints', { filters: [] })
    await s.request('configurationDone')
    const look = async ({ body: { threadId } }: P.Event) => {
      await s.stack(threadId)
      s.tell(`  ${watch} = ${await s.evaluate(watch, 'watch', threadId).catch((error: Error) => error.message)}`)
      return threadId as number
    }
    let last = 1
    let count = 0
    let event = await s.stoppedOrEnded()
    for (; event.event === 'stopped'; event = await s.move('continue', last)) {
      last = await look(event)
      count++
      if (count === breakpoints.length && back > 0) {
        for (let i = 0; i < back && (await s.send('reverseContinue', { threadId: last })).success; i++)
          last = await look(await s.next('stopped'))
      }
      if (count > 40) throw new Error('It does not end.')
    }
    await s.request('disconnect')
    expectGolden(name, s.transcript)
  })
})
