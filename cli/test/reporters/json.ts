import type { Json } from '../../../core/base/json'
import type { Failure } from '../../../core/testFiles/types'
import { prettyJson } from '../../result'
import type { CaseResult } from '../results'
import type { MakeReporter } from './reporter'

/** One object with all results; a case that is left out is counted alone. */
export const json: MakeReporter = () => {
  const cases: Json[] = []
  return {
    ended: (result) => {
      if (result.status !== 'skipped') cases.push(caseOf(result))
      return ''
    },
    end: ({ passed, failed, skipped }) => `${prettyJson({ passed, failed, skipped, cases })}\n`,
  }
}

const caseOf = ({ file, name, definition, status, milliseconds, failures }: CaseResult): Json => ({
  file,
  name,
  definition,
  status,
  milliseconds: Math.round(milliseconds * 1000) / 1000,
  failures: failures.map(failureOf),
})

const members = ['what', 'path', 'expected', 'actual', 'message', 'line', 'column'] as const satisfies readonly (keyof Failure)[]

/** What is absent has no member. */
const failureOf = (failure: Failure): Json =>
  Object.fromEntries(members.flatMap((name) => (failure[name] === undefined ? [] : [[name, failure[name]]])))
