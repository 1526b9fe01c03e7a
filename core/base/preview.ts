import { isArray, type Json } from './json'

/** Levels that a person may still read. */
const deepest = 200

/**
 * The value as compact JSON, cut with `…` after about `limit` characters. Looks at no more of the value than it shows, so that a
 * payload of any size or depth costs the same.
 */
export function preview(value: Json, limit = 160): string {
  let out = ''
  const room = () => limit - out.length
  const write = (at: Json, depth: number): void => {
    if (depth > deepest) out += '…'
    else if (typeof at === 'string') out += cut(at, room())
    else if (typeof at !== 'object' || at === null) out += String(at)
    else if (isArray(at)) {
      out += '['
      for (let i = 0; i < at.length; i++) {
        if (i > 0) out += ','
        if (room() <= 0) {
          out += '…'
          break
        }
        write(at[i]!, depth + 1)
      }
      out += ']'
    } else {
      out += '{'
      let first = true
      for (const key in at) {
        if (!Object.hasOwn(at, key)) continue
        if (!first) out += ','
        first = false
        if (room() <= 0) {
          out += '…'
          break
        }
        out += `${cut(key, room())}:`
        write(at[key]!, depth + 1)
      }
      out += '}'
    }
  }
  write(value, 0)
  return out
}

/** A string as JSON text, shortened inside its quotes. A surrogate pair is not cut in two. */
function cut(text: string, room: number): string {
  const length = Math.max(8, room)
  if (text.length <= length) return JSON.stringify(text)
  const code = text.charCodeAt(length - 1)
  const end = code >= 0xd800 && code < 0xdc00 ? length - 1 : length
  return `${JSON.stringify(text.slice(0, end)).slice(0, -1)}…"`
}
