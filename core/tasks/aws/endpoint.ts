import type { AwsEntry } from '../../config/types'
import type { Service } from './service'
import type { SharedProfile } from './sharedConfig'

/** Where a service is. */
export interface Endpoint {
  /** Absent: AWS itself. */
  readonly url?: string
  readonly region: string
  /** Of the shared config and credentials files. */
  readonly profile?: string
}

/** What says where services are. */
export interface Surroundings {
  readonly aws: AwsEntry | undefined
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The region where nothing else names one. */
  readonly region: string
}

/** Whether tasks go to a service at all: where `aws` is there, or the environment names an endpoint. */
export const isOn = (service: Service, { aws, environment }: Omit<Surroundings, 'region'>): boolean =>
  aws !== undefined || endpointOfEnvironment(service, environment) !== undefined

/** The profile that the shared files are read with. */
export const profileOf = ({ aws, environment }: Omit<Surroundings, 'region'>): string | undefined => aws?.profile ?? environment.AWS_PROFILE

/**
 * Where a service is: what stepthrough.json says of it, then of all, then the environment likewise, then the shared config file. Source: AWS SDKs
 * and Tools Reference Guide, "Service-specific endpoints".
 */
export function endpointOf(service: Service, { aws, environment, region }: Surroundings, shared: SharedProfile): Endpoint {
  const own = ownEntry(service, aws)
  const url =
    own?.endpoint ??
    aws?.endpoint ??
    endpointOfEnvironment(service, environment) ??
    (isIgnored(environment) ? undefined : shared.endpointOf(service))
  const profile = profileOf({ aws, environment })
  return {
    ...(url !== undefined && { url }),
    region: own?.region ?? aws?.region ?? environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION ?? shared.region ?? region,
    ...(profile !== undefined && { profile }),
  }
}

/** An endpoint that somebody has named for this service alone. */
export const ownEndpoint = (service: Service, { aws, environment }: Omit<Surroundings, 'region'>): string | undefined =>
  ownEntry(service, aws)?.endpoint ?? (isIgnored(environment) ? undefined : nonEmpty(environment[variableOf(service)]))

const ownEntry = ({ names }: Service, aws: AwsEntry | undefined) => {
  for (const name of names) {
    const entry = aws?.services.get(name)
    if (entry !== undefined) return entry
  }
  return undefined
}

function endpointOfEnvironment(service: Service, environment: Surroundings['environment']): string | undefined {
  if (isIgnored(environment)) return undefined
  return nonEmpty(environment[variableOf(service)]) ?? nonEmpty(environment.AWS_ENDPOINT_URL)
}

/** Whether the endpoints that the environment and the shared files name do not count. Source: AWS SDKs and Tools Reference Guide, Service-specific endpoints. */
export const isIgnored = ({ AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: ignored }: Surroundings['environment']) =>
  ignored?.toLowerCase() === 'true'

const nonEmpty = (text: string | undefined) => (text === '' ? undefined : text)

/** The environment variable that names the endpoint of a service alone: `AWS_ENDPOINT_URL_DYNAMODB`. */
export const variableOf = ({ id }: Service): string => `AWS_ENDPOINT_URL_${id.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`
