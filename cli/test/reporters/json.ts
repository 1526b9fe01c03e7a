import type { Json } from '../../../core/base/json'
import { reportOf } from '../../../hosts/node/tests/report'
import type { CaseResult } from '../../../hosts/node/tests/results'
import { prettyJson } from '../../result'
import type { MakeReporter } from './reporter'

/** One object with all results. */
export const json: MakeReporter = () => {
  const results: CaseResult[] = []
  return {
    ended: (result) => {
      results.push(result)
      return ''
    },
    end: (totals) => `${prettyJson(reportOf(results, totals) as unknown as Json)}\n`,
  }
}
