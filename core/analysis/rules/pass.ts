import { maxDepth } from '../../base/depth'
import { valueAt } from '../../model/machine'
import type { Node } from '../../syntax/node'
import type { ObjectCheck, RuleScope } from '../ruleScope'
import { shown } from '../shown'
import { looksEvaluated, pathRules } from './paths'

/** A Pass state's Result is taken as it is. */
export const checkResult: ObjectCheck = (node, scope) => {
  const result = valueAt(node, 'Result')
  if (result && scope.language === 'JSONPath') checkStatic(result, scope, 0)
}

function checkStatic(node: Node, scope: RuleScope, depth: number): void {
  if (depth > maxDepth) return
  if (node.kind === 'string') {
    if (looksEvaluated(node.value) && !node.substitutions) {
      scope.report(
        pathRules.PASS_RESULT_IS_STATIC,
        node,
        `The Result of a Pass state is taken as it is: '${shown(node.value)}' is not evaluated. Parameters evaluates it.`,
        { awsMessage: 'The Result of a Pass state is taken as it is: this is not evaluated. Use Parameters to evaluate it.' },
      )
    }
  } else if (node.kind === 'array') for (const item of node.items) checkStatic(item, scope, depth + 1)
  else if (node.kind === 'object') for (const { value } of node.members) if (value) checkStatic(value, scope, depth + 1)
}
