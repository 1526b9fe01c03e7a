import type { Json } from '../../base/json'

/** An execution that was given a name, which no other of its state machine can have then. The latest first: immutable, so that snapshots share it. */
export interface Named {
  readonly arn: string
  /** The id of its thread. */
  readonly thread: number
  readonly input: Json
  readonly before: Named | undefined
}

/** The latest execution with an ARN; undefined: there is none. */
export function namedAs(latest: Named | undefined, arn: string): Named | undefined {
  let named = latest
  while (named !== undefined && named.arn !== arn) named = named.before
  return named
}
