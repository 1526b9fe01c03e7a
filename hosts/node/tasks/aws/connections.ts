import type { Json } from '../../../../core/base/json'
import type { TaskOutcome } from '../../../../core/interpreter/api'
import { type Endpoint, endpointOf, isOn, ownEndpoint, profileOf, type Surroundings } from '../../../../core/tasks/aws/endpoint'
import { notPermitted, orMock } from '../../../../core/tasks/aws/failure'
import type { Style } from '../../../../core/tasks/aws/response'
import type { Action, Service } from '../../../../core/tasks/aws/service'
import type { TaskContext } from '../context'
import { type Client, clientOf, type Package, packageOf } from './clients'
import { type Sent, send } from './send'
import { sharedProfile } from './shared'

/** A service that may be called. */
export interface Called {
  readonly source: 'endpoint' | 'aws'
  /** `most`: the most bytes of a stream that are read. */
  send(action: Action, parameters: Json, options: { readonly style: Style; readonly most: number }): Promise<Sent>
}

/** What stands in the way of calling a service. */
export interface NotCalled {
  readonly outcome: TaskOutcome & { readonly kind: 'failed' | 'unanswered' }
}

/** Actions that bring tasks of this session to their end: their tokens are known here alone. */
const ofTokens: ReadonlySet<string> = new Set(['sendTaskSuccess', 'sendTaskFailure', 'sendTaskHeartbeat', 'getActivityTask'])

/** The clients of one session, made as they are needed. */
export class Connections {
  private readonly clients = new Map<string, Client>()
  private readonly surroundings: Surroundings

  constructor(private readonly context: TaskContext) {
    const { config, environment, region } = context
    this.surroundings = { aws: config.aws, environment, region }
  }

  /** Whether an action is answered here at all. */
  isOn(action: Pick<Action, 'service' | 'action'>): boolean {
    return this.isOfSession(action) || isOn(action.service, this.surroundings)
  }

  /** The service of an action, once it is known that it may be called. */
  async call(action: Action, signal: AbortSignal): Promise<Called | NotCalled> {
    const { service } = action
    const { endpoint, place } = await this.placeOf(action)
    const source = endpoint.url === undefined ? 'aws' : 'endpoint'
    const refused = await this.context.permission.refuses(service.names[0]!, place)
    if (refused !== undefined) return { outcome: { kind: 'failed', ...notPermitted(refused) } }
    const sdk = await packageOf(service, this.context)
    if (typeof sdk === 'string') return { outcome: { kind: 'unanswered', cause: orMock(sdk), source } }
    const client = this.clientOf(service, sdk, endpoint)
    const name = service.names[0]!
    // who has allowed AWS itself has allowed it by whichever name the client calls it
    const refuses = async (url: string) => (endpoint.url === undefined ? undefined : this.context.permission.refuses(name, url))
    const own = { signal, place: `${name} at ${shown(place)}`, refuses }
    return { source, send: (each, parameters, options) => send(sdk, client, each, parameters, { ...options, ...own }) }
  }

  /** Where an action that is answered here is called: a URL. */
  async addressOf(action: Action): Promise<string> {
    return (await this.placeOf(action)).place
  }

  private async placeOf(action: Action): Promise<{ readonly endpoint: Endpoint; readonly place: string }> {
    const endpoint = await this.endpointOf(action)
    return { endpoint, place: endpoint.url ?? addressOf(action.service, endpoint) }
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    for (const client of this.clients.values()) client.destroy()
    this.clients.clear()
  }

  private isOfSession({ service, action }: Pick<Action, 'service' | 'action'>): boolean {
    return service.name === 'sfn' && ofTokens.has(action) && ownEndpoint(service, this.surroundings) === undefined
  }

  private async endpointOf(action: Action): Promise<Endpoint> {
    if (this.isOfSession(action)) return { url: await this.context.stepFunctionsEndpoint(), region: this.context.region }
    const shared = sharedProfile(profileOf(this.surroundings), this.context.environment)
    return endpointOf(action.service, this.surroundings, shared)
  }

  private clientOf(service: Service, sdk: Package, endpoint: Endpoint): Client {
    const key = `${service.name} ${endpoint.region} ${endpoint.url ?? ''}`
    const client = this.clients.get(key) ?? clientOf(sdk, endpoint, this.context)
    this.clients.set(key, client)
    return client
  }
}

/** An address without a password that may stand in it. */
function shown(url: string): string {
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`
}

/** Where AWS has a service, for a person to read. */
const addressOf = ({ names }: Service, { region }: Endpoint) => `https://${names[0]}.${region}.amazonaws.com`
