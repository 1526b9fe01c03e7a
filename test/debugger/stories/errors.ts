import { failing } from '../support/machines'
import { machine, type Story } from '../support/story'
import * as m from './machines'

const thrown = (error: string) => ({ Throw: { Error: error, Cause: `${error} happened` } })
const calls = (answers: object) => machine(m.retried, { 'mock.json': m.mocksOf({ Call: answers }) })

/** Errors, and where they go. */
export const errors: { readonly [name: string]: Story } = {
  'uncaught: an error that nothing handles stops at the state that failed': {
    files: machine(failing),
    steps: ['errors uncaught', 'start', 'stack 2', 'info 2', 'continue'],
  },
  'uncaught does not stop at an error that is caught': {
    files: calls({ 0: thrown('Refused') }),
    launch: m.mocked,
    steps: ['errors uncaught', 'start'],
  },
  'caught: an error that a Catcher takes': {
    files: calls({ 0: thrown('Refused') }),
    launch: m.mocked,
    steps: ['errors caught', 'start', 'info', 'scope Error', 'next', 'scope Input', 'continue'],
  },
  'all: each error, also one that is tried again': {
    files: calls({ 0: thrown('Busy'), 1: thrown('Busy'), 2: { Return: 1 } }),
    launch: m.mocked,
    steps: ['errors all', 'start', 'info', 'continue', 'info', 'continue'],
  },
  'retries run out, and a Catcher takes the error': {
    files: calls({ '0-2': thrown('Busy') }),
    launch: m.mocked,
    steps: ['errors caught', 'start', 'stack', 'info', 'continue'],
  },
  'only errors of a name': {
    files: calls({ 0: thrown('Busy'), 1: thrown('Refused') }),
    launch: m.mocked,
    steps: ['errors  :: {"filterOptions":[{"filterId":"all","condition":"Refused, Other"}]}', 'start', 'info', 'continue'],
  },
  'an error of an item is caught by the Map': {
    files: machine(m.failingItem),
    launch: { input: [1, 2, 3] },
    steps: ['errors caught', 'start', 'threads', 'info 3', 'continue'],
  },
  'an intrinsic function fails where its argument stands': {
    files: machine(m.broken),
    launch: { input: { a: 1, b: 'x' } },
    steps: ['errors uncaught', 'start', 'stack', 'info', 'stepBack', 'set Input b = 2', 'continue'],
  },
  'a timeout of a task is tried again': {
    files: machine(m.retried),
    launch: { input: {}, unmocked: 'prompt' },
    steps: ['ask! stepthrough/answerTask :: {"threadId":1,"error":"States.Timeout","goOn":true}', 'stack', 'repl {"ok": true}', 'wait'],
  },
  'a filter that there is not is refused': { files: machine(failing), steps: ['errors strange', 'start'] },
}
