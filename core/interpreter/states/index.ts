import type { StateType } from '../../model/machine'
import type { Operation } from '../operation'
import type { PlanScope } from '../planState'
import { choice } from './choice'
import { fail } from './fail'
import { map } from './map'
import { parallel } from './parallel'
import { pass } from './pass'
import { succeed } from './succeed'
import { task } from './task'
import { wait } from './wait'

/** Each compiles a state to the operation at `enter`. */
export const compilers: { readonly [K in StateType]: (scope: PlanScope) => Operation } = {
  Task: task,
  Pass: pass,
  Choice: choice,
  Wait: wait,
  Succeed: succeed,
  Fail: fail,
  Parallel: parallel,
  Map: map,
}
