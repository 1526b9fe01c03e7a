import { nearestOften } from '../base/nearest'
import type { Problem } from '../base/problem'
import type { Range } from '../base/range'
import type { AslDocument, Definition } from '../model/document'
import { fieldOf } from '../model/fields'
import { machinesOf } from '../model/graph'
import type { Machine, State } from '../model/machine'
import type { Member, Node } from '../syntax/node'
import { rangeOf } from '../syntax/strings'
import { CheckedStates, type StatesOfText } from './checkedStates'
import { StateChecker } from './checkState'
import { isConsequence } from './consequences'
import { createExpressionReader, type ExpressionReader } from './expressionReader'
import type { Holder } from './expressions'
import type { Finding, Place, Report } from './rule'
import { checkDocument, NodeChecker } from './rules/document'
import { checkMember, checkRequired, checkValue } from './rules/fields'
import { readsLikeExpression } from './rules/forgotten'
import { reportForgotten } from './rules/jsonata'
import { checkLabels } from './rules/map'
import { checkFlow, checkNames } from './rules/transitions'
import { checkVariables } from './rules/variables'
import { hidingVariables, type Variables, variablesOf } from './variables'

/** What is known of a document from outside of it. */
export interface AnalyseOptions {
  /** The type of state machines that no template gives a type. */
  readonly type?: 'STANDARD' | 'EXPRESS'
}

/** Finds problems, and remembers of one version of a text what it can use for the next. A server, a program and a test have their own. */
export interface Analyser {
  /**
   * Everything that is wrong with a document in the order of the text: syntax errors, and what the rules find that does not only follow
   * from them. Never throws; linear in the text. A document that was seen before has its answer.
   */
  analyse(document: AslDocument, options?: AnalyseOptions): readonly Problem[]
  /** Remembers the expressions that have been read. */
  readonly reader: ExpressionReader
}

/** An analyser that remembers nothing yet. It holds on to no document: what it keeps goes with that, or is bounded. */
export function createAnalyser(): Analyser {
  const memory: Memory = { reader: createExpressionReader(), states: new CheckedStates() }
  const known = new WeakMap<AslDocument, Map<AnalyseOptions['type'], readonly Problem[]>>()
  return {
    reader: memory.reader,
    analyse(document, { type } = {}) {
      let byType = known.get(document)
      if (byType === undefined) known.set(document, (byType = new Map()))
      const problems = byType.get(type) ?? problemsIn(document, type, memory)
      byType.set(type, problems)
      return problems
    },
  }
}

/** What an analyser says that has seen nothing before. Who asks again and again has an analyser of its own. */
export const analyse = (document: AslDocument, options?: AnalyseOptions): readonly Problem[] => createAnalyser().analyse(document, options)

interface Memory {
  readonly reader: ExpressionReader
  readonly states: CheckedStates | undefined
}

function problemsIn(document: AslDocument, type: AnalyseOptions['type'], memory: Memory): Problem[] {
  const { findings } = findingsOf(document, type, memory)
  const problems: Problem[] = document.syntaxProblems.map((problem) => problem)
  const seen = new Set<string>()
  const follows = isConsequence(document.syntaxProblems)
  for (const finding of findings) {
    if (follows(finding)) continue
    const { rule, message, offset, length, related, tags, data } = finding
    const severity = finding.severity ?? rule.severity
    // an anchor of YAML is read once for every alias of it
    const key = `${rule.code} ${offset} ${length} ${message}`
    if (seen.has(key)) continue
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

/**
 * What the rules find, in the order in which they look, and the variables that were seen on the way, for each definition. Syntax errors are
 * not among them, nor what a user has made of the rules. `memory`: states that were checked before are not checked again; their findings
 * have no `location`.
 */
export function findingsOf(
  document: AslDocument,
  type: AnalyseOptions['type'],
  { reader, states }: Memory = { reader: createExpressionReader(), states: undefined },
): { readonly findings: Finding[]; readonly variables: readonly Variables[] } {
  const findings: Finding[] = []
  const report: Report = (rule, place, message, more) => {
    const { offset, length } = rangeOfPlace(place)
    findings.push({ rule, message, offset, length, ...(more?.location === undefined && 'kind' in place && { location: place }), ...more })
  }
  checkDocument(document, report)
  const variables = document.definitions.map((definition) => {
    const hiding = hidingVariables(definition.machine)
    // what `$count` means is then no matter of the state's text alone
    const known = hiding.size === 0 ? states?.of(document, definition.type ?? type, findings) : undefined
    return checkDefinition(definition, definition.type ?? type, hiding, reader, known, report)
  })
  return { findings, variables }
}

/** A member is marked at its value, and a string within its quotes. */
function rangeOfPlace(place: Place): Range {
  if (!isNode(place)) return place
  const node = place.kind === 'member' ? (place.value ?? place.key) : place
  return node.kind === 'string' && node.value !== '' ? rangeOf(node, 0, node.value.length) : node
}

const isNode = (place: Place): place is Member | Node => 'kind' in place

function checkDefinition(
  definition: Definition,
  type: 'STANDARD' | 'EXPRESS' | undefined,
  hiding: ReadonlySet<string>,
  reader: ExpressionReader,
  known: StatesOfText | undefined,
  report: Report,
): Variables {
  const nodes = new NodeChecker(definition, report)
  nodes.checkRoot(definition.root)
  const machines = machinesOf(definition.machine)
  const names = checkNames(machines, report)
  checkLabels(machines, report)
  const checker = new StateChecker(type, report, hiding, reader)
  const suggest = nearestOften(50)
  const check = (state: State) => {
    const run = () => {
      // the nodes of nested states are seen with those of the state around them
      const isOpen = state.machine.owner === undefined && nodes.check(state.member)
      return checker.check(state) && !isOpen
    }
    if (known) known.check(state, run)
    else run()
  }
  checkMachine(definition.machine, report)
  for (const machine of machines) {
    checkFlow(machine, names, report, suggest)
    for (const state of machine.states.values()) check(state)
    for (const state of machine.duplicates) check(state)
  }
  nodes.finish()
  const variables = variablesOf(definition.machine, hiding, checker, reader)
  checkVariables(variables, report, suggest)
  for (const literal of checker.suspects) {
    const isVariable = (name: string) => variables.resolve(name, literal.holder.state).scope !== undefined
    if (readsLikeExpression(literal.node.value.trim(), isVariable)) reportForgotten(literal, report)
  }
  return variables
}

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
