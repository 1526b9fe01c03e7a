import type { Host, Rows } from './types'

type Text = string | undefined

/** Of the UTF-16 pairs that make one character of JSONata. */
const surrogate = /[\ud800-\udfff]/

const charactersOf = (text: string): string | string[] => (surrogate.test(text) ? Array.from(text) : text)
const join = (part: string | string[]) => (typeof part === 'string' ? part : part.join(''))

/** `pattern` again and again, `width` characters of it. */
function repeated(pattern: string, width: number): string {
  const characters = charactersOf(pattern)
  if (characters.length >= width) return join(characters.slice(0, width))
  return pattern.repeat(Math.floor(width / characters.length)) + join(characters.slice(0, width % characters.length))
}

/** $length, $substring, $pad, $join and their like: JSONata counts code points. */
export function strings({ budget }: Host): Rows {
  return {
    length: (text: Text) => (text === undefined ? undefined : charactersOf(text).length),
    substring(text: Text, start: number, length?: number) {
      if (text === undefined) return undefined
      const characters = charactersOf(text)
      const from = characters.length + start < 0 ? 0 : start
      if (length === undefined) return join(characters.slice(from))
      if (length <= 0) return ''
      return join(characters.slice(from, from >= 0 ? from + length : characters.length + from + length))
    },
    substringBefore(text: Text, before: Text) {
      const at = text === undefined || before === undefined ? -1 : text.indexOf(before)
      return at < 0 ? text : text!.slice(0, at)
    },
    substringAfter(text: Text, after: Text) {
      const at = text === undefined || after === undefined ? -1 : text.indexOf(after)
      return at < 0 ? text : text!.slice(at + after!.length)
    },
    pad(text: Text, width: number, character?: string) {
      if (text === undefined) return undefined
      budget.check(Math.abs(width || 0))
      const missing = Math.floor(Math.abs(width) - charactersOf(text).length)
      if (!(missing > 0)) return text
      const padding = repeated(character || ' ', missing)
      return width > 0 ? text + padding : padding + text
    },
    join(list: readonly string[] | undefined, separator?: string) {
      if (list === undefined) return undefined
      const between = separator ?? ''
      let length = Math.max(0, list.length - 1) * between.length
      for (const text of list) length += text.length
      budget.check(length)
      return list.join(between)
    },
  }
}
