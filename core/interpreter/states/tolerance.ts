import type { Node } from '../../syntax/node'
import { StateError } from '../handlers'
import type { MapRun } from '../thread'

/** No failure is tolerated where neither field is there; with both, the lower one counts. Source: Developer Guide, "Tolerated failure". */
export function exceeds({ count, percentage }: Partial<MapRun>, failed: number, total: number): boolean {
  if (count === undefined && percentage === undefined) return true
  return failed > (count ?? Number.POSITIVE_INFINITY) || (failed / total) * 100 > (percentage ?? 100)
}

/** What the Map's state fails with then. `node`: what has raised the last of the items' errors. */
export const exceeded = (node: Node | undefined): StateError =>
  new StateError('States.ExceedToleratedFailureThreshold', 'The specified tolerated failure threshold was exceeded', node)
