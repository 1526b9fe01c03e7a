import type { Branch } from '../history/kind'
import type { Operation } from './operation'

/** Beside the operations, since running them asks for none of it. */
const ways = new WeakMap<Operation, Branch>()

/** From this operation on the state is left by a Choice Rule, its Default or a Catcher. */
export function leavesBy(operation: Operation, branch: Branch | undefined): Operation {
  if (branch !== undefined) ways.set(operation, branch)
  return operation
}

/** Undefined where it is not known yet, or the state has one way out. */
export const wayOut = (operation: Operation): Branch | undefined => ways.get(operation)
