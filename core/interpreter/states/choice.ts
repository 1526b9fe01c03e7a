import type { Json } from '../../base/json'
import { parseTimestamp } from '../../base/timestamp'
import { Failure } from '../../expressions/evaluation/failure'
import type { Scope } from '../../expressions/evaluation/scope'
import { compileOptionalPath } from '../../expressions/fields/pathField'
import { compileJsonata } from '../../expressions/jsonata/compile'
import { type Branch, exited } from '../../history/kind'
import { dataFlow, rowsOf } from '../../model/dataflow'
import { valueAt } from '../../model/machine'
import { placeNames } from '../../model/places'
import type { Node, ObjectNode, StringNode } from '../../syntax/node'
import { toJson } from '../../syntax/walk'
import { doing, type Operation, type Transform } from '../operation'
import type { Compiled, PlanScope, PlanState } from '../planState'
import type { ThreadImpl } from '../thread'
import { leavesBy } from '../wayOut'
import { changeOf } from './changes'
import { enterFlow, exitFlow } from './dataflow'
import { exitBy } from './transition'
import { unexpected } from './unexpected'

/** Source: ASL specification, Choice State. */
export function choice(scope: PlanScope): Compiled {
  const { state, plan, target, shared } = scope
  const choices = valueAt(state.node, 'Choices')
  const paths: Paths = new Map()
  const rules = choices?.kind === 'array' ? choices.items.flatMap((node, i) => (node.kind === 'object' ? [ruleOf(node, i)] : [])) : []
  const fallback = valueAt(state.node, 'Default')
  const otherwise = fallback?.kind === 'string' ? target(fallback) : undefined

  // AWS says so, though States.NoChoiceMatched is the specified name
  const noChoice = new Failure(
    'States.Runtime',
    'Failed to transition out of the state. The state does not point to a next state.',
    state.node,
  )

  function ruleOf(node: ObjectNode, index: number): Rule {
    const next = valueAt(node, 'Next')
    const condition = valueAt(node, 'Condition')
    return {
      test: !plan.jsonata ? compileRule(node, paths) : condition === undefined ? never : jsonataCondition(condition, index),
      change: changeOf(state, dataFlow[state.queryLanguage].ChoiceRule, node, `Choices[${index}]/`),
      next: next?.kind === 'string' ? target(next) : undefined,
      ...endBy({ kind: 'Choice', index }),
    }
  }

  /** The way out, which the history tells apart. The plan has each once: a state may have hundreds of rules. */
  function endBy(branch: Branch): Pick<Rule, 'end' | 'at' | 'branch'> {
    const key = `exit ${branch.kind} ${branch.index}`
    const out = shared.operations.get(key) ?? exitBy(exited('Choice', branch))
    shared.operations.set(key, out)
    const after = exitFlow(scope, out)
    const at = branch.kind === 'Choice' ? placeNames.rule(branch.index) : placeNames.default
    return { end: leavesBy(after.leads ?? after, branch), at, branch }
  }

  // side by side in memory, since most states try many before one holds
  const tests = rules.map(({ test }) => test)
  const own = rowsOf(state).filter(({ stage }) => stage === undefined)
  const unmatched: Rule = { test: never, change: changeOf(state, own), next: otherwise, ...endBy({ kind: 'Default', index: 0 }) }
  const enter = enterFlow(scope, (from) =>
    doing(from, placeNames.work, (thread) => {
      let chosen = unmatched
      const { frame } = thread
      const { value } = frame
      for (let i = 0; i < tests.length; i++) {
        const holds = tests[i]!(value, frame)
        if (holds === false) continue
        if (holds !== true) return thread.fail(holds)
        chosen = rules[i]!
        break
      }
      if (chosen === unmatched && otherwise === undefined) {
        return thread.fail(noChoice)
      }
      frame.target = chosen.next
      if (thread.execution.recording) return taken(chosen)
      thread.execution.position++
      return leave(thread, chosen)
    }),
  )
  return { enter }
}

/** The way out is known, and nothing is made of it yet. Only who looks at each stage comes here, so nobody keeps it. */
const taken = (rule: Rule): Operation =>
  leavesBy(
    doing('result', rule.at, (thread) => leave(thread, rule)),
    rule.branch,
  )

function leave(thread: ThreadImpl, { change, end }: Rule): Operation {
  if (change === undefined) return end
  const { frame } = thread
  const changed = change(frame)
  if (changed instanceof Failure) return thread.fail(changed)
  frame.value = changed
  return end
}

