import type { Problem } from '../../../base/problem'
import type { Range } from '../../../base/range'
import type { AslDocument } from '../../../model/document'
import type { Member, Node, ObjectNode, StringNode } from '../../../syntax/node'
import { contains, nodeAt } from '../../../syntax/walk'
import { type Cursor, cursorAt } from '../../cursor/cursor'
import { Editor } from '../../edit/edit'
import type { CodeAction, Edit, LanguageContext } from '../../types'

/** What a code action looks at. */
export class ActionRequest {
  readonly editor: Editor

  constructor(
    readonly document: AslDocument,
    readonly range: Range,
    readonly problems: readonly Problem[],
    readonly context: LanguageContext,
  ) {
    this.editor = new Editor(document, context.format)
  }

  cursor(offset: number): Cursor {
    return cursorAt(this.document, offset)
  }

  root(offset: number): Node | undefined {
    return this.document.definitions.find((d) => contains(d.range, offset))?.root ?? this.document.root
  }

  /** The innermost node at the beginning of a problem. */
  node(problem: Problem): Node | undefined {
    const found = nodeAt(this.root(problem.offset), problem.offset)
    return found?.kind === 'member' ? found.key : found
  }

  string(problem: Problem): StringNode | undefined {
    const node = this.node(problem)
    return node?.kind === 'string' ? node : undefined
  }

  /** The member whose key or value a problem marks. */
  member(problem: Problem): Member | undefined {
    const node = this.node(problem)
    return node?.parent?.kind === 'member' ? node.parent : undefined
  }

  /** The object that a problem says something about: marked at its member's key, at its brace, or as a whole. */
  object(problem: Problem): ObjectNode | undefined {
    const node = this.node(problem)
    if (node?.kind === 'object') return node
    const member = this.member(problem)
    if (member === undefined) return undefined
    return member.key === node && member.value?.kind === 'object' ? member.value : member.parent
  }
}

/** How problems of some codes are mended. */
export interface Fix {
  readonly codes: readonly string[]
  /** Safe enough to be done for a whole document at once. */
  readonly all?: true
  /** Empty where this problem cannot be mended. Edits that would overlap or lie outside of the text are dropped by the caller. */
  readonly fix: (problem: Problem, request: ActionRequest) => readonly Mend[]
}

/** One way to mend a problem, as the user is offered it. */
export interface Mend {
  readonly title: string
  readonly edits: readonly Edit[]
  /** The one that a key stroke takes: LSP's isPreferred. Only such ones are part of `fix all`. */
  readonly preferred?: boolean
}

/** A mend as LSP's quickfix, for this problem alone. */
export const toAction = (problem: Problem, { title, edits, preferred }: Mend): CodeAction => ({
  title,
  kind: 'quickfix',
  edits,
  problems: [problem],
  ...(preferred ? { preferred } : {}),
})

/** A member of a problem's plain data; undefined where it is not there or of another kind. */
export function dataOf(problem: Problem, name: string): unknown {
  const { data } = problem
  return typeof data === 'object' && data !== null && Object.hasOwn(data, name) ? (data as Record<string, unknown>)[name] : undefined
}

/** A member of a problem's plain data that is a text; undefined where it is not there or anything else. */
export const textData = (problem: Problem, name: string): string | undefined => {
  const value = dataOf(problem, name)
  return typeof value === 'string' ? value : undefined
}

/** The texts in a member of a problem's plain data that is a list; empty where it is not there or anything else. */
export const listData = (problem: Problem, name: string): readonly string[] => {
  const value = dataOf(problem, name)
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}
