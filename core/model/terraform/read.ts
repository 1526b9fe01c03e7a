import type { Range } from '../../base/range'
import { parseEmbedded, TextBuilder } from '../../syntax/embedded'
import type { HclBlock } from '../../syntax/hcl/types'
import type { Tree } from '../../syntax/json'
import { buildMachine } from '../build'
import type { DefinitionFile, Template } from '../deploymentTemplate'
import type { Definition } from '../document'
import { fieldNames } from '../fieldNames'
import { localRun, resourceGives } from '../resourceValues'
import { fileScope, ModuleEvaluator, thunk } from './evaluate'
import { holdsTerraformMachine } from './holds'
import { terraformFunctions } from './lambda'
import { type Declared, readModule, type TerraformModule } from './module'
import { nodeOf } from './node'
import { valueOfResource } from './reference'
import { makes } from './resources'
import { type Lazy, plainText, referenceName, type Scope, type TextValue, textValue } from './value'

/** How Terraform reads a definition's file: `templatefile` puts variables in; undefined: `file` takes the text as it stands. */
export interface TerraformFile {
  readonly module: TerraformModule
  readonly variables: ReadonlyMap<string, Lazy> | undefined
}

/**
 * Reads a file of Terraform: `aws_sfn_state_machine`, and the registry's module for it. `running`: the values that its folder tells stand in the place
 * of references. `beside`: the texts of the other `.tf` and `.tfvars` files of its folder. Never fails.
 */
export function readTerraform(text: string, running = false, beside?: ReadonlyMap<string, string>): Template {
  const found = { definitions: [] as Definition[], problems: [] as Template['problems'][number][], files: [] as DefinitionFile[] }
  const values = new Map(localRun)
  const substitutionValues = new Map<string, ReadonlyMap<string, string>>()
  if (!holdsTerraformMachine(text)) return { ...found, functions: new Map(), names: new Map(), substitutionValues, values }
  const module = readModule(text, beside)
  const evaluator = new ModuleEvaluator(module, running)
  const assumed = running ? evaluator : new ModuleEvaluator(module, true)
  for (const [id, declared] of module.resources) {
    if (!declared.own || !makes(declared.value, 'AWS::StepFunctions::StateMachine')) continue
    for (const instance of instancesOf(declared.value, assumed)) {
      const machine = machineOf(id, declared, instance, assumed)
      values.set(machine.logicalId, machine.arn)
      const made = read(machine, text, evaluator)
      if (made === undefined) continue
      if ('path' in made) {
        found.files.push(made)
        substitutionValues.set(machine.logicalId, referenceNames(made.terraform?.variables))
      } else {
        found.definitions.push(made.definition)
        found.problems.push(...made.problems)
        // the others have the same text, whose problems are told once
        break
      }
    }
  }
  return { ...found, functions: terraformFunctions(module, assumed), names: module.names, substitutionValues, values }
}

/** One of the resources that a block makes. `key`: of `for_each`; undefined where there is none, or nobody knows it. */
interface Instance {
  readonly key: string | undefined
  readonly scope: Scope
}

/** State machines that one block is taken apart into. */
const mostInstances = 100

function instancesOf({ attributes }: HclBlock, evaluator: ModuleEvaluator): readonly Instance[] {
  const one = { key: undefined, scope: fileScope }
  const each = attributes.get('for_each')
  const value = each && evaluator.evaluate(thunk(each, fileScope))
  if (value?.kind !== 'object' && value?.kind !== 'tuple') return [one]
  const { place } = value
  const entries: readonly (readonly [string | undefined, Lazy])[] =
    value.kind === 'object'
      ? value.entries.map(({ key, value: of }) => [plainText(key), of])
      : value.items.map((item) => [evaluator.text(item), item])
  const made = entries.slice(0, mostInstances).flatMap(([key, of]): Instance[] => {
    if (key === undefined) return []
    const names = [
      { key: textValue('key', place), value: textValue(key, place) },
      { key: textValue('value', place), value: of },
    ]
    return [{ key, scope: { ...fileScope, names: new Map([['each', { kind: 'object', entries: names, place }]]) } }]
  })
  return made.length === 0 ? [one] : made
}

interface Machine {
  readonly block: HclBlock
  readonly scope: Scope
  readonly logicalId: string
  readonly otherNames: readonly string[]
  readonly type: Definition['type']
  readonly arn: string
}

