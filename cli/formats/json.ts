import { type Checked, diagnosticsOf } from '../../hosts/node/check'
import { visibleJson } from '../terminal'

/** An array of `{file, line, column, endLine, endColumn, severity, code, message}`, counted from 1. */
export const json = (results: readonly Checked[]): string => `${visibleJson(JSON.stringify(diagnosticsOf(results), null, 2))}\n`
