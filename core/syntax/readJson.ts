import type { Json } from '../base/json'
import { jsonProblems } from './json'

/** Why a text is no JSON: a sentence without its stop, and where, in UTF-16 code units with the byte order mark counted. */
export interface JsonFault {
  readonly message: string
  readonly offset: number
}

/** Reads a text of JSON, whose byte order mark belongs to the file. Never throws: it gives the value, or the first fault. */
export function readJson(text: string): { readonly value: Json } | { readonly fault: JsonFault } {
  const mark = text.startsWith('\uFEFF') ? 1 : 0
  const own = text.slice(mark)
  try {
    return { value: JSON.parse(own) as Json }
  } catch {
    const [problem] = jsonProblems(own)
    const message = own.trim() === '' ? 'it is empty' : (problem?.message ?? 'it holds no value').replace(/\.$/, '')
    return { fault: { message, offset: mark + (problem?.offset ?? 0) } }
  }
}
