import { isArray, isObject, type Json, member } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import type { Scope } from '../evaluation/scope'
import { compileRoot } from './compile'
import type { Path, Segment } from './parse'

/**
 * Why a path finds nothing, in the words of the Jayway library, as AWS passes them on behind "Invalid path '$.a' : ".
 * Asked only where a path has failed.
 */
export function explainMissing(path: Path, input: Json, scope: Scope): string {
  const { segments } = path
  let value: Json | undefined = compileRoot(path.root)(input, scope)
  let at = '$'
  for (const [i, segment] of segments.entries()) {
    if (value === undefined || (segment.kind !== 'name' && segment.kind !== 'index')) break
    if (segment.kind === 'index') {
      if (value === null) return `The path ${at} is null`
      if (!isArray(value)) return `Filter: ${fragment(segment)} can only be applied to arrays. Current context is: ${jsonText(value)}`
      value = value.at(segment.index) ?? null
    } else {
      if (!isObject(value)) return notAnObject(segment.name, at, value)
      value = member(value, segment.name)
      if (value === undefined && i < segments.length - 1) return `Missing property in path ${at}${fragment(segment)}`
    }
    at += fragment(segment)
  }
  return `No results for path: $${segments.map(fragment).join('')}`
}

function notAnObject(name: string, at: string, value: Json): string {
  return `Expected to find an object with property ['${name}'] in path ${at} but found '${javaClass(value)}'. This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'.`
}

const nodeClasses: Readonly<Record<string, string>> = { string: 'TextNode', boolean: 'BooleanNode' }

function javaClass(value: Json): string {
  if (value === null) return 'null'
  const name = isArray(value)
    ? 'ArrayNode'
    : typeof value === 'number'
      ? Number.isInteger(value)
        ? 'IntNode'
        : 'DoubleNode'
      : nodeClasses[typeof value]
  return `com.fasterxml.jackson.databind.node.${name}`
}

function fragment(segment: Segment): string {
  switch (segment.kind) {
    case 'name':
      return `['${segment.name}']`
    case 'names':
      return `[${segment.names.map((name) => `'${name}'`).join(',')}]`
    case 'index':
      return `[${segment.index}]`
    case 'indices':
      return `[${segment.indices.join(',')}]`
    case 'slice':
      return `[${segment.start ?? ''}:${segment.end ?? ''}]`
    case 'wildcard':
      return '[*]'
    case 'descendants':
      return '..'
    case 'filter':
      return '[?]'
    case 'function':
      return `.${segment.name}()`
  }
}
