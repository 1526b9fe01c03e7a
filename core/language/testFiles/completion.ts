import { isDelimited } from '../../expressions/jsonata/body'
import { formsAt, membersAt } from '../../forms/find'
import type { FormMember } from '../../forms/form'
import { stemOf } from '../../model/fileNames'
import { testFileForm } from '../../testFiles/members'
import { cursorAt } from '../cursor/cursor'
import { escapeSnippet, jsonSnippet } from '../edit/snippet'
import { Writer } from '../features/completion/item'
import { completeJsonata } from '../features/completion/jsonata'
import { completePath } from '../features/completion/paths'
import { quoteValue } from '../features/completion/unquoted'
import { isAt } from '../mockFiles/fields'
import { membersOf } from '../mockFiles/mockFile'
import { fileName } from '../names/fileName'
import type { CompletionItem, LanguageContext, LocatedDocument } from '../types'
import { assertScope } from './data'
import { dataMembers, dataValue } from './dataCompletion'
import { pathsFor } from './files'
import { attemptItems, nameItems } from './nameCompletion'
import { caseAt, placeAt } from './names'
import { foundTarget } from './target'

/**
 * What can stand at a place of a test file and only the files around it tell: states, test cases, files, errors, members of known data, paths into it. The
 * members of the file itself are offered in YAML: in JSON they are the JSON schema's. LSP: textDocument/completion.
 */
export function completeTest(located: LocatedDocument, offset: number, context: LanguageContext): CompletionItem[] {
  const { uri, document } = located
  const quoted = document.format === 'yaml' ? quoteValue(document, offset, context.snippets) : undefined
  if (quoted === undefined) return completeIn(located, offset, context)
  return completeIn({ uri, document: quoted.document }, quoted.offset, context).map(quoted.restore)
}

function completeIn(located: LocatedDocument, offset: number, context: LanguageContext): CompletionItem[] {
  const { uri, document } = located
  const cursor = cursorAt(document, offset)
  if (cursor.role === 'none') return []
  const writer = new Writer(cursor, context)
  const target = foundTarget(located, context.workspace)
  const inCase = cursor.path.slice(cursor.path[0] === 'defaults' ? 1 : 2)
  // An empty file: one that has begun in JSON is the schema's.
  if (document.root === undefined) return [...newFiles(writer, uri), ...(document.format === 'yaml' ? formMembers(writer) : [])]
  if (cursor.role === 'value' && cursor.path.length === 2 && isAt(['cases', '*'], cursor.path)) return [newCase(writer)]
  const place = placeAt(cursor.role, cursor.path)
  if (place !== undefined) return nameItems(writer, { located, place, target, of: caseAt(document.root, cursor.path) })
  if (cursor.role === 'key') {
    const members = document.format === 'yaml' ? formMembers(writer) : []
    if (target === undefined || !isInCase(cursor.path)) return members
    if (isAt(['mocks', '*'], inCase)) return [...attemptItems(writer, target, String(inCase[1])), ...members]
    return [...members, ...dataMembers(writer, inCase, target)]
  }
  if (isAt(['expect', 'assert', '*'], inCase) && target !== undefined) return completeAssert(writer, assertScope(target, context))
  const choices = document.format === 'yaml' ? formValues(writer) : []
  return target === undefined || !isInCase(cursor.path) ? choices : [...choices, ...dataValue(writer, inCase, target)]
}

/** A whole file for a definition that is near: the one of its own name comes first. */
function newFiles(writer: Writer, uri: string): CompletionItem[] {
  const own = testedName(fileName(uri))
  const ranked = pathsFor(uri, 'definition', writer.context.workspace).slice(0, mostFiles)
  return ranked.map((path, i) => {
    const sort = `0${stemOf(path) === own ? 0 : 1}${String(i).padStart(3, '0')}`
    const body = `{\n\t"definition": ${jsonSnippet(JSON.stringify(path))},\n\t"cases": [\n\t\t{\n\t\t\t"name": "\${1:succeeds}",\n\t\t\t"input": {$2},\n\t\t\t"expect": { "status": "SUCCEEDED" }\n\t\t}\n\t]\n}`
    return writer.root({ label: `Tests of ${path}`, kind: 'snippet', detail: 'a new test file', sort }, body)
  })
}

