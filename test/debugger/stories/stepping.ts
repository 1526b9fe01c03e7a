import { hello, lines, refunds } from '../support/machines'
import { machine, type Story } from '../support/story'
import * as m from './machines'

const stopOnEntry = true
const paid = { ...m.mocked, input: m.stagesInput, stopOnEntry }
const task = machine(m.stages, { 'mock.json': m.stagesMock })
const bySteps = (count: number, step: string) => Array.from({ length: count }, () => step)
const stage = ' :: {"granularity":"instruction"}'

/** Going on: by state, by stage, in and out. */
export const stepping: { readonly [name: string]: Story } = {
  'a step goes to the next state, and behind the last to the end': {
    files: machine(hello),
    launch: { stopOnEntry, input: { name: 'World' } },
    steps: ['next', 'stack', 'next'],
  },
  'a step by stage goes through the data flow of a task in JSONPath': {
    files: task,
    launch: paid,
    steps: bySteps(9, `next${stage}`)
      .flatMap((step) => ['stack', step])
      .slice(0, -1),
  },
  'a step by stage goes through the data flow of a task in JSONata': {
    files: machine(m.jsonataStages, { 'mock.json': m.stagesMock }),
    launch: paid,
    steps: bySteps(6, `next${stage}`)
      .flatMap((step) => ['stack', 'scope Variables', step])
      .slice(0, -1),
  },
  'stepBy: stage makes every step one of a stage': {
    files: task,
    launch: { ...paid, stepBy: 'stage' },
    steps: ['next', 'stack', 'next', 'stack', 'stepBack', 'stack', 'stepBack', 'stack'],
  },
  'a step over a Parallel runs all of its branches': {
    files: machine(m.waiting),
    launch: { input: { seconds: 5 }, stopOnEntry },
    steps: ['next', 'stack', 'next'],
  },
  'a step into a Parallel is in its first branch, and out of it behind all': {
    files: machine(m.waiting),
    launch: { input: { seconds: 5 }, stopOnEntry },
    steps: ['next', 'stepIn', 'threads', 'stack 2', 'stack 3', 'stepOut 2', 'stack'],
  },
  'a branch is chosen to step into': {
    files: machine(m.waiting),
    launch: { input: { seconds: 5 }, stopOnEntry },
    steps: ['next', 'targets', 'into 1', 'stack 3', 'next 3', 'stack 3', 'stack 2'],
  },
  'a step follows its iteration to its end, while others run': {
    files: machine(m.items),
    launch: { input: { items: [10, 20, 30] }, stopOnEntry },
    steps: ['stepIn', 'threads', 'scope Input in 2', 'next 2', 'stack 2', 'stack 3', 'next 2', 'threads'],
  },
  'a step out of an iteration stands at the Map with all results': {
    files: machine(m.items),
    launch: { input: { items: [10, 20, 30] }, stopOnEntry },
    steps: ['stepIn', 'stepOut 2', 'stack', 'next', 'scope Input'],
  },
  'an iteration is chosen to step into': {
    files: machine(m.items),
    launch: { input: { items: [10, 20, 30] }, stopOnEntry },
    steps: ['targets', 'into 1', 'threads'],
  },
  'one iteration after the other where MaxConcurrency is 1': {
    files: machine(lines),
    launch: { input: { lines: [{ amount: 1 }, { amount: 2 }] }, stopOnEntry },
    steps: ['stepIn', 'next 2', 'next 2', 'threads', 'continue'],
  },
  'a Map of no items is stepped over': {
    files: machine(m.items),
    launch: { input: { items: [] }, stopOnEntry },
    steps: ['stepIn', 'stack', 'scope Input'],
  },
  'a nested machine is stepped into from the task that starts it': {
    files: refunds,
    launch: { input: { amount: 7 }, stopOnEntry },
    steps: ['targets', 'stepIn', 'threads', 'places 2', 'stepOut 2', 'places'],
  },
  'continue in a loop stops at the same breakpoint again': {
    files: machine({
      StartAt: 'Init',
      States: {
        Init: { Type: 'Pass', Result: { n: 0 }, Next: 'Add' },
        Add: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'More' },
        More: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericLessThan: 3, Next: 'Add' }], Default: 'Done' },
        Done: { Type: 'Succeed' },
      },
    }),
    steps: ['break "Add": ', 'start', 'scope Input', 'continue', 'scope Input', 'continue', 'scope Input', 'continue'],
  },
  'a run without debugging stops nowhere': {
    files: machine(m.choosing),
    launch: { input: { total: 5 }, noDebug: true, stopOnEntry },
    steps: ['break "Small": ', 'start'],
  },
}

