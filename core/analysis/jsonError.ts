/** Why a text is no JSON. */
interface JsonError {
  /** In the words of Jackson, the reader that AWS uses, with the place at its end. */
  readonly message: string
  /** The place: `[Source: (String)"..."; line: 1, column: 6]`. */
  readonly location: string
}

/**
 * Why a text is no JSON, as AWS says it; undefined where it is JSON. The reader itself is JSON.parse: only the place of its first error
 * is looked for here, by reading the tokens up to it.
 */
export function jsonError(text: string): JsonError | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch {
    const { message, offset } = firstError(text)
    const location = sourceAt(text, offset)
    return { message: `${message}\n at ${location}`, location }
  }
}

/** Jackson shows the first 500 characters, and counts lines and columns from 1. `offset`: of what it would read next. */
function sourceAt(text: string, offset: number): string {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/)
  const source = text.length > 500 ? `${text.slice(0, 500)}"[truncated ${text.length - 500} chars]` : `${text}"`
  return `[Source: (String)"${source}; line: ${before.length}, column: ${before.at(-1)!.length + 1}]`
}

interface Found {
  readonly message: string
  /** Behind what was read last. */
  readonly offset: number
}

interface Open {
  readonly type: 'Object' | 'Array'
  readonly offset: number
}

const token =
  /[ \t\r\n]*(?:("(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])|(true|false|null)(?!\w)|([{}[\],:]))/uy
const wrongEscape = /\\(?!["\\/bfnrt]|u[\da-fA-F]{4})/
const comment = "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)"
const values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"

function firstError(text: string): Found {
  const open: Open[] = []
  // what may come next: a value, a name of a member, or what stands behind a value
  let expected: 'value' | 'name' | 'colon' | 'separator' = 'value'
  let last: string | undefined
  let offset = 0
  for (;;) {
    token.lastIndex = offset
    const match = token.exec(text)
    if (!match) break
    const [all, string, number, , mark] = match
    offset += all.length
    const start = offset - (string ?? number ?? match[3] ?? mark)!.length
    const inner = open.at(-1)?.type
    const escapeError = string === undefined ? null : wrongEscape.exec(string)
    if (escapeError !== null && (expected === 'value' || expected === 'name')) return escaped(text, start + escapeError.index + 1)
    if (number !== undefined && /^-?0\d/.test(number) && expected === 'value')
      return { message: 'Invalid numeric value: Leading zeroes not allowed', offset: start + (number[0] === '-' ? 2 : 1) }
    const empty = last === '{' || last === '['
    const closes = (mark === '}' && inner === 'Object') || (mark === ']' && inner === 'Array')
    if (expected === 'value' && (mark === '{' || mark === '[')) {
      open.push({ type: mark === '{' ? 'Object' : 'Array', offset: start })
      expected = mark === '{' ? 'name' : 'value'
    } else if (closes && (expected === 'separator' || empty)) {
      open.pop()
      expected = 'separator'
    } else if (expected === 'name' && string) expected = 'colon'
    else if (expected === 'colon' && mark === ':') expected = 'value'
    else if (expected === 'value' && !mark) expected = 'separator'
    else if (expected === 'separator' && mark === ',' && inner) expected = inner === 'Object' ? 'name' : 'value'
    else if ((mark === '}' || mark === ']') && expected === 'separator' && open.length > 0)
      return { message: wrongClose(text, mark, open.at(-1)!), offset: start + 1 }
    else return { message: unexpected(text.slice(start), expected, inner), offset: start + 1 }
    last = mark
  }
  const at = offset + /^[ \t\r\n]*/.exec(text.slice(offset))![0].length
  if (at === text.length)
    return { message: endOfInput(text, open.at(-1), expected === 'colon' || last === ':' || last === ','), offset: at }
  if (text[at] === '"' && (expected === 'value' || expected === 'name')) return brokenString(text, at, expected)
  if (text[at] === '/') return { message: `${unexpectedCharacter('/')}${comment}`, offset: at + 1 }
  const word = /^[\p{ID_Start}_$][\p{ID_Continue}$]*/u.exec(text.slice(at))?.[0]
  // behind the definition Jackson expects another value
  if (word && (expected === 'value' || (expected === 'separator' && open.length === 0)))
    return { message: `Unrecognized token '${word}': was expecting ${values}`, offset: at + word.length }
  return { message: unexpected(text.slice(at), expected, open.at(-1)?.type), offset: at + 1 }
}

/** `{"a": 1]`: the brackets are of two kinds. */
const wrongClose = (text: string, mark: string, { type, offset }: Open): string =>
  `Unexpected close marker '${mark}': expected '${type === 'Object' ? '}' : ']'}' (for ${type} starting at ${sourceAt(text, offset)})`

/** Behind a comma, a colon or a name Jackson says less. */
function endOfInput(text: string, inner: Open | undefined, between: boolean): string {
  if (inner === undefined) return 'Unexpected end-of-input'
  if (between) return `Unexpected end-of-input within/between ${inner.type} entries`
  return `Unexpected end-of-input: expected close marker for ${inner.type} (start marker at ${sourceAt(text, inner.offset)})`
}

/** A text that does not end, or has what no text may have. */
function brokenString(text: string, start: number, expected: 'value' | 'name'): Found {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (text[at] === '\\') {
      if (wrongEscape.exec(text.slice(at, at + 6))?.index === 0 && at + 1 < text.length) return escaped(text, at + 1)
      at++
    } else if (code < 32)
      return {
        message: `Illegal unquoted character ((CTRL-CHAR, code ${code})): has to be escaped using backslash to be included in ${expected === 'name' ? 'name' : 'string value'}`,
        offset: at + 1,
      }
  }
  const what = expected === 'name' ? ' in field name' : ': was expecting closing quote for a string value'
  return { message: `Unexpected end-of-input${what}`, offset: text.length }
}

/** `at`: the character behind the backslash. */
function escaped(text: string, at: number): Found {
  if (text[at] === 'u') {
    const wrong = at + 1 + /^[\da-fA-F]*/.exec(text.slice(at + 1, at + 5))![0].length
    return { message: `${unexpectedCharacter(text.slice(wrong))}expected a hex-digit for character escape sequence`, offset: wrong + 1 }
  }
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
  return { message: `Unrecognized character escape '${character}' (code ${character.codePointAt(0)})`, offset: at + 1 }
}

const unexpectedCharacter = (rest: string): string => {
  const code = rest.codePointAt(0) ?? 0
  return `Unexpected character ('${String.fromCodePoint(code)}' (code ${code})): `
}

function unexpected(rest: string, expected: string, inner: string | undefined): string {
  const start = unexpectedCharacter(rest)
  if (expected === 'name') return `${start}was expecting double-quote to start field name`
  if (expected === 'colon') return `${start}was expecting a colon to separate field name and value`
  if (expected === 'separator' && inner) return `${start}was expecting comma to separate ${inner} entries`
  return `${start}expected a valid value ${values}`
}
