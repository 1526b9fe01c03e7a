import { isWord, type Key } from '../evaluation/language'
import { quotedName } from './quote'

/** What stands behind a JSONPath for a member or an element: `.a`, `['a b']`, `[0]`. */
export const pathStep = (key: Key): string => (typeof key === 'number' ? `[${key}]` : isWord(key) ? `.${key}` : `[${quotedName(key)}]`)
