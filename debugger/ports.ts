import { dirname } from 'node:path'
import type { ExpressionPorts } from '../core/expressions/evaluation/scope'
import { createExecution, plan as planOf } from '../core/interpreter'
import type { Execution, Ports } from '../core/interpreter/api'
import { fileArchive } from '../hosts/archive'
import { fileItems } from '../hosts/items'
import { nodePorts } from '../hosts/ports'
import type { LaunchPlan } from './launch'

/** The execution of a launch, at its beginning. */
export function startExecution(plan: LaunchPlan, task: Ports['task']): Execution {
  const { program, definition, input, inputText, stateMachineName, executionName, startTime, context, variables, limits, seed, scale } =
    plan
  return createExecution(planOf(definition.machine), {
    input,
    remember: !plan.noDebug,
    ...(inputText !== undefined && { inputText }),
    ports: nodePorts({ task, seed, scale, archive: fileArchive(), readItems: fileItems(dirname(program.path)) }),
    ...(definition.type !== undefined && { type: definition.type }),
    ...(stateMachineName !== undefined && { stateMachineName }),
    ...(executionName !== undefined && { executionName }),
    ...(startTime !== undefined && { startTime }),
    ...(context !== undefined && { context }),
    ...(variables !== undefined && { variables }),
    ...(limits !== undefined && { limits }),
  })
}

/**
 * What an expression of the debugger may ask for: chance of its own, so that a watch with $random() does not change the run; and half
 * a second at most, so that an endless one does not hold it up.
 */
export function expressionPorts(execution: Execution): ExpressionPorts {
  const { random, uuid, hash, clock } = nodePorts({ task: () => ({ kind: 'timedOut' }), seed: 'debugger' })
  return { random, uuid, hash, now: () => execution.now, limits: { jsonataTime: 500 }, ...(clock !== undefined && { clock }) }
}
