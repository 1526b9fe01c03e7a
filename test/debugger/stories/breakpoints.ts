import { counting, lines, template } from '../support/machines'
import { machine, type Story } from '../support/story'
import * as m from './machines'

const on = (text: string, settings: object = {}) => `break ${text} :: ${JSON.stringify(settings)}`
const total = (value: number) => ({ input: { total: value } })

/** What is set at a place, or by name. */
export const breakpoints: { readonly [name: string]: Story } = {
  'a condition stops where it holds': {
    files: machine(counting),
    steps: [on('"Add": ', { condition: '$.n >= 3' }), 'start', 'scope Input', 'continue', 'scope Input', 'continue'],
  },
  'a condition that cannot be read is an error of the breakpoint': {
    files: machine(counting),
    steps: [on('"Add": ', { condition: '$.n >=' }), on('"Done": ', { condition: '{% $sum( %}' }), 'start'],
  },
  'a condition that fails over the data is told once': {
    files: machine(counting),
    steps: [on('"Add": ', { condition: '{% $sum("a") > 1 %}' }), 'start'],
  },
  'hit counts: the third time, every second time, from the fourth on': {
    files: machine(counting),
    steps: [
      on('"Add": ', { hitCondition: '3' }),
      on('"More": ', { hitCondition: '% 2' }),
      on('"Add": ', { hitCondition: '>= 4' }),
      'start',
      ...[
        'scope Input',
        'continue',
        'scope Input',
        'continue',
        'scope Input',
        'continue',
        'scope Input',
        'continue',
        'scope Input',
        'continue',
      ],
    ],
  },
  'a hit count that no hit meets is refused': {
    files: machine(counting),
    steps: [on('"Add": ', { hitCondition: '0' }), on('"Add": ', { hitCondition: 'often' }), 'start'],
  },
  'a log message is written, and nothing stops': {
    files: machine(counting),
    steps: [on('"Add": ', { logMessage: 'n is {$.n}, \\{, {$.missing}, {$$.State.Name}' }), 'start'],
  },
  'a log message with a condition and a hit count': {
    files: machine(counting),
    steps: [on('"Add": ', { logMessage: 'n is {$.n}', condition: '$.n > 0', hitCondition: '> 1' }), 'start'],
  },
  'a breakpoint inside a state that has none there slides to it': {
    files: machine(m.choosing),
    launch: total(5),
    steps: ['break "Type": "Pass"', 'start'],
  },
  'a breakpoint in a state of a branch': {
    files: machine(m.waiting),
    launch: { input: { seconds: 5 } },
    steps: ['break "SlowEnd": ', 'start', 'stack 2', 'threads', 'continue'],
  },
  'a breakpoint in every iteration': {
    files: machine(m.items),
    launch: { input: { items: [10, 20, 30] } },
    steps: ['break "Tax": ', 'start', 'threads', 'continue', 'threads', 'continue', 'threads', 'continue'],
  },
  'a condition over the item of a Map': {
    files: machine(m.items),
    launch: { input: { items: [10, 20, 30] } },
    steps: [on('"Price": ', { condition: '$$.Map.Item.Index == 2' }), 'start', 'scope Input in 4', 'continue'],
  },
  'a function breakpoint names a state': {
    files: machine(lines),
    launch: { input: { lines: [{ amount: 1 }] } },
    steps: ['functions Nobody | EachLine', 'start', 'continue'],
  },
  'function breakpoints with conditions and hit counts': {
    files: machine(counting),
    steps: ['functions {"name":"Add","condition":"$.n > 1","hitCondition":"2"}', 'start', 'scope Input', 'continue'],
  },
  'breakpoints of a machine in a template': {
    files: { 'template.yaml': template },
    launch: { program: 'template.yaml', stateMachineName: 'Second' },
    steps: ['break in template.yaml: Result: second', 'start', 'stack', 'continue'],
  },
  'a breakpoint that is set while it stands is hit, one that is taken away is not': {
    files: machine(m.variables),
    launch: { stopOnEntry: true },
    steps: ['break "Last": ', 'break "Second": ', 'continue', 'clear', 'continue'],
  },
  'where breakpoints can be': {
    files: machine(m.choosing),
    launch: { ...total(5), stopOnEntry: true },
    steps: ['locations "Choose": ', 'locations "StartAt"', 'locations "Default"', 'continue'],
  },
  'a definition on one line': {
    files: { 'machine.asl.json': JSON.stringify(m.choosing) },
    launch: total(5),
    steps: ['break "Small":{', 'start', 'locations "StartAt"', 'stack', 'continue'],
  },
}
