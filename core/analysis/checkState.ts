import type { Field, ObjectKind } from '../model/fields'
import { fieldsOf } from '../model/fields'
import type { State } from '../model/machine'
import { memberOf } from '../model/machine'
import { isOpen } from '../model/unknown'
import type { Member, ObjectNode } from '../syntax/node'
import { type ExpressionReader, isPlainPath } from './expressionReader'
import { type Expression, type Holder, type Literal, type Visitor, walkState } from './expressions'
import type { Report } from './rule'
import type { ObjectCheck } from './ruleScope'
import { checkChoice, checkChoiceRule } from './rules/choice'
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
import { readsOf } from './variableReads'
import type { VariableSources } from './variables'

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

const noChecks: readonly ObjectCheck[] = []

/** Checks states one by one in one walk over each, and collects what they read and assign. One object for all of them: nothing is made per state. */
export class StateChecker implements Visitor, VariableSources {
  readonly expressions: Expression[] = []
  readonly assigns: { member: Member; holder: Holder }[] = []
  /** Texts that would be expressions if there were variables of their names. */
  readonly suspects: Literal[] = []
  private readonly checks: ObjectChecks

  constructor(
    type: 'STANDARD' | 'EXPRESS' | undefined,
    private readonly report: Report,
    /** The variables that have the name of a JSONata function. */
    private readonly hiding: ReadonlySet<string>,
    private readonly reader: ExpressionReader,
  ) {
    this.checks = objectChecks(type)
  }

  /** Checks a state. False where it reads or assigns variables, so that what is wrong depends on other states, too. */
  check(state: State): boolean {
    const before = this.found()
    if (state.type === undefined) checkType(state, this.report)
    else walkState(state, this)
    return this.found() === before
  }

  private found(): number {
    return this.expressions.length + this.assigns.length + this.suspects.length
  }

  object(holder: Holder): void {
    const { kind, node, state } = holder
    // whatever is missing may come with what the deployment puts in
    if (isOpen(node)) return
    checkRequired(holder, placeOf(node), this.report)
    for (const check of this.checks[kind] ?? noChecks)
      check(node, { machine: state.machine, state, language: state.queryLanguage, report: this.report })
  }

  member(member: Member, field: Field | undefined, holder: Holder): void {
    checkMember(member, field, holder, this.report)
    if (field?.value.kind === 'variables') this.assigns.push({ member, holder })
    if (holder.state.queryLanguage === 'JSONPath') checkPathTwin(member, this.report)
  }

  template(node: ObjectNode): void {
    checkTemplate(node, this.report)
  }

  expression(expression: Expression): void {
    if (expression.kind !== 'jsonata' && isPlainPath(expression.node.value)) return
    if (readsOf(expression, this.hiding, this.reader).length > 0) this.expressions.push(expression)
    if (expression.kind === 'jsonata') checkJsonataExpression(expression, this.reader, this.report)
    else checkPathExpression(expression, this.reader, this.report)
  }

  literal(literal: Literal): void {
    if (literal.holder.state.queryLanguage === 'JSONata') {
      if (checkJsonataLiteral(literal, this.report)) this.suspects.push(literal)
    } else checkLiteral(literal, this.report)
  }
}

/** A state of no type has no fields that could be checked, but its Type. */
function checkType(state: State, report: Report): void {
  const type = memberOf(state.node, 'Type')
  const field = fieldsOf('Pass').get('Type')!
  if (type?.value) checkValue(type, type.value, field, state.queryLanguage, report)
  else checkRequired({ kind: 'Succeed', node: state.node, state }, state.member, report)
}

/** Where a missing field is marked: the key of the object, or its first character in an array. */
const placeOf = (node: ObjectNode) => (node.parent?.kind === 'member' ? node.parent : node)
