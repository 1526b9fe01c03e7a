import { badArgument, type Host, isMembers, type Rows } from './types'

/** What a matcher gives, a regular expression or a function of the expression: the match, and the function that finds the next. */
interface Found {
  readonly match: string
  readonly start: number
  readonly end: number
  readonly groups: readonly unknown[]
  readonly next: unknown
}

type Focus = ThisParameterType<Rows[string]>
type Text = string | undefined

/** $contains, $match, $replace, $split. */
export function patterns({ budget, call, createSequence, isFunction }: Host): Rows {
  const find = (focus: Focus, matcher: unknown, args: readonly unknown[]): Found | undefined => {
    const found = call(focus, matcher, args)
    if (found === undefined) return undefined
    if (!isMembers(found) || isFunction(found)) throw { code: 'T1010' }
    const { match, start, groups = [], next } = found
    if (typeof match !== 'string' || typeof start !== 'number' || !Array.isArray(groups)) throw { code: 'T1010' }
    return { match, start, end: typeof found.end === 'number' ? found.end : start + match.length, groups, next }
  }
  /** Calls `use` with each match. As in the package, the match behind the last one is looked for too. */
  const each = (focus: Focus, matcher: unknown, text: string, limit: number | undefined, use: (found: Found) => void): void => {
    if (limit !== undefined && !(limit > 0)) return
    let found = find(focus, matcher, [text])
    for (let count = 0; found !== undefined && (limit === undefined || count < limit); count++) {
      use(found)
      if (!isFunction(found.next)) throw { code: 'T1010' }
      found = find(focus, found.next, [])
    }
  }
  const add = (result: string, ...parts: readonly string[]): string => {
    let text = result
    for (const part of parts) {
      budget.check(text.length + part.length)
      text += part
    }
    return text
  }
  /** The replacement with `$0`, `$1`... filled in, as the package does it. */
  const fill = (replacement: string, { match, groups }: Found): string => {
    let text = ''
    let position = 0
    for (let at = replacement.indexOf('$'); at !== -1; at = replacement.indexOf('$', position)) {
      budget.work(1)
      text = add(text, replacement.slice(position, at))
      position = at + 1
      const character = replacement[position]
      if (character === '$' || character === '0') {
        text = add(text, character === '$' ? '$' : match)
        position++
        continue
      }
      const digits = groups.length === 0 ? 1 : Math.floor(Math.log10(groups.length)) + 1
      let index = Number.parseInt(replacement.slice(position, position + digits), 10)
      if (digits > 1 && index > groups.length) index = Number.parseInt(replacement.slice(position, position + digits - 1), 10)
      if (Number.isNaN(index)) text = add(text, '$')
      else {
        const group = groups[index - 1]
        if (group !== undefined) text = add(text, String(group))
        position += String(index).length
      }
    }
    return add(text, replacement.slice(position))
  }
  const replaceText = (text: string, pattern: string, replacement: string, limit: number): string => {
    let result = ''
    let position = 0
    for (let count = 0; count < limit; count++) {
      const at = text.indexOf(pattern, position)
      if (at === -1) break
      budget.work(1)
      result = add(result, text.slice(position, at), replacement)
      position = at + pattern.length
    }
    return add(result, text.slice(position))
  }
  const splitText = (text: string, separator: string, limit: number): readonly string[] => {
    // Every piece but the last takes one character of the text or of a separator.
    if (text.length < 1000) return text.split(separator, limit)
    const pieces: string[] = []
    let position = 0
    while (pieces.length < limit) {
      budget.work(1)
      budget.check(pieces.length * 8)
      const at = separator === '' ? position + 1 : text.indexOf(separator, position)
      if (at === -1 || (separator === '' && at >= text.length)) {
        pieces.push(text.slice(position))
        break
      }
      pieces.push(text.slice(position, at))
      position = at + separator.length
    }
    return pieces
  }
  return {
    contains(text: Text, pattern: unknown) {
      if (text === undefined) return undefined
      if (typeof pattern === 'string') return text.includes(pattern)
      if (!isFunction(pattern)) throw badArgument(2, pattern)
      return find(this, pattern, [text]) !== undefined
    },
    match(text: Text, pattern: unknown, limit?: number) {
      if (text === undefined) return undefined
      if (limit !== undefined && limit < 0) throw { code: 'D3040', value: limit, index: 3 }
      if (!isFunction(pattern)) throw badArgument(2, pattern)
      const result = createSequence()
      each(this, pattern, text, limit, ({ match, start, groups }) => {
        budget.check((result.length + groups.length) * 8)
        result.push({ match, index: start, groups })
      })
      return result
    },
    replace(text: Text, pattern: unknown, replacement: unknown, limit?: number) {
      if (text === undefined) return undefined
      if (pattern === '') throw { code: 'D3010', value: pattern, index: 2 }
      if (limit !== undefined && limit < 0) throw { code: 'D3011', value: limit, index: 4 }
      if (typeof replacement !== 'string' && !isFunction(replacement)) throw badArgument(3, replacement)
      if (typeof pattern === 'string') {
        if (typeof replacement !== 'string') {
          // A function makes nothing of a plain text.
          if (!text.includes(pattern)) return text
          throw { code: 'D3012', value: replacement }
        }
        return replaceText(text, pattern, replacement, limit ?? Number.POSITIVE_INFINITY)
      }
      if (!isFunction(pattern)) throw badArgument(2, pattern)
      let result = ''
      let position = 0
      each(this, pattern, text, limit, (found) => {
        const by = typeof replacement === 'string' ? fill(replacement, found) : call(this, replacement, [found])
        if (typeof by !== 'string') throw { code: 'D3012', value: by }
        result = add(result, text.slice(position, Math.max(position, found.start)), by)
        position = found.start + found.match.length
      })
      return add(result, text.slice(position))
    },
    split(text: Text, separator: unknown, limit?: number) {
      if (text === undefined) return undefined
      if (limit !== undefined && limit < 0) throw { code: 'D3020', value: limit, index: 3 }
      if (typeof separator === 'string') return splitText(text, separator, limit === undefined ? 2 ** 32 - 1 : Math.floor(limit))
      if (!isFunction(separator)) throw badArgument(2, separator)
      const pieces: string[] = []
      let start = 0
      each(this, separator, text, limit, (found) => {
        budget.check(pieces.length * 8)
        pieces.push(text.slice(start, Math.max(start, found.start)))
        start = found.end
      })
      if (limit === undefined || pieces.length < limit) pieces.push(text.slice(start))
      return pieces
    },
  }
}
