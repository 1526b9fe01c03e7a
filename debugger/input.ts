import type { Json } from '../core/base/json'
import { Lines } from '../core/base/lines'
import { jsonProblems } from '../core/syntax/json'
import { readText, reason } from '../hosts/files'
import { errors } from './errors'

/** The JSON in a file. Throws a UserError that names the file, and the place in it. */
export const readJson = (what: string, path: string): Json => parse(readFile(what, path), what, `${path}:`)

/** A value, and the text that it was read from; undefined where it was given as a value. */
export interface Input {
  readonly input: Json
  readonly inputText: string | undefined
}

/** The execution's input: a value, a text of JSON, or a file. A line break that ends a file belongs to the file. */
export function readInput(input: unknown, file: string | undefined): Input {
  if (file !== undefined) {
    const text = readFile('input file', file)
    return { input: parse(text, 'input file', `${file}:`), inputText: text.replace(/[\r\n]+$/, '') }
  }
  if (typeof input === 'string') return { input: parse(input, 'input'), inputText: input }
  return { input: input === undefined ? {} : (input as Json), inputText: undefined }
}

function readFile(what: string, path: string): string {
  try {
    return readText(path)
  } catch (error) {
    throw errors.unreadable(what, path, reason(error))
  }
}

/** Reads a JSON text. `place` stands before the line and column of what is wrong with it. */
export function parse(text: string, what: string, place = ''): Json {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as Json
  } catch {
    const [problem] = jsonProblems(text)
    const { line, character } = new Lines(text).position(problem?.offset ?? 0)
    const fault = text.trim() === '' ? 'it is empty' : (problem?.message ?? 'it holds no value').replace(/\.$/, '')
    throw errors.notJson(what, `${place}${line + 1}:${character + 1} `, fault)
  }
}
