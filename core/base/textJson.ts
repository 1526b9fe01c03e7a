import type { Json } from './json'

/** Whether a text looks like the JSON of an object or array: told by its ends, so that it costs nothing. An empty one is none. */
export function mayBeJson(text: string): boolean {
  let from = 0
  let to = text.length - 1
  while (from < to && isSpace(text.charCodeAt(from))) from++
  while (to > from && isSpace(text.charCodeAt(to))) to--
  const ends = text[from]! + text[to]!
  return to - from > 1 && (ends === '{}' || ends === '[]')
}

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9

/** The object or array that a text is the JSON of; undefined where it is none. */
export function jsonInText(text: string): Json | undefined {
  if (!mayBeJson(text)) return undefined
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** Where the object or list ends that begins at an offset of a text, by its brackets alone; undefined: it is not closed. */
export function jsonEnd(text: string, from: number): number | undefined {
  let depth = 0
  let inText = false
  for (let at = from; at < text.length; at++) {
    const character = text[at]
    if (inText) {
      if (character === '\\') at++
      else if (character === '"') inText = false
    } else if (character === '"') inText = true
    else if (character === '{' || character === '[') depth++
    else if (character === '}' || character === ']') {
      depth--
      if (depth <= 0) return depth === 0 ? at + 1 : undefined
    } else if (depth === 0) return undefined
  }
  return undefined
}
