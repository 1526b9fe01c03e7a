import type { Json } from '../core/json'
import { parseJson } from '../core/syntax/json'
import { Lines } from '../core/syntax/lines'
import { readText, reason } from '../hosts/files'
import { errors } from './errors'

/** The JSON in a file. Throws a UserError that names the file, and the place in it. */
export function readJson(what: string, path: string): Json {
  let text: string
  try {
    text = readText(path)
  } catch (error) {
    throw errors.unreadable(what, path, reason(error))
  }
  return parse(text, what, `${path}:`)
}

/** Reads a JSON text. `place` stands before the line and column of what is wrong with it. */
export function parse(text: string, what: string, place = ''): Json {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as Json
  } catch {
    const [problem] = parseJson(text).problems
    const { line, character } = new Lines(text).position(problem?.offset ?? 0)
    const fault = text.trim() === '' ? 'it is empty' : (problem?.message ?? 'it holds no value').replace(/\.$/, '')
    throw errors.notJson(what, `${place}${line + 1}:${character + 1} `, fault)
  }
}
