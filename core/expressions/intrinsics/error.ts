/**
 * Why a function has no value, given as its value; a sentence without its stop. It becomes the cause of States.IntrinsicFailure, or of an
 * error of JSONata where a function is shared with it.
 */
export class IntrinsicError {
  constructor(readonly message: string) {}
}
