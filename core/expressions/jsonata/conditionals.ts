import type { StringNode } from '../../syntax/node'
import { parseExpression } from './engine'
import type { Ast } from './package'
import { plainPath } from './plainPath'
import { run } from './run'

/** `condition ? a : b`, also without `: b`. Indices of the expression's text. */
export interface Conditional {
  /** Where the way begins that is taken where the condition holds. */
  readonly met: number
  /** The same of the other; that of the `?` where it is not written. */
  readonly unmet: number
}

/** The conditionals of an expression, without its `{% %}`, in the order of their `?` in the text. None of one that cannot be parsed. */
export function readConditionals(text: string): Conditional[] {
  if (!text.includes('?') || plainPath(text) !== undefined) return []
  try {
    return conditionalsIn(parseExpression(text).ast()).map(({ position = 0, elseAt }) => ({
      met: begins(text, position),
      unmet: typeof elseAt === 'number' ? begins(text, elseAt) : position - 1,
    }))
  } catch {
    // the rules and the run say what is wrong with it
    return []
  }
}

/** From now on each conditional of a parsed expression tells `took` of the evaluation's ports which way it takes. `node`: the text that it stands in. */
export function tellConditionals(ast: Ast, node: StringNode): void {
  for (const [index, conditional] of conditionalsIn(ast).entries())
    Object.assign(conditional, { took: (isMet: boolean) => run.ports.took?.(node, index, isMet) })
}

/** In the order of the text. A syntax tree may have cycles. */
function conditionalsIn(ast: Ast): Ast[] {
  const seen = new Set<unknown>()
  const found: Ast[] = []
  const work: unknown[] = [ast]
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    if (typeof next !== 'object' || next === null || seen.has(next)) continue
    seen.add(next)
    if ((next as Ast).type === 'condition') found.push(next as Ast)
    for (const part of Object.values(next)) if (part !== undefined) work.push(part)
  }
  return found.sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
}

const blank = /(?:\s|\/\*[\s\S]*?\*\/)*/y

/** The index of what comes next, blanks and comments left out. */
function begins(text: string, index: number): number {
  blank.lastIndex = index
  return index + blank.exec(text)![0].length
}
