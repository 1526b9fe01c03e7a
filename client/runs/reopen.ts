import { existsSync } from 'node:fs'
import type * as vscode from 'vscode'
import type { Reopen } from '../panel/tabs'
import { FileSource } from './fileSource'
import { RunFiles } from './runFiles'
import { inLine } from './words'

/** Opens again what was shown before the window was loaded anew, as long as its file is there. */
export const reopenRuns =
  (extension: vscode.Uri): Reopen =>
  (again) => {
    if (again.kind !== 'run' || !existsSync(again.path)) return undefined
    const glance = new RunFiles().look(again.path)?.glance
    return new FileSource(extension, again.path, glance === undefined || glance.kind === 'wrong' ? 'Damaged run' : inLine(glance.machine))
  }
