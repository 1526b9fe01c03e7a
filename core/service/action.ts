import type { Json } from '../base/json'
import { type ApiError, Refused, refusals } from './errors'
import type { Memory } from './memory'
import { checkRequest, type Shapes } from './shapes'

/** A row of the table of actions. Requests and responses are in the shape of the API's JSON: payloads are texts, dates are seconds since the epoch. */
export interface Action<Needs = Memory> {
  readonly name: string
  /** Throws Refused. */
  readonly run: (needs: Needs, request: Json, caller?: Caller) => object | Promise<object>
}

/** Who waits for the response. */
export interface Caller {
  /** `listener` is called once it waits no longer. */
  onGone(listener: () => void): void
}

/**
 * Makes a row. `run` is called only with a request of these shapes, which is what `Request` promises; any other is refused before, as
 * SerializationException or ValidationException.
 */
export const action = <Request, Needs = Memory>(
  name: string,
  shapes: Shapes,
  run: (needs: Needs, request: Request, caller?: Caller) => object | Promise<object>,
): Action<Needs> => ({ name, run: (needs, request, caller) => run(needs, checkRequest(shapes, request) as Request, caller) })

/**
 * How a call ends: with the response in the shape of the API's JSON, or with the error by which it was refused. A failed execution is a
 * response.
 */
export type Result<Response extends object = object> = { readonly response: Response } | { readonly error: ApiError }

/** Calls one of the actions by its name; of any other name the answer is UnknownOperationException. Rejects for no request, however wrong. */
export async function callAction<Needs>(
  actions: readonly Action<Needs>[],
  needs: Needs,
  name: string,
  request: Json,
  caller?: Caller,
): Promise<Result> {
  try {
    const row = actions.find((each) => each.name === name)
    if (row === undefined) throw refusals.operation()
    return { response: await row.run(needs, request, caller) }
  } catch (error) {
    if (error instanceof Refused) return { error: { name: error.name, message: error.message } }
    throw error
  }
}

/** The members that are there: an optional member is absent, never undefined. */
export const present = (object: object): object => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))
