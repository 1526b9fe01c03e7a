import { capitalised, parameterName } from '../../aws/names'
import { isArray, isObject, type Json, type JsonObject, member } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import type { Member, Shape } from './shape'

/** How a host writes and reads bytes. */
export interface Bytes {
  /** UTF-8. */
  readonly of: (text: string) => unknown
  /** UTF-8, or Base64 of what is none. */
  readonly text: (bytes: unknown) => string
}

/** A request as a client takes it, or why Step Functions would not begin the task: sentences of AWS. */
export type Request = { readonly value: Readonly<Record<string, unknown>> } | { readonly problems: readonly string[] }

/** Containers within each other. DynamoDB takes 32. */
const deepest = 200

/**
 * Makes a client's request of a task's parameters. Members are named as Step Functions names them; `null` stands for a member that is not there;
 * a number or truth value where a text belongs is its text, and bytes are those of a text or of a value's JSON text (recorded).
 */
export function requestOf(shape: Shape, parameters: Json, { of }: Pick<Bytes, 'of'>): Request {
  const problems: string[] = []
  if (!isObject(parameters)) return { problems: ['The Parameters have to be an object'] }
  const value = structure(shape.kind === 'structure' ? shape.members : [], parameters, '', 0)
  return problems.length > 0 ? { problems } : { value }

  function structure(members: readonly Member[], given: JsonObject, path: string, depth: number) {
    const out: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(given)) {
      const found = members.find((each) => namesOf(each).includes(name))
      if (found === undefined) problems.push(`The field '${name}' is not supported by Step Functions`)
      else if (value !== null) out[found.name] = convert(found.shape(), value, name, `${path}${name}.`, depth + 1)
    }
    for (const each of members)
      if (each.required && !namesOf(each).some((name) => member(given, name) !== undefined))
        problems.push(`The field '${namesOf(each)[0]}' is required but was missing`)
    return out
  }

  function convert(shape: Shape, value: Json, name: string, path: string, depth: number): unknown {
    if (depth > deepest) {
      problems.push(`The value of the field '${path.split('.')[0]}' is nested too deeply`)
      return undefined
    }
    switch (shape.kind) {
      case 'structure':
        return isObject(value) ? structure(shape.members, value, path, depth) : wrong(name, 'a STRUCT')
      case 'list':
        return isArray(value) ? value.map((item) => convert(shape.item(), item, name, path, depth + 1)) : wrong(name, 'a LIST')
      case 'map':
        return isObject(value)
          ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, convert(shape.item(), item, key, path, depth + 1)]))
          : wrong(name, 'a MAP')
      case 'text':
        return typeof value === 'object' ? wrong(name, 'a STRING') : String(value)
      case 'number': {
        const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
        return typeof number === 'number' && Number.isFinite(number) ? number : wrong(name, 'a NUMBER')
      }
      case 'boolean':
        return value === true || value === 'true' ? true : value === false || value === 'false' ? false : wrong(name, 'a BOOLEAN')
      case 'timestamp': {
        const time = new Date(typeof value === 'number' ? value * 1000 : typeof value === 'string' ? value : Number.NaN)
        return Number.isNaN(time.getTime()) ? wrong(name, 'a TIMESTAMP') : time
      }
      case 'blob':
      case 'stream':
        return of(typeof value === 'string' ? value : jsonText(value))
      case 'any':
        return value
    }
  }

  function wrong(name: string, kind: string): undefined {
    problems.push(`The value for the field '${name}' must be ${kind}`)
    return undefined
  }
}

/** As AWS SDK integrations name a member, and as optimised ones do; of the former, too, some have the API's names: `ChecksumCRC32`. */
const namesOf = ({ name }: Member): readonly string[] => [parameterName(name), capitalised(name)]
