import type { Json } from '../../base/json'
import { parseTimestamp } from '../../base/timestamp'

/** Milliseconds that a time on AWS's clock may lie beside that of the event that has it. */
const tolerance = 5000

/** A part of a text: as it is, or what may stand in its place. */
type Piece =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'unknown'; readonly key: string }
  | { readonly kind: 'time'; readonly time: number }
  | { readonly kind: 'number' | 'anything' }

const holes =
  /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)|\$\{[^{}$]{1,200}\}|(?<=event id #)\d+/g

/**
 * What a replay had to make up since nobody has told it: random numbers and UUIDs under the keys of who drew them, names. They are recognised in what comes of them,
 * and so it is found out what AWS had in their place.
 */
export class Unknowns {
  private readonly made = new Map<string | number, string>()
  /** By keys. */
  readonly found = new Map<string, Json>()

  /** `value`: a UUID, or a number that is made only once. */
  make<T extends string | number>(key: string, value: T): T {
    this.made.set(value, key)
    return value
  }

  /** What was made up, by keys, where it was not found out otherwise. */
  get rest(): [key: string, value: Json][] {
    return [...this.made].filter(([, key]) => !this.found.has(key)).map(([value, key]) => [key, value])
  }

  /** Whether a number may be the recorded one. Times are of either clock. */
  numberFits(expected: number, actual: number, now: number): boolean {
    const key = this.made.get(actual)
    if (key !== undefined) return this.find(key, expected)
    return [1, 1000].some((unit) => Math.abs(expected - actual) * unit <= tolerance && isNear(actual * unit, now))
  }

  /** Whether a text may be the recorded one. `${Name}` is what only the deployment knows. */
  textFits(expected: string, actual: string, now: number): boolean {
    const pieces = this.piecesOf(actual, now)
    if (pieces === undefined) return false
    let at = 0
    for (const [i, piece] of pieces.entries()) {
      if (piece.kind === 'literal') {
        if (!expected.startsWith(piece.text, at)) return false
        at += piece.text.length
        continue
      }
      const next = pieces[i + 1]
      const end = next === undefined ? expected.length : next.kind === 'literal' ? expected.indexOf(next.text, at) : at
      // the last literal ends the text
      const last = next?.kind === 'literal' && i + 2 === pieces.length ? expected.length - next.text.length : end
      if (last < at || !this.fills(piece, expected.slice(at, last))) return false
      at = last
    }
    return at === expected.length
  }

  private fills(piece: Exclude<Piece, { readonly kind: 'literal' }>, text: string): boolean {
    switch (piece.kind) {
      case 'unknown':
        return text !== '' && this.find(piece.key, text)
      case 'time': {
        const time = parseTimestamp(text)
        return time !== undefined && Math.abs(time - piece.time) <= tolerance
      }
      case 'number':
        return /^\d+$/.test(text)
      case 'anything':
        return true
    }
  }

  private find(key: string, value: Json): boolean {
    const known = this.found.get(key)
    if (known === undefined) this.found.set(key, value)
    return known === undefined || known === value
  }

  /** Undefined: the text is one literal. */
  private piecesOf(text: string, now: number): Piece[] | undefined {
    const pieces: Piece[] = []
    let at = 0
    for (const { 0: hole, index } of text.matchAll(holes)) {
      const piece = this.pieceOf(hole, now)
      if (piece === undefined) continue
      if (index > at) pieces.push({ kind: 'literal', text: text.slice(at, index) })
      pieces.push(piece)
      at = index + hole.length
    }
    if (pieces.length === 0) return undefined
    if (at < text.length) pieces.push({ kind: 'literal', text: text.slice(at) })
    return pieces
  }

  private pieceOf(hole: string, now: number): Piece | undefined {
    if (hole.startsWith('${')) return { kind: 'anything' }
    if (/^\d+$/.test(hole)) return { kind: 'number' }
    const key = this.made.get(hole)
    if (key !== undefined) return { kind: 'unknown', key }
    const time = parseTimestamp(hole)
    return time !== undefined && isNear(time, now) ? { kind: 'time', time } : undefined
  }
}

/** Whether a time is of the clock of an execution, and not of its data. */
const isNear = (time: number, now: number): boolean => Math.abs(time - now) <= 400 * 24 * 3600 * 1000
