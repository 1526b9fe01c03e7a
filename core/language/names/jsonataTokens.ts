import { reservedWords } from '../../expressions/jsonata/words'
import type { Token } from '../../expressions/paths/scanner'

const lexeme =
  /\s+|(?<comment>\/\*[\s\S]*?(?:\*\/|$))|(?<string>"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)|(?<variable>\$\$|\$[A-Za-z_]\w*|\$)|(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<property>`[^`]*`?|[\p{L}_][\w\p{L}]*)|(?<operator>~>|:=|!=|<=|>=|\*\*|\.\.|[-+*/%<>=&|?:.#@^~!])|(?<other>[\s\S])/uy

/**
 * What JSONata's text is made of, for colours: it also reads what no parser accepts yet. `text` is without the delimiters; offsets are
 * UTF-16 indices in it; white space and brackets have no token. Linear in the text.
 */
export function jsonataTokens(text: string): (Token & { readonly comment?: true })[] {
  const tokens: (Token & { readonly comment?: true })[] = []
  // Behind a value a slash divides; elsewhere it begins a regular expression.
  let afterValue = false
  for (let at = 0; at < text.length; ) {
    if (text[at] === '/' && text[at + 1] !== '*' && !afterValue) {
      const found = /^\/(?:[^/\\\n]|\\.)+\/[a-z]*/.exec(text.slice(at, at + 500))
      if (found !== null) {
        tokens.push({ kind: 'regexp', offset: at, length: found[0].length })
        at += found[0].length
        afterValue = true
        continue
      }
    }
    lexeme.lastIndex = at
    const { 0: whole, groups } = lexeme.exec(text)!
    const kind = kindOf(groups!, whole, text, at)
    if (kind === 'comment') tokens.push({ kind: 'string', comment: true, offset: at, length: whole.length })
    else if (kind !== undefined) tokens.push({ kind, offset: at, length: whole.length })
    if (whole.trim() !== '' && kind !== 'comment')
      afterValue = kind === undefined ? /[)\]}]/.test(whole) : kind !== 'operator' && !/^(?:and|or|in)$/.test(whole)
    at += whole.length
  }
  return tokens
}

function kindOf(
  groups: Record<string, string | undefined>,
  whole: string,
  text: string,
  at: number,
): Token['kind'] | 'comment' | undefined {
  if (groups.comment !== undefined) return 'comment'
  if (groups.string !== undefined) return 'string'
  if (groups.number !== undefined) return 'number'
  if (groups.operator !== undefined) return 'operator'
  if (groups.variable !== undefined) {
    if (whole === '$states' || whole === '$' || whole === '$$') return 'root'
    return /^\s*\(/.test(text.slice(at + whole.length, at + whole.length + 20)) ? 'function' : 'variable'
  }
  if (groups.property === undefined) return undefined
  return reservedWords.includes(whole) && text[at - 1] !== '.' ? 'keyword' : 'property'
}
