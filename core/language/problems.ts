import type { AnalyseOptions, Analyser } from '../analysis/analyse'
import { type Levels, type Problem, withLevels } from '../base/problem'
import { configProblems } from './configFiles/problems'
import { mockProblems } from './mockFiles/problems'
import { templateProblems } from './templates'
import { testProblems } from './testFiles/problems'
import type { LocatedDocument, Workspace } from './types'

/** Everything that is wrong with a file, as the user wants it told, in the order of the text: what its own text says, and what the files around it do. */
export function problemsOf(
  located: LocatedDocument,
  workspace: Workspace,
  levels: Levels,
  analyser: Analyser,
  options?: AnalyseOptions,
): Problem[] {
  const { document } = located
  const found =
    document.content === 'mock'
      ? [...document.syntaxProblems, ...mockProblems(located, workspace)]
      : document.content === 'config'
        ? configProblems(located, workspace)
        : document.content === 'test'
          ? testProblems(located, workspace)
          : [...analyser.analyse(document, options), ...(document.content === 'template' ? templateProblems(located, workspace) : [])]
  const told = document.format === 'hcl' || document.rendered ? onceForLoops(found) : found
  return withLevels(told, levels).sort((a, b) => a.offset - b.offset)
}

/** What a loop of Terraform repeats has its place in the first round, and none in the others: the same is told once. */
function onceForLoops(problems: readonly Problem[]): readonly Problem[] {
  const keyOf = ({ code, message }: Problem) => `${code} ${message}`
  const told = new Set(problems.filter(({ length }) => length > 0).map(keyOf))
  return problems.filter((problem) => {
    const isNew = problem.length > 0 || !told.has(keyOf(problem))
    told.add(keyOf(problem))
    return isNew
  })
}
