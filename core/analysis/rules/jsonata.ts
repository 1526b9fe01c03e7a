import { statesNames } from '../../aws/contextObject'
import { nearest } from '../../base/nearest'
import type { Range } from '../../base/range'
import { jsonataBody } from '../../expressions/jsonata/body'
import type { StatesReference } from '../../expressions/jsonata/parse'
import { jsonataFunctions } from '../../expressions/jsonata/table'
import { isFlowHolder, rowNamed } from '../../model/dataflow'
import { rangeOf } from '../../syntax/strings'
import type { ExpressionReader } from '../expressionReader'
import type { Expression, Literal } from '../expressions'
import { type Report, type Rule, rules } from '../rule'
import { shown } from '../shown'
import { readsLikeExpression } from './forgotten'
import { looksEvaluated, reportContext } from './paths'

/** Rules about the strings of JSONata states. */
export const jsonataRules = rules({
  INVALID_JSONATA_EXPRESSION: {
    severity: 'error',
    sentence: 'The text between {% and %} is a JSONata expression.',
    source: 'ASL specification, Expressions (JSONata)',
    aws: 'INVALID_JSONATA_EXPRESSION',
  },
  UNSUPPORTED_JSONATA_EXPRESSION: {
    severity: 'error',
    sentence: 'An expression begins with $states or a variable: there is no $$, and no $ or field name at the top level.',
    source: 'ASL specification, JSONata Restrictions',
    aws: 'UNSUPPORTED_JSONATA_EXPRESSION',
  },
  UNSUPPORTED_JSONATA_FUNCTION: {
    severity: 'error',
    runs: true,
    sentence: '$eval is not used: on AWS a state that calls it fails with States.QueryEvaluationError. $parse reads a JSON text.',
    source: 'AWS Step Functions Developer Guide, JSONata functions provided by Step Functions; measured: the definition runs',
  },
  UNKNOWN_STATES_FIELD: {
    severity: 'error',
    sentence: '$states has input and context everywhere, result where a Task, Parallel or Map has one, and errorOutput in a Catcher.',
    source: 'ASL specification, Reserved "states" Variable with JSONata',
    aws: 'UNSUPPORTED_JSONATA_EXPRESSION',
  },
  UNKNOWN_JSONATA_FUNCTION: {
    severity: 'warning',
    sentence: 'A function that is called is one of JSONata, one that AWS adds, or one that the expression defines.',
    source: 'good practice; docs.jsonata.org; AWS Step Functions Developer Guide, JSONata functions provided by Step Functions',
  },
  JSONATA_ARITY: {
    severity: 'warning',
    sentence: 'A JSONata function gets as many arguments as it takes.',
    source: 'good practice; docs.jsonata.org',
  },
  JSONATA_DELIMITERS: {
    severity: 'warning',
    sentence:
      'An expression begins with {% and ends with %}, with nothing around them; any other text is taken as it is, also one that reads like an expression.',
    source: 'good practice; ASL specification, Expressions (JSONata)',
  },
  JSONPATH_IN_JSONATA: {
    severity: 'warning',
    sentence: 'A JSONata state has no paths, no intrinsic functions and no fields whose name ends in ".$": they stay texts.',
    source: 'good practice; ASL specification, Expressions (JSONata)',
  },
})

const ruleOf: Readonly<Record<string, Rule>> = {
  context: jsonataRules.UNSUPPORTED_JSONATA_EXPRESSION,
  root: jsonataRules.UNSUPPORTED_JSONATA_EXPRESSION,
  'bare-name': jsonataRules.UNSUPPORTED_JSONATA_EXPRESSION,
  intrinsic: jsonataRules.UNSUPPORTED_JSONATA_EXPRESSION,
  eval: jsonataRules.UNSUPPORTED_JSONATA_FUNCTION,
  'unknown-function': jsonataRules.UNKNOWN_JSONATA_FUNCTION,
  arity: jsonataRules.JSONATA_ARITY,
}

