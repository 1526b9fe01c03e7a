/** Why a function has no value; the cause of States.IntrinsicFailure. */
export class IntrinsicError {
  constructor(readonly message: string) {}
}
