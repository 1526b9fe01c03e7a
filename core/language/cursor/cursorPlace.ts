import type { Step } from '../../syntax/walk'
import type { Cursor } from './cursor'

/** What the text alone says of a cursor's place. `path` is counted from the root of the document. */
export type TokenPlace = Pick<Cursor, 'role' | 'object' | 'array' | 'member' | 'token' | 'style'> & { readonly path: readonly Step[] }
