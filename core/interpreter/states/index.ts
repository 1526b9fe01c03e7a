import type { StateType } from '../../model/machine'
import type { Compiled, PlanScope } from '../planState'
import { choice } from './choice'
import { enterFlow } from './dataflow'
import { fail } from './fail'
import { map } from './map'
import { parallel } from './parallel'
import { task } from './task'
import { wait } from './wait'

/** A state that is nothing but its data flow. */
const passing = (scope: PlanScope): Compiled => ({ enter: enterFlow(scope) })

/** What makes the operations of a state, by its type. */
export const compilers: { readonly [K in StateType]: (scope: PlanScope) => Compiled } = {
  Task: task,
  Pass: passing,
  Choice: choice,
  Wait: wait,
  Succeed: passing,
  Fail: fail,
  Parallel: parallel,
  Map: map,
}
