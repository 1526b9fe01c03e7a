import type { Json } from '../../../core/base/json'
import { detailsOf, type HistoryEvent } from '../../../core/history/types'
import {
  createExecution,
  type Execution,
  type ExecutionOptions,
  type Ports,
  plan,
  type TaskCall,
  type TaskOutcome,
} from '../../../core/interpreter'
import { parseDocument } from '../../../core/model/parse'
import { nodePorts } from '../../../hosts/node/ports'
import { children } from '../../support/nestedMachines'

/** A definition as an object, or `States` of one whose first state comes first. */
export type Definition = Record<string, unknown>

export const machine = (states: Record<string, Definition>, rest: Definition = {}): Definition => ({
  StartAt: Object.keys(states)[0],
  States: states,
  ...rest,
})

export interface RunOptions extends Partial<Omit<ExecutionOptions, 'ports'>> {
  readonly task?: (call: TaskCall) => TaskOutcome | Promise<TaskOutcome>
  /** The text of every object. */
  readonly items?: string
  readonly readItems?: Ports['readItems']
  readonly writeResults?: Ports['writeResults']
  readonly machine?: Ports['machine']
  readonly elapse?: (from: number, to: number) => void | Promise<void>
  readonly meanwhile?: Ports['meanwhile']
  readonly keep?: Ports['keep']
  readonly seed?: number
}

export function begin(
  definition: Definition,
  { task, items, readItems, writeResults, machine, elapse, meanwhile, keep, seed, ...options }: RunOptions = {},
): Execution {
  const document = parseDocument(JSON.stringify(definition), { format: 'json', content: 'definition' })
  const ports = nodePorts({
    task: task ?? (({ input }) => ({ kind: 'succeeded', output: input })),
    readItems: readItems ?? (() => (items === undefined ? undefined : { text: items })),
    ...(writeResults !== undefined && { writeResults }),
    ...(seed !== undefined && { seed }),
    machine: machine ?? children.machine,
    ...(meanwhile && { meanwhile }),
    ...(keep && { keep }),
  })
  return createExecution(plan(document.definitions[0]!.machine), {
    input: {},
    startTime: Date.UTC(2026, 0, 1),
    ...options,
    ports: elapse === undefined ? ports : { ...ports, elapse },
  })
}

export async function run(definition: Definition, options: RunOptions = {}): Promise<Execution> {
  const execution = begin(definition, options)
  await execution.run()
  return execution
}

export const eventsOf = ({ history }: Pick<Execution, 'history'>): HistoryEvent[] =>
  Array.from({ length: history.length }, (_, i) => history.event(i))

/** `id<previous type name` of each event. */
export const outline = (execution: Execution): string[] =>
  eventsOf(execution).map((event) => {
    const { id, previousEventId, type } = event
    const { name, index } = detailsOf(event)
    return `${id}<${previousEventId} ${type}${name === undefined ? '' : ` ${name}`}${index === undefined ? '' : ` ${index}`}`
  })

/** How it ended: the output, or error and cause. */
export const ending = ({ status, output, error, cause }: Execution): Json | undefined =>
  status === 'SUCCEEDED' ? output : { status, ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) }
