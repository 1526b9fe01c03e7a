import type { Range } from '../../base/range'
import type { HclBlock, HclExpression } from '../../syntax/hcl/types'
import { localRun, resourceGives } from '../resourceValues'
import type { TerraformModule } from './module'
import { type Row, rowOf } from './resources'
import { type Evaluator, type Lazy, plainText, type Scope, textValue, type Value } from './value'

/** What a reference is worked out with. */
interface Around extends Evaluator {
  readonly module: TerraformModule
  readonly running: boolean
  local(name: string, place: Range): Value | undefined
}

/** A step of a reference; undefined stands for a splat. */
type Step = string | HclExpression | undefined

/** What a reference leads to; undefined where nobody knows. Source: Terraform Language, References to Named Values. */
export function referred(expression: HclExpression, scope: Scope, around: Around, place: Range): Value | undefined {
  const steps: Step[] = []
  let at = expression
  for (; at.kind === 'get'; at = at.of) steps.push(at.key)
  steps.reverse()
  const later = (each: HclExpression): Lazy => ({ kind: 'thunk', expression: each, scope })
  if (at.kind !== 'name') return walked(later(at), steps, later, around)
  const own = scope.names.get(at.name)
  if (own !== undefined) return walked(own, steps, later, around)
  const [first, second, third] = steps
  switch (at.name) {
    case 'local': {
      const value = typeof first === 'string' ? around.local(first, place) : undefined
      return value && walked(value, steps.slice(1), later, around)
    }
    case 'var': {
      const declared = around.running && typeof first === 'string' ? around.module.variables.get(first) : undefined
      if (declared?.value === undefined) return undefined
      return walked(thunkOf(declared.value, declared.own, place), steps.slice(1), later, around)
    }
    case 'path':
      return textValue('.', place)
    case 'terraform':
      return first === 'workspace' ? textValue('default', place) : undefined
    case 'module':
      return attribute(`module.${named(first)}`, steps.slice(1), around, place)
    case 'data':
      return attribute(`data.${named(first)}.${named(second)}`, third === undefined ? [] : steps.slice(2), around, place)
    default:
      return attribute(`${at.name}.${named(first)}`, steps.slice(1), around, place)
  }
}

const named = (step: Step): string => (typeof step === 'string' ? step : '')

const thunkOf = (expression: HclExpression, own: boolean, place: Range): Lazy => ({
  kind: 'thunk',
  expression,
  scope: { names: new Map(), place: own ? undefined : place },
})

/** Goes into objects and lists. */
function walked(from: Lazy, steps: readonly Step[], later: (each: HclExpression) => Lazy, evaluator: Evaluator): Value | undefined {
  let value = evaluator.evaluate(from)
  for (const step of steps) {
    const key = step === undefined ? undefined : typeof step === 'string' ? step : evaluator.text(later(step))
    if (key === undefined || !evaluator.spend(1)) return undefined
    const next =
      value.kind === 'object'
        ? value.entries.findLast((entry) => plainText(entry.key) === key)?.value
        : value.kind === 'tuple'
          ? value.items[Number(key)]
          : undefined
    if (next === undefined) return undefined
    value = evaluator.evaluate(next)
  }
  return value
}

/** What a resource gives: its name, its ARN, or what its block says of itself. An index names one of several: they are alike. */
function attribute(id: string, steps: readonly Step[], around: Around, place: Range): Value | undefined {
  const name = steps.find((step) => typeof step === 'string' && !/^\d+$/.test(step))
  const declared = around.module.resources.get(id)
  if (declared === undefined || typeof name !== 'string') return undefined
  const { value: block, own } = declared
  const read = (attribute: string): Lazy | undefined => {
    const found = block.attributes.get(attribute)
    return found && thunkOf(found, own, place)
  }
  // the text of a file is no matter of the deployment
  if (name === 'rendered' || name === 'content') return rendered(read, around)
  if (!around.running) return undefined
  const text = valueOfResource(block, name, (attribute) => {
    const found = read(attribute)
    return found && around.text(found)
  })
  if (text !== undefined) return textValue(text, place)
  const said = read(name)
  return said && around.evaluate(said)
}

/** `data.template_file.x.rendered`, `data.local_file.x.content` */
function rendered(read: (attribute: string) => Lazy | undefined, evaluator: Evaluator): Value | undefined {
  const written = read('content')
  if (written !== undefined) return evaluator.evaluate(written)
  const template = read('template')
  const value = template && evaluator.evaluate(template)
  if (value?.kind === 'file') return { ...value, variables: read('vars') ?? { kind: 'object', entries: [], place: value.place } }
  const filename = read('filename')
  const path = filename && evaluator.evaluate(filename)
  return path?.kind === 'text' ? { kind: 'file', path, variables: undefined, place: path.place } : undefined
}

/** The names and ARNs that a resource has in a local run. `text`: an attribute of its block. */
export function valueOfResource(block: HclBlock, name: string, text: (attribute: string) => string | undefined): string | undefined {
  const row = rowOf(block)
  if (row === undefined) return undefined
  if ('gives' in row) return row.gives[name] === undefined ? undefined : localRun.get(row.gives[name])
  const given = Object.hasOwn(row.attributes, name) ? row.attributes[name] : undefined
  return given && resourceGives(row.type, nameOfResource(block, row, text))[given]
}

/** The name that a resource has: its block says it, or its label stands for it. */
export const nameOfResource = (
  block: HclBlock,
  { name }: Extract<Row, { name: string }>,
  text: (attribute: string) => string | undefined,
) => text(name) ?? block.labels.at(-1)?.text ?? ''
