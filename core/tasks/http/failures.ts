import type { Json } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import type { TaskOutcome } from '../../interpreter/api'

/** How a call ends that gets no response, or one that is no result. */
export type NoResult = Exclude<TaskOutcome, { readonly kind: 'succeeded' }>

/** Whether a step of the way to a call has come to an outcome. */
export const isNoResult = (value: object): value is NoResult => 'kind' in value

const runtime = (cause: string): NoResult => ({ kind: 'failed', error: 'States.Runtime', cause })

/** Nothing has been called: neither Retriers nor Catchers take these, since the machine is not to blame. */
const unanswered = (cause: string): NoResult => ({ kind: 'unanswered', cause })

/** Parameters that AWS would not start the task with, in its form. */
const refused = (input: Json, problem: string): NoResult =>
  runtime(`The Parameters '${jsonText(input)}' could not be used to start the Task: [${problem}]`)

/** How calls end without a result, by the reason. Source: Developer Guide, "Errors for running HTTP Tasks"; the texts of sentences about stepthrough.json are ours. */
export const noResults = {
  missing: (input: Json, field: string) => refused(input, `The field '${field}' is required but was missing`),
  malformed: (input: Json, field: string) => refused(input, `The value of the field '${field}' has an invalid format`),
  forbiddenHeader: (name: string) =>
    runtime(`An HTTP task cannot set the header '${name}'. Authorization and the like belong in the connection.`),
  malformedHeader: (name: string) => runtime(`The header '${name}' is none that can be sent: its name or its value has a wrong character.`),
  notHttps: (endpoint: string) =>
    runtime(
      `The ApiEndpoint '${endpoint}' is no address that an HTTP task can call: it has to begin with https://. Here http:// goes to this computer, or by "http" in stepthrough.json.`,
    ),
  bodies: () => runtime('The RequestBody is no JSON object, so that the body parameters of the connection cannot be merged with it.'),
  tooLong: () => runtime('The RequestBody is longer than 1 MiB as a form.'),
  connection: (connection: string) =>
    unanswered(
      `No connection of stepthrough.json is "${connection}", which this HTTP task is made with: add it to "connections"; {} is a connection that adds nothing.`,
    ),
  /** `sentence`: which keys match it. */
  ambiguous: (sentence: string) => unanswered(sentence),
  variable: (connection: string, name: string) =>
    unanswered(`The connection "${connection}" of stepthrough.json needs the environment variable ${name}, which is not set.`),
  refused: (cause: string): NoResult => ({ kind: 'failed', error: 'States.Permissions', cause }),
  contentType: (type: string) =>
    runtime(`Unsupported response content-type '${type}'. Please see documentation for list of unsupported content-types.`),
  notText: () => runtime('The response of the HTTP task cannot be read as text.'),
  // as for the result of any task: reported by users
  tooLarge: () => ({
    kind: 'failed' as const,
    error: 'States.DataLimitExceeded',
    cause: "The state/task 'http' returned a result with a size exceeding the maximum number of bytes service limit.",
  }),
  status: (status: number, cause: string): NoResult => ({ kind: 'failed', error: `States.Http.StatusCode.${status}`, cause }),
  timedOut: (host: string): NoResult => socket(`${host} did not answer within 60 seconds.`),
  socket: (host: string, code: string): NoResult => {
    const why = reasons.find(([codes]) => codes.test(code))?.[1]
    return socket(`The HTTP call of ${host} failed: ${why === undefined ? code : `${why} (${code})`}.`)
  },
}

const socket = (cause: string): NoResult => ({ kind: 'failed', error: 'States.Http.Socket', cause })

/** What the codes of Node's errors mean. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/^ECONNREFUSED$/, 'nothing listens there'],
  [/^(ENOTFOUND|EAI_NODATA)$/, 'there is no host of this name'],
  [/^EAI_/, 'its name cannot be looked up now'],
  [/^(ECONNRESET|EPIPE|ECONNABORTED)$/, 'the connection was closed before the response had come'],
  [/^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN)$/, 'it cannot be reached'],
  [
    /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN)$/,
    'its TLS certificate is self-signed; NODE_EXTRA_CA_CERTS names a file of those to trust',
  ],
  [/^CERT_HAS_EXPIRED$/, 'its TLS certificate has expired'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'its TLS certificate is for another host'],
  [/^(UNABLE_TO_|CERT_|INVALID_CA)/, 'its TLS certificate is not trusted; NODE_EXTRA_CA_CERTS names a file of those to trust'],
  [/^(EPROTO|ERR_SSL_|ERR_TLS_)/, 'it does not speak TLS as is needed'],
  [/^HPE_/, 'what it answers is no HTTP'],
]