/** And back. */
export const goingBack: { readonly [name: string]: Story } = {
  'a step back over a task does not ask it again': {
    files: task,
    launch: paid,
    steps: ['next', 'scope Input', 'stepBack', 'scope Input', 'next', 'scope Input'],
  },
  'a step back by stage stands where the stage before stood': {
    files: task,
    launch: paid,
    steps: [
      ...bySteps(5, `next${stage}`),
      'stack',
      'stepBack :: {"granularity":"instruction"}',
      'stack',
      'stepBack :: {"granularity":"instruction"}',
      'stack',
    ],
  },
  'a step back restores variables': {
    files: machine(m.variables),
    launch: { stopOnEntry },
    steps: ['next', 'scope Variables', 'next', 'scope Variables', 'stepBack', 'scope Variables', 'stepBack', 'scope Variables'],
  },
  'a step back over a Wait turns the clock back': {
    files: machine(m.waiting),
    launch: { input: { seconds: 5 }, stopOnEntry },
    steps: [
      'watch $$.State.EnteredTime',
      'next',
      'watch $$.State.EnteredTime',
      'stepBack',
      'watch $$.State.EnteredTime',
      'next',
      'watch $$.State.EnteredTime',
    ],
  },
  'a step back over an edit undoes it, and forward again keeps what was': {
    files: machine(m.choosing),
    launch: { input: { total: 5 }, stopOnEntry },
    steps: ['set Input total = 500', 'next', 'stack', 'stepBack', 'scope Input', 'next', 'stack'],
  },
  'an event is gone to, back and forward again, and what was changed on the way is there again': {
    files: machine(m.variables),
    launch: { stopOnEntry },
    steps: [
      'next',
      'set Variables $total = 41',
      'next',
      'event 2',
      'stack',
      'scope Variables',
      'event 5',
      'stack',
      'scope Variables',
      'event 3',
      'next',
      'scope Variables',
      'event 77',
    ],
  },
  'reverse continue goes to the breakpoint before, and then to the beginning': {
    files: machine(m.variables),
    launch: { stopOnEntry },
    steps: [
      'break "Second": ',
      'break "Last": ',
      'continue',
      'continue',
      'reverseContinue',
      'stack',
      'reverseContinue',
      'stack',
      'continue',
      'stack',
    ],
  },
  'reverse continue with a condition stops where it held': {
    files: machine({
      StartAt: 'Add',
      States: {
        Add: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'More' },
        More: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericLessThan: 6, Next: 'Add' }], Default: 'Done' },
        Done: { Type: 'Succeed' },
      },
    }),
    launch: { input: { n: 0 } },
    steps: ['break "Done": ', 'start', 'clear', 'break "Add":  :: {"condition":"$.n == 2"}', 'reverseContinue', 'scope Input'],
  },
  'reverse continue goes to a breakpoint in a branch that has ended': {
    files: machine(m.twoBranches),
    launch: { stopOnEntry },
    steps: ['break "Left": ', 'break "After": ', 'continue', 'continue', 'reverseContinue', 'stack 2'],
  },
  'a step back out of a branch goes to its Parallel': {
    files: machine(m.waiting),
    launch: { input: { seconds: 5 }, stopOnEntry },
    steps: ['next', 'stepIn', 'stepBack 2', 'stack', 'threads'],
  },
  'a frame is restarted': {
    files: machine(m.items),
    launch: { input: { items: [10, 20] } },
    steps: ['break "Tax": ', 'start', 'stack 2', 'ask restartFrame :: {"frameId":999}', 'stepOut 2', 'stack', 'restartFrame', 'stack'],
  },
  'the session is restarted': {
    files: machine(m.choosing),
    launch: { input: { total: 5 }, stopOnEntry },
    steps: ['next', 'restart', 'stack', 'next'],
  },
  'there is nothing before the first state': {
    files: machine(hello),
    launch: { stopOnEntry, input: { name: 'x' } },
    steps: ['ask stepBack :: {"threadId":1}', 'ask reverseContinue :: {"threadId":1}'],
  },
  'jump to another state, with the payload as it is, and back over the jump': {
    files: machine(m.choosing),
    launch: { input: { total: 5 }, stopOnEntry },
    steps: ['goto "Vip": {', 'stack', 'scope Input', 'stepBack', 'stack', 'next', 'stack'],
  },
  'a jump into a branch from outside is refused': {
    files: machine(m.waiting),
    launch: { input: { seconds: 5 }, stopOnEntry },
    steps: ['goto "QuickEnd": {'],
  },
}
