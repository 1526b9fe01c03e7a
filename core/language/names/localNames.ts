import { jsonataTokens } from './jsonataTokens'

interface Block {
  readonly close: string
  readonly names: Set<string>
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/**
 * The names, without the dollar, that a JSONata expression itself binds for an index of its text: by `:=` in the blocks around, by `@$a`
 * and `#$i`, and as parameters of the functions around. The text may have its opening delimiter. It also reads what no parser accepts yet.
 * Linear in the text.
 */
export function localNames(text: string, index: number): ReadonlySet<string> {
  const start = text.startsWith('{%') ? 2 : 0
  const before = text.slice(start, index)
  const tokens = jsonataTokens(before)
  const open: Block[] = [{ close: '', names: new Set() }]
  // the parameters of a function whose body has not begun
  let parameters: Set<string> | undefined
  let inList = false
  let at = 0
  const punctuation = (to: number) => {
    for (; at < to; at++) {
      const char = before[at]!
      if (parameters !== undefined && char === '(') inList = true
      else if (inList && char === ')') inList = false
      else if (closers[char] !== undefined) {
        open.push({ close: closers[char], names: (char === '{' && parameters) || new Set() })
        parameters = undefined
      } else if (char === open.at(-1)!.close && open.length > 1) open.pop()
    }
  }
  for (const [i, token] of tokens.entries()) {
    punctuation(token.offset)
    at = token.offset + token.length
    const word = before.slice(token.offset, at)
    if (token.kind === 'keyword' && (word === 'function' || word === 'λ')) parameters = new Set()
    else if (token.kind === 'variable' || token.kind === 'function') {
      const next = tokens[i + 1]
      const last = tokens[i - 1]
      if (inList) parameters?.add(word.slice(1))
      else if (next !== undefined && before.startsWith(':=', next.offset)) open.at(-1)!.names.add(word.slice(1))
      else if (last?.kind === 'operator' && /^[@#]$/.test(before.slice(last.offset, last.offset + last.length)))
        open.at(-1)!.names.add(word.slice(1))
    }
  }
  punctuation(before.length)
  const names = new Set<string>()
  for (const block of open) for (const name of block.names) names.add(name)
  return inList && parameters ? new Set([...names, ...parameters]) : names
}
