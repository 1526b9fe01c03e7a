import type { Range } from '../../base/range'
import { arrayDraft, attach, type Draft, list, memberDraft, objectDraft, type Parent } from '../../syntax/draft'
import type { Node, SubstitutionPart } from '../../syntax/node'
import { MapBuilder } from '../../syntax/strings'
import { jsonPieces } from './json'
import { collapsed, type Evaluator, type Lazy, type TextValue, unknown } from './value'

/** Objects and lists in each other: deeper than any definition. */
const maxDepth = 200
/** What a node costs, in characters: a definition has some ten thousand nodes. */
const cost = 100

/** The tree of a value, each node with its place: what `jsonencode` makes of it is a definition. What is unknown is a substitution. */
export function nodeOf(evaluator: Evaluator, lazy: Lazy, parent: Parent = undefined, depth = 0): Node {
  const known = evaluator.evaluate(lazy)
  const value = depth > maxDepth || !evaluator.spend(cost) ? unknown('unknown', known.place) : known
  const { place } = value
  switch (value.kind) {
    case 'scalar':
      return scalar(value.value, place, parent)
    case 'text':
      return text(value, parent)
    case 'json':
      return text({ kind: 'text', pieces: collapsed(jsonPieces(evaluator, value.of, place), place), place }, parent)
    case 'object': {
      const object = objectDraft(place.offset, parent)
      object.length = place.length
      for (const { key, value: inner } of value.entries) {
        const member = memberDraft(text(key, undefined), object)
        const node = nodeOf(evaluator, inner, member, depth + 1)
        attach(member, node)
        // a value that stands elsewhere, in a local, leaves the member with its key
        const end = node.offset + node.length
        if (node.offset >= key.place.offset && end <= place.offset + place.length) member.length = end - member.offset
        list(object.members).push(member)
      }
      return object
    }
    case 'tuple': {
      const array = arrayDraft(place.offset, parent)
      array.length = place.length
      for (const item of value.items) attach(array, nodeOf(evaluator, item, array, depth + 1))
      return array
    }
    default:
      return { kind: 'substitution', name: value.kind === 'unknown' ? value.name : undefined, intrinsic: true, parent, ...place }
  }
}

function scalar(value: number | boolean | null, place: Range, parent: Parent): Node {
  if (value === null) return { kind: 'null', parent, ...place }
  return typeof value === 'number' ? { kind: 'number', value, parent, ...place } : { kind: 'boolean', value, parent, ...place }
}

function text({ pieces, place }: TextValue, parent: Parent): Draft<'string'> {
  const map = new MapBuilder()
  const substitutions: SubstitutionPart[] = []
  let value = ''
  let end = place.offset
  for (const piece of pieces)
    if ('text' in piece) {
      for (let i = 0; i < piece.map.length; i += 2) map.add(value.length + piece.map[i]!, piece.map[i + 1]!)
      value += piece.text
      end = piece.map.at(-1)!
    } else {
      const word = `\${${piece.name}}`
      substitutions.push({ name: piece.name, offset: value.length, length: word.length })
      map.add(value.length, piece.offset)
      value += word
      end = piece.offset + piece.length
      map.add(value.length, end)
    }
  return {
    kind: 'string',
    value,
    map: map.end(value.length, pieces.length === 0 ? place.offset + Math.min(1, place.length) : end),
    parent,
    ...(substitutions.length > 0 && { substitutions, intrinsic: true as const }),
    offset: place.offset,
    length: place.length,
  }
}
