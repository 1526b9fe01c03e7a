import type { Json } from '../../base/json'
import type { Argument, Call, Literal } from '../../expressions/intrinsics/parse'
import { isIntrinsic, parseIntrinsic } from '../../expressions/intrinsics/parse'
import { atom } from '../../expressions/jsonata/atom'
import { languages } from '../../expressions/language'
import { type Operand, type Path, parsePath, type Segment, type Test } from '../../expressions/paths/parse'

/** What JSONata cannot say, or not in the same sense. Thrown within this folder only. */
export class Unconvertible {
  constructor(
    readonly reason: string,
    /** The name of the state that it is in, where that is known. */
    readonly state?: string,
  ) {}
}

/**
 * What `$` stands for in the JSONata expression that is made: `$states.input`, `$states.result`, or an expression for what is left of
 * them after InputPath or ResultSelector.
 */
export type Base = string

/**
 * A `.$` value, ErrorPath or CausePath, which is a path or an intrinsic call, as a JSONata expression without the delimiters. Throws
 * Unconvertible, also where the text is neither.
 */
export function convertExpression(text: string, base: Base): string {
  if (isIntrinsic(text)) {
    const { call, problems } = parseIntrinsic(text)
    const problem = problems.find((p) => p.severity === 'error')
    if (!call || problem) throw new Unconvertible(`${text}: ${problem?.message ?? 'no call'}`)
    return convertCall(call, base)
  }
  return convertPath(checked(parsePath(text)), base)
}

/** As `convertExpression`, without the throw: undefined where JSONata cannot say it. */
export function convertible(text: string, base: Base): string | undefined {
  try {
    return convertExpression(text, base)
  } catch (error) {
    if (error instanceof Unconvertible) return undefined
    throw error
  }
}

/**
 * A JSONPath alone, as of InputPath or Variable, as a JSONata expression without the delimiters. Throws Unconvertible, also where the text
 * is no path.
 */
export const convertPathText = (text: string, base: Base): string => convertPath(checked(parsePath(text)), base)

function checked(path: Path): Path {
  const problem = path.problems.find((p) => p.severity === 'error')
  if (problem) throw new Unconvertible(`${path.text}: ${problem.message}`)
  return path
}

function convertPath(path: Path, base: Base): string {
  const root = path.root.kind === 'context' ? '$states.context' : path.root.kind === 'variable' ? `$${path.root.name}` : base
  return convertSegments(path.segments, root, base, path.text)
}

function convertSegments(segments: readonly Segment[], root: string, base: Base, text: string): string {
  let expression = segments.length > 0 ? atom(root) : root
  let list = false
  /** Steps into each item of a list. A path of JSONata would make one list of the lists that they find. */
  let each = ''
  for (const segment of segments) {
    if (segment.kind === 'name' || segment.kind === 'index') {
      const step = segment.kind === 'name' ? `.${fieldName(segment.name)}` : `[${segment.index}]`
      if (list) each += step
      else expression += step
      continue
    }
    if (each !== '') {
      // what follows makes one list of them in JSONPath, too
      if (segment.kind !== 'wildcard' && segment.kind !== 'filter')
        throw new Unconvertible(`${text}: ${segment.kind} in each item of a list`)
      expression += each
      each = ''
    } else if (list && segment.kind !== 'function') throw new Unconvertible(`${text}: ${segment.kind} in each item of a list`)
    switch (segment.kind) {
      case 'names':
        // Each name repeats what is before it, so that a few unions after each other would fill the memory.
        if (expression.length * segment.names.length > longest) throw new Unconvertible(`${text}: the expression would be too long`)
        expression = `{${segment.names.map((name) => `${JSON.stringify(name)}: ${expression}.${fieldName(name)}`).join(', ')}}`
        break
      case 'wildcard':
        list = true
        break
      case 'slice':
        expression = slice(expression, segment.start, segment.end, text)
        list = true
        break
      case 'indices':
        expression = atIndices(expression, segment.indices)
        list = true
        break
      case 'filter':
        expression += `[${convertTest(segment.test, base)}]`
        list = true
        break
      case 'function':
        if (segment.name !== 'length') throw new Unconvertible(`${text}: JSONata has nothing for ${segment.name}()`)
        expression = `$count(${expression})`
        list = false
        break
      case 'descendants':
        throw new Unconvertible(`${text}: JSONata finds other things with ** than JSONPath with ..`)
    }
  }
  if (each !== '') expression = `$map(${expression}, function($v) { $v${each} })[]`
  // An array constructor keeps a list a list, also with one item or none.
  return list ? `[${expression}]` : expression
}

