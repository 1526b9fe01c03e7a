import { type Key, type Language, type Place, placeOf } from '../evaluation/language'
import { isReferencePath, type Path, parsePath } from './parse'
import { quotedName } from './quote'
import { pathStep } from './step'

/** Most expressions that have members, which a view names by the thousand: they need no parser. */
const plain = /^\$\$?\w*(?:\.\w+|\[-?\d+\])*$/

const isWell = ({ problems }: Path): boolean => problems.every(({ severity }) => severity !== 'error')

const goesOn = (path: Path): boolean => isWell(path) && path.segments.every(({ kind }) => kind === 'name' || kind === 'index')

const keysOf = ({ segments }: Path): Key[] =>
  segments.map((segment) => (segment.kind === 'index' ? segment.index : segment.kind === 'name' ? segment.name : ''))

const placeAt = (path: Path): Place | undefined =>
  path.root.kind === 'context' || path.root.kind === 'item'
    ? undefined
    : placeOf(path.root.kind === 'variable' ? path.root.name : '', keysOf(path))

/** JSONPath, to those who write expressions for a person: `$` is the payload of the stage, `$$` the context object, `$name` a variable. */
export const jsonPath: Language = {
  name: 'JSONPath',
  quote: quotedName,
  step: pathStep,
  /** A path that gives a list goes on in each of its items, and a function ends one. */
  member(expression, key) {
    return plain.test(expression) || goesOn(parsePath(expression)) ? expression.trimEnd() + pathStep(key) : undefined
  },
  parsed: () => undefined,
  ownNames: { input: '$', effective: '$', arguments: '$', result: '$', output: '$', errorOutput: '$' },
  roots: (entering) => ({ payload: '$', input: entering ? '$' : '$states.input', result: '$states.result', context: '$$' }),
  place(text) {
    const path = parsePath(text.trim())
    return isReferencePath(path) ? placeAt(path) : undefined
  },
  read(text) {
    const path = parsePath(text.trim())
    if (!goesOn(path)) return undefined
    return path.root.kind === 'context' ? { root: 'context', steps: keysOf(path) } : placeAt(path)
  },
  at: (text) => ({ offset: 0, length: text.length }),
}
