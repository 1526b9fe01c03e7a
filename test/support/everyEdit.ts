import { analyse } from '../../core/analysis/analyse'
import { isArray, isObject, type Json } from '../../core/base/json'
import type { Range } from '../../core/base/range'
import { codeActions } from '../../core/language/features/codeActions'
import { rename } from '../../core/language/features/rename'
import type { CodeAction, Edit } from '../../core/language/types'
import type { AslDocument, DocumentKind } from '../../core/model/document'
import { machinesOf } from '../../core/model/graph'
import { parseDocument } from '../../core/model/parse'
import { nodeAt, pathOf, type Step, toJson } from '../../core/syntax/walk'
import { applyEdits, contextOf } from './editor'

/** What is wrong with an edit that an action makes. */
export interface Fault {
  readonly action: string
  readonly code: string
  readonly fault: string
  readonly after: string
}

/** Fixes that leave a value for the user to fill in, which is itself not right yet, by the code that is then reported. */
const unfinished: Readonly<Record<string, readonly string[]>> = {}

/** Applies every quick fix for the problems of a text, one by one, and says what each has made worse. */
export function faultsOfFixes(
  text: string,
  kind: DocumentKind,
): { readonly applied: ReadonlySet<string>; readonly faults: readonly Fault[] } {
  const document = parseDocument(text, kind)
  const problems = analyse(document)
  const faults: Fault[] = []
  const applied = new Set<string>()
  for (const problem of problems) {
    const actions = codeActions({ uri: 'file:///a', document }, problem, [problem], contextOf())
    for (const action of actions) {
      if (action.kind !== 'quickfix') continue
      applied.add(problem.code)
      const after = applyEdits(text, action.edits)
      for (const fault of faultsOf(document, action, after)) faults.push({ action: action.title, code: problem.code, fault, after })
    }
  }
  return { applied, faults }
}

/** Applies every refactoring of every state: conversion, extraction, another name; and the conversion of the whole machine. */
export function faultsOfRefactorings(text: string, kind: DocumentKind): { readonly applied: number; readonly faults: readonly Fault[] } {
  const document = parseDocument(text, kind)
  const located = { uri: 'file:///a', document }
  const faults: Fault[] = []
  let applied = 0
  const tried = new Set<string>()
  const errors = (of: AslDocument) => analyse(of).filter(({ severity }) => severity === 'error').length
  const before = errors(document)
  const check = (action: string, edits: readonly Edit[]) => {
    const after = applyEdits(text, edits)
    applied++
    if (tried.has(after)) return
    tried.add(after)
    const now = parseDocument(after, kind)
    const found =
      now.definitions.length < document.definitions.length ? 'a definition is lost' : errors(now) > before ? 'a new error' : undefined
    if (found === undefined) return
    const [first] = analyse(now).filter(({ severity }) => severity === 'error')
    faults.push({ action, code: 'refactoring', fault: `${found}: ${first?.code} ${first?.message}`, after })
  }
  const act = (range: Range, kinds: string[]) => {
    for (const action of codeActions(located, range, [], contextOf(), kinds))
      if (action.disabled === undefined && kinds.includes(action.kind)) check(action.title, action.edits)
  }
  for (const { machine } of document.definitions) {
    const start = machine.node.members.find(({ key }) => key.value === 'StartAt')
    if (start !== undefined) act({ offset: start.key.offset, length: 0 }, ['refactor.rewrite'])
    for (const { states } of machinesOf(machine))
      for (const { member, key, node } of states.values()) {
        const first = node.members[0]?.key.offset
        if (first !== undefined) act({ offset: first, length: 0 }, ['refactor.rewrite'])
        act(member, ['refactor.extract'])
        const change = rename(located, key.offset + Math.min(1, key.length), 'Another name 1', contextOf().workspace)
        if (!('error' in change)) check('Rename', change.get('') ?? [])
      }
  }
  return { applied, faults }
}

function* faultsOf(document: AslDocument, action: CodeAction, text: string): Generator<string> {
  const after = parseDocument(text, document)
  const [mended] = action.problems!
  const before = analyse(document)
  const now = analyse(after)
  const count = (list: typeof now, code: string) => list.filter((problem) => problem.code === code).length
  if (
    count(now, mended!.code) >= count(before, mended!.code) &&
    now.some(({ code, message }) => code === mended!.code && message === mended!.message)
  )
    yield 'the problem is still there'
  for (const code of new Set(now.filter(({ severity }) => severity === 'error').map((problem) => problem.code)))
    if (count(now, code) > count(before, code) && !unfinished[mended!.code]?.includes(code))
      yield `a new error ${code}: ${now.find((problem) => problem.code === code)!.message}`
  if (after.definitions.length < document.definitions.length) {
    yield 'a definition is lost'
    return
  }
  if (document.root !== undefined && after.root !== undefined)
    yield* lostValues(document, action, toJson(document.root), toJson(after.root))
}

/** What a fix may take away is what it says it takes away; and nothing changes outside of the object that is mended. */
function* lostValues(document: AslDocument, action: CodeAction, before: Json, after: Json): Generator<string> {
  const [problem] = action.problems!
  const [definition] = document.definitions
  // the definition in a template's string is one value of the template
  if (definition === undefined || (document.content === 'template' && definition.root.parent === undefined)) return
  const node = nodeAt(document.root, problem!.offset)
  const path = node === undefined ? [] : pathOf(node)
  const mayLose = /^(Remove|Change|Keep|Rename|Move|Create|Add)/.test(action.title)
  for (const change of changes(before, after, [])) {
    const common = change.findIndex((step, i) => step !== path[i])
    // within the state around the problem, or beside it in its States
    if (!action.title.startsWith('Create') && common !== -1 && common < Math.min(path.length, 3) - 1)
      yield `${change.join('/')} has changed, far from ${path.join('/')}`
  }
  const lost = [...leaves(before)].length - [...leaves(after)].length
  if (lost > 0 && !/^(Remove|Keep)/.test(action.title)) yield `${lost} values are lost`
  if (!mayLose) yield `nobody knows what "${action.title}" may change`
}

function* changes(a: Json | undefined, b: Json | undefined, path: readonly Step[]): Generator<readonly Step[]> {
  if (isObject(a) && isObject(b) && !isArray(a) && !isArray(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) yield* changes(a[key], b[key], [...path, key])
  } else if (isArray(a) && isArray(b)) {
    for (let i = 0; i < Math.max(a.length, b.length); i++) yield* changes(a[i], b[i], [...path, i])
  } else if (JSON.stringify(a) !== JSON.stringify(b)) yield path
}

function* leaves(value: Json): Generator<Json> {
  if (isArray(value)) for (const each of value) yield* leaves(each)
  else if (isObject(value)) for (const each of Object.values(value)) yield* leaves(each)
  else yield value
}
