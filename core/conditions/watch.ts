import { member } from '../base/json'
import { Failure } from '../expressions/evaluation/failure'
import { isIntrinsic } from '../expressions/intrinsics/parse'
import { type Language, languages } from '../expressions/language'
import { isDefinite, type Path } from '../expressions/paths/parse'
import { type Condition, compileCondition } from './condition'
import { parseTerm } from './parse'
import type { Find, Subject } from './subject'

/** A text that a person asks the value of, where a state stands: a watch, a line of the console, what the mouse is on. */
interface Watch {
  /** The language that reads it. */
  readonly language: Language
  /** Never throws. A failure where it is no expression. */
  readonly evaluate: Find
  /** Why it gives nothing, where that is worth saying: a place may be misspelt. A sentence without its full stop. */
  readonly missing: (subject: Subject) => string | undefined
}

/**
 * The name of a state that a text may be, with or without quotes; undefined for what is an expression. Whether there is such a state is not
 * asked.
 */
export function stateNameIn(text: string): string | undefined {
  const trimmed = text.trim()
  return isField(trimmed) || trimmed.startsWith('$') ? undefined : (/^"(.*)"$/s.exec(trimmed)?.[1] ?? trimmed)
}

const isField = (text: string): boolean => text.startsWith('{%')
const { JSONPath, JSONata } = languages
const never = () => undefined

/**
 * In the order in which a text is tried: `{% %}`; where the state's language is JSONPath, what a condition may be there (paths, comparisons, intrinsic
 * functions); the bare name of a variable; JSONata.
 */
export function compileWatch(text: string, language: Language): Watch {
  const expression = text.trim()
  const inPath = language === JSONPath
  if (!isField(expression) && (inPath || isIntrinsic(expression))) {
    const condition = compileCondition(expression, JSONPath.name)
    const [problem] = condition.problems
    if (problem === undefined) return { language: JSONPath, evaluate: condition.evaluate, missing: missingIn(expression) }
    if (isIntrinsic(expression) || /[=!]=|&&|\|\|/.test(expression)) return refused(JSONPath, problem.message)
  }
  const watch = jsonataWatch(compileCondition(expression, JSONata.name), inPath)
  if (!/^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(expression)) return watch
  return { ...watch, evaluate: (subject) => member(subject.scope.variables, expression) ?? watch.evaluate(subject) }
}

function jsonataWatch({ problems: [problem], evaluate }: Condition, inPath: boolean): Watch {
  if (problem === undefined) return { language: JSONata, evaluate, missing: never }
  const isPath = problem.code === 'root' && inPath
  return refused(JSONata, isPath ? 'In JSONata $$ is not the context object: write $states.context' : problem.message)
}

const refused = (language: Language, message: string): Watch => {
  const failure = new Failure('States.Runtime', message)
  return { language, evaluate: () => failure, missing: never }
}

function missingIn(text: string): Watch['missing'] {
  const { term } = parseTerm(text)
  if (term?.kind === 'call') return () => `A path in ${text} finds nothing`
  if (term?.kind !== 'path' || !isDefinite(term.path)) return never
  const { path } = term
  return ({ scope }) => missingPath(path, scope.variables)
}

function missingPath({ root, text }: Path, variables: Subject['scope']['variables']): string {
  if (root.kind === 'variable' && root.name !== 'states' && !Object.hasOwn(variables, root.name))
    return `There is no variable $${root.name}`
  return `${text} finds nothing`
}

/** Whether a text may read data, as it has a `$` somewhere: what gives nothing then has found none. */
export const readsData = (text: string): boolean => text.includes('$')