interface Rule {
  readonly test: Test
  /** What Assign and Output make of the payload. */
  readonly change: Transform | undefined
  readonly next: PlanState | undefined
  readonly end: Operation
  /** Its place in the state. */
  readonly at: string
  readonly branch: Branch
}

/** Whether a rule holds. */
type Test = (input: Json, scope: Scope) => boolean | Failure

const never: Test = () => false

function jsonataCondition(node: Node, index: number): Test {
  const location = `Choices[${index}]/Condition`
  const evaluate = compileJsonata(node, location)
  return (input, scope) => {
    const value = evaluate(input, scope)
    return value instanceof Failure || typeof value === 'boolean' ? value : unexpected(node, location, 'boolean', value)
  }
}

/** A boolean expression, or a comparison of a Variable. `paths`: those that rules have in common are compiled once, so that many rules fit into a cache. */
export function compileRule(node: Node, paths: Paths): Test {
  const { kind } = node
  if (kind !== 'object') return never
  const all = valueAt(node, 'And')
  if (all?.kind === 'array') return every(all.items.map((each) => compileRule(each, paths)))
  const some = valueAt(node, 'Or')
  if (some?.kind === 'array') return any(some.items.map((each) => compileRule(each, paths)))
  const not = valueAt(node, 'Not')
  if (not !== undefined) return negated(compileRule(not, paths))
  return comparison(node, paths)
}

const every =
  (tests: readonly Test[]): Test =>
  (input, scope) => {
    for (const test of tests) {
      const holds = test(input, scope)
      if (holds !== true) return holds
    }
    return true
  }

const any =
  (tests: readonly Test[]): Test =>
  (input, scope) => {
    for (const test of tests) {
      const holds = test(input, scope)
      if (holds !== false) return holds
    }
    return false
  }

const negated =
  (test: Test): Test =>
  (input, scope) => {
    const holds = test(input, scope)
    return typeof holds === 'boolean' ? !holds : holds
  }

type Find = ReturnType<typeof compileOptionalPath>

/** The paths of a state, by their text. */
type Paths = Map<string, Find>

function pathOf(node: StringNode, paths: Paths): Find {
  const known = paths.get(node.value)
  if (known !== undefined) return known
  const find = compileOptionalPath(node)
  paths.set(node.value, find)
  return find
}

function comparison(node: ObjectNode, paths: Paths): Test {
  const variable = valueAt(node, 'Variable')
  const member = node.members.find((m) => Object.hasOwn(comparisons, m.key.value))
  const path = node.members.find((m) => m.key.value.endsWith('Path') && Object.hasOwn(comparisons, m.key.value.slice(0, -4)))
  if (variable?.kind !== 'string') return never
  const find = pathOf(variable, paths)
  if (member?.value !== undefined) return withOperand(variable, find, member.key.value, toJson(member.value))
  if (path?.value?.kind === 'string')
    return withPath(variable, find, comparisons[path.key.value.slice(0, -4)]!, path.value, pathOf(path.value, paths))
  return never
}

function withOperand(variable: StringNode, find: Find, operator: string, operand: Json): Test {
  if (operator === 'IsPresent') return (input, scope) => presence(find(input, scope), operand, variable)
  const type = equalities[operator]
  if (type !== undefined) return typeof operand === type ? equal(variable, find, operand) : found(variable, find)
  const compare = comparisons[operator]!(operand)
  return (input, scope) => {
    const value = find(input, scope)
    return value === undefined || value instanceof Failure ? unfound(value, variable) : compare(value)
  }
}

/** The most frequent comparison, without a call of its own. */
const equal =
  (variable: StringNode, find: Find, operand: Json): Test =>
  (input, scope) => {
    const value = find(input, scope)
    if (value === operand) return true
    return (value === undefined || value instanceof Failure) && unfound(value, variable)
  }

/** A comparison with an operand of another type than its operator is for: it never holds, but its path has to find something. */
const found =
  (variable: StringNode, find: Find): Test =>
  (input, scope) => {
    const value = find(input, scope)
    return (value === undefined || value instanceof Failure) && unfound(value, variable)
  }

function presence(value: Json | undefined | Failure, operand: Json, variable: StringNode): boolean | Failure {
  return value instanceof Failure ? value.at(variable) : (value !== undefined) === (operand === true)
}

