import { readFileSync, writeFileSync } from 'node:fs'
import { applyEdits } from '../../../core/language/edit/applied'
import { type Accepted, acceptCame } from '../../../core/language/testFiles/update'
import { isTestName } from '../../../core/model/fileNames'
import { reason } from '../files'
import { readDocumentAt } from '../program'
import { UnreadableFile } from '../unreadable'
import type { TestSession, Wanted } from './session'
import type { Suite } from './suite'

/** A test file that was written, by its path, and how many outputs in it are others now; or why it was not. */
export type Updated = { readonly path: string; readonly outputs: number } | { readonly path: string; readonly why: string }

/** Runs suites, and writes the outputs that differ into the `output` of their cases; layout and comments stay. Where an execution has not succeeded, nothing is written. */
export async function updateOutputs(session: TestSession, suites: readonly Suite[], wanted: Wanted): Promise<Updated[]> {
  const accepted = new Map<Suite, Accepted[]>()
  await session.runAll(
    suites.filter(({ path }) => isTestName(path)),
    {
      ended: (suite, { name }, { came, ran }) => {
        if (ran?.execution.status !== 'SUCCEEDED') return
        const outputs = came?.().filter(({ what }) => what === 'output') ?? []
        if (outputs.length > 0) accepted.set(suite, [...(accepted.get(suite) ?? []), { name, came: outputs }])
      },
    },
    wanted,
  )
  const updated: Updated[] = []
  for (const [suite, outputs] of accepted) {
    const why = await write(suite, outputs, session)
    updated.push({ path: suite.path, ...(why === undefined ? { outputs: outputs.length } : { why }) })
  }
  return updated
}

/** Why a file was not written; undefined where it was. */
async function write({ path, text }: Suite, outputs: readonly Accepted[], { reader }: TestSession): Promise<string | undefined> {
  try {
    const document = await readDocumentAt(path, reader)
    if (document.text !== text) return 'The test file has changed while its tests were running.'
    const edits = acceptCame(document, outputs)
    if (typeof edits === 'string') return edits
    const mark = readFileSync(path, 'utf8').startsWith('\uFEFF') ? '\uFEFF' : ''
    writeFileSync(path, mark + applyEdits(text, edits))
    return undefined
  } catch (error) {
    return error instanceof UnreadableFile ? error.message : reason(error)
  }
}
