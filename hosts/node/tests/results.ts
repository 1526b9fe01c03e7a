import { relative, sep } from 'node:path'
import { Lines } from '../../../core/base/lines'
import type { Failure, TestCase } from '../../../core/testFiles/types'
import type { Ended, Listener } from './session'
import { type Suite, suiteName } from './suite'

/** What has come of a case. `file` and `definition`: from the working folder, with `/` on every system; `definition` is empty where the file names none. */
export interface CaseResult {
  readonly file: string
  readonly name: string
  readonly definition: string
  readonly status: 'passed' | 'failed' | 'skipped'
  /** Of real time. */
  readonly milliseconds: number
  readonly failures: readonly Failure[]
  /** Where the case is in its file, from 1; absent for a file as a whole. */
  readonly line?: number
  readonly column?: number
}

/** How many cases have come to what. */
export interface Totals {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** Of real time, in all. */
  readonly milliseconds: number
}

/** The results of a session, as they come. */
export function listening(cwd: string, told: (result: CaseResult) => void): Omit<Listener, 'began'> {
  const lines = new WeakMap<Suite, Lines>()
  const shown = (path: string) => relative(cwd, path).replaceAll(sep, '/') || '.'
  const ofSuite = ({ path, definition }: Suite) => ({ file: shown(path), definition: definition === undefined ? '' : shown(definition) })
  const ofCase = (suite: Suite, { name, range }: TestCase) => {
    const known = lines.get(suite) ?? new Lines(suite.text)
    lines.set(suite, known)
    const { line, character } = known.position(range.offset)
    return { ...ofSuite(suite), name, line: line + 1, column: character + 1 }
  }
  return {
    ended: (suite, test, { failures, milliseconds }: Ended) =>
      told({ ...ofCase(suite, test), status: failures.length === 0 ? 'passed' : 'failed', milliseconds, failures }),
    skipped: (suite, test) => told({ ...ofCase(suite, test), status: 'skipped', milliseconds: 0, failures: [] }),
    wrong: (suite) => told({ ...ofSuite(suite), name: suiteName(suite), status: 'failed', milliseconds: 0, failures: suite.failures }),
  }
}

/** Where a case is, for people: `file:line:column`. */
export function placeOf({ file, line, column, failures: [first] }: CaseResult): string {
  const at = line === undefined ? first : { line, column }
  return at?.line === undefined ? file : `${file}:${at.line}:${at.column}`
}
