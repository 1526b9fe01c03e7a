import { type Json, setMember } from '../../base/json'
import { valuePath } from '../../expressions/valuePath'
import type { EventKind } from '../../history/kind'
import { machinesOf } from '../../model/graph'
import type { Ran } from '../ran'
import type { Failure } from '../types'
import { shown } from './compare'
import { endOf, whereGiven } from './expectation'
import { unknownStates } from './stateNames'

/** How often events of a state are counted, and the ids of those that the execution's own history has. */
function counted({ run, execution, within }: Ran, name: string, isCounted: (kind: EventKind) => boolean) {
  const ids: number[] = []
  const { history } = execution
  for (let i = 0; i < history.length; i++) {
    const { kind, state } = history.info(i)
    if (state?.name === name && isCounted(kind)) ids.push(i + 1)
  }
  let times = ids.length
  if (within.length > 0) {
    // a machine that a task has started may have a state of the same name
    const own = new Set(machinesOf(run.definition.machine).flatMap(({ states }) => states.get(name) ?? []))
    for (const child of within)
      for (let i = 0; i < child.length; i++) {
        const { kind, state } = child.info(i)
        if (state !== undefined && own.has(state) && isCounted(kind)) times++
      }
  }
  return { times, ids }
}

const isEntry = ({ span, role }: EventKind): boolean => span === 'state' && role === 'opens'
const isAttempt = ({ span, role }: EventKind): boolean => role === 'opens' && (span === 'task' || span === 'children')

const counts = <K extends 'visits' | 'attempts'>(what: K, verb: string, isCounted: (kind: EventKind) => boolean) =>
  whereGiven<K>(
    (expected, judged): readonly Failure[] => {
      const { failures, known } = unknownStates(what, Object.keys(expected), judged)
      const differing = known.flatMap((name): Failure[] => {
        const wanted = expected[name]!
        const { times, ids } = counted(judged.ran, name, isCounted)
        if (times === wanted) return []
        const often = times === 1 ? 'once' : `${times} times`
        const message = `The state ${shown(name)} is ${verb} ${often}, where ${wanted} is expected.`
        return [
          {
            what,
            path: valuePath('JSONPath', '$', [name]),
            expected: wanted,
            actual: times,
            message,
            event: ids[wanted] ?? endOf(judged),
          },
        ]
      })
      return [...failures, ...differing]
    },
    (expected, { ran }) => {
      const came: Record<string, Json> = {}
      for (const name of Object.keys(expected)) setMember(came, name, counted(ran, name, isCounted).times)
      return came
    },
  )

/** How often states are entered, anywhere. */
export const visits = counts('visits', 'entered', isEntry)
/** How often their work has begun: the calls of a task, retries too; the times that branches or iterations were begun. */
export const attempts = counts('attempts', 'tried', isAttempt)
