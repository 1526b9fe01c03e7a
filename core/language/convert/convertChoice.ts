import { atom } from '../../expressions/jsonata/atom'
import { valueAt } from '../../model/machine'
import type { Node, ObjectNode } from '../../syntax/node'
import { type Base, convertPathText, Unconvertible } from './convertExpression'
import { textOf } from './convertTemplate'

const signs: Readonly<Record<string, string>> = {
  Equals: '=',
  LessThan: '<',
  LessThanEquals: '<=',
  GreaterThan: '>',
  GreaterThanEquals: '>=',
}
const types: Readonly<Record<string, string>> = { String: 'string', Numeric: 'number', Boolean: 'boolean', Timestamp: 'string' }

const timestamp = '/^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$/'

/** Tests of a kind of value: what they are of an existing value, by the operator's name. */
const kinds: Readonly<Record<string, (value: string) => string>> = {
  IsPresent: (value) => `$exists(${value})`,
  IsNull: (value) => `${value} = null`,
  IsString: (value) => `$type(${value}) = "string"`,
  IsNumeric: (value) => `$type(${value}) = "number"`,
  IsBoolean: (value) => `$type(${value}) = "boolean"`,
  IsTimestamp: (value) => `$type(${value}) = "string" and $contains(${value}, ${timestamp})`,
}

/**
 * The condition of a Choice Rule as an expression, without the delimiters. Throws Unconvertible. Source: ASL specification, "Choice State".
 */
export function convertRule(rule: Node, base: Base): string {
  for (const [field, word] of [
    ['And', 'and'],
    ['Or', 'or'],
  ] as const) {
    const list = valueAt(rule, field)
    if (list?.kind === 'array') return list.items.map((item) => `(${convertRule(item, base)})`).join(` ${word} `)
  }
  const not = valueAt(rule, 'Not')
  if (not) return `$not(${convertRule(not, base)})`
  const variable = valueAt(rule, 'Variable')
  if (rule.kind !== 'object' || variable === undefined) throw new Unconvertible('a Choice Rule without Variable')
  return convertTest(rule, atom(convertPathText(textOf(variable, 'Variable'), base)), base)
}

function convertTest(rule: ObjectNode, value: string, base: Base): string {
  for (const { key, value: operand } of rule.members) {
    const operator = key.value
    if (operand === undefined) continue
    if (Object.hasOwn(kinds, operator)) return isFalse(operand) ? `$not(${kinds[operator]!(value)})` : kinds[operator]!(value)
    if (operator === 'StringMatches') return `$type(${value}) = "string" and $contains(${value}, ${pattern(operand)})`
    const [, type, sign, path] = /^(String|Numeric|Boolean|Timestamp)(\w*?)(Path)?$/.exec(operator) ?? []
    if (type === undefined || !Object.hasOwn(signs, sign!)) continue
    return compare(type, signs[sign!]!, value, path ? pathOperand(operand, base) : literal(operand))
  }
  throw new Unconvertible('a Choice Rule without a comparison')
}

/** JSONata refuses to order values of different types, where a Choice Rule is just false. */
function compare(type: string, sign: string, value: string, operand: string): string {
  if (type === 'Timestamp') return `$type(${value}) = "string" and $toMillis(${value}) ${sign} $toMillis(${operand})`
  return sign === '=' ? `${value} = ${operand}` : `$type(${value}) = "${types[type]!}" and ${value} ${sign} ${operand}`
}

const isFalse = (node: Node) => node.kind === 'boolean' && !node.value

function literal(node: Node): string {
  if (node.kind === 'string') return JSON.stringify(textOf(node, 'a comparison'))
  if (node.kind === 'number' || node.kind === 'boolean') return JSON.stringify(node.value)
  throw new Unconvertible('a comparison with a value that is not known')
}

function pathOperand(node: Node, base: Base): string {
  return atom(convertPathText(textOf(node, 'a comparison with a path'), base))
}

/** `*` stands for any characters, `\*` for itself. */
function pattern(node: Node): string {
  const source = textOf(node, 'StringMatches').replace(/\\([*\\])|\*|[.+?^${}()|[\]/\\]/g, (found, escaped: string | undefined) =>
    escaped ? `\\${escaped}` : found === '*' ? '[\\s\\S]*' : `\\${found}`,
  )
  return `/^${source}$/`
}
