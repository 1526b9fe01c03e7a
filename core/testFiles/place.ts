import type { Range } from '../base/range'
import { parsePath, type Segment } from '../expressions/paths/parse'
import { valueAt } from '../model/machine'
import type { Node } from '../syntax/node'
import type { Failure, FailureKind } from './types'

/** Where a failure of the case of an index shows in the tree of its test file: the value that did not hold, or what is nearest around it. */
export function failurePlace(root: Node | undefined, index: number, { what, path }: Pick<Failure, 'what' | 'path'>): Range | undefined {
  const cases = valueAt(root, 'cases')
  const test = cases?.kind === 'array' ? cases.items[index] : undefined
  const shared = valueAt(root, 'defaults')
  const named = givens[what]
  if (named !== undefined) return first(named, [test, shared, root]) ?? nameOf(test)
  const expected = first([what], [valueAt(test, 'expect'), valueAt(shared, 'expect')])
  return expected === undefined ? nameOf(test) : deepest(expected, path)
}

/** What a failure that is of no expectation is about: the first of these members that is there, of the case, the defaults or the file. */
const givens: { readonly [K in FailureKind]?: readonly string[] } = {
  definition: ['definition'],
  input: ['input', 'inputFile'],
  mocks: ['mocks', 'testCase', 'mockConfig'],
}

const nameOf = (test: Node | undefined): Node | undefined => valueAt(test, 'name') ?? test

const first = (names: readonly string[], holders: readonly (Node | undefined)[]): Node | undefined =>
  holders.flatMap((holder) => names.flatMap((name) => valueAt(holder, name) ?? []))[0]

function deepest(node: Node, path: string | undefined): Node {
  let at = node
  for (const segment of path === undefined ? [] : parsePath(path).segments) {
    const below = step(at, segment)
    if (below === undefined) break
    at = below
  }
  return at
}

const step = (node: Node, segment: Segment): Node | undefined =>
  segment.kind === 'name'
    ? valueAt(node, segment.name)
    : segment.kind === 'index' && node.kind === 'array'
      ? node.items[segment.index]
      : undefined
