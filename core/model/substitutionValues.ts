import type { Member, Node } from '../syntax/node'
import { intrinsicOf, namedBy } from './intrinsic'
import { valueAt } from './machine'
import { functionValues, localRun, resourceValues } from './resourceValues'
import { logicalIdOf, serverlessName } from './serverlessNames'

/** Texts by the names that `${Name}` has. A name whose value nobody knows is not in it. */
export type Values = ReadonlyMap<string, string>

const membersOf = (node: Node | undefined): readonly Member[] => (node?.kind === 'object' ? node.members : [])

/**
 * What names of a template stand for, as far as its text tells: defaults of parameters, CloudFormation's own names (`AWS::Region`), which are those
 * of a local run, and the names and ARNs that resources have there: `Table`, `Function.Arn`.
 */
export function templateValues(root: Node | undefined): Values {
  const values = new Map(localRun)
  const put = (found: readonly (readonly [string, string])[]) => {
    for (const [name, value] of found) values.set(name, value)
  }
  for (const { key, value } of membersOf(valueAt(root, 'Parameters'))) {
    const text = scalar(valueAt(value, 'Default'))
    if (text !== undefined) values.set(key.value, text)
  }
  for (const resources of [valueAt(root, 'Resources'), valueAt(valueAt(root, 'resources'), 'Resources')])
    for (const member of membersOf(resources)) put(resourceValues(member, values, (node) => textOf(node, values)))
  for (const { key, value } of membersOf(valueAt(root, 'functions')))
    for (const id of [key.value, logicalIdOf(key.value)]) put(functionValues(id, serverlessName(key.value, value, root), values))
  return values
}

/**
 * The members of DefinitionSubstitutions whose values the template's text tells, with names in values replaced as CloudFormation does it.
 */
export function declaredValues(declared: Node | undefined, template: Values): Values {
  const values = new Map<string, string>()
  for (const { key, value } of membersOf(declared)) {
    const text = value && textOf(value, template)
    if (text !== undefined) values.set(key.value, text)
  }
  return repeated(values)
}

/** How often values are put into values: deeper than anybody writes, and those that lead in a circle end. */
const mostRounds = 10

/** CloudFormation replaces until nothing changes: a value may name others. Source: as for `Known.yaml`. */
function repeated(values: Map<string, string>): Values {
  let left = longest
  for (let round = 0, changed = true; changed && round < mostRounds; round++) {
    changed = false
    const before = new Map(values)
    for (const [name, text] of before) {
      const next = text.replace(/\$\{([^{}]*)\}/g, (whole, other: string) => {
        const value = before.get(other)
        if (value === undefined || value.length > left) return whole
        left -= value.length
        return value
      })
      changed ||= next !== text
      values.set(name, next)
    }
  }
  return values
}

/** The names that an Fn::Sub with two arguments has of its own, as far as their values are known; none for one with a text alone. */
export function ownValues(argument: Node | undefined, template: Values): Values {
  return new Map(argument?.kind === 'array' ? namesIn(argument.items[1], template) : [])
}

/** A text, a number, `Ref` and `Fn::GetAtt` of what is known, `Fn::Sub` of such. */
export function textOf(node: Node, template: Values): string | undefined {
  const intrinsic = intrinsicOf(node)
  if (intrinsic === undefined) return scalar(node)
  const { name, argument } = intrinsic
  const named = namedBy(node)
  if (named !== undefined) return template.get(named)
  if (name !== 'Fn::Sub') return undefined
  const [text, own] = argument?.kind === 'array' ? argument.items : [argument]
  return text?.kind === 'string' ? filled(text.value, new Map([...template, ...namesIn(own, template)])) : undefined
}

/** The second argument of Fn::Sub: names of its own. */
const namesIn = (node: Node | undefined, template: Values): [string, string][] =>
  membersOf(node).flatMap(({ key, value }) => {
    const text = value && (scalar(value) ?? refOf(value, template))
    return text === undefined ? [] : [[key.value, text] as [string, string]]
  })

function refOf(node: Node, template: Values): string | undefined {
  const named = namedBy(node)
  return named === undefined ? undefined : template.get(named)
}

/** The text of a number, a text or a boolean; what CloudFormation looks up elsewhere stays unknown. */
export function scalar(node: Node | undefined): string | undefined {
  if (node?.kind === 'number' || node?.kind === 'boolean') return String(node.value)
  return node?.kind === 'string' && !node.value.includes('{{resolve:') ? node.value : undefined
}

/** The text with all of its names replaced; undefined where one is not known. */
function filled(text: string, values: Values): string | undefined {
  let known = true
  const result = text.replace(/\$\{(!?)([^}]*)\}/g, (whole, literal: string, name: string) => {
    if (literal) return `\${${name}}`
    const value = values.get(name.trim())
    known &&= value !== undefined
    return value ?? whole
  })
  return known && result.length <= longest ? result : undefined
}

/** Characters of a value: more than a whole definition may have. */
const longest = 1_048_576
