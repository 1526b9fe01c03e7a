import { Lines } from '../core/base/lines'
import type { Given, RunProblem } from '../core/run/prepare'
import { placeText, type SourceFile } from './documents'
import { errors } from './errors'

/** The path of a file that a launch names. */
export type Near = (file: string) => string

interface JsonTexts<T> {
  readonly input: T | undefined
  readonly mockConfig: T | undefined
}

/** What is said of a launch that is refused. A definition with errors does not run: the service would not have taken it. */
export function refusal(
  problems: readonly RunProblem[],
  source: SourceFile,
  given: JsonTexts<Given>,
  files: JsonTexts<string>,
  near: Near,
): Error {
  const problem = problems[0]!
  const { message } = problem
  if (problem.code === 'fault') {
    const faults = problems.filter(({ code }) => code === 'fault')
    const shown = faults.slice(0, 3).map((fault) => `${placeText(source, fault as typeof problem)} ${fault.message}`)
    if (faults.length > shown.length) shown.push(`and ${faults.length - shown.length} more`)
    return errors.definition(shown.join('\n'))
  }
  if (problem.code === 'noMachine') {
    const { definitions, template } = source.document
    return errors.whichDefinition(source.path, message, definitions.length + (template?.files.length ?? 0) > 1)
  }
  if (problem.code === 'wrongMocks') return errors.mock(`${near(files.mockConfig!)}: ${message}`)
  if (problem.code === 'notTime') return errors.attribute('startTime', message)
  if (problem.code === 'alone')
    return problem.role === 'testCase'
      ? errors.attribute('testCase', 'needs "mockConfig", the file that it is in')
      : errors.attribute('mockConfig', 'needs "testCase", a test case in it')
  const file = files[problem.role]
  const { line, character } = new Lines((given[problem.role] as { text: string }).text).position(problem.offset)
  const what = problem.role === 'mockConfig' ? 'mock file' : file === undefined ? 'input' : 'input file'
  return errors.notJson(what, `${file === undefined ? '' : `${near(file)}:`}${line + 1}:${character + 1} `, message)
}
