import { nearest } from '../../base/nearest'
import { type Call, type IntrinsicExpression, isIntrinsic, parseIntrinsic } from '../../expressions/intrinsics/parse'
import { intrinsics } from '../../expressions/intrinsics/table'
import { isDelimited } from '../../expressions/jsonata/body'
import { pathFunctions } from '../../expressions/paths/functions'
import { isReferencePath, type Path, parsePath } from '../../expressions/paths/parse'
import type { ExpressionProblem } from '../../expressions/paths/scanner'
import { rowNamed } from '../../model/dataflow'
import { fields } from '../../model/fields'
import type { Member, ObjectNode, StringNode } from '../../syntax/node'
import { rangeOf } from '../../syntax/strings'
import { contextProblem } from '../contextObject'
import type { ExpressionReader } from '../expressionReader'
import type { Expression, Holder, Literal } from '../expressions'
import { type More, type Report, type Rule, rules } from '../rule'
import { shown, shownValue } from '../shown'
import { pathsOfCall } from '../variableReads'
import { seesMapItem } from '../variables'

/** Rules about paths, payload templates and intrinsic functions, which JSONPath states have. */
export const pathRules = rules({
  INVALID_PATH: {
    severity: 'error',
    sentence: 'A path is well-formed JSONPath that begins with $.',
    source: 'ASL specification, Paths',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  NOT_A_REFERENCE_PATH: {
    severity: 'error',
    sentence: 'A Reference Path names one place: no wildcards, slices, filters or "..".',
    source: 'ASL specification, Reference Paths',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  RESULT_PATH_OUTSIDE_INPUT: {
    severity: 'error',
    sentence: 'ResultPath leads into the input: not into the context object, and not into a variable.',
    source: 'ASL specification, Input and Output Processing with JSONPath; State Machine Variables',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  INVALID_TEMPLATE_VALUE: {
    severity: 'error',
    sentence: 'The value of a field whose name ends in ".$" is a path or a call of an intrinsic function.',
    source: 'ASL specification, Payload Template',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  DUPLICATE_TEMPLATE_FIELD: {
    severity: 'error',
    sentence: 'A payload template has no two fields of one name once ".$" is taken off.',
    source: 'ASL specification, Payload Template',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  INVALID_INTRINSIC_CALL: {
    severity: 'error',
    sentence:
      'A call of an intrinsic function is well-formed: parentheses and quotes are closed, and reserved characters in a text are escaped.',
    source: 'ASL specification, Intrinsic Functions',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  UNKNOWN_INTRINSIC_FUNCTION: {
    severity: 'error',
    sentence: 'An intrinsic function is one that ASL defines, in the same upper and lower case.',
    source: 'ASL specification, Appendix B: List of JSONPath Intrinsic Functions',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  INTRINSIC_ARITY: {
    severity: 'error',
    sentence: 'An intrinsic function gets as many arguments as it takes.',
    source: 'ASL specification, Appendix B: List of JSONPath Intrinsic Functions',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  INTRINSIC_ARGUMENT: {
    severity: 'error',
    sentence: 'The arguments of an intrinsic function have the types and values that it takes.',
    source: 'ASL specification, Appendix B: List of JSONPath Intrinsic Functions',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  INTRINSIC_NESTING: {
    severity: 'error',
    sentence: 'Calls of intrinsic functions are nested at most 10 deep.',
    source: 'AWS Step Functions Developer Guide, Intrinsic functions',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  INTRINSIC_RESULT: {
    severity: 'error',
    sentence: 'The intrinsic function in ErrorPath or CausePath gives a string.',
    source: 'ASL specification, Fail State',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  NO_DOLLAR: {
    severity: 'warning',
    sentence:
      'A value that looks like a path or a call of an intrinsic function stands in a field whose name ends in ".$", or else it stays a text.',
    source: 'AWS: NO_DOLLAR; ASL specification, Payload Template',
    aws: 'NO_DOLLAR',
  },
  JSONATA_IN_JSONPATH: {
    severity: 'warning',
    sentence: 'A {% %} expression stands in a JSONata state: in a JSONPath state it stays a text.',
    source: 'good practice; ASL specification, Query Languages',
  },
  NO_PATH: {
    severity: 'warning',
    sentence: 'A value that looks like a path stands in a field whose name ends in "Path", or else it stays a text.',
    source: 'AWS: NO_PATH; ASL specification, Paths',
    aws: 'NO_PATH',
  },
  PASS_RESULT_IS_STATIC: {
    severity: 'warning',
    sentence: 'The Result of a Pass state is taken as it is: paths in it are not evaluated. Parameters evaluates them.',
    source: 'AWS: PASS_RESULT_IS_STATIC; ASL specification, Payload Template',
    aws: 'PASS_RESULT_IS_STATIC',
  },
  UNKNOWN_CONTEXT_FIELD: {
    severity: 'warning',
    sentence: 'A path into the context object names a field that it has.',
    source: 'good practice; AWS Step Functions Developer Guide, Accessing execution data from the Context object',
  },
  NEGATIVE_INDEX: {
    severity: 'hint',
    sentence: 'A path counts from the end of a list with [(@.length-1)]: with [-1] it was seen to find nothing on AWS.',
    source: 'one report of a user (zenn.dev/sotaro8181); no recording decides it',
  },
  MAP_CONTEXT_OUTSIDE_MAP: {
    severity: 'warning',
    sentence: "The context object's Map.Item is there in a Map state's ItemSelector and in the states of an inline Map's iteration.",
    source: 'good practice; AWS Step Functions Developer Guide, Accessing execution data from the Context object',
  },
})

const ruleOf: Readonly<Record<string, Rule>> = {
  'unknown-function': pathRules.UNKNOWN_INTRINSIC_FUNCTION,
  arity: pathRules.INTRINSIC_ARITY,
  'argument-type': pathRules.INTRINSIC_ARGUMENT,
  placeholders: pathRules.INTRINSIC_ARGUMENT,
  nesting: pathRules.INTRINSIC_NESTING,
}

/** A path, or the value of a `.$` field, in a JSONPath state. What is a plain path needs no check. */
export function checkPathExpression(expression: Expression, reader: ExpressionReader, report: Report): void {
  const { node, kind, field } = expression
  // what a substitution leaves behind can only be told after the deployment
  if (node.substitutions) return
  const { value } = node
  if (kind === 'template' && isIntrinsic(value)) {
    const parsed = reader.call(value)
    reportProblems(parsed.problems, expression, pathRules.INVALID_INTRINSIC_CALL, report)
    reportBraces(parsed, expression, report)
    if (parsed.call && field.value.kind !== 'template' && field.value.kind !== 'variables')
      checkReturnsText(parsed.call, expression, report)
    for (const path of pathsOfCall(parsed.call)) {
      checkContext(path, expression, report)
      checkIndices(path, expression, report)
    }
    return
  }
  const inTemplate = field.value.kind === 'template' || field.value.kind === 'variables'
  if (!value.startsWith('$')) {
    const rule = inTemplate ? pathRules.INVALID_TEMPLATE_VALUE : pathRules.INVALID_PATH
    const what =
      kind === 'template'
        ? 'a valid JSONPath or a valid intrinsic function call'
        : kind === 'referencePath'
          ? 'a Reference Path'
          : 'a valid JSONPath'
    const name = expression.member?.key.value ?? field.name
    const suggestion = kind === 'template' ? misspeltCall(value) : undefined
    const hint = suggestion === undefined ? '' : `. Did you mean '${shown(suggestion)}'?`
    report(rule, node, `The value for the field '${name}' must be ${what}, not '${shown(value)}'${hint}`, {
      ...awsOf(expression),
      data: { suggestion },
    })
    return
  }
  const path = reader.path(value)
  const broken = reportProblems(path.problems, expression, pathRules.INVALID_PATH, report)
  if (!broken && field.name === 'ResultPath') checkResultPath(path, node, report)
  if (!broken && field.value.kind === 'referencePath' && !isReferencePath(path)) {
    report(
      pathRules.NOT_A_REFERENCE_PATH,
      node,
      `${field.name} must be a Reference Path, which names a single place: '${shown(value)}' can name several`,
      awsOf(expression),
    )
  }
  checkContext(path, expression, report)
  checkIndices(path, expression, report)
}

function checkIndices({ segments }: Path, { node }: Expression, report: Report): void {
  for (const segment of segments)
    if (segment.kind === 'index' && segment.index < 0 && !segment.script) {
      const message = `On AWS [${segment.index}] was seen to find nothing: [(@.length${segment.index})] counts from the end`
      report(pathRules.NEGATIVE_INDEX, rangeOf(node, segment.offset, segment.length), message)
    }
}

/** Where AWS places it: at the object that holds a `.$` field, at the field itself otherwise. */
function awsOf({ member, field }: Expression): More {
  if (field.value.kind !== 'template' && field.value.kind !== 'variables')
    return { awsMessage: 'Value is not a valid JSONPath', location: member! }
  const name = member?.key.value ?? field.name
  return {
    awsMessage: `The value for the field '${name}' must be a valid JSONPath or a valid intrinsic function call`,
    location: member?.parent ?? null,
  }
}

function reportProblems(problems: readonly ExpressionProblem[], expression: Expression, fallback: Rule, report: Report): boolean {
  for (const problem of problems) {
    if (problem.severity === 'warning') continue
    const { offset, length, code, message } = problem
    const name = expression.node.value.slice(offset, offset + length)
    const suggestion =
      code !== 'unknown-function' ? undefined : isIntrinsic(name) ? nearestIntrinsic(name) : nearest(name, pathFunctions.keys())
    const hint = suggestion === undefined ? '' : `. Did you mean ${suggestion}?`
    report(ruleOf[code] ?? fallback, rangeOf(expression.node, offset, length), message + hint, {
      ...awsOf(expression),
      data: { code, suggestion },
    })
  }
  return problems.some((problem) => problem.severity === 'error')
}

/** Without the `States.` that all have, so that it makes no two names alike. */
const intrinsicNames = intrinsics.map(({ name }) => name.slice('States.'.length))

function nearestIntrinsic(name: string): string | undefined {
  const found = nearest(name.slice(name.indexOf('.') + 1), intrinsicNames)
  return found && `States.${found}`
}

/** A call whose name does not even begin with `States.`: `states.format('{}', $.a)`. */
function misspeltCall(text: string): string | undefined {
  const [name, prefix] = /^([A-Za-z]+)\.[A-Za-z0-9]+(?=\s*\()/.exec(text) ?? []
  const meant = name !== undefined && nearest(prefix!, ['States']) ? nearestIntrinsic(name) : undefined
  return meant && meant + text.slice(name!.length)
}

/**
 * The specification wants every brace of a text escaped that is not a place of States.Format. In nested calls published workflows
 * that run on AWS have them unescaped: a warning there.
 */
function reportBraces({ problems, call }: IntrinsicExpression, expression: Expression, report: Report): void {
  for (const { code, offset, length, message } of problems) {
    if (code !== 'unescaped-brace') continue
    const nested = call?.arguments.some((each) => each.kind === 'call' && offset >= each.offset && offset < each.offset + each.length)
    report(pathRules.INVALID_INTRINSIC_CALL, rangeOf(expression.node, offset, length), message, {
      ...awsOf(expression),
      ...(nested && { severity: 'warning' }),
      data: { code },
    })
  }
}

function checkResultPath(path: Path, node: StringNode, report: Report): void {
  const { kind } = path.root
  if (kind !== 'context' && kind !== 'variable') return
  const where = kind === 'context' ? 'the context object' : 'a variable'
  const awsMessage = `ResultPath must not lead into ${where}${kind === 'variable' ? '; Assign sets variables' : ''}`
  const message = `ResultPath must not lead into ${where}, as '${shown(node.value)}' does${kind === 'variable' ? '. Assign sets variables.' : ''}`
  report(pathRules.RESULT_PATH_OUTSIDE_INPUT, node, message, { awsMessage })
}

/** The functions that may stand in ErrorPath and CausePath. Source: ASL specification, Fail State; Developer Guide, Fail workflow state. */
const givesText: ReadonlySet<string> = new Set(
  ['Format', 'JsonToString', 'ArrayGetItem', 'Base64Encode', 'Base64Decode', 'Hash', 'UUID'].map((name) => `States.${name}`),
)

function checkReturnsText({ intrinsic, name }: Call, { node, field }: Expression, report: Report): void {
  if (!intrinsic || givesText.has(name)) return
  report(pathRules.INTRINSIC_RESULT, node, `${field.name} needs a string, and ${name} gives none. Use one of ${[...givesText].join(', ')}.`)
}

function checkContext(path: Path, { node, holder, field }: Expression, report: Report): void {
  if (path.root.kind !== 'context') return
  const names = []
  for (const segment of path.segments) {
    if (segment.kind !== 'name') break
    names.push(segment.name)
  }
  reportContext(names, (i) => rangeOf(node, path.segments[i]!.offset, path.segments[i]!.length), holder, field.name, report)
}

/**
 * Checks steps into the context object, from `$$` or `$states.context`. `rangeAt`: where the step of an index in `names` stands in the
 * text.
 */
export function reportContext(
  names: readonly string[],
  rangeAt: (index: number) => { offset: number; length: number },
  holder: Holder,
  field: string,
  report: Report,
): void {
  const problem = contextProblem(names)
  if (problem) {
    const hint = problem.suggestion ? `. Did you mean '${problem.suggestion}'?` : ''
    report(
      pathRules.UNKNOWN_CONTEXT_FIELD,
      rangeAt(problem.index),
      `The context object has no field '${names.slice(0, problem.index + 1).join('.')}'${hint}`,
      {
        data: { suggestion: problem.suggestion },
      },
    )
  } else if (names[0] === 'Map' && names[1] === 'Item' && !isInMap(holder, field)) {
    report(
      pathRules.MAP_CONTEXT_OUTSIDE_MAP,
      rangeAt(0),
      "Map.Item is only there in a Map state's ItemSelector and in the states of an inline Map's iteration",
    )
  }
}

/** Whether an ItemBatcher's BatchInput sees an item is not known: it is not marked. */
const isInMap = ({ kind, state }: Holder, field: string): boolean =>
  (kind === 'Map' && rowNamed(kind, state.queryLanguage, field)?.item) || kind === 'ItemBatcher' || seesMapItem(state.machine)

/** The fields of one object in a payload template. */
export function checkTemplate(node: ObjectNode, report: Report): void {
  let dynamic = false
  for (const member of node.members) {
    if (!member.key.value.endsWith('.$')) continue
    dynamic = true
    const { value } = member
    if (value && value.kind !== 'string' && value.kind !== 'substitution') {
      const awsMessage = `The value for the field '${member.key.value}' must be a valid JSONPath or a valid intrinsic function call`
      const message = `${awsMessage}, not ${shownValue(value)}`
      report(pathRules.INVALID_TEMPLATE_VALUE, value.length > 0 ? value : member.key, message, { location: node, awsMessage })
    }
  }
  if (dynamic) checkTwins(node, report)
}

function checkTwins(node: ObjectNode, report: Report): void {
  const names = new Map<string, Member>()
  for (const member of node.members) {
    const key = member.key.value
    const name = key.endsWith('.$') ? key.slice(0, -2) : key
    const first = names.get(name)
    if (!first) names.set(name, member)
    else if (first.key.value !== key) {
      report(pathRules.DUPLICATE_TEMPLATE_FIELD, member.key, `Without '.$' there are two fields '${name}'`, {
        related: [{ offset: first.key.offset, length: first.key.length, message: 'The first is here.' }],
        location: node,
      })
    }
  }
}

const pathLike = /^\$(?:\$?(?:$|[.[]))/

/**
 * Whether somebody who wrote this text meant a path or a call: it is a well-formed path into the input or the context object, or calls a
 * function that there is.
 */
export const looksEvaluated = (text: string): boolean => (pathLike.test(text) && parsePath(text).problems.length === 0) || isCall(text)

const isCall = (text: string): boolean => {
  if (!isIntrinsic(text) || !text.includes('(')) return false
  return parseIntrinsic(text).call?.intrinsic !== undefined
}

/** A text of a payload template in a field without `.$`. */
export function checkLiteral({ node, member, field }: Literal, report: Report): void {
  if (isDelimited(node.value))
    report(pathRules.JSONATA_IN_JSONPATH, node, `'${shown(node.value)}' stays a text: a JSONPath state evaluates no {% %} expressions`)
  if (!looksEvaluated(node.value) || node.substitutions) return
  const name = member?.key.value ?? field.name
  const what = isIntrinsic(node.value) ? 'an intrinsic function call' : 'a path'
  report(
    pathRules.NO_DOLLAR,
    node,
    `'${shown(node.value)}' looks like ${what}, but the name '${name}' does not end in '.$', so it stays a text`,
    {
      awsMessage: `The value of '${name}' looks like ${what}, but the field's name does not end in '.$', so it stays a text`,
      data: { member: name },
      location: member ?? null,
    },
  )
}

/** The fields that take a plain value, and have a twin that takes a path. */
const hasPathTwin: ReadonlySet<string> = new Set(fields.map(({ name }) => name).filter((name, _i, names) => names.includes(`${name}Path`)))

/** A text in a field that takes no path, but has a twin that does. */
export function checkPathTwin(member: Member, report: Report): void {
  const name = member.key.value
  if (member.value?.kind !== 'string' || !hasPathTwin.has(name)) return
  if (pathLike.test(member.value.value))
    report(
      pathRules.NO_PATH,
      member.value,
      `'${shown(member.value.value)}' looks like a path, but the field is '${name}' and not '${name}Path'`,
      {
        awsMessage: `The value looks like a path, but the field is '${name}' and not '${name}Path'`,
        data: { suggestion: `${name}Path` },
      },
    )
}
