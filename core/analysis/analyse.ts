import type { AslDocument, Definition } from '../document'
import type { ObjectKind } from '../model/fields'
import { fieldOf, fieldsOf } from '../model/fields'
import type { Machine, State } from '../model/machine'
import { memberOf } from '../model/machine'
import type { Problem, Severity } from '../problem'
import type { Member, Node, ObjectNode, Range } from '../syntax/node'
import { rangeOf } from '../syntax/strings'
import { type Expression, type Holder, type Visitor, walkState } from './expressions'
import { machinesOf } from './graph'
import type { Finding, Place, Report } from './rule'
import { checkChoice, checkChoiceRule } from './rules/choice'
import { checkDocument, checkNodes } from './rules/document'
import { checkMember, checkRequired, checkValue } from './rules/fields'
import { checkJsonataExpression, checkJsonataLiteral } from './rules/jsonata'
import {
  checkItemBatcher,
  checkItemReader,
  checkMap,
  checkProcessorConfig,
  checkReaderConfig,
  checkResultWriter,
  checkWait,
} from './rules/map'
import { checkResult } from './rules/pass'
import { checkLiteral, checkPathExpression, checkPathTwin, checkTemplate } from './rules/paths'
import { checkErrorHandling, checkRetrier } from './rules/retry'
import { checkTask } from './rules/task'
import { checkFlow, checkNames } from './rules/transitions'
import { checkVariables } from './rules/variables'
import type { ObjectCheck } from './scope'
import { type Variables, variablesOf } from './variables'

export interface AnalyseOptions {
  /** The severity of a rule's problems, by its code; `off` leaves them out. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>
  /** The type of state machines that no template gives a type. */
  readonly type?: 'STANDARD' | 'EXPRESS'
}

/** Everything that is wrong with a document, syntax included, in the order of the text. Never throws; linear in the text. */
export function analyse(document: AslDocument, options: AnalyseOptions = {}): Problem[] {
  const { findings } = findingsOf(document, options.type)
  const problems: Problem[] = document.syntaxProblems.map((problem) => problem)
  const seen = new Set<string>()
  for (const finding of findings) {
    const { rule, message, offset, length, related, tags, data } = finding
    const severity = options.severities?.[rule.code] ?? finding.severity ?? rule.severity
    // an anchor of YAML is read once for every alias of it
    const key = `${rule.code} ${offset} ${length} ${message}`
    if (severity === 'off' || seen.has(key)) continue
    seen.add(key)
    problems.push({
      code: rule.code,
      severity,
      message,
      offset,
      length,
      ...(related && { related }),
      ...(tags && { tags }),
      ...(data !== undefined && { data }),
    })
  }
  return problems.sort((a, b) => a.offset - b.offset)
}

/** What the rules find, before anybody chooses severities; and the variables that were seen on the way. */
export function findingsOf(
  document: AslDocument,
  type?: 'STANDARD' | 'EXPRESS',
): { readonly findings: Finding[]; readonly variables: readonly Variables[] } {
  const findings: Finding[] = []
  const report: Report = (rule, place, message, more) => {
    const { offset, length } = rangeOfPlace(place)
    findings.push({ rule, message, offset, length, ...(more?.location === undefined && 'kind' in place && { location: place }), ...more })
  }
  checkDocument(document, report)
  const variables = document.definitions.map((definition) => checkDefinition(definition, definition.type ?? type, report))
  return { findings, variables }
}

/** A member is marked at its value, and a string within its quotes. */
function rangeOfPlace(place: Place): Range {
  if (!isNode(place)) return place
  const node = place.kind === 'member' ? (place.value ?? place.key) : place
  return node.kind === 'string' && node.value !== '' ? rangeOf(node, 0, node.value.length) : node
}

const isNode = (place: Place): place is Member | Node => 'kind' in place

function checkDefinition(definition: Definition, type: 'STANDARD' | 'EXPRESS' | undefined, report: Report): Variables {
  checkNodes(definition, report)
  const machines = machinesOf(definition.machine)
  const names = checkNames(machines, report)
  const expressions: Expression[] = []
  const checks = objectChecks(type)
  checkMachine(definition.machine, report)
  for (const machine of machines) {
    checkFlow(machine, names, report)
    for (const state of [...machine.states.values(), ...machine.duplicates]) checkState(state, checks, expressions, report)
  }
  const variables = variablesOf(definition.machine, expressions)
  checkVariables(variables, report)
  return variables
}

type ObjectChecks = Partial<Record<ObjectKind, readonly ObjectCheck[]>>

/** What is checked of each kind of object, beside its fields one by one. */
const objectChecks = (type: 'STANDARD' | 'EXPRESS' | undefined): ObjectChecks => ({
  Task: [checkTask(type), checkErrorHandling],
  Parallel: [checkErrorHandling],
  Map: [checkMap, checkErrorHandling],
  Choice: [checkChoice],
  Wait: [checkWait],
  Pass: [checkResult],
  Retrier: [checkRetrier],
  ChoiceRule: [checkChoiceRule],
  NestedRule: [checkChoiceRule],
  ProcessorConfig: [checkProcessorConfig],
  ItemReader: [checkItemReader],
  ReaderConfig: [checkReaderConfig],
  ItemBatcher: [checkItemBatcher],
  ResultWriter: [checkResultWriter],
})

/** The fields of the outermost machine. It is no state, so that the walk over states does not come to it. */
function checkMachine({ node, queryLanguage }: Machine, report: Report): void {
  const holder = { kind: 'Machine', node, state: { queryLanguage } as State } satisfies Holder
  checkRequired(holder, node, report)
  for (const member of node.members) {
    const field = fieldOf('Machine', member.key.value)
    if (field && member.value) checkValue(member, member.value, field, queryLanguage, report)
    else checkMember(member, field, holder, report)
  }
}

function checkState(state: State, checks: ObjectChecks, expressions: Expression[], report: Report): void {
  if (state.type === undefined) {
    checkType(state, report)
    return
  }
  const scope = { machine: state.machine, state, language: state.queryLanguage, report }
  const visitor: Visitor = {
    object(holder) {
      checkRequired(holder, placeOf(holder.node) ?? state.member, report)
      for (const check of checks[holder.kind] ?? []) check(holder.node, scope)
    },
    member(member, field, holder) {
      checkMember(member, field, holder, report)
      if (state.queryLanguage === 'JSONPath') checkPathTwin(member, report)
    },
    template: (node) => checkTemplate(node, report),
    expression(expression) {
      expressions.push(expression)
      if (expression.kind === 'jsonata') checkJsonataExpression(expression, report)
      else checkPathExpression(expression, report)
    },
    literal(literal) {
      if (state.queryLanguage === 'JSONata') checkJsonataLiteral(literal, report)
      else checkLiteral(literal, report)
    },
  }
  walkState(state, visitor)
}

/** A state of no type has no fields that could be checked, but its Type. */
function checkType(state: State, report: Report): void {
  const type = memberOf(state.node, 'Type')
  const field = fieldsOf('Pass').get('Type')!
  if (type?.value) checkValue(type, type.value, field, state.queryLanguage, report)
  else checkRequired({ kind: 'Succeed', node: state.node, state }, state.member, report)
}

/** Where a missing field is marked: the key of the object, or its first character in an array. */
const placeOf = (node: ObjectNode) => (node.parent?.kind === 'member' ? node.parent : node.parent ? node : undefined)
