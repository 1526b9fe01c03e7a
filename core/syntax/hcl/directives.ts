import type { Directive } from './template'
import type { HclPart } from './types'

/** Directives in each other: deeper than anybody writes. Those within are left out, their text stays. */
const maxNesting = 50

/** What a directive collects until it ends. */
interface Open {
  readonly directive: Directive
  readonly whenTrue: HclPart[]
  whenFalse: HclPart[] | undefined
}

/** Puts what stands between `%{ if }` and `%{ endif }`, `%{ for }` and `%{ endfor }` into them. One that is not ended ends with the template. */
export function nested(found: readonly (HclPart | Directive)[]): readonly HclPart[] {
  const root: HclPart[] = []
  const stack: Open[] = []
  const put = (part: HclPart) => {
    const open = stack.at(-1)
    ;(open === undefined ? root : (open.whenFalse ?? open.whenTrue)).push(part)
  }
  const close = () => {
    const open = stack.pop()
    if (open !== undefined) put(partOf(open))
  }
  for (const part of found)
    if (part.kind !== 'directive') put(part)
    else if (part.word === 'if' || part.word === 'for') {
      if (stack.length < maxNesting) stack.push({ directive: part, whenTrue: [], whenFalse: undefined })
    } else if (part.word === 'else') {
      const open = stack.at(-1)
      if (open !== undefined) open.whenFalse ??= []
    } else close()
  while (stack.length > 0) close()
  return root
}

function partOf({ directive, whenTrue, whenFalse = [] }: Open): HclPart {
  const { offset, length, names, expression } = directive
  return directive.word === 'for'
    ? { kind: 'loop', names, of: expression, body: whenTrue, offset, length }
    : { kind: 'if', condition: expression, whenTrue, whenFalse, offset, length }
}
