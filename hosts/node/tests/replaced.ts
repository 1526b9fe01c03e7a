import { isMockName } from '../../../core/model/fileNames'
import type { TestCase } from '../../../core/testFiles/types'
import type { Suite } from './suite'

/** Without the test cases of mock files that a case of a test file uses: it says what is expected of them. */
export function withoutReplaced(suites: readonly Suite[]): Suite[] {
  const used = suites
    .filter(({ path }) => !isMockName(path))
    .flatMap(({ mockConfig, cases }) => cases.map((test) => keyOf(mockConfig, test.stateMachineName, test)))
  const replaced = new Set(used)
  return suites.flatMap((suite) => {
    if (!isMockName(suite.path) || suite.failures.length > 0) return [suite]
    const isReplaced = (test: TestCase) => [undefined, test.stateMachineName].some((name) => replaced.has(keyOf(suite.path, name, test)))
    const cases = suite.cases.filter((test) => !isReplaced(test))
    return cases.length === 0 ? [] : [{ ...suite, cases }]
  })
}

/** A case that does not name the state machine means the only one. */
const keyOf = (mockFile: string | undefined, stateMachineName: string | undefined, { testCase }: TestCase): string =>
  JSON.stringify([mockFile, stateMachineName, testCase])
