import { parameterNames, services } from './data/aws-apis'

/**
 * The AWS SDK service integrations (AWS Step Functions Developer Guide, "AWS SDK service integrations"): service names as in
 * `arn:aws:states:::aws-sdk:SERVICE:ACTION`, actions in camelCase, parameters in PascalCase. Nothing is read before the first question,
 * and of the actions only those of the services that are asked for.
 */
interface AwsService {
  readonly name: string
  /** The service's id in AWS's SDKs, e.g. `Cognito Identity Provider`. */
  readonly id: string
}

interface AwsParameter {
  readonly name: string
  readonly required: boolean
}

interface Entry extends AwsService {
  /** Where its actions are in `services`. */
  readonly from: number
  readonly to: number
  actions?: ReadonlyMap<string, string>
}

let index: ReadonlyMap<string, Entry> | undefined
let names: readonly string[] | undefined

function entries(): ReadonlyMap<string, Entry> {
  if (index !== undefined) return index
  const made = new Map<string, Entry>()
  for (let at = services.indexOf('>'); at !== -1; ) {
    const lineEnd = services.indexOf('\n', at)
    const next = services.indexOf('>', lineEnd)
    const [name, id] = splitOnce(services.slice(at + 1, lineEnd))
    made.set(name, { name, id, from: lineEnd + 1, to: next === -1 ? services.length : next })
    at = next
  }
  index = made
  return made
}

function splitOnce(line: string): [string, string] {
  const space = line.indexOf(' ')
  return space === -1 ? [line, ''] : [line.slice(0, space), line.slice(space + 1)]
}

function actionsOf(service: string): ReadonlyMap<string, string> {
  const entry = entries().get(service)
  if (entry === undefined) return new Map()
  entry.actions ??= new Map(services.slice(entry.from, entry.to).trimEnd().split('\n').map(splitOnce))
  return entry.actions
}

/**
 * Every service that AWS SDK integrations can name, sorted by name. Source: AWS Step Functions Developer Guide, "AWS SDK service
 * integrations".
 */
export const awsServices = (): readonly AwsService[] => [...entries().values()]

/** The service by its name in a Resource (`cognitoidentityprovider`, in lower case); undefined where there is none of it. */
export const awsService = (name: string): AwsService | undefined => entries().get(name)

/** The actions of a service in camelCase, as a Resource names them; none for an unknown service. */
export const awsActions = (service: string): readonly string[] => [...actionsOf(service).keys()]

/**
 * The parameters of an action in PascalCase, the required ones first; an empty list for an action that takes none. Undefined where the
 * service or the action is not known.
 */
export function awsParameters(service: string, action: string): readonly AwsParameter[] | undefined {
  const line = actionsOf(service).get(action)
  if (line === undefined) return undefined
  if (line === '') return []
  names ??= parameterNames.split(' ')
  const [count, ...indices] = line.split(' ')
  return indices.map((code, i) => ({ name: names![Number.parseInt(code, 36)]!, required: i < Number(count) }))
}
