import type { Language, Place } from './evaluation/language'
import { jsonata } from './jsonata/language'
import { jsonPath } from './paths/language'

export type { Key, Language, Place, Roots } from './evaluation/language'

export const languages: { readonly [K in Language['name']]: Language } = { JSONPath: jsonPath, JSONata: jsonata }

/** The place that an expression names in the language of its state or else in the other one, as both are evaluated; with the one that reads it. */
export function placeIn(text: string, language: Language): { readonly place: Place; readonly language: Language } | undefined {
  for (const each of [language, ...Object.values(languages).filter((other) => other !== language)]) {
    const place = each.place(text)
    if (place !== undefined) return { place, language: each }
  }
  return undefined
}

/** Whether a text that may as well be JSON or a name is meant as an expression. */
export const isExpression = (text: string): boolean => /^\s*(\$|States\.|\{%)/.test(text)
