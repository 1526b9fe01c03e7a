import { hello, jsonata, orderMocks, orders } from '../support/machines'
import { machine, type Story } from '../support/story'
import * as m from './machines'

const stopOnEntry = true
const bare = { supportsInvalidatedEvent: false, supportsVariableType: false } as const

/** Tasks, time, the end, and clients that are not VS Code. */
export const others: { readonly [name: string]: Story } = {
  'a task without an answer fails where nobody can be asked': {
    files: machine(m.retried),
    steps: ['errors uncaught', 'start', 'stack', 'info'],
  },
  'a task echoes its input': { files: machine(m.stages), launch: { input: m.stagesInput, unmocked: 'echo' }, steps: [] },
  'a task is answered in the console': {
    files: machine(orders),
    launch: { unmocked: 'prompt' },
    steps: ['stack', 'repl {"total": 5}', 'wait', 'stack', 'repl throw Payment.Declined: no money', 'wait'],
  },
  'a task is answered by a request, with its error': {
    files: machine(orders),
    launch: { unmocked: 'prompt' },
    steps: [
      'ask stepthrough/pendingTasks',
      'ask! stepthrough/answerTask :: {"threadId":1,"output":{"total":5},"goOn":true}',
      'ask! stepthrough/answerTask :: {"threadId":1,"error":"Payment.Declined","cause":"no","goOn":true}',
    ],
  },
  'an answer for every call of the state': {
    files: machine(m.retried),
    launch: { unmocked: 'prompt' },
    steps: ['ask! stepthrough/answerTask :: {"threadId":1,"error":"Busy","forState":true,"goOn":true}'],
  },
  'a mock file answers': {
    files: machine(orders, { 'mock.json': orderMocks }),
    launch: { mockConfig: 'mock.json', stateMachineName: 'Orders', testCase: 'Happy' },
    steps: [],
  },
  'waits take no time where it is virtual': {
    files: machine(m.waiting),
    launch: { input: { seconds: 5 } },
    steps: ['break "QuickEnd": ', 'start', 'watch $$.State.EnteredTime', 'watch $$.Execution.StartTime', 'continue'],
  },
  'the sources of a session are its files': {
    files: machine(hello),
    launch: { stopOnEntry, input: { name: 'x' } },
    steps: ['ask loadedSources', 'continue'],
  },
  'the execution is ended from outside': {
    files: machine(hello),
    launch: { stopOnEntry, input: { name: 'x' } },
    steps: ['ask terminate', 'wait'],
  },
  'the client goes, and ends the execution': {
    files: machine(hello),
    launch: { stopOnEntry, input: { name: 'x' } },
    steps: ['ask disconnect :: {"terminateDebuggee":true}'],
  },
  'a definition with an error does not start': {
    files: machine({ StartAt: 'Nowhere', States: { A: { Type: 'Pass', End: true } } }),
    steps: ['break "A": '],
  },
  'a client that counts from 0': {
    files: machine(hello),
    launch: { input: { name: 'x' } },
    client: { ...bare, linesStartAt1: false, columnsStartAt1: false },
    steps: ['functions World', 'start', 'stack', 'continue'],
  },
  'a client that can nothing': {
    files: machine(jsonata),
    launch: { input: { items: [{ price: 1 }] }, stopOnEntry },
    client: bare,
    steps: ['threads', 'stack', 'scopes', 'scope Input', 'next', 'scope Variables', 'set Variables $total = 2', 'continue'],
  },
}
