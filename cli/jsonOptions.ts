import { isObject, type Json, type JsonObject } from '../core/base/json'
import { type Call, UsageError } from './command'
import { readText } from './files'
import { prettyJson } from './result'
import type { Terminal } from './terminal'

/** The value of an option that is JSON itself or `@` and a file with JSON. Throws UsageError. */
export function jsonOption(call: Call, terminal: Terminal, name: string): Json | undefined {
  const value = call.text(name)
  if (value === undefined) return undefined
  return value.startsWith('@') ? readJson(terminal, name, value.slice(1)) : parse(`--${name}`, value)
}

/** The same with its text, which the history keeps. A line break that ends a file belongs to the file. */
export function jsonTextOption(call: Call, terminal: Terminal, name: string): { readonly value: Json; readonly text: string } | undefined {
  const option = call.text(name)
  if (option === undefined) return undefined
  const file = option.startsWith('@') ? option.slice(1) : undefined
  const text = file === undefined ? option : readText(terminal, file).replace(/[\r\n]+$/, '')
  return { value: parse(file === undefined ? `--${name}` : `--${name} (${file})`, text), text }
}

/** The same where only an object makes sense. */
export function objectOption(call: Call, terminal: Terminal, name: string): JsonObject | undefined {
  const value = jsonOption(call, terminal, name)
  if (value !== undefined && !isObject(value)) throw new UsageError(`--${name} is a JSON object, not ${prettyJson(value).slice(0, 40)}`)
  return value
}

/** A file of JSON that an option names. Throws UsageError. */
export const readJson = (terminal: Terminal, name: string, file: string): Json => parse(`--${name} (${file})`, readText(terminal, file))

function parse(what: string, text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch (error) {
    throw new UsageError(`${what} is no JSON: ${(error as Error).message}`)
  }
}
