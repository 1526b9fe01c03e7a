import type { Ports, StartedMachine, TaskCall, TaskOutcome } from '../../core/interpreter'
import { plan } from '../../core/interpreter'
import { parseDocument } from '../../core/model/parse'
import type { Answerer } from '../../core/run/answerer'
import { machineAnswerer } from '../../core/tasks/machines/answerer'

export const arnOf = (name: string) => `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`

type Machines = { readonly [name: string]: object }

/** State machines that tasks may start by the last part of their ARNs. `type` beside a definition's members is that of the machine. */
export function nested(
  machines: Machines,
  otherwise: (call: TaskCall) => TaskOutcome = ({ input }) => ({ kind: 'succeeded', output: input }),
) {
  const known = new Map<string, StartedMachine>()
  for (const [name, { type, ...definition }] of Object.entries(machines) as [string, { type?: StartedMachine['type'] }][]) {
    const { definitions } = parseDocument(JSON.stringify(definition), { format: 'json', content: 'definition' })
    known.set(name, { plan: plan(definitions[0]!.machine), type })
  }
  const machine: NonNullable<Ports['machine']> = (id) => known.get(id)
  const answer = machineAnswerer(
    (called) => {
      const name = called.split(':')[6] ?? called
      return known.has(name) ? { machine: name } : undefined
    },
    { region: 'us-east-1', account: '123456789012' },
  ) as (call: TaskCall) => ReturnType<Answerer>
  return { machine, task: (call: TaskCall) => (answer(call) as TaskOutcome | undefined) ?? otherwise(call) }
}

const ends = { End: true }
const lambda = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:1:function:f' }

/** Those that the machines of property tests start: one is quick, one fails later, one works with branches and starts others. */
export const children = nested({
  Quick: { StartAt: 'A', States: { A: { Type: 'Pass', Assign: { v: 3 }, Next: 'B' }, B: { Type: 'Succeed' } } },
  Fails: { StartAt: 'A', States: { A: { Type: 'Wait', Seconds: 3, Next: 'B' }, B: { Type: 'Fail', Error: 'Boom' } }, TimeoutSeconds: 40 },
  Works: {
    StartAt: 'P',
    TimeoutSeconds: 9,
    States: {
      P: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'A', States: { A: { ...lambda, Retry: [{ ErrorEquals: ['States.ALL'] }], ...ends } } },
          { StartAt: 'B', States: { B: { Type: 'Wait', Seconds: 2, ...ends } } },
        ],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'C' }],
        Next: 'C',
      },
      C: { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution', Parameters: { StateMachineArn: arnOf('Quick') }, Next: 'D' },
      D: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync',
        Parameters: { StateMachineArn: arnOf('Quick') },
        ...ends,
      },
    },
  },
})