/** `list[[0, 1]]` of JSONata finds something that is no JSON where there is no list. */
function atIndices(items: string, indices: readonly number[]): string {
  const index = fresh('$i', [items])
  return `$map([${indices.join(', ')}], function(${index}) { ${atom(items)}[${index}] })[]`
}

/** A name that no part of an expression reads. */
function fresh(name: string, parts: readonly string[]): string {
  while (parts.some((part) => part.includes(name))) name += '_'
  return name
}

function slice(list: string, start: number | undefined, end: number | undefined, text: string): string {
  if ((start ?? 0) < 0 || (end ?? 0) < 0) throw new Unconvertible(`${text}: a slice that counts from the end`)
  const tests = [...(start ? [`$i >= ${start}`] : []), ...(end === undefined ? [] : [`$i < ${end}`])]
  return tests.length === 0 ? list : `$filter(${list}, function($v, $i) { ${tests.join(' and ')} })`
}

/** Characters of an expression that somebody could still read. */
const longest = 100_000

/**
 * A name as a step of a JSONata path, without the dot: in backquotes where it is no plain word. Throws Unconvertible for one that no quotes
 * can hold.
 */
export function fieldName(name: string): string {
  const step = languages.JSONata.step(name)
  if (step === undefined) throw new Unconvertible(`JSONata cannot name the member ${name}`)
  return step.slice(1)
}

function convertTest(test: Test, base: Base): string {
  switch (test.kind) {
    case 'and':
    case 'or':
      return test.tests.map((t) => `(${convertTest(t, base)})`).join(` ${test.kind} `)
    case 'not':
      if (test.test.kind === 'exists') {
        const value = convertOperand({ kind: 'path', path: test.test.path }, base)
        return `$not($exists(${value})) or ${value} = null`
      }
      return `$not(${convertTest(test.test, base)})`
    case 'exists':
      return `$exists(${convertOperand({ kind: 'path', path: test.path }, base)})`
    case 'compare':
      return convertComparison(test, base)
  }
}

function convertComparison({ operator, left, right }: Extract<Test, { kind: 'compare' }>, base: Base): string {
  const a = convertOperand(left, base)
  if (right.kind === 'pattern') return `$contains(${a}, ${right.pattern})`
  const b = convertOperand(right, base)
  switch (operator) {
    case '==':
      return `${a} = ${b}`
    case '!=':
      return `$not(${a} = ${b})`
    case 'nin':
      return `$not(${a} in ${b})`
    case '<':
    case '<=':
    case '>':
    case '>=':
    case 'in':
      return `${a} ${operator} ${b}`
    default:
      throw new Unconvertible(`JSONata has nothing for the comparison ${operator}`)
  }
}

function convertOperand(operand: Operand, base: Base): string {
  if (operand.kind === 'literal') return JSON.stringify(operand.value)
  if (operand.kind === 'pattern') throw new Unconvertible('A pattern on the left of a comparison')
  const { path } = operand
  if (path.root.kind !== 'item') return convertPath(path, base)
  const [first, ...rest] = path.segments
  if (first === undefined) return '$'
  return first.kind === 'name'
    ? convertSegments(rest, fieldName(first.name), base, path.text)
    : convertSegments(path.segments, '$', base, path.text)
}

