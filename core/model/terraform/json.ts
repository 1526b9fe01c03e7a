import type { Range } from '../../base/range'
import { type Evaluator, knownPiece, type Lazy, type Piece } from './value'

/** Objects and lists in each other. */
const maxDepth = 200
/** What a value costs, in characters. */
const cost = 50

/** The text of `jsonencode`: what is unknown in it stands open. All of it has the place. */
export function jsonPieces(evaluator: Evaluator, of: Lazy, place: Range, around = 0): readonly Piece[] {
  const pieces: Piece[] = []
  let text = ''
  const flush = () => {
    if (text !== '') pieces.push(knownPiece(text, place))
    text = ''
  }
  const open = (name: string) => {
    flush()
    pieces.push({ name, ...place })
  }
  const quoted = (inner: readonly Piece[]) => {
    text += '"'
    for (const piece of inner) {
      if (!('text' in piece)) open(piece.name)
      else if (!evaluator.spend(piece.text.length)) open('unknown')
      else text += JSON.stringify(piece.text).slice(1, -1)
    }
    text += '"'
  }
  const write = (lazy: Lazy, depth: number): void => {
    const value = evaluator.evaluate(lazy)
    if (depth > maxDepth || !evaluator.spend(cost)) open('unknown')
    else if (value.kind === 'scalar') text += JSON.stringify(value.value)
    else if (value.kind === 'text') quoted(value.pieces)
    else if (value.kind === 'json') quoted(jsonPieces(evaluator, value.of, place, depth + 1))
    else if (value.kind === 'object') {
      text += '{'
      for (const [i, { key, value: inner }] of value.entries.entries()) {
        if (i > 0) text += ','
        quoted(key.pieces)
        text += ':'
        write(inner, depth + 1)
      }
      text += '}'
    } else if (value.kind === 'tuple') {
      text += '['
      for (const [i, item] of value.items.entries()) {
        if (i > 0) text += ','
        write(item, depth + 1)
      }
      text += ']'
    } else open(value.kind === 'unknown' ? value.name : 'unknown')
  }
  write(of, around)
  flush()
  return pieces
}
