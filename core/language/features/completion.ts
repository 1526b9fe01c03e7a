import type { AslDocument } from '../../model/document'
import { type Cursor, cursorAt } from '../cursor/cursor'
import { expressionKind } from '../cursor/expressionKind'
import { type FieldPlace, placeOf } from '../cursor/fieldAt'
import { scopeOfCursor } from '../shapes/shapesAt'
import type { CompletionItem, LanguageContext, LocatedDocument } from '../types'
import { completeErrorNames } from './completion/errors'
import { completeFields } from './completion/fields'
import { completeIntrinsics } from './completion/intrinsics'
import { Writer } from './completion/item'
import { completeJsonata } from './completion/jsonata'
import { completeObject } from './completion/objects'
import { completeParameters } from './completion/parameters'
import { completePath } from './completion/paths'
import { completeResource } from './completion/resources'
import { completeMachine, completeStates } from './completion/states'
import { completeSubstitution } from './completion/substitutions'
import { completeTarget } from './completion/targets'
import { quoteValue } from './completion/unquoted'
import { completeValue } from './completion/values'
import { completeVariables } from './completion/variables'

/**
 * What can be written at an offset: also in a text that is broken because it is being typed. The client filters it by what is typed. Empty
 * for a mock file, which has `completeMock`. LSP: textDocument/completion.
 */
export function complete({ uri, document }: LocatedDocument, offset: number, context: LanguageContext): CompletionItem[] {
  if (document.content === 'mock' || document.content === 'config' || document.content === 'test') return []
  const quoted = document.format === 'yaml' ? quoteValue(document, offset, context.snippets) : undefined
  if (quoted !== undefined) return completeIn(uri, quoted.document, quoted.offset, context).map(quoted.restore)
  return completeIn(uri, document, offset, context)
}

function completeIn(uri: string, document: AslDocument, offset: number, context: LanguageContext): CompletionItem[] {
  const cursor = cursorAt(document, offset)
  if (document.content === 'template' && cursor.definition === undefined) return []
  if (cursor.role === 'none' || isComment(cursor)) return []
  const writer = new Writer(cursor, context)
  if (isEmpty(cursor)) return completeMachine(writer)
  return completeSubstitution(writer) ?? (cursor.role === 'key' ? completeKey(writer) : completeValueAt(writer, uri))
}

const isEmpty = ({ document, token, path }: Cursor) => {
  const rest = document.text.slice(0, token.offset) + document.text.slice(token.offset + token.length)
  return path.length === 0 && rest.trim() === '' && document.content === 'definition'
}

/** A `#` comment of YAML. */
function isComment({ document, offset, token, style }: Cursor): boolean {
  if (style === 'flow' || token.quote !== '') return false
  const line = document.text.slice(document.text.lastIndexOf('\n', offset - 1) + 1, offset)
  return /(?:^|\s)#/.test(line) && !line.slice(0, line.search(/(?:^|\s)#/)).includes('"')
}

function completeKey(writer: Writer): CompletionItem[] {
  const { cursor } = writer
  const place = placeOf(cursor)
  if (place.kind === 'object') return completeFields(writer, place.of, cursor.queryLanguage)
  const value = place.field?.value
  if (value?.kind === 'states') return completeStates(writer)
  if (place.rest.length > 0 || value === undefined) return []
  if (value.kind === 'object') return completeFields(writer, value.of, cursor.queryLanguage)
  if (value.kind === 'variables') return completeVariables(writer)
  return value.kind === 'template' ? completeParameters(writer) : []
}

function completeValueAt(writer: Writer, uri: string): CompletionItem[] {
  const { cursor } = writer
  const place = placeOf(cursor)
  if (place.kind === 'object') return completeObject(writer, place.of)
  const expression = expressionKind(cursor, place)
  if (expression === 'jsonata') return completeJsonata(writer, scopeOfCursor(cursor, uri, writer.context))
  const items = place.field === undefined || isBlockText(cursor) ? [] : ofField(writer, place)
  if (expression === undefined) return items
  const paths = completePath(writer, scopeOfCursor(cursor, uri, writer.context))
  return expression === 'path' ? [...items, ...paths] : [...items, ...paths, ...completeIntrinsics(writer)]
}

/** In a text over lines of their own, as behind `|`, something can be put in, but no other value can take its place. */
function isBlockText({ document: { text }, style, token }: Cursor): boolean {
  if (style === 'flow' || token.quote !== '') return false
  const before = text.slice(0, token.offset).trimEnd()
  const header = /[|>][-+\d]*(?:[ \t]+#.*)?$/.test(before.slice(-200)) && text.slice(before.length, token.offset).includes('\n')
  return header || text.slice(token.offset, token.offset + token.length).includes('\n')
}

function ofField(writer: Writer, place: FieldPlace): CompletionItem[] {
  const field = place.field!
  const { kind } = field.value
  if (place.rest.length > 0) return kind === 'errorNames' ? completeErrorNames(writer) : []
  if (kind === 'transition') return completeTarget(writer)
  if (kind === 'resource') return completeResource(writer, place.holder)
  return completeValue(writer, field)
}
