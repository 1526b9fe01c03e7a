import type { Problem } from '../base/problem'
import type { AslDocument, Definition } from '../model/document'
import { contains } from '../syntax/walk'
import { type AnalyseOptions, type Analyser, createAnalyser } from './analyse'
import { isRefused } from './refused'

/**
 * The errors of a definition, in the order of its text: with one it does not run, as the service would not have taken it. Without a definition,
 * what keeps the document from being read.
 */
export function launchFaults(
  document: AslDocument,
  definition: Pick<Definition, 'range'> | undefined,
  options: AnalyseOptions = {},
  analyser: Analyser = createAnalyser(),
): readonly Problem[] {
  if (definition === undefined) return document.syntaxProblems.filter(isRefused)
  return analyser.analyse(document, options).filter((problem) => isRefused(problem) && contains(definition.range, problem.offset))
}
