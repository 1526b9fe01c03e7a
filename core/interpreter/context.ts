import type { Json, JsonObject } from '../base/json'
import { setMember } from '../base/json'
import { itemContext } from './items/items'
import type { ThreadImpl } from './thread'
import { isoTime } from './time'

/**
 * The context object as a thread sees it: `$$` and `$states.context`. Source: Developer Guide, "Accessing execution data from the
 * Context object".
 */
export function contextOf(thread: ThreadImpl): JsonObject {
  const { execution, identity } = thread
  const whole = execution.options.wholeContext
  if (whole !== undefined) return withItem(whole, thread)
  const context: Record<string, Json> = {
    Execution: childExecution(thread) ?? identity.executionContext,
    StateMachine: identity.machineContext,
  }
  if (thread.frame.plan !== undefined) {
    const { name, retries, token } = thread.frame.plan
    context.State = { Name: name, EnteredTime: isoTime(thread.enteredTime), ...(retries && { RetryCount: thread.attempt }) }
    if (token) context.Task = { Token: thread.taskToken }
  }
  const item = mapItem(thread)
  if (item !== undefined) context.Map = { Item: item }
  // what is said of the run is said of the main execution
  if (identity.nested === undefined)
    for (const [name, value] of Object.entries(execution.options.context ?? {})) setMember(context, name, value)
  return context
}

function withItem(context: JsonObject, thread: ThreadImpl): JsonObject {
  const item = mapItem(thread)
  return item === undefined ? context : { ...context, Map: { Item: item } }
}

/** Of the nearest Map iteration that the thread is in, within its execution. */
function mapItem(thread: ThreadImpl): JsonObject | undefined {
  if (thread.frame.selecting !== undefined) return thread.frame.selecting
  for (let t: ThreadImpl | undefined = thread; t !== undefined && !t.machine.isolated; t = t.parent)
    if (t.kind === 'iteration') return t.parent?.frame.items === undefined ? undefined : itemContext(t.parent.frame.items, t.index)
  return undefined
}

function childExecution(thread: ThreadImpl): JsonObject | undefined {
  for (let t: ThreadImpl | undefined = thread; t !== undefined; t = t.parent)
    if (t.executionContext !== undefined) return t.executionContext
  return undefined
}
