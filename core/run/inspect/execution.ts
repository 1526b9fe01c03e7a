import { detailsOf, payloadValue } from '../../history/types'
import { namesOf } from '../../interpreter/names'
import { shownError } from './attempts'
import { textAt } from './definition'
import type { Inspected } from './inspector'
import type { ExecutionDetail } from './types'
import type { Values } from './values'

/** What is known of a run as a whole. */
export function executionDetail({ execution, options, document, definition, hindsight }: Inspected, values: Values): ExecutionDetail {
  const { history, status, output, errorNode, redriven } = execution
  let [transitions, last] = [0, -1]
  for (let i = 0; i < history.length; i++) {
    const { kind } = history.info(i)
    if (kind.span === 'state' && kind.role === 'opens') transitions++
    if (kind.span === 'execution' && kind.role === 'closes') last = i
  }
  const names = options && namesOf({ ...options })
  const begun = history.length === 0 ? undefined : detailsOf(history.event(0))
  const input = options?.input ?? (begun?.input === undefined ? undefined : payloadValue(begun.input))
  return {
    status,
    ...(names && {
      name: names.executionName,
      arn: names.executionArn,
      stateMachineName: names.machineName,
      stateMachineArn: names.machineArn,
      roleArn: names.roleArn,
      type: options.type ?? 'STANDARD',
    }),
    start: history.length === 0 ? 0 : history.info(0).timestamp,
    ...(status !== 'RUNNING' && last >= 0 && { end: history.info(last).timestamp }),
    ...(input !== undefined && { input: values.show('input', input, '$') }),
    ...(output !== undefined && { output: values.show('output', output, '$') }),
    ...shownError(execution),
    ...(errorNode !== undefined && { raisedAt: { offset: errorNode.offset, length: errorNode.length } }),
    ...(document !== undefined && definition !== undefined && { definition: textAt(document, definition.range) }),
    events: history.length,
    transitions,
    redrives: redriven?.count ?? 0,
    ...(hindsight === undefined && { eventsAlone: true }),
  }
}
