import type { Edit } from '../types'

/** The text after edits that do not overlap, whatever their order. */
export const applyEdits = (text: string, edits: readonly Edit[]): string =>
  [...edits].sort((a, b) => b.offset - a.offset).reduce((now, e) => now.slice(0, e.offset) + e.text + now.slice(e.offset + e.length), text)
