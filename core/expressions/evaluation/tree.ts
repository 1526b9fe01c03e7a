import { type Json, setMember } from '../../base/json'
import type { Member, Node, StringNode } from '../../syntax/node'
import { toJson } from '../../syntax/walk'
import { Failure } from './failure'
import type { Evaluate } from './scope'

/** What a template language evaluates: members with a special key, or strings with a special form. Undefined: plain JSON. */
interface TemplateLanguage {
  readonly member: (member: Member) => { readonly name: string; readonly evaluate: Evaluate } | undefined
  readonly string: (node: StringNode, location: string) => Evaluate | undefined
}

/** A part of the template that is the same each time: made once, and shared. */
export function constant(value: Json): Evaluate {
  return Object.assign(() => value, { constant: value })
}

const isConstant = (evaluate: Evaluate) => evaluate.constant !== undefined

/**
 * Compiles a tree once; of what does not depend on anything, only one copy is ever made. The first Failure in the order of the text is what
 * all of it gives. `location` grows as in `Output/a[0]/b`. The tree is not deeper than `maxDepth`.
 */
export function compileTree(node: Node, location: string, language: TemplateLanguage): Evaluate {
  switch (node.kind) {
    case 'string':
      return language.string(node, location) ?? constant(node.value)
    case 'array':
      return compileArray(node.items.map((item, i) => compileTree(item, `${location}[${i}]`, language)))
    case 'object':
      return compileObject(
        node.members.flatMap((member): Field[] => {
          const special = language.member(member)
          if (special) return [special]
          const name = member.key.value
          return member.value ? [{ name, evaluate: compileTree(member.value, `${location}/${name}`, language) }] : []
        }),
      )
    default:
      return constant(toJson(node))
  }
}

interface Field {
  readonly name: string
  readonly evaluate: Evaluate
}

function compileArray(items: readonly Evaluate[]): Evaluate {
  if (items.every(isConstant)) return constant(items.map((item) => item.constant!))
  return (input, scope) => {
    const list: Json[] = []
    for (const evaluate of items) {
      const value = evaluate(input, scope)
      if (value instanceof Failure) return value
      list.push(value)
    }
    return list
  }
}

function compileObject(fields: readonly Field[]): Evaluate {
  if (fields.every((f) => isConstant(f.evaluate))) {
    const object: Record<string, Json> = {}
    for (const { name, evaluate } of fields) setMember(object, name, evaluate.constant!)
    return constant(object)
  }
  const [only] = fields
  if (only !== undefined && fields.length === 1 && only.name !== '__proto__') return single(only)
  return (input, scope) => {
    const object: Record<string, Json> = {}
    for (const { name, evaluate } of fields) {
      const value = evaluate(input, scope)
      if (value instanceof Failure) return value
      setMember(object, name, value)
    }
    return object
  }
}

/** One member, as the counter of a loop is: a store that sees few names is far quicker than the one in setMember, which sees all. */
const single =
  ({ name, evaluate }: Field): Evaluate =>
  (input, scope) => {
    const value = evaluate(input, scope)
    if (value instanceof Failure) return value
    const object: Record<string, Json> = {}
    object[name] = value
    return object
  }
