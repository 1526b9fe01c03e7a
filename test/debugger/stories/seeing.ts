import { hello, lines } from '../support/machines'
import { machine, type Story } from '../support/story'
import * as m from './machines'

const stopOnEntry = true
const stage = 'next :: {"granularity":"instruction"}'

/** Threads, frames, scopes, values. */
export const seeing: { readonly [name: string]: Story } = {
  'the scopes of a state at its entry, in its middle and at its exit': {
    files: machine(m.stages, { 'mock.json': m.stagesMock }),
    launch: { ...m.mocked, input: m.stagesInput, stopOnEntry },
    steps: [
      'scopes',
      'scope Input',
      stage,
      stage,
      'scopes',
      'scope Effective_Input',
      stage,
      stage,
      'scopes',
      stage,
      stage,
      stage,
      'scopes',
      'scope Output',
    ],
  },
  'the scopes in JSONata': {
    files: machine(m.jsonataStages, { 'mock.json': m.stagesMock }),
    launch: { ...m.mocked, input: m.stagesInput, stopOnEntry },
    steps: ['scopes', stage, 'scopes', stage, 'scopes', 'scope Variables', 'next', 'scope Variables'],
  },
  'threads and frames of a Map': {
    files: machine(m.items),
    launch: { input: { items: [10, 20, 30] } },
    steps: ['break "Tax": ', 'start', 'threads', 'stack 2', 'frames 1 1', 'stack 3', 'scope Input in 2', 'scope Context in 2'],
  },
  'thousands of items are folded': {
    files: machine({ ...m.items, States: { ...m.items.States, Each: { ...m.items.States.Each, MaxConcurrency: 0 } } }),
    launch: { input: { items: Array.from({ length: 1000 }, (_, i) => i) } },
    steps: ['break "Price":  :: {"condition":"$$.Map.Item.Index == 700"}', 'start', 'threads', 'clear', 'continue'],
  },
  'a state that is tried again says so': {
    files: machine(m.retried, { 'mock.json': m.mocksOf({ Call: { '0-1': { Throw: { Error: 'Busy', Cause: 'x' } }, 2: { Return: 1 } } }) }),
    launch: { ...m.mocked },
    steps: ['errors all', 'start', 'stack', 'scopes', 'continue', 'stack', 'scopes', 'continue'],
  },
  'a variable of a branch, and one of the machine around it': {
    files: machine(m.variables),
    steps: ['break "Reads": ', 'start', 'scope Variables in 2', 'scope Variables', 'continue'],
  },
  'texts that look like expressions are evaluated by the language of the state': {
    files: machine(m.choosing),
    launch: { input: { total: 5, items: [{ price: 1 }, { price: 3 }], 'a key': { "it's": 1 } }, stopOnEntry },
    steps: [
      'watch $.total > 3 && !$.vip',
      'watch $.items[*].price',
      "watch $['a key']",
      'watch {% $sum($states.input.items.price) %}',
      'watch States.ArrayLength($.items)',
      'watch $$.Execution.Input.total',
      'watch Choose',
      'watch $.missing',
      'hover $.missing',
      'watch 1 +',
      'repl $.items',
      'copy $.items',
    ],
  },
  'the same in JSONata': {
    files: machine(m.variables),
    launch: { input: { items: [1, 2] } },
    steps: [
      'break "Second": ',
      'start',
      'watch $total',
      'watch total',
      'watch $states.input.items[0]',
      'watch $count($states.input.items)',
      'watch $states.context.State.Name',
      'hover $order.lines',
      'watch $nothing',
    ],
  },
  'completions of the console come from the data': {
    files: machine(m.choosing),
    launch: { input: { total: 5, order: { id: 'A', lines: [] } }, stopOnEntry },
    steps: ['complete $.', 'complete $.order.', 'complete $$.Exe', 'complete States.Arr'],
  },
  'a value is changed, and what follows goes by it': {
    files: machine(m.choosing),
    launch: { input: { total: 5 }, stopOnEntry },
    steps: ['set Input total = {"a": [1]}', 'set Input total = 1000', 'scope Input', 'next', 'stack'],
  },
  'an expression is changed': {
    files: machine(m.choosing),
    launch: { input: { total: 5 }, stopOnEntry },
    steps: ['setExpression $.vip = true', 'setExpression $.total = $.total', 'setExpression 1 = 2', 'next', 'stack'],
  },
  'a variable is changed': {
    files: machine(m.variables),
    steps: ['break "Last": ', 'start', 'set Variables $total = 99', 'continue'],
  },
  'what is over cannot be changed': {
    files: machine(m.stages, { 'mock.json': m.stagesMock }),
    launch: { ...m.mocked, input: m.stagesInput, stopOnEntry },
    steps: [stage, 'set Input order = 1', 'set Context State = 1'],
  },
  'hostile keys are only keys': {
    files: machine(hello),
    launch: { input: '{"__proto__": {"a": 1}, "constructor": 2, "": 3, "a.b[0]": 4, "name": "x"}' as never, stopOnEntry },
    steps: ['scope Input', "watch $['a.b[0]']", "watch $['__proto__']", 'continue'],
  },
  'what is looked at at one stop is gone at the next': {
    files: machine(lines),
    launch: { input: { lines: [] }, stopOnEntry },
    steps: ['stack', 'ask scopes :: {"frameId":1}', 'next', 'ask scopes :: {"frameId":1}', 'ask variables :: {"variablesReference":1}'],
  },
}