function machineOf(id: string, { value: block }: Declared<HclBlock>, { key, scope }: Instance, evaluator: ModuleEvaluator): Machine {
  const text = (attribute: string) => {
    const found = block.attributes.get(attribute)
    return found && evaluator.text(thunk(found, scope))
  }
  const index = key === undefined ? '' : `["${key}"]`
  const logicalId = `${block.labels.at(-1)!.text}${index}`
  const type = block.attributes.has('type') ? text('type') : 'STANDARD'
  const name = text('name')
  return {
    block,
    scope,
    logicalId,
    otherNames: [`${id}${index}`, ...(key === undefined ? [] : [key]), ...(name === undefined ? [] : [name])],
    type: type === 'STANDARD' || type === 'EXPRESS' ? type : undefined,
    arn:
      valueOfResource(block, block.type === 'module' ? 'state_machine_arn' : 'arn', text) ??
      resourceGives('AWS::StepFunctions::StateMachine', logicalId).arn,
  }
}

type Made = DefinitionFile | { readonly definition: Definition; readonly problems: Tree['problems'] }

/** The definition of a state machine: a text, an object, or a file. Undefined where nobody knows it. */
function read({ block, scope, logicalId, otherNames, type }: Machine, text: string, evaluator: ModuleEvaluator): Made | undefined {
  const expression = block.attributes.get('definition')
  if (expression === undefined) return undefined
  const about = { logicalId, otherNames, type, substitutions: undefined }
  const value = evaluator.evaluate(thunk(expression, scope))
  if (value.kind === 'json' && evaluator.evaluate(value.of).kind === 'file') return undefined
  if (value.kind === 'file') {
    const path = plainText(value.path)
    return path === undefined
      ? undefined
      : fileOf({ ...about, path: path.replace(/^(\.\/)+/, ''), range: inner(value.path.place, text) }, value.variables, evaluator)
  }
  const tree: Tree | undefined =
    value.kind === 'json' ? { root: nodeOf(evaluator, value.of), problems: [] } : value.kind === 'text' ? definitionText(value) : undefined
  if (tree?.root?.kind !== 'object') return undefined
  const range = { offset: expression.offset, length: expression.length }
  return {
    definition: { ...about, template: undefined, root: tree.root, machine: buildMachine(tree.root), range },
    problems: tree.problems,
  }
}

/** The text between quotes. */
const inner = ({ offset, length }: Range, text: string): Range =>
  text[offset] === '"' && length > 1 ? { offset: offset + 1, length: length - 2 } : { offset, length }

function fileOf(
  about: Pick<DefinitionFile, 'logicalId' | 'otherNames' | 'type' | 'path' | 'range'>,
  given: Lazy | undefined,
  evaluator: ModuleEvaluator,
): DefinitionFile {
  const { module } = evaluator
  const value = given && evaluator.evaluate(given)
  // a file that is no template has nothing put in
  if (value === undefined) return { ...about, substitutions: new Map(), values: new Map(), terraform: { module, variables: undefined } }
  if (value.kind !== 'object') return { ...about, substitutions: undefined, values: new Map(), terraform: { module, variables: new Map() } }
  const variables = new Map(value.entries.flatMap((entry) => [[plainText(entry.key) ?? '', entry.value] as const]))
  const running = new ModuleEvaluator(module, true)
  const values = [...variables].flatMap(([name, each]) => {
    const text = running.text(each)
    return text === undefined ? [] : [[name, text] as const]
  })
  return {
    ...about,
    substitutions: new Map(value.entries.map(({ key }) => [plainText(key) ?? '', key.place])),
    values: new Map(values),
    terraform: { module, variables },
  }
}

/** What each variable of a templatefile refers to. */
const referenceNames = (variables: ReadonlyMap<string, Lazy> = new Map()): ReadonlyMap<string, string> =>
  new Map(
    [...variables].flatMap(([name, value]) => {
      const reference = value.kind === 'thunk' ? referenceName(value.expression) : undefined
      return reference === undefined ? [] : [[name, reference] as const]
    }),
  )

/** Reads JSON that a template of Terraform makes. What it lacks where nobody knows which part of the template counts is no problem. */
export function definitionText(value: TextValue): Tree {
  const { root, problems } = parseEmbedded(embedded(value), fieldNames)
  return { root, problems: value.uncertain ? [] : problems }
}

/** The text with its places, as the readers of JSON and YAML take it. */
export function embedded({ pieces }: TextValue): ReturnType<TextBuilder['build']> {
  const builder = new TextBuilder()
  for (const piece of pieces)
    if ('text' in piece) builder.text(piece)
    else builder.substitute(`\${${piece.name}}`, piece)
  return builder.build()
}
