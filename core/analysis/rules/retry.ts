import { errorNamed, isPredefined, isTerminal, predefinedNames } from '../../aws/errors'
import { nearest } from '../../base/nearest'
import { memberOf, valueAt } from '../../model/machine'
import type { Member, Node, StringNode } from '../../syntax/node'
import { rules } from '../rule'
import type { ObjectCheck, RuleScope } from '../ruleScope'

/** Rules about Retriers and Catchers. */
export const retryRules = rules({
  STATES_ALL_NOT_ALONE: {
    severity: 'error',
    sentence: 'States.ALL stands alone in its ErrorEquals.',
    source: 'ASL specification, Retrying after error',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  STATES_ALL_NOT_LAST: {
    severity: 'error',
    sentence: 'States.ALL stands in the last Retrier or Catcher, for what follows it could never match.',
    source: 'ASL specification, Retrying after error; Fallback states',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  UNKNOWN_ERROR_NAME: {
    severity: 'warning',
    sentence: 'Only predefined error names begin with "States.".',
    source: 'ASL specification, Errors; Appendix A: Predefined Error Codes',
  },
  UNRETRIABLE_ERROR: {
    severity: 'information',
    sentence: 'States.Runtime always fails the execution: it is neither retried nor caught.',
    source: 'AWS Step Functions Developer Guide, Handling errors',
  },
  SHADOWED_ERROR: {
    severity: 'warning',
    sentence: 'An error name stands in one Retrier, and in one Catcher, of a state: the first that matches is taken.',
    source: 'good practice; ASL specification, Retrying after error',
  },
  MAX_DELAY_TOO_SHORT: {
    severity: 'warning',
    sentence: 'MaxDelaySeconds is greater than IntervalSeconds, or else the interval never grows.',
    source: 'good practice; ASL specification, Retrying after error',
  },
})

const isAll = (node: Node): boolean => node.kind === 'string' && node.value === 'States.ALL'

/** Retry and Catch of a Task, Parallel or Map: the order and the names of their ErrorEquals. */
export const checkErrorHandling: ObjectCheck = (node, scope) => {
  for (const field of ['Retry', 'Catch']) {
    const list = valueAt(node, field)
    if (list?.kind === 'array') checkOrder(list.items, field === 'Retry' ? 'Retrier' : 'Catcher', scope)
  }
}

function checkOrder(handlers: readonly Node[], kind: 'Retrier' | 'Catcher', { report }: RuleScope): void {
  const earlier = handlers.length > 1 ? new Map<string, StringNode>() : undefined
  for (const [index, handler] of handlers.entries()) {
    const member = memberOf(handler, 'ErrorEquals')
    if (member?.value?.kind !== 'array') continue
    const names = member.value.items
    if (names.some(isAll)) {
      if (names.length > 1) report(retryRules.STATES_ALL_NOT_ALONE, names.find(isAll)!, 'States.ALL must appear alone in ErrorEquals')
      if (index < handlers.length - 1) {
        report(retryRules.STATES_ALL_NOT_LAST, names.find(isAll)!, `States.ALL must be in the last ${kind}`, { data: { index } })
      }
    }
    for (const name of names) if (name.kind === 'string') checkName(name, member, kind, earlier, report)
  }
}

function checkName(
  name: StringNode,
  member: Member,
  kind: string,
  earlier: Map<string, StringNode> | undefined,
  report: RuleScope['report'],
): void {
  const first = earlier?.get(name.value)
  if (!first) earlier?.set(name.value, name)
  else if (first.parent !== member.value) {
    report(retryRules.SHADOWED_ERROR, name, `'${name.value}' is already matched by an earlier ${kind}`, {
      related: [{ offset: first.offset, length: first.length, message: 'The first that matches is taken.' }],
    })
  }
  if (!isPredefined(name.value) || name.substitutions) return
  if (isTerminal(name.value)) {
    report(retryRules.UNRETRIABLE_ERROR, name, `${name.value} always fails the execution: it is neither retried nor caught.`)
  } else if (errorNamed(name.value) === undefined) {
    const suggestion = nearest(name.value, predefinedNames)
    const hint = suggestion ? ` Did you mean '${suggestion}'?` : ''
    report(retryRules.UNKNOWN_ERROR_NAME, name, `'${name.value}' is not a predefined error name.${hint}`, { data: { suggestion } })
  }
}

/** A Retrier's delays. */
export const checkRetrier: ObjectCheck = (node, { report }) => {
  const interval = valueAt(node, 'IntervalSeconds')
  const max = memberOf(node, 'MaxDelaySeconds')
  if (max?.value?.kind !== 'number' || max.value.value <= 0 || (interval && interval.kind !== 'number')) return
  // Source: ASL specification, Retrying after error: the default is 1
  const seconds = interval?.value ?? 1
  if (max.value.value <= seconds)
    report(retryRules.MAX_DELAY_TOO_SHORT, max, `MaxDelaySeconds (${max.value.value}) should be greater than IntervalSeconds (${seconds})`)
}
