import type { Language } from '../../expressions/language'
import { escapeQuote } from '../../expressions/paths/quote'
import type { Reference } from '../shapes/reference'

/**
 * How a reference goes on with a member: `text` takes the place of what stands from the index `from` on. A name that is no plain word needs quotes;
 * JSONPath's take the place of the dot before it. Undefined where the language cannot name it.
 */
export function memberText(
  name: string,
  { place, from }: Pick<Reference, 'place' | 'from'>,
  language: Language,
): { readonly from: number; readonly text: string } | undefined {
  if (place === '["' || place === "['") return { from, text: `${escapeQuote(name, place[1]!)}${place[1]}]` }
  if (place === '[') return { from, text: `${language.quote(name)}]` }
  const step = language.step(name)
  if (step === undefined) return undefined
  return step.startsWith('.') ? { from, text: step.slice(1) } : { from: from - 1, text: step }
}
