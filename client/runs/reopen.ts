import { existsSync } from 'node:fs'
import type * as vscode from 'vscode'
import type { Reopen } from '../panel/tabs'
import { CompareSource } from './compareSource'
import { FileSource } from './fileSource'
import { RunFiles } from './runFiles'
import { inLine } from './words'

/** Opens again what was shown before the window was loaded anew, as long as its file is there. */
export const reopenRuns =
  (extension: vscode.Uri): Reopen =>
  (again) => {
    if (again.kind === 'compare') {
      const [left, right] = again.paths
      return existsSync(left) && existsSync(right) ? new CompareSource(extension, left, right, [nameOf(left), nameOf(right)]) : undefined
    }
    if (again.kind !== 'run' || !existsSync(again.path)) return undefined
    return new FileSource(extension, again.path, nameOf(again.path))
  }

function nameOf(path: string): string {
  const glance = new RunFiles().look(path)?.glance
  return glance === undefined || glance.kind === 'wrong' ? 'Damaged run' : inLine(glance.machine)
}
