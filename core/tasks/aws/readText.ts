import type { Json } from '../../base/json'

/** The value of a JSON text; what is none stays the text that it is. */
export function readText(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}
