import type { Json } from '../../../core/base/json'
import { jsonText } from '../../../core/base/jsonText'
import type { Failure } from '../../../core/testFiles/types'
import { guarded, inLine, type paint, visibleJson } from '../../terminal'

/** Characters of a value that are shown. */
const width = 100

/** A failure: its sentence, and below each other what was expected and what came, from the same character on. */
export function difference({ message, expected, actual, what }: Failure, style: ReturnType<typeof paint>): string {
  const told = `   ${guarded(inLine(message))}\n`
  // the sentence has both
  if (what === 'status' || (expected === undefined && actual === undefined)) return told
  const [before, after] = cut(shown(expected), shown(actual))
  return `${told}     expected ${style('green', before)}\n     actual   ${style('red', after)}\n`
}

const shown = (value: Json | undefined) => (value === undefined ? 'nothing' : visibleJson(jsonText(value)))

/** Two long texts from a little before the first character in which they differ. */
function cut(a: string, b: string): readonly [string, string] {
  let same = 0
  while (same < a.length && a[same] === b[same]) same++
  const from = Math.max(a.length, b.length) <= width ? 0 : Math.max(0, same - 30)
  const part = (text: string) => `${from > 0 ? '…' : ''}${text.slice(from, from + width)}${text.length > from + width ? '…' : ''}`
  return [part(a), part(b)]
}