/** How each intrinsic function is said in JSONata; the arguments are converted. */
const calls: Readonly<Record<string, (args: readonly string[], call: Call) => string>> = {
  'States.Format': ([, ...values], call) => format(call.arguments[0], values),
  'States.StringToJson': ([text]) => `$parse(${text})`,
  'States.JsonToString': ([value]) => `$string(${value})`,
  'States.Array': (items, call) => list(items, call.arguments),
  'States.ArrayPartition': ([list, size]) => `$partition(${list}, ${size})`,
  'States.ArrayContains': ([list, value]) => `${atom(value!)} in ${atom(list!)}`,
  'States.ArrayRange': ([first, last, step]) => `[$range(${first}, ${last}, ${step})]`,
  'States.ArrayGetItem': ([list, index]) => `${atom(list!)}[${index}]`,
  'States.ArrayLength': ([list]) => `$count(${list})`,
  'States.ArrayUnique': ([list]) => `[$distinct(${list})]`,
  'States.Base64Encode': ([text]) => `$base64encode(${text})`,
  'States.Base64Decode': ([text]) => `$base64decode(${text})`,
  'States.Hash': ([data, algorithm]) => `$hash(${data}, ${algorithm})`,
  'States.JsonMerge': ([first, second]) => `$merge([${first}, ${second}])`,
  'States.MathRandom': ([start, end, seed]) => `$floor($random(${seed ?? ''}) * (${end} - ${start})) + ${start}`,
  'States.MathAdd': ([first, second]) => `${first} + ${second}`,
  'States.StringSplit': ([text], call) => `[$split(${text}, ${delimiters(call.arguments[1])})[$ != ""]]`,
  'States.UUID': () => '$uuid()',
}

/** What can give a list as the item of one. The array constructor of JSONata would put the items of such a list in. */
const mayBeList = (argument: Argument): boolean =>
  argument.kind === 'path' ||
  (argument.kind === 'call' && ['States.StringToJson', 'States.ArrayGetItem', 'States.ArrayPartition'].includes(argument.name))

function list(items: readonly string[], args: readonly Argument[]): string {
  if (!args.some(mayBeList)) return `[${items.join(', ')}]`
  const name = fresh('$i', items)
  const chosen = items.map((item, i) => (i < items.length - 1 ? `${name} = ${i} ? ${atom(item)} : ` : item)).join('')
  return `[$map([0..${items.length - 1}], function(${name}) { ${chosen} })[]]`
}

function convertCall(call: Call, base: Base): string {
  return calls[call.name]!(
    call.arguments.map((argument) => convertArgument(argument, base)),
    call,
  )
}

function convertArgument(argument: Argument, base: Base): string {
  if (argument.kind === 'literal') return JSON.stringify(argument.value)
  if (argument.kind === 'path') return convertPath(argument.path, base)
  const converted = convertCall(argument, base)
  return / [+&*-] | in /.test(converted) ? atom(converted) : converted
}

function format(template: Argument | undefined, values: readonly string[]): string {
  if (template?.kind !== 'literal' || !template.parts)
    throw new Unconvertible('States.Format with a template that is not written in the call')
  const pieces = template.parts.flatMap((part, i) => [
    ...(part === '' ? [] : [JSON.stringify(part)]),
    ...(i < values.length ? [atom(values[i]!)] : []),
  ])
  // A single value is cast as concatenation would.
  return pieces.length > 1 ? pieces.join(' & ') : template.parts.length > 1 ? `$string(${pieces[0]})` : (pieces[0] ?? '""')
}

function delimiters(argument: Argument | undefined): string {
  const value: Json | undefined = argument?.kind === 'literal' ? (argument as Literal).value : undefined
  if (typeof value !== 'string' || value === '')
    throw new Unconvertible('States.StringSplit with delimiters that are not written in the call')
  return value.length === 1 ? JSON.stringify(value) : `/[${value.replace(/[\]\\^/-]/g, '\\$&').replace(/\n/g, '\\n')}]/`
}
