import type { Problem } from '../base/problem'
import type { FieldNames } from './definitionShape'
import { JsonParser } from './jsonParser'
import { LayoutParser, type Recovered } from './layoutParser'
import type { Node } from './node'

/** A text read into a tree, as far as that is possible. */
export interface Tree {
  /** Undefined where there is no value at all, and in YAML for one that is nested too deep to be read. */
  readonly root: Node | undefined
  /** Syntax errors, and warnings of YAML. Their `data` is a `Recovered`, where there is any. */
  readonly problems: readonly Problem[]
  /** CloudFormation's tags were found, and stand in the tree as objects (`{"Ref": ...}`). */
  readonly tagged?: boolean
}

/** The words in `missing` (see Recovered) of problems with brackets that do not match. */
export const brackets: ReadonlySet<string | undefined> = new Set(['brace', 'bracket', 'opening', 'closing'])

/**
 * Reads JSON text over jsonc-parser's scanner. Never throws, does not recurse, and is linear in the text. Comments and trailing commas
 * are problems, and so is everything else that RFC 8259 does not allow, but the tree goes on behind each. `${Name}` without quotes is a
 * SubstitutionNode, and no problem: the text is JSON after the deployment has put the value in.
 *
 * A text whose brackets do not match is read again by its layout and by `fieldNames`, which is asked then only; that reading counts unless it
 * has to explain more.
 */
export function parseJson(text: string, fieldNames: () => FieldNames): Tree {
  const inOrder = new JsonParser(text).parse()
  if (inOrder.problems.length === 0) return inOrder
  const byLayout = new LayoutParser(text, fieldNames()).parse()
  // brackets that do not match in the order of the text leave its structure open: one problem more is worth it
  const isOpen = inOrder.problems.some(({ data }) => brackets.has((data as Recovered | undefined)?.missing))
  return byLayout.problems.length <= inOrder.problems.length + (isOpen ? 1 : 0) ? byLayout : inOrder
}

/** Longer texts are not read for the places of what is wrong: it would take seconds. */
const maxReadLength = 16 * 1024 * 1024

/**
 * What is no JSON in a text of which nobody wants a tree: JSON.parse is quick to say that there is nothing. None for JSON; one at the
 * beginning for a text of more than 16 Mi UTF-16 code units, which is not read for places.
 */
export function jsonProblems(text: string): readonly Problem[] {
  try {
    JSON.parse(text)
    return []
  } catch {
    if (text.length > maxReadLength)
      return [{ code: 'INVALID_JSON_DESCRIPTION', severity: 'error', message: 'The text is no JSON.', offset: 0, length: 1 }]
    return new JsonParser(text).parse().problems
  }
}