function withPath(
  variable: StringNode,
  find: Find,
  operator: (operand: Json) => (value: Json) => boolean,
  path: StringNode,
  findOperand: Find,
): Test {
  return (input, scope) => {
    const value = find(input, scope)
    if (value === undefined || value instanceof Failure) return unfound(value, variable)
    const operand = findOperand(input, scope)
    return operand === undefined || operand instanceof Failure ? unfound(operand, path) : operator(operand)(value)
  }
}

/** The path has failed or has found nothing: the rule that asked is where. */
const unfound = (value: undefined | Failure, node: StringNode): Failure => (value === undefined ? missing(node) : value.at(node))

const missing = (node: StringNode) =>
  new Failure('States.Runtime', `Invalid path '${node.value}': The choice state's condition path references an invalid value.`, node)

type Comparison = (operand: Json) => (value: Json) => boolean

/** A comparison of two values of one type; of any other it is false. */
function ordered<T extends Json>(read: (value: Json) => T | undefined, compare: (value: T, operand: T) => boolean): Comparison {
  return (operand) => {
    const right = read(operand)
    if (right === undefined) return () => false
    return (value) => {
      const left = read(value)
      return left !== undefined && compare(left, right)
    }
  }
}

const text = (value: Json) => (typeof value === 'string' ? value : undefined)
const number = (value: Json) => (typeof value === 'number' ? value : undefined)
const time = (value: Json) => (typeof value === 'string' ? parseTimestamp(value) : undefined)

/** Java's String.compareTo orders by UTF-16 units, as JavaScript does. */
function orderings<T extends string | number>(name: string, read: (value: Json) => T | undefined): Record<string, Comparison> {
  return {
    [`${name}Equals`]: ordered<T>(read, (a, b) => a === b),
    [`${name}LessThan`]: ordered<T>(read, (a, b) => a < b),
    [`${name}LessThanEquals`]: ordered<T>(read, (a, b) => a <= b),
    [`${name}GreaterThan`]: ordered<T>(read, (a, b) => a > b),
    [`${name}GreaterThanEquals`]: ordered<T>(read, (a, b) => a >= b),
  }
}

/** Equality of two values of a type that `===` compares. */
const equals =
  (type: 'string' | 'number' | 'boolean'): Comparison =>
  (operand) =>
    typeof operand === type ? (value) => value === operand : () => false

/** The operators that are such an equality, and their types. */
const equalities: Readonly<Record<string, 'string' | 'number' | 'boolean'>> = {
  StringEquals: 'string',
  NumericEquals: 'number',
  BooleanEquals: 'boolean',
}

/** Whether the value is of a type, as the operand says: true or false. */
const is =
  (test: (value: Json) => boolean): Comparison =>
  (operand) =>
  (value) =>
    test(value) === operand

/** Source: ASL specification, Data-Test Expression. Each of the first lines has a form whose name ends in Path. */
const comparisons: Readonly<Record<string, Comparison>> = {
  ...orderings('String', text),
  ...orderings('Numeric', number),
  ...orderings('Timestamp', time),
  ...Object.fromEntries(Object.entries(equalities).map(([name, type]) => [name, equals(type)])),
  StringMatches: (operand) => (typeof operand === 'string' ? wildcards(operand) : () => false),
  IsNull: is((value) => value === null),
  IsPresent: () => () => true,
  IsNumeric: is((value) => typeof value === 'number'),
  IsString: is((value) => typeof value === 'string'),
  IsBoolean: is((value) => typeof value === 'boolean'),
  IsTimestamp: is((value) => time(value) !== undefined),
}

/** `*` stands for any characters, `\*` for itself. Linear: no regular expression that could backtrack. */
function wildcards(pattern: string): (value: Json) => boolean {
  const parts = ['']
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!
    if (char === '*') parts.push('')
    else if (char === '\\' && (pattern[i + 1] === '*' || pattern[i + 1] === '\\')) parts[parts.length - 1] += pattern[++i]!
    else parts[parts.length - 1] += char
  }
  const first = parts[0]!
  const last = parts.at(-1)!
  const middle = parts.slice(1, -1)
  return (value) => {
    if (typeof value !== 'string') return false
    if (parts.length === 1) return value === first
    if (value.length < first.length + last.length || !value.startsWith(first) || !value.endsWith(last)) return false
    let at = first.length
    for (const part of middle) {
      const found = value.indexOf(part, at)
      if (found < 0) return false
      at = found + part.length
    }
    return at <= value.length - last.length
  }
}
