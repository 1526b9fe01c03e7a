import { readFileSync } from 'node:fs'
import type { Json } from '../core/json'
import { parseJson } from '../core/syntax/json'
import { Lines } from '../core/syntax/lines'
import { errors } from './errors'

/** The JSON in a file. Throws a UserError that names the file, and the place in it. */
export function readJson(what: string, path: string): Json {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
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

const reasons: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
}

/** What the file system says, in words. */
export function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return reasons[code ?? ''] ?? message
}
