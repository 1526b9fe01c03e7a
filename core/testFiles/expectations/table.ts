import type { Expectations } from '../types'
import { assert } from './assert'
import { calls } from './calls'
import { attempts, visits } from './counts'
import { duration } from './duration'
import { cause, error } from './error'
import type { Expectation } from './expectation'
import { output, outputContains } from './output'
import { path } from './path'
import { status } from './status'
import { variables } from './variables'

const rows: { readonly [K in keyof Required<Expectations>]: Expectation<K> } = {
  status,
  output,
  outputContains,
  error,
  cause,
  path,
  visits,
  attempts,
  calls,
  variables,
  duration,
  assert,
}

/** All members of `expect`, in the order in which their differences are told. */
export const expectations = Object.entries(rows) as unknown as readonly [keyof Expectations, Expectation<keyof Expectations>][]
