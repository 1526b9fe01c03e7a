import type { Json } from '../base/json'
import type { Memory } from './memory'
import { checkRequest, type Shapes } from './shapes'

/** A row of the table of actions. Requests and responses are in the shape of the API's JSON: payloads are texts, dates are seconds since the epoch. */
export interface Action {
  readonly name: string
  /** Throws Refused. */
  readonly run: (memory: Memory, request: Json) => object | Promise<object>
}

/**
 * Makes a row. `run` is called only with a request of these shapes, which is what `Request` promises; any other is refused before, as
 * SerializationException or ValidationException.
 */
export const action = <Request>(
  name: string,
  shapes: Shapes,
  run: (memory: Memory, request: Request) => object | Promise<object>,
): Action => ({ name, run: (memory, request) => run(memory, checkRequest(shapes, request) as Request) })

/** The members that are there: an optional member is absent, never undefined. */
export const present = (object: object): object => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))
