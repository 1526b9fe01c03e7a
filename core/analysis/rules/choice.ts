import { maxDepth } from '../../base/depth'
import { nearest } from '../../base/nearest'
import { fieldsOf } from '../../model/fields'
import { memberOf, valueAt } from '../../model/machine'
import type { Member, Node, ObjectNode } from '../../syntax/node'
import { rules } from '../rule'
import type { ObjectCheck, RuleScope } from '../ruleScope'
import { shown } from '../shown'
import { looksLikeOperator } from './fields'

/** Rules about Choice states and Choice Rules. */
export const choiceRules = rules({
  CHOICE_WITHOUT_OPERATOR: {
    severity: 'error',
    sentence: 'A Choice Rule has a comparison operator, And, Or or Not.',
    source: 'ASL specification, Choice State',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  CHOICE_WITH_MANY_OPERATORS: {
    severity: 'error',
    sentence: 'A Choice Rule has exactly one comparison operator, and And, Or and Not stand without one.',
    source: 'ASL specification, Choice State',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  UNKNOWN_OPERATOR: {
    severity: 'error',
    sentence: 'A comparison operator is one that ASL defines.',
    source: 'ASL specification, Choice State',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  OPEN_ESCAPE: {
    severity: 'error',
    sentence: 'In a StringMatches pattern, a backslash stands before an asterisk or another backslash.',
    source: 'ASL specification, Choice State',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  CHOICE_WITHOUT_DEFAULT: {
    severity: 'information',
    sentence: 'A Choice state has a Default, or else an input that no rule matches fails the execution with States.Runtime.',
    source: 'good practice; ASL specification, Appendix A: Predefined Error Codes',
  },
  DUPLICATE_CHOICE: {
    severity: 'warning',
    sentence: 'No two Choice Rules have the same test: the first one is always taken.',
    source: 'good practice; ASL specification, Choice State',
  },
})

const combinators = ['And', 'Or', 'Not']

/** The comparison operators: what a Choice Rule has in JSONPath alone, beside its Variable and the combinators. */
export const operators: ReadonlySet<string> = new Set(
  [...fieldsOf('NestedRule').values()]
    .filter((f) => f.language === 'JSONPath' && f.name !== 'Variable' && !combinators.includes(f.name))
    .map((f) => f.name),
)

/** A Choice state: its Default, and rules that can never be taken. */
export const checkChoice: ObjectCheck = (node, { state, report }) => {
  const choices = valueAt(node, 'Choices')
  if (choices?.kind !== 'array') return
  if (choices.items.length > 0 && !memberOf(node, 'Default')) {
    report(
      choiceRules.CHOICE_WITHOUT_DEFAULT,
      state.key,
      'Without a Default, an input that no rule matches fails the execution with States.Runtime',
    )
  }
  const tested = choices.items.filter((rule) => rule.kind === 'object')
  const weights = tested.map((rule) => weigh(rule, 2))
  // most rules differ in what is cheap to see, and need no comparison member by member
  const counts = new Map<number, number>()
  for (const weight of weights) counts.set(weight, (counts.get(weight) ?? 0) + 1)
  const alike = tested.filter((_rule, i) => counts.get(weights[i]!)! > 1)
  const earlier = new Map<string, Node>()
  for (const rule of alike) {
    const test = testOf(rule)
    if (test === undefined) continue
    const first = earlier.get(test)
    if (!first) earlier.set(test, rule)
    else {
      report(choiceRules.DUPLICATE_CHOICE, rule, 'An earlier Choice Rule has the same test, so this one is never taken', {
        related: [{ offset: first.offset, length: first.length, message: 'This rule is taken.' }],
        tags: ['unnecessary'],
      })
    }
  }
}

const isTest = ({ key: { value } }: Member): boolean => value === 'Condition' || combinators.includes(value) || operators.has(value)

/** A number that is the same for two rules with the same test, and mostly another one for two that differ. */
function weigh(node: Node, depth: number): number {
  switch (node.kind) {
    case 'object': {
      let sum = 0
      for (const member of node.members) {
        if (member.value && (isTest(member) || member.key.value === 'Variable'))
          sum += member.key.value.length * 31 + (depth > 0 ? weigh(member.value, depth - 1) : 0)
      }
      return sum
    }
    case 'array':
      return node.items.reduce((sum, item) => sum + (depth > 0 ? weigh(item, depth - 1) : 1), 0)
    case 'string':
      return node.value.length * 7 + (node.value.charCodeAt(node.value.length - 1) || 0)
    case 'number':
      // whole numbers, so that the order of the sum does not count
      return Math.trunc(node.value * 8) | 0
    case 'boolean':
      return node.value ? 3 : 5
    default:
      return 11
  }
}

/** A text that is the same for two rules with the same test; undefined where there is no test. */
function testOf(rule: ObjectNode): string | undefined {
  const tests = rule.members.filter((member) => isTest(member) || member.key.value === 'Variable')
  if (!tests.some(isTest)) return undefined
  return tests
    .map((member) => canonicalMember(member, 0))
    .sort()
    .join()
}

const canonicalMember = ({ key, value }: Member, depth: number): string =>
  `${key.value.length}:${key.value}=${value ? canonical(value, depth) : ''}`

function canonical(node: Node, depth: number): string {
  // so deep that nobody compares it: no two of these are the same
  if (depth > maxDepth) return `#${node.offset}`
  switch (node.kind) {
    case 'object':
      return `{${node.members
        .map((member) => canonicalMember(member, depth + 1))
        .sort()
        .join()}}`
    case 'array':
      return `[${node.items.map((item) => canonical(item, depth + 1)).join()}]`
    case 'substitution':
      return `\${${node.name ?? node.offset}}`
    case 'null':
      return 'null'
    case 'string':
      return `"${node.value.length}:${node.value}`
    default:
      return `${node.value}`
  }
}

/** A Choice Rule of a JSONPath state, top or nested: Variable and operator. */
export const checkChoiceRule: ObjectCheck = (node, scope) => {
  if (scope.language === 'JSONata') return
  const { report } = scope
  const tests = node.members.filter((m) => combinators.includes(m.key.value) || operators.has(m.key.value))
  const combined = tests.find((m) => combinators.includes(m.key.value))
  const variable = memberOf(node, 'Variable')
  const unknown = node.members.filter((m) => isOperatorLike(m.key.value))
  for (const member of unknown) reportUnknown(member, scope)
  if (tests.length > 1 || (combined && variable)) {
    const last = tests.length > 1 ? tests.at(-1)! : variable!
    report(
      choiceRules.CHOICE_WITH_MANY_OPERATORS,
      last.key,
      'A Choice Rule must have exactly one comparison operator, or And, Or or Not alone',
      {
        location: node,
      },
    )
  } else if (tests.length === 0 && unknown.length === 0 && !memberOf(node, 'Condition')) {
    report(choiceRules.CHOICE_WITHOUT_OPERATOR, node, 'A Choice Rule must have a comparison operator, And, Or or Not')
  }
  if (!combined && !variable && (tests.length > 0 || unknown.length > 0)) {
    report(choiceRules.CHOICE_WITHOUT_OPERATOR, node, "The field 'Variable' is required but was missing", {
      data: { missing: ['Variable'] },
    })
  }
  for (const member of tests) if (member.key.value === 'StringMatches') checkPattern(member, scope)
}

const isOperatorLike = (name: string): boolean => !operators.has(name) && looksLikeOperator(name)

function reportUnknown(member: Member, { report }: RuleScope): void {
  const suggestion = nearest(member.key.value, operators)
  const hint = suggestion ? `. Did you mean '${suggestion}'?` : ''
  report(choiceRules.UNKNOWN_OPERATOR, member.key, `'${member.key.value}' is not a comparison operator${hint}`, {
    data: { suggestion },
    awsMessage: `Field '${member.key.value}' is not supported`,
    location: member.parent,
  })
}

/** A StringMatches pattern; that operands have the right type is said by the fields themselves. */
function checkPattern({ value }: Member, { report }: RuleScope): void {
  if (value?.kind === 'string' && !value.substitutions && /^(?:[^\\]|\\[\\*])*\\(?![\\*])/.test(value.value)) {
    const awsMessage = "A backslash must stand before '*' or '\\'"
    report(choiceRules.OPEN_ESCAPE, value, `StringMatches: a backslash must stand before '*' or '\\', unlike in '${shown(value.value)}'`, {
      awsMessage,
    })
  }
}
