import type { Cursor } from './cursor'
import { type ExpressionKind, expressionKind } from './expressionKind'
import { placeOf } from './fieldAt'

/** The expression that the cursor's string is. `text`: the whole value of the string, of JSONata with its delimiters. */
export interface ExpressionAt {
  readonly kind: ExpressionKind
  readonly text: string
  /** The index of the cursor in the string's value. */
  readonly index: number
}

/** The expression at a cursor; undefined where the text is none, or is a key. */
export function expressionAt(cursor: Cursor): ExpressionAt | undefined {
  if (cursor.role !== 'value') return undefined
  const place = placeOf(cursor)
  if (place.kind !== 'field') return undefined
  const kind = expressionKind(cursor, place)
  return kind === undefined ? undefined : { kind, text: cursor.token.value, index: cursor.token.index }
}

/** A call that is open at an index: `States.Format('{}', |`. */
interface OpenCall {
  readonly name: string
  /** The argument that is being written, from 0. */
  readonly argument: number
  /** The index of the name. */
  readonly from: number
}

/**
 * The innermost call whose parentheses are around an index, in a text that may be broken; undefined where there is none. `name`: matches a
 * function's name at the end of what stands before its parenthesis.
 */
export function openCall(text: string, index: number, name: RegExp): OpenCall | undefined {
  const open: { readonly at: number; commas: number }[] = []
  let quote = ''
  for (let i = 0; i < index && i < text.length; i++) {
    const char = text[i]!
    if (quote !== '') {
      if (char === '\\') i++
      else if (char === quote) quote = ''
    } else if (char === "'" || char === '"') quote = char
    else if ('([{'.includes(char)) open.push({ at: i, commas: 0 })
    else if (')]}'.includes(char)) open.pop()
    else if (char === ',' && open.length > 0) open.at(-1)!.commas++
  }
  for (let call = open.pop(); call !== undefined; call = open.pop()) {
    if (text[call.at] !== '(') continue
    const found = name.exec(text.slice(Math.max(0, call.at - 100), call.at))
    if (found === null) continue
    const from = call.at - found[0].length
    return { name: found[0].trimEnd(), argument: call.commas, from }
  }
  return undefined
}
