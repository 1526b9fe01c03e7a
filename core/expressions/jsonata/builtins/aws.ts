import type { Json } from '../../../base/json'
import { decodeBase64 } from '../../intrinsics/base64'
import { IntrinsicError } from '../../intrinsics/error'
import { javaRandom } from '../../intrinsics/javaRandom'
import { hash, partition, range } from '../../intrinsics/table'
import { maxBytes } from '../budget'
import type { Builtin, Host } from './types'

/** A function's own error: AWS puts no code in front. */
const fail = (message: string) => ({ message })

const given = (value: Json | IntrinsicError): Json => {
  if (value instanceof IntrinsicError) throw fail(value.message)
  return value
}

/**
 * AWS's functions, and those that ask the computer (time, random numbers). There is no $eval: to call it is an error of the run, T1006, as
 * measured on AWS. Source: Step Functions guide, "Transforming data with JSONata"; JSONata 2.0.6.
 */
export function aws({ budget, createSequence, datetime, fn, run }: Host): readonly Builtin[] {
  const base64decode = fn.base64decode as (text: string) => string
  const fromMillis = datetime.fromMillis as (millis: number, picture?: string, timezone?: string) => string
  const parse = (text: string | undefined): Json | undefined => {
    if (text === undefined) return undefined
    // A value takes more room than its text.
    budget.hold(text.length * 8)
    try {
      return JSON.parse(text)
    } catch {
      throw fail(`The text is no valid JSON: ${text.slice(0, 100)}`)
    }
  }
  // AWS gives a range of one number as that number, as JSONata does with a sequence.
  const asSequence = (items: Json) => {
    const list = createSequence()
    for (const item of items as readonly Json[]) list.push(item)
    return list
  }
  const rows: readonly (readonly [string, string, Builtin['implementation'] | undefined])[] = [
    ['partition', '<an:a>', (list: Json[] | undefined, size: number) => list && given(partition(list, Math.round(size)))],
    ['range', '<nnn:a>', (first: number, last: number, step: number) => asSequence(given(range(first, last, step, maxBytes / 8)))],
    [
      'hash',
      '<s-s:s>',
      (text: string | undefined, algorithm: string) => (text === undefined ? undefined : given(hash(text, algorithm, run.ports))),
    ],
    [
      'random',
      '<n?:n>',
      (seed?: number) => {
        if (seed === undefined) return run.ports.random()
        if (!Number.isFinite(seed)) throw { code: 'D1001', value: seed }
        return javaRandom(seed).nextDouble()
      },
    ],
    ['uuid', '<:s>', () => run.ports.uuid()],
    ['parse', '<s-:x>', parse],
    ['millis', '<:n>', () => run.ports.now()],
    ['now', '<s?s?:s>', (picture?: string, timezone?: string) => fromMillis(run.ports.now(), picture, timezone)],
    [
      'base64decode',
      '<s-:s>',
      (text: string | undefined) => {
        // The package takes anything; on AWS it is an error, and an internal one.
        if (text !== undefined && decodeBase64(text) === undefined) throw new Error('no valid Base64')
        return text === undefined ? undefined : base64decode(text)
      },
    ],
  ]
  return [
    ...rows.map(([name, signature, implementation]): Builtin => ({ name, signature, implementation: implementation! })),
    { name: 'eval', implementation: undefined },
  ]
}
