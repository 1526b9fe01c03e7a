import { isWord, type Key } from '../evaluation/language'
import { reservedWords } from './words'

/** A name in JSONata's quotes; undefined where none can hold it. */
export const quotedWord = (name: string): string | undefined => (name.includes('`') ? undefined : `\`${name}\``)

/** What stands behind a JSONata expression for a member or an element: `.a`, `` .`a b` ``, `[0]`; undefined where there is no such step. */
export function jsonataStep(key: Key): string | undefined {
  if (typeof key === 'number') return `[${key}]`
  if (isWord(key) && !reservedWords.includes(key)) return `.${key}`
  const quoted = quotedWord(key)
  return quoted && `.${quoted}`
}

/** The member of what an expression gives that needs no parentheses. A name that no step can have is looked up by a function. */
export function jsonataMember(base: string, key: Key): string {
  const behind = jsonataStep(key)
  return behind === undefined ? `$lookup(${base}, ${JSON.stringify(key)})` : base + behind
}
