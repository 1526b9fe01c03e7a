import type { Json } from '../../../core/base/json'
import { jsonText } from '../../../core/base/jsonText'
import { reportOf } from '../../../hosts/node/tests/report'
import type { CaseResult } from '../../../hosts/node/tests/results'
import { visibleJson } from '../../terminal'
import type { MakeReporter } from './reporter'

/** One object with all results, each case on a line of its own. */
export const json: MakeReporter = () => {
  const results: CaseResult[] = []
  return {
    ended: (result) => {
      results.push(result)
      return ''
    },
    end: (totals) => {
      const { passed, failed, skipped, cases } = reportOf(results, totals)
      const lines = cases.map((each) => `\n    ${visibleJson(jsonText(each as unknown as Json))}`)
      return `{\n  "passed": ${passed},\n  "failed": ${failed},\n  "skipped": ${skipped},\n  "cases": [${lines.join(',')}\n  ]\n}\n`
    },
  }
}
