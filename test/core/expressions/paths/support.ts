import { createHash } from 'node:crypto'
import type { Json, JsonObject } from '../../../../core/base/json'
import { Failure } from '../../../../core/expressions/evaluation/failure'
import type { ExpressionPorts, Scope } from '../../../../core/expressions/evaluation/scope'
import { compileTemplate } from '../../../../core/expressions/fields/payloadTemplate'
import { compileJsonata } from '../../../../core/expressions/jsonata/compile'
import { parseDocument } from '../../../../core/model/parse'
import type { Node, StringNode } from '../../../../core/syntax/node'

/** The same at each run; `clock` is the real one, so that runaway expressions end by time as they do for users. */
export const ports: ExpressionPorts = {
  random: () => 0.5,
  uuid: () => '00000000-0000-4000-8000-000000000000',
  hash: (algorithm, text) => createHash(algorithm.replace('-', '')).update(text).digest('hex'),
  now: () => Date.UTC(2026, 0, 2, 3, 4, 5),
  clock: () => performance.now(),
}

export const scope = (more: Partial<Scope> = {}): Scope => ({
  context: { Execution: { Id: 'arn:x', Input: { a: 1 } } },
  variables: {},
  ports,
  ...more,
})

/** A JSON value as a node of the positioned tree. */
export const nodeOf = (value: unknown): Node => parseDocument(JSON.stringify(value), { format: 'json', content: 'definition' }).root!

export const stringNode = (text: string): StringNode => nodeOf(text) as StringNode

/** What a payload template gives; an error as `Error: cause`. */
export const template = (value: unknown, input: Json = {}, more: Partial<Scope> = {}) =>
  shown(compileTemplate(nodeOf(value))(input, scope(more)))

/** What a path or intrinsic call gives as the member `value.$` of a template. */
export function evaluate(text: string, input: Json = {}, more: Partial<Scope> = {}): Json {
  const result = template({ 'value.$': text }, input, more)
  return typeof result === 'string' ? result : (result as JsonObject).value!
}

/** What a JSONata field gives. */
export const jsonata = (value: unknown, input: Json = {}, more: Partial<Scope> = {}) =>
  shown(compileJsonata(nodeOf(value), 'Output')(input, scope(more)))

export const shown = (result: Json | Failure): Json => (result instanceof Failure ? `${result.error}: ${result.cause}` : result)

/** The part of a text that a range covers. */
export const at = (text: string, { offset, length }: { offset: number; length: number }) => text.slice(offset, offset + length)
