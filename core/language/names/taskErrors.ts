import { errorNamed, errorNames, isOfTask } from '../../aws/errors'
import { parseResource } from '../../aws/resource'
import { type State, valueAt } from '../../model/machine'

/** An error that a task can fail with. */
interface TaskError {
  readonly name: string
  /** Where it is handled, or what it means. */
  readonly doc: string
}

/** What a task can fail with: first the errors that its own Retriers and Catchers name and those of its owners, then those of its service. */
export function taskErrors(task: State): TaskError[] {
  const found = new Map<string, TaskError>()
  for (const name of handled(task)) if (!errorNamed(name)?.unanswerable) found.set(name, { name, doc: 'handled here' })
  const resource = valueAt(task.node, 'Resource')
  const parsed = resource?.kind === 'string' ? parseResource(resource.value) : undefined
  const service = parsed === undefined ? undefined : 'service' in parsed ? parsed.service : parsed.kind
  for (const { name, doc, service: of } of errorNames.filter(isOfTask))
    if (!found.has(name) && (of === undefined || of === service)) found.set(name, { name, doc })
  return [...found.values()]
}

function handled(task: State): string[] {
  const names: string[] = []
  for (let state: State | undefined = task; state !== undefined; state = state.machine.owner)
    for (const field of ['Retry', 'Catch']) {
      const handlers = valueAt(state.node, field)
      if (handlers?.kind !== 'array') continue
      for (const handler of handlers.items) {
        const list = valueAt(handler, 'ErrorEquals')
        if (list?.kind === 'array') names.push(...list.items.flatMap((item) => (item.kind === 'string' ? [item.value] : [])))
      }
    }
  return names
}
