import { decodeBase64 } from '../intrinsics/base64'
import { javaRandom } from '../intrinsics/javaRandom'
import { hash, IntrinsicError, partition, range } from '../intrinsics/table'
import type { Json } from '../json'
import { deepEqual } from '../paths/compare'
import type { ExpressionPorts } from '../paths/scope'
import { type Budget, maxBytes, memoryExceeded } from './budget'
import { type Compiled, parseExpression } from './engine'

/** What the functions of the evaluation that runs now ask: set before each evaluation. */
export interface Run {
  ports: ExpressionPorts
  readonly budget: Budget
}

/** A function's own error, in the form of the package's. */
const fail = (message: string) => ({ message })

const given = (value: Json | IntrinsicError): Json => {
  if (value instanceof IntrinsicError) throw fail(value.message)
  return value
}

function parse(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw fail(`The text is no valid JSON: ${text.slice(0, 100)}`)
  }
}

/**
 * Equal items once, in their order, as the package's $distinct. That compares each item with each other one; here texts and numbers, of
 * which there may be many, are looked up.
 */
function distinct(list: Json | undefined, budget: Budget): Json | undefined {
  if (!Array.isArray(list) || list.length <= 1) return list
  const plain = new Set<Json>()
  const others: Json[] = []
  const result = list.filter((item: Json) => {
    if (typeof item !== 'object' || item === null) return plain.size < plain.add(item).size
    budget.work(others.length)
    if (others.some((other) => deepEqual(other, item))) return false
    others.push(item)
    return true
  })
  return Object.assign(result, 'sequence' in list ? { sequence: true } : {})
}

function shuffle(list: Json[] | undefined, ports: ExpressionPorts): Json[] | undefined {
  if (list === undefined || list.length <= 1) return list
  const result = [...list]
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(ports.random() * (i + 1))
    ;[result[i], result[j]] = [result[j]!, result[i]!]
  }
  return result
}

/** The package's own function. */
function builtin(name: string): (...args: unknown[]) => unknown {
  return (parseExpression(`$${name}`).evaluate(undefined, {}) as { implementation: (...args: unknown[]) => unknown }).implementation
}

/** What `define` adds to an expression, and removes from it. Made on first use, then shared by all expressions. */
let definitions: readonly (readonly [string, unknown])[] | undefined

/**
 * Gives an expression AWS's functions, takes $eval away, and replaces what asks the computer (time, random numbers) or could take all of its
 * time or memory. Source: Step Functions guide, "Transforming data with JSONata"; JSONata 2.0.6.
 */
export function defineFunctions(compiled: Compiled, run: Run): void {
  definitions ??= makeDefinitions(run)
  for (const [name, definition] of definitions) compiled.assign(name, definition)
}

function makeDefinitions(run: Run): readonly (readonly [string, unknown])[] {
  const fromMillis = builtin('fromMillis')
  const pad = builtin('pad')
  const base64decode = builtin('base64decode')
  const rows: readonly (readonly [string, string, (...args: never[]) => unknown])[] = [
    ['partition', '<an:a>', (list: Json[] | undefined, size: number) => list && given(partition(list, Math.round(size)))],
    // AWS gives a range of one number as that number, as JSONata does with a sequence.
    ['range', '<nnn:a>', (first: number, last: number, step: number) => asSequence(given(range(first, last, step, maxBytes / 8)))],
    ['hash', '<s-s:s>', (text: string | undefined, algorithm: string) => text && given(hash(text, algorithm, run.ports))],
    ['random', '<n?:n>', (seed?: number) => (seed === undefined ? run.ports.random() : javaRandom(seed).nextDouble())],
    ['uuid', '<:s>', () => run.ports.uuid()],
    ['parse', '<s-:x>', parse],
    ['millis', '<:n>', () => run.ports.now()],
    ['now', '<s?s?:s>', (picture?: string, timezone?: string) => fromMillis(run.ports.now(), picture, timezone)],
    ['shuffle', '<a:a>', (list: Json[]) => shuffle(list, run.ports)],
    ['distinct', '<x:x>', (list: Json) => distinct(list, run.budget)],
    [
      'base64decode',
      '<s-:s>',
      (text: string | undefined) => {
        // The package takes anything; on AWS it is an error, and an internal one.
        if (text !== undefined && decodeBase64(text) === undefined) throw new Error('no valid Base64')
        return base64decode(text)
      },
    ],
    [
      'pad',
      '<s-ns?:s>',
      (text: string, width: number, character?: string) => {
        if (Math.abs(width) > maxBytes) throw memoryExceeded()
        return pad(text, width, character)
      },
    ],
  ]
  const made = rows.map(([name, signature, implementation]) => {
    const expression = parseExpression(`$${name}`)
    expression.registerFunction(name, implementation, signature)
    return [name, expression.evaluate(undefined, {})] as const
  })
  return [...made, ['eval', undefined]]
}

const asSequence = (list: Json) => Object.assign(list as object, { sequence: true })
