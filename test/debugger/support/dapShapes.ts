import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * Checks messages against the Debug Adapter Protocol as Microsoft's package @vscode/debugprotocol declares it: its d.ts is read as
 * data, so that the check does not come from the adapter's own types.
 */
export function shapeProblems(message: { type: string; command?: string; event?: string; success?: boolean }): string[] {
  const { type, command, event, success } = message
  const name =
    type === 'event' ? `${pascal(event!)}Event` : type === 'request' ? 'Request' : success ? `${pascal(command!)}Response` : 'ErrorResponse'
  const shape = declarations.get(name)
  // What is no part of the protocol has a prefix of ours, and the general shape.
  if (shape === undefined) {
    const own = (event ?? command ?? '').startsWith('stepthrough/')
    return own
      ? check(message, { kind: 'name', name: type === 'event' ? 'Event' : 'Response' }, '')
      : [`${name} is no message of the protocol`]
  }
  return check(message, shape, '')
}

type Shape =
  | { kind: 'any' | 'string' | 'number' | 'boolean' | 'null' }
  | { kind: 'literal'; value: string }
  | { kind: 'name'; name: string }
  | { kind: 'array'; item: Shape }
  | { kind: 'map'; value: Shape }
  | { kind: 'union'; options: Shape[] }
  | { kind: 'object'; bases: string[]; members: Map<string, { optional: boolean; shape: Shape }> }

const pascal = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function check(value: unknown, shape: Shape, path: string): string[] {
  switch (shape.kind) {
    case 'any':
      return []
    case 'null':
      return value === null ? [] : [`${path} is not null`]
    case 'literal':
      return value === shape.value ? [] : [`${path} is not "${shape.value}"`]
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === shape.kind ? [] : [`${path} is no ${shape.kind}: ${JSON.stringify(value)}`]
    case 'name': {
      const named = declarations.get(shape.name)
      return named === undefined ? [`${path}: unknown type ${shape.name}`] : check(value, named, path)
    }
    case 'array':
      return Array.isArray(value) ? value.flatMap((item, i) => check(item, shape.item, `${path}[${i}]`)) : [`${path} is no array`]
    case 'map':
      return isRecord(value)
        ? Object.entries(value).flatMap(([key, each]) => check(each, shape.value, `${path}.${key}`))
        : [`${path} is no object`]
    case 'union':
      return shape.options.some((option) => check(value, option, path).length === 0) ? [] : [`${path} fits none: ${JSON.stringify(value)}`]
    case 'object': {
      if (!isRecord(value)) return [`${path} is no object`]
      const members = allMembers(shape)
      const problems = Object.keys(value)
        .filter((key) => !members.has(key))
        .map((key) => `${path}.${key} is not declared`)
      for (const [key, { optional, shape: inner }] of members) {
        if (value[key] === undefined) {
          if (!optional) problems.push(`${path}.${key} is missing`)
        } else problems.push(...check(value[key], inner, `${path}.${key}`))
      }
      return problems
    }
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

function allMembers({ bases, members }: Extract<Shape, { kind: 'object' }>): Map<string, { optional: boolean; shape: Shape }> {
  const all = new Map<string, { optional: boolean; shape: Shape }>()
  for (const base of bases) {
    const shape = declarations.get(base)
    if (shape?.kind === 'object') for (const [key, member] of allMembers(shape)) all.set(key, member)
  }
  for (const [key, member] of members) all.set(key, member)
  return all
}

/** A reader for what the d.ts is made of: interfaces, unions, arrays, inline objects and index signatures. */
function readDeclarations(text: string): Map<string, Shape> {
  const tokens = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').match(/[\w$]+|'[^']*'|[{}[\]();:,?|<>=]/g)!
  let at = 0
  const take = (expected?: string): string => {
    const token = tokens[at++]!
    if (expected !== undefined && token !== expected) throw new Error(`expected ${expected} at token ${at}, found ${token}`)
    return token
  }
  const readType = (): Shape => {
    const options = [readSuffixed()]
    while (tokens[at] === '|') {
      take()
      options.push(readSuffixed())
    }
    return options.length === 1 ? options[0]! : { kind: 'union', options }
  }
  const readSuffixed = (): Shape => {
    let shape = readOne()
    while (tokens[at] === '[') {
      take('[')
      take(']')
      shape = { kind: 'array', item: shape }
    }
    return shape
  }
  const readOne = (): Shape => {
    if (tokens[at] === '{') return readObject([])
    if (tokens[at] === '(') {
      take('(')
      const shape = readType()
      take(')')
      return shape
    }
    const token = take()
    if (token.startsWith("'")) return { kind: 'literal', value: token.slice(1, -1) }
    if (token === 'any' || token === 'string' || token === 'number' || token === 'boolean' || token === 'null') return { kind: token }
    return { kind: 'name', name: token }
  }
  const readObject = (bases: string[]): Shape => {
    const members = new Map<string, { optional: boolean; shape: Shape }>()
    let map: Shape | undefined
    take('{')
    while (tokens[at] !== '}') {
      if (tokens[at] === '[') {
        while (take() !== ']');
        take(':')
        map = readType()
      } else {
        const name = take()
        const optional = tokens[at] === '?'
        if (optional) take('?')
        take(':')
        members.set(name, { optional, shape: readType() })
      }
      if (tokens[at] === ';') take(';')
    }
    take('}')
    return map === undefined ? { kind: 'object', bases, members } : { kind: 'map', value: map }
  }
  const found = new Map<string, Shape>()
  while (take() !== '{');
  while (at < tokens.length && tokens[at] !== '}') {
    if (tokens[at] === 'export') take()
    const keyword = take()
    const name = take()
    if (keyword === 'type') {
      take('=')
      found.set(name, readType())
      if (tokens[at] === ';') take(';')
    } else {
      const bases: string[] = []
      if (tokens[at] === 'extends') {
        take()
        do bases.push(take())
        while (tokens[at] === ',' && take())
      }
      found.set(name, readObject(bases))
    }
  }
  return found
}

const folder = dirname(createRequire(import.meta.url).resolve('@vscode/debugprotocol/package.json'))
const declarations = readDeclarations(readFileSync(join(folder, 'lib/debugProtocol.d.ts'), 'utf8'))
