import { Lines } from '../../../core/base/lines'
import { type FlowGraph, flowGraph } from '../../../core/model/flowGraph'
import { open } from '../../support/editor'

/** The graph of a definition as a panel gets it. */
export function graphOf(definition: object | string): FlowGraph {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition)
  return JSON.parse(JSON.stringify(flowGraph(open(text).definitions[0]!.machine, new Lines(text))))
}

const named = (states: readonly (readonly [string, object])[]) => ({ StartAt: states[0]![0], States: Object.fromEntries(states) })
const count = (number: number) => Array.from({ length: number }, (_, i) => i)
const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' }
const rule = (Next: string) => ({ Variable: '$.total', NumericGreaterThan: 100, Next })

/** State machines of any size, by their shape. */
export const machines: Readonly<Record<string, (size: number) => object>> = {
  'one after the other': (size) =>
    named(count(size).map((i) => [`S${i}`, i + 1 < size ? { ...task, Next: `S${i + 1}` } : { ...task, End: true }])),
  'choices that skip': (size) =>
    named(
      count(size).map((i) => {
        const next = (by: number) => `S${Math.min(i + by, size - 1)}`
        if (i === size - 1) return [`S${i}`, { Type: 'Succeed' }]
        return [`S${i}`, i % 5 === 0 ? { Type: 'Choice', Choices: [rule(next(1))], Default: next(4) } : { ...task, Next: next(1) }]
      }),
    ),
  'one handler of all errors': (size) =>
    named(
      count(size).map((i) => {
        const Catch = [{ ErrorEquals: ['States.ALL'], Next: `S${size - 1}` }]
        if (i === size - 1) return [`S${i}`, { Type: 'Fail' }]
        return [`S${i}`, i === size - 2 ? { ...task, Catch, End: true } : { ...task, Catch, Next: `S${i + 1}` }]
      }),
    ),
  'a mixture': (size) =>
    named(
      count(size).map((i) => {
        const next = (by: number) => `S${Math.min(i + by, size - 1)}`
        const inner = named([
          ['Read', { ...task, Next: 'Write' }],
          ['Write', { ...task, End: true }],
        ])
        const rename = (machine: object) => JSON.parse(JSON.stringify(machine).replaceAll(/"(Read|Write)"/g, `"$1 ${i}"`))
        if (i === size - 1) return [`S${i}`, { Type: 'Succeed' }]
        switch (i % 6) {
          case 1:
            return [`S${i}`, { Type: 'Choice', Choices: [rule(next(1)), rule(next(2)), rule(next(3))], Default: `S${Math.max(0, i - 3)}` }]
          case 3:
            return [`S${i}`, { Type: 'Parallel', Branches: [rename(inner), rename(inner)], Next: next(1) }]
          case 4:
            return [`S${i}`, { Type: 'Map', ItemProcessor: rename(inner), Next: next(1) }]
          case 5:
            return [`S${i}`, { ...task, Catch: [{ ErrorEquals: ['States.ALL'], Next: `S${size - 1}` }], Next: next(1) }]
          default:
            return [`S${i}`, { Type: 'Wait', Seconds: 30, Next: next(1) }]
        }
      }),
    ),
  'all to all': (size) => {
    const width = Math.ceil(Math.sqrt(size))
    return named(count(width).map((i) => [`S${i}`, { Type: 'Choice', Choices: count(width).map((to) => rule(`S${to}`)) }]))
  },
  'states that nothing leads to': (size) => named(count(size).map((i) => [`S${i}`, { Type: 'Pass', End: true }])),
  'a wide Choice': (size) =>
    named([
      ['C', { Type: 'Choice', Choices: count(size).map((i) => rule(`S${i}`)) }],
      ...count(size).map((i): [string, object] => [`S${i}`, { Type: 'Succeed' }]),
    ]),
  'many branches': (size) =>
    named([['P', { Type: 'Parallel', Branches: count(size).map((i) => named([[`S${i}`, { ...task, End: true }]])), End: true }]]),
}

/** From top to bottom, with all that is in states. */
export const down = { collapsed: new Set<string>(), isAcross: false }
