import { jsonataBody } from '../expressions/jsonata/body'
import { parseJsonata } from '../expressions/jsonata/parse'
import { parsePath } from '../expressions/paths/parse'
import type { Node } from '../syntax/node'
import { rangeOf } from '../syntax/strings'
import type { TestReport } from './check'
import { causePattern } from './expectations/cause'

/** What can be wrong with an expression of `assert`: JSONata between `{%` and `%}`, else a JSONPath. The place is that inside of the string. */
export function checkAssert(node: Node, report: TestReport): void {
  if (node.kind !== 'string' || node.value === '') return
  const body = jsonataBody(node.value)
  if (body === undefined && !node.value.startsWith('$')) {
    report('TEST_EXPRESSION', node, 'An expression is JSONata between {% and %}, or a JSONPath that begins with $.')
    return
  }
  const [first] = body === undefined ? parsePath(node.value).problems : parseJsonata(body.text).problems
  if (first === undefined) return
  const { message, offset, length } = first
  report('TEST_EXPRESSION', rangeOf(node, offset + (body?.offset ?? 0), length), `${message.replace(/\.$/, '')}.`)
}

/** Reports a `cause` that is meant as a regular expression and is none. */
export function checkCause(node: Node | undefined, report: TestReport): void {
  const found = node?.kind === 'string' ? causePattern(node.value) : undefined
  if (node !== undefined && typeof found === 'string') report('TEST_EXPRESSION', node, `It is no regular expression: ${found}.`)
}
