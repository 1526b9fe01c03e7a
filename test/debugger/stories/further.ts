import { hello } from '../support/machines'
import { machine, type Story } from '../support/story'
import * as m from './machines'

const stopOnEntry = true
const busy = { Throw: { Error: 'Busy', Cause: 'x' } }
const retriedTask = { '0-1': busy, 2: { Return: 1 } }
const calls = (answers: object) => machine(m.retried, { 'mock.json': m.mocksOf({ Call: answers }) })
const inject = (fault: object, threadId = 1) => `ask! stepthrough/inject :: ${JSON.stringify({ threadId, fault })}`
const stage = 'next :: {"granularity":"instruction"}'

/** Data breakpoints, what is let happen, where values come from, time. */
export const further: { readonly [name: string]: Story } = {
  'a variable that changes stops with what it was and what has changed it': {
    files: machine(m.variables),
    launch: { stopOnEntry },
    steps: ['next', 'data Variables $total', 'continue', 'stack', 'continue'],
  },
  'a data breakpoint with a condition and a hit count': {
    files: machine({
      StartAt: 'Add',
      States: {
        Add: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'More' },
        More: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericLessThan: 6, Next: 'Add' }], Default: 'Done' },
        Done: { Type: 'Succeed' },
      },
    }),
    launch: { input: { n: 0 }, stopOnEntry },
    steps: ['data Input n :: {"accessType":"write","condition":"$.n > 1","hitCondition":"2"}', 'continue', 'stack', 'continue'],
  },
  'a value that is read stops before the field that reads it': {
    files: machine(m.stages, { 'mock.json': m.stagesMock }),
    launch: { ...m.mocked, input: m.stagesInput, stopOnEntry },
    steps: ['data Input order :: {"accessType":"read"}', 'continue', 'stack'],
  },
  'a data breakpoint stops once at each change on the way back': {
    files: machine(m.counted),
    launch: { input: { n: 0 }, stopOnEntry },
    steps: ['next', 'next', 'data Variables $seen', 'continue', 'continue', 'reverseContinue', 'reverseContinue', 'reverseContinue'],
  },
  'an error is let happen at a state, and caught': {
    files: calls({ 0: { Return: 1 } }),
    launch: { ...m.mocked, stopOnEntry },
    steps: [inject({ kind: 'error', error: 'Refused', cause: 'for once' })],
  },
  'a timeout is let happen': {
    files: calls({ 0: { Return: 1 } }),
    launch: { ...m.mocked, stopOnEntry },
    steps: [inject({ kind: 'timeout' })],
  },
  'a result is returned without the task': {
    files: calls({ 0: busy }),
    launch: { ...m.mocked, stopOnEntry },
    steps: [inject({ kind: 'result', output: { made: 'up' } })],
  },
  'a payload that is too large': {
    files: calls({ 0: { Return: 1 } }),
    launch: { ...m.mocked, stopOnEntry },
    steps: [inject({ kind: 'limit' })],
  },
  'who wrote a value': {
    files: machine(m.stages, { 'mock.json': m.stagesMock }),
    launch: { ...m.mocked, input: m.stagesInput, stopOnEntry },
    steps: ['next', 'ask stepthrough/whoWrote :: {"expression":"$.receipt"}', 'ask stepthrough/whoWrote :: {"expression":"$.nothing"}'],
  },
  'a visit, the execution and a part of a value are told for a panel': {
    files: machine(m.stages, { 'mock.json': m.stagesMock }),
    launch: { ...m.mocked, input: m.stagesInput, stopOnEntry: true },
    steps: [
      'next',
      'ask stepthrough/execution',
      'ask stepthrough/visit :: {"event":2}',
      'ask stepthrough/visit :: {"event":1}',
      'ask stepthrough/value :: {"ref":{"event":2,"name":"input"},"steps":["order","items"]}',
      'ask stepthrough/valueText :: {"ref":{"event":2,"name":"Parameters"},"steps":[]}',
      'stepBack',
      'ask stepthrough/visit :: {"event":2}',
    ],
  },
  'values at the ends of lines': {
    files: machine(m.stages, { 'mock.json': m.stagesMock }),
    launch: { ...m.mocked, input: m.stagesInput, stopOnEntry },
    steps: [stage, stage, stage, stage, stage, 'stack', 'ask stepthrough/inlineValues :: {"frameId":1}', 'next', 'stack'],
  },
  'what has changed since the stage before': {
    files: machine(m.stages, { 'mock.json': m.stagesMock }),
    launch: { ...m.mocked, input: m.stagesInput, stopOnEntry },
    steps: [
      stage,
      'scope Changes',
      stage,
      'scope Changes',
      stage,
      'scope Changes',
      stage,
      stage,
      'scope Changes',
      stage,
      'scope Changes',
      'stepBack :: {"granularity":"instruction"}',
      'scope Changes',
    ],
  },
  'the attempts of a state that is tried again': {
    files: calls(retriedTask),
    launch: { ...m.mocked },
    steps: ['errors retried', 'start', 'scope Retry', 'continue', 'scope Retry', 'continue'],
  },
  'what a step means is changed while it runs': {
    files: machine(hello),
    launch: { input: { name: 'x' }, stopOnEntry },
    steps: ['ask stepthrough/stepBy :: {"by":"stage"}', 'next', 'stack', 'ask stepthrough/stepBy :: {"by":"state"}', 'next', 'stack'],
  },
  'the progress of a wait in real time is cancelled: the wait is over': {
    files: machine(m.waiting),
    launch: { input: { seconds: 5 }, stopOnEntry, time: 'real' },
    client: { supportsProgressReporting: true },
    steps: [
      'break "Both": ',
      'ask continue :: {"threadId":1}',
      'await progressStart',
      'ask cancel :: {"progressId":"wait-1"}',
      'wait',
      'stack',
      'ask terminate',
      'wait',
    ],
  },
  'the next timer is skipped to': {
    files: machine(m.waiting),
    launch: { input: { seconds: 5 }, stopOnEntry, time: 'real' },
    steps: ['ask! stepthrough/skipTimer', 'stack', 'ask terminate'],
  },
}
