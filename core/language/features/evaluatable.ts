import { languages } from '../../expressions/language'
import { rangeOf } from '../../syntax/strings'
import { cursorAt } from '../cursor/cursor'
import { expressionAt } from '../cursor/expressionAt'
import type { Evaluatable, LocatedDocument } from '../types'

/**
 * What a debugger evaluates of the text at an offset: within JSONata a variable or a path from one, else the whole expression. Undefined
 * where nothing is evaluated, and in a mock file. The request is our own: LSP has none.
 */
export function evaluatable({ document }: Pick<LocatedDocument, 'document'>, offset: number): Evaluatable | undefined {
  if (document.content === 'mock' || document.content === 'config' || document.content === 'test') return undefined
  const cursor = cursorAt(document, offset)
  const { node } = cursor.token
  const expression = node && expressionAt(cursor)
  if (node === undefined || expression === undefined) return undefined
  const { kind, text, index } = expression
  const part = languages[kind === 'jsonata' ? 'JSONata' : 'JSONPath'].at(text, index)
  return { range: rangeOf(node, part.offset, part.length), expression: text.slice(part.offset, part.offset + part.length) }
}
