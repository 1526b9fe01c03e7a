import { type Cursor, cursorAt } from '../cursor/cursor'
import { expressionAt } from '../cursor/expressionAt'
import type { Hover, LanguageContext, LocatedDocument } from '../types'
import { hoverExpression } from './hover/expression'
import { hoverKey } from './hover/key'
import { hoverValue } from './hover/value'

/**
 * What the text at an offset stands for; undefined where there is nothing to say, and in a mock file, which has `mockHover`. LSP:
 * textDocument/hover.
 */
export function hover({ uri, document }: LocatedDocument, offset: number, context: LanguageContext): Hover | undefined {
  if (document.content === 'mock' || document.content === 'config' || document.content === 'test') return undefined
  const cursor = insideQuotes(cursorAt(document, offset))
  if (cursor.definition === undefined || cursor.token.node === undefined) return undefined
  const expression = expressionAt(cursor)
  if (expression !== undefined) return hoverExpression(cursor, expression, uri, context)
  const markdown = cursor.role === 'key' ? hoverKey(cursor, uri, context) : hoverValue(cursor)
  const { offset: start, length } = cursor.token.node
  return markdown === undefined ? undefined : { range: { offset: start, length }, markdown }
}

/** The mouse on a quote means the string. */
function insideQuotes(cursor: Cursor): Cursor {
  const { document, offset, role, token } = cursor
  if (role !== 'none' || token.quote === '') return cursor
  const quote = document.text[token.offset] === '\\' ? 2 : 1
  return cursorAt(document, Math.max(token.offset + quote, Math.min(offset, token.offset + token.length - quote)))
}
