import { capitalised } from '../../../../core/aws/names'
import type { Json } from '../../../../core/base/json'
import { clientFailure, type Failed, failureOf } from '../../../../core/tasks/aws/failure'
import { requestOf } from '../../../../core/tasks/aws/request'
import { type Exchange, metadataOf, responseOf, type Style } from '../../../../core/tasks/aws/response'
import type { Action } from '../../../../core/tasks/aws/service'
import { readError, readOperation } from '../../../../core/tasks/aws/shape'
import { bytes, readStreams } from './bytes'
import type { Client, Package } from './clients'

/**
 * What came of a call. `problems`: Step Functions would not begin it. `unknown`: the client has no such operation, in a sentence.
 * `raw`: the answer as the client has it, its streams read.
 */
export type Sent =
  | { readonly response: Json; readonly exchange: Exchange; readonly raw: unknown }
  | { readonly failed: Failed; readonly name: string }
  | { readonly problems: readonly string[] }
  | { readonly unknown: string }

interface Options {
  readonly signal: AbortSignal
  readonly style: Style
  /** The most bytes of a stream that are read. */
  readonly most: number
  /** What the cause of a failed connection calls the service: its name and address. */
  readonly place: string
  /** Why another host than the client's endpoint may not be called. */
  refuses(url: string): Promise<string | undefined>
}

type Command = { readonly middlewareStack: { add(middleware: unknown, options: object): void } }

/** Makes one call of a service: parameters and response are as Step Functions has them. */
export async function send(
  sdk: Package,
  client: Client,
  action: Action,
  parameters: Json,
  { signal, style, most, place, refuses }: Options,
): Promise<Sent> {
  const operation = capitalised(action.action)
  const shapes = readOperation(sdk[`${operation}$`])
  const command = sdk[`${operation}Command`]
  if (typeof command !== 'function')
    return {
      unknown: `The client ${action.service.package} has no action "${action.action}": correct the Resource, or install a newer client.`,
    }
  if (shapes === undefined)
    return { unknown: `The version of ${action.service.package} that is installed is too old: install the latest one.` }
  const request = requestOf(shapes.input, parameters, bytes)
  if ('problems' in request) return request
  const made = new (command as new (input: object) => Command)(request.value)
  let rawHeaders: readonly string[] = []
  made.middlewareStack.add(
    hearing((headers) => (rawHeaders = headers)),
    { step: 'deserialize', priority: 'low', name: 'rawHeaders' },
  )
  made.middlewareStack.add(staying(refuses), { step: 'finalizeRequest', priority: 'low', name: 'staying' })
  try {
    const raw = await readStreams(await client.send(made, { abortSignal: signal }), shapes.output, most)
    const { httpStatusCode: status, requestId } = metadata(raw)
    return { response: responseOf(shapes.output, raw, bytes, style), exchange: { status, rawHeaders, requestId }, raw }
  } catch (error) {
    return { failed: failedBy(error as Thrown, action, sdk, place), name: (error as Thrown).name }
  }
}

/** The response with what most optimised integrations add to it. */
export const withMetadata = (response: Json, exchange: Exchange): Json => ({ ...(response as object), ...metadataOf(exchange) })

type Next = (args: object) => Promise<{ readonly response?: { readonly body?: { readonly rawHeaders?: readonly string[] } } }>

interface Outgoing {
  readonly request: { readonly protocol: string; readonly hostname: string }
}

/** Parameters may lead a client away from its endpoint (an access point, a global endpoint): what may be called is asked of the host that is. */
const staying =
  (refuses: Options['refuses']) =>
  (next: (args: Outgoing) => Promise<unknown>) =>
  async (args: Outgoing): Promise<unknown> => {
    const refused = await refuses(`${args.request.protocol}//${args.request.hostname}`)
    if (refused !== undefined) throw new Error(refused)
    return next(args)
  }

/** The SDK hands on headers in lower case: Node's own response has them as they came. */
const hearing = (heard: (headers: readonly string[]) => void) => (next: Next) => async (args: object) => {
  const output = await next(args)
  heard(output.response?.body?.rawHeaders ?? [])
  return output
}

interface Metadata {
  readonly httpStatusCode?: number
  readonly requestId?: string
  readonly extendedRequestId?: string
}

const metadata = (answer: unknown): { httpStatusCode: number | undefined; requestId: string | undefined } => {
  const { httpStatusCode, requestId } = (answer as { $metadata?: Metadata }).$metadata ?? {}
  return { httpStatusCode, requestId }
}

interface Thrown extends Error {
  readonly $metadata?: Metadata
  readonly $response?: unknown
  readonly Code?: string
  readonly code?: string
  readonly errors?: readonly Error[]
}

function failedBy(error: Thrown, action: Action, sdk: Package, place: string): Failed {
  const { httpStatusCode: status, requestId, extendedRequestId } = error.$metadata ?? {}
  if (status === undefined || !('$fault' in error))
    return clientFailure(action, `Unable to execute HTTP request to ${place}: ${reasonOf(error)}`)
  const known = readError(sdk[`${error.name}$`])
  const message = error.message === 'UnknownError' ? error.name : error.message
  return failureOf(action, {
    name: error.name,
    code: known?.code ?? error.Code,
    modelled: known !== undefined,
    message,
    status,
    requestId,
    extendedRequestId,
  })
}

/** Several addresses that cannot be reached are one error without a text of its own. */
const reasonOf = ({ message, errors, code, name }: Thrown): string =>
  message || errors?.map((each) => each.message).join(', ') || code || name
