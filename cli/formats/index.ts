import type { Checked } from '../../hosts/node/check'
import type { Terminal } from '../terminal'
import { json } from './json'
import { pretty } from './pretty'
import { sarif } from './sarif'

/** The values of `validate --format`. */
export const formats = { pretty, json, sarif } as const satisfies Record<
  string,
  (results: readonly Checked[], terminal: Terminal) => string
>
