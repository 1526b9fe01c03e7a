import { isObject, type Json, type JsonObject } from '../core/base/json'
import { Lines } from '../core/base/lines'
import { type JsonFault, readJson } from '../core/syntax/readJson'
import { type Call, UsageError } from './command'
import { readText } from './files'
import { prettyJson } from './result'
import type { Terminal } from './terminal'

/** A text, as the user has given it. */
interface GivenText {
  readonly text: string
  readonly file?: boolean
}

/** The text of an option that is JSON itself or `@` and a file with JSON. Throws UsageError where the file cannot be read. */
export function givenOption(call: Call, terminal: Terminal, name: string): GivenText | undefined {
  const value = call.text(name)
  if (value === undefined) return undefined
  return value.startsWith('@') ? { text: readText(terminal, value.slice(1)), file: true } : { text: value }
}

/** The option, and its file where there is one. */
export const optionName = (call: Call, name: string): string =>
  call.text(name)?.startsWith('@') ? `--${name} (${call.text(name)!.slice(1)})` : `--${name}`

/** What is wrong with a text that has to be JSON, at its line and column. */
export function notJson(what: string, { text, message, offset }: GivenText & JsonFault): string {
  const { line, character } = new Lines(text).position(offset)
  return `${what} is no JSON: ${line + 1}:${character + 1} ${message}`
}

/** The value of such an option. Throws UsageError. */
export function jsonOption(call: Call, terminal: Terminal, name: string): Json | undefined {
  const given = givenOption(call, terminal, name)
  if (given === undefined) return undefined
  const found = readJson(given.text)
  if ('fault' in found) throw new UsageError(notJson(optionName(call, name), { ...given, ...found.fault }))
  return found.value
}

/** The same where only an object makes sense. */
export function objectOption(call: Call, terminal: Terminal, name: string): JsonObject | undefined {
  const value = jsonOption(call, terminal, name)
  if (value !== undefined && !isObject(value)) throw new UsageError(`--${name} is a JSON object, not ${prettyJson(value).slice(0, 40)}`)
  return value
}