/** A `{% %}` string of a JSONata state. */
export function checkJsonataExpression(expression: Expression, reader: ExpressionReader, report: Report): void {
  const { node, member } = expression
  const body = jsonataBody(node.value)
  if (node.substitutions || !body) return
  const { problems, states } = reader.jsonata(body.text)
  const at = ({ offset, length }: Range) => rangeOf(node, offset + body.offset, length)
  for (const problem of problems) {
    const rule = ruleOf[problem.code] ?? jsonataRules.INVALID_JSONATA_EXPRESSION
    const text = body.text.slice(problem.offset, problem.offset + problem.length)
    const awsMessage =
      rule === jsonataRules.UNSUPPORTED_JSONATA_EXPRESSION ? `Reference to '${text}' at the top level is not supported.` : problem.message
    const suggestion = rule === jsonataRules.UNKNOWN_JSONATA_FUNCTION ? nearest(text.slice(1), functionNames) : undefined
    const instead = rule === jsonataRules.UNSUPPORTED_JSONATA_FUNCTION ? 'parse' : suggestion
    const hint = suggestion === undefined ? '' : `. Did you mean '$${suggestion}'?`
    report(rule, at(problem), problem.message + hint, {
      awsMessage,
      location: member ?? node,
      data: { code: problem.code, suggestion: instead && `$${instead}` },
    })
  }
  for (const { path } of states) checkStates(path, at, expression, report)
}

const functionNames = jsonataFunctions.map(({ name }) => name)

/** Where each member of $states is there. Source: ASL specification, Reserved "states" Variable with JSONata. */
function isAvailable(name: string, { holder, field }: Expression): boolean {
  if (name !== 'result' && name !== 'errorOutput') return true
  return isFlowHolder(holder.kind) && rowNamed(holder.kind, 'JSONata', field.name)?.sees === name
}

function checkStates(names: StatesReference['path'], at: (range: Range) => Range, expression: Expression, report: Report): void {
  const [first, ...rest] = names
  if (!first) return
  const { name } = first
  const location = expression.member ?? expression.node
  const awsMessage = `Field '$states.${name}' does not exist.`
  if (!statesNames.includes(name)) {
    const suggestion = nearest(name, statesNames)
    report(jsonataRules.UNKNOWN_STATES_FIELD, at(first), suggestion ? `${awsMessage} Did you mean '${suggestion}'?` : awsMessage, {
      awsMessage,
      location,
      data: { suggestion },
    })
  } else if (!isAvailable(name, expression)) {
    const where = name === 'result' ? 'only in Output and Assign of a Task, Parallel or Map' : "only in a Catcher's Output and Assign"
    report(jsonataRules.UNKNOWN_STATES_FIELD, at(first), `${awsMessage} It is there ${where}.`, { awsMessage, location })
  } else if (name === 'context') {
    reportContext(
      rest.map((each) => each.name),
      (i) => at(rest[i]!),
      expression.holder,
      expression.field.name,
      report,
    )
  }
}

/** Fields that take a text of any kind; that another field's text is none of its values is an error of its own. */
const freeText: ReadonlySet<string> = new Set(['template', 'variables', 'string', 'json'])

/** Reports a text that reads like an expression without its delimiters. */
export const reportForgotten = ({ node }: Literal, report: Report): void =>
  report(
    jsonataRules.JSONATA_DELIMITERS,
    node,
    `'${shown(node.value)}' reads like an expression, but is a text without {% and %} around it`,
  )

/** Any other text of a JSONata state. True: it may be an expression, if there are variables of its names. */
export function checkJsonataLiteral(literal: Literal, report: Report): boolean {
  const { node, member, field } = literal
  if (node.substitutions) return false
  const { value } = node
  const text = value.trim()
  if (text.startsWith('{%') !== text.endsWith('%}') || (text !== value && text.startsWith('{%'))) {
    report(jsonataRules.JSONATA_DELIMITERS, node, `'${shown(value)}' is no expression: an expression begins with '{%' and ends with '%}'`)
  } else if (looksEvaluated(value) || (member?.key.value.endsWith('.$') && member.value === node)) {
    report(jsonataRules.JSONPATH_IN_JSONATA, node, `'${shown(value)}' stays a text: a JSONata state evaluates {% %} expressions only`, {
      data: { text: value },
    })
  } else if (freeText.has(field.value.kind)) {
    const forgotten = readsLikeExpression(text)
    if (forgotten) reportForgotten(literal, report)
    return forgotten === undefined
  }
  return false
}
