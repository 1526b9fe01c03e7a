/**
 * What Lambda itself says where a function has not answered, in the form of a function's own errors. Sources: Lambda Developer Guide, "Troubleshoot
 * invocation issues"; the texts as aws-lambda-runtime-interface-emulator has them.
 */
export interface Fault {
  readonly errorType: string
  readonly errorMessage: string
}

const ofRequest = (errorType: string, requestId: string, message: string): Fault => ({
  errorType,
  errorMessage: `RequestId: ${requestId} Error: ${message}`,
})

/** Without what stands before it, the text is also a line of the log. */
export const timeoutText = (seconds: number): string => `Task timed out after ${seconds.toFixed(2)} seconds`

/** `seconds`: the function's timeout. Source: Lambda Developer Guide, as its emulator has it. */
export const timedOut = (requestId: string, seconds: number): Fault => ofRequest('Sandbox.Timedout', requestId, timeoutText(seconds))

/** The process has ended during a call or while it began. `signal`: as the platform names it, `SIGKILL`. */
export function exited(requestId: string, code: number | null, signal: string | null): Fault {
  if (signal !== null) return ofRequest('Runtime.ExitError', requestId, `Runtime exited with error: signal: ${signalText(signal)}`)
  if (code === 0) return ofRequest('Runtime.ExitError', requestId, 'Runtime exited without providing a reason')
  return ofRequest('Runtime.ExitError', requestId, `Runtime exited with error: exit status ${code}`)
}

/** As Go's syscall names them, which Lambda shows. */
const signals: Readonly<Record<string, string>> = {
  SIGKILL: 'killed',
  SIGTERM: 'terminated',
  SIGSEGV: 'segmentation fault',
  SIGABRT: 'aborted',
  SIGINT: 'interrupt',
  SIGHUP: 'hangup',
  SIGILL: 'illegal instruction',
  SIGFPE: 'floating point exception',
  SIGBUS: 'bus error',
}
const signalText = (signal: string): string => (Object.hasOwn(signals, signal) ? signals[signal]! : signal)

/** `reason`: why the program could not be started, in words. */
export const invalidEntrypoint = (requestId: string, program: string, reason: string): Fault =>
  ofRequest('Runtime.InvalidEntrypoint', requestId, `fork/exec ${program}: ${reason}`)

/** Bytes of a response that is still taken. Source: measured by users; the quota is called 6 MB. */
export const responseBytes = 6_291_556

/** The response has more than `responseBytes`. */
export const responseTooLarge: Fault = {
  errorType: 'Function.ResponseSizeTooLarge',
  errorMessage: `Response payload size exceeded maximum allowed payload size (${responseBytes} bytes).`,
}

/** What a function has answered cannot be read as JSON. */
export const notJson: Fault = { errorType: 'Runtime.MarshalError', errorMessage: 'Unable to marshal response: the response is no JSON' }

/** Bytes of an event: of a call that is waited for, and of an asynchronous one. Source: Lambda quotas. */
export const requestBytes = { RequestResponse: 6_291_456, Event: 1_048_576, DryRun: 6_291_456 } as const
