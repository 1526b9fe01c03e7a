import type { CompletionItem, Edit, LanguageContext, Workspace } from '../../core/language/types'
import type { AslDocument, DocumentKind } from '../../core/model/document'
import { loadYaml, parseDocument } from '../../core/model/parse'

await loadYaml()

/** A workspace of files by URI; only text, which is all that most features ask for. */
export function workspaceOf(files: Readonly<Record<string, string>> = {}, kindOf?: (uri: string) => DocumentKind): Workspace {
  const folder = (uri: string) => uri.slice(0, uri.lastIndexOf('/') + 1)
  return {
    document: (uri) => (files[uri] === undefined || kindOf === undefined ? undefined : parseDocument(files[uri], kindOf(uri))),
    exists: (uri) => uri in files,
    text: (uri) => files[uri],
    documents: () => Object.keys(files),
    siblings: (uri) => Object.keys(files).filter((other) => other !== uri && folder(other) === folder(uri)),
    resolve: (base, path) => folder(base) + path,
  }
}

export const contextOf = (more: Partial<LanguageContext> = {}): LanguageContext => ({
  workspace: workspaceOf(),
  snippets: true,
  format: { tabSize: 2, insertSpaces: true },
  ...more,
})

/** A text with its cursor: the first `|`, or the first `¦` where the text needs its bars. */
export function withCursor(marked: string): { readonly text: string; readonly offset: number } {
  const mark = marked.includes('¦') ? '¦' : '|'
  const offset = marked.indexOf(mark)
  if (offset === -1) throw new Error('no cursor in the text')
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset }
}

export const jsonKind: DocumentKind = { format: 'json', content: 'definition' }
export const yamlKind: DocumentKind = { format: 'yaml', content: 'definition' }

/** What is JSON is read as JSON. */
export const kindOf = (text: string): DocumentKind => (/^\s*[{["]/.test(text) ? jsonKind : yamlKind)

export const open = (text: string, kind: DocumentKind = kindOf(text)): AslDocument => parseDocument(text, kind)

/** The text after edits that do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = text
  for (const edit of [...edits].map((e, i) => ({ ...e, i })).sort((a, b) => b.offset - a.offset || b.i - a.i))
    result = result.slice(0, edit.offset) + edit.text + result.slice(edit.offset + edit.length)
  return result
}

/** The text after an item is chosen, as an editor does it: later lines are indented like the first. Placeholders stay as they are. */
export function applyItem(text: string, item: CompletionItem): string {
  const start = text.lastIndexOf('\n', item.range.offset - 1) + 1
  const indent = /^[ \t]*/.exec(text.slice(start, item.range.offset))![0]
  const inserted = item.text.replaceAll('\n', `\n${indent}`)
  return applyEdits(text, [{ ...item.range, text: inserted }, ...(item.edits ?? [])])
}
