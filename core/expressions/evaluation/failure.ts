import type { Node } from '../../syntax/node'

/** An error of the state machine: a value, with the node that raised it. */
export interface AslError {
  /** Undefined where a Fail state has none. */
  readonly error: string | undefined
  /** For people; undefined where a Fail state has none. */
  readonly cause: string | undefined
  /** Where it was raised; undefined where that is no place of the text. */
  readonly node: Node | undefined
  readonly traits?: ErrorTraits
}

/** What is to be known of an error beside its name and cause. */
export interface ErrorTraits {
  /** Other names under which a Retrier or Catcher finds it. */
  readonly aliases?: readonly string[]
  /** The Cause of the error output, where it is not the cause of the events. */
  readonly told?: string
  /** Nobody answered a task: the machine could not know, so that the run ends from wherever it is, past all tolerance of a Map Run too. */
  readonly unanswered?: true
}

/**
 * A failed evaluation. `cause` lacks the sentence that AWS puts in front ("An error occurred while executing the state 'X' (entered at
 * the event id #2). "): whoever knows the state and the event adds it. A class, so that `instanceof` tells it from any JSON value.
 */
export class Failure implements AslError {
  constructor(
    readonly error: string,
    readonly cause: string,
    readonly node: Node | undefined = undefined,
    /** The field, as an EvaluationFailed event has it in `location`: `Output/items[0]`. JSONata only. */
    readonly location: string | undefined = undefined,
    /** The cause to a person who has written the expression: without the field that it stands in. */
    readonly reason: string = cause,
  ) {}

  /** The same failure, raised by `node`. */
  at(node: Node): Failure {
    return new Failure(this.error, this.cause, node, this.location, this.reason)
  }
}
