import { machine, type Story } from '../support/story'
import * as m from './machines'

const busy = { Throw: { Error: 'Busy', Cause: 'x' } }
const refused = { Throw: { Error: 'Refused', Cause: 'no' } }
const task = machine(m.stages, { 'mock.json': m.stagesMock })
const paid = { ...m.mocked, input: m.stagesInput }
const calls = (answers: object) => machine(m.retried, { 'mock.json': m.mocksOf({ Call: answers }) })
const fields = ['InputPath', 'Parameters', 'ResultSelector', 'ResultPath', 'Assign', 'OutputPath', 'Next']
const mode = (name: string) => ` :: {"mode":"${name}"}`

/** Each place of a state where one can stop. */
export const stops: { readonly [name: string]: Story } = {
  'breakpoints on the fields of a task in JSONPath': {
    files: task,
    launch: paid,
    steps: [...fields.map((field) => `break "${field}": `), 'start', ...fields.flatMap(() => ['stack', 'watch $', 'continue'])],
  },
  'breakpoints on the fields of a task in JSONata': {
    files: machine(m.jsonataStages, { 'mock.json': m.stagesMock }),
    launch: paid,
    steps: [
      ...['Arguments', 'Assign', 'Output', 'Next'].map((field) => `break "${field}": `),
      'start',
      ...['$', '$states.result', '$states.result.id', '$paid'].flatMap((text) => ['stack', `watch ${text}`, 'continue']),
    ],
  },
  'breakpoints on the fields of a Map': {
    files: machine(m.items),
    launch: { input: { items: [10, 20] } },
    steps: [
      ...['ItemsPath', 'ItemSelector', 'StartAt": "Price', 'ResultPath'].map((field) => `break "${field}`),
      'start',
      ...Array.from({ length: 6 }, () => ['threads', 'continue']).flat(),
    ],
  },
  'a breakpoint on the Resource stops before the call, and one on the result behind it': {
    files: task,
    launch: paid,
    steps: [
      'break "Resource": ',
      'start',
      'stack',
      'watch $',
      'next :: {"granularity":"instruction"}',
      'next :: {"granularity":"instruction"}',
      'stack',
      'watch $states.result',
    ],
  },
  'a Choice Rule stops where it is taken': {
    files: machine(m.choosing),
    launch: { input: { total: 5, vip: true } },
    steps: ['break "Variable": "$.total"', 'break "And": ', 'break "Default": ', 'start', 'stack', 'continue'],
  },
  'Default stops where no rule holds': {
    files: machine(m.choosing),
    launch: { input: { total: 5 } },
    steps: ['break "Variable": "$.total"', 'break "Default": ', 'start', 'stack', 'next'],
  },
  'a Retrier stops before its backoff, at each attempt': {
    files: calls({ '0-1': busy, 2: { Return: 1 } }),
    launch: m.mocked,
    steps: ['break "IntervalSeconds": 2', 'start', 'stack', 'scope Retry', 'continue', 'scope Retry', 'continue'],
  },
  'a Catcher stops where it takes an error': {
    files: calls({ 0: refused }),
    launch: m.mocked,
    steps: ['break "Refused"', 'start', 'stack', 'watch $states.errorOutput', 'next', 'stack'],
  },
  'a condition at a Catcher sees the error': {
    files: calls({ 0: refused }),
    launch: m.mocked,
    steps: [
      `break "Refused" :: {"condition":"$states.errorOutput.Cause == 'yes'"}`,
      `break "ResultPath": "$.refusal" :: {"condition":"$states.errorOutput.Cause == 'no'"}`,
      'start',
      'stack',
    ],
  },
  'the mode exit': { files: task, launch: paid, steps: [`break "Pay": ${mode('exit')}`, 'start', 'stack', 'scope Output', 'continue'] },
  'the mode of every attempt': {
    files: calls({ '0-1': busy, 2: { Return: 1 } }),
    launch: m.mocked,
    steps: [`break "Call": ${mode('attempt')}`, 'start', 'stack', 'continue', 'stack', 'continue', 'stack', 'continue'],
  },
  'the mode on catch': {
    files: calls({ 0: refused }),
    launch: m.mocked,
    steps: [`break "Call": ${mode('catch')}`, 'start', 'stack', 'continue'],
  },
  'the mode of each item': {
    files: machine(m.items),
    launch: { input: { items: [10, 20] } },
    steps: [`break "Each": ${mode('item')}`, 'start', 'threads', 'continue', 'threads', 'continue'],
  },
  'the mode of the first item': {
    files: machine(m.items),
    launch: { input: { items: [10, 20] } },
    steps: [`break "Tax": ${mode('firstItem')}`, 'start', 'threads', 'continue'],
  },
  'a mode that there is not': { files: task, launch: paid, steps: [`break "Pay": ${mode('__proto__')}`, 'start'] },
  'function breakpoints by glob, type and resource': {
    files: machine(m.retried, { 'mock.json': m.mocksOf({ Call: { 0: refused } }) }),
    launch: m.mocked,
    steps: ['functions Ca* | type:Pass | resource:*Call | type:Nothing', 'start', 'continue', 'continue'],
  },
  'function breakpoints with a mode behind the name': {
    files: calls({ 0: busy, 1: refused }),
    launch: m.mocked,
    steps: [
      'functions Call @attempt | Call @catch | Can* @exit',
      'start',
      'stack',
      'continue',
      'stack',
      'continue',
      'stack',
      'continue',
      'stack',
      'continue',
    ],
  },
  'a function breakpoint on an error stops where it is raised': {
    files: calls({ 0: busy, 1: refused }),
    launch: m.mocked,
    steps: ['functions error:Busy | error:Ref*', 'start', 'stack', 'continue', 'stack', 'continue'],
  },
  'reverse continue stops at fields too': {
    files: task,
    launch: paid,
    steps: [
      'break "ResultSelector": ',
      'break "Done": ',
      'start',
      'continue',
      'reverseContinue',
      'stack',
      'watch $',
      'reverseContinue',
      'stack',
    ],
  },
}
