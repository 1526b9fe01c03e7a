import type { Json } from '../../base/json'
import type { Range } from '../../base/range'
import { jsonEnd } from '../../base/textJson'
import { jsonProblems } from '../../syntax/json'

/** A JSON value of a text that may have several. */
export interface JsonText extends Range {
  readonly value: Json
}

/** What is no JSON, and where. */
export interface TextFault extends Range {
  readonly kind: 'wrong'
  readonly message: string
}

/**
 * The JSON values of a text: one, or several one after the other, as JSON lines or as pages that were appended to a file. The first that cannot be read comes
 * back as a value.
 */
export function jsonTexts(text: string): readonly JsonText[] | TextFault {
  const start = text.startsWith('\uFEFF') ? 1 : 0
  const whole = parsed(text.slice(start))
  if (whole !== undefined) return [{ value: whole.value, offset: start, length: text.length - start }]
  const values: JsonText[] = []
  for (let at = start; at < text.length; ) {
    if (isSpace(text[at]!)) {
      at++
      continue
    }
    const end = jsonEnd(text, at)
    const found = end === undefined ? undefined : parsed(text.slice(at, end))
    if (end === undefined || found === undefined) {
      // where it is the only one, what the JSON reader says is better than where a bracket is missing
      const { message, offset, length } = jsonProblems(text.slice(at))[0] ?? { message: 'The text is no JSON.', offset: 0, length: 0 }
      return { kind: 'wrong', message, offset: at + offset, length }
    }
    values.push({ value: found.value, offset: at, length: end - at })
    at = end
  }
  return values
}

const isSpace = (character: string) => character === ' ' || character === '\n' || character === '\r' || character === '\t'

function parsed(text: string): { readonly value: Json } | undefined {
  try {
    return { value: JSON.parse(text) as Json }
  } catch {
    return undefined
  }
}
