import type { Problem } from '../base/problem'
import type { AslDocument, Definition } from '../model/document'
import { contains } from '../syntax/walk'
import { type Analyser, createAnalyser } from './analyse'
import { isRefused } from './refused'

/** The errors of a definition, in the order of its text: with one it does not run, as the service would not have taken it. */
export const launchFaults = (
  document: AslDocument,
  { range }: Pick<Definition, 'range'>,
  analyser: Analyser = createAnalyser(),
): readonly Problem[] => analyser.analyse(document).filter((problem) => isRefused(problem) && contains(range, problem.offset))
