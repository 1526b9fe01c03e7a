import type { Json } from '../../base/json'
import type { Step } from './shape'

/** What the states behind a task read of its result. It grows while paths are followed through it (`navigate`), within a bound. */
export interface Wanted {
  readonly members: Map<string, Wanted>
  /** Present where it is read as a list. */
  item: Wanted | undefined
  /** A value that it is compared with. */
  example: Json | undefined
  readonly tree: { left: number }
}

/** More members than anybody types. */
const mostMembers = 200

/** Of a result that nothing has been read of yet. At most 200 parts are remembered, in the whole of it. */
export const newWanted = (): Wanted => ({ members: new Map(), item: undefined, example: undefined, tree: { left: mostMembers } })

/** The part that a step leads to. Past the bound nothing is remembered any more. */
export function wantedAt(wanted: Wanted, step: Step): Wanted {
  const { tree } = wanted
  const inner = (): Wanted => ({ members: new Map(), item: undefined, example: undefined, tree })
  if (step === '*' || 'index' in step) {
    if (wanted.item === undefined && tree.left-- > 0) wanted.item = inner()
    return wanted.item ?? inner()
  }
  const known = wanted.members.get(step.name)
  if (known !== undefined) return known
  const made = inner()
  if (tree.left-- > 0) wanted.members.set(step.name, made)
  return made
}

/** Whether anything is read of it. */
export const isRead = ({ members, item, example }: Wanted): boolean => members.size > 0 || item !== undefined || example !== undefined

/** `base` (what the API is known to answer) with all that is read, an empty text for each value that nothing is known of. */
export function filledIn(wanted: Wanted, base: Json | undefined): Json {
  if (wanted.members.size > 0) {
    const before = typeof base === 'object' && base !== null && !Array.isArray(base) ? base : {}
    const names = new Set([...Object.keys(before), ...wanted.members.keys()])
    return Object.fromEntries(
      [...names].map((name) => {
        const inner = wanted.members.get(name)
        const own = Object.hasOwn(before, name) ? (before as { readonly [name: string]: Json })[name] : undefined
        return [name, inner === undefined ? own! : filledIn(inner, own)]
      }),
    )
  }
  if (wanted.item !== undefined) return [filledIn(wanted.item, Array.isArray(base) ? base[0] : undefined)]
  return wanted.example ?? base ?? ''
}
