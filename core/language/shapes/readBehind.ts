import type { Json } from '../../base/json'
import { isDelimited } from '../../expressions/jsonata/body'
import { rowNamed } from '../../model/dataflow'
import type { AslDocument } from '../../model/document'
import { machinesOf } from '../../model/graph'
import type { State } from '../../model/machine'
import type { Member, Node } from '../../syntax/node'
import { rootShape, type ShapeScope } from './expressionShape'
import { knownDataWith, scopeAt } from './flowShapes'
import { referencesIn } from './reference'
import { navigate, type Shape } from './shape'
import { newWanted, type Wanted, wantedAt } from './wanted'

/** Deeper than any payload template that a person writes. */
const deepest = 40

/** The paths into a task's result that the task itself and the states behind it read, followed through ResultPath, Output and variables. */
export function readBehind(document: AslDocument, task: State): Wanted {
  const wanted = newWanted()
  const known = knownDataWith(document, task, { kind: 'any', wanted })
  for (const { machine } of document.definitions)
    for (const { states } of machinesOf(machine))
      for (const state of states.values()) {
        const data = known.of(state)
        if (data === undefined) continue
        for (const { key, value } of state.node.members)
          if (!nested.includes(key.value)) read(value, { state, scope: scopeAt(state, data, key.value, key.value === 'Catch') })
      }
  return wanted
}

/** States within it have data of their own. */
const nested: readonly string[] = ['Branches', 'ItemProcessor', 'Iterator', 'Comment', 'Type', 'Next', 'Default', 'Resource']

interface Reader {
  readonly state: State
  readonly scope: ShapeScope
}

/** Follows each path in the texts of a field. */
function read(root: Node | undefined, reader: Reader): void {
  const waiting: { readonly node: Node | undefined; readonly depth: number }[] = [{ node: root, depth: 0 }]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { node, depth } = at
    if (node === undefined || depth > deepest) continue
    if (node.kind === 'array') for (const item of node.items) waiting.push({ node: item, depth: depth + 1 })
    else if (node.kind === 'object') for (const { value } of node.members) waiting.push({ node: value, depth: depth + 1 })
    else if (node.kind === 'string' && node.value.includes('$')) readText(node.value, memberOf(node), reader)
  }
}

const memberOf = (node: Node): Member | undefined => (node.parent?.kind === 'member' ? node.parent : undefined)

function readText(text: string, member: Member | undefined, { state, scope }: Reader): void {
  const jsonata = state.queryLanguage === 'JSONata'
  const name = member?.key.value ?? ''
  // Places that are written to, not read.
  if (name === 'ResultPath' || (!jsonata && !isExpression(name))) return
  if (jsonata && !isDelimited(text)) return
  const found = referencesIn(text)
  for (const { root, steps } of found) {
    const from = rootShape(root, scope, jsonata)
    if (from === undefined) continue
    const to = wantedOf(navigate(from, steps, jsonata))
    if (to === undefined || found.length > 1) continue
    const kind = state.type && rowNamed(state.type, state.queryLanguage, name)?.kind
    if (kind === 'items') wantedAt(to, '*')
    to.example ??= kind === 'number' ? 1 : comparedWith(member)
  }
}

const wantedOf = (shape: Shape): Wanted | undefined => (shape.kind === 'any' ? shape.wanted : undefined)

/** In JSONPath a path stands in a field of that name, or in a member whose name ends so. */
const isExpression = (name: string): boolean => name.endsWith('.$') || name.endsWith('Path') || name === 'Variable'

/** The literal that a Choice Rule compares its Variable with. */
function comparedWith(member: Member | undefined): Json | undefined {
  if (member?.key.value !== 'Variable') return undefined
  for (const { key, value } of member.parent.members) {
    if (!/^(String|Numeric|Boolean|Timestamp)\w*(Equals|Than)/.test(key.value) || key.value.endsWith('Path')) continue
    if (value?.kind === 'string' || value?.kind === 'number' || value?.kind === 'boolean') return value.value
  }
  return undefined
}
