import { statesNames } from '../../aws/contextObject'
import { parseJsonata } from '../../expressions/jsonata/parse'
import { jsonataFunctionNamed } from '../../expressions/jsonata/table'

/**
 * Whether a text can only have been meant as an expression: all of it is one, and it reads $states, calls a function of JSONata, or reads
 * variables, each of which `isVariable`. Undefined: it reads variables, and whether there are such is not known yet.
 */
export function readsLikeExpression(text: string, isVariable?: (name: string) => boolean): boolean | undefined {
  if (!text.includes('$') || text.length > longestGuess) return false
  const { problems, variables, calls, states } = parseJsonata(text)
  if (problems.length > 0) return false
  if (states.some(({ path }) => path.length === 0 || statesNames.includes(path[0]!.name))) return true
  if (calls.some(({ name, local }) => !local && jsonataFunctionNamed(name) !== undefined)) return true
  const read = variables.filter(({ local, binding, builtin }) => !local && !binding && !builtin)
  if (read.length === 0) return false
  return isVariable === undefined ? undefined : read.every(({ name }) => isVariable(name))
}

/** Nobody forgets the delimiters around a whole program. */
const longestGuess = 2000
