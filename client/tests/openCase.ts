import * as vscode from 'vscode'
import type { TestExplorer } from './explorer'
import type { CaseRef } from './testedBy'

/** The cases that a link names. */
export const refsOf = (refs: unknown): CaseRef[] =>
  Array.isArray(refs)
    ? refs.filter((ref): ref is CaseRef => Array.isArray(ref) && ref.length === 2 && ref.every((each) => typeof each === 'string'))
    : []

/** Shows a case in its file. */
export async function openCase(tests: TestExplorer, refs: unknown): Promise<void> {
  const [ref] = refsOf(refs)
  const item = ref && tests.case(ref)
  if (!item?.uri) return
  await vscode.window.showTextDocument(item.uri, item.range ? { selection: item.range } : {})
}
