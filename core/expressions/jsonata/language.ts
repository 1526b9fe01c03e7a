import type { Range } from '../../base/range'
import { type Key, type Language, placeOf } from '../evaluation/language'
import { atom } from './atom'
import { isDelimited, jsonataBody } from './body'
import { parseJsonata } from './parse'
import { jsonataMember, jsonataStep, quotedWord } from './step'

/** `$`, or a variable; then names and indices. */
const place = /^\$([\p{ID_Start}_][\p{ID_Continue}]*)?((?:\.(?:[\p{L}_][\w\p{L}]*|`[^`]*`)|\[-?\d+\])*)$/u
const steps = /\.([\p{L}_][\w\p{L}]*)|\.`([^`]*)`|\[(-?\d+)\]/gu
/** Names behind a root, but for that of a function. */
const names = /(?:\.(?:[\p{L}_][\w\p{L}]*(?![\w\p{L}])|`[^`]*`)(?!\s*\())*/uy

function stepsIn(text: string): { readonly name: string; readonly keys: readonly Key[] } | undefined {
  const found = place.exec((jsonataBody(text.trim())?.text ?? text).trim())
  if (found === null) return undefined
  const [, name = '', behind = ''] = found
  const keys = [...behind.matchAll(steps)].map(([, word, quoted, index]): Key => (index === undefined ? (word ?? quoted!) : Number(index)))
  return { name, keys }
}

/**
 * JSONata, to those who write expressions for a person: `$` is the payload of the stage here, which the service leaves empty. Expressions
 * may have their `{% %}` or not; those that are made have none.
 */
export const jsonata: Language = {
  name: 'JSONata',
  quote: quotedWord,
  step: jsonataStep,
  member: (expression, key) => jsonataMember(atom((jsonataBody(expression.trim())?.text ?? expression).trim()), key),
  parsed: (expression) => `$parse(${(jsonataBody(expression.trim())?.text ?? expression).trim()})`,
  ownNames: { input: '$states.input', result: '$states.result', errorOutput: '$states.errorOutput' },
  roots: () => ({ payload: '$', input: '$states.input', result: '$states.result', context: '$states.context' }),
  place(text) {
    const found = stepsIn(text)
    return found && placeOf(found.name, found.keys)
  },
  /** A bare `$` is nothing in a field. */
  read(text) {
    const found = isDelimited(text.trim()) ? stepsIn(text) : undefined
    if (found === undefined || found.name === '') return undefined
    const [first, ...rest] = found.keys
    const beside = found.name === 'states' && (first === 'context' || first === 'errorOutput')
    return beside ? { root: first, steps: rest } : placeOf(found.name, found.keys)
  },
  /** `text` with its `{% %}`. What an expression binds itself means nothing outside of it. */
  at(text, index) {
    const body = jsonataBody(text)
    const whole = { offset: 0, length: text.length }
    if (body === undefined) return whole
    const { variables, states } = parseJsonata(body.text)
    const roots: Range[] = [...variables.filter(({ local, binding, builtin }) => !local && !binding && !builtin), ...states]
    for (const { offset } of roots) {
      names.lastIndex = offset + /^\$\w*/.exec(body.text.slice(offset, offset + 200))![0].length
      const end = names.lastIndex + names.exec(body.text)![0].length
      const range = { offset: offset + body.offset, length: end - offset }
      if (index >= range.offset && index <= range.offset + range.length) return range
    }
    return whole
  },
}
