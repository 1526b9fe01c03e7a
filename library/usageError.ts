/** The caller has asked for something that cannot be done: an unknown option, a file that cannot be read, a test case that is not there. What is wrong with a definition is never thrown. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  /** A sentence for each thing that is wrong; `message` is the first. */
  readonly messages: readonly string[]

  constructor(...messages: readonly [string, ...(readonly string[])]) {
    super(messages[0])
    this.messages = messages
  }
}
