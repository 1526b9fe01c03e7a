import type { Language, Place, Read } from './evaluation/language'
import { jsonata } from './jsonata/language'
import { jsonPath } from './paths/language'

/** The types alone: they have a file of their own, of which each language is made. */
export type { Key, Language, OwnNames, Place, Read, Roots } from './evaluation/language'

/** The two query languages by the name that QueryLanguage gives them. */
export const languages: { readonly [K in Language['name']]: Language } = { JSONPath: jsonPath, JSONata: jsonata }

/**
 * The place that an expression names in the language of its state or else in the other one, as both are evaluated; with the one that reads
 * it. Undefined where neither names a place that can be assigned to.
 */
export function placeIn(text: string, language: Language): { readonly place: Place; readonly language: Language } | undefined {
  for (const each of [language, ...Object.values(languages).filter((other) => other !== language)]) {
    const place = each.place(text)
    if (place !== undefined) return { place, language: each }
  }
  return undefined
}

/** The same of what nobody can assign to as well: the context object, and the error that a Catcher takes. */
export function readIn(text: string, language: Language): Read | undefined {
  const found = placeIn(text, language)
  if (found !== undefined) return found.place
  for (const each of Object.values(languages)) {
    // a person writes JSONata without its delimiters, too
    const read = each.read(text) ?? each.read(`{% ${text} %}`)
    if (read !== undefined) return read
  }
  return undefined
}

/** Whether a text that may as well be JSON or a name is meant as an expression: it begins with `$`, `States.` or `{%`. */
export const isExpression = (text: string): boolean => /^\s*(\$|States\.|\{%)/.test(text)
