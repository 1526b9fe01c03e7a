import type { Problem } from '../../base/problem'
import type { Range } from '../../base/range'
import type { AslDocument } from '../../model/document'
import { parseDocument } from '../../model/parse'
import { definitionAt } from '../cursor/stateAt'
import { testActions } from '../testFiles/actions'
import { createCaseActions } from '../testFiles/createCase'
import type { CodeAction, Edit, LanguageContext, LocatedDocument } from '../types'
import { convertActions } from './codeActions/convert'
import { createStateFix } from './codeActions/createState'
import { delimitersFix, dollarFix } from './codeActions/dollar'
import { extractActions } from './codeActions/extract'
import { apiParametersFix, missingFieldsFix } from './codeActions/missingFields'
import { mockResponseFix, mockUnusedFix, nameFix } from './codeActions/mock'
import { deprecatedFix, nearestFix, pathTwinFix, patternFix, valueFix } from './codeActions/nearest'
import { fieldFix, shadowedFix, unreachableFix } from './codeActions/remove'
import { ActionRequest, type Fix, type Mend, toAction } from './codeActions/request'
import { statesAllAloneFix, statesAllLastFix } from './codeActions/statesAll'
import { syntaxFix } from './codeActions/syntax'
import { transitionFix } from './codeActions/transition'

/** Every quick fix: the codes of the problems that it mends, and how. The first for a problem is shown first. */
export const fixes: readonly Fix[] = [
  nearestFix,
  deprecatedFix,
  valueFix,
  pathTwinFix,
  patternFix,
  createStateFix,
  transitionFix,
  dollarFix,
  delimitersFix,
  statesAllLastFix,
  statesAllAloneFix,
  missingFieldsFix,
  apiParametersFix,
  syntaxFix,
  unreachableFix,
  fieldFix,
  shadowedFix,
  nameFix,
  mockResponseFix,
  mockUnusedFix,
]

const byCode = new Map<string, Fix[]>()
for (const fix of fixes) for (const code of fix.codes) byCode.set(code, [...(byCode.get(code) ?? []), fix])

/** Of a selection with more problems nobody wants a list of fixes; `fix all` still looks at all of them. */
const mostProblems = 100

/**
 * What can be done about the problems, and with the states, of a range. `problems` are those of `analyse` that touch it; `only` the kinds
 * that the user asked for, absent where the editor asks by itself. The actions are not filtered by `only`: large texts are converted only
 * where it is given. LSP: textDocument/codeAction.
 */
export function codeActions(
  located: LocatedDocument,
  range: Range,
  problems: readonly Problem[],
  context: LanguageContext,
  only?: readonly string[],
): CodeAction[] {
  const { document } = located
  const request = new ActionRequest(document, range, problems, context)
  const quick = problems
    .slice(0, mostProblems)
    .flatMap((problem) => mendsOf(problem, request, byCode.get(problem.code) ?? []).map((mend) => toAction(problem, mend)))
  if (document.content === 'test') return [...quick, ...fixAll(request), ...testActions(located, range, context)]
  const tests = createCaseActions(located, range, context)
  const actions = [...quick, ...fixAll(request), ...extractActions(request), ...convertActions(request, only !== undefined), ...tests]
  return isPieced(document, range.offset) ? actions.filter((action) => keepsDefinition(document, action.edits)) : actions
}

/** Whether the definition at the offset is a text of its template, which may be put together from pieces. */
const isPieced = (document: AslDocument, offset: number): boolean =>
  document.content === 'template' && definitionAt(document, offset)?.root.parent === undefined

/** Whether the definitions can still be read after edits: one over two pieces of an Fn::Join would take away what is between them. */
function keepsDefinition(document: AslDocument, edits: readonly Edit[]): boolean {
  let text = document.text
  for (const edit of [...edits].sort((a, b) => b.offset - a.offset))
    text = text.slice(0, edit.offset) + edit.text + text.slice(edit.offset + edit.length)
  const after = parseDocument(text, document)
  return after.definitions.length >= document.definitions.length && after.syntaxProblems.length <= document.syntaxProblems.length
}

/** What the fixes can do; nothing where an alias of YAML has the text of another place, so that the edits are no edits of one place. */
function mendsOf(problem: Problem, request: ActionRequest, fixes: readonly Fix[]): Mend[] {
  const { length } = request.document.text
  const fits = (edit: Edit) => edit.length >= 0 && edit.offset >= 0 && edit.offset + edit.length <= length
  const apart = (edits: readonly Edit[]) => edits.every((edit, i) => edits.every((other, j) => i >= j || !overlap(edit, other)))
  return fixes.flatMap((fix) => fix.fix(problem, request)).filter(({ edits }) => edits.length > 0 && edits.every(fits) && apart(edits))
}

/** All that can be mended without asking, at once. */
function fixAll(request: ActionRequest): CodeAction[] {
  const edits = new Apart()
  const mended: Problem[] = []
  for (const problem of request.problems) {
    const safe = (byCode.get(problem.code) ?? []).filter((fix) => fix.all)
    const mend = mendsOf(problem, request, safe).find((m) => m.preferred)
    if (mend !== undefined && edits.add(mend.edits)) mended.push(problem)
  }
  if (mended.length === 0) return []
  return [
    {
      title: 'Fix all that can be fixed safely',
      kind: 'source.fixAll',
      edits: edits.sorted,
      problems: mended,
    },
  ]
}

/** Edits in the order of the text of which no two overlap. */
class Apart {
  readonly sorted: Edit[] = []

  /** Adds edits, if all of them are apart from those that are there. */
  add(edits: readonly Edit[]): boolean {
    const { sorted } = this
    const fits = edits.every((edit) =>
      [sorted[this.after(edit) - 1], sorted[this.after(edit)]].every((other) => !other || !overlap(edit, other)),
    )
    if (fits) for (const edit of edits) sorted.splice(this.after(edit), 0, edit)
    return fits
  }

  /** The index of the first edit that begins behind this one. */
  private after({ offset }: Edit): number {
    let low = 0
    let high = this.sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.sorted[middle]!.offset <= offset) low = middle + 1
      else high = middle
    }
    return low
  }
}

const overlap = (a: Edit, b: Edit): boolean => a.offset < b.offset + Math.max(1, b.length) && b.offset < a.offset + Math.max(1, a.length)
