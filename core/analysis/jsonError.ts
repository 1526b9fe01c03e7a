/**
 * Why a text is no JSON, in the words of Jackson, the reader that AWS uses; undefined where it is JSON. The reader itself is
 * JSON.parse: only the place of its first error is looked for here, by reading the tokens up to it.
 */
export function jsonError(text: string): string | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch {
    const { message, offset } = firstError(text)
    const before = text.slice(0, offset).split('\n')
    const source = text.length > 500 ? `${text.slice(0, 500)}"[truncated ${text.length - 500} chars]` : `${text}"`
    return `${message}\n at [Source: (String)"${source}; line: ${before.length}, column: ${before.at(-1)!.length + 1}]`
  }
}

const token = /\s*(?:("(?:[^"\\\p{Cc}]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])|(true|false|null)(?!\w)|([{}[\],:]))/uy

function firstError(text: string): { message: string; offset: number } {
  const open: ('Object' | 'Array')[] = []
  // what may come next: a value, a name of a member, or what stands behind a value
  let expected: 'value' | 'name' | 'colon' | 'separator' = 'value'
  let empty = false
  let offset = 0
  for (;;) {
    token.lastIndex = offset
    const match = token.exec(text)
    if (!match) break
    const [all, string, , , mark] = match
    const start = offset + all.trimStart().length
    offset += all.length
    const at = offset - (mark ? 1 : start)
    const inner = open.at(-1)
    if (expected === 'value' && (mark === '{' || mark === '[')) {
      open.push(mark === '{' ? 'Object' : 'Array')
      expected = mark === '{' ? 'name' : 'value'
      empty = true
      continue
    }
    const closes = (mark === '}' && inner === 'Object') || (mark === ']' && inner === 'Array')
    if (closes && (expected === 'separator' || empty)) {
      open.pop()
      expected = 'separator'
    } else if (expected === 'name' && string) expected = 'colon'
    else if (expected === 'colon' && mark === ':') expected = 'value'
    else if (expected === 'value' && !mark) expected = 'separator'
    else if (expected === 'separator' && mark === ',' && inner) expected = inner === 'Object' ? 'name' : 'value'
    else
      return {
        message: unexpected(text[mark ? at : offset - all.trimStart().length]!, expected, inner),
        offset: offset - all.trimStart().length + 1,
      }
    empty = false
  }
  const rest = /^\s*/.exec(text.slice(offset))![0].length
  const character = text[offset + rest]
  const inner = open.at(-1)
  if (character === undefined) {
    const where = inner ? `: expected close marker for ${inner} (start marker at [Source: (String); line: 1, column: 1])` : ''
    return { message: `Unexpected end-of-input${where}`, offset: text.length }
  }
  const word = /^[\p{ID_Start}_$][\p{ID_Continue}$]*/u.exec(text.slice(offset + rest))?.[0]
  if (word && expected === 'value') {
    return {
      message: `Unrecognized token '${word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`,
      offset: offset + rest + word.length,
    }
  }
  return { message: unexpected(character, expected, inner), offset: offset + rest + 1 }
}

function unexpected(character: string, expected: string, inner: string | undefined): string {
  const start = `Unexpected character ('${character}' (code ${character.codePointAt(0)})): `
  if (expected === 'name') return `${start}was expecting double-quote to start field name`
  if (expected === 'colon') return `${start}was expecting a colon to separate field name and value`
  if (expected === 'separator' && inner) return `${start}was expecting comma to separate ${inner} entries`
  return `${start}expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`
}
