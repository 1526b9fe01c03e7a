import type { AST } from '@eslint-community/regexpp'

/**
 * The most ways in which an expression can be tried at one place of a text of this length: what a backtracking engine may go through at worst.
 * Infinity where it grows faster than the text to some power.
 */
export function waysOf(node: AST.Node, length: number): number {
  switch (node.type) {
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup':
      return ofAlternatives(node.alternatives, length)
    case 'Assertion':
      return node.kind === 'lookahead' || node.kind === 'lookbehind' ? ofAlternatives(node.alternatives, length) : 1
    case 'Backreference':
      return length + 1
    case 'Quantifier': {
      const inner = waysOf(node.element, length)
      const most = Math.min(node.max, length + node.min + 1)
      return inner === 1 ? most - node.min + 1 : inner ** most * (most - node.min + 1)
    }
    default:
      return 1
  }
}

const ofAlternatives = (alternatives: readonly AST.Alternative[], length: number): number =>
  alternatives.reduce((sum, { elements }) => sum + elements.reduce((ways, element) => ways * waysOf(element, length), 1), 0)
