import { type Json, type JsonObject, setMember } from '../base/json'
import { Failure } from '../expressions/evaluation/failure'
import { PatternExceeded } from '../expressions/paths/patternMeter'
import type { ExpressionProblem } from '../expressions/paths/scanner'
import type { QueryLanguage } from '../model/machine'
import { compileTerm } from './compile'
import { compileJsonataTerm, jsonataProblems } from './jsonata'
import { parseTerm } from './parse'
import type { Find, Subject } from './subject'

/** A text that a person has written for a state: the condition of a breakpoint, a part of a log message, a watch. */
export interface Condition {
  /** What keeps it from being evaluated; offsets count from the beginning of the text, `{%` included. Empty: it can be. */
  readonly problems: readonly ExpressionProblem[]
  /** Never throws. Where there are problems, a Failure with the first of them (States.Runtime). */
  readonly evaluate: Find
}

/** `{% ... %}`, with or without white space around. */
const jsonataField = /^(\s*\{%)([\s\S]*)%\}\s*$/

/**
 * Compiles a text once, in the language of the state that it is evaluated in: the grammar of `parse.ts` in a JSONPath state, JSONata in a
 * JSONata state. `{% %}` is JSONata in both, as it is nothing else in either.
 */
export function compileCondition(text: string, language: QueryLanguage): Condition {
  const field = jsonataField.exec(text)
  if (field !== null) return jsonataCondition(field[2]!, field[1]!.length)
  if (language === 'JSONata') return jsonataCondition(text, 0)
  const { term, problems } = parseTerm(text)
  const errors = problems.filter(({ severity }) => severity === 'error')
  return errors.length > 0 || term === undefined ? broken(errors) : { problems: [], evaluate: withStates(compileTerm(term)) }
}

function jsonataCondition(text: string, offset: number): Condition {
  const problems = jsonataProblems(text).map((problem) => ({ ...problem, offset: problem.offset + offset }))
  return problems.length > 0 ? broken(problems) : { problems: [], evaluate: shallow(compileJsonataTerm(text)) }
}

const broken = (problems: readonly ExpressionProblem[]): Condition => ({
  problems,
  evaluate: () => new Failure('States.Runtime', problems[0]?.message ?? 'There is no expression'),
})

/** `$states.input` and its like are paths too: nobody has a variable of that name, and a person need not know which language a state has. */
function withStates(find: Find): Find {
  return shallow((subject) => find({ ...subject, scope: { ...subject.scope, variables: variablesOf(subject) } }))
}

function variablesOf({ input, scope }: Subject): JsonObject {
  const { variables, context, result, errorOutput } = scope
  const states: Record<string, Json> = { input, context }
  if (result !== undefined) states.result = result
  if (errorOutput !== undefined) states.errorOutput = errorOutput
  const all: Record<string, Json> = Object.create(null)
  for (const [name, value] of Object.entries(variables)) setMember(all, name, value)
  all.states = states
  return all
}

/** A value nested deeper than the stack is an answer too. */
function shallow(find: Find): Find {
  return (subject) => {
    try {
      return find(subject)
    } catch (error) {
      if (error instanceof PatternExceeded) return new Failure('States.Runtime', `${error.message}.`)
      if (error instanceof RangeError) return new Failure('States.Runtime', 'The value is nested too deep for this expression.')
      throw error
    }
  }
}

/** The first problem in a sentence without its stop, with its column (from 1): "Write == to compare (column 5)". Undefined for none. */
export const problemText = ([problem]: readonly ExpressionProblem[]): string | undefined =>
  problem && `${problem.message} (column ${problem.offset + 1})`
