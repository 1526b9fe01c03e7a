import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FunctionEntry } from '../../../../core/config/types'
import { reason } from '../../files'

/**
 * Functions whose code stands in a template: in a session each has a folder of its own among the temporary ones, with the file that Lambda makes of the code.
 * Packages are found beside the template. Source: CloudFormation, AWS::Lambda::Function Code, ZipFile.
 */
export class InlineCode {
  private readonly folders: string[] = []

  /** The entry as one of a file; any other as it is; or why there can be no file, in a sentence. */
  placed(entry: FunctionEntry): FunctionEntry | string {
    const { code, runtime = 'nodejs', folder: beside, layers = [] } = entry
    if (code === undefined) return entry
    try {
      const folder = mkdtempSync(path.join(tmpdir(), 'stepthrough-function-'))
      this.folders.push(folder)
      writeFileSync(path.join(folder, runtime.startsWith('python') ? 'index.py' : 'index.js'), code)
      return { ...entry, folder, layers: [beside, ...layers] }
    } catch (error) {
      return `The code of a function of the template cannot be written to ${tmpdir()}: ${reason(error)}.`
    }
  }

  /** Takes all that was written away. Never throws. */
  close(): void {
    for (const folder of this.folders.splice(0)) {
      try {
        rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
      } catch {
        // what is left is among the temporary files
      }
    }
  }
}
