/** Thrown by a function that stands for a task: the task fails with this error, which Retriers and Catchers see. Any other error that such a function throws rejects the run. */
export class TaskError extends Error {
  override readonly name = 'TaskError'
  /** The error's name, such as `Payments.CardDeclined` or `States.Timeout`. */
  readonly error: string
  override readonly cause: string | undefined

  constructor(error: string, cause?: string) {
    super(cause === undefined ? error : `${error}: ${cause}`)
    this.error = error
    this.cause = cause
  }
}
