import type { Node } from '../syntax/node'
import { type Transition, valueAt } from './machine'

/** The UTF-16 code units of a label at most, and of one value in it. */
const maxLabel = 200
const maxValue = 60
/** How deep And, Or and Not are read. */
const maxDepth = 6

/** What a transition is taken for: its Choice Rule as a short text, the errors of its Catcher, "Default". Undefined where it is simply the next. */
export function labelOf({ kind, member }: Transition): string | undefined {
  switch (kind) {
    case 'Default':
      return 'Default'
    case 'Choice':
      return cut(ruleText(member.parent, { left: maxLabel }, 0) || 'No condition', maxLabel)
    case 'Catch':
      return cut(errorsText(valueAt(member.parent, 'ErrorEquals')) || 'No error', maxLabel)
    default:
      return undefined
  }
}

/** `$.total > 100 and not ($.kind == "gift")`, or the text of a JSONata condition. */
function ruleText(rule: Node | undefined, budget: { left: number }, depth: number): string {
  if (rule?.kind !== 'object' || depth > maxDepth) return '…'
  const condition = valueAt(rule, 'Condition')
  if (condition !== undefined) return condition.kind === 'string' ? expression(condition.value) : valueText(condition)
  for (const { key, value } of rule.members) {
    if (key.value === 'Not') return `not (${ruleText(value, budget, depth + 1)})`
    if (key.value !== 'And' && key.value !== 'Or') continue
    const parts: string[] = []
    for (const each of value?.kind === 'array' ? value.items : []) {
      if (budget.left <= 0) {
        parts.push('…')
        break
      }
      const text = ruleText(each, budget, depth + 1)
      const mixed = each.kind === 'object' && each.members.some((member) => member.key.value === 'And' || member.key.value === 'Or')
      parts.push(mixed ? `(${text})` : text)
    }
    return parts.join(key.value === 'And' ? ' and ' : ' or ')
  }
  const text = testText(rule)
  budget.left -= text.length
  return text
}

const signs: Readonly<Record<string, string>> = {
  Equals: '==',
  LessThan: '<',
  GreaterThan: '>',
  LessThanEquals: '<=',
  GreaterThanEquals: '>=',
  Matches: 'matches',
}
const comparison = /^(?:String|Numeric|Boolean|Timestamp)(Equals|LessThan|GreaterThan|LessThanEquals|GreaterThanEquals|Matches)(?:Path)?$/

const kinds: Readonly<Record<string, string>> = {
  IsNull: 'null',
  IsPresent: 'present',
  IsNumeric: 'a number',
  IsString: 'a string',
  IsBoolean: 'a boolean',
  IsTimestamp: 'a timestamp',
}

/** One data-test expression: `$.total > 100`, `$.id is not present`. */
function testText(rule: Node): string {
  const variable = valueAt(rule, 'Variable')
  const subject = variable === undefined ? '?' : variable.kind === 'string' ? cut(variable.value, maxValue) : valueText(variable)
  for (const { key, value } of rule.kind === 'object' ? rule.members : []) {
    const operator = comparison.exec(key.value)?.[1]
    if (operator !== undefined) {
      const isPath = key.value.endsWith('Path') && value?.kind === 'string'
      return `${subject} ${signs[operator]} ${isPath ? cut(value.value, maxValue) : valueText(value)}`
    }
    if (Object.hasOwn(kinds, key.value))
      return `${subject} is ${value?.kind === 'boolean' && !value.value ? 'not ' : ''}${kinds[key.value]}`
  }
  return variable === undefined ? '' : `${subject} …`
}

function errorsText(errors: Node | undefined): string {
  if (errors?.kind !== 'array') return errors === undefined ? '' : valueText(errors)
  const names = errors.items.slice(0, 10).map((each) => (each.kind === 'string' ? cut(each.value, maxValue) : valueText(each)))
  return errors.items.length > 10 ? `${names.join(', ')}, …` : names.join(', ')
}

/** A value as it is written, in short: `"gift"`, `5`, `${Limit}`. */
export function valueText(node: Node | undefined): string {
  switch (node?.kind) {
    case undefined:
      return '?'
    case 'string':
      return JSON.stringify(cut(node.value, maxValue))
    case 'number':
    case 'boolean':
      return String(node.value)
    case 'null':
      return 'null'
    case 'substitution':
      return cut(`\${${node.name ?? '…'}}`, maxValue)
    case 'array':
      return '[…]'
    case 'object':
      return '{…}'
  }
}

/** An expression without its marks, on one line. */
export const expression = (text: string): string =>
  cut(text, 2 * maxLabel)
    .replace(/^\s*\{%|%\}\s*$/g, '')
    .replace(/\s+/g, ' ')
    .trim()

/** A text of at most so many UTF-16 code units; one that was longer ends in "…". No character is cut in two. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text
  const end = /[\uD800-\uDBFF]/.test(text[length - 2] ?? '') ? length - 2 : length - 1
  return `${text.slice(0, end)}…`
}
