import { Lines } from '../../core/base/lines'
import type { RunProblem } from '../../core/run/prepare'
import { errors } from '../errors'
import { placeText, type SourceFile } from './documents'

/** Paths of the files that a launch names. */
interface NamedFiles {
  readonly input: string | undefined
  readonly mockConfig: string | undefined
}

/** What is said of a launch that is refused. */
export function refusal(problems: readonly RunProblem[], source: SourceFile, files: NamedFiles): Error {
  const problem = problems[0]!
  switch (problem.code) {
    case 'fault':
      return errors.definition(faults(problems, source))
    case 'noMachine': {
      const { definitions, template } = source.document
      return errors.whichDefinition(source.path, problem.message, definitions.length + (template?.files.length ?? 0) > 1)
    }
    case 'wrongMocks':
      return errors.mock(`${files.mockConfig}: ${problem.message}`)
    case 'notTime':
      return errors.attribute('startTime', problem.message)
    case 'alone':
      return problem.role === 'testCase'
        ? errors.attribute('testCase', 'needs "mockConfig", the file that it is in, also in stepthrough.json')
        : errors.attribute('mockConfig', 'needs "testCase", a test case in it')
    case 'notJson': {
      const file = files[problem.role]
      const { line, character } = new Lines(problem.text).position(problem.offset)
      const what = problem.role === 'mockConfig' ? 'mock file' : file === undefined ? 'input' : 'input file'
      return errors.notJson(what, `${file === undefined ? '' : `${file}:`}${line + 1}:${character + 1} `, problem.message)
    }
  }
}

/** A definition with errors does not run: the service would not have taken it. */
function faults(problems: readonly RunProblem[], source: SourceFile): string {
  const all = problems.flatMap((problem) => (problem.code === 'fault' ? [`${placeText(source, problem)} ${problem.message}`] : []))
  const shown = all.slice(0, 3)
  if (all.length > shown.length) shown.push(`and ${all.length - shown.length} more`)
  return shown.join('\n')
}
