import { parseResource } from '../aws/resource'
import type { TaskCall, TaskOutcome } from '../interpreter/api'

/**
 * An outcome that nobody's service has given: a job or a callback is submitted first, which AWS logs with what the service has answered.
 * Here that is `{}`; of a request and response nothing is submitted.
 */
export const withSubmitted = ({ resource }: TaskCall, outcome: TaskOutcome): TaskOutcome =>
  parseResource(resource).pattern === 'requestResponse' ? outcome : { ...outcome, submitted: {} }
