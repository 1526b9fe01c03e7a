import { languages } from '../../expressions/language'
import type { Visit } from '../../interpreter/hindsight'
import { isDistributed } from '../../model/machine'
import { byPerson, changes } from './edited'
import { following } from './flow'
import { type Back, type From, fieldIn, holderOf } from './from'
import type { Sources } from './origin'
import { saidAt } from './said'

/** One step back from a variable: to the Assign that has set it, in the scope that it is of. */
export function ofVariable({ hindsight }: Sources, { visit, name, steps }: From & { readonly of: 'variable' }): Back {
  const assigning = assignedIn(visit, name)
  const since = assigning?.last ?? -1
  if (
    hindsight.edits.some((edit) => edit.variable === name && edit.position > since && edit.position <= visit.last && changes(edit, steps))
  )
    return { told: byPerson(visit) }
  if (assigning === undefined)
    return {
      told: { kind: 'given', text: `the variable $${name} that the execution began with`, visit, node: undefined, event: undefined },
    }
  const { state } = assigning
  const holder = holderOf(assigning, ({ kind }) => kind === 'assign')
  const row = holder.rows.find(({ kind }) => kind === 'assign')
  const node = row && fieldIn(state, row, holder)
  if (row === undefined || node === undefined) return {}
  const said = saidAt(node, [name, ...steps], languages[state.queryLanguage])
  return following({ of: 'flow', visit: assigning, value: 'output', steps: [] }, row, said, `${holder.place}${row.field} $${name}`)
}

/** The latest visit before one that has assigned the variable, in its own scope or in one around it. */
function assignedIn(visit: Visit, name: string): Visit | undefined {
  for (let scope: Visit | undefined = visit; scope !== undefined; scope = outer(scope))
    for (let at = scope.before; at !== undefined; at = at.before) if (at.assigned.includes(name)) return at
  return undefined
}

/** The visit whose variables are seen too. */
const outer = ({ thread, around, state }: Visit): Visit | undefined =>
  thread.kind === 'execution' || isDistributed(state.machine) ? undefined : around
