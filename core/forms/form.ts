import type { Json } from '../base/json'

/** What a value in a file of ours is: in stepthrough.json, in a test file. What is checked, the JSON schemas and what an editor offers come from it. */
export type Form =
  /** `pattern`: of the whole text; `says` ends the sentence "It has to be ...". */
  | { readonly kind: 'text'; readonly pattern?: string; readonly says?: string; readonly examples?: readonly string[] }
  /** A number above 0, or from `from` on; `to`: the largest. */
  | { readonly kind: 'number'; readonly whole: boolean; readonly from?: number; readonly to?: number }
  | { readonly kind: 'boolean' }
  /** One of these values. */
  | { readonly kind: 'choice'; readonly values: readonly Json[] }
  /** Any value. */
  | { readonly kind: 'json' }
  /** An array. `least`: items, at least; `says` ends the sentence of one that is none. `unique`: the member in which its items differ. */
  | { readonly kind: 'list'; readonly of: Form; readonly says: string; readonly least?: number; readonly unique?: string }
  /** Members of its own. `anyOf`: of these there is at least one. */
  | { readonly kind: 'object'; readonly members: readonly FormMember[]; readonly oneOf?: OneOf; readonly anyOf?: readonly string[] }
  /** Any keys; `key`: what a key is, `pattern` and `says` as of a text. */
  | { readonly kind: 'entries'; readonly key: Key; readonly of: Form; readonly doc?: string }
  /** One of several forms: the first that a value is of, without what is in it. */
  | { readonly kind: 'either'; readonly forms: readonly Form[]; readonly says: string }

/** Names of which an object has at most one; `what`: the object in a sentence, as in "a function". */
interface OneOf {
  readonly names: readonly string[]
  readonly what: string
}

interface Key {
  readonly pattern?: string
  readonly says?: string
  /** Names that a wrong key may be meant for. */
  readonly instead?: readonly string[]
}

/** A member of an object. */
export interface FormMember {
  readonly name: string
  /** Markdown: what it says, in a sentence or two. */
  readonly doc: string
  readonly form: Form
  readonly required?: true
  /** What counts where it is missing. */
  readonly default?: Json
  /** What an editor writes for it; `$1` and the like are where the cursor stops. */
  readonly skeleton?: Json
}
