import type { StringNode } from '../syntax/node'

/**
 * A string's value with each `${Name}`, whose text only the deployment knows, replaced by a word of the same length: what a parser of
 * expressions takes for a name or a text, so that all offsets stay right.
 */
export function maskSubstitutions({ value, substitutions }: StringNode): string {
  let masked = value
  for (const { offset, length } of substitutions ?? [])
    masked = masked.slice(0, offset) + 'x'.repeat(length) + masked.slice(offset + length)
  return masked
}
