import { jsonataBody } from '../expressions/jsonata/body'
import { parseJsonata } from '../expressions/jsonata/parse'
import { parsePath } from '../expressions/paths/parse'
import type { ExpressionProblem } from '../expressions/paths/scanner'
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
  const { problems, ...read } = body === undefined ? pathIn(node.value) : jsonataIn(body.text)
  const [first] = problems.length > 0 ? problems : read.more
  if (first === undefined) return
  const { message, offset, length, severity } = first
  const place = rangeOf(node, offset + (body?.offset ?? 0), length)
  report('TEST_EXPRESSION', place, `${message.replace(/\.$/, '')}.`, undefined, severity)
}

type Read = { readonly problems: readonly ExpressionProblem[]; readonly more: readonly ExpressionProblem[] }

function pathIn(text: string): Read {
  const { problems, root } = parsePath(text)
  const other = { code: 'root', message: 'A JSONPath begins with $ here, which is the output', severity: 'error' } as const
  return { problems, more: root.kind === 'input' ? [] : [{ ...other, offset: root.offset, length: root.length }] }
}

/** What `$states` has in an expression of a test. */
const members = ['input', 'output']

function jsonataIn(text: string): Read {
  const { problems, states } = parseJsonata(text)
  const more = states.flatMap(({ path: [first] }) =>
    first === undefined || members.includes(first.name)
      ? []
      : [
          {
            code: 'states',
            message: `$states has no "${first.name}" here, but input and output`,
            severity: 'error' as const,
            offset: first.offset,
            length: first.length,
          },
        ],
  )
  return { problems, more }
}

/** Reports a `cause` that is meant as a regular expression and is none. */
export function checkCause(node: Node | undefined, report: TestReport): void {
  const found = node?.kind === 'string' ? causePattern(node.value) : undefined
  if (node !== undefined && typeof found === 'string') report('TEST_EXPRESSION', node, `It is no regular expression: ${found}.`)
}
