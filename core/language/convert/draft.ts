import { type Json, setMember } from '../../base/json'
import type { ArrayNode, Node, ObjectNode } from '../../syntax/node'
import { toJson } from '../../syntax/walk'

/** A part of the definition that no conversion changes: it keeps its text, with its comments, anchors, block scalars and functions. */
export class Kept {
  constructor(readonly node: Node) {}
}

/** An object in the place of `node`, whose style and comments it takes on where there is one. */
export class DraftObject {
  constructor(
    readonly members: readonly (readonly [key: string, value: Draft])[],
    readonly node?: ObjectNode,
  ) {}
}

/** An array in the place of `node`. */
export class DraftArray {
  constructor(
    readonly items: readonly Draft[],
    readonly node?: ArrayNode,
  ) {}
}

/** What a conversion makes: new values, and between them what stays as it stands. */
export type Draft = string | number | boolean | null | Kept | DraftObject | DraftArray

/** The value of a draft. Recursive: drafts are no deeper than what is converted, which is bounded. */
export function valueOfDraft(draft: Draft): Json {
  if (draft instanceof Kept) return toJson(draft.node)
  if (draft instanceof DraftArray) return draft.items.map(valueOfDraft)
  if (!(draft instanceof DraftObject)) return draft
  const object: Record<string, Json> = {}
  for (const [key, value] of draft.members) setMember(object, key, valueOfDraft(value))
  return object
}