/** A case to begin with. */
const newCase = (writer: Writer): CompletionItem =>
  writer.value(
    { label: 'a test case', kind: 'snippet', detail: 'input and what has to come of it' },
    '{\n\t"name": "${1:name}",\n\t"input": {$2},\n\t"expect": { "status": "SUCCEEDED" }\n}',
  )

/** Definitions of which a new file is offered. */
const mostFiles = 20

/** `order` of `order.asl.test.json`. */
const testedName = (name: string): string => name.replace(/\.asl\.test\.[^.]*$/i, '')

const isInCase = ([first, second]: readonly (string | number)[]): boolean =>
  first === 'defaults' || (first === 'cases' && typeof second === 'number')

function completeAssert(writer: Writer, scope: ReturnType<typeof assertScope>): CompletionItem[] {
  const { token } = writer.cursor
  if (isDelimited(token.value) || token.value.startsWith('{%')) return token.index >= 2 ? completeJsonata(writer, scope) : []
  if (token.value !== '') return completePath(writer, scope)
  const jsonata = writer.template(
    { label: '{% %}', kind: 'snippet', detail: 'JSONata that is true', sort: '1' },
    '{% ${1:\\$states.output}$0 %}',
  )
  const path = writer.template({ label: '$', kind: 'snippet', detail: 'a JSONPath that finds something', sort: '2' }, '\\$.$0')
  return [jsonata, path]
}

/** The members of the table that are not there yet. */
function formMembers(writer: Writer): CompletionItem[] {
  const { cursor } = writer
  const present = new Set(membersOf(cursor.object).flatMap((member) => (member === cursor.member ? [] : [member.key.value])))
  const forms = formsAt(testFileForm, cursor.path).filter((form) => form.kind === 'object')
  const excluded = forms.flatMap(({ oneOf }) => (oneOf?.names.some((name) => present.has(name)) ? oneOf.names : []))
  return membersAt(testFileForm, cursor.path)
    .filter(({ name }) => name !== '$schema' && !present.has(name) && !excluded.includes(name))
    .map((member, index) =>
      writer.key(
        { label: member.name, kind: 'field', documentation: member.doc, sort: `1${String(index).padStart(2, '0')}` },
        member.name,
        skeletonOf(member),
      ),
    )
}

/** The value to begin with, as a snippet in JSON. */
function skeletonOf({ skeleton, form, default: missing }: FormMember): string | undefined {
  if (skeleton !== undefined) return JSON.stringify(skeleton)
  if (form.kind === 'number' || form.kind === 'boolean') return `\${1:${missing ?? (form.kind === 'number' ? 1 : true)}}`
  if (form.kind === 'choice') return `"\${1|${form.values.join(',')}|}"`
  return form.kind === 'text' ? '"$1"' : undefined
}

/** The values of a member that has only a few. */
function formValues(writer: Writer): CompletionItem[] {
  return formsAt(testFileForm, writer.cursor.path).flatMap((form) => {
    if (form.kind === 'boolean') return ['true', 'false'].map((value) => writer.literal({ label: value, kind: 'enum' }, value))
    if (form.kind === 'text') return (form.examples ?? []).map((value) => writer.string({ label: value, kind: 'value' }, value))
    if (form.kind !== 'choice') return []
    return form.values.map((value) =>
      typeof value === 'string'
        ? writer.string({ label: value, kind: 'enum' }, value)
        : writer.literal({ label: String(value), kind: 'enum' }, escapeSnippet(String(value))),
    )
  })
}
