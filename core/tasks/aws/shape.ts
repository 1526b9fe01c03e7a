/**
 * What an operation takes or gives, as the clients of AWS SDK for JavaScript 3 describe it: arrays of numbers, names and functions that give
 * further ones. Source: @smithy/types, schema/static-schemas. What cannot be read is `any`.
 */
export type Shape =
  | { readonly kind: 'structure'; readonly members: readonly Member[] }
  | { readonly kind: 'list' | 'map'; readonly item: () => Shape }
  | { readonly kind: 'text' | 'number' | 'boolean' | 'timestamp' | 'blob' | 'stream' | 'any' }

/** A member of a structure. */
export interface Member {
  /** As the SDK has it: `stateMachineArn`. */
  readonly name: string
  readonly required: boolean
  readonly shape: () => Shape
}

/** What an operation takes and gives; undefined where the value describes no operation. */
export function readOperation(schema: unknown): { readonly input: Shape; readonly output: Shape } | undefined {
  if (!isSchema(schema) || schema[0] !== kinds.operation) return undefined
  return { input: readShape(schema[4]), output: readShape(schema[5]) }
}

/** Whether the value describes an error, and the code that the service itself gives it where that is another than its name. */
export function readError(schema: unknown): { readonly code: string | undefined } | undefined {
  if (!isSchema(schema) || schema[0] !== kinds.error) return undefined
  const traits = schema[3]
  const query = typeof traits === 'object' && traits !== null ? (traits as { awsQueryError?: unknown }).awsQueryError : undefined
  return { code: Array.isArray(query) && typeof query[0] === 'string' ? query[0] : undefined }
}

const kinds = { simple: 0, list: 1, map: 2, structure: 3, union: 4, operation: 9, error: -3 } as const

type Schema = readonly [number, string, ...unknown[]]

const isSchema = (value: unknown): value is Schema =>
  Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'string' && value.length >= 5

function readShape(reference: unknown): Shape {
  if (typeof reference === 'function') return readShape(reference())
  if (typeof reference === 'number') return readCode(reference)
  if (reference === 'unit') return { kind: 'structure', members: [] }
  if (!Array.isArray(reference)) return any
  // a member: what it is, and traits that say how it is sent
  if (!isSchema(reference)) return readShape(reference[0])
  switch (reference[0]) {
    case kinds.simple:
      return readShape(reference[4])
    case kinds.list:
      return { kind: 'list', item: lazily(reference[4]) }
    case kinds.map:
      return { kind: 'map', item: lazily(reference[5]) }
    case kinds.structure:
    case kinds.union:
    case kinds.error:
      return { kind: 'structure', members: readMembers(reference) }
    default:
      return any
  }
}

/** The required members are the first ones; how many there are is said last. */
function readMembers([, , , , names, shapes, required]: Schema): Member[] {
  if (!Array.isArray(names) || !Array.isArray(shapes)) return []
  const count = typeof required === 'number' ? required : 0
  return names.map((name, i) => ({ name: String(name), required: i < count, shape: lazily(shapes[i]) }))
}

const any: Shape = { kind: 'any' }
const listBit = 0b0100_0000
const mapBit = 0b1000_0000

const codes: Readonly<Record<number, Shape>> = {
  0: { kind: 'text' },
  1: { kind: 'number' },
  17: { kind: 'number' },
  19: { kind: 'number' },
  2: { kind: 'boolean' },
  4: { kind: 'timestamp' },
  5: { kind: 'timestamp' },
  6: { kind: 'timestamp' },
  7: { kind: 'timestamp' },
  21: { kind: 'blob' },
  42: { kind: 'stream' },
}

function readCode(code: number): Shape {
  const item = code & ~(listBit | mapBit)
  if (code & (listBit | mapBit)) return { kind: code & listBit ? 'list' : 'map', item: () => readCode(item) }
  return codes[item] ?? any
}

/** Types may hold themselves: each is read once, when it is asked for. */
function lazily(reference: unknown): () => Shape {
  let shape: Shape | undefined
  return () => (shape ??= readShape(reference))
}
