import type { Json } from '../../core/base/json'
import { createExecution, type Execution, type Plan, plan } from '../../core/interpreter'
import { parseDocument } from '../../core/model/parse'
import { nodePorts } from '../../hosts/node/ports'

export function compile(definition: unknown): Plan {
  return plan(parseDocument(JSON.stringify(definition), { format: 'json', content: 'definition' }).definitions[0]!.machine)
}

type Tasks = Record<string, (input: Json) => Promise<Json>>

/** The quota of events is raised: a loop of 100,000 transitions has 200,000. */
export function begin(compiled: Plan, input: Json, tasks: Tasks): Execution {
  const ports = nodePorts({
    task: (call) => tasks[call.stateName]!(call.input).then((output) => ({ kind: 'succeeded', output })),
  })
  return createExecution(compiled, { input, ports, limits: { historyEvents: 1_000_000 } })
}
