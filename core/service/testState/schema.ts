import { results } from '../../aws/data/aws-results'
import { parseResource } from '../../aws/resource'
import { isArray, isObject, type Json } from '../../base/json'
import { invalid } from './types'

/**
 * Types as data/aws-results.ts writes them: `{a!:T,b:T` an object with a required and an optional member, `[T` a list, `<T` a map, `#n` the type in line
 * n, `x` anything; `s` a string, `n` a number, `b` a boolean, with bounds (`1~64`: of a number, or of a text's length) and allowed values (`(A|B)`).
 */
export interface ServiceTypes {
  readonly actions: ReadonlyMap<string, string>
  readonly lines: readonly string[]
}

const services = new Map<string, ServiceTypes | undefined>()

/** The types of a service's answers; undefined where the table has none of that service. */
export function typesOf(service: string): ServiceTypes | undefined {
  if (!services.has(service)) services.set(service, readTypes(service))
  return services.get(service)
}

function readTypes(service: string): ServiceTypes | undefined {
  const start = results.startsWith(`>${service}\n`) ? 0 : results.indexOf(`\n>${service}\n`) + 1
  if (start === 0 && !results.startsWith(`>${service}\n`)) return undefined
  const end = results.indexOf('\n>', start)
  const [head = '', tail = ''] = results.slice(start, end < 0 ? results.length : end).split('\n\n')
  const actions = head.split('\n').slice(1)
  return { actions: new Map(actions.map((line) => line.split(' ') as [string, string])), lines: tail.split('\n') }
}

/** Optimised integrations whose service has another name in AWS's SDKs. */
const serviceNames: Readonly<Record<string, string>> = { states: 'sfn', events: 'eventbridge', elasticmapreduce: 'emr' }

/**
 * Actions whose finished job (.sync) is described by another one, which the result is then checked against: what AWS accepts of a nested
 * execution is in the types of DescribeExecution, with Output as a text. Measured by users: github.com/boto/boto3/issues/4683.
 */
const described: Readonly<Record<string, string>> = { 'states:startExecution': 'describeExecution' }

/** The service and action of a resource that answers with the API's own result; undefined for all others. */
export function apiOf(resource: string): { readonly service: string; readonly action: string } | undefined {
  const parsed = parseResource(resource)
  // What a token brings is not the API's result.
  if (!('service' in parsed) || parsed.pattern === 'waitForTaskToken') return undefined
  const { kind, service, action, suffix } = parsed
  if (kind === 'sdk') return { service, action: action + suffix }
  if (service === 'apigateway' || service === 'http') return undefined
  const named = Object.hasOwn(serviceNames, service) ? serviceNames[service]! : service
  if (suffix !== '.sync') return { service: named, action: action + suffix }
  const job = `${service}:${action}`
  return Object.hasOwn(described, job) ? { service: named, action: described[job]! } : undefined
}

/** Refuses a mocked result that the API of the task's resource could not answer with. Services without a table are not checked. */
export function checkResult(resource: string, result: Json, strict: boolean): void {
  const api = apiOf(resource)
  const types = api && typesOf(api.service)
  const type = types?.actions.get(api!.action)
  if (types && type) new Checker(types.lines, strict).check(type, result, '')
}

const wrong = (message: string) => invalid(`Mock result schema validation error: ${message}`)

class Checker {
  constructor(
    private readonly lines: readonly string[],
    private readonly strict: boolean,
  ) {}

  check(type: string, value: Json, field: string): void {
    const resolved = type.startsWith('#') ? (this.lines[Number.parseInt(type.slice(1), 36)] ?? 'x') : type
    const rest = resolved.slice(1)
    switch (resolved[0]) {
      case '{':
        this.object(rest, value, field)
        return
      case '[':
        if (!isArray(value)) throw this.notA('an array', field)
        for (const item of value) this.check(rest, item, field)
        return
      case '<':
        if (!isObject(value)) throw this.notA('an object', field)
        for (const item of Object.values(value)) this.check(rest, item, field)
        return
      case 's':
        if (typeof value !== 'string') throw this.notA('a string', field)
        this.text(rest, value, field)
        return
      case 'n':
        if (typeof value !== 'number') throw this.notA('a number', field)
        this.number(rest, value, field)
        return
      case 'b':
        if (typeof value !== 'boolean') throw this.notA('a boolean', field)
    }
  }

  /** Members that the API does not know are let through. */
  private object(members: string, value: Json, field: string): void {
    if (!isObject(value)) throw this.notA('an object', field)
    const types = new Map<string, string>()
    for (const member of members === '' ? [] : members.split(',')) {
      const colon = member.indexOf(':')
      const name = member.slice(0, colon)
      if (!name.endsWith('!')) types.set(name, member.slice(colon + 1))
      else {
        const required = name.slice(0, -1)
        if (this.strict && !Object.hasOwn(value, required)) throw wrong(`Required field '${required}' is missing`)
        types.set(required, member.slice(colon + 1))
      }
    }
    for (const name of Object.keys(value)) {
      const type = types.get(name)
      if (type !== undefined) this.check(type, value[name]!, name)
    }
  }

  private text(limits: string, value: string, field: string): void {
    const [bounds = '', allowed] = limits.split('(')
    const [min, max] = bounds.split('~')
    if (min && value.length < Number(min)) throw wrong(`Field '${field}' is smaller than the minimum length`)
    if (max && value.length > Number(max)) throw wrong(`Field '${field}' exceeds the maximum length`)
    if (allowed !== undefined && !allowed.slice(0, -1).split('|').includes(value)) throw wrong(`Field '${field}' is not an expected value`)
  }

  private number(bounds: string, value: number, field: string): void {
    const [min, max] = bounds.split('~')
    if (min && value < Number(min)) throw wrong(`Field '${field}' is less than the minimum value`)
    if (max && value > Number(max)) throw wrong(`Field '${field}' exceeds the maximum value`)
  }

  private notA(what: string, field: string) {
    return field === '' ? wrong(`The result must be ${what}`) : wrong(`Field '${field}' must be ${what}`)
  }
}
