import { capitalised, parameterName } from '../../aws/names'
import { type Json, type JsonObject, setMember } from '../../base/json'
import type { Bytes } from './request'
import type { Shape } from './shape'

/**
 * How Step Functions writes what a service answers. `sdk`: as the AWS SDK for Java 2 names members, times as ISO 8601 texts. `optimised`: members as
 * the API has them with a capital first letter, times as milliseconds.
 */
export type Style = 'sdk' | 'optimised'

/** Of a structure within itself: no service answers with more. */
const deepest = 500

/** Members that it names as the API does also there: recorded. */
const asTheyAre = /^Checksum(CRC|SHA)/

/** What a client has answered, as Step Functions hands it on: members in PascalCase, bytes as text, what is not there left out. */
export function responseOf(shape: Shape, answer: unknown, bytes: Pick<Bytes, 'text'>, style: Style): Json {
  const converted = convert(shape, answer, 0)
  return converted ?? {}

  function convert(shape: Shape, value: unknown, depth: number): Json | undefined {
    if (value === undefined || value === null || depth > deepest) return undefined
    switch (shape.kind) {
      case 'structure': {
        const out: Record<string, Json> = {}
        for (const { name, shape: of } of shape.members) {
          const inner = convert(of(), (value as Record<string, unknown>)[name], depth + 1)
          if (inner !== undefined) out[nameOf(name)] = inner
        }
        return out
      }
      case 'list':
        return [...(value as Iterable<unknown>)].map((item) => convert(shape.item(), item, depth + 1) ?? null)
      case 'map': {
        const out: Record<string, Json> = {}
        for (const [key, item] of Object.entries(value)) setMember(out, key, convert(shape.item(), item, depth + 1) ?? null)
        return out
      }
      case 'timestamp':
        return timeOf(value as Date)
      case 'blob':
      case 'stream':
        return bytes.text(value)
      case 'number':
        return Number(typeof value === 'object' && 'string' in value ? value.string : value)
      case 'text':
        return String(value)
      case 'boolean':
        return value === true
      case 'any':
        return plain(value)
    }
  }

  function nameOf(name: string): string {
    return style === 'optimised' || asTheyAre.test(name) ? capitalised(name) : parameterName(name)
  }

  function timeOf(time: Date): Json {
    return style === 'optimised' ? time.getTime() : time.toISOString().replace('.000Z', 'Z')
  }
}

function plain(value: unknown): Json {
  try {
    return JSON.parse(JSON.stringify(value)) as Json
  } catch {
    return String(value)
  }
}

/** An HTTP response, as far as Step Functions tells of it. */
export interface Exchange {
  readonly status: number | undefined
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[]
  readonly requestId: string | undefined
}

/** SdkHttpMetadata and SdkResponseMetadata, which most optimised integrations add to the response: recorded. */
export function metadataOf({ status, rawHeaders, requestId }: Exchange): JsonObject {
  const all: Record<string, Json[]> = {}
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const [name, value] = [rawHeaders[i]!, rawHeaders[i + 1]!]
    if (name === '__proto__') continue
    if (Object.hasOwn(all, name)) all[name]!.push(value)
    else all[name] = [value]
  }
  const single = Object.fromEntries(Object.entries(all).map(([name, values]) => [name, values.join(',')]))
  return {
    SdkHttpMetadata: { AllHttpHeaders: all, HttpHeaders: single, ...(status !== undefined && { HttpStatusCode: status }) },
    SdkResponseMetadata: { RequestId: requestId ?? '' },
  }
}
