import type { Lines } from '../core/base/lines'
import type { Problem } from '../core/base/problem'
import { diagnosticsOf } from '../hosts/node/check'
import type { Diagnostic } from './types'

/** Problems of a text with their places. `file`: undefined where the text was given itself. */
export const located = (file: string | undefined, lines: Lines, problems: readonly Problem[]): Diagnostic[] =>
  diagnosticsOf([{ file: file ?? '', lines, problems }]).map((diagnostic): Diagnostic => {
    if (file !== undefined) return diagnostic
    const { file: _, ...rest } = diagnostic
    return rest
  })
