import { type IntrinsicExpression, parseIntrinsic } from '../expressions/intrinsics/parse'
import { type JsonataExpression, parseJsonata } from '../expressions/jsonata/parse'
import { type Path, parsePath } from '../expressions/paths/parse'

/** Reads the expressions of states, and remembers what it has read: every keystroke has the same texts read again, and several rules look at each. */
export interface ExpressionReader {
  readonly path: (text: string) => Path
  readonly call: (text: string) => IntrinsicExpression
  /** What stands between `{%` and `%}`. */
  readonly jsonata: (text: string) => JsonataExpression
}

/** A reader that has read nothing yet. Of each language it remembers 10,000 texts at most, and none with more than 5,000 characters. */
export const createExpressionReader = (): ExpressionReader => ({
  path: remembering(parsePath),
  call: remembering(parseIntrinsic),
  jsonata: remembering(parseJsonata),
})

const mostTexts = 10_000
/** Longer texts are read anew: few texts are, and a few of them would be most of what is remembered. */
const longest = 5000

function remembering<T>(parse: (text: string) => T): (text: string) => T {
  const read = new Map<string, T>()
  return (text) => {
    if (text.length > longest) return parse(text)
    let value = read.get(text)
    if (value === undefined) {
      if (read.size >= mostTexts) read.clear()
      value = parse(text)
      read.set(text, value)
    }
    return value
  }
}

const plain = /^\$(?:\.[A-Za-z_][A-Za-z0-9_]*|\[\d+\])*$/

/** Most paths are these: well-formed Reference Paths into the input, in which nothing else could be wrong. They need no parser. */
export const isPlainPath = (text: string): boolean => plain.test(text)
