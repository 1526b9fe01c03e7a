import type { Scope } from '../shapes/expression'
import { referenceBefore } from '../shapes/reference'
import type { CompletionItem } from '../types'
import type { Writer } from './item'
import { completeReference } from './paths'

/** Inside of `{% %}`: members of `$states`, variables, known data, and the functions. */
export function completeJsonata(writer: Writer, scope: Scope): CompletionItem[] {
  const { token } = writer.cursor
  const reference = referenceBefore(token.value, token.index)
  return reference === undefined ? [] : completeReference(writer, scope, reference, true)
}
